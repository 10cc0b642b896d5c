// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// crimson in programs.

#include "crimson.h"

#include <map>
#include <mutex>
#include <string>
#include <thread>

using seastar::future;
namespace ci = crimson::interruptible;
using interruptor = ci::interruptor<ci::condition>;
template <class T = void>
using ifut = ci::interruptible_future_detail<ci::condition, future<T>>;
using ertr = crimson::errorator<int>;
void deliver(int);
ifut<> step();
ifut<int> read_obj(int);
future<> flush();
ertr::future<> store();

ifut<> dropped_bad() {
  step(); // expected-warning {{is dropped without being awaited}}
  co_await step();
}

ifut<> dropped_ertr_bad() {
  store(); // expected-warning {{is dropped without being awaited}}
  co_await step();
}

ifut<> awaited_ok() {
  co_await step();
  co_await store();
}

future<> pairs_bad(seastar::queue<int> &q, ci::condition epoch) {
  for (;;) {
    try {
      co_await interruptor::with_interruption([&]() -> ifut<> { // expected-warning {{not safe to lose}}
        auto a = co_await q.pop_eventually();
        auto b = co_await q.pop_eventually();
        deliver(a + b);
      },
                                              epoch);
    } catch (const ci::interrupted &) {
    }
  }
}

future<> pairs_own_ok(ci::condition epoch) {
  seastar::queue<int> q(8);
  try {
    co_await interruptor::with_interruption([&]() -> ifut<> {
      auto a = co_await q.pop_eventually();
      auto b = co_await q.pop_eventually();
      deliver(a + b);
    },
                                            epoch);
  } catch (const ci::interrupted &) {
  }
}

struct pg {
  std::mutex m;
  std::map<int, std::string> objs;
  crimson::common::Gated gate;
  int busy = 0;

  ifut<> thread_lock_bad() {
    std::lock_guard lk(m);
    co_await step(); // expected-warning {{is locked across a suspend point}}
  }

  ifut<> obj_bad(int id) {
    auto &o = objs[id];
    co_await step();
    o += "x"; // expected-warning {{a reference into 'objs' is used after a suspend point, during which 'p}}
  }

  ifut<> obj_ok(int id) {
    co_await step();
    objs[id] += "x";
  }

  void drop(int id) {
    objs.erase(id);
  }

  ifut<> counted_bad() {
    ++busy;
    co_await step(); // expected-warning {{'busy' is never set back when the coroutine is cancelled at this suspe}}
    --busy;
  }

  ifut<> counted_ok() {
    struct g {
      int &n;

      ~g() {
        --n;
      }
    } guard{++busy};

    co_await step();
  }

  void background_ok() {
    gate.dispatch_in_background("x", *this, [this] {
      return flush();
    });
  }

  future<> stop_ok() {
    return gate.close();
  }
};

ifut<> sleeps_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

ifut<> swallow_bad() {
  for (;;) {
    try {
      co_await step();
    } catch (const crimson::common::actingset_changed &) { // expected-warning {{this handler swallows cancellation, and the loop goes on}}
      deliver(1);
    }
  }
}

ifut<> swallow_all_bad() {
  for (;;) {
    try {
      co_await step();
    } catch (...) { // expected-warning {{this handler swallows cancellation, and the loop goes on}}
      deliver(1);
    }
  }
}

ifut<> rethrow_ok() {
  for (;;) {
    try {
      co_await step();
    } catch (...) {
      deliver(1);
      throw;
    }
  }
}

ifut<> two(seastar::queue<int> &q) {
  auto a = co_await q.pop_eventually();
  auto b = co_await q.pop_eventually();
  deliver(a + b);
}

future<> whole(seastar::queue<int> &q) {
  auto a = co_await q.pop_eventually();
  auto b = co_await q.pop_eventually();
  deliver(a + b);
}

future<> two_raced_bad(seastar::queue<int> &q, ci::condition epoch) {
  for (;;) {
    try {
      co_await interruptor::with_interruption([&] { // expected-warning {{not safe to lose}}
        return two(q);
      },
                                              epoch);
    } catch (const ci::interrupted &) {
      deliver(1);
    }
  }
}

// Only an interruptible coroutine is interrupted between its awaits.
future<> whole_raced_ok(seastar::queue<int> &q, ci::condition epoch) {
  for (;;) {
    try {
      co_await interruptor::with_interruption([&] {
        return whole(q);
      },
                                              epoch);
    } catch (const ci::interrupted &) {
      deliver(1);
    }
  }
}
