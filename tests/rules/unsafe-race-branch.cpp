// RUN: %corosafe %s -- -std=c++20 %verify

// A race is a bug when three things hold at once: the branch can be lost, losing it loses something, and someone
// notices. Each function here keeps two of them and takes the third away.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Header = std::array<char, 8>;

void on_header(const Header &header);
void on_idle();

// All three: the timer cuts a read of exactly eight bytes short, and the next turn reads from the middle of a header.
awaitable<void> poll_headers_bad(tcp::socket sock) {
  asio::steady_timer idle(sock.get_executor());
  Header header;
  for (;;) {
    idle.expires_after(5s);
    auto result = co_await (
        asio::async_read(sock, asio::buffer(header), use_awaitable) || // expected-warning {{not safe to lose}}
        idle.async_wait(use_awaitable));
    if (result.index() == 1) {
      on_idle();
      continue;
    }
    on_header(header);
  }
}

// Not raced.
awaitable<void> read_headers_ok(tcp::socket sock) {
  Header header;
  for (;;) {
    co_await asio::async_read(sock, asio::buffer(header), use_awaitable);
    on_header(header);
  }
}

// Joined: `&&` waits for both, and what it throws leaves the function that owns the sockets.
awaitable<void> read_both_headers_ok(tcp::socket left, tcp::socket right) {
  Header from_left, from_right;
  for (;;) {
    co_await (asio::async_read(left, asio::buffer(from_left), use_awaitable) &&
              asio::async_read(right, asio::buffer(from_right), use_awaitable));
    on_header(from_left);
    on_header(from_right);
  }
}

// Raced, but cancellation does not arrive inside: the whole record is written whoever wins.
awaitable<void> write_record_shielded(tcp::socket &sock, std::string_view record) {
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  co_await asio::async_write(sock, asio::buffer(record), use_awaitable);
}

awaitable<void> append_records_ok(tcp::socket sock, std::string_view record) {
  asio::steady_timer slow(sock.get_executor());
  for (;;) {
    slow.expires_after(1s);
    auto result = co_await (write_record_shielded(sock, record) || slow.async_wait(use_awaitable)); // expected-warning {{corosafe-ineffective-timeout}}
    if (result.index() == 1)
      on_idle();
  }
}

// The same coroutine without its shield.
awaitable<void> write_record(tcp::socket &sock, std::string_view record) {
  co_await asio::async_write(sock, asio::buffer(record), use_awaitable);
}

awaitable<void> append_records_bad(tcp::socket sock, std::string_view record) {
  asio::steady_timer slow(sock.get_executor());
  for (;;) {
    slow.expires_after(1s);
    auto result = co_await (
        write_record(sock, record) || // expected-warning {{not safe to lose}}
        slow.async_wait(use_awaitable));
    if (result.index() == 1)
      on_idle();
  }
}

// Lost, and nothing is lost: waiting for readiness takes nothing from the socket.
awaitable<void> poll_readiness_ok(tcp::socket sock) {
  asio::steady_timer idle(sock.get_executor());
  std::array<char, 512> chunk;
  sock.non_blocking(true);
  for (;;) {
    idle.expires_after(5s);
    auto result = co_await (sock.async_wait(tcp::socket::wait_read, use_awaitable) || idle.async_wait(use_awaitable));
    if (result.index() == 1) {
      on_idle();
      continue;
    }
    boost::system::error_code ec;
    sock.read_some(asio::buffer(chunk), ec);
  }
}

// Lost, and nobody notices: the connection is closed and given up.
awaitable<void> read_one_header_ok(tcp::socket &sock) {
  asio::steady_timer deadline(sock.get_executor(), 5s);
  Header header;
  auto result = co_await (asio::async_read(sock, asio::buffer(header), use_awaitable) ||
                          deadline.async_wait(use_awaitable));
  if (result.index() == 1) {
    sock.close();
    co_return;
  }
  on_header(header);
}
