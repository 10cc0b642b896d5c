// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A status with more than two values: the statement behind the suspend point makes it "idle", a handler "failed". Both are
// ends of "busy".

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <memory>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;

enum class status { idle, busy, failed };

struct entry {
  void set_status(status s);
  status now{};
};

template <class F> struct at_exit {
  F f;
  explicit at_exit(F f) : f(std::move(f)) {}
  ~at_exit() { f(); }
};

class uplink {
public:
  awaitable<void> set_and_rethrown_ok() {
    entry_->set_status(status::busy);
    try {
      co_await socket_.async_connect(to_, use_awaitable);
      entry_->set_status(status::idle);
    } catch (const std::exception &) {
      entry_->set_status(status::failed);
      throw;
    }
  }
  awaitable<void> set_by_runtime_errors_ok() { // What Asio throws is one of these.
    entry_->set_status(status::busy);
    try {
      co_await socket_.async_connect(to_, use_awaitable);
      entry_->set_status(status::idle);
    } catch (const std::runtime_error &) {
      entry_->set_status(status::failed);
    }
  }
  awaitable<void> set_by_logic_errors_bad() {
    entry_->set_status(status::busy);
    try {
      co_await socket_.async_connect(to_, use_awaitable); // expected-warning {{is never called when the coroutine is cancelled}}
      entry_->set_status(status::idle);
    } catch (const std::logic_error &) {
      entry_->set_status(status::failed);
    }
  }
  awaitable<void> set_again_bad() {
    entry_->set_status(status::busy);
    try {
      co_await socket_.async_connect(to_, use_awaitable); // expected-warning {{is never called when the coroutine is cancelled}}
    } catch (const std::exception &) {
      entry_->set_status(status::busy);
      throw;
    }
    entry_->set_status(status::idle);
  }
  awaitable<void> assigned_ok() {
    now_ = status::busy;
    try {
      co_await socket_.async_connect(to_, use_awaitable);
    } catch (const boost::system::system_error &) {
      now_ = status::failed;
      throw;
    }
    now_ = status::idle;
  }
  awaitable<void> assigned_bad() {
    now_ = status::busy;
    co_await socket_.async_connect(to_, use_awaitable); // expected-warning {{'now_' is never set back}}
    now_ = status::idle;
  }
  awaitable<void> by_a_helper_ok() {
    now_ = status::busy;
    try {
      co_await socket_.async_connect(to_, use_awaitable);
    } catch (...) {
      fail();
      throw;
    }
    now_ = status::idle;
  }
  awaitable<void> by_a_guard_ok() {
    entry_->set_status(status::busy);
    at_exit failed([this] { entry_->set_status(status::failed); });
    co_await socket_.async_connect(to_, use_awaitable);
    entry_->set_status(status::idle);
  }
  awaitable<void> in_between_bad() {
    now_ = status::busy;
    co_await socket_.async_connect(to_, use_awaitable); // expected-warning {{'now_' is never set back}}
    now_ = status::failed;
    co_await socket_.async_connect(to_, use_awaitable); // expected-warning {{'now_' is never set back}}
    now_ = status::idle;
  }
  void close() { socket_.close(); }

private:
  std::shared_ptr<entry> entry_;
  asio::ip::tcp::socket socket_;
  asio::ip::tcp::endpoint to_;
  status now_{};

  void fail() { now_ = status::failed; }
};

awaitable<void> with_a_limit(uplink &l, asio::steady_timer &t) {
  co_await (l.set_and_rethrown_ok() || t.async_wait(use_awaitable));
  l.close();
  co_await (l.set_by_runtime_errors_ok() || t.async_wait(use_awaitable));
  l.close();
  co_await (l.set_by_logic_errors_bad() || t.async_wait(use_awaitable));
  l.close();
  co_await (l.set_again_bad() || t.async_wait(use_awaitable));
  l.close();
  co_await (l.assigned_ok() || t.async_wait(use_awaitable));
  l.close();
  co_await (l.assigned_bad() || t.async_wait(use_awaitable));
  l.close();
  co_await (l.by_a_helper_ok() || t.async_wait(use_awaitable));
  l.close();
  co_await (l.by_a_guard_ok() || t.async_wait(use_awaitable));
  l.close();
  co_await (l.in_between_bad() || t.async_wait(use_awaitable));
  l.close();
}
