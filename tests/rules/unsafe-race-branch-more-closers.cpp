// RUN: %corosafe %s -- -std=c++20 %verify

// Functions that close, as people write them: only what is open, only once, never throwing, by a guard.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <exception>
#include <map>
#include <memory>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Frame = std::array<char, 12>;

void handle(const Frame &frame);
void count_timeout();

class Device {
public:
  explicit Device(tcp::socket wire) : wire_(std::move(wire)), timer_(wire_.get_executor()) {}

  awaitable<void> closes_if_open_ok() {
    auto r = co_await (asio::async_read(wire_, asio::buffer(frame_), use_awaitable) || timer_.async_wait(use_awaitable));
    if (r.index() == 1) {
      if (wire_.is_open())
        wire_.close();
      co_return;
    }
    handle(frame_);
  }

  awaitable<void> calls_close_if_open_ok() {
    auto r = co_await (asio::async_read(wire_, asio::buffer(frame_), use_awaitable) || timer_.async_wait(use_awaitable));
    if (r.index() == 1) {
      close_if_open();
      co_return;
    }
    handle(frame_);
  }

  awaitable<void> calls_close_once_ok() {
    auto r = co_await (asio::async_read(wire_, asio::buffer(frame_), use_awaitable) || timer_.async_wait(use_awaitable));
    if (r.index() == 1) {
      close_once();
      co_return;
    }
    handle(frame_);
  }

  awaitable<void> calls_close_quietly_ok() {
    auto r = co_await (asio::async_read(wire_, asio::buffer(frame_), use_awaitable) || timer_.async_wait(use_awaitable));
    if (r.index() == 1) {
      close_quietly();
      co_return;
    }
    handle(frame_);
  }

  // Named like the others, but it only stops what is under way.
  awaitable<void> calls_stop_bad() {
    auto r = co_await (
        asio::async_read(wire_, asio::buffer(frame_), use_awaitable) || // expected-warning {{not safe to lose}}
        timer_.async_wait(use_awaitable));
    if (r.index() == 1) {
      stop_waiting();
      co_return;
    }
    handle(frame_);
  }

  awaitable<void> drain() {
    for (;;) {
      co_await asio::async_read(wire_, asio::buffer(frame_), use_awaitable);
      handle(frame_);
    }
  }

private:
  void close_if_open() {
    if (wire_.is_open()) {
      error_code ignored;
      wire_.close(ignored);
    }
  }
  void close_once() {
    if (closed_)
      return;
    closed_ = true;
    timer_.cancel();
    wire_.close();
  }
  void close_quietly() noexcept {
    try {
      wire_.shutdown(tcp::socket::shutdown_both);
      wire_.close();
    } catch (const std::exception &) {
    }
  }
  void stop_waiting() {
    error_code ignored;
    timer_.cancel();
    wire_.cancel(ignored);
  }

  tcp::socket wire_;
  asio::steady_timer timer_;
  Frame frame_;
  bool closed_ = false;
};

struct CloseAtEnd {
  tcp::socket &wire;
  ~CloseAtEnd() {
    error_code ignored;
    wire.close(ignored);
  }
};

// The guard's block ends before the socket is connected anew.
awaitable<void> guard_in_a_block_ok(tcp::socket wire, tcp::endpoint where) {
  asio::steady_timer timer(wire.get_executor());
  for (;;) {
    co_await wire.async_connect(where, use_awaitable);
    {
      CloseAtEnd guard{wire};
      Frame frame;
      timer.expires_after(1s);
      auto r = co_await (asio::async_read(wire, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
      if (r.index() == 0)
        handle(frame);
    }
  }
}

// The guard is of another socket.
awaitable<void> guard_of_another_bad(tcp::socket wire, tcp::socket &other) {
  asio::steady_timer timer(wire.get_executor());
  for (;;) {
    CloseAtEnd guard{other};
    Frame frame;
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(wire, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(frame);
  }
}

// A helper throws the one with this number out of the map.
class Hub {
public:
  awaitable<void> poll_ok(int id) {
    tcp::socket &wire = wires_.at(id);
    asio::steady_timer timer(wire.get_executor(), 1s);
    Frame frame;
    auto r = co_await (asio::async_read(wire, asio::buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      forget(id);
      co_return;
    }
    handle(frame);
  }

  awaitable<void> poll_bad(int id) {
    tcp::socket &wire = wires_.at(id);
    asio::steady_timer timer(wire.get_executor(), 1s);
    Frame frame;
    auto r = co_await (
        asio::async_read(wire, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      ++missed_[id];
      co_return;
    }
    handle(frame);
  }

  awaitable<void> read_one(int id) {
    Frame frame;
    co_await asio::async_read(wires_.at(id), asio::buffer(frame), use_awaitable);
    handle(frame);
  }

private:
  void forget(int id) {
    if (auto it = wires_.find(id); it != wires_.end())
      wires_.erase(it);
  }

  std::map<int, tcp::socket> wires_;
  std::map<int, int> missed_;
};
