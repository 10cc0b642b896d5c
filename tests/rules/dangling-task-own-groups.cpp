// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A group of coroutines by a class of the program's own, whose wait() is raced with something else before it is awaited.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <list>
#include <mutex>

namespace asio = boost::asio;
using asio::as_tuple;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

class group {
  struct st { std::mutex m; asio::any_io_executor ex; std::list<std::shared_ptr<asio::cancellation_signal>> sigs; std::list<std::shared_ptr<asio::steady_timer>> waiters; };
  std::shared_ptr<st> s_;
public:
  explicit group(asio::any_io_executor ex) : s_(std::make_shared<st>()) { s_->ex = ex; }
  template <class F> void spawn(F &&f) {
    auto s = s_;
    std::scoped_lock l(s->m);
    auto it = s->sigs.emplace(s->sigs.end(), std::make_shared<asio::cancellation_signal>());
    auto sig = *it;
    asio::co_spawn(s->ex, std::forward<F>(f), asio::bind_cancellation_slot(sig->slot(), [s, it, sig](std::exception_ptr) {
      std::scoped_lock l(s->m);
      s->sigs.erase(it);
      if (s->sigs.empty()) for (auto &w : s->waiters) w->cancel();
    }));
  }
  void emit(asio::cancellation_type t) { for (auto &x : s_->sigs) x->emit(t); }
  awaitable<error_code> async_wait() {
    auto s = s_;
    std::shared_ptr<asio::steady_timer> w;
    {
      std::scoped_lock l(s->m);
      if (s->sigs.empty()) co_return error_code{};
      w = std::make_shared<asio::steady_timer>(s->ex, asio::steady_timer::time_point::max());
      s->waiters.push_back(w);
    }
    const auto [ec] = co_await w->async_wait(as_tuple(use_awaitable));
    co_return ec == asio::error::operation_aborted && s->sigs.empty() ? error_code{} : ec;
  }
};
struct ctx { tcp::socket &a, &b; int idle = 0; };
awaitable<void> pump(tcp::socket &a, tcp::socket &b, int &n) {
  char d[100];
  for (;;) {
    auto [e, k] = co_await a.async_read_some(asio::buffer(d), as_tuple(use_awaitable));
    if (e) co_return;
    n += k;
    co_await asio::async_write(b, asio::buffer(d, k), use_awaitable);
  }
}
awaitable<void> plain_ok(ctx &c) {
  int n = 0;
  group g(co_await asio::this_coro::executor);
  g.spawn([&]() -> awaitable<void> { co_await pump(c.a, c.b, n); });
  g.spawn([&]() -> awaitable<void> { co_await pump(c.b, c.a, n); });
  co_await g.async_wait();
}
awaitable<void> watch(int &n) {
  asio::steady_timer t(co_await asio::this_coro::executor);
  for (int k = -1; k != n;) {
    k = n;
    t.expires_after(1s);
    auto [e] = co_await t.async_wait(as_tuple(use_awaitable));
    if (e) break;
  }
}
awaitable<void> raced_ok(ctx &c) {
  int n = 0;
  group g(co_await asio::this_coro::executor);
  g.spawn([&]() -> awaitable<void> { co_await pump(c.a, c.b, n); });
  g.spawn([&]() -> awaitable<void> { co_await pump(c.b, c.a, n); });
  auto r = co_await (g.async_wait() || watch(n));
  if (r.index() == 1) {
    g.emit(asio::cancellation_type::all);
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    co_await g.async_wait();
  }
}
awaitable<void> cond_ok(ctx &c) {
  int n = 0;
  group g(co_await asio::this_coro::executor);
  g.spawn([&]() -> awaitable<void> { co_await pump(c.a, c.b, n); });
  auto ec = co_await g.async_wait();
  if (ec == asio::error::operation_aborted) {
    g.emit(asio::cancellation_type::all);
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    ec = co_await g.async_wait();
  }
}
awaitable<void> notWaited_bad(ctx &c) {
  int n = 0;
  group g(co_await asio::this_coro::executor);
  g.spawn([&]() -> awaitable<void> { co_await pump(c.a, c.b, n); }); // expected-warning {{it runs on after}}
  co_await pump(c.b, c.a, n);
}
awaitable<void> timed_ok(ctx &c) {
  int n = 0;
  group g(co_await asio::this_coro::executor);
  g.spawn([&]() -> awaitable<void> { co_await pump(c.a, c.b, n); });
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (g.async_wait() || t.async_wait(use_awaitable));
  if (r.index() == 1) {
    g.emit(asio::cancellation_type::all);
    co_await g.async_wait();
  }
}
awaitable<void> giveUp_bad(ctx &c) {
  int n = 0;
  group g(co_await asio::this_coro::executor);
  g.spawn([&]() -> awaitable<void> { co_await pump(c.a, c.b, n); }); // expected-warning {{it runs on after}}
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  co_await (g.async_wait() || t.async_wait(use_awaitable));
}
awaitable<void> both_ok(ctx &c) {
  int n = 0;
  group g(co_await asio::this_coro::executor), h(co_await asio::this_coro::executor);
  g.spawn([&]() -> awaitable<void> { co_await pump(c.a, c.b, n); });
  h.spawn([&]() -> awaitable<void> { co_await pump(c.b, c.a, n); });
  co_await (g.async_wait() && h.async_wait());
}

/// A group that is a member: whoever stops the object waits for it.
struct joined_member {
  group g_;
  int n = 0;
  explicit joined_member(asio::any_io_executor ex) : g_(ex) {}
  void start_ok() { g_.spawn(counts()); }
  awaitable<void> counts() {
    co_await watch(n);
    ++n;
  }
  awaitable<void> stop() {
    g_.emit(asio::cancellation_type::all);
    co_await g_.async_wait();
  }
};
struct member_of_nobody {
  group g_;
  int n = 0;
  explicit member_of_nobody(asio::any_io_executor ex) : g_(ex) {}
  void start_bad() { g_.spawn(counts()); } // expected-warning {{uses 'this'}}
  awaitable<void> counts() {
    co_await watch(n);
    ++n;
  }
  awaitable<void> stop() {
    g_.emit(asio::cancellation_type::all);
    co_return;
  }
};
