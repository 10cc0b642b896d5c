// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Sleeps and timeouts, made anew in each turn.

#include "cobalt.h"
#include "folly.h"

#include <vector>

namespace cobalt = boost::cobalt;
using namespace std::chrono_literals;

void handle(int value);
void expire();
void on_idle();

folly::coro::Task<int> next_message();
folly::coro::Task<void> flush(std::vector<int> &batch);

folly::coro::Task<void> collect_bad(std::vector<int> &batch) {
  for (;;) {
    auto r = co_await folly::coro::collectAny(next_message(), folly::coro::sleep(1000ms)); // expected-warning {{starts anew}}
    if (r.first == 1)
      co_await flush(batch);
    else
      batch.push_back(r.second.value());
  }
}

folly::coro::Task<void> collect_ends_ok() {
  for (;;) {
    auto r = co_await folly::coro::collectAny(next_message(), folly::coro::sleep(1000ms));
    if (r.first == 1)
      co_return;
    handle(r.second.value());
  }
}

folly::coro::Task<void> timeout_bad(std::vector<int> &batch) {
  for (;;) {
    bool due = false;
    try {
      batch.push_back(co_await folly::coro::timeout(next_message(), 1000ms)); // expected-warning {{starts anew}}
    } catch (const folly::FutureTimeout &) {
      expire();
    }
  }
}

folly::coro::Task<void> timeout_leaves_ok() {
  for (;;) {
    try {
      handle(co_await folly::coro::timeout(next_message(), 1000ms));
    } catch (const folly::FutureTimeout &) {
      break;
    }
  }
}

folly::coro::Task<void> timeout_idle_ok() {
  for (;;) {
    try {
      handle(co_await folly::coro::timeout(next_message(), 1000ms));
    } catch (const folly::FutureTimeout &) {
      on_idle();
    }
  }
}

cobalt::task<void> race_bad(cobalt::channel<int> &in, std::vector<int> &batch) {
  for (;;) {
    auto r = co_await cobalt::race(in.read(), cobalt::io::sleep(1000ms)); // expected-warning {{starts anew}}
    if (r.index() == 1)
      expire();
    else
      batch.push_back(1);
  }
}

cobalt::task<void> race_leaves_ok(cobalt::channel<int> &in) {
  for (;;) {
    auto r = co_await cobalt::race(in.read(), cobalt::io::sleep(1000ms));
    if (r.index() == 1)
      co_return;
    handle(1);
  }
}

cobalt::task<void> race_writes_back_ok(cobalt::channel<int> &in) {
  for (;;) {
    auto r = co_await cobalt::race(in.read(), cobalt::io::sleep(1000ms));
    if (r.index() == 1)
      co_await in.write(0);
    else
      handle(1);
  }
}

// Whether the message was of any use decides whether the timer goes on.
folly::coro::Task<void> heartbeat_while_busy_bad() {
  while (true) {
    auto [index, result] = co_await folly::coro::collectAny(next_message(), folly::coro::sleep(500ms)); // expected-warning {{starts anew}}
    if (index == 1) {
      expire();
      continue;
    }
    handle(result.value());
  }
}

// What the other branch only puts something into is not what it waits for.
struct collector {
  folly::coro::UnboundedQueue<int> &in;
  folly::coro::TransportIf &out;
  std::vector<int> taken;
  folly::coro::Task<int> next() {
    taken.push_back(co_await in.dequeue());
    co_return 0;
  }
  folly::coro::Task<void> publish() {
    co_await out.write("statistics");
    taken.clear();
  }
  folly::coro::Task<void> run_bad() {
    for (;;) {
      auto r = co_await folly::coro::collectAny(next(), folly::coro::sleep(10s)); // expected-warning {{starts anew}}
      if (r.first == 1)
        co_await publish();
    }
  }
};

// A write on the stream that a task from before is still reading from, when nothing came.
struct pinger {
  cobalt::io::stream_socket s;
  cobalt::promise<std::size_t> frame() { co_return co_await cobalt::io::read(s, {}); }
  cobalt::task<void> run_ok() {
    auto next = frame();
    for (;;) {
      auto r = co_await cobalt::race(next, cobalt::io::sleep(5s));
      if (r.index() == 1)
        co_await cobalt::io::write(s, {});
      else
        next = frame();
    }
  }
};

// The flag says what for.
struct idler {
  folly::coro::UnboundedQueue<int> &in;
  folly::coro::TransportIf &out;
  folly::coro::Task<int> next() { co_return co_await in.co_try_dequeue_for(1s); }
  folly::coro::Task<void> run_ok() {
    for (;;) {
      bool idle = false;
      try {
        co_await folly::coro::timeoutNoDiscard(next(), 10s);
      } catch (const folly::FutureTimeout &) {
        idle = true;
      }
      if (idle)
        co_await out.write("nothing");
    }
  }
};
