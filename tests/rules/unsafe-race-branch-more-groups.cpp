// RUN: %corosafe %s -- -std=c++20 %verify

// Parallel groups in other shapes: chosen order, kept counts, spawned branches, and cancellation by hand.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::deferred;
using asio::use_awaitable;
using asio::experimental::make_parallel_group;
using asio::experimental::wait_for_all;
using asio::experimental::wait_for_one;
using asio::experimental::wait_for_one_success;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

using Queue = asio::experimental::channel<void(error_code, std::string)>;
using Slab = std::array<char, 256>;

void handle(std::string_view text);
void count_timeout();

// The count of the cut-short read is dropped with the tuple.
awaitable<void> read_whole_slab_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Slab slab;
  for (;;) {
    timer.expires_after(1s);
    auto [order, read_error, size, timer_error] =
        co_await make_parallel_group(
            asio::async_read(sock, asio::buffer(slab), deferred), // expected-warning {{not safe to lose}}
            timer.async_wait(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (order[0] == 1) {
      count_timeout();
      continue;
    }
    handle({slab.data(), slab.size()});
  }
}

// The count is kept, and the next read goes on behind it.
awaitable<void> resumed_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Slab slab;
  std::size_t have = 0;
  for (;;) {
    timer.expires_after(1s);
    auto [order, read_error, size, timer_error] =
        co_await make_parallel_group(asio::async_read(sock, asio::buffer(slab) + have, deferred),
                                     timer.async_wait(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    have += size;
    if (have == slab.size()) {
      handle({slab.data(), slab.size()});
      have = 0;
    }
    if (read_error && read_error != asio::error::operation_aborted)
      co_return;
  }
}

awaitable<void> order_tells_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Slab slab;
  for (;;) {
    timer.expires_after(1s);
    auto [order, timer_error, read_error, size] =
        co_await make_parallel_group(timer.async_wait(deferred), asio::async_read(sock, asio::buffer(slab), deferred))
            .async_wait(wait_for_one_success(), use_awaitable);
    switch (order[0]) {
    case 0:
      co_return;
    case 1:
      handle({slab.data(), slab.size()});
    }
  }
}

// An error of the read, the cancellation's own among them, ends it.
awaitable<void> error_tells_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Slab slab;
  for (;;) {
    timer.expires_after(1s);
    auto [order, read_error, size, timer_error] =
        co_await make_parallel_group(asio::async_read(sock, asio::buffer(slab), deferred), timer.async_wait(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (read_error)
      co_return;
    handle({slab.data(), slab.size()});
  }
}

// Nothing is cancelled: the group waits for both.
awaitable<void> both_ok(tcp::socket left, tcp::socket right) {
  Slab from_left, from_right;
  for (;;) {
    auto [order, left_error, left_size, right_error, right_size] =
        co_await make_parallel_group(asio::async_read(left, asio::buffer(from_left), deferred),
                                     asio::async_read(right, asio::buffer(from_right), deferred))
            .async_wait(wait_for_all(), use_awaitable);
    if (left_error || right_error)
      co_return;
  }
}

// Two sides, the first to speak is heard, the other is cut short in the middle.
awaitable<void> first_speaker_bad(tcp::socket left, tcp::socket right) {
  Slab from_left, from_right;
  for (;;) {
    auto [order, left_error, left_size, right_error, right_size] =
        co_await make_parallel_group(
            asio::async_read(left, asio::buffer(from_left), deferred),   // expected-warning {{not safe to lose}}
            asio::async_read(right, asio::buffer(from_right), deferred)) // expected-warning {{not safe to lose}}
            .async_wait(wait_for_one(), use_awaitable);
    handle(order[0] == 0 ? std::string_view(from_left.data(), from_left.size())
                         : std::string_view(from_right.data(), from_right.size()));
  }
}

// Both messages come back.
awaitable<void> two_queues_ok(Queue &urgent, Queue &normal) {
  for (;;) {
    auto [order, urgent_error, urgent_text, normal_error, normal_text] =
        co_await make_parallel_group(urgent.async_receive(deferred), normal.async_receive(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (!urgent_error)
      handle(urgent_text);
    if (!normal_error)
      handle(normal_text);
  }
}

// A race by hand: a timer cancels the read, the code goes on. No combinator stands above it.
awaitable<void> cancelled_by_hand_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Slab slab;
  for (;;) {
    asio::cancellation_signal cancel;
    timer.expires_after(1s);
    timer.async_wait([&cancel](error_code ec) {
      if (!ec)
        cancel.emit(asio::cancellation_type::terminal);
    });
    auto [ec, size] = co_await asio::async_read( // expected-warning {{corosafe-unsafe-race-branch}}
        sock, asio::buffer(slab), asio::bind_cancellation_slot(cancel.slot(), asio::as_tuple(use_awaitable)));
    timer.cancel();
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    handle({slab.data(), slab.size()});
  }
}

awaitable<void> cancelled_by_hand_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Slab slab;
  for (;;) {
    timer.expires_after(1s);
    timer.async_wait([&sock](error_code ec) {
      if (!ec)
        sock.cancel();
    });
    auto [ec, size] = co_await asio::async_read(sock, asio::buffer(slab), asio::as_tuple(use_awaitable));
    timer.cancel();
    if (ec)
      co_return;
    handle({slab.data(), slab.size()});
  }
}
