// RUN: %corosafe %s -- -std=c++20 -DASIO_HAS_CO_AWAIT -Wno-unused-value %verify

// Standalone Asio.

#include <asio.hpp>

#include <chrono>
#include <string>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

class client {
public:
  explicit client(tcp::socket socket) : socket_(std::move(socket)), timer_(socket_.get_executor()) {}

  awaitable<void> send_bad(std::string text) {
    asio::async_write(socket_, asio::buffer(text), use_awaitable); // expected-warning {{without being awaited}}
    co_await farewell();
  }

  awaitable<void> send_ok(std::string text) {
    co_await asio::async_write(socket_, asio::buffer(text), use_awaitable);
  }

  awaitable<void> pause_ok() {
    timer_.expires_after(1s);
    co_await timer_.async_wait(use_awaitable);
  }

  awaitable<void> pause_with_an_error_code_bad() {
    asio::error_code error;
    timer_.async_wait(asio::redirect_error(use_awaitable, error)); // expected-warning {{without being awaited}}
    co_await farewell();
  }

  void close_bad() {
    farewell(); // expected-warning {{without being awaited}}
    socket_.close();
  }

  void close_ok() {
    asio::co_spawn(socket_.get_executor(), farewell(), asio::detached); // expected-warning {{corosafe-dangling-task}}
  }

  awaitable<void> hop_bad(asio::thread_pool &pool) {
    asio::post(pool, use_awaitable); // expected-warning {{without being awaited}}
    co_await farewell();
  }

  awaitable<void> hop_ok(asio::thread_pool &pool) { co_await asio::post(pool, use_awaitable); }

  void post_ok(asio::thread_pool &pool) {
    asio::post(pool, [this] { socket_.cancel(); });
  }

private:
  awaitable<void> farewell();

  tcp::socket socket_;
  asio::steady_timer timer_;
};
