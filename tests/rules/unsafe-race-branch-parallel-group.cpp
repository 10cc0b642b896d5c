// RUN: %corosafe %s -- -std=c++20 %verify

// A parallel group returns the results of all its operations, losers included: a loser that only consumes loses nothing
// there, one that stopped half-way does unless its count is used.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::deferred;
using asio::use_awaitable;
using asio::experimental::make_parallel_group;
using asio::experimental::wait_for_all;
using asio::experimental::wait_for_one;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

using Channel = asio::experimental::channel<void(error_code, std::string)>;
using Record = std::array<char, 64>;

void handle(std::string_view data);
void count_timeout();

// Bytes read in the turn the timer fired are in `chunk`, and their count is in `size`.
awaitable<void> read_some_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  std::array<char, 4096> chunk;
  for (;;) {
    timer.expires_after(1s);
    auto [order, read_error, size, timer_error] =
        co_await make_parallel_group(sock.async_read_some(asio::buffer(chunk), deferred), timer.async_wait(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (size != 0)
      handle({chunk.data(), size});
    if (read_error == asio::error::eof)
      co_return;
    if (order[0] == 1)
      count_timeout();
  }
}

// A message received by the loser is in its result.
awaitable<void> receive_ok(Channel &inbox, asio::steady_timer timer) {
  for (;;) {
    timer.expires_after(1s);
    auto [order, receive_error, message, timer_error] =
        co_await make_parallel_group(inbox.async_receive(deferred), timer.async_wait(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (!receive_error)
      handle(message);
    else if (order[0] == 0)
      co_return;
  }
}

// The part that was read is counted, and the next turn reads the rest.
awaitable<void> read_resumed_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Record record;
  std::size_t filled = 0;
  for (;;) {
    timer.expires_after(1s);
    auto [order, read_error, size, timer_error] =
        co_await make_parallel_group(
            asio::async_read(sock, asio::buffer(record.data() + filled, record.size() - filled), deferred),
            timer.async_wait(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    filled += size;
    if (filled == record.size()) {
      handle({record.data(), filled});
      filled = 0;
    } else if (read_error && read_error != asio::error::operation_aborted) {
      co_return;
    }
  }
}

// The part that was read is overwritten.
awaitable<void> read_restarted_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  Record record;
  for (;;) {
    timer.expires_after(1s);
    auto [order, read_error, size, timer_error] =
        co_await make_parallel_group(
            asio::async_read(sock, asio::buffer(record), deferred), // expected-warning {{not safe to lose}}
            timer.async_wait(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (order[0] == 1) {
      count_timeout();
      continue;
    }
    handle({record.data(), record.size()});
  }
}

// The part that was written is sent twice.
awaitable<void> write_restarted_bad(tcp::socket sock, std::string message) {
  asio::steady_timer timer(sock.get_executor());
  for (int attempt = 0; attempt < 3; ++attempt) {
    timer.expires_after(1s);
    auto [order, write_error, size, timer_error] =
        co_await make_parallel_group(
            asio::async_write(sock, asio::buffer(message), deferred), // expected-warning {{not safe to lose}}
            timer.async_wait(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (order[0] == 0)
      co_return;
  }
}

// The order array tells the losing path, which closes.
awaitable<void> order_array_ok(tcp::socket &sock) {
  asio::steady_timer timer(sock.get_executor(), 1s);
  Record record;
  auto [order, read_error, size, timer_error] =
      co_await make_parallel_group(asio::async_read(sock, asio::buffer(record), deferred), timer.async_wait(deferred))
          .async_wait(wait_for_one(), use_awaitable);
  if (order[0] == 1) {
    sock.close();
    co_return;
  }
  handle({record.data(), size});
}

// The error code tells it as well.
awaitable<void> error_code_ok(tcp::socket &sock) {
  asio::steady_timer timer(sock.get_executor(), 1s);
  Record record;
  auto [order, read_error, size, timer_error] =
      co_await make_parallel_group(asio::async_read(sock, asio::buffer(record), deferred), timer.async_wait(deferred))
          .async_wait(wait_for_one(), use_awaitable);
  if (read_error == asio::error::operation_aborted) {
    sock.close();
    co_return;
  }
  handle({record.data(), size});
}

// Not a race: the group waits for all of them.
awaitable<void> wait_for_all_ok(tcp::socket left, tcp::socket right) {
  Record from_left, from_right;
  for (;;) {
    auto [order, left_error, left_size, right_error, right_size] =
        co_await make_parallel_group(asio::async_read(left, asio::buffer(from_left), deferred),
                                     asio::async_read(right, asio::buffer(from_right), deferred))
            .async_wait(wait_for_all(), use_awaitable);
    if (left_error || right_error)
      co_return;
    handle({from_left.data(), left_size});
    handle({from_right.data(), right_size});
  }
}

// A user's own race over the group: it returns what the group returns.
template <class First, class Second> auto first_of(First first, Second second) {
  return make_parallel_group(std::move(first), std::move(second)).async_wait(wait_for_one(), use_awaitable);
}

awaitable<void> first_of_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  std::array<char, 4096> chunk;
  for (;;) {
    timer.expires_after(1s);
    auto [order, read_error, size, timer_error] =
        co_await first_of(sock.async_read_some(asio::buffer(chunk), deferred), timer.async_wait(deferred));
    if (!read_error)
      handle({chunk.data(), size});
    else if (order[0] == 0)
      co_return;
  }
}

// All results come back, but a frame half read by a coroutine is in none of them.
awaitable<std::string> read_frame(tcp::socket &sock) {
  std::array<unsigned char, 2> header;
  co_await asio::async_read(sock, asio::buffer(header), use_awaitable);
  std::string body(header[0] * 256u + header[1], '\0');
  co_await asio::async_read(sock, asio::buffer(body), use_awaitable);
  co_return body;
}

awaitable<void> coroutine_in_group_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  for (;;) {
    timer.expires_after(1s);
    auto [order, failure, frame, timer_error] =
        co_await make_parallel_group(
            asio::co_spawn(sock.get_executor(), read_frame(sock), deferred), // expected-warning {{not safe to lose}}
            timer.async_wait(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (order[0] == 0)
      handle(frame);
  }
}

// Both may have received in the same moment; only the result of the one that was first is looked at.
awaitable<void> first_of_two_bad(Channel &left, Channel &right) {
  for (;;) {
    auto [order, left_error, from_left, right_error, from_right] =
        co_await make_parallel_group(left.async_receive(deferred),  // expected-warning {{is dropped when it completes}}
                                     right.async_receive(deferred)) // expected-warning {{is dropped when it completes}}
            .async_wait(wait_for_one(), use_awaitable);
    if (order[0] == 0) {
      if (left_error)
        co_return;
      handle(from_left);
    } else {
      if (right_error)
        co_return;
      handle(from_right);
    }
  }
}

awaitable<void> each_of_two_ok(Channel &left, Channel &right) {
  for (;;) {
    auto [order, left_error, from_left, right_error, from_right] =
        co_await make_parallel_group(left.async_receive(deferred), right.async_receive(deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (!left_error)
      handle(from_left);
    if (!right_error)
      handle(from_right);
    if (left_error && right_error)
      co_return;
  }
}

// A helper gets all of it.
void take_all(const std::tuple<std::array<std::size_t, 2>, error_code, std::string, error_code, std::string> &results);
awaitable<void> handed_on_ok(Channel &left, Channel &right) {
  for (;;) {
    auto results = co_await make_parallel_group(left.async_receive(deferred), right.async_receive(deferred))
                       .async_wait(wait_for_one(), use_awaitable);
    take_all(results);
  }
}

awaitable<void> chosen_bad(Channel &left, Channel &right) {
  for (;;) {
    auto [order, left_error, from_left, right_error, from_right] =
        co_await make_parallel_group(left.async_receive(deferred),  // expected-warning {{is dropped when it completes}}
                                     right.async_receive(deferred)) // expected-warning {{is dropped when it completes}}
            .async_wait(wait_for_one(), use_awaitable);
    handle(order[0] == 0 ? from_left : from_right);
  }
}
