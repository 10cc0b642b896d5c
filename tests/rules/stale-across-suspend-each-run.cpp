// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Each run of a coroutine has locals of its own, from however many places it is started.

#include <boost/asio.hpp>

#include <map>
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

// What a run has put there itself it takes out itself; what it has found there is another's.
struct Flights {
  asio::io_context &io;
  asio::ip::tcp::acceptor acceptor;
  struct Flight {
    explicit Flight(asio::io_context &io) : ready(io) {}
    asio::steady_timer ready;
    std::string text;
  };
  std::map<std::string, std::shared_ptr<Flight>> found, kept;
  awaitable<std::string> fetch(std::string url);

  awaitable<std::string> found_bad(std::string url) {
    if (auto it = found.find(url); it != found.end()) {
      auto flight = it->second;
      co_await flight->ready.async_wait(asio::use_awaitable);
      co_return it->second->text; // expected-warning {{'it' points into 'found'}}
    }
    found[url] = std::make_shared<Flight>(io);
    std::string text = co_await fetch(url);
    found.erase(url);
    co_return text;
  }
  awaitable<std::string> own_ok(std::string url) {
    auto it = kept.emplace(url, std::make_shared<Flight>(io)).first;
    try {
      it->second->text = co_await fetch(url);
    } catch (...) {
      kept.erase(it);
      throw;
    }
    std::string text = it->second->text;
    kept.erase(it);
    co_return text;
  }
  awaitable<void> one(std::string url) {
    co_await found_bad(url);
    co_await own_ok(url);
  }
  awaitable<void> listen() {
    for (;;) {
      co_await acceptor.async_accept(asio::use_awaitable);
      asio::co_spawn(io, one("x"), asio::detached);
    }
  }
};
