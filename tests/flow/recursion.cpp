// RUN: %corosafe %s -- -std=c++20 %verify -I%inputs
// Functions that call themselves, or each other round.
#include "minicoro.h"
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <mutex>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

struct note { char text[64]; };
void handle(const note &);
std::mutex guard;
bool more();

// What the second knows of the first, the first learns of the second.
awaitable<void> read_head(tcp::socket &sock, note &n);
awaitable<void> read_rest(tcp::socket &sock, note &n) {
  if (more())
    co_await read_head(sock, n);
}
awaitable<void> read_head(tcp::socket &sock, note &n) {
  co_await asio::async_read(sock, asio::buffer(n.text), use_awaitable);
  co_await read_rest(sock, n);
}
awaitable<void> races_the_round_bad(tcp::socket sock, asio::steady_timer timer) {
  note n;
  for (;;) {
    auto r = co_await (read_rest(sock, n) || // expected-warning {{'read_rest' is not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(n);
  }
}
awaitable<void> closes_when_it_lost_ok(tcp::socket sock, asio::steady_timer timer) {
  note n;
  for (;;) {
    auto r = co_await (read_rest(sock, n) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      sock.close();
      co_return;
    }
    handle(n);
  }
}

// Recursion that only waits is safe to lose.
awaitable<void> back_off(asio::steady_timer &timer, int times) {
  co_await timer.async_wait(use_awaitable);
  if (times > 0)
    co_await back_off(timer, times - 1);
}
awaitable<void> races_a_wait_ok(tcp::socket sock, asio::steady_timer a, asio::steady_timer b) {
  note n;
  co_await (back_off(a, 3) || b.async_wait(use_awaitable));
  co_await asio::async_read(sock, asio::buffer(n.text), use_awaitable);
}

// A lock that the last of several calls takes (its way out is not seen to be the only one), and one that each gives back.
void take_down(int n);
void take_at_last(int n) { take_down(n); }
void take_down(int n) {
  if (n > 0)
    take_at_last(n - 1);
  else
    guard.lock();
}
mini::task<> locked_by_the_round_FN() {
  take_down(3);
  co_await mini::sleep_for(std::chrono::seconds(1));
  guard.unlock();
}
void count_down(int n) {
  std::lock_guard<std::mutex> lock(guard);
  if (n > 0)
    count_down(n - 1);
}
mini::task<> unlocked_by_the_round_ok() {
  count_down(3);
  co_await mini::sleep_for(std::chrono::seconds(1));
}

// The places of a walk over a list grow with each call: that settles all the same.
struct node {
  tcp::socket sock;
  node *next;
};
awaitable<void> drain(node *n, note &into) {
  co_await asio::async_read(n->sock, asio::buffer(into.text), use_awaitable);
  if (n->next)
    co_await drain(n->next, into);
}
awaitable<void> races_a_walk_bad(node *first, asio::steady_timer timer) {
  note n;
  for (;;) {
    auto r = co_await (drain(first, n) || // expected-warning {{'drain' is not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      handle(n);
  }
}
