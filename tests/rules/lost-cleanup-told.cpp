// RUN: %corosafe %s -- -std=c++20 %verify

// Cancellation that is told by an error value: the way out that asks for it skips the cleanup.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

namespace asio = boost::asio;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;
using asio::experimental::as_tuple;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;

void log(const char *what);

struct channel {
  bool busy = false;
  tcp::socket s;
  char data[4];

  awaitable<void> variable_bad() {
    busy = true;
    error_code ec;
    co_await asio::async_read(s, asio::buffer(data), redirect_error(use_awaitable, ec)); // expected-warning {{'busy' is never set back}}
    if (ec)
      co_return;
    busy = false;
  }
  awaitable<void> variable_ok() {
    busy = true;
    error_code ec;
    co_await asio::async_read(s, asio::buffer(data), redirect_error(use_awaitable, ec));
    busy = false;
    if (ec)
      co_return;
    log("read");
  }
  awaitable<void> bothWays_ok() {
    busy = true;
    error_code ec;
    co_await asio::async_read(s, asio::buffer(data), redirect_error(use_awaitable, ec));
    if (ec) {
      busy = false;
      co_return;
    }
    busy = false;
  }
  awaitable<void> onlyLogged_ok() {
    busy = true;
    error_code ec;
    co_await asio::async_read(s, asio::buffer(data), redirect_error(use_awaitable, ec));
    if (ec)
      log("failed");
    busy = false;
  }
  awaitable<void> ifWell_bad() {
    busy = true;
    error_code ec;
    co_await asio::async_read(s, asio::buffer(data), redirect_error(use_awaitable, ec)); // expected-warning {{never set back}}
    if (!ec)
      busy = false;
  }
  awaitable<void> byName_bad() {
    busy = true;
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(data), as_tuple(use_awaitable)); // expected-warning {{never set back}}
    if (ec == asio::error::operation_aborted)
      co_return;
    busy = false;
  }
  awaitable<void> byName_ok() {
    busy = true;
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(data), as_tuple(use_awaitable));
    if (ec != asio::error::operation_aborted)
      log("read");
    busy = false;
  }
  // Before it begins.
  awaitable<void> before_ok() {
    error_code ec;
    co_await s.async_wait(tcp::socket::wait_read, redirect_error(use_awaitable, ec));
    if (ec)
      co_return;
    busy = true;
    co_await asio::async_read(s, asio::buffer(data), redirect_error(use_awaitable, ec));
    busy = false;
  }

  awaitable<void> bounded(awaitable<void> work) {
    asio::steady_timer t(s.get_executor(), std::chrono::seconds(1));
    auto r = co_await (std::move(work) || t.async_wait(use_awaitable));
    if (r.index() == 1) {
      s.close();
      throw error_code(asio::error::timed_out);
    }
  }
  awaitable<void> all() {
    co_await bounded(variable_bad());
    co_await bounded(variable_ok());
    co_await bounded(bothWays_ok());
    co_await bounded(onlyLogged_ok());
    co_await bounded(ifWell_bad());
    co_await bounded(byName_bad());
    co_await bounded(byName_ok());
    co_await bounded(before_ok());
  }
};
