// RUN: %corosafe %s -- -std=c++20 -Wno-unused-value %verify

// Boost.Asio: awaitables never run when dropped, and so do operations that were given use_awaitable.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

awaitable<void> session(tcp::socket socket);
awaitable<void> heartbeat();
awaitable<int> login();

awaitable<void> statement_bad() {
  heartbeat(); // expected-warning {{without being awaited}}
  co_await login();
}

awaitable<void> statement_ok() {
  co_await heartbeat();
  co_await login();
}

awaitable<void> accept_bad(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket peer = co_await acceptor.async_accept(use_awaitable);
    session(std::move(peer)); // expected-warning {{without being awaited}}
  }
}

awaitable<void> accept_ok(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket peer = co_await acceptor.async_accept(use_awaitable);
    asio::co_spawn(acceptor.get_executor(), session(std::move(peer)), asio::detached);
  }
}

awaitable<void> co_spawn_use_awaitable_bad(asio::thread_pool &pool) {
  asio::co_spawn(pool, login(), use_awaitable); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<int> co_spawn_use_awaitable_ok(asio::thread_pool &pool) {
  co_return co_await asio::co_spawn(pool, login(), use_awaitable);
}

int co_spawn_use_future_ok(asio::thread_pool &pool) {
  std::future<int> result = asio::co_spawn(pool, login(), asio::use_future);
  return result.get();
}

void co_spawn_of_a_variable_ok(asio::io_context &context) {
  awaitable<void> beating = heartbeat();
  asio::co_spawn(context, std::move(beating), asio::detached);
}

void co_spawn_of_a_function_ok(asio::io_context &context) {
  asio::co_spawn(context, heartbeat, asio::detached);
}

awaitable<void> timer_bad(asio::steady_timer &timer) {
  timer.expires_after(1s);
  timer.async_wait(use_awaitable); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<void> timer_with_a_handler_ok(asio::steady_timer &timer) {
  timer.expires_after(1s);
  timer.async_wait([](const boost::system::error_code &) {});
  timer.async_wait(asio::detached);
  co_await timer.async_wait(use_awaitable);
}

awaitable<void> read_bad(tcp::socket &socket) {
  std::array<char, 512> bytes;
  socket.async_read_some(asio::buffer(bytes), use_awaitable); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<std::size_t> read_ok(tcp::socket &socket) {
  std::array<char, 512> bytes;
  auto reading = socket.async_read_some(asio::buffer(bytes), use_awaitable);
  co_return co_await std::move(reading);
}

awaitable<void> deferred_bad(asio::steady_timer &timer) {
  timer.async_wait(asio::deferred); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<void> deferred_ok(asio::steady_timer &timer) {
  auto waiting = timer.async_wait(asio::deferred);
  co_await std::move(waiting)(use_awaitable);
}

awaitable<void> both_bad() {
  heartbeat() && login(); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<void> both_ok() { co_await (heartbeat() && login()); }

awaitable<void> early_return_bad(bool stop) {
  awaitable<int> pending = login(); // expected-warning {{without being awaited}}
  if (stop)
    co_return;
  co_await std::move(pending);
}

awaitable<void> vector_ok() {
  std::vector<awaitable<void>> steps;
  steps.push_back(heartbeat());
  steps.push_back(heartbeat());
  for (auto &step : steps)
    co_await std::move(step);
}
