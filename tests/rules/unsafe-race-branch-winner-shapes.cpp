// RUN: %corosafe %s -- -std=c++20 %verify

// Who won, continued: operand order, three operands, declared result types, early returns, no question at all.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <variant>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Frame = std::array<char, 64>;
using Channel = asio::experimental::channel<void(error_code, std::string)>;

void handle(const Frame &frame);
void handle(std::string message);
void count_timeout();

// The timer stands first: index 0 is the timeout.
awaitable<void> swapped_operands_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (timer.async_wait(use_awaitable) || asio::async_read(sock, asio::buffer(frame), use_awaitable));
    if (r.index() == 1) {
      handle(frame);
      continue;
    }
    co_return;
  }
}

awaitable<void> swapped_operands_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (
        timer.async_wait(use_awaitable) ||
        asio::async_read(sock, asio::buffer(frame), use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 1) {
      handle(frame);
      co_return;
    }
    count_timeout();
  }
}

// `a || b || c` is one flat race: index 0 is the read, everything else ends the session.
awaitable<void> three_operands_ok(tcp::socket sock, asio::steady_timer timer, asio::steady_timer &stopped) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) ||
                       stopped.async_wait(use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() != 0)
      co_return;
    handle(frame);
  }
}

// Stopping ends the session, but the timeout does not.
awaitable<void> three_operands_bad(tcp::socket sock, asio::steady_timer timer, asio::steady_timer &stopped) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (
        asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        stopped.async_wait(use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return;
    if (r.index() == 0)
      handle(frame);
  }
}

// Each of the two messages may be popped and discarded in the turn another branch wins.
awaitable<void> two_consumers_bad(Channel &inbox, Channel &control, asio::steady_timer timer) {
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (
        inbox.async_receive(use_awaitable) ||   // expected-warning {{not safe to lose}}
        control.async_receive(use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    switch (r.index()) {
    case 0:
      handle(std::get<0>(std::move(r)));
      break;
    case 1:
      handle(std::get<1>(std::move(r)));
      break;
    default:
      count_timeout();
    }
  }
}

awaitable<void> declared_variant_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    std::variant<std::size_t, std::monostate> r =
        co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return;
    handle(frame);
  }
}

awaitable<void> declared_variant_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  for (;;) {
    timer.expires_after(5s);
    std::variant<std::size_t, std::monostate> r = co_await (
        asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1)
      count_timeout();
    else
      handle(frame);
  }
}

// The winner returns at once, so whatever stands after it is the losing path, and it reads again.
awaitable<std::optional<Frame>> early_return_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  timer.expires_after(1s);
  auto r = co_await (
      asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 0)
    co_return frame;
  count_timeout();
  co_await asio::async_read(sock, asio::buffer(frame), use_awaitable);
  co_return frame;
}

awaitable<std::optional<Frame>> early_return_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  timer.expires_after(1s);
  auto r = co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 0) {
    co_await asio::async_read(sock, asio::buffer(frame), use_awaitable);
    co_return frame;
  }
  count_timeout();
  co_return std::nullopt;
}

// Nobody asks who won, and the socket is used either way.
awaitable<void> result_ignored_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  timer.expires_after(1s);
  co_await (asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
            timer.async_wait(use_awaitable));
  co_await asio::async_read(sock, asio::buffer(frame), use_awaitable);
  handle(frame);
}

// Nobody asks, and nobody needs to: give the peer a moment to close first, then close.
awaitable<void> result_ignored_ok(tcp::socket sock, asio::steady_timer timer) {
  Frame rest;
  sock.shutdown(tcp::socket::shutdown_send);
  timer.expires_after(1s);
  co_await (asio::async_read(sock, asio::buffer(rest), use_awaitable) || timer.async_wait(use_awaitable));
  sock.close();
}

// The result is kept, asked about and both answers lead to the same read.
awaitable<void> both_answers_bad(tcp::socket sock, asio::steady_timer timer) {
  Frame frame;
  timer.expires_after(1s);
  auto r = co_await (
      asio::async_read(sock, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1)
    count_timeout();
  std::size_t size = co_await sock.async_read_some(asio::buffer(frame), use_awaitable);
  if (size != 0)
    handle(frame);
}
