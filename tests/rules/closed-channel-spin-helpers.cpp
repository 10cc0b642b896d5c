// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A coroutine of the program says by what it gives that there is no more: false, an empty optional.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using orders = asio::experimental::channel<void(error_code, int)>;
constexpr auto as_values = asio::as_tuple(use_awaitable);
void show(const std::string &text);
void cook(int order);

awaitable<std::optional<std::string>> next_line(tcp::socket &from, std::string &rest) {
  auto [ec, size] = co_await asio::async_read_until(from, asio::dynamic_buffer(rest), '\n', as_values);
  if (ec)
    co_return std::nullopt;
  std::string line = rest.substr(0, size);
  rest.erase(0, size);
  co_return line;
}

awaitable<bool> refill(tcp::socket &from, std::vector<char> &into) {
  auto [ec, size] = co_await from.async_read_some(asio::buffer(into), as_values);
  co_return !ec;
}

awaitable<std::optional<std::string>> next_record(tcp::socket &from) {
  try {
    std::string record(16, ' ');
    co_await asio::async_read(from, asio::buffer(record), use_awaitable);
    co_return record;
  } catch (const std::exception &) {
    co_return std::nullopt;
  }
}

// Bad records are passed over here; the end is not one.
awaitable<std::optional<std::string>> next_good_record(tcp::socket &from) {
  for (;;) {
    std::string record(16, ' ');
    auto [ec, size] = co_await asio::async_read(from, asio::buffer(record), as_values);
    if (ec)
      co_return std::nullopt;
    if (record[0] == '+')
      co_return record;
  }
}

// The end is thrown; nothing is given for what is not wanted.
awaitable<std::optional<std::string>> record_if_good(tcp::socket &from) {
  std::string record(16, ' ');
  co_await asio::async_read(from, asio::buffer(record), use_awaitable);
  if (record[0] != '+')
    co_return std::nullopt;
  co_return record;
}

awaitable<std::optional<int>> next_order(orders &from) {
  auto [ec, order] = co_await from.async_receive(as_values);
  co_return ec ? std::nullopt : std::optional<int>(order);
}

awaitable<std::optional<std::string>> next_line_of_table(tcp::socket &from, std::string &rest) { co_return co_await next_line(from, rest); }

awaitable<void> show_lines_bad(tcp::socket from) {
  std::string rest;
  for (;;) {
    auto line = co_await next_line(from, rest); // expected-warning {{once 'from' has ended, 'next_line' completes at once and this loop spins}}
    if (!line)
      continue;
    show(*line);
  }
}

awaitable<void> show_all_there_is_ok(tcp::socket from) {
  std::string rest;
  while (auto line = co_await next_line(from, rest))
    show(*line);
}

awaitable<void> show_lines_again_later_ok(tcp::socket from, tcp::endpoint back_at) {
  std::string rest;
  for (;;) {
    auto line = co_await next_line(from, rest);
    if (!line) {
      from.close();
      co_await from.async_connect(back_at, use_awaitable);
      continue;
    }
    show(*line);
  }
}

awaitable<void> refill_for_ever_bad(tcp::socket from) {
  std::vector<char> tank(100);
  while (true) {
    if (co_await refill(from, tank)) // expected-warning {{'refill' completes at once and this loop spins}}
      show("full");
  }
}

awaitable<void> refill_while_there_is_ok(tcp::socket from) {
  std::vector<char> tank(100);
  while (co_await refill(from, tank))
    show("full");
}

awaitable<void> records_bad(tcp::socket from) {
  for (;;)
    if (auto record = co_await next_record(from)) // expected-warning {{'next_record' completes at once and this loop spins}}
      show(*record);
}

awaitable<void> good_records_bad(tcp::socket from) {
  for (;;)
    if (auto record = co_await next_good_record(from)) // expected-warning {{'next_good_record' completes at once and this loop spins}}
      show(*record);
}

awaitable<void> records_if_good_ok(tcp::socket from) {
  for (;;)
    if (auto record = co_await record_if_good(from))
      show(*record);
}

awaitable<void> missing_record_ends_it_ok(tcp::socket from) {
  for (;;) {
    auto record = co_await next_record(from);
    if (!record)
      throw std::runtime_error("gone");
    show(*record);
  }
}

awaitable<void> three_records_ok(tcp::socket from) {
  for (int i = 0; i < 3; ++i)
    if (auto record = co_await next_record(from))
      show(*record);
}

awaitable<void> orders_bad(orders &from) {
  for (;;)
    if (auto order = co_await next_order(from)) // expected-warning {{'next_order' completes at once and this loop spins}}
      cook(*order);
}

// It is ours, and nobody closes it.
awaitable<void> own_orders_ok(asio::any_io_executor where) {
  orders own(where, 8);
  own.try_send(error_code(), 1);
  for (;;)
    if (auto order = co_await next_order(own))
      cook(*order);
}

awaitable<void> table_bad(tcp::socket from) {
  std::string rest;
  for (;;)
    if (auto line = co_await next_line_of_table(from, rest)) // expected-warning {{'next_line_of_table' completes at once and this loop spins}}
      show(*line);
}

// Nothing is also an empty text, no object, no bytes.
struct frame {
  int number;
};
class connection {
public:
  awaitable<void> echo_bad() {
    for (;;) {
      std::string line = co_await next_line(); // expected-warning {{'connection::next_line' completes at once and this loop spins}}
      if (!line.empty())
        show(line);
    }
  }
  awaitable<void> echo_ok() {
    for (;;) {
      std::string line = co_await next_line();
      if (line.empty())
        break;
      show(line);
    }
  }
  awaitable<void> until_quit_bad() {
    for (;;) {
      std::string line = co_await next_line(); // expected-warning {{'connection::next_line' completes at once and this loop spins}}
      if (line == "quit")
        co_return;
      show(line);
    }
  }
  awaitable<void> until_quit_ok() {
    for (;;) {
      std::string line = co_await next_line();
      if (line == "quit" || line == "")
        co_return;
      show(line);
    }
  }
  awaitable<void> some_empty_ok() {
    int empty = 0;
    for (;;) {
      std::string line = co_await next_line();
      if (line.empty() && ++empty > 3)
        co_return;
      show(line);
    }
  }
  awaitable<void> frames_bad() {
    for (;;) {
      auto next = co_await next_frame(); // expected-warning {{'connection::next_frame' completes at once and this loop spins}}
      if (!next)
        continue;
      cook(next->number);
    }
  }
  awaitable<void> frames_ok() {
    while (auto next = co_await next_frame())
      cook(next->number);
  }
  awaitable<void> bytes_bad() {
    for (;;) {
      std::size_t size = co_await fill(); // expected-warning {{'connection::fill' completes at once and this loop spins}}
      if (size > 0)
        show(buffer_.substr(0, size));
    }
  }
  awaitable<void> bytes_ok() {
    while (std::size_t size = co_await fill())
      show(buffer_.substr(0, size));
  }
  awaitable<void> marked_ok() {
    while (!gone_) {
      std::string line = co_await next_line_or_mark();
      if (!line.empty())
        show(line);
    }
  }
  awaitable<void> later_ok() {
    for (;;) {
      std::string line = co_await next_line_or_wait();
      if (!line.empty())
        show(line);
    }
  }

private:
  awaitable<std::string> next_line() {
    auto [ec, size] = co_await asio::async_read_until(socket_, asio::dynamic_buffer(buffer_), '\n', as_values);
    if (ec)
      co_return "";
    std::string line = buffer_.substr(0, size);
    buffer_.erase(0, size);
    co_return line;
  }
  awaitable<std::string> next_line_or_mark() {
    auto [ec, size] = co_await asio::async_read_until(socket_, asio::dynamic_buffer(buffer_), '\n', as_values);
    if (ec) {
      gone_ = true;
      co_return std::string();
    }
    co_return buffer_.substr(0, size);
  }
  awaitable<std::string> next_line_or_wait() {
    auto [ec, size] = co_await asio::async_read_until(socket_, asio::dynamic_buffer(buffer_), '\n', as_values);
    if (ec) {
      again_.expires_after(std::chrono::seconds(1));
      co_await again_.async_wait(use_awaitable);
      co_return std::string();
    }
    co_return buffer_.substr(0, size);
  }
  awaitable<std::unique_ptr<frame>> next_frame() {
    auto [ec, size] = co_await asio::async_read_until(socket_, asio::dynamic_buffer(buffer_), '\n', as_values);
    if (ec)
      co_return nullptr;
    co_return std::make_unique<frame>(static_cast<int>(size));
  }
  awaitable<std::size_t> fill() {
    auto [ec, size] = co_await socket_.async_read_some(asio::buffer(buffer_), as_values);
    if (ec)
      co_return 0;
    co_return size;
  }

  tcp::socket socket_;
  asio::steady_timer again_;
  std::string buffer_;
  bool gone_ = false;
};

// What comes beside an error is empty.
using texts = asio::experimental::channel<void(error_code, std::string)>;
awaitable<void> until_stop_bad(texts &from) {
  for (;;) {
    auto [ec, text] = co_await from.async_receive(as_values); // expected-warning {{completes at once and this loop spins}}
    if (text == "stop")
      co_return;
    show(text);
  }
}
awaitable<void> until_nothing_ok(texts &from) {
  for (;;) {
    auto [ec, text] = co_await from.async_receive(as_values);
    if (text == "")
      co_return;
    show(text);
  }
}
