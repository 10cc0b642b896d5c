// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// FoundationDB's Flow: a Future is cancelled when its last reference is dropped.

#include "flow.h"

void on_message(int);
void on_idle();
Future<Void> keep(int);
Future<Void> upload(int);
Future<int> measure(int);

//===-- races ---------------------------------------------------------------===//

struct Relay {
  FutureStream<int> input;
  Future<Void> next();
  Future<Void> serve_bad();
  Future<Void> keep_ok();
  Future<Void> shielded_ok();
};

// Cancelled while it stores, what it took is lost.
Future<Void> Relay::next() {
  int message = co_await input;
  co_await keep(message);
}

Future<Void> Relay::serve_bad() {
  for (;;) {
    auto result = co_await race(next(), delay(5)); // expected-warning {{not safe to lose}}
    if (result.index() == 1)
      on_idle();
  }
}

// A future that outlives the race goes on.
Future<Void> Relay::keep_ok() {
  Future<Void> working = next();
  for (;;) {
    auto result = co_await race(working, delay(5));
    if (result.index() == 1)
      on_idle();
    else
      working = next();
  }
}

Future<Void> Relay::shielded_ok() {
  for (;;)
    co_await race(uncancellable(next()), delay(5));
}

// The stream itself is raced: nothing has left it when the timer wins.
Future<Void> race_the_stream_ok(FutureStream<int> &input) {
  for (;;) {
    auto result = co_await race(input, delay(5));
    if (result.index() == 0)
      on_message(std::get<0>(result));
  }
}

// A temporary that is bound to a const reference is taken for a future that outlives the race.
Future<Void> race_operator_FN(Relay &relay) {
  for (;;)
    co_await (relay.next() || delay(5));
}

Future<Void> choose_FN(Relay &relay) {
  for (;;)
    co_await Choose()
        .When(relay.next(), [](const Void &) {})
        .When(delay(5), [](const Void &) { on_idle(); })
        .run();
}

// A stream is a handle: its copy leads to the same queue.
Future<Void> relay_by_value(FutureStream<int> input) {
  int message = co_await input;
  co_await keep(message);
}

Future<Void> stream_by_value_FN(FutureStream<int> input) {
  for (;;)
    co_await race(relay_by_value(input), delay(5));
}

// A parameter that shields the coroutine, and makes its future one that may be dropped.
Future<Void> persistent(Relay *relay, Uncancellable = Uncancellable()) {
  int message = co_await relay->input;
  co_await keep(message);
}

Future<Void> race_an_uncancellable_ok(Relay *relay) {
  for (;;)
    co_await race(persistent(relay), delay(5));
}

void drop_an_uncancellable_ok(Relay *relay) {
  persistent(relay);
}

class Counter {
public:
  Future<Void> counted_ok(Uncancellable) {
    ++running;
    co_await keep(1);
    --running;
  }
  Future<Void> counted_bad() {
    ++running;
    co_await keep(1); // expected-warning {{never set back}}
    --running;
  }

private:
  int running = 0;
};

Future<Void> join_ok(Relay &left, Relay &right) {
  for (;;)
    co_await (left.next() && right.next());
}

Future<Void> joined_until_an_error_FN(Relay &relay) {
  try {
    co_await (relay.next() && delay(5));
  } catch (Error &) {
    on_idle();
  }
  co_await relay.next();
}

// A take that is cancelled gives its permit back.
Future<Void> take_ok(FlowLock &lock) {
  for (;;) {
    auto result = co_await race(lock.take(), delay(5));
    if (result.index() == 0)
      lock.release();
  }
}

Future<Void> choose_streams_ok(FutureStream<int> &left, FutureStream<int> &right) {
  for (;;)
    co_await Choose().When(left, [](int message) { on_message(message); }).When(right, [](int) { on_idle(); }).run();
}

Future<Void> timeout_bad(Relay &relay) {
  for (;;) {
    auto result = co_await timeout(relay.next(), 5); // expected-warning {{not safe to lose}}
    if (!result.present())
      on_idle();
  }
}

Future<Void> timeout_ends_ok(Relay &relay) {
  for (;;) {
    auto result = co_await timeout(relay.next(), 5, TaskPriority::DefaultDelay);
    if (!result.present())
      co_return;
  }
}

Future<Void> timeout_error_bad(Relay &relay) {
  try {
    co_await timeoutError(relay.next(), 5); // expected-warning {{not safe to lose}}
  } catch (Error &) {
    on_idle();
  }
  co_await relay.next();
}

Future<Void> timeout_error_leaves_ok(Relay relay) {
  for (;;)
    co_await timeoutError(relay.next(), 5);
}

Future<Void> accept_bad(IListener &listener) {
  for (;;)
    co_await race(listener.accept(), delay(5)); // expected-warning {{not safe to lose}}
}

Future<Void> accept_in_a_variable_ok(IListener &listener) {
  Future<IConnection *> accepting = listener.accept();
  for (;;) {
    auto result = co_await race(accepting, delay(5));
    if (result.index() == 0)
      accepting = listener.accept();
  }
}

Future<Void> readable_ok(IConnection &connection) {
  for (;;)
    co_await (connection.onReadable() || delay(5));
}

// Adapters await what they are given.
Future<Void> adapters_bad(Relay &relay) {
  for (;;) {
    co_await race(success(relay.next()), delay(5)); // expected-warning {{not safe to lose}}
    co_await race(brokenPromiseToNever(relay.next()), delay(5)); // expected-warning {{not safe to lose}}
    co_await race(holdWhile(1, relay.next()), delay(5)); // expected-warning {{not safe to lose}}
  }
}

Future<Void> handshake_bad(IConnection &connection) {
  co_await race(connection.connectHandshake(), delay(5)); // expected-warning {{not safe to lose}}
  co_await connection.connectHandshake();
}

Future<Void> handshake_ok(IConnection &connection) {
  auto result = co_await race(connection.connectHandshake(), delay(5));
  if (result.index() == 1)
    connection.close();
}

Future<Void> repeatable_ok(IAsyncFile &file, AsyncVar<int> &variable, FutureStream<int> &input) {
  char page[8];
  for (;;) {
    co_await race(file.read(page, 8, 0), delay(5));
    co_await race(variable.onChange(), delay(5));
    co_await race(waitAndForward(input), delay(5));
  }
}

// The vector keeps what lost.
Future<Void> any_of_a_vector_ok(Relay &relay) {
  std::vector<Future<Void>> working;
  working.push_back(relay.next());
  working.push_back(delay(5));
  for (;;)
    co_await waitForAny(working);
}

Future<Void> first_of_a_vector_bad(Relay &relay) {
  for (;;) {
    std::vector<Future<Void>> working;
    working.push_back(relay.next()); // expected-warning {{not safe to lose}}
    working.push_back(delay(5));
    co_await waitForFirst(std::move(working));
  }
}

//===-- futures -------------------------------------------------------------===//

Future<Void> dropped_bad() {
  upload(1); // expected-warning {{without being awaited}}
  co_await delay(1);
}

Future<Void> awaited_ok() {
  Future<Void> working = upload(1);
  co_await delay(1);
  co_await working;
}

Future<Void> early_return_ok(bool cached) {
  Future<Void> working = upload(1);
  if (cached)
    co_return;
  co_await working;
}

AsyncResult<int> compute();

void result_dropped_bad() {
  compute(); // expected-warning {{without being awaited}}
}

void collected_ok(ActorCollection &actors) {
  actors.add(upload(1));
}

Future<Void> replaced_ok() {
  Future<Void> working = upload(1);
  working = upload(2);
  co_await working;
}

Future<Void> copied_ok() {
  Future<Void> working = upload(1);
  Future<Void> same = working;
  co_await same;
}

Future<Void> cancelled_ok() {
  Future<Void> working = upload(1);
  co_await delay(1);
  working.cancel();
}

Future<Void> all_ok() {
  std::vector<Future<Void>> working;
  working.push_back(upload(1));
  working.push_back(upload(2));
  co_await waitForAll(working);
}

Future<Void> both_ok() {
  co_await (upload(1) && success(measure(2)));
}

void promise_ok(const Promise<Void> &done) {
  done.getFuture();
}

//===-- locks ---------------------------------------------------------------===//

Future<Void> spin_lock_bad(ThreadSpinLock &lock) {
  ThreadSpinLockHolder holder(lock);
  co_await upload(1); // expected-warning {{locked across}}
}

Future<Void> spin_lock_by_hand_bad(ThreadSpinLock &lock) {
  lock.enter();
  co_await upload(1); // expected-warning {{locked across}}
  lock.leave();
}

Future<Void> spin_lock_ok(ThreadSpinLock &lock) {
  lock.enter();
  lock.leave();
  co_await upload(1);
}

Future<Void> flow_lock_ok(FlowLock &lock) {
  co_await lock.take();
  FlowLock::Releaser releaser(lock);
  co_await upload(1);
}

//===-- cancellation comes as an Error, and comes again -------------------------===//

struct Recovery {
  bool running = false;
};

Future<Void> put_back_ok(Recovery *self) {
  self->running = true;
  try {
    co_await delay(1);
  } catch (Error &) {
    self->running = false;
    throw;
  }
  self->running = false;
}

Future<Void> not_put_back_bad(Recovery *self) {
  self->running = true;
  co_await delay(1); // expected-warning {{'self->running' is never set back}}
  self->running = false;
}

Future<Void> eaten_bad(Relay &relay) {
  for (;;) {
    try {
      co_await relay.next();
    } catch (Error &) { // expected-warning {{this handler swallows cancellation}}
      on_idle();
    }
  }
}

// The delay is outside of what the handler takes, and throws at once.
Future<Void> retried_ok(Relay &relay) {
  for (;;) {
    try {
      co_await relay.next();
    } catch (Error &) {
      on_idle();
    }
    co_await delay(1);
  }
}

Future<Void> passed_on_ok(Relay &relay) {
  for (;;) {
    try {
      co_await relay.next();
    } catch (Error &e) {
      if (e.code() == error_code_actor_cancelled)
        throw;
    }
  }
}
