// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Loops that a flag ends, which says nothing of the end of what they receive from; and member functions called in them.

#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
constexpr auto as_results = asio::experimental::as_tuple(use_awaitable);
using Lines = asio::experimental::channel<void(boost::system::error_code, std::string)>;

class Reader {
  tcp::socket sock_;
  bool running_ = true;
  bool nobody_sets_it_ = false;
  std::atomic<bool> stop_{false};
  std::size_t total_ = 0;
  std::array<char, 512> buf_;
  void count(std::size_t n) { total_ += n; }
  void check(std::size_t n) {
    if (n == 0)
      running_ = false;
  }
  void hangUp(std::size_t n) {
    if (n == 0)
      sock_.close();
  }
  void unseen(std::size_t n);

public:
  void stop() {
    running_ = false;
    stop_ = true;
    sock_.close();
  }
  awaitable<void> flag_bad() {
    while (running_) {
      auto [ec, n] = co_await sock_.async_read_some(asio::buffer(buf_), as_results); // expected-warning {{this loop spins}}
      total_ += n;
    }
  }
  awaitable<void> atomic_bad() {
    while (!stop_.load()) {
      auto [ec, n] = co_await sock_.async_read_some(asio::buffer(buf_), as_results); // expected-warning {{this loop spins}}
      count(n);
    }
  }
  awaitable<void> error_is_asked_ok() {
    while (running_) {
      auto [ec, n] = co_await sock_.async_read_some(asio::buffer(buf_), as_results);
      if (ec)
        break;
      count(n);
    }
  }
  awaitable<void> sets_it_itself_ok() {
    while (running_) {
      auto [ec, n] = co_await sock_.async_read_some(asio::buffer(buf_), as_results);
      running_ = !ec;
    }
  }
  awaitable<void> helper_sets_it_ok() {
    while (running_) {
      auto [ec, n] = co_await sock_.async_read_some(asio::buffer(buf_), as_results);
      check(n);
    }
  }
  awaitable<void> helper_is_not_seen_ok() {
    while (running_) {
      auto [ec, n] = co_await sock_.async_read_some(asio::buffer(buf_), as_results);
      unseen(n);
    }
  }
  awaitable<void> who_sets_it_is_not_seen_ok() {
    while (!nobody_sets_it_) {
      auto [ec, n] = co_await sock_.async_read_some(asio::buffer(buf_), as_results);
      total_ += n;
    }
  }
  awaitable<void> helper_leaves_it_alone_bad() {
    for (;;) {
      auto [ec, n] = co_await sock_.async_read_some(asio::buffer(buf_), as_results); // expected-warning {{this loop spins}}
      count(n);
    }
  }
  awaitable<void> helper_closes_ok() {
    for (;;) {
      auto [ec, n] = co_await sock_.async_read_some(asio::buffer(buf_), as_results);
      hangUp(n);
    }
  }
};

class Together {
  Lines lines_;
  bool running_ = true;
  std::size_t total_ = 0;

public:
  void stop() {
    running_ = false;
    lines_.close();
  }
  awaitable<void> closed_with_the_flag_ok() {
    while (running_) {
      auto [ec, line] = co_await lines_.async_receive(as_results);
      total_ += line.size();
    }
  }
};

class Apart {
  Lines lines_;
  bool running_ = true;
  std::size_t total_ = 0;

public:
  void stop() { running_ = false; }
  void finish() { lines_.close(); }
  awaitable<void> closed_without_the_flag_bad() {
    while (running_) {
      auto [ec, line] = co_await lines_.async_receive(as_results); // expected-warning {{this loop spins}}
      total_ += line.size();
    }
  }
};

// A socket is open also when the peer has gone.
void show(std::size_t n);
void answer(tcp::socket &s, std::size_t n);
awaitable<void> while_open_bad(tcp::socket s) {
  std::array<char, 64> b;
  while (s.is_open()) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_results); // expected-warning {{this loop spins}}
    show(n);
  }
}
awaitable<void> closes_it_ok(tcp::socket s) {
  std::array<char, 64> b;
  while (s.is_open()) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_results);
    if (!n)
      s.close();
  }
}
awaitable<void> somebody_may_close_it_ok(tcp::socket s) {
  std::array<char, 64> b;
  while (s.is_open()) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_results);
    answer(s, n);
  }
}
awaitable<void> a_channel_says_it_ok(Lines &lines) {
  while (lines.is_open()) {
    auto [ec, line] = co_await lines.async_receive(as_results);
    show(line.size());
  }
}

// Members that are only declared: what is not told of the error, nor named so that it might end anything, is taken to end nothing.
struct only_declared {
  awaitable<void> handles_bad() {
    for (;;) {
      auto [ec, line] = co_await lines_.async_receive(as_results); // expected-warning {{this loop spins}}
      handle(line);
    }
  }
  awaitable<void> reports_bad() {
    for (;;) {
      auto [ec, line] = co_await lines_.async_receive(as_results); // expected-warning {{this loop spins}}
      if (ec)
        report(ec);
      else
        handle(line);
    }
  }
  awaitable<void> while_running_bad() {
    while (running_) {
      auto [ec, line] = co_await lines_.async_receive(as_results); // expected-warning {{this loop spins}}
      if (!ec)
        handle(line);
    }
  }
  awaitable<void> told_the_error_ok() {
    for (;;) {
      auto [ec, line] = co_await lines_.async_receive(as_results);
      if (ec)
        on_error(ec);
      else
        handle(line);
    }
  }
  awaitable<void> named_so_ok() {
    for (;;) {
      auto [ec, line] = co_await lines_.async_receive(as_results);
      if (ec)
        renew_lines();
      else
        handle(line);
    }
  }
  void stop() { running_ = false; }
  void finish() { lines_.close(); }

private:
  void handle(const std::string &line);
  void report(boost::system::error_code ec);
  void on_error(boost::system::error_code ec);
  void renew_lines();
  Lines lines_;
  bool running_ = true;
};
