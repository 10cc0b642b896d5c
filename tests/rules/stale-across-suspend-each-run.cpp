// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Each run of a coroutine has locals of its own, from however many places it is started.

#include <boost/asio.hpp>

#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

awaitable<void> send(const std::string &text);

awaitable<void> gather_ok(std::vector<std::string> names) {
  std::vector<std::string> rows;
  rows.reserve(names.size());
  for (auto &n : names)
    rows.push_back(n + "!");
  for (auto &r : rows)
    co_await send(r);
}
awaitable<void> gatherByHelper_ok(std::vector<std::string> names) {
  std::vector<std::string> rows;
  auto add = [&](const std::string &n) -> awaitable<void> {
    co_await send(n);
    rows.push_back(n);
  };
  for (auto &n : names)
    co_await add(n);
  for (auto &r : rows)
    co_await send(r);
}
// What it has started itself runs beside it.
awaitable<void> gatherBeside_bad(asio::any_io_executor ex) {
  std::vector<std::string> rows;
  auto add = [&rows](const std::string &n) -> awaitable<void> { // what it refers to is another matter
    co_await send(n);
    rows.push_back(n);
  };
  asio::co_spawn(ex, add("later"), asio::detached); // expected-warning 1+ {{corosafe-dangling-task}}
  for (auto &r : rows) // expected-warning {{a loop over 'rows' is suspended in its body}}
    co_await send(r);
}
struct First : std::enable_shared_from_this<First> {
  asio::any_io_executor ex;
  void start() { asio::co_spawn(ex, [self = shared_from_this()] { return self->run(); }, asio::detached); }
  awaitable<void> run() {
    co_await gather_ok({"a"});
    co_await gatherByHelper_ok({"a"});
    co_await gatherBeside_bad(ex);
  }
};
struct Second : std::enable_shared_from_this<Second> {
  asio::any_io_executor ex;
  void start() { asio::co_spawn(ex, [self = shared_from_this()] { return self->run(); }, asio::detached); }
  awaitable<void> run() {
    co_await gather_ok({"b"});
    co_await gatherByHelper_ok({"b"});
    co_await gatherBeside_bad(ex);
  }
};
