// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

#include "crimson.h"

using seastar::future;
using interruptor = crimson::interruptible::interruptor<crimson::interruptible::condition>;
using ertr = crimson::errorator<int>;
template <class T = void>
using interruptible_future =
    crimson::interruptible::interruptible_future_detail<crimson::interruptible::condition, future<T>>;

void handle(int value);
void on_idle();
future<> flush();
future<int> load();
interruptible_future<> step();
ertr::future<> store();

//===-- races: an interruption drops what came all the same -------------------===//

future<> pop_interrupted_bad(seastar::queue<int> &queue, crimson::interruptible::condition epoch) {
  for (;;) {
    try {
      handle(co_await interruptor::with_interruption(
          [&] { return queue.pop_eventually(); }, // expected-warning {{not safe to lose}}
          epoch));
    } catch (const crimson::interruptible::interrupted &) {
      if (!queue.empty())
        handle(queue.pop());
    }
  }
}

// The next turn works on the queue only inside the function that is raced, which is not looked into for that.
future<> pop_interrupted_again_bad(seastar::queue<int> &queue, crimson::interruptible::condition epoch) {
  for (;;) {
    try {
      handle(co_await interruptor::with_interruption([&] { return queue.pop_eventually(); }, epoch)); // expected-warning {{not safe to lose}}
    } catch (const crimson::interruptible::interrupted &) {
      on_idle();
    }
  }
}

future<> pop_interrupted_that_ends_ok(crimson::interruptible::condition epoch) {
  seastar::queue<int> queue(8);
  for (;;) {
    try {
      handle(co_await interruptor::with_interruption([&] { return queue.pop_eventually(); }, epoch));
    } catch (const crimson::interruptible::interrupted &) {
      co_return;
    }
  }
}

future<> pop_alone_ok(seastar::queue<int> &queue) {
  for (;;)
    handle(co_await queue.pop_eventually());
}

//===-- tasks ---------------------------------------------------------------===//

interruptible_future<> dropped_bad() {
  step();  // expected-warning {{without being awaited}}
  store(); // expected-warning {{without being awaited}}
  flush(); // expected-warning {{without being awaited}}
  co_await step();
}

interruptible_future<> awaited_ok() {
  co_await step();
  co_await store();
}

interruptible_future<> void_ok() {
  (void)step();
  (void)store();
  co_await step();
}

future<> gated_bad(crimson::common::Gated &gate, int &who) {
  gate.dispatch("flush", who, [] { return flush(); }); // expected-warning {{without being awaited}}
  gate.close();                                        // expected-warning {{without being awaited}}
  co_await load();
}

future<> gated_ok(crimson::common::Gated &gate, int &who) {
  gate.dispatch_in_background("flush", who, [] { return flush(); });
  co_await gate.dispatch("flush", who, [] { return flush(); });
  co_await gate.close();
}

//===-- locks ---------------------------------------------------------------===//

interruptible_future<> thread_mutex_bad(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await step(); // expected-warning {{locked across}}
}

interruptible_future<> shared_mutex_ok(seastar::shared_mutex &mutex) {
  auto guard = co_await seastar::get_unique_lock(mutex);
  co_await step();
}
