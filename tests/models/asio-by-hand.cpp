// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Timeouts made by hand: a timer's handler cancels the socket, or emits a signal that the operation listens to.

#include <boost/asio.hpp>

#include <array>
#include <iostream>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;
using boost::system::error_code;

void run(const std::string &);
struct Frame { std::uint32_t len = 0; std::string body; };
awaitable<Frame> read_frame(tcp::socket &s) {
  Frame f;
  co_await asio::async_read(s, asio::buffer(&f.len, 4), use_awaitable);
  f.body.resize(f.len);
  co_await asio::async_read(s, asio::buffer(f.body), use_awaitable);
  co_return f;
}
class Session {
  tcp::socket sock_;
  asio::steady_timer deadline_;
  bool stopped_ = false;
  int idle_ = 0;
  void arm() {
    deadline_.expires_after(5s);
    deadline_.async_wait([this](error_code ec) { if (!ec) sock_.cancel(); });
  }
  void arm_close() {
    deadline_.expires_after(5s);
    deadline_.async_wait([this](error_code ec) { if (!ec) sock_.close(); });
  }
public:
  awaitable<void> member_bad() {
    while (!stopped_) {
      arm();
      try {
        Frame f = co_await read_frame(sock_); // expected-warning {{corosafe-unsafe-race-branch}} expected-note {{is lost}} expected-note {{used again}}
        run(f.body);
      } catch (const boost::system::system_error &e) {
        if (e.code() != asio::error::operation_aborted)
          throw;
        ++idle_;
      }
    }
  }
  awaitable<void> member_close_ok() {
    while (!stopped_) {
      arm_close();
      Frame f = co_await read_frame(sock_);
      run(f.body);
    }
  }
  awaitable<void> member_end_ok() {
    try {
      while (!stopped_) {
        arm();
        Frame f = co_await read_frame(sock_);
        run(f.body);
      }
    } catch (const boost::system::system_error &e) {
      std::cerr << e.what();
    }
    sock_.close();
  }
  awaitable<void> error_code_bad() {
    while (!stopped_) {
      arm();
      std::array<char, 16> head;
      error_code ec;
      co_await asio::async_read(sock_, asio::buffer(head), asio::redirect_error(use_awaitable, ec)); // expected-warning {{corosafe-unsafe-race-branch}}
      if (ec == asio::error::operation_aborted) {
        ++idle_;
        continue;
      }
      if (ec)
        co_return;
      run(std::string(head.data(), head.size()));
    }
  }
  awaitable<void> error_code_ok() {
    while (!stopped_) {
      arm();
      std::array<char, 16> head;
      error_code ec;
      co_await asio::async_read(sock_, asio::buffer(head), asio::redirect_error(use_awaitable, ec));
      deadline_.cancel();
      if (ec)
        co_return;
      run(std::string(head.data(), head.size()));
    }
  }
  awaitable<void> some_ok() {
    while (!stopped_) {
      arm();
      std::array<char, 16> head;
      error_code ec;
      std::size_t n = co_await sock_.async_read_some(asio::buffer(head), asio::redirect_error(use_awaitable, ec));
      if (ec == asio::error::operation_aborted)
        continue;
      if (ec)
        co_return;
      run(std::string(head.data(), n));
    }
  }
  awaitable<void> until_ok(std::string &buf) {
    while (!stopped_) {
      arm();
      error_code ec;
      std::size_t n = co_await asio::async_read_until(sock_, asio::dynamic_buffer(buf), '\n', asio::redirect_error(use_awaitable, ec));
      if (ec == asio::error::operation_aborted)
        continue;
      if (ec)
        co_return;
      run(buf.substr(0, n));
      buf.erase(0, n);
    }
  }
};

awaitable<void> signal_bad(tcp::socket &s, asio::steady_timer &t) {
  asio::cancellation_signal sig;
  for (;;) {
    std::uint32_t len;
    t.async_wait([&sig](error_code ec) {
      if (!ec)
        sig.emit(asio::cancellation_type::terminal);
    });
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(&len, 4), asio::bind_cancellation_slot(sig.slot(), asio::as_tuple(use_awaitable))); // expected-warning {{corosafe-unsafe-race-branch}}
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    run(std::to_string(len));
  }
}

awaitable<void> counted_ok(tcp::socket &s, asio::steady_timer &t) {
  std::array<char, 64> block;
  std::size_t have = 0;
  for (;;) {
    t.expires_after(1s);
    t.async_wait([&s](error_code ec) {
      if (!ec)
        s.cancel();
    });
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(block.data() + have, block.size() - have), asio::as_tuple(use_awaitable));
    have += n;
    t.cancel();
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    run(std::string(block.data(), have));
    have = 0;
  }
}

/// Another socket's timer.
awaitable<void> another_ok(tcp::socket &s, tcp::socket &other, asio::steady_timer &t) {
  t.async_wait([&other](error_code) { other.cancel(); });
  for (;;) {
    std::uint32_t len;
    auto [ec, n] = co_await asio::async_read(s, asio::buffer(&len, 4), asio::as_tuple(use_awaitable));
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    run(std::to_string(len));
  }
}
