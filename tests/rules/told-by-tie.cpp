// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// `std::tie(ec, n) = co_await ...`: what was bound to the parts of a result tells what a structured binding would.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using Lines = asio::experimental::channel<void(error_code, std::string)>;
constexpr auto as_values = asio::experimental::as_tuple(use_awaitable);

void handle(std::string_view);

//===-- the end of what is received from ---------------------------------------===//

awaitable<void> stops_at_the_end_ok(Lines &lines) {
  error_code ec;
  std::string line;
  for (;;) {
    std::tie(ec, line) = co_await lines.async_receive(as_values);
    if (ec)
      co_return;
    handle(line);
  }
}
awaitable<void> reads_on_bad(Lines &lines) {
  error_code ec;
  std::string line;
  for (;;) {
    std::tie(ec, line) = co_await lines.async_receive(as_values); // expected-warning {{this loop spins}}
    if (ec)
      continue;
    handle(line);
  }
}
awaitable<void> ignores_it_bad(Lines &lines) {
  std::string line;
  for (;;) {
    std::tie(std::ignore, line) = co_await lines.async_receive(as_values); // expected-warning {{this loop spins}}
    handle(line);
  }
}
awaitable<void> socket_ok(tcp::socket &s) {
  std::array<char, 64> data;
  error_code ec;
  std::size_t n = 0;
  do {
    handle({data.data(), n});
    std::tie(ec, n) = co_await s.async_read_some(asio::buffer(data), as_values);
  } while (!ec);
}
// Both sides of && are made before it is decided.
awaitable<void> another_error_ends_it_ok(tcp::socket &s) {
  std::array<char, 64> data;
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(data), as_values);
    if (ec && ec != asio::error::operation_aborted)
      break;
    handle({data.data(), n});
  }
}

//===-- who won, and how far the other one got ------------------------------------===//

awaitable<void> closes_when_late_ok(tcp::socket &s, asio::steady_timer &late) {
  std::array<char, 64> data;
  std::array<std::size_t, 2> order;
  error_code ec, timer_ec;
  std::size_t n;
  for (;;) {
    std::tie(order, ec, n, timer_ec) =
        co_await asio::experimental::make_parallel_group(asio::async_read(s, asio::buffer(data), asio::experimental::deferred),
                                                         late.async_wait(asio::experimental::deferred))
            .async_wait(asio::experimental::wait_for_one(), use_awaitable);
    if (order[0] == 1) {
      s.close();
      co_return;
    }
    handle({data.data(), n});
  }
}
// The count is looked at, but not where the read was cut off.
awaitable<void> goes_on_when_late_bad(tcp::socket &s, asio::steady_timer &late) {
  std::array<char, 64> data;
  std::array<std::size_t, 2> order;
  error_code ec, timer_ec;
  std::size_t n;
  for (;;) {
    std::tie(order, ec, n, timer_ec) =
        co_await asio::experimental::make_parallel_group(
            asio::async_read(s, asio::buffer(data), asio::experimental::deferred), // expected-warning {{not safe to lose}}
            late.async_wait(asio::experimental::deferred))
            .async_wait(asio::experimental::wait_for_one(), use_awaitable);
    if (order[0] == 1)
      continue;
    handle({data.data(), n});
  }
}
awaitable<void> counts_what_came_ok(tcp::socket &s, asio::steady_timer &late) {
  std::array<char, 64> data;
  std::size_t have = 0;
  while (have < data.size()) {
    auto [order, ec, n, timer_ec] =
        co_await asio::experimental::make_parallel_group(
            asio::async_read(s, asio::buffer(data.data() + have, data.size() - have), asio::experimental::deferred),
            late.async_wait(asio::experimental::deferred))
            .async_wait(asio::experimental::wait_for_one(), use_awaitable);
    have += n;
    if (order[0] == 1)
      continue;
    if (ec)
      co_return;
  }
  handle({data.data(), have});
}

//===-- an iterator among the parts ------------------------------------------------===//

class registry {
public:
  void forget(int id) { names_.erase(id); }
  awaitable<void> named_late_bad(int id, asio::steady_timer &timer) {
    std::map<int, std::string>::iterator it;
    bool fresh;
    std::tie(it, fresh) = names_.emplace(id, "");
    co_await timer.async_wait(use_awaitable);
    it->second = "late"; // expected-warning {{points into 'names_'}}
  }
  awaitable<void> named_at_once_ok(int id, asio::steady_timer &timer) {
    std::map<int, std::string>::iterator it;
    bool fresh;
    std::tie(it, fresh) = names_.emplace(id, "");
    it->second = "early";
    co_await timer.async_wait(use_awaitable);
  }
  // A range-for begins by looking at the container.
  awaitable<void> goes_over_all_ok(int id, asio::steady_timer &timer) {
    for (;; ++id) {
      co_await timer.async_wait(use_awaitable);
      if (id % 2)
        names_.emplace(id, "");
      for (auto &entry : names_)
        handle(entry.second);
    }
  }

private:
  std::map<int, std::string> names_;
};
