// RUN: %corosafe %s -- -std=c++20 %verify

// How code asks who won: the losing path must be told from the winning one, however the question is spelt. In every
// `_ok` function the socket ends with the losing path; in every `_bad` one the losing path reads again.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <string_view>
#include <variant>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Frame = std::array<char, 64>;

void handle(const Frame &frame);
void count_timeout();

awaitable<void> index_equal_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return;
    handle(frame);
  }
}

awaitable<void> index_not_equal_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    const auto r =
        co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() != 0)
      break;
    handle(frame);
  }
  count_timeout();
}

awaitable<void> index_not_equal_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    const auto r = co_await (
        asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() != 0) {
      count_timeout();
      continue;
    }
    handle(frame);
  }
}

awaitable<void> negated_test_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
    if (!(r.index() == 0))
      co_return;
    handle(frame);
  }
}

awaitable<void> switch_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
    switch (r.index()) {
    case 0:
      handle(frame);
      break;
    case 1:
      count_timeout();
      co_return;
    }
  }
}

awaitable<void> switch_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (
        asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    switch (r.index()) {
    case 0:
      handle(frame);
      break;
    case 1:
      count_timeout();
      break;
    }
  }
}

awaitable<void> get_if_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
    if (auto *size = std::get_if<0>(&r); size != nullptr) {
      handle(frame);
    } else {
      count_timeout();
      co_return;
    }
  }
}

awaitable<void> get_if_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (
        asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (std::get_if<1>(&r))
      continue;
    handle(frame);
  }
}

awaitable<void> holds_alternative_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
    if (std::holds_alternative<std::monostate>(r))
      co_return;
    handle(frame);
  }
}

awaitable<void> holds_alternative_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (
        asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (std::holds_alternative<std::size_t>(r))
      handle(frame);
    else
      count_timeout();
  }
}

awaitable<void> flag_in_a_local_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
    const bool timed_out = r.index() == 1;
    if (timed_out) {
      count_timeout();
      break;
    }
    handle(frame);
  }
}

awaitable<void> flag_in_a_local_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (
        asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    const bool timed_out = r.index() == 1;
    if (!timed_out)
      handle(frame);
  }
}

awaitable<void> index_in_a_local_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    const std::size_t winner =
        (co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable)))
            .index();
    if (winner == 1)
      co_return;
    handle(frame);
  }
}

// The loop's own condition is the test; what follows the loop only closes.
awaitable<void> loop_condition_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  timer.expires_after(60s);
  while ((co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable)))
             .index() == 0)
    handle(frame);
  sock.close();
}
