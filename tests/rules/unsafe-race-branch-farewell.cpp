// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// The read that lost is not missed: an answer is written, which may fail, and the connection ends.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <stdexcept>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;

class session {
public:
  awaitable<void> next(std::string &line) { co_await asio::async_read_until(socket_, asio::dynamic_buffer(line), '\n', use_awaitable); }

  awaitable<void> answered_and_closed_ok() {
    std::string head;
    auto r = co_await (asio::async_read_until(socket_, asio::dynamic_buffer(head), "\r\n\r\n", use_awaitable) || timer_.async_wait(use_awaitable));
    if (r.index() == 1) {
      co_await asio::async_write(socket_, asio::buffer(late_), use_awaitable);
      socket_.close();
    }
  }
  awaitable<void> shut_down_and_thrown_ok() {
    std::string head;
    auto r = co_await (asio::async_read_until(socket_, asio::dynamic_buffer(head), "\r\n\r\n", use_awaitable) || timer_.async_wait(use_awaitable));
    if (r.index() == 1) {
      boost::system::error_code ec;
      socket_.shutdown(tcp::socket::shutdown_both, ec);
      throw std::runtime_error("late");
    }
  }
  awaitable<void> sent_only_bad() {
    std::string head;
    auto r = co_await (asio::async_read_until(socket_, asio::dynamic_buffer(head), "\r\n\r\n", use_awaitable) || // expected-warning {{not safe to lose}}
                       timer_.async_wait(use_awaitable));
    if (r.index() == 1) {
      boost::system::error_code ec;
      socket_.shutdown(tcp::socket::shutdown_send, ec);
      co_await next(head);
    }
  }
  awaitable<void> answered_and_read_on_bad() {
    for (;;) {
      std::string head;
      auto r = co_await (asio::async_read_until(socket_, asio::dynamic_buffer(head), "\r\n\r\n", use_awaitable) || // expected-warning {{not safe to lose}}
                         timer_.async_wait(use_awaitable));
      if (r.index() == 1)
        co_await asio::async_write(socket_, asio::buffer(late_), use_awaitable);
    }
  }

private:
  tcp::socket socket_;
  asio::steady_timer timer_;
  std::string late_;
};
