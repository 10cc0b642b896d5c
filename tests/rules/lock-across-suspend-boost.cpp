// RUN: %corosafe %s -- -std=c++20 %verify

// Boost.Asio coroutines with the locks of the standard library and of Boost.Thread.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/shared_mutex.hpp>

#include <array>
#include <map>
#include <mutex>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

class room {
public:
  awaitable<void> broadcast_bad(std::string text) {
    std::lock_guard lock(mutex_);
    for (auto &[name, peer] : peers_)
      co_await asio::async_write(*peer, asio::buffer(text), use_awaitable); // expected-warning {{locked across}}
  }

  awaitable<void> broadcast_ok(std::string text) {
    std::map<std::string, std::shared_ptr<tcp::socket>> peers;
    {
      std::lock_guard lock(mutex_);
      peers = peers_;
    }
    for (auto &[name, peer] : peers)
      co_await asio::async_write(*peer, asio::buffer(text), use_awaitable);
  }

  awaitable<void> expire_bad() {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
      std::unique_lock lock(mutex_);
      if (peers_.empty())
        break;
      peers_.erase(peers_.begin());
      timer.expires_after(1s);
      co_await timer.async_wait(use_awaitable); // expected-warning {{locked across}}
    }
  }

  awaitable<void> expire_ok() {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
      std::unique_lock lock(mutex_);
      if (peers_.empty())
        break;
      peers_.erase(peers_.begin());
      lock.unlock();
      timer.expires_after(1s);
      co_await timer.async_wait(use_awaitable);
    }
  }

  awaitable<void> start_under_lock_ok(tcp::socket socket) {
    std::lock_guard lock(mutex_);
    auto peer = std::make_shared<tcp::socket>(std::move(socket));
    peers_.emplace("new", peer);
    asio::co_spawn(peer->get_executor(), broadcast_ok("joined"), asio::detached); // expected-warning {{corosafe-dangling-task}}
    co_return;
  }

  awaitable<void> ask_for_the_executor_ok() {
    std::lock_guard lock(mutex_);
    auto executor = co_await asio::this_coro::executor;
    asio::post(executor, [] {});
  }

  awaitable<void> hop_bad(asio::thread_pool &pool) {
    std::lock_guard lock(mutex_);
    co_await asio::post(pool, use_awaitable); // expected-warning {{locked across}}
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<tcp::socket>> peers_;
};

boost::mutex log_mutex;
boost::shared_mutex config_mutex;

awaitable<void> boost_lock_guard_bad(tcp::socket socket) {
  boost::lock_guard<boost::mutex> lock(log_mutex);
  co_await socket.async_wait(tcp::socket::wait_read, use_awaitable); // expected-warning {{locked across}}
}

awaitable<void> boost_unique_lock_ok(tcp::socket socket) {
  boost::unique_lock<boost::mutex> lock(log_mutex);
  lock.unlock();
  co_await socket.async_wait(tcp::socket::wait_read, use_awaitable);
}

awaitable<void> boost_scoped_lock_alias_bad(tcp::socket socket) {
  boost::mutex::scoped_lock lock(log_mutex);
  co_await socket.async_wait(tcp::socket::wait_read, use_awaitable); // expected-warning {{locked across}}
}

awaitable<void> boost_shared_lock_bad(tcp::socket socket) {
  boost::shared_lock<boost::shared_mutex> lock(config_mutex);
  co_await socket.async_wait(tcp::socket::wait_read, use_awaitable); // expected-warning {{locked across}}
}

awaitable<void> boost_defer_lock_ok(tcp::socket socket) {
  boost::unique_lock<boost::mutex> lock(log_mutex, boost::defer_lock);
  co_await socket.async_wait(tcp::socket::wait_read, use_awaitable);
  lock.lock();
}

// A channel of capacity one is an asynchronous mutex.
awaitable<void> channel_as_mutex_ok(asio::experimental::channel<void(boost::system::error_code)> &token,
                                    tcp::socket socket) {
  co_await token.async_send(boost::system::error_code{}, use_awaitable);
  std::array<char, 64> bytes;
  co_await socket.async_read_some(asio::buffer(bytes), use_awaitable);
  token.try_receive([](auto...) {});
}

// A strand serialises handlers; nobody owns it while suspended.
awaitable<void> strand_ok(asio::strand<asio::io_context::executor_type> strand, tcp::socket socket) {
  co_await asio::dispatch(asio::bind_executor(strand, use_awaitable));
  co_await socket.async_wait(tcp::socket::wait_read, use_awaitable);
}
