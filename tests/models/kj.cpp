// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// kj: dropping a promise cancels it, and exclusiveJoin drops the one that lost.

#include "kj.h"

struct Header {
  char bytes[8];
};
void on_header(const Header &);
void on_message(int);
void on_idle();
kj::Promise<void> upload(const char *path);
kj::Promise<int> measure(const char *path);

//===-- races ---------------------------------------------------------------===//

kj::Promise<void> poll_header_bad(kj::AsyncIoStream &stream, kj::Timer &timer) {
  Header header;
  for (;;) {
    co_await stream.read(&header, sizeof header) // expected-warning {{not safe to lose}}
        .exclusiveJoin(timer.afterDelay(5));
    on_header(header);
  }
}

// The read goes on beyond the race: only the wait for it is lost.
kj::Promise<void> fork_the_read_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  Header header;
  auto reading = stream.tryRead(&header, sizeof header, sizeof header).fork();
  for (;;) {
    co_await reading.addBranch().ignoreResult().exclusiveJoin(timer.afterDelay(5));
    on_idle();
  }
}

// The timeout throws, and the stream that it was read from dies with this coroutine.
kj::Promise<void> own_the_stream_ok(kj::Own<kj::AsyncIoStream> stream, kj::Timer &timer) {
  Header header;
  for (;;) {
    co_await timer.timeoutAfter(5, stream->read(&header, sizeof header));
    on_header(header);
  }
}

kj::Promise<void> retry_after_timeout_bad(kj::AsyncIoStream &stream, kj::Timer &timer) {
  Header header;
  for (;;) {
    bool late = false;
    try {
      co_await timer.timeoutAfter(5, stream.read(&header, sizeof header)); // expected-warning {{not safe to lose}}
    } catch (kj::Exception &) {
      late = true;
    }
    if (late)
      on_idle();
    else
      on_header(header);
  }
}

kj::Promise<void> abort_after_timeout_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  Header header;
  bool late = false;
  try {
    co_await timer.timeoutAfter(5, stream.read(&header, sizeof header));
  } catch (kj::Exception &) {
    late = true;
  }
  if (late) {
    stream.abortRead();
    co_return;
  }
  co_await stream.read(&header, sizeof header);
}

kj::Promise<void> pop_bad(kj::ProducerConsumerQueue<int> &queue, kj::Promise<int> stop) {
  auto stopping = stop.fork();
  for (;;)
    on_message(co_await queue.pop() // expected-warning {{not safe to lose}}
                   .exclusiveJoin(stopping.addBranch()));
}

kj::Promise<void> pop_alone_ok(kj::ProducerConsumerQueue<int> &queue) {
  for (;;)
    on_message(co_await queue.pop());
}

kj::Promise<void> send_bad(kj::WebSocket &socket, kj::Timer &timer) {
  for (;;) {
    try {
      co_await timer.timeoutAfter(1, socket.send("ping")); // expected-warning {{not safe to lose}}
    } catch (kj::Exception &) {
    }
  }
}

kj::Promise<void> abort_the_web_socket_ok(kj::WebSocket &socket, kj::Timer &timer) {
  bool late = false;
  try {
    co_await timer.timeoutAfter(1, socket.send("ping"));
  } catch (kj::Exception &) {
    late = true;
  }
  if (late)
    socket.abort();
}

// Both branches of an array: the first that succeeds drops the other.
kj::Promise<void> race_an_array_bad(kj::AsyncIoStream &stream, kj::ProducerConsumerQueue<int> &queue) {
  Header header;
  for (;;)
    co_await kj::raceSuccessful(kj::arr(
        stream.read(&header, sizeof header), // expected-warning {{not safe to lose}}
        queue.pop().ignoreResult())); // expected-warning {{not safe to lose}}
}

kj::Promise<void> join_ok(kj::AsyncIoStream &stream, kj::ProducerConsumerQueue<int> &queue) {
  Header header;
  for (;;)
    co_await kj::joinPromises(kj::arr(stream.read(&header, sizeof header), queue.pop().ignoreResult()));
}

// The branch that is raced can only throw: this coroutine is left with it.
kj::Promise<void> expire(kj::Timer &timer) {
  co_await timer.afterDelay(5);
  throw kj::Exception();
}

kj::Promise<void> race_what_throws_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  Header header;
  for (;;) {
    co_await stream.read(&header, sizeof header).exclusiveJoin(expire(timer));
    on_header(header);
  }
}

kj::Promise<void> race_a_continuation_that_throws_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  Header header;
  for (;;) {
    co_await stream.read(&header, sizeof header)
        .exclusiveJoin(timer.afterDelay(5).then([] { throw kj::Exception(); }));
    on_header(header);
  }
}

// The continuations say who won.
kj::Promise<void> pop_told_by_value_bad(kj::ProducerConsumerQueue<int> &queue, kj::Timer &timer) {
  for (;;) {
    bool got = co_await queue.pop() // expected-warning {{not safe to lose}}
                   .then([](int) { return true; })
                   .exclusiveJoin(timer.afterDelay(5).then([] { return false; }));
    if (!got)
      on_idle();
  }
}

kj::Promise<void> read_told_by_value_bad(kj::AsyncIoStream &stream, kj::Timer &timer) {
  char data[4];
  for (;;) {
    int n = co_await stream.tryRead(data, 4, 4) // expected-warning {{not safe to lose}}
                .then([](size_t got) { return static_cast<int>(got); })
                .exclusiveJoin(timer.afterDelay(5).then([] { return -1; }));
    if (n < 0)
      continue;
    on_header({});
  }
}

kj::Promise<void> read_told_by_value_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  char data[4];
  for (;;) {
    int n = co_await stream.tryRead(data, 4, 4)
                .then([](size_t got) { return static_cast<int>(got); })
                .exclusiveJoin(timer.afterDelay(5).then([] { return -1; }));
    if (n < 4)
      co_return;
    on_header({});
  }
}

// What was popped has been dealt with when the other promise resolves.
kj::Promise<void> pop_handled_by_its_continuation_ok(kj::ProducerConsumerQueue<int> &queue, kj::Timer &timer) {
  for (;;)
    co_await queue.pop().then([](int value) { on_message(value); }).exclusiveJoin(timer.afterDelay(5));
}

void continuation_refers_to_a_local_bad(kj::TaskSet &tasks) {
  int n = 0;
  tasks.add(measure("x").then([&n](int v) { n = v; })); // expected-warning {{'n'}}
}

void continuation_has_a_copy_ok(kj::TaskSet &tasks) {
  int n = 0;
  tasks.add(measure("x").then([n](int v) { on_message(v + n); }));
}

kj::Promise<void> accept_bad(kj::ConnectionReceiver &port, kj::Timer &timer) {
  for (;;) {
    try {
      auto stream = co_await timer.timeoutAfter(5, port.accept()); // expected-warning {{not safe to lose}}
    } catch (kj::Exception &) {
      on_idle();
    }
  }
}

// What was accepted dies with each turn.
kj::Promise<void> one_turn_each_ok(kj::ConnectionReceiver &port, kj::Timer &timer) {
  for (;;) {
    auto stream = co_await port.accept();
    Header header;
    co_await stream->read(&header, sizeof header).exclusiveJoin(timer.afterDelay(5));
  }
}

kj::Promise<void> canceler_ok(kj::Canceler &canceler, kj::AsyncIoStream &stream) {
  Header header;
  for (;;)
    co_await canceler.wrap(stream.read(&header, sizeof header));
}

// What has been popped is lost when the write that hands it on is dropped.
kj::Promise<void> relay(kj::ProducerConsumerQueue<int> &queue, kj::AsyncOutputStream &out) {
  int message = co_await queue.pop();
  co_await out.write(&message, sizeof message);
}

kj::Promise<void> race_a_coroutine_bad(kj::ProducerConsumerQueue<int> &queue, kj::AsyncOutputStream &out,
                                       kj::Timer &timer) {
  for (;;)
    co_await relay(queue, out).exclusiveJoin(timer.afterDelay(1)); // expected-warning {{not safe to lose}}
}

kj::Promise<void> wait_only_ok(kj::AsyncIoStream &stream, kj::Timer &timer) {
  for (;;) {
    co_await stream.whenWriteDisconnected().exclusiveJoin(timer.afterDelay(5));
    on_idle();
  }
}

//===-- what each operation loses -------------------------------------------===//

kj::Promise<void> consume_bad(kj::Timer &timer, kj::AsyncCapabilityStream &stream, kj::AsyncOutputStream &out,
                              kj::DatagramReceiver &datagrams, kj::WebSocket &socket) {
  for (;;) {
    try {
      co_await timer.timeoutAfter(1, stream.readAllText()); // expected-warning {{not safe to lose}}
      co_await timer.timeoutAfter(1, stream.pumpTo(out)); // expected-warning {{not safe to lose}}
      co_await timer.timeoutAfter(1, stream.receiveFd()); // expected-warning {{not safe to lose}}
      co_await timer.timeoutAfter(1, capnp::readMessage(stream)); // expected-warning {{not safe to lose}}
      co_await timer.timeoutAfter(1, datagrams.receive()); // expected-warning {{not safe to lose}}
      co_await timer.timeoutAfter(1, socket.receive()); // expected-warning {{not safe to lose}}
    } catch (kj::Exception &) {
      on_idle();
    }
  }
}

kj::Promise<void> produce_bad(kj::Timer &timer, kj::AsyncIoStream &stream) {
  for (;;) {
    try {
      co_await timer.timeoutAfter(1, stream.write("a", 1)); // expected-warning {{not safe to lose}}
      co_await timer.timeoutAfter(1, capnp::writeMessage(stream, 1)); // expected-warning {{not safe to lose}}
    } catch (kj::Exception &) {
      on_idle();
    }
  }
}

// Sent whole or not at all; and what is new is closed when it is dropped.
kj::Promise<void> produce_whole_ok(kj::Timer &timer, kj::AsyncCapabilityStream &stream, kj::DatagramPort &port,
                                   kj::NetworkAddress &address, kj::TaskSet &tasks) {
  for (;;) {
    try {
      co_await timer.timeoutAfter(1, stream.sendFd(1));
      co_await timer.timeoutAfter(1, port.send("a", address));
      co_await timer.timeoutAfter(1, address.connect());
      co_await timer.timeoutAfter(1, tasks.onEmpty());
    } catch (kj::Exception &) {
      on_idle();
    }
  }
}

// The first that fails drops the other.
kj::Promise<void> join_fail_fast_bad(kj::AsyncIoStream &stream, kj::ProducerConsumerQueue<int> &queue) {
  for (;;) {
    try {
      Header header;
      co_await kj::joinPromisesFailFast(kj::arr(
          stream.read(&header, sizeof header), // expected-warning {{not safe to lose}}
          queue.pop().ignoreResult())); // expected-warning {{not safe to lose}}
    } catch (kj::Exception &) {
      on_idle();
    }
  }
}

kj::Promise<void> evaluated_now_bad(kj::AsyncIoStream &stream, kj::Timer &timer) {
  Header header;
  for (;;) {
    try {
      co_await timer.timeoutAfter(1, kj::evalNow([&] { // expected-warning {{not safe to lose}}
        return stream.read(&header, sizeof header);
      }));
      co_await stream.read(&header, sizeof header);
    } catch (kj::Exception &) {
      on_idle();
    }
    co_await stream.read(&header, sizeof header);
  }
}

//===-- promises ------------------------------------------------------------===//

kj::Promise<void> dropped_bad() {
  upload("a"); // expected-warning {{without being awaited}}
  co_await kj::yield();
}

kj::Promise<void> awaited_ok() {
  co_await upload("a");
}

kj::Promise<void> awaited_later_ok() {
  auto running = upload("a");
  co_await upload("b");
  co_await running;
}

kj::Promise<void> early_return_ok(bool cached) {
  auto running = upload("a");
  if (cached)
    co_return;
  co_await running;
}

void continuation_dropped_bad() {
  upload("a").then([] {}); // expected-warning {{without being awaited}}
}

kj::Promise<void> returned_ok() { return upload("a").then([] {}).attach(1); }

void detached_ok() {
  upload("a").detach([](kj::Exception &&) {});
}

void task_set_ok(kj::TaskSet &tasks) {
  tasks.add(upload("a"));
}

void wait_ok(kj::WaitScope &scope) {
  upload("a").wait(scope);
}

void moved_ok(kj::TaskSet &tasks) {
  auto running = upload("a");
  tasks.add(kj::mv(running));
}

void fork_dropped_bad() {
  auto hub = upload("a").fork(); // expected-warning {{without being awaited}}
}

kj::Promise<void> fork_awaited_ok() {
  auto hub = upload("a").fork();
  co_await hub;
}

// It runs for as long as this coroutine does.
kj::Promise<void> evaluated_for_a_scope_ok() {
  auto background = upload("a").eagerlyEvaluate(nullptr);
  co_await upload("b");
}

class Uploader {
public:
  void start() { running = upload("a").eagerlyEvaluate(nullptr); }

private:
  kj::Promise<void> running = nullptr;
};

//===-- locks ---------------------------------------------------------------===//

struct State {
  int count;
};

kj::Promise<void> locked_bad(const kj::MutexGuarded<State> &state) {
  auto lock = state.lockExclusive();
  lock->count++;
  co_await upload("a"); // expected-warning {{locked across}}
}

kj::Promise<void> locked_in_a_scope_ok(const kj::MutexGuarded<State> &state) {
  {
    auto lock = state.lockExclusive();
    lock->count++;
  }
  co_await upload("a");
}

kj::Promise<void> released_ok(const kj::MutexGuarded<State> &state) {
  auto lock = state.lockExclusive();
  lock->count++;
  lock.release();
  co_await upload("a");
}

kj::Promise<void> moved_lock_bad(const kj::MutexGuarded<State> &state) {
  auto lock = state.lockExclusive();
  auto same = kj::mv(lock);
  co_await upload("a"); // expected-warning {{locked across}}
}

kj::Promise<void> temporary_lock_bad(const kj::MutexGuarded<State> &state) {
  co_await upload(state.lockShared()->count ? "a" : "b"); // expected-warning {{locked across}}
}

//===-- what is called at once, and what a closure is needed for ---------------===//

kj::Promise<void> upload_range(int from, int to);
kj::Promise<void> upload_later(const int &from) {
  co_await upload("a");
  co_await upload_range(from, from);
}

kj::Promise<void> called_at_once_ok(int from, int to) {
  return kj::evalNow([&] { return upload_range(from, to); });
}
kj::Promise<void> begun_at_once_bad(int from) {
  return kj::evalNow([&] { return upload_later(from); }); // expected-warning {{'upload_later' uses 'from'}}
}

kj::Promise<void> closure_that_has_said_all_ok(kj::Promise<void> signal) {
  auto waiting = [&]() -> kj::Promise<void> { co_await signal; }();
  co_await upload("a");
  co_await waiting;
}
kj::Promise<void> closure_with_more_to_do_bad(kj::Promise<void> signal, int &count) {
  auto waiting = [&]() -> kj::Promise<void> { // expected-warning {{uses the captures of a closure}}
    co_await signal;
    ++count;
  }();
  co_await upload("a");
  co_await waiting;
}

// Where nothing can be awaited, what is held runs while the loop does.
void held_while_the_loop_runs_ok(kj::WaitScope &scope) {
  auto serving = upload_range(1, 2);
  upload("a").wait(scope);
}
void held_in_vain_bad(kj::WaitScope &scope) {
  upload("a").wait(scope);
  auto serving = upload_range(1, 2); // expected-warning {{without being awaited}}
}

//===-- what is sent is not what tells who won -----------------------------------===//

const char *text_of(int);
kj::Promise<int> ping();
kj::Promise<void> echo_or_ping_bad(kj::WebSocket &peer) {
  for (;;) {
    auto text = co_await peer.receive().exclusiveJoin(ping()); // expected-warning {{not safe to lose}}
    co_await peer.send(text_of(text));
  }
}

//===-- a closure that is kept with its promise ---------------------------------===//

kj::Promise<void> nap();
void use(int);

void capture_ends_bad(kj::TaskSet &tasks, int n) {
  tasks.add([n]() -> kj::Promise<void> { // expected-warning {{uses the captures of a closure that dies}}
    co_await nap();
    use(n);
  }());
}

void capture_kept_ok(kj::TaskSet &tasks, int n) {
  tasks.add(kj::coCapture([n]() -> kj::Promise<void> {
    co_await nap();
    use(n);
  })());
}

void capture_kept_by_name_ok(kj::TaskSet &tasks, int n) {
  auto work = kj::coCapture([n]() -> kj::Promise<void> {
    co_await nap();
    use(n);
  });
  tasks.add(work());
}

void capture_by_reference_bad(kj::TaskSet &tasks) {
  int n = 0;
  tasks.add(kj::coCapture([&n]() -> kj::Promise<void> { // expected-warning {{uses 'n'}}
    co_await nap();
    use(n);
  })());
}
