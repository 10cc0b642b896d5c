// RUN: %corosafe %s -- -std=c++20 %verify

// Standalone Asio: the same names without `boost`. Version 1.22 does not see clang's coroutines by itself.

#include <asio.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Block = std::array<char, 512>;
using Channel = asio::experimental::channel<void(std::error_code, std::string)>;

void handle(std::string_view data);
void count_timeout();

awaitable<void> read_blocks_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Block block;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (asio::async_read(sock, asio::buffer(block), use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle({block.data(), block.size()});
  }
}

awaitable<void> read_blocks_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Block block;
  for (;;) {
    timer.expires_after(5s);
    auto r = co_await (asio::async_read(sock, asio::buffer(block), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      sock.close();
      co_return;
    }
    handle({block.data(), block.size()});
  }
}

// The token does not matter: `||` discards the tuple.
awaitable<void> write_blocks_bad(tcp::socket sock, Channel &outbox) {
  constexpr auto token = asio::experimental::as_tuple(use_awaitable);
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    std::string message = co_await outbox.async_receive(use_awaitable);
    timer.expires_after(5s);
    auto r = co_await (asio::async_write(sock, asio::buffer(message), token) || // expected-warning {{not safe to lose}}
                       timer.async_wait(token));
    if (r.index() == 1)
      count_timeout();
  }
}

awaitable<void> receive_bad(Channel &inbox) {
  asio::steady_timer timer(inbox.get_executor());
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (inbox.async_receive(use_awaitable) || timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      handle(std::get<0>(r));
    else
      count_timeout();
  }
}

awaitable<void> receive_ok(Channel &inbox, asio::steady_timer &stopped) {
  for (;;) {
    auto r = co_await (inbox.async_receive(use_awaitable) || stopped.async_wait(use_awaitable));
    if (r.index() == 1)
      break;
    handle(std::get<0>(r));
  }
  inbox.close();
}

// Waiting for readiness loses nothing.
awaitable<void> readiness_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Block block;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (sock.async_wait(tcp::socket::wait_read, use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      count_timeout();
      continue;
    }
    handle({block.data(), sock.read_some(asio::buffer(block))});
  }
}

awaitable<std::string> read_reply(tcp::socket &sock) {
  std::array<char, 4> size;
  co_await asio::async_read(sock, asio::buffer(size), use_awaitable);
  std::string reply(static_cast<unsigned char>(size[3]), '\0');
  co_await asio::async_read(sock, asio::buffer(reply), use_awaitable);
  co_return reply;
}

awaitable<std::string> query_bad(tcp::socket sock, std::string_view query) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    co_await asio::async_write(sock, asio::buffer(query), use_awaitable);
    timer.expires_after(1s);
    auto r = co_await (read_reply(sock) || timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      co_return std::get<0>(std::move(r));
  }
}

awaitable<std::optional<std::string>> query_ok(tcp::socket sock, std::string_view query) {
  asio::steady_timer timer(sock.get_executor());
  co_await asio::async_write(sock, asio::buffer(query), use_awaitable);
  timer.expires_after(1s);
  auto r = co_await (read_reply(sock) || timer.async_wait(use_awaitable));
  if (r.index() == 0)
    co_return std::get<0>(std::move(r));
  co_return std::nullopt;
}

// Half a line stays in a buffer of the caller.
awaitable<void> lines_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  asio::streambuf pending;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read_until(sock, pending, "\r\n", use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      count_timeout();
      continue;
    }
    pending.consume(std::get<0>(r));
  }
}
