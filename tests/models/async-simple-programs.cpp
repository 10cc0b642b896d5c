// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// async_simple and coro_io in programs.

#include "coro_io.h"

#include <map>
#include <memory>
#include <string>
#include <thread>

using namespace async_simple::coro;
namespace as = async_simple;

struct socket {};

struct acceptor {};

void deliver(int);
void log(const char *);
Lazy<int> compute(int);

Lazy<bool> rest() {
  co_await coro_io::sleep_for(1);
  co_return true;
}

Lazy<int> frame(socket &s, std::string &b) {
  auto [ec, n] = co_await coro_io::async_read(s, b);
  if (ec)
    co_return -1;
  auto [ec2, m] = co_await coro_io::async_read(s, b);
  co_return int(m);
}

Lazy<> frames_terminate_bad(socket &s, std::string &b) {
  for (;;) {
    auto r = co_await collectAny<as::Terminate>(frame(s, b), rest()); // expected-warning {{not safe to lose}}
    if (r.index() == 1)
      continue;
    deliver(std::get<0>(r).value());
  }
}

Lazy<> frames_left_running_bad(socket &s, std::string &b) {
  for (;;) {
    auto r = co_await collectAny(frame(s, b), rest()); // expected-warning {{not safe to lose}}
    if (r.index() == 1)
      continue;
    deliver(std::get<0>(r).value());
  }
}

Lazy<> frames_ok(socket &s, std::string &b) {
  for (;;) {
    auto r = co_await collectAny<as::Terminate>(frame(s, b), rest());
    if (r.index() == 1) {
      co_await coro_io::async_close(s);
      co_return;
    }
    deliver(std::get<0>(r).value());
  }
}

Lazy<> all_ok() {
  auto r = co_await collectAll(compute(1), compute(2));
}

Lazy<> dropped_bad() {
  compute(1); // expected-warning {{is dropped without being awaited}}
  co_return;
}

Lazy<> started_ok() {
  compute(1).start([](as::Try<int>) {});
  co_return;
}

Lazy<> started_local_bad() {
  int n = 0;
  auto l = [](int &n) -> Lazy<int> {
    co_await coro_io::sleep_for(1);
    co_return ++n;
  };
  l(n).start([](as::Try<int>) {}); // expected-warning {{a coroutine uses 'n', but it runs on after 'started_local_bad' has end}}
  co_return;
}

Lazy<> via_ok(as::Executor *ex) {
  co_await compute(1).via(ex);
}

Lazy<> via_dropped_bad(as::Executor *ex) {
  compute(1).via(ex); // expected-warning {{is dropped without being awaited}}
  co_return;
}

Lazy<> sync_bad() {
  deliver(syncAwait(compute(1))); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

struct table {
  std::mutex m;
  Mutex am;
  SpinLock sl;
  std::map<int, std::string> rows;

  Lazy<> thread_lock_bad() {
    std::lock_guard lk(m);
    co_await coro_io::sleep_for(1); // expected-warning {{is locked across a suspend point}}
  }

  Lazy<> async_lock_ok() {
    auto g = co_await am.coScopedLock();
    co_await coro_io::sleep_for(1);
  }

  Lazy<> lock_in_coro_ok() {
    co_await am.coLock();
    co_await coro_io::sleep_for(1);
    am.unlock();
  }

  Lazy<> spin_bad() {
    ScopedSpinLock g(sl);
    co_await coro_io::sleep_for(1); // expected-warning {{is locked across a suspend point}}
  }

  Lazy<> row_bad(int id) {
    auto &r = rows[id];
    co_await coro_io::sleep_for(1);
    r += "x"; // expected-warning {{a reference into 'rows' is used after a suspend point, during which 't}}
  }

  Lazy<> row_ok(int id) {
    co_await coro_io::sleep_for(1);
    rows[id] += "x";
  }

  void drop(int id) {
    rows.erase(id);
  }
};

Lazy<> sleeps_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

Lazy<> posted_ok() {
  co_await coro_io::post([] {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    return 1;
  });
}

Lazy<> accept_loop_ok(acceptor &a) {
  for (;;) {
    auto s = std::make_shared<socket>();
    auto ec = co_await coro_io::async_accept(a, *s);
    if (ec)
      co_return;
    [](std::shared_ptr<socket> s) -> Lazy<int> {
      std::string b;
      co_return co_await frame(*s, b);
    }(s)
                                         .start([](as::Try<int>) {});
  }
}

Lazy<> read_spin_bad(socket &s, std::string b) {
  for (;;) {
    auto [ec, n] = co_await coro_io::async_read_some(s, b); // expected-warning {{once 's' has ended, 'coro_io::async_read_some' completes at once and t}}
    if (ec) {
      log("x");
      continue;
    }
    deliver(int(n));
  }
}

Lazy<> read_spin_ok(socket &s, std::string b) {
  for (;;) {
    auto [ec, n] = co_await coro_io::async_read_some(s, b);
    if (ec)
      break;
    deliver(int(n));
  }
}
