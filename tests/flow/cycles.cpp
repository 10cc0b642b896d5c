// RUN: %corosafe %s -- -std=c++20 %verify
// Calls that come back to where they began by a virtual function, or by a function that is stored.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <functional>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

struct note { char text[64]; };
void handle(const note &);
bool more();

// A chain of stages: each is done, and has the next one go on.
struct stage {
  virtual ~stage() = default;
  virtual awaitable<void> run(tcp::socket &sock, note &n) = 0;
  stage *next = nullptr;
};
awaitable<void> go_on(stage &from, tcp::socket &sock, note &n) {
  if (from.next)
    co_await from.next->run(sock, n);
}
struct reading : stage {
  awaitable<void> run(tcp::socket &sock, note &n) override {
    co_await asio::async_read(sock, asio::buffer(n.text), use_awaitable);
    co_await go_on(*this, sock, n);
  }
};
struct pausing : stage {
  awaitable<void> run(tcp::socket &sock, note &n) override {
    co_await sock.async_wait(tcp::socket::wait_read, use_awaitable);
    co_await go_on(*this, sock, n);
  }
};
awaitable<void> races_the_stages_bad(stage &first, tcp::socket sock, asio::steady_timer timer) {
  note n;
  for (;;) {
    auto r = co_await (go_on(first, sock, n) || // expected-warning {{'go_on' is not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(n);
  }
}
awaitable<void> races_the_stages_and_closes_ok(stage &first, tcp::socket sock, asio::steady_timer timer) {
  note n;
  for (;;) {
    auto r = co_await (go_on(first, sock, n) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      sock.close();
      co_return;
    }
    handle(n);
  }
}

// Two that only wait call each other through a table of functions.
using step = awaitable<void> (*)(asio::steady_timer &, int);
awaitable<void> tick(asio::steady_timer &timer, int left);
awaitable<void> tock(asio::steady_timer &timer, int left) {
  step again = &tick;
  co_await timer.async_wait(use_awaitable);
  if (left > 0)
    co_await again(timer, left - 1);
}
awaitable<void> tick(asio::steady_timer &timer, int left) {
  step other = &tock;
  co_await other(timer, left);
}
awaitable<void> races_the_clock_ok(tcp::socket sock, asio::steady_timer a, asio::steady_timer b) {
  note n;
  co_await (tick(a, 9) || b.async_wait(use_awaitable));
  co_await asio::async_read(sock, asio::buffer(n.text), use_awaitable);
}

// A state machine whose states are kept as functions; one of them reads.
awaitable<void> head(tcp::socket &sock, note &n);
awaitable<void> body(tcp::socket &sock, note &n) {
  std::function<awaitable<void>(tcp::socket &, note &)> after = head;
  if (more())
    co_await after(sock, n);
}
awaitable<void> head(tcp::socket &sock, note &n) {
  std::function<awaitable<void>(tcp::socket &, note &)> after = body;
  co_await asio::async_read(sock, asio::buffer(n.text), use_awaitable);
  co_await after(sock, n);
}
awaitable<void> races_the_states_bad(tcp::socket sock, asio::steady_timer timer) {
  note n;
  for (;;) {
    auto r = co_await (body(sock, n) || // expected-warning {{'body' is not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(n);
  }
}
