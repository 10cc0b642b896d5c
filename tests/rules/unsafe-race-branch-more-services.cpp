// RUN: %corosafe %s -- -std=c++20 %verify

// Services: accept loops with a stop signal, heartbeats, publishers, pools, retries, more races than one.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Queue = asio::experimental::channel<void(error_code, std::string)>;
using Stop = asio::experimental::channel<void(error_code)>;
using Beat = std::array<std::uint8_t, 4>;

void handle(std::string_view text);
void count_timeout();
awaitable<void> session(tcp::socket peer);

// The listener stops with its loop; asking for its port afterwards takes no connection.
class Listener {
public:
  Listener(asio::any_io_executor executor, tcp::endpoint local) : acceptor_(executor, local), stop_(executor) {
    stop_.expires_at(asio::steady_timer::time_point::max());
  }

  awaitable<void> run_ok() {
    for (;;) {
      auto r = co_await (acceptor_.async_accept(use_awaitable) || stop_.async_wait(asio::as_tuple(use_awaitable)));
      if (r.index() == 1)
        break;
      asio::co_spawn(acceptor_.get_executor(), session(std::get<0>(std::move(r))), asio::detached);
    }
    error_code ignored;
    acceptor_.close(ignored);
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void stop() { stop_.cancel(); }

private:
  tcp::acceptor acceptor_;
  asio::steady_timer stop_;
};

// A request to stop is a message: taken in the turn a connection comes, it is gone, and the loop never ends.
awaitable<void> stop_channel_ok(tcp::acceptor acceptor, Stop &stop) {
  for (;;) {
    auto r = co_await (
        acceptor.async_accept(use_awaitable) ||
        stop.async_receive(use_awaitable));
    if (r.index() == 1)
      co_return;
    asio::co_spawn(acceptor.get_executor(), session(std::get<0>(std::move(r))), asio::detached);
  }
}

// The loop goes on after the sweep, and a connection may be lost to it.
class SweepingListener {
public:
  SweepingListener(asio::any_io_executor executor, tcp::endpoint local) : acceptor_(executor, local), sweep_(executor) {}

  awaitable<void> run_bad() {
    sweep_.expires_after(1min);
    while (acceptor_.is_open()) {
      auto r = co_await (
          acceptor_.async_accept(use_awaitable) || // expected-warning {{not safe to lose}}
          sweep_.async_wait(use_awaitable));
      if (r.index() == 0) {
        asio::co_spawn(acceptor_.get_executor(), session(std::get<0>(std::move(r))), asio::detached);
        continue;
      }
      count_timeout();
      sweep_.expires_after(1min);
    }
  }

private:
  tcp::acceptor acceptor_;
  asio::steady_timer sweep_;
};

// Reader, heartbeat and watchdog side by side; any of them ends the connection.
class Link : public std::enable_shared_from_this<Link> {
public:
  explicit Link(tcp::socket sock) : sock_(std::move(sock)), beat_(sock_.get_executor()), dead_(sock_.get_executor()) {}

  awaitable<void> run_ok() {
    auto self = shared_from_this();
    try {
      co_await (read_beats() || send_beats() || watch());
    } catch (const std::exception &e) {
      handle(e.what());
    }
    sock_.close();
  }

  // The same three, begun again after each failure on the same socket.
  awaitable<void> run_again_bad() {
    auto self = shared_from_this();
    while (sock_.is_open())
      co_await (
          read_beats() || // expected-warning {{not safe to lose}}
          watch());
  }

private:
  awaitable<void> read_beats() {
    Beat beat;
    for (;;) {
      co_await asio::async_read(sock_, asio::buffer(beat), use_awaitable);
      dead_.expires_after(30s);
    }
  }
  awaitable<void> send_beats() {
    Beat beat{};
    for (;;) {
      beat_.expires_after(10s);
      co_await beat_.async_wait(use_awaitable);
      co_await asio::async_write(sock_, asio::buffer(beat), use_awaitable);
    }
  }
  awaitable<void> watch() {
    error_code ec;
    while (dead_.expiry() > std::chrono::steady_clock::now())
      co_await dead_.async_wait(asio::redirect_error(use_awaitable, ec));
  }

  tcp::socket sock_;
  asio::steady_timer beat_, dead_;
};

// A slow subscriber is thrown out, a fast one is kept.
class Topic {
public:
  awaitable<void> publish_ok(std::string message) {
    for (auto it = subscribers_.begin(); it != subscribers_.end();) {
      std::shared_ptr<tcp::socket> subscriber = *it;
      asio::steady_timer timer(subscriber->get_executor(), 100ms);
      auto r = co_await (asio::async_write(*subscriber, asio::buffer(message), use_awaitable) ||
                         timer.async_wait(use_awaitable));
      if (r.index() == 1) {
        subscriber->close();
        it = subscribers_.erase(it);
      } else {
        ++it;
      }
    }
  }

private:
  std::set<std::shared_ptr<tcp::socket>> subscribers_;
};

// A slow subscriber is skipped this time, and gets the next message after half of this one.
awaitable<void> publish_all_bad(std::shared_ptr<tcp::socket> subscriber, Queue &messages) {
  asio::steady_timer timer(subscriber->get_executor());
  for (;;) {
    std::string message = co_await messages.async_receive(use_awaitable);
    timer.expires_after(100ms);
    auto r = co_await (
        asio::async_write(*subscriber, asio::buffer(message), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      count_timeout();
      continue;
    }
    handle(message);
  }
}

// Waiting for a free connection with a limit: one released in that turn is lost to the pool.
class ConnectionPool {
public:
  using Free = asio::experimental::channel<void(error_code, std::shared_ptr<tcp::socket>)>;
  explicit ConnectionPool(asio::any_io_executor executor) : free_(executor, 8) {}

  awaitable<std::shared_ptr<tcp::socket>> acquire_bad(std::chrono::milliseconds limit) {
    asio::steady_timer timer(free_.get_executor(), limit);
    auto r = co_await (
        free_.async_receive(use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return nullptr;
    co_return std::get<0>(r);
  }

  // First what is there, then a new one: nothing is raced.
  awaitable<std::shared_ptr<tcp::socket>> acquire_ok(tcp::endpoint where) {
    std::shared_ptr<tcp::socket> connection;
    free_.try_receive([&](error_code, std::shared_ptr<tcp::socket> c) { connection = std::move(c); });
    if (!connection) {
      connection = std::make_shared<tcp::socket>(free_.get_executor());
      asio::steady_timer timer(free_.get_executor(), 1s);
      auto r = co_await (connection->async_connect(where, use_awaitable) || timer.async_wait(use_awaitable));
      if (r.index() == 1)
        co_return nullptr;
    }
    co_return connection;
  }

  void release(std::shared_ptr<tcp::socket> connection) { free_.try_send(error_code(), std::move(connection)); }

private:
  Free free_;
};

// Back off and dial again, with a new socket each time.
awaitable<std::optional<tcp::socket>> dial_with_backoff_ok(tcp::endpoint where) {
  auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  for (auto pause = 100ms; pause < 10s; pause *= 2) {
    tcp::socket sock(executor);
    timer.expires_after(1s);
    auto r = co_await (sock.async_connect(where, asio::as_tuple(use_awaitable)) || timer.async_wait(use_awaitable));
    if (r.index() == 0 && !std::get<0>(std::get<0>(r)))
      co_return std::move(sock);
    timer.expires_after(pause);
    co_await timer.async_wait(use_awaitable);
  }
  co_return std::nullopt;
}

// Two races in one function: the first loser is closed, the second is not.
awaitable<void> two_races_bad(tcp::socket control, tcp::socket data) {
  asio::steady_timer timer(control.get_executor());
  std::array<char, 32> header, body;
  for (;;) {
    timer.expires_after(1s);
    auto first = co_await (asio::async_read(control, asio::buffer(header), use_awaitable) || timer.async_wait(use_awaitable));
    if (first.index() == 1)
      co_return;
    timer.expires_after(1s);
    auto second = co_await (
        asio::async_read(data, asio::buffer(body), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (second.index() == 1)
      count_timeout();
  }
}

// Races nested in races: the inner one lets the outer one know.
awaitable<bool> read_beat_or_quiet(tcp::socket &sock, Beat &beat, asio::steady_timer &quiet) {
  auto r = co_await (asio::async_read(sock, asio::buffer(beat), use_awaitable) || quiet.async_wait(use_awaitable));
  co_return r.index() == 0;
}

awaitable<void> nested_ok(tcp::socket sock, asio::steady_timer &stop) {
  asio::steady_timer quiet(sock.get_executor());
  Beat beat;
  for (;;) {
    quiet.expires_after(5s);
    auto r = co_await (read_beat_or_quiet(sock, beat, quiet) || stop.async_wait(use_awaitable));
    if (r.index() == 1 || !std::get<0>(r))
      break;
  }
  handle("over");
}

// Errors are caught inside the loop, but a timeout is not among them.
awaitable<void> caught_errors_ok(tcp::endpoint where) {
  auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  for (;;) {
    try {
      tcp::socket sock(executor);
      co_await sock.async_connect(where, use_awaitable);
      Beat beat;
      for (;;) {
        timer.expires_after(5s);
        auto r = co_await (asio::async_read(sock, asio::buffer(beat), use_awaitable) || timer.async_wait(use_awaitable));
        if (r.index() == 1)
          throw std::runtime_error("quiet");
      }
    } catch (const std::exception &e) { // expected-warning {{corosafe-swallowed-cancellation}}
      handle(e.what());
    }
  }
}

// The socket outlives the catch here.
awaitable<void> caught_outside_socket_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Beat beat;
  for (;;) {
    try {
      for (;;) {
        timer.expires_after(5s);
        auto r = co_await (
            asio::async_read(sock, asio::buffer(beat), use_awaitable) || // expected-warning {{not safe to lose}}
            timer.async_wait(use_awaitable));
        if (r.index() == 1)
          throw std::runtime_error("quiet");
      }
    } catch (const std::exception &e) { // expected-warning {{corosafe-swallowed-cancellation}}
      handle(e.what());
    }
  }
}
