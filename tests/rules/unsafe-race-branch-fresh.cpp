// RUN: %corosafe %s -- -std=c++20 %verify

// What a handle leads to is another object in each turn of a loop, if it was made or accepted in that turn.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <memory>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;

using socket_ptr = std::unique_ptr<tcp::socket>;
using shared_socket = std::shared_ptr<tcp::socket>;
awaitable<socket_ptr> next_peer(tcp::acceptor &a);
awaitable<shared_socket> next_shared(tcp::acceptor &a);
shared_socket current_peer();
socket_ptr make_peer();
struct header {
  char bytes[16];
};

awaitable<void> accepted_each_turn_ok(tcp::acceptor &a, asio::steady_timer &t, header h) {
  for (;;) {
    auto peer = co_await next_peer(a);
    co_await (asio::async_read(*peer, asio::buffer(h.bytes), use_awaitable) || t.async_wait(use_awaitable));
  }
}
awaitable<void> accepted_once_bad(tcp::acceptor &a, asio::steady_timer &t, header h) {
  auto peer = co_await next_peer(a);
  for (;;)
    co_await (asio::async_read(*peer, asio::buffer(h.bytes), use_awaitable) || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
}
awaitable<void> used_in_the_same_turn_bad(tcp::acceptor &a, asio::steady_timer &t, header h) {
  for (;;) {
    auto peer = co_await next_peer(a);
    co_await (asio::async_read(*peer, asio::buffer(h.bytes), use_awaitable) || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    co_await asio::async_read(*peer, asio::buffer(h.bytes), use_awaitable);
  }
}
awaitable<void> made_each_turn_ok(asio::steady_timer &t, header h) {
  for (;;) {
    auto peer = make_peer();
    co_await (asio::async_read(*peer, asio::buffer(h.bytes), use_awaitable) || t.async_wait(use_awaitable));
  }
}
awaitable<void> shared_accepted_ok(tcp::acceptor &a, asio::steady_timer &t, header h) {
  for (;;) {
    auto peer = co_await next_shared(a);
    co_await (asio::async_read(*peer, asio::buffer(h.bytes), use_awaitable) || t.async_wait(use_awaitable));
  }
}
// It may be the same in each turn.
awaitable<void> shared_got_bad(asio::steady_timer &t, header h) {
  for (;;) {
    auto peer = current_peer();
    co_await (asio::async_read(*peer, asio::buffer(h.bytes), use_awaitable) || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
  }
}
awaitable<void> assigned_each_turn_ok(tcp::acceptor &a, asio::steady_timer &t, header h) {
  socket_ptr peer;
  for (;;) {
    peer = co_await next_peer(a);
    co_await (asio::async_read(*peer, asio::buffer(h.bytes), use_awaitable) || t.async_wait(use_awaitable));
  }
}
