// RUN: %corosafe %s -- -std=c++20 %verify

// Boost.Asio: strands, channels, race operators, spawned lambdas, completion handlers and locks of several kinds.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/recursive_mutex.hpp>
#include <boost/thread/reverse_lock.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/locks.hpp>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

// An asynchronous mutex whose guard has the name of the standard's.
class async_mutex {
public:
  class lock_guard {
  public:
    explicit lock_guard(async_mutex &m) : m_(&m) {}
    lock_guard(lock_guard &&o) noexcept : m_(std::exchange(o.m_, nullptr)) {}
    ~lock_guard() {
      if (m_)
        m_->unlock();
    }

  private:
    async_mutex *m_;
  };
  explicit async_mutex(asio::any_io_executor ex) : timer_(ex) {}
  awaitable<void> lock() {
    while (held_)
      co_await timer_.async_wait(asio::as_tuple(use_awaitable));
    held_ = true;
  }
  awaitable<lock_guard> scoped_lock() {
    co_await lock();
    co_return lock_guard(*this);
  }
  void unlock() {
    held_ = false;
    timer_.cancel_one();
  }

private:
  asio::steady_timer timer_;
  bool held_ = false;
};

class session : public std::enable_shared_from_this<session> {
public:
  awaitable<void> write_serialised_ok(std::string text) {
    auto lock = co_await async_.scoped_lock();
    co_await asio::async_write(socket_, asio::buffer(text), use_awaitable);
  }

  awaitable<void> async_bare_ok() {
    co_await async_.lock();
    std::lock_guard guard(ready_mutex_);
    async_.unlock();
    co_return;
  }

  awaitable<void> both_kinds_bad() {
    auto lock = co_await async_.scoped_lock();
    std::lock_guard state(ready_mutex_);
    co_await timer_.async_wait(use_awaitable); // expected-warning {{locked across}}
  }

  awaitable<void> race_under_lock_bad() {
    std::unique_lock lock(ready_mutex_);
    timer_.expires_after(5s);
    auto r = co_await (socket_.async_wait(tcp::socket::wait_read, use_awaitable) || // expected-warning {{locked across}}
                       timer_.async_wait(use_awaitable));
    if (r.index() == 1)
      lock.unlock();
  }

  awaitable<void> race_then_lock_ok() {
    timer_.expires_after(5s);
    auto r = co_await (socket_.async_wait(tcp::socket::wait_read, use_awaitable) || timer_.async_wait(use_awaitable));
    std::lock_guard lock(ready_mutex_);
    ready_ = r.index() == 0;
  }

  void handler_ok() {
    std::lock_guard lock(ready_mutex_);
    timer_.async_wait([self = shared_from_this()](boost::system::error_code) {
      std::lock_guard inner(self->ready_mutex_);
      self->ready_ = true;
    });
  }

  void spawn_under_lock_ok() {
    std::lock_guard lock(ready_mutex_);
    if (ready_)
      return;
    asio::co_spawn(
        timer_.get_executor(), [self = shared_from_this()] { return self->write_serialised_ok("x"); }, asio::detached);
  }

  awaitable<bool> error_path_unlocks_ok() {
    std::unique_lock lock(ready_mutex_);
    if (!ready_) {
      lock.unlock();
      auto [ec, n] = co_await socket_.async_read_some(asio::buffer(bytes_), asio::as_tuple(use_awaitable));
      lock.lock();
      if (ec)
        co_return false;
      ready_ = n > 0;
    }
    co_return true;
  }

  awaitable<bool> error_path_waits_bad() {
    std::unique_lock lock(ready_mutex_);
    if (!ready_)
      lock.unlock();
    auto [ec, n] = co_await socket_.async_read_some(asio::buffer(bytes_), asio::as_tuple(use_awaitable)); // expected-warning {{locked across}}
    co_return !ec && n > 0;
  }

  awaitable<void> hop_to_strand_ok() {
    co_await asio::post(strand_, use_awaitable);
    std::lock_guard lock(ready_mutex_);
    ready_ = true;
  }

  awaitable<void> hop_back_bad() {
    std::lock_guard lock(ready_mutex_);
    ready_ = true;
    co_await asio::dispatch(strand_, use_awaitable); // expected-warning {{locked across}}
  }

  awaitable<void> cancellation_state_ok() {
    std::lock_guard lock(ready_mutex_);
    auto state = co_await asio::this_coro::cancellation_state;
    ready_ = state.cancelled() == asio::cancellation_type::none;
  }

private:
  async_mutex async_;
  std::mutex ready_mutex_;
  bool ready_ = false;
  tcp::socket socket_;
  asio::steady_timer timer_;
  asio::strand<asio::any_io_executor> strand_;
  std::array<char, 64> bytes_;
};

boost::recursive_mutex tree_mutex;
boost::shared_mutex table_mutex;
boost::mutex log_mutex;

awaitable<void> boost_recursive_bad(asio::steady_timer &timer) {
  boost::recursive_mutex::scoped_lock lock(tree_mutex);
  co_await timer.async_wait(use_awaitable); // expected-warning {{locked across}}
}

awaitable<void> boost_reverse_lock_ok(asio::steady_timer &timer) {
  boost::unique_lock<boost::mutex> lock(log_mutex);
  {
    boost::reverse_lock<boost::unique_lock<boost::mutex>> unlocked(lock);
    co_await timer.async_wait(use_awaitable);
  }
}

awaitable<void> boost_upgrade_bad(asio::steady_timer &timer) {
  boost::upgrade_lock<boost::shared_mutex> reader(table_mutex);
  boost::upgrade_to_unique_lock<boost::shared_mutex> writer(reader);
  co_await timer.async_wait(use_awaitable); // expected-warning 1+ {{locked across}}
}
