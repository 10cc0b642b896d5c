// RUN: %corosafe %s -- -std=c++20 %verify

// Helpers that race what they are given: awaitables by value and by rvalue, callables, functions that return `a || b`.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Chunk = std::array<char, 128>;
using Millis = std::chrono::milliseconds;

void handle(const Chunk &chunk);
void count_timeout();

// Not a coroutine: it returns the race.
awaitable<std::variant<std::size_t, std::monostate>> read_or_timer_bad(tcp::socket &sock, Chunk &chunk,
                                                                       asio::steady_timer &timer) {
  return asio::async_read(sock, asio::buffer(chunk), use_awaitable) || // expected-warning {{not safe to lose}}
         timer.async_wait(use_awaitable);
}

awaitable<void> race_returned_looped(tcp::socket sock, asio::steady_timer timer) {
  Chunk chunk;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await read_or_timer_bad(sock, chunk, timer);
    if (r.index() == 0)
      handle(chunk);
  }
}

awaitable<std::variant<std::size_t, std::monostate>> read_or_timer_ok(tcp::socket &sock, Chunk &chunk,
                                                                      asio::steady_timer &timer) {
  return asio::async_read(sock, asio::buffer(chunk), use_awaitable) || timer.async_wait(use_awaitable);
}

awaitable<void> race_returned_closed(tcp::socket sock, asio::steady_timer timer) {
  Chunk chunk;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await read_or_timer_ok(sock, chunk, timer);
    if (r.index() == 1)
      co_return;
    handle(chunk);
  }
}

// The variant itself is returned by a coroutine, and its caller asks.
awaitable<std::variant<std::size_t, std::monostate>> read_within_ok(tcp::socket &sock, Chunk &chunk, Millis limit) {
  asio::steady_timer timer(sock.get_executor(), limit);
  co_return co_await (asio::async_read(sock, asio::buffer(chunk), use_awaitable) || timer.async_wait(use_awaitable));
}

awaitable<void> read_within_closed(tcp::socket sock) {
  Chunk chunk;
  for (;;) {
    auto r = co_await read_within_ok(sock, chunk, 500ms);
    if (r.index() != 0)
      co_return;
    handle(chunk);
  }
}

awaitable<std::variant<std::size_t, std::monostate>> read_within_bad(tcp::socket &sock, Chunk &chunk, Millis limit) {
  asio::steady_timer timer(sock.get_executor(), limit);
  co_return co_await (
      asio::async_read(sock, asio::buffer(chunk), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
}

awaitable<void> read_within_looped(tcp::socket sock) {
  Chunk chunk;
  for (;;)
    if (auto r = co_await read_within_bad(sock, chunk, 500ms); std::holds_alternative<std::size_t>(r))
      handle(chunk);
}

// By rvalue reference, told by a bool.
template <class T>
awaitable<bool> finished_within(awaitable<T> &&operation, asio::steady_timer &timer, Millis limit) {
  timer.expires_after(limit);
  auto r = co_await (std::move(operation) || timer.async_wait(use_awaitable));
  co_return r.index() == 0;
}

awaitable<void> finished_within_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Chunk chunk;
  for (;;) {
    const bool done = co_await finished_within(
        asio::async_read(sock, asio::buffer(chunk), use_awaitable), // expected-warning {{not safe to lose}}
        timer, 500ms);
    if (done)
      handle(chunk);
  }
}

awaitable<void> finished_within_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Chunk chunk;
  while (co_await finished_within(asio::async_read(sock, asio::buffer(chunk), use_awaitable), timer, 500ms))
    handle(chunk);
}

// A callable makes the operation.
template <class F>
awaitable<error_code> run_for(F make, Millis limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  auto r = co_await (make() || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return error_code(asio::error::timed_out);
  co_return error_code();
}

awaitable<void> run_for_bad(tcp::socket sock) {
  Chunk chunk;
  auto read = [&]() -> awaitable<void> { // expected-warning {{not safe to lose}}
    co_await asio::async_read(sock, asio::buffer(chunk), use_awaitable);
  };
  for (;;) {
    error_code ec = co_await run_for(
        read,
        500ms);
    if (!ec)
      handle(chunk);
  }
}

awaitable<void> run_for_ok(tcp::socket sock) {
  Chunk chunk;
  auto read = [&]() -> awaitable<void> {
    co_await asio::async_read(sock, asio::buffer(chunk), use_awaitable);
  };
  for (;;) {
    if (error_code ec = co_await run_for(read, 500ms); ec)
      co_return;
    handle(chunk);
  }
}

// A helper that closes what it was told to close.
template <class Stream, class T>
awaitable<std::optional<T>> or_close(Stream &stream, awaitable<T> operation, Millis limit) {
  asio::steady_timer timer(stream.get_executor(), limit);
  auto r = co_await (std::move(operation) || timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    error_code ignored;
    stream.close(ignored);
    co_return std::nullopt;
  }
  co_return std::get<0>(std::move(r));
}

awaitable<void> or_close_ok(tcp::socket sock, tcp::endpoint where) {
  Chunk chunk;
  for (;;) {
    if (!sock.is_open())
      co_await sock.async_connect(where, use_awaitable);
    auto size = co_await or_close(sock, asio::async_read(sock, asio::buffer(chunk), use_awaitable), 500ms);
    if (size)
      handle(chunk);
  }
}

// An object with a limit, called like a function.
class Limit {
public:
  explicit Limit(asio::any_io_executor executor) : timer_(executor) {}

  template <class T>
  awaitable<std::optional<T>> operator()(awaitable<T> operation) {
    timer_.expires_after(500ms);
    auto r = co_await (std::move(operation) || timer_.async_wait(use_awaitable));
    if (auto *value = std::get_if<0>(&r))
      co_return std::move(*value);
    co_return std::nullopt;
  }

private:
  asio::steady_timer timer_;
};

awaitable<void> limited_bad(tcp::socket sock) {
  Limit limited(sock.get_executor());
  Chunk chunk;
  for (;;)
    if (co_await limited(asio::async_read(sock, asio::buffer(chunk), use_awaitable))) // expected-warning {{not safe to lose}}
      handle(chunk);
}

awaitable<void> limited_ok(tcp::socket sock) {
  Limit limited(sock.get_executor());
  Chunk chunk;
  while (co_await limited(asio::async_read(sock, asio::buffer(chunk), use_awaitable)))
    handle(chunk);
}

// The operation waits in a local, made anew each turn.
awaitable<void> stored_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Chunk chunk;
  for (;;) {
    timer.expires_after(1s);
    auto read = asio::async_read(sock, asio::buffer(chunk), use_awaitable); // expected-warning {{not safe to lose}}
    auto wait = timer.async_wait(use_awaitable);
    auto r = co_await (std::move(read) || std::move(wait));
    if (r.index() == 0)
      handle(chunk);
  }
}

awaitable<void> stored_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Chunk chunk;
  for (;;) {
    timer.expires_after(1s);
    auto race = asio::async_read(sock, asio::buffer(chunk), use_awaitable) || timer.async_wait(use_awaitable);
    auto r = co_await std::move(race);
    if (r.index() == 1)
      break;
    handle(chunk);
  }
}
