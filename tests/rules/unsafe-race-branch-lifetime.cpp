// RUN: %corosafe %s -- -std=c++20 %verify

// What becomes of the stream on the losing path: dead, closed, replaced, handed on, or read again.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Greeting = std::array<char, 32>;

void handle(const Greeting &greeting);
void log_timeout(const tcp::endpoint &peer);
awaitable<tcp::socket> dial(tcp::endpoint server);

// A parameter by value dies with the function.
awaitable<bool> by_value_parameter_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor(), 5s);
  Greeting greeting;
  auto r = co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return false;
  handle(greeting);
  co_return true;
}

// A health check: everything it touches is its own.
awaitable<bool> local_socket_ok(tcp::endpoint server) {
  auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, 2s);
  tcp::socket probe(executor);
  auto connected = co_await (probe.async_connect(server, use_awaitable) || timer.async_wait(use_awaitable));
  if (connected.index() == 1)
    co_return false;
  Greeting greeting;
  auto answered =
      co_await (asio::async_read(probe, asio::buffer(greeting), use_awaitable) || timer.async_wait(use_awaitable));
  co_return answered.index() == 0;
}

// Asking a dying socket who its peer was reads nothing from it.
awaitable<void> peer_logged_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Greeting greeting;
  for (;;) {
    timer.expires_after(5s);
    auto r =
        co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      error_code ignored;
      log_timeout(sock.remote_endpoint(ignored));
      co_return;
    }
    handle(greeting);
  }
}

// The function owns the stream, and the exception leaves the function.
awaitable<void> throws_on_timeout_ok(tcp::endpoint server) {
  tcp::socket sock = co_await dial(server);
  asio::steady_timer timer(sock.get_executor());
  Greeting greeting;
  for (;;) {
    timer.expires_after(5s);
    auto r =
        co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      throw std::runtime_error("server went silent");
    handle(greeting);
  }
}

// The exception is caught inside the loop that owns the stream, which reads on.
awaitable<void> throw_caught_inside_bad(tcp::endpoint server) {
  tcp::socket sock = co_await dial(server);
  asio::steady_timer timer(sock.get_executor());
  Greeting greeting;
  int failures = 0;
  while (failures < 5) {
    try {
      timer.expires_after(5s);
      auto r = co_await (
          asio::async_read(sock, asio::buffer(greeting), use_awaitable) || // expected-warning {{not safe to lose}}
          timer.async_wait(use_awaitable));
      if (r.index() == 1)
        throw std::runtime_error("server went silent");
      handle(greeting);
    } catch (const std::runtime_error &) {
      ++failures;
    }
  }
}

awaitable<void> cancelled_and_closed_ok(tcp::socket &sock) {
  asio::steady_timer timer(sock.get_executor(), 5s);
  Greeting greeting;
  auto r = co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    error_code ignored;
    sock.cancel(ignored);
    sock.close(ignored);
    co_return;
  }
  handle(greeting);
}

// `cancel` brings no byte back.
awaitable<void> cancelled_and_read_again_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Greeting greeting;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (
        asio::async_read(sock, asio::buffer(greeting), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      sock.cancel();
      continue;
    }
    handle(greeting);
  }
}

// A new connection takes the place of the broken one.
awaitable<void> reassigned_ok(tcp::endpoint server) {
  tcp::socket sock = co_await dial(server);
  asio::steady_timer timer(sock.get_executor());
  Greeting greeting;
  for (;;) {
    timer.expires_after(5s);
    auto r =
        co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      sock = co_await dial(server);
      continue;
    }
    handle(greeting);
  }
}

awaitable<void> unique_ptr_reset_ok(std::unique_ptr<tcp::socket> &upstream) {
  asio::steady_timer timer(upstream->get_executor(), 5s);
  Greeting greeting;
  auto r =
      co_await (asio::async_read(*upstream, asio::buffer(greeting), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    upstream.reset();
    co_return;
  }
  handle(greeting);
}

// The lost read only concerns those who read; a word of farewell and the close that follows do not.
awaitable<void> goodbye_then_close_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Greeting greeting;
  for (;;) {
    timer.expires_after(60s);
    auto r =
        co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      co_await asio::async_write(sock, asio::buffer(std::string_view("421 timeout\r\n")), use_awaitable);
      sock.close();
      co_return;
    }
    handle(greeting);
  }
}

// The farewell asks for an answer, and the answer starts in the middle of a greeting.
awaitable<void> goodbye_with_answer_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor(), 60s);
  Greeting greeting;
  auto r = co_await (
      asio::async_read(sock, asio::buffer(greeting), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    co_await asio::async_write(sock, asio::buffer(std::string_view("PING\r\n")), use_awaitable);
    co_await asio::async_read(sock, asio::buffer(greeting), use_awaitable);
  }
  handle(greeting);
}

awaitable<void> slow_path(tcp::socket sock) {
  Greeting greeting;
  co_await asio::async_read(sock, asio::buffer(greeting), use_awaitable);
  handle(greeting);
}

// Whoever gets the socket reads from the middle of a greeting.
awaitable<void> moved_into_reader_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor(), 1s);
  Greeting greeting;
  auto r = co_await (
      asio::async_read(sock, asio::buffer(greeting), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    auto executor = sock.get_executor();
    asio::co_spawn(executor, slow_path(std::move(sock)), asio::detached);
    co_return;
  }
  handle(greeting);
}

awaitable<void> linger_and_close(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  co_await timer.async_wait(use_awaitable);
  sock.close();
}

awaitable<void> moved_into_closer_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor(), 1s);
  Greeting greeting;
  auto r = co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    auto executor = sock.get_executor();
    asio::co_spawn(executor, linger_and_close(std::move(sock)), asio::detached);
    co_return;
  }
  handle(greeting);
}

// What ends the stream's life is written elsewhere: its name says so. Any other unknown function is not taken to.
void close_socket(tcp::socket &sock);
void configure(tcp::socket &sock);
awaitable<void> a_while();

class Client {
public:
  awaitable<void> drain() { co_await sock.async_read_some(asio::buffer(greeting), use_awaitable); }
  awaitable<void> shut_down_ok() {
    auto r = co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || a_while());
    if (r.index() == 1) {
      shutDown();
      co_return;
    }
    handle(greeting);
  }
  awaitable<void> disconnect_ok() {
    auto r = co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || a_while());
    if (r.index() == 1) {
      disconnect("too slow");
      co_return;
    }
    handle(greeting);
  }
  awaitable<void> close_socket_ok() {
    auto r = co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || a_while());
    if (r.index() == 1) {
      close_socket(sock);
      co_return;
    }
    handle(greeting);
  }
  awaitable<void> configure_bad() {
    auto r = co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || // expected-warning {{not safe to lose}}
                       a_while());
    if (r.index() == 1)
      configure(sock);
  }
  awaitable<void> next_bad() {
    auto r = co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || // expected-warning {{not safe to lose}}
                       a_while());
    if (r.index() == 1)
      start_next();
  }
  // It closes another one.
  awaitable<void> close_other_bad() {
    auto r = co_await (asio::async_read(sock, asio::buffer(greeting), use_awaitable) || // expected-warning {{not safe to lose}}
                       a_while());
    if (r.index() == 1)
      close_socket(spare);
  }

private:
  void shutDown();
  void disconnect(const char *why);
  void start_next();
  tcp::socket sock, spare;
  Greeting greeting;
};
