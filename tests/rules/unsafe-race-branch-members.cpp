// RUN: %corosafe %s -- -std=c++20 %verify

// Streams that are members: the object outlives the function that lost the race.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Packet = std::array<char, 128>;

void dispatch(const Packet &packet);
void missed_heartbeat();

// Read again in the loop.
class FeedClient {
public:
  explicit FeedClient(tcp::socket sock) : sock_(std::move(sock)), timer_(sock_.get_executor()) {}

  awaitable<void> run_bad() {
    for (;;) {
      timer_.expires_after(5s);
      auto r = co_await (
          asio::async_read(sock_, asio::buffer(packet_), use_awaitable) || // expected-warning {{not safe to lose}}
          timer_.async_wait(use_awaitable));
      if (r.index() == 0)
        dispatch(packet_);
      else
        missed_heartbeat();
    }
  }

private:
  tcp::socket sock_;
  asio::steady_timer timer_;
  Packet packet_;
};

// The timed-out answer arrives later, and another member takes it for its own.
class RpcClient {
public:
  explicit RpcClient(tcp::socket sock) : sock_(std::move(sock)) {}

  awaitable<std::optional<Packet>> call_bad(const Packet &request) {
    asio::steady_timer timer(sock_.get_executor(), 1s);
    co_await asio::async_write(sock_, asio::buffer(request), use_awaitable);
    Packet response;
    auto r = co_await (
        asio::async_read(sock_, asio::buffer(response), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return std::nullopt;
    co_return response;
  }

  awaitable<Packet> status() {
    Packet response;
    co_await asio::async_read(sock_, asio::buffer(response), use_awaitable);
    co_return response;
  }

private:
  tcp::socket sock_;
};

// A timed-out call costs the connection.
class StrictRpcClient {
public:
  explicit StrictRpcClient(tcp::socket sock) : sock_(std::move(sock)) {}

  awaitable<std::optional<Packet>> call_ok(const Packet &request) {
    asio::steady_timer timer(sock_.get_executor(), 1s);
    co_await asio::async_write(sock_, asio::buffer(request), use_awaitable);
    Packet response;
    auto r =
        co_await (asio::async_read(sock_, asio::buffer(response), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      disconnect();
      co_return std::nullopt;
    }
    co_return response;
  }

  awaitable<Packet> status() {
    Packet response;
    co_await asio::async_read(sock_, asio::buffer(response), use_awaitable);
    co_return response;
  }

  void disconnect() {
    error_code ignored;
    sock_.close(ignored);
  }

private:
  tcp::socket sock_;
};

// `run` is the only reader, and the session is over when it returns.
class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(tcp::socket sock) : sock_(std::move(sock)), timer_(sock_.get_executor()) {}

  void start() {
    asio::co_spawn(
        sock_.get_executor(), [self = shared_from_this()] { return self->run_ok(); }, asio::detached);
  }

  awaitable<void> run_ok() {
    for (;;) {
      timer_.expires_after(30s);
      auto r =
          co_await (asio::async_read(sock_, asio::buffer(packet_), use_awaitable) || timer_.async_wait(use_awaitable));
      if (r.index() == 1) {
        stop();
        co_return;
      }
      dispatch(packet_);
    }
  }

  awaitable<void> send(const Packet &packet) { co_await asio::async_write(sock_, asio::buffer(packet), use_awaitable); }

  void stop() {
    error_code ignored;
    sock_.close(ignored);
    timer_.cancel();
  }

private:
  tcp::socket sock_;
  asio::steady_timer timer_;
  Packet packet_;
};

// An optional member is emptied, and dialled anew.
class Reconnecting {
public:
  Reconnecting(asio::any_io_executor executor, tcp::endpoint server) : executor_(executor), server_(server) {}

  awaitable<void> run_ok() {
    asio::steady_timer timer(executor_);
    for (;;) {
      if (!sock_) {
        sock_.emplace(executor_);
        co_await sock_->async_connect(server_, use_awaitable);
      }
      timer.expires_after(10s);
      Packet packet;
      auto r =
          co_await (asio::async_read(*sock_, asio::buffer(packet), use_awaitable) || timer.async_wait(use_awaitable));
      if (r.index() == 1) {
        sock_.reset();
        continue;
      }
      dispatch(packet);
    }
  }

private:
  asio::any_io_executor executor_;
  tcp::endpoint server_;
  std::optional<tcp::socket> sock_;
};

// Half a line stays in a member buffer and is finished by the next call.
class LineReader {
public:
  explicit LineReader(tcp::socket sock) : sock_(std::move(sock)) {}

  awaitable<std::optional<std::string>> next_line_ok() {
    asio::steady_timer timer(sock_.get_executor(), 1s);
    auto r = co_await (asio::async_read_until(sock_, asio::dynamic_buffer(pending_), '\n', use_awaitable) ||
                       timer.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return std::nullopt;
    std::string line = pending_.substr(0, std::get<0>(r));
    pending_.erase(0, line.size());
    co_return line;
  }

  awaitable<void> run() {
    for (;;) {
      auto line = co_await next_line_ok();
      if (!line)
        missed_heartbeat();
    }
  }

private:
  tcp::socket sock_;
  std::string pending_;
};

struct Connection {
  explicit Connection(tcp::socket s) : sock(std::move(s)) {}
  void stop() { sock.close(); }
  tcp::socket sock;
  std::deque<Packet> outbox;
};

awaitable<void> serve_shared_bad(std::shared_ptr<Connection> connection) {
  asio::steady_timer timer(connection->sock.get_executor());
  Packet packet;
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (
        asio::async_read(connection->sock, asio::buffer(packet), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      dispatch(packet);
    else
      connection->outbox.push_back(Packet{});
  }
}

awaitable<void> serve_shared_ok(std::shared_ptr<Connection> connection) {
  asio::steady_timer timer(connection->sock.get_executor());
  Packet packet;
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (asio::async_read(connection->sock, asio::buffer(packet), use_awaitable) ||
                       timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      connection->stop();
      co_return;
    }
    dispatch(packet);
  }
}

class Uplink {
public:
  explicit Uplink(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

  // The connection is dropped with its owner pointer.
  awaitable<bool> ping_ok(const Packet &ping) {
    asio::steady_timer timer(connection_->sock.get_executor(), 3s);
    co_await asio::async_write(connection_->sock, asio::buffer(ping), use_awaitable);
    Packet pong;
    auto r = co_await (asio::async_read(connection_->sock, asio::buffer(pong), use_awaitable) ||
                       timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      connection_ = nullptr;
      co_return false;
    }
    co_return true;
  }

  // A late pong is read as the next one.
  awaitable<int> ping_all_bad(const Packet &ping, int rounds) {
    asio::steady_timer timer(connection_->sock.get_executor());
    int answered = 0;
    for (int round = 0; round < rounds; ++round) {
      co_await asio::async_write(connection_->sock, asio::buffer(ping), use_awaitable);
      timer.expires_after(3s);
      Packet pong;
      auto r = co_await (
          asio::async_read(connection_->sock, asio::buffer(pong), use_awaitable) || // expected-warning {{not safe to lose}}
          timer.async_wait(use_awaitable));
      if (r.index() == 0)
        ++answered;
    }
    co_return answered;
  }

private:
  std::unique_ptr<Connection> connection_;
};
