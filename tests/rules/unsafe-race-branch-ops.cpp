// RUN: %corosafe %s -- -std=c++20 %verify

// Boost.Asio's own operations as branches of `a || b`, one function each.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Channel = asio::experimental::channel<void(error_code, std::string)>;

void handle(std::string_view data);
void expire_sessions();
awaitable<void> session(tcp::socket peer);

// A timeout after five of sixteen bytes leaves eleven for the next turn to misread.
awaitable<void> async_read_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  std::array<char, 16> record;
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (asio::async_read(sock, asio::buffer(record), use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle({record.data(), record.size()});
  }
}

// The losing tuple, count and all, is what `||` throws away.
awaitable<void> async_read_as_tuple_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  std::array<char, 16> record;
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (
        asio::async_read(sock, asio::buffer(record), asio::as_tuple(use_awaitable)) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle({record.data(), record.size()});
  }
}

// A prefix of one message may be on the wire when the next message follows it.
awaitable<void> async_write_bad(tcp::socket sock, Channel &outbox) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    std::string message = co_await outbox.async_receive(use_awaitable);
    timer.expires_after(2s);
    auto r = co_await (asio::async_write(sock, asio::buffer(message), use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 1)
      expire_sessions();
  }
}

// A slow reader is disconnected.
awaitable<void> async_write_ok(tcp::socket sock, Channel &outbox) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    std::string message = co_await outbox.async_receive(use_awaitable);
    timer.expires_after(2s);
    auto r = co_await (asio::async_write(sock, asio::buffer(message), use_awaitable) ||
                       timer.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return;
  }
}

// Cancelled it takes nothing, but a read that completes in the same turn as the timer is discarded.
awaitable<void> read_some_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  std::array<char, 4096> chunk;
  for (;;) {
    timer.expires_after(100ms);
    auto r = co_await (sock.async_read_some(asio::buffer(chunk), use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (auto *size = std::get_if<0>(&r))
      handle({chunk.data(), *size});
  }
}

// A connection accepted in the turn the timer fires is destroyed, and its peer sees an end of file.
awaitable<void> accept_bad(tcp::acceptor acceptor) {
  asio::steady_timer timer(acceptor.get_executor());
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (acceptor.async_accept(use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable)); // expected-warning {{corosafe-restarted-timer}}
    if (r.index() == 0)
      asio::co_spawn(acceptor.get_executor(), session(std::get<0>(std::move(r))), asio::detached);
    else
      expire_sessions();
  }
}

// Whoever else stops the server, nobody accepts after it.
awaitable<void> accept_ok(tcp::acceptor acceptor, asio::steady_timer &stopped) {
  for (;;) {
    auto r = co_await (acceptor.async_accept(use_awaitable) || stopped.async_wait(use_awaitable));
    if (r.index() == 1) {
      acceptor.close();
      co_return;
    }
    asio::co_spawn(acceptor.get_executor(), session(std::get<0>(std::move(r))), asio::detached);
  }
}

// The first connect may still be under way in the kernel.
awaitable<bool> connect_bad(tcp::socket sock, tcp::endpoint server) {
  asio::steady_timer timer(sock.get_executor());
  for (int attempt = 0; attempt < 3; ++attempt) {
    timer.expires_after(3s);
    auto r = co_await (sock.async_connect(server, use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return true;
  }
  co_return false;
}

awaitable<bool> connect_ok(tcp::socket sock, tcp::endpoint server) {
  asio::steady_timer timer(sock.get_executor());
  for (int attempt = 0; attempt < 3; ++attempt) {
    timer.expires_after(3s);
    auto r = co_await (sock.async_connect(server, use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return true;
    sock.close();
  }
  co_return false;
}

// What was read so far stays in `pending`, which outlives the race: the next turn goes on from there.
awaitable<void> read_until_outer_buffer_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  std::string pending;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read_until(sock, asio::dynamic_buffer(pending), '\n', use_awaitable) ||
                       timer.async_wait(use_awaitable)); // expected-warning {{corosafe-restarted-timer}}
    if (r.index() == 1) {
      expire_sessions();
      continue;
    }
    std::size_t size = std::get<0>(r);
    handle(std::string_view(pending).substr(0, size));
    pending.erase(0, size);
  }
}

// Here the buffer, with half a line in it, ends with each turn.
awaitable<void> read_until_inner_buffer_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    std::string line;
    timer.expires_after(1s);
    auto r = co_await (asio::async_read_until(sock, asio::dynamic_buffer(line), '\n', use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(line);
  }
}

// A name lookup takes nothing from anyone.
awaitable<tcp::resolver::results_type> resolve_ok(tcp::resolver &resolver, std::string host) {
  asio::steady_timer timer(resolver.get_executor());
  for (;;) {
    timer.expires_after(2s);
    auto r = co_await (resolver.async_resolve(host, "https", use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{corosafe-ineffective-timeout}}
    if (r.index() == 0)
      co_return std::get<0>(r);
  }
}

// Two waits: nothing to lose on either side.
awaitable<void> waits_ok(asio::signal_set &signals, asio::steady_timer &tick) {
  for (;;) {
    tick.expires_after(10s);
    auto r = co_await (signals.async_wait(use_awaitable) || tick.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return;
    expire_sessions();
  }
}
