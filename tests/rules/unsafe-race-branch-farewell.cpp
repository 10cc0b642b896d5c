// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// The read that lost is not missed: an answer is written, which may fail, and the connection ends.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <deque>
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

// Of a connection that has its time, what was still to be sent goes with it.
struct peer {
  tcp::socket socket;
  asio::steady_timer wake;
  std::deque<std::string> out;
  awaitable<void> reader() {
    std::string in(1024, 0);
    for (;;) {
      std::size_t n = co_await socket.async_read_some(asio::buffer(in), use_awaitable);
      out.push_back(in.substr(0, n));
    }
  }
  awaitable<void> writer() {
    for (;;) {
      while (out.empty())
        co_await wake.async_wait(use_awaitable);
      std::string front = std::move(out.front());
      out.pop_front();
      co_await asio::async_write(socket, asio::buffer(front), use_awaitable);
    }
  }
  awaitable<void> its_time() {
    asio::steady_timer t(socket.get_executor(), std::chrono::seconds(60));
    co_await t.async_wait(use_awaitable);
  }
  awaitable<void> run_ok() {
    co_await (reader() || writer() || its_time());
    socket.close();
  }
  awaitable<void> write_for_a_while_bad() {
    co_await (writer() || its_time()); // expected-warning {{'peer::writer' is not safe to lose}}
  }
};
