// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// libasync in services: messages, locks and tables.

#include "libasync.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using async::cancellation_token;
using async::result;
void deliver(int);
void log(const char *);

result<int> read_message(async::queue<int> &q, cancellation_token ct) {
  auto a = co_await q.async_get(ct);
  auto b = co_await q.async_get(ct);
  co_return *a + *b;
}

result<void> later(int, cancellation_token);
result<void> timer(int);

// both get() calls of a message in a race
result<void> pairs_bad(async::queue<int> &q) {
  for (;;) {
    int got = 0;
    co_await async::race_and_cancel([&](cancellation_token ct) -> result<void> { // expected-warning {{not safe to lose}}
      got = co_await read_message(q, ct);
    },
                                    [&](cancellation_token ct) -> result<void> {
                                      co_await later(5, ct);
                                    });
    deliver(got);
  }
}

result<void> pairs_ok(cancellation_token) {
  async::queue<int> q;
  int got = 0;
  co_await async::race_and_cancel([&](cancellation_token ct) -> result<void> {
    got = co_await read_message(q, ct);
  },
                                  [&](cancellation_token ct) -> result<void> {
                                    co_await later(5, ct);
                                  });
  deliver(got);
}

result<void> single_ok(async::queue<int> &q) {
  for (;;) {
    std::optional<int> got;
    co_await async::race_and_cancel([&](cancellation_token ct) -> result<void> {
      got = co_await q.async_get(ct);
    },
                                    [&](cancellation_token ct) -> result<void> {
                                      co_await later(5, ct);
                                    });
    if (got)
      deliver(*got);
  }
}

result<void> dropped_bad() {
  timer(1); // expected-warning {{is dropped without being awaited}}
  co_return;
}

result<void> detached_ok() {
  async::detach(timer(1));
  co_return;
}

result<void> detached_local_bad() {
  int n = 0;
  async::detach([](int &n) -> result<void> { // expected-warning {{a coroutine uses 'n', but it runs on after 'detached_local_bad' has en}}
    co_await timer(1);
    ++n;
  }(n));
  co_return;
}

async::detached fire(std::shared_ptr<int> p) {
  co_await timer(1);
  ++*p;
}

result<void> fire_ok() {
  fire(std::make_shared<int>(1));
  co_return;
}

async::detached fire_ref(int &p) {
  co_await timer(1);
  ++p;
}

result<void> fire_ref_bad() {
  int n;
  fire_ref(n); // expected-warning {{'fire_ref' uses 'n', but it runs on after 'fire_ref_bad' has ended}}
  co_return;
}

struct table {
  std::mutex m;
  async::mutex am;
  std::map<int, std::string> rows;
  async::recurring_event ev;

  result<void> thread_lock_bad() {
    std::lock_guard lk(m);
    co_await ev.async_wait(); // expected-warning {{is locked across a suspend point}}
  }

  result<void> async_lock_ok() {
    co_await am.async_lock();
    co_await ev.async_wait();
    am.unlock();
  }

  result<void> lock_not_awaited_bad() {
    am.async_lock(); // expected-warning {{is dropped without being awaited}}
    co_await ev.async_wait();
    am.unlock();
  }

  result<void> row_bad(int id) {
    auto &r = rows.at(id);
    co_await ev.async_wait();
    r += "x"; // expected-warning {{a reference into 'rows' is used after a suspend point, during which 't}}
  }

  result<void> row_loop_bad() {
    for (auto &[k, v] : rows) { // expected-warning {{a loop over 'rows' is suspended in its body, and 'table::drop' may cha}}
      co_await ev.async_wait();
      v += "x";
    }
  }

  result<void> row_ok(int id) {
    co_await ev.async_wait();
    rows.at(id) += "x";
  }

  void drop(int id) {
    rows.erase(id);
  }
};

result<void> sleeps_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

result<void> run_inside_bad() {
  async::run(timer(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

result<void> token_forgotten_bad(async::queue<int> &q, cancellation_token ct) {
  auto v = co_await q.async_get(); // expected-warning {{'ct' is not passed on to 'async::queue::async_get', which would take i}}
  deliver(*v);
}

result<void> token_passed_ok(async::queue<int> &q, cancellation_token ct) {
  auto v = co_await q.async_get(ct);
  if (v)
    deliver(*v);
}

result<void> spin_bad(async::queue<int> &q, cancellation_token ct) {
  for (;;) {
    auto v = co_await q.async_get(ct); // expected-warning {{once 'q' has ended, 'async::queue::async_get' completes at once and th}}
    if (!v)
      continue;
    deliver(*v);
  }
}

result<void> spin_ok(async::queue<int> &q, cancellation_token ct) {
  for (;;) {
    auto v = co_await q.async_get(ct);
    if (!v)
      co_return;
    deliver(*v);
  }
}
