// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// A guard undoes from where it is made on. What was begun before, with a suspend point between, stays when the coroutine is
// cancelled there.

#include "folly.h"

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>

using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;

template <class F> struct finally {
  F f;
  ~finally() { f(); }
};
template <class F> finally(F) -> finally<F>;

struct stats {
  int total = 0, active = 0;
  bool running = false;
};
struct leaves {
  stats &s;
  explicit leaves(stats &s) : s(s) {}
  ~leaves() { --s.active; }
};
struct enters {
  stats &s;
  explicit enters(stats &s) : s(s) { ++s.active; }
  ~enters() { --s.active; }
};
struct conn;
struct pool {
  conn *take();
  void release(conn *c);
};
struct bus {
  int subscribe(int topic);
  void unsubscribe(int id);
};
awaitable<void> greet(tcp::socket &s);

awaitable<void> counted_bad(stats &st, tcp::socket &s) {
  ++st.active;
  co_await greet(s); // expected-warning {{'st.active' is never set back when the coroutine is cancelled}}
  finally leave{[&] { --st.active; }};
  co_await greet(s);
}
awaitable<void> counted_ok(stats &st, tcp::socket &s) {
  ++st.active;
  finally leave{[&] { --st.active; }};
  co_await greet(s);
  co_await greet(s);
}
awaitable<void> byDestructor_bad(stats &st, tcp::socket &s) {
  ++st.active;
  co_await greet(s); // expected-warning {{never set back}}
  leaves leave(st);
  co_await greet(s);
}
awaitable<void> byBoth_ok(stats &st, tcp::socket &s) {
  ++st.total;
  co_await greet(s);
  enters counted(st);
  co_await greet(s);
}
awaitable<void> twice_ok(stats &st, tcp::socket &s) {
  enters first(st);
  co_await greet(s);
  enters second(st);
  co_await greet(s);
}
awaitable<void> inTurns_bad(stats &st, tcp::socket &s) {
  for (;;) {
    st.running = true;
    co_await greet(s); // expected-warning {{'st.running' is never set back}}
    finally leave{[&] { st.running = false; }};
    co_await greet(s);
  }
}
awaitable<void> inTurns_ok(stats &st, tcp::socket &s) {
  for (;;) {
    co_await greet(s);
    st.running = true;
    finally leave{[&] { st.running = false; }};
    co_await greet(s);
  }
}
awaitable<void> handled_ok(stats &st, tcp::socket &s) {
  st.running = true;
  try {
    co_await greet(s);
  } catch (...) {
    st.running = false;
    throw;
  }
  finally leave{[&] { st.running = false; }};
  co_await greet(s);
}
awaitable<void> guardFirst_ok(stats &st, tcp::socket &s) {
  bool counted = false;
  finally leave{[&] {
    if (counted)
      --st.active;
  }};
  co_await greet(s);
  ++st.active;
  counted = true;
  co_await greet(s);
}
awaitable<void> handedOver_ok(stats &st, tcp::socket &s) {
  ++st.active;
  auto leave = std::shared_ptr<void>(nullptr, [&](void *) { --st.active; });
  co_await greet(s);
  auto kept = std::move(leave);
  co_await greet(s);
}
awaitable<void> givenBack_bad(pool &p, tcp::socket &s) {
  conn *c = p.take();
  co_await greet(s); // expected-warning {{'p.release()' is never called when the coroutine is cancelled}}
  finally back{[&] { p.release(c); }};
  co_await greet(s);
}
awaitable<void> givenBack_ok(pool &p, tcp::socket &s) {
  co_await greet(s);
  conn *c = p.take();
  finally back{[&] { p.release(c); }};
  co_await greet(s);
}
awaitable<void> subscribed_bad(bus &b, tcp::socket &s) {
  int id = b.subscribe(1);
  co_await greet(s); // expected-warning {{'b.unsubscribe()' is never called}}
  finally back{[&] { b.unsubscribe(id); }};
  co_await greet(s);
}
// The last of several is the one that the guard undoes.
awaitable<void> another_ok(std::map<int, int> &seen, tcp::socket &s) {
  seen.emplace(0, 1);
  co_await greet(s);
  seen.emplace(1, 1);
  finally forget{[&] { seen.erase(1); }};
  co_await greet(s);
}
// A function that somebody calls is no guard.
awaitable<void> calledLater_ok(stats &st, tcp::socket &s, std::function<void()> &done) {
  ++st.active;
  co_await greet(s);
  std::function<void()> leave = [&] { --st.active; };
  done = leave;
  co_await greet(s);
}

awaitable<void> bounded(awaitable<void> work, asio::steady_timer &t) { co_await (std::move(work) || t.async_wait(use_awaitable)); }
awaitable<void> all(stats &st, tcp::socket &s, pool &p, bus &b, std::map<int, int> &m, std::function<void()> &f, asio::steady_timer &t) {
  co_await bounded(counted_bad(st, s), t);
  co_await bounded(counted_ok(st, s), t);
  co_await bounded(byDestructor_bad(st, s), t);
  co_await bounded(byBoth_ok(st, s), t);
  co_await bounded(twice_ok(st, s), t);
  co_await bounded(inTurns_bad(st, s), t);
  co_await bounded(inTurns_ok(st, s), t);
  co_await bounded(handled_ok(st, s), t);
  co_await bounded(guardFirst_ok(st, s), t);
  co_await bounded(handedOver_ok(st, s), t);
  co_await bounded(givenBack_bad(p, s), t);
  co_await bounded(givenBack_ok(p, s), t);
  co_await bounded(subscribed_bad(b, s), t);
  co_await bounded(another_ok(m, s), t);
  co_await bounded(calledLater_ok(st, s, f), t);
}

//===-- flags and states by name ---------------------------------------------//

folly::coro::Task<void> push();
struct worker {
  std::atomic_flag taken = ATOMIC_FLAG_INIT;
  struct {
    void mark_busy(int);
    void mark_idle(int);
  } board;
  folly::coro::Task<void> flag_bad() {
    if (taken.test_and_set(std::memory_order_acquire))
      co_return;
    co_await push(); // expected-warning {{'taken.clear()' is never called}}
    taken.clear(std::memory_order_release);
  }
  folly::coro::Task<void> flag_ok() {
    if (taken.test_and_set())
      co_return;
    finally leave{[this] { taken.clear(); }};
    co_await push();
  }
  folly::coro::Task<void> busy_bad() {
    board.mark_busy(1);
    co_await push(); // expected-warning {{'board.mark_idle()' is never called}}
    board.mark_idle(1);
  }
};

//===-- a token of its own is no shield --------------------------------------===//

folly::coro::Task<void> ownToken_bad(stats &st, folly::CancellationToken token) {
  ++st.active;
  co_await folly::coro::co_withCancellation(token, push()); // expected-warning {{never set back}}
  --st.active;
}
folly::coro::Task<void> ofSource_bad(stats &st, folly::CancellationSource &source) {
  ++st.active;
  co_await folly::coro::co_withCancellation(source.getToken(), push()); // expected-warning {{never set back}}
  --st.active;
}
folly::coro::Task<void> noToken_ok(stats &st) {
  ++st.active;
  co_await folly::coro::co_withCancellation(folly::CancellationToken(), push());
  --st.active;
}
folly::coro::Task<void> nobodyElses_ok(stats &st) {
  folly::CancellationSource own;
  ++st.active;
  co_await folly::coro::co_withCancellation(own.getToken(), push());
  --st.active;
}
// What was stopped by its own token is over, and nothing else.
folly::coro::Task<void> next_ok(folly::CancellationToken perJob) {
  for (int i = 0;; ++i) {
    try {
      co_await folly::coro::co_withCancellation(perJob, push());
    } catch (const folly::OperationCancelled &) {
    }
  }
}
