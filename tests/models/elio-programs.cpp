// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Elio in programs.

#include "elio.h"

#include <atomic>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using elio::coro::cancel_token;
using elio::coro::task;
using elio::net::tcp_stream;
namespace sync_ = elio::sync;
namespace etime = elio::time;

struct frame {
  char head[8];
  int n;
};

void deliver(const frame &);
void deliver(int);

// races that lose data
task<> header_loop_bad(tcp_stream &s) {
  for (;;) {
    frame f;
    auto r = co_await elio::with_timeout(5, [&](cancel_token t) -> task<elio::io::io_result> { // expected-warning {{not safe to lose}}
      co_return co_await s.read_exactly(f.head, 8, t);
    });
    if (!r)
      continue;
    deliver(f);
  }
}

task<> header_loop_ok(tcp_stream &s) {
  for (;;) {
    frame f;
    auto r = co_await elio::with_timeout(5, [&](cancel_token t) -> task<elio::io::io_result> {
      co_return co_await s.read_exactly(f.head, 8, t);
    });
    if (!r) {
      co_await s.close();
      co_return;
    }
    deliver(f);
  }
}

task<> recv_timeout_bad(sync_::channel<int> &c) {
  for (;;) {
    auto r = co_await elio::with_timeout(5, [&](cancel_token t) -> task<int> { // expected-warning {{not safe to lose}}
      auto v = co_await c.recv(t);
      co_await etime::sleep_for(1); // expected-warning {{'t' is not passed on to 'elio::time::sleep_for', which has an overload}}
      co_return v.value.value_or(0);
    });
    if (r.timed_out)
      continue;
    deliver(*r.value);
  }
}

task<> recv_timeout_ok(sync_::channel<int> &c, cancel_token stop) {
  for (;;) {
    auto r = co_await c.recv(stop);
    if (r.was_cancelled() || r.was_closed())
      co_return;
    deliver(*r.value);
  }
}

task<> recv_spin_bad(sync_::channel<int> &c) {
  for (;;) {
    auto r = co_await c.recv(); // expected-warning {{once 'c' has ended, 'elio::sync::channel::recv' completes at once and}}
    if (!r)
      continue;
    deliver(*r);
  }
}

task<> recv_spin2_bad(sync_::channel<int> &c, cancel_token stop) {
  for (;;) {
    auto r = co_await c.recv(stop); // expected-warning {{once 'c' has ended, 'elio::sync::channel::recv' completes at once and}}
    if (!r.success())
      continue;
    deliver(*r.value);
  }
}

task<> recv_ends_ok(sync_::channel<int> &c) {
  while (auto r = co_await c.recv())
    deliver(*r);
}

// dropped
task<int> compute(int);

task<> dropped_bad() {
  compute(1); // expected-warning {{is dropped without being awaited}}
  co_return;
}

task<> spawned_handle_ok() {
  auto h = elio::spawn(compute(1));
  deliver(co_await h);
}

task<> go_ok() {
  elio::go(compute(1));
  co_return;
}

task<> go_ref_bad() {
  int local = 1;
  elio::go([](int &n) -> task<> { // expected-warning {{a coroutine uses 'local', but it runs on after 'go_ref_bad' has ended}}
    co_await etime::sleep_for(1);
    ++n;
  }(local));
  co_return;
}

// locks
struct table {
  std::mutex m;
  sync_::mutex am;
  std::map<int, std::string> rows;
  std::vector<int> pending;

  task<> thread_lock_bad() {
    std::lock_guard lk(m);
    co_await etime::sleep_for(1); // expected-warning {{is locked across a suspend point}}
  }

  task<> async_lock_ok() {
    co_await am.lock();
    sync_::lock_guard g(am);
    co_await etime::sleep_for(1);
  }

  task<> spin_bad(sync_::spinlock &s) {
    sync_::spinlock_guard g(s);
    co_await etime::sleep_for(1); // expected-warning {{is locked across a suspend point}}
  }

  task<> spin_ok(sync_::spinlock &s) {
    { sync_::spinlock_guard g(s); }
    co_await etime::sleep_for(1);
  }

  task<> row_bad(int id) {
    auto &row = rows[id];
    co_await etime::sleep_for(1);
    row += "x"; // expected-warning {{a reference into 'rows' is used after a suspend point, during which 't}}
  }

  task<> row_ok(int id) {
    co_await etime::sleep_for(1);
    rows[id] += "x";
  }

  void drop(int id) {
    rows.erase(id);
  }
};

// blocking
task<> sleeps_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

task<> offloaded_ok() {
  co_await elio::spawn_blocking([] {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    return 1;
  });
}

// tokens
task<> poll(tcp_stream &s, cancel_token stop);

task<> token_forgotten_bad(tcp_stream &s, cancel_token stop) {
  char b[8];
  co_await s.read_exactly(b, 8); // expected-warning {{'stop' is not passed on to 'elio::net::tcp_stream::read_exactly', whic}}
}

task<> token_passed_ok(tcp_stream &s, cancel_token stop) {
  char b[8];
  co_await s.read_exactly(b, 8, stop);
}

task<> loop_deaf_bad(sync_::event &e, cancel_token stop) {
  for (;;) {
    co_await e.wait(); // expected-warning {{this loop never notices that the coroutine was cancelled: nothing that}}
    deliver(1);
  }
}

task<> loop_looks_ok(sync_::event &e, cancel_token stop) {
  while (!stop.is_cancelled()) {
    co_await etime::sleep_for(1, stop);
    deliver(1);
  }
}

// scopes
task<> group_forgotten_bad(tcp_stream &s) {
  elio::task_group g; // expected-warning {{'g' may end without having been joined: its destructor asks its tasks}}
  char b[8];
  g.spawn([&]() -> task<> {
    co_await s.read_exactly(b, 8);
  });
  co_await etime::sleep_for(1);
}

task<> group_joined_ok(tcp_stream &s) {
  elio::task_group g;
  char b[8];
  g.spawn([&]() -> task<> {
    co_await s.read_exactly(b, 8);
  });
  co_await g.join();
}

task<> scope_ok(tcp_stream &s) {
  char b[8];
  co_await elio::task_scope([&](elio::task_group &g) -> task<> {
    g.spawn([&]() -> task<> {
      co_await s.read_exactly(b, 8);
    });
    co_return;
  });
}

task<> scope_local_bad(tcp_stream &s) {
  co_await elio::task_scope([&](elio::task_group &g) -> task<> {
    char b[8];
    g.spawn([&]() -> task<> { // expected-warning {{a coroutine uses 'b', but its scope is not joined while that lives}}
      co_await s.read_exactly(b, 8);
    });
    co_return;
  });
}

task<> scope_dropped_bad(tcp_stream &s) {
  elio::task_scope([&](elio::task_group &g) -> task<> { // expected-warning {{is dropped without being awaited}}
    g.spawn([&]() -> task<> {
      co_await s.close();
    });
    co_return;
  });
  co_return;
}

// first of two
task<> either_bad(sync_::channel<int> &a, sync_::channel<int> &b) {
  for (;;) {
    auto [i, v] = co_await elio::when_any(
        [&](cancel_token t) -> task<int> { // expected-warning {{not safe to lose}}
          auto r = co_await a.recv(t);
          co_await etime::sleep_for(1); // expected-warning {{'t' is not passed on to 'elio::time::sleep_for', which has an overload}}
          co_return *r.value;
        },
        [&](cancel_token t) -> task<int> { // expected-warning {{not safe to lose}}
          auto r = co_await b.recv(t);
          co_return *r.value;
        });
    deliver(i);
  }
}

void log(const char *);

struct conn {
  tcp_stream s;
  int inflight = 0;
  std::atomic<int> users{0};
  sync_::mutex m;
  sync_::channel<int> out;

  // cleanup lost when cancelled
  task<> counted_ok(cancel_token t) {
    ++inflight;
    char b[8];
    co_await s.read_exactly(b, 8, t);
    --inflight;
  }

  task<> counted_and_raced_ok() {
    auto r = co_await elio::with_timeout(5, [this](cancel_token t) -> task<int> {
      co_await counted_ok(t);
      co_return 1;
    });
    if (!r)
      co_await s.close();
  }

  task<> manual_lock_ok() {
    co_await m.lock();
    sync_::lock_guard g(m);
    char b[8];
    co_await s.read_exactly(b, 8);
  }

  // a writer races a stop: a frame in two writes
  task<> frame(const char *h, const char *p, cancel_token) {
    co_await s.write_exactly(h, 4);
    co_await s.write_exactly(p, 100);
  }

  task<> writer_bad() {
    for (;;) {
      auto r = co_await elio::with_timeout(5, [this](cancel_token t) -> task<int> { // expected-warning {{not safe to lose}}
        co_await frame("h", "p", t);
        co_return 1;
      });
      if (r.timed_out)
        log("late");
    }
  }

  task<> writer_ok() {
    for (;;) {
      auto r = co_await elio::with_timeout(5, [this](cancel_token t) -> task<int> {
        co_await frame("h", "p", t);
        co_return 1;
      });
      if (r.timed_out) {
        s.close_sync();
        co_return;
      }
    }
  }

  // heartbeat restarted by each message
  task<> heartbeat_bad() {
    for (;;) {
      auto [i, v] = co_await elio::when_any([this](cancel_token t) -> task<int> { // expected-warning {{not safe to lose}}
        auto r = co_await out.recv(t);
        co_return r.value.value_or(-1);
      },
                                            [](cancel_token t) -> task<int> {
                                              co_await etime::sleep_for(30, t);
                                              co_return 0;
                                            });
      if (i == 1)
        log("beat");
      else
        deliver(1);
    }
  }
};

task<> spawn_this_bad(tcp_stream &s) {
  conn c{std::move(s)};
  elio::go(c.manual_lock_ok()); // expected-warning {{'conn::manual_lock_ok' uses 'c', but it runs on after 'spawn_this_bad'}}
  co_return;
}

task<> spawn_joined_ok(tcp_stream &s) {
  conn c{std::move(s)};
  auto h = elio::spawn(c.manual_lock_ok());
  co_await std::move(h);
}

task<> spawn_joined_late_bad(tcp_stream &s, cancel_token t) {
  conn c{std::move(s)};
  auto h = elio::spawn(c.manual_lock_ok());
  co_await etime::sleep_for(5); // expected-warning {{'t' is not passed on to 'elio::time::sleep_for', which has an overload}}
  co_await std::move(h);
}

task<> both_bad(tcp_stream &a, tcp_stream &b) {
  char x[8], y[8];
  co_await elio::when_any([&](cancel_token t) -> task<elio::io::io_result> { // expected-warning {{not safe to lose}} expected-warning {{first of these only}}
    co_return co_await a.read_exactly(x, 8, t);
  },
                          [&](cancel_token t) -> task<elio::io::io_result> {
                            co_return co_await b.read_exactly(y, 8, t);
                          });
  deliver(x[0] + y[0]);
  co_await a.read_exactly(x, 8);
}
