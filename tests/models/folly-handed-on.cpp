// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// What lost a race half way is handed on by a handle: whoever takes it from there uses it.

#include "folly.h"
#include <memory>
#include <string>
#include <vector>

using folly::coro::Task;
using namespace std::chrono_literals;

struct connection {
  folly::coro::Transport wire;
  Task<std::string> query(const char *text) {
    char b[8];
    std::string all;
    co_await wire.write(text);
    while (auto n = co_await wire.read(b, 8, 1s))
      all.append(b, n);
    co_return all;
  }
  void close() { wire.close(); }
};
struct pool {
  std::shared_ptr<connection> get();
  void put(std::shared_ptr<connection> c) { idle.push_back(std::move(c)); }
  std::vector<std::shared_ptr<connection>> idle;
};

Task<bool> given_back_bad(pool &p) {
  auto c = p.get();
  bool late = false;
  try {
    co_await folly::coro::timeout(c->query("x"), 1s); // expected-warning {{not safe to lose}}
  } catch (const folly::FutureTimeout &) {
    late = true;
  }
  p.put(c);
  co_return late;
}
Task<bool> stored_bad(pool &p) {
  auto c = p.get();
  bool late = false;
  try {
    co_await folly::coro::timeout(c->query("x"), 1s); // expected-warning {{not safe to lose}}
  } catch (const folly::FutureTimeout &) {
    late = true;
  }
  p.idle.push_back(c);
  co_return late;
}
Task<bool> closed_before_ok(pool &p) {
  auto c = p.get();
  bool late = false;
  try {
    co_await folly::coro::timeout(c->query("x"), 1s);
  } catch (const folly::FutureTimeout &) {
    c->close();
    late = true;
  }
  p.put(c);
  co_return late;
}
Task<bool> only_when_it_answered_ok(pool &p) {
  auto c = p.get();
  bool late = false;
  try {
    co_await folly::coro::timeout(c->query("x"), 1s);
  } catch (const folly::FutureTimeout &) {
    late = true;
  }
  if (!late)
    p.idle.push_back(c);
  co_return late;
}
Task<int> those_that_answer_ok(std::vector<std::shared_ptr<connection>> all) {
  std::vector<std::shared_ptr<connection>> alive;
  for (auto &c : all) {
    try {
      co_await folly::coro::timeout(c->query("ping"), 1s);
    } catch (const folly::FutureTimeout &) {
      continue;
    }
    alive.push_back(c);
  }
  co_return static_cast<int>(alive.size());
}
