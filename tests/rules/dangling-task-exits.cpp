// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-result %verify
// REQUIRES: boost

// Something throws between the start of a task and the wait for it.

#include "concurrencpp.h"
#include "folly.h"
#include "seastar.h"
#include "winrt.h"
#include <boost/asio.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>
using namespace std::chrono_literals;
using folly::coro::Task;
Task<int> count(const std::string &text) {
  co_await folly::coro::sleep(1s);
  co_return (int) text.size();
}
Task<int> count_copy(std::string text) {
  co_await folly::coro::sleep(1s);
  co_return (int) text.size();
}
void check(int x) {
  if (x < 0)
    throw std::invalid_argument("x");
}
void unknown(int);
seastar::future<int> measure(const std::string &text) {
  co_await seastar::sleep(1s);
  co_return (int) text.size();
}
seastar::future<> other();
// started, then something throws before it is awaited
Task<int> started_bad(folly::Executor *ex, std::string text, int x) {
  auto f = folly::coro::co_withExecutor(ex, count(text)).start(); // expected-warning {{is left early}}
  check(x);
  co_return (co_await std::move(f), 1);
}
Task<int> started_ok(folly::Executor *ex, std::string text, int x) {
  check(x);
  auto f = folly::coro::co_withExecutor(ex, count(text)).start();
  co_return (co_await std::move(f), 1);
}
Task<int> started_copy_ok(folly::Executor *ex, std::string text, int x) {
  auto f = folly::coro::co_withExecutor(ex, count_copy(text)).start();
  check(x);
  co_return (co_await std::move(f), 1);
}
Task<int> started_unknown_ok(folly::Executor *ex, std::string text, int x) {
  auto f = folly::coro::co_withExecutor(ex, count(text)).start();
  unknown(x);
  co_return (co_await std::move(f), 1);
}
Task<int> started_throw_bad(folly::Executor *ex, std::string text, int x) {
  auto f = folly::coro::co_withExecutor(ex, count(text)).start(); // expected-warning {{is left early}}
  if (x < 0)
    throw std::runtime_error("x");
  co_return (co_await std::move(f), 1);
}
Task<int> caught_ok(folly::Executor *ex, std::string text, int x) {
  auto f = folly::coro::co_withExecutor(ex, count(text)).start();
  try {
    check(x);
  } catch (...) {
  }
  co_return (co_await std::move(f), 1);
}
Task<void> lazy_ok(std::string text, int x) {
  auto t = count(text);
  check(x);
  co_await std::move(t);
}
seastar::future<int> sea_two_ok(std::string a, std::string b) {
  auto x = measure(a);
  auto y = measure(b);
  co_return co_await std::move(x) + co_await std::move(y);
}
seastar::future<int> sea_throw_bad(std::string a, int n) {
  auto x = measure(a); // expected-warning {{is left early}}
  if (n < 0)
    throw std::invalid_argument("n");
  co_return co_await std::move(x);
}
seastar::future<int> sea_throw_ok(std::string a, int n) {
  if (n < 0)
    throw std::invalid_argument("n");
  auto x = measure(a);
  co_return co_await std::move(x);
}
seastar::future<int> sea_handled_ok(std::string a, int n) {
  auto x = measure(a);
  std::exception_ptr e;
  try {
    check(n);
  } catch (...) {
    e = std::current_exception();
  }
  int r = co_await std::move(x);
  if (e)
    std::rethrow_exception(e);
  co_return r;
}
namespace asio = boost::asio;
asio::awaitable<void> use(const std::string &s) {
  asio::steady_timer t(co_await asio::this_coro::executor, 1s);
  co_await t.async_wait(asio::use_awaitable);
  (void)s.size();
}
void asio_main_ok(std::string text, int n) {
  asio::io_context io;
  asio::co_spawn(io, use(text), asio::detached);
  if (n < 0)
    throw std::invalid_argument("n");
  io.run();
}
void asio_future_bad(asio::thread_pool &pool, std::string text, int n) {
  auto f = asio::co_spawn(pool, use(text), asio::use_future); // expected-warning {{is left early}}
  check(n);
  f.get();
}
void asio_future_ok(asio::thread_pool &pool, std::string text, int n) {
  auto f = asio::co_spawn(pool, use(text), asio::use_future);
  try {
    check(n);
  } catch (const std::exception &) {
  }
  f.get();
}
winrt::Windows::Foundation::IAsyncOperation<int> load(const std::string &s) {
  co_await winrt::resume_after(1s);
  co_return (int) s.size();
}
winrt::Windows::Foundation::IAsyncAction win_bad(std::string name, bool ok) {
  auto op = load(name); // expected-warning {{is left early}}
  if (!ok)
    throw std::runtime_error("x");
  co_await op;
}
winrt::Windows::Foundation::IAsyncAction win_ok(std::string name, bool ok) {
  auto op = load(name);
  co_await op;
  if (!ok)
    throw std::runtime_error("x");
}
