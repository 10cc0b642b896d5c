// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Promises that are started and kept, or not.

#include "kj.h"

using kj::Promise;

Promise<void> upload(const char *);
Promise<void> refresh(int key);

Promise<void> started_and_dropped_bad() {
  upload("log").eagerlyEvaluate(nullptr); // expected-warning {{dropping it cancels its work}}
  co_await refresh(1);
}

Promise<void> started_and_kept_ok() {
  auto background = upload("log").eagerlyEvaluate(nullptr);
  co_await refresh(1);
}

struct Uploader {
  Promise<void> running = nullptr;
  void start_ok() { running = upload("log").eagerlyEvaluate(nullptr); }
  void start_bad() {
    upload("log").eagerlyEvaluate(nullptr); // expected-warning {{dropping it cancels its work}}
  }
};

//===-- what an Own owns ends with it ---------------------------------------===//

void handle(const char *, size_t);

Promise<void> echo(kj::AsyncIoStream &stream) {
  char block[16];
  auto count = co_await stream.tryRead(block, 1, sizeof(block));
  co_await stream.write(block, count);
}

Promise<void> accept_all_bad(kj::ConnectionReceiver &port, kj::TaskSet &tasks) {
  for (;;) {
    auto stream = co_await port.accept();
    tasks.add(echo(*stream)); // expected-warning {{corosafe-dangling-task}}
  }
}

Promise<void> accept_all_ok(kj::ConnectionReceiver &port, kj::TaskSet &tasks) {
  for (;;) {
    auto stream = co_await port.accept();
    auto echoed = echo(*stream);
    tasks.add(echoed.attach(kj::mv(stream)));
  }
}

Promise<void> frame(kj::AsyncIoStream &stream) {
  char head[4], body[64];
  co_await stream.read(head, sizeof(head));
  co_await stream.read(body, sizeof(body));
  handle(body, sizeof(body));
}

// The timer's continuation tells that it won; the stream ends with the coroutine that it was given to.
Promise<void> frames_ok(kj::Own<kj::AsyncIoStream> stream, kj::Timer &timer) {
  for (;;) {
    bool late = false;
    co_await frame(*stream).exclusiveJoin(timer.afterDelay(5).then([&] { late = true; }));
    if (late)
      co_return;
  }
}

Promise<void> frames_bad(kj::Own<kj::AsyncIoStream> stream, kj::Timer &timer) {
  for (;;) {
    bool late = false;
    co_await frame(*stream).exclusiveJoin(timer.afterDelay(5).then([&] { late = true; })); // expected-warning {{'frame' is not safe to lose in this race}}
    if (late)
      handle("late", 4);
  }
}

//===-- two pumps -------------------------------------------------------------===//

Promise<void> tunnel_ok(kj::Own<kj::AsyncIoStream> a, kj::Own<kj::AsyncIoStream> b) {
  co_await a->pumpTo(*b).ignoreResult().exclusiveJoin(b->pumpTo(*a).ignoreResult());
}
Promise<void> copies_bad(kj::Own<kj::AsyncIoStream> a, kj::Own<kj::AsyncIoStream> b, const char *text) {
  co_await a->write(text, 5).exclusiveJoin(b->write(text, 5)); // expected-warning {{nobody asks which it was}}
}

//===-- kept by a function that nothing runs in ---------------------------------//

void note(const char *);
struct Indexer {
  kj::TaskSet tasks;
  Promise<void> running = nullptr;

  void ends_with_the_function_bad() {
    auto refreshed = refresh(1).then([] {}).eagerlyEvaluate(nullptr); // expected-warning {{dropping it cancels its work}}
    note("started");
  }
  void put_elsewhere_ok() {
    auto refreshed = refresh(1).then([] {}).eagerlyEvaluate(nullptr);
    tasks.add(kj::mv(refreshed));
    auto again = refresh(2).eagerlyEvaluate(nullptr);
    running = kj::mv(again);
  }
  Promise<void> returned_ok() {
    auto refreshed = refresh(1).eagerlyEvaluate(nullptr);
    return refreshed;
  }
  void runs_while_something_else_is_waited_for_ok(kj::WaitScope &scope) {
    auto refreshed = refresh(1).eagerlyEvaluate(nullptr);
    upload("log").wait(scope);
  }
  void runs_in_a_helper_ok(kj::WaitScope &scope) {
    auto refreshed = refresh(1).eagerlyEvaluate(nullptr);
    turn(scope);
  }
  static void turn(kj::WaitScope &);
};
