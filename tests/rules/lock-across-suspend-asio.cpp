// RUN: %corosafe %s -- -std=c++20 -DASIO_HAS_CO_AWAIT %verify

// Standalone Asio.

#include <asio.hpp>

#include <deque>
#include <mutex>
#include <shared_mutex>
#include <string>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

std::mutex outbox_mutex;
std::shared_mutex settings_mutex;
std::deque<std::string> outbox;

awaitable<void> write_front_bad(tcp::socket &socket) {
  std::scoped_lock lock(outbox_mutex);
  co_await asio::async_write(socket, asio::buffer(outbox.front()), use_awaitable); // expected-warning {{locked across}}
  outbox.pop_front();
}

awaitable<void> write_front_ok(tcp::socket &socket) {
  std::unique_lock lock(outbox_mutex);
  std::string text = std::move(outbox.front());
  outbox.pop_front();
  lock.unlock();
  co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
}

awaitable<void> drain_ok(tcp::socket &socket) {
  for (;;) {
    std::string text;
    {
      std::lock_guard lock(outbox_mutex);
      if (outbox.empty())
        co_return;
      text = std::move(outbox.front());
      outbox.pop_front();
    }
    co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
  }
}

awaitable<void> accept_under_read_lock_bad(tcp::acceptor &acceptor) {
  std::shared_lock lock(settings_mutex);
  tcp::socket peer = co_await acceptor.async_accept(use_awaitable); // expected-warning {{locked across}}
  peer.close();
}

awaitable<void> error_code_retry_bad(tcp::socket &socket, tcp::endpoint peer) {
  asio::error_code error;
  outbox_mutex.lock();
  co_await socket.async_connect(peer, asio::redirect_error(use_awaitable, error)); // expected-warning {{locked across}}
  if (error)
    outbox.clear();
  outbox_mutex.unlock();
}

awaitable<void> error_code_retry_ok(tcp::socket &socket, tcp::endpoint peer) {
  asio::error_code error;
  co_await socket.async_connect(peer, asio::redirect_error(use_awaitable, error));
  outbox_mutex.lock();
  if (error)
    outbox.clear();
  outbox_mutex.unlock();
}

void spawned_lambda_bad(asio::io_context &context) {
  asio::co_spawn(
      context,
      []() -> awaitable<void> {
        std::lock_guard lock(outbox_mutex);
        asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
        co_await timer.async_wait(use_awaitable); // expected-warning {{locked across}}
      },
      asio::detached);
}
