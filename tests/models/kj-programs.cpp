// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Promises that are started and kept, or not.

#include "kj.h"

#include <optional>

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

//===-- told by what a branch has written ---------------------------------------//

Promise<void> frame_into(kj::AsyncIoStream &stream, std::optional<int> &out) {
  int head = 0;
  co_await stream.read(&head, sizeof head);
  out = head;
}
Promise<void> frame_done(kj::AsyncIoStream &stream, bool &done) {
  co_await frame(stream);
  done = true;
}
Promise<void> frame_begun(kj::AsyncIoStream &stream, bool &begun) {
  begun = true;
  co_await frame(stream);
}
Promise<void> expire(kj::Timer &timer, bool &late) {
  co_await timer.afterDelay(5);
  late = true;
}

Promise<void> given_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  for (;;) {
    std::optional<int> m;
    co_await frame_into(stream, m).exclusiveJoin(timer.afterDelay(5));
    if (!m)
      co_return;
  }
}
Promise<void> given_bad(kj::AsyncIoStream &stream, kj::Timer &timer) {
  for (;;) {
    std::optional<int> m;
    co_await frame_into(stream, m).exclusiveJoin(timer.afterDelay(5)); // expected-warning {{'frame_into' is not safe to lose in this race}}
    if (!m)
      continue;
    handle("got", 3);
  }
}
Promise<void> done_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  for (;;) {
    bool done = false;
    co_await frame_done(stream, done).exclusiveJoin(timer.afterDelay(5));
    if (!done)
      co_return;
  }
}
Promise<void> done_bad(kj::AsyncIoStream &stream, kj::Timer &timer) {
  for (;;) {
    bool done = false;
    co_await frame_done(stream, done).exclusiveJoin(timer.afterDelay(5)); // expected-warning {{'frame_done' is not safe to lose in this race}}
    if (done)
      co_return;
  }
}
Promise<void> done_in_closure_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  for (;;) {
    bool done = false;
    auto f = [&]() -> Promise<void> {
      co_await frame(stream);
      done = true;
    };
    co_await f().exclusiveJoin(timer.afterDelay(5));
    if (!done)
      co_return;
  }
}
// It says so before it has come to an end.
Promise<void> begun_bad(kj::AsyncIoStream &stream, kj::Timer &timer) {
  for (;;) {
    bool begun = false;
    co_await frame_begun(stream, begun).exclusiveJoin(timer.afterDelay(5)); // expected-warning {{'frame_begun' is not safe to lose in this race}}
    if (!begun)
      co_return;
  }
}
Promise<void> expired_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  for (;;) {
    bool late = false;
    co_await frame(stream).exclusiveJoin(expire(timer, late));
    if (late)
      co_return;
  }
}
Promise<void> expired_bad(kj::AsyncIoStream &stream, kj::Timer &timer) {
  for (;;) {
    bool late = false;
    co_await frame(stream).exclusiveJoin(expire(timer, late)); // expected-warning {{'frame' is not safe to lose in this race}}
    if (!late)
      co_return;
  }
}

//===-- one protocol over two streams -----------------------------------------------//

class Framed {
public:
  explicit Framed(kj::Own<kj::AsyncIoStream> s) : stream_(kj::mv(s)) {}
  Promise<void> send(int n) {
    co_await stream_->write(&n, sizeof n);
    co_await stream_->write("", 1);
  }

private:
  kj::Own<kj::AsyncIoStream> stream_;
};
Promise<void> to_both_bad(Framed &a, Framed &b) {
  auto first = a.send(1);
  auto second = b.send(1);
  co_await first.exclusiveJoin(kj::mv(second)); // expected-warning {{nobody asks which it was}}
}
Promise<void> to_both_ok(Framed &a, Framed &b) {
  auto first = a.send(1);
  auto second = b.send(1);
  co_await first;
  co_await second;
}
// The same one twice: whichever comes through.
Promise<void> to_one_ok(Framed &a) {
  co_await a.send(1).exclusiveJoin(a.send(1));
}
