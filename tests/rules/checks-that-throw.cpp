// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// What comes back from `check(ec);` is no error: functions that throw where what they are given is not as it should be.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <string>
#include <variant>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
constexpr auto as_results = asio::experimental::as_tuple(use_awaitable);

void check(const error_code &ec) {
  if (ec)
    throw boost::system::system_error(ec);
}
void throw_if_failed(const error_code &ec, const char *what);
void report(const error_code &ec);
void atLeastOne(std::size_t n) {
  if (n == 0)
    throw std::runtime_error("nothing");
}
void show(std::size_t n);

awaitable<void> seen_ok(tcp::socket s) {
  char b[64];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_results);
    check(ec);
  }
}
awaitable<void> by_its_name_ok(tcp::socket s) {
  char b[64];
  error_code ec;
  for (;;) {
    co_await s.async_read_some(asio::buffer(b), asio::redirect_error(use_awaitable, ec));
    throw_if_failed(ec, "read");
  }
}
awaitable<void> of_the_count_ok(tcp::socket s) {
  char b[64];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_results);
    atLeastOne(n);
  }
}
awaitable<void> only_told_bad(tcp::socket s) {
  char b[64];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_results); // expected-warning {{this loop spins}}
    if (ec)
      report(ec);
    show(n);
  }
}

void fail(const error_code &ec, const char *what);
awaitable<void> told_by_fail_bad(tcp::socket s) {
  char b[64];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_results); // expected-warning {{this loop spins}}
    if (ec) {
      fail(ec, "read");
      continue;
    }
    show(n);
  }
}

awaitable<void> delay(std::chrono::milliseconds d);
awaitable<std::string> frame(tcp::socket &s) {
  std::uint32_t n = 0;
  co_await asio::async_read(s, asio::buffer(&n, 4), use_awaitable);
  std::string body(n, 0);
  co_await asio::async_read(s, asio::buffer(body), use_awaitable);
  co_return body;
}
void expect(bool ok) {
  if (!ok)
    throw std::runtime_error("too late");
}
void onTime(std::size_t winner, const char *what) {
  if (winner != 0)
    throw std::runtime_error(what);
}
void count(bool ok) {
  static int late;
  if (!ok)
    ++late;
}

awaitable<void> winner_is_expected_ok(tcp::socket &s) {
  for (;;) {
    auto r = co_await (frame(s) || delay(1s));
    expect(r.index() == 0);
  }
}
awaitable<void> loser_is_expected_bad(tcp::socket &s) {
  for (;;) {
    auto r = co_await (frame(s) || delay(1s)); // expected-warning {{'frame' is not safe to lose in this race}}
    expect(r.index() == 1);
  }
}
awaitable<void> number_is_checked_ok(tcp::socket &s) {
  for (;;) {
    auto r = co_await (frame(s) || delay(1s));
    onTime(r.index(), "frame");
  }
}
awaitable<void> only_counted_bad(tcp::socket &s) {
  for (;;) {
    auto r = co_await (frame(s) || delay(1s)); // expected-warning {{'frame' is not safe to lose in this race}}
    count(r.index() == 0);
  }
}
