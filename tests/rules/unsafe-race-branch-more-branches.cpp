// RUN: %corosafe %s -- -std=c++20 %verify

// Branches that clean up after themselves: cancelled, they close what they worked on before the race returns.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Note = std::array<char, 80>;

void handle(const Note &note);

struct CloseAtEnd {
  tcp::socket &sock;
  bool armed = true;
  ~CloseAtEnd() {
    error_code ignored;
    if (armed)
      sock.close(ignored);
  }
};

awaitable<void> note_or_close_guarded(tcp::socket &sock) {
  CloseAtEnd guard{sock};
  Note note;
  co_await asio::async_read(sock, asio::buffer(note), use_awaitable);
  guard.armed = false;
  handle(note);
}

awaitable<void> guarded_branch_ok(tcp::socket sock, tcp::endpoint where) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    if (!sock.is_open())
      co_await sock.async_connect(where, use_awaitable);
    timer.expires_after(1s);
    co_await (note_or_close_guarded(sock) || timer.async_wait(use_awaitable));
  }
}

awaitable<void> note_or_close_caught(tcp::socket &sock) {
  Note note;
  try {
    co_await asio::async_read(sock, asio::buffer(note), use_awaitable);
  } catch (...) {
    sock.close();
    throw;
  }
  handle(note);
}

awaitable<void> caught_branch_ok(tcp::socket sock, tcp::endpoint where) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    if (!sock.is_open())
      co_await sock.async_connect(where, use_awaitable);
    timer.expires_after(1s);
    co_await (note_or_close_caught(sock) || timer.async_wait(use_awaitable));
  }
}

awaitable<void> note_or_close_by_code(tcp::socket &sock) {
  Note note;
  error_code ec;
  co_await asio::async_read(sock, asio::buffer(note), asio::redirect_error(use_awaitable, ec));
  if (ec) {
    sock.close();
    co_return;
  }
  handle(note);
}

awaitable<void> coded_branch_ok(tcp::socket sock, tcp::endpoint where) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    if (!sock.is_open())
      co_await sock.async_connect(where, use_awaitable);
    timer.expires_after(1s);
    co_await (note_or_close_by_code(sock) || timer.async_wait(use_awaitable));
  }
}

// It only notes the error.
awaitable<void> note_or_not(tcp::socket &sock) {
  Note note{};
  error_code ec;
  co_await asio::async_read(sock, asio::buffer(note), asio::redirect_error(use_awaitable, ec));
  if (!ec)
    handle(note);
}

awaitable<void> coded_branch_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    timer.expires_after(1s);
    co_await (
        note_or_not(sock) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
  }
}

// A retry by recursion reads the same socket again.
awaitable<bool> recursive_retry_bad(tcp::socket &sock, Note &note, int attempts) {
  asio::steady_timer timer(sock.get_executor(), 1s);
  auto r = co_await (
      asio::async_read(sock, asio::buffer(note), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return attempts > 0 && co_await recursive_retry_bad(sock, note, attempts - 1);
  co_return true;
}
