// RUN: %corosafe %s -- -std=c++20 %verify

// Branches and races in wrappings: functions that return the operation, lambdas, spawned branches, and user templates
// that are races by their bodies.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Message = std::array<char, 256>;

void deliver(const Message &message);
void count_timeout();

// Not a coroutine: it returns the operation.
awaitable<std::size_t> receive_into(tcp::socket &sock, Message &message) {
  return asio::async_read(sock, asio::buffer(message), use_awaitable);
}

awaitable<void> returned_operation_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Message message;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (receive_into(sock, message) || timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      deliver(message);
  }
}

awaitable<void> returned_operation_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Message message;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (receive_into(sock, message) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return;
    deliver(message);
  }
}

awaitable<void> lambda_branch_bad(tcp::socket sock, tcp::socket &mirror) {
  asio::steady_timer timer(sock.get_executor());
  auto copy_one = [&]() -> awaitable<void> {
    Message message;
    co_await asio::async_read(sock, asio::buffer(message), use_awaitable);
    co_await asio::async_write(mirror, asio::buffer(message), use_awaitable);
  };
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (copy_one() || timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 1)
      count_timeout();
  }
}

awaitable<void> lambda_branch_ok(tcp::socket sock, tcp::socket mirror) {
  asio::steady_timer timer(sock.get_executor());
  auto copy_one = [&]() -> awaitable<void> {
    Message message;
    co_await asio::async_read(sock, asio::buffer(message), use_awaitable);
    co_await asio::async_write(mirror, asio::buffer(message), use_awaitable);
  };
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (copy_one() || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      break;
  }
}

awaitable<Message> receive_two(tcp::socket &sock) {
  Message message;
  co_await asio::async_read(sock, asio::buffer(message), use_awaitable);
  deliver(message);
  co_await asio::async_read(sock, asio::buffer(message), use_awaitable);
  co_return message;
}

awaitable<void> spawned_branch_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (
        asio::co_spawn(sock.get_executor(), receive_two(sock), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      deliver(std::get<0>(r));
  }
}

template <class T>
awaitable<std::optional<T>> with_timeout(awaitable<T> operation, std::chrono::steady_clock::duration limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  auto r = co_await (std::move(operation) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return std::nullopt;
  co_return std::get<0>(std::move(r));
}

// A race by its body: what is lost is the caller's argument.
awaitable<void> with_timeout_bad(tcp::socket sock) {
  Message message;
  for (;;) {
    auto size = co_await with_timeout(
        asio::async_read(sock, asio::buffer(message), use_awaitable), // expected-warning {{not safe to lose}}
        5s);
    if (!size) {
      count_timeout();
      continue;
    }
    deliver(message);
  }
}

awaitable<void> with_timeout_ok(tcp::socket sock) {
  Message message;
  for (;;) {
    auto size = co_await with_timeout(asio::async_read(sock, asio::buffer(message), use_awaitable), 5s);
    if (!size)
      co_return;
    deliver(message);
  }
}

struct TimedOut : std::runtime_error {
  TimedOut() : std::runtime_error("timed out") {}
};

template <class T>
awaitable<T> with_deadline(awaitable<T> operation, std::chrono::steady_clock::duration limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  auto r = co_await (std::move(operation) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    throw TimedOut();
  co_return std::get<0>(std::move(r));
}

// It throws, and the exception leaves the owner of the socket.
awaitable<void> with_deadline_ok(tcp::socket sock) {
  Message message;
  for (;;) {
    co_await with_deadline(asio::async_read(sock, asio::buffer(message), use_awaitable), 5s);
    deliver(message);
  }
}

// It throws, and the loop that owns the socket catches.
awaitable<void> with_deadline_bad(tcp::socket sock) {
  Message message;
  for (;;) {
    try {
      co_await with_deadline(
          asio::async_read(sock, asio::buffer(message), use_awaitable), // expected-warning {{not safe to lose}}
          5s);
      deliver(message);
    } catch (const TimedOut &) {
      count_timeout();
    }
  }
}

// It throws, and the handler closes.
awaitable<void> with_deadline_caught_ok(tcp::socket &sock) {
  Message message;
  try {
    for (;;) {
      co_await with_deadline(asio::async_read(sock, asio::buffer(message), use_awaitable), 5s);
      deliver(message);
    }
  } catch (const TimedOut &) {
    sock.close();
  }
}

// The operation is made first and raced later, once.
awaitable<void> held_operation_ok(tcp::socket &sock) {
  asio::steady_timer timer(sock.get_executor(), 5s);
  Message message;
  awaitable<std::size_t> operation = asio::async_read(sock, asio::buffer(message), use_awaitable);
  auto r = co_await (std::move(operation) || timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    sock.close();
    co_return;
  }
  deliver(message);
}
