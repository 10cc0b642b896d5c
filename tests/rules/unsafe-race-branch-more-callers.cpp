// RUN: %corosafe %s -- -std=c++20 %verify

// What a helper that lost tells its caller, continued: structs, tuples, indices, negative sizes, out-parameters, flags. The
// finding stands at the race, so the verdict is in the helper's name, and its caller is the function after it.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <string>
#include <tuple>
#include <variant>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Line = std::array<char, 80>;

void handle(const Line &line);
void count_timeout();

struct Read {
  bool late = false;
  std::size_t size = 0;
};

awaitable<Read> as_struct_ok(tcp::socket &sock, Line &line, asio::steady_timer &timer) {
  auto r = co_await (asio::async_read(sock, asio::buffer(line), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return Read{true, 0};
  co_return Read{false, std::get<0>(r)};
}

awaitable<void> use_struct(tcp::socket sock, asio::steady_timer timer) {
  Line line;
  for (;;) {
    Read read = co_await as_struct_ok(sock, line, timer);
    if (read.late)
      co_return;
    handle(line);
  }
}

awaitable<Read> as_struct_bad(tcp::socket &sock, Line &line, asio::steady_timer &timer) {
  auto r = co_await (
      asio::async_read(sock, asio::buffer(line), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return Read{true, 0};
  co_return Read{false, std::get<0>(r)};
}

awaitable<void> use_struct_again(tcp::socket sock, asio::steady_timer timer) {
  Line line;
  for (;;) {
    Read read = co_await as_struct_bad(sock, line, timer);
    if (read.late)
      continue;
    handle(line);
  }
}

awaitable<std::tuple<error_code, std::size_t>> as_tuple_ok(tcp::socket &sock, Line &line, asio::steady_timer &timer) {
  auto r = co_await (asio::async_read(sock, asio::buffer(line), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return std::make_tuple(error_code(asio::error::timed_out), std::size_t(0));
  co_return std::make_tuple(error_code(), std::get<0>(r));
}

awaitable<void> use_tuple(tcp::socket sock, asio::steady_timer timer) {
  Line line;
  for (;;) {
    auto [ec, size] = co_await as_tuple_ok(sock, line, timer);
    if (ec)
      co_return;
    handle(line);
  }
}

awaitable<std::size_t> as_index_ok(tcp::socket &sock, Line &line, asio::steady_timer &timer) {
  auto r = co_await (asio::async_read(sock, asio::buffer(line), use_awaitable) || timer.async_wait(use_awaitable));
  co_return r.index();
}

awaitable<void> use_index(tcp::socket sock, asio::steady_timer timer) {
  Line line;
  while (co_await as_index_ok(sock, line, timer) == 0)
    handle(line);
}

awaitable<int> as_negative_ok(tcp::socket &sock, Line &line, asio::steady_timer &timer) {
  auto r = co_await (asio::async_read(sock, asio::buffer(line), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return -1;
  co_return static_cast<int>(std::get<0>(r));
}

awaitable<void> use_negative(tcp::socket sock, asio::steady_timer timer) {
  Line line;
  for (;;) {
    const int size = co_await as_negative_ok(sock, line, timer);
    if (size < 0)
      break;
    handle(line);
  }
}

awaitable<std::string> as_empty_ok(tcp::socket &sock, asio::steady_timer &timer) {
  Line line;
  auto r = co_await (asio::async_read(sock, asio::buffer(line), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return "";
  co_return std::string(line.data(), line.size());
}

awaitable<void> use_empty(tcp::socket sock, asio::steady_timer timer) {
  for (;;) {
    std::string line = co_await as_empty_ok(sock, timer);
    if (line.empty())
      co_return;
  }
}

awaitable<void> by_out_code_ok(tcp::socket &sock, Line &line, asio::steady_timer &timer, error_code &ec) {
  auto r = co_await (asio::async_read(sock, asio::buffer(line), use_awaitable) || timer.async_wait(use_awaitable));
  ec = r.index() == 1 ? error_code(asio::error::timed_out) : error_code();
}

awaitable<void> use_out_code(tcp::socket sock, asio::steady_timer timer) {
  Line line;
  error_code ec;
  for (;;) {
    co_await by_out_code_ok(sock, line, timer, ec);
    if (ec)
      co_return;
    handle(line);
  }
}

awaitable<void> by_out_flag_ok(tcp::socket &sock, Line &line, asio::steady_timer &timer, bool &late) {
  auto r = co_await (asio::async_read(sock, asio::buffer(line), use_awaitable) || timer.async_wait(use_awaitable));
  late = r.index() == 1;
}

awaitable<void> use_out_flag(tcp::socket sock, asio::steady_timer timer) {
  Line line;
  bool late = false;
  while (!late)
    co_await by_out_flag_ok(sock, line, timer, late);
}

awaitable<bool> as_chosen_bool_ok(tcp::socket &sock, Line &line, asio::steady_timer &timer) {
  auto r = co_await (asio::async_read(sock, asio::buffer(line), use_awaitable) || timer.async_wait(use_awaitable));
  co_return r.index() == 0 ? true : false;
}

awaitable<void> use_chosen_bool(tcp::socket sock, asio::steady_timer timer) {
  Line line;
  while (co_await as_chosen_bool_ok(sock, line, timer))
    handle(line);
}

// A member says that it is over.
class Console {
public:
  explicit Console(tcp::socket sock) : sock_(std::move(sock)), timer_(sock_.get_executor()) {}

  awaitable<void> run() {
    while (alive_)
      co_await step_ok();
  }

private:
  awaitable<void> step_ok() {
    Line line;
    timer_.expires_after(1s);
    auto r = co_await (asio::async_read(sock_, asio::buffer(line), use_awaitable) || timer_.async_wait(use_awaitable));
    if (r.index() == 1)
      alive_ = false;
    else
      handle(line);
  }

  tcp::socket sock_;
  asio::steady_timer timer_;
  bool alive_ = true;
};
