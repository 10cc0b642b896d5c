// RUN: %corosafe %s -- -std=c++20 %verify

// Whole shapes from real servers and clients: proxies, pools, publish/subscribe, signals and shutdown.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

void note_timeout();
void on_packet(unsigned char type, std::string_view body);

awaitable<void> relay(tcp::socket &from, tcp::socket &to) {
  std::array<char, 8192> chunk;
  for (;;) {
    std::size_t size = co_await from.async_read_some(asio::buffer(chunk), use_awaitable);
    co_await asio::async_write(to, asio::buffer(chunk.data(), size), use_awaitable);
  }
}

// A proxy session: either direction ending ends both, and the sockets with them.
awaitable<void> proxy_ok(tcp::socket client, tcp::endpoint server) {
  tcp::socket upstream(client.get_executor());
  co_await upstream.async_connect(server, use_awaitable);
  co_await (relay(client, upstream) || relay(upstream, client));
}

// A watchdog beside the two directions changes nothing.
awaitable<void> watchdog(asio::steady_timer &deadline) {
  while (deadline.expiry() > asio::steady_timer::clock_type::now()) {
    error_code ignored;
    co_await deadline.async_wait(asio::redirect_error(use_awaitable, ignored));
  }
}

awaitable<void> proxy_with_watchdog_ok(tcp::socket client, tcp::socket upstream) {
  asio::steady_timer deadline(client.get_executor(), 60s);
  co_await (relay(client, upstream) || relay(upstream, client) || watchdog(deadline));
  note_timeout();
}

// Idle connections, for whoever asks next.
class Pool {
public:
  std::optional<tcp::socket> acquire() {
    if (idle_.empty())
      return std::nullopt;
    tcp::socket connection = std::move(idle_.front());
    idle_.pop_front();
    return connection;
  }

  void release(tcp::socket connection) { idle_.push_back(std::move(connection)); }

private:
  std::deque<tcp::socket> idle_;
};

using Reply = std::array<char, 32>;

// A connection whose answer is still on its way goes back to the pool.
awaitable<std::optional<Reply>> pooled_request_bad(Pool &pool, std::string_view request) {
  std::optional<tcp::socket> connection = pool.acquire();
  if (!connection)
    co_return std::nullopt;
  co_await asio::async_write(*connection, asio::buffer(request), use_awaitable);
  asio::steady_timer timer(connection->get_executor(), 1s);
  Reply reply;
  auto r = co_await (
      asio::async_read(*connection, asio::buffer(reply), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  pool.release(std::move(*connection));
  if (r.index() == 1)
    co_return std::nullopt;
  co_return reply;
}

// Only a connection that answered goes back.
awaitable<std::optional<Reply>> pooled_request_ok(Pool &pool, std::string_view request) {
  std::optional<tcp::socket> connection = pool.acquire();
  if (!connection)
    co_return std::nullopt;
  co_await asio::async_write(*connection, asio::buffer(request), use_awaitable);
  asio::steady_timer timer(connection->get_executor(), 1s);
  Reply reply;
  auto r =
      co_await (asio::async_read(*connection, asio::buffer(reply), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return std::nullopt;
  pool.release(std::move(*connection));
  co_return reply;
}

// Keep-alive as publish/subscribe clients do it: a packet half read when the ping is due is lost.
class Subscriber {
public:
  explicit Subscriber(tcp::socket broker) : broker_(std::move(broker)), keep_alive_(broker_.get_executor()) {}

  awaitable<void> run_bad() {
    for (;;) {
      keep_alive_.expires_after(30s);
      auto r = co_await (
          read_packet() || // expected-warning {{not safe to lose}}
          keep_alive_.async_wait(use_awaitable));
      if (r.index() == 1)
        co_await asio::async_write(broker_, asio::buffer(std::string_view("\xc0\x00", 2)), use_awaitable);
    }
  }

private:
  awaitable<void> read_packet() {
    std::array<unsigned char, 2> header;
    co_await asio::async_read(broker_, asio::buffer(header), use_awaitable);
    std::string body(header[1], '\0');
    co_await asio::async_read(broker_, asio::buffer(body), use_awaitable);
    on_packet(header[0], body);
  }

  tcp::socket broker_;
  asio::steady_timer keep_alive_;
};

// The same with two loops beside each other: no packet is cut short to send a ping.
class TwoLoopSubscriber {
public:
  explicit TwoLoopSubscriber(tcp::socket broker) : broker_(std::move(broker)), keep_alive_(broker_.get_executor()) {}

  awaitable<void> run_ok() {
    co_await (read_packets() || send_pings());
    error_code ignored;
    broker_.close(ignored);
  }

private:
  awaitable<void> read_packets() {
    for (;;) {
      std::array<unsigned char, 2> header;
      co_await asio::async_read(broker_, asio::buffer(header), use_awaitable);
      std::string body(header[1], '\0');
      co_await asio::async_read(broker_, asio::buffer(body), use_awaitable);
      on_packet(header[0], body);
    }
  }

  awaitable<void> send_pings() {
    for (;;) {
      keep_alive_.expires_after(30s);
      co_await keep_alive_.async_wait(use_awaitable);
      co_await asio::async_write(broker_, asio::buffer(std::string_view("\xc0\x00", 2)), use_awaitable);
    }
  }

  tcp::socket broker_;
  asio::steady_timer keep_alive_;
};

awaitable<void> serve(tcp::socket client);

awaitable<void> listen(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket client = co_await acceptor.async_accept(use_awaitable);
    auto executor = client.get_executor();
    asio::co_spawn(executor, serve(std::move(client)), asio::detached);
  }
}

// Graceful shutdown: the listener runs until a signal, and nothing listens after it.
awaitable<void> run_until_signal_ok(asio::io_context &context, tcp::endpoint local) {
  asio::signal_set signals(context, SIGINT, SIGTERM);
  co_await (listen(tcp::acceptor(context, local)) || signals.async_wait(use_awaitable));
  context.stop();
}

// A handshake that answers late is taken for the first request.
awaitable<void> optional_preamble_bad(tcp::socket client) {
  asio::steady_timer timer(client.get_executor(), 200ms);
  std::array<char, 12> preamble;
  auto r = co_await (
      asio::async_read(client, asio::buffer(preamble), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  std::string_view address = r.index() == 0 ? std::string_view(preamble.data(), preamble.size()) : "unknown";
  on_packet(0, address);
  co_await serve(std::move(client));
}

// Each of several servers is asked on a connection of its own.
awaitable<std::optional<Reply>> ask_any_ok(std::vector<tcp::endpoint> servers, std::string_view request) {
  auto executor = co_await asio::this_coro::executor;
  for (const tcp::endpoint &server : servers) {
    tcp::socket sock(executor);
    asio::steady_timer timer(executor, 1s);
    Reply reply;
    co_await sock.async_connect(server, use_awaitable);
    co_await asio::async_write(sock, asio::buffer(request), use_awaitable);
    auto r = co_await (asio::async_read(sock, asio::buffer(reply), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return reply;
    note_timeout();
  }
  co_return std::nullopt;
}

// The upstream connection is asked once more after a direction of the tunnel was cut off.
awaitable<void> tunnel_then_reuse_bad(tcp::socket client, tcp::socket &upstream) {
  co_await (
      relay(client, upstream) || // expected-warning {{not safe to lose}}
      relay(upstream, client));  // expected-warning {{not safe to lose}}
  Reply status;
  co_await asio::async_write(upstream, asio::buffer(std::string_view("STATUS\r\n")), use_awaitable);
  co_await asio::async_read(upstream, asio::buffer(status), use_awaitable);
  on_packet(1, std::string_view(status.data(), status.size()));
}
