// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// tinycoro in programs.

#include "tinycoro.h"

#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using tinycoro::Scheduler;
using tinycoro::SoftClock;
using tinycoro::Task;
using St = tinycoro::EChannelOpStatus;
void deliver(int);
Task<int> work(int);
Task<void> idle();

Task<int> take_one(tinycoro::BufferedChannel<int> &c) {
  int v;
  co_await tinycoro::Cancellable{c.PopWait(v)};
  co_await tinycoro::Cancellable{c.PopWait(v)};
  co_return v;
}

Task<int> take_deaf(tinycoro::BufferedChannel<int> &c) {
  int v;
  co_await c.PopWait(v);
  co_return v;
}

// pairs read off a channel, cancelled between them
Task<void> pairs_bad(Scheduler &s, tinycoro::BufferedChannel<int> &c, SoftClock &clock) {
  for (;;) {
    auto [a, b] = co_await tinycoro::AnyOfAwait(s, take_one(c), tinycoro::SleepForCancellable(clock, 10)); // expected-warning {{not safe to lose}}
    if (a)
      deliver(*a);
  }
}

Task<void> pairs_end_ok(Scheduler &s, SoftClock &clock) {
  tinycoro::BufferedChannel<int> c;
  auto [a, b] = co_await tinycoro::AnyOfAwait(s, take_one(c), tinycoro::SleepForCancellable(clock, 10));
  if (a)
    deliver(*a);
}

Task<void> single_bad(Scheduler &s, tinycoro::BufferedChannel<int> &c, SoftClock &clock) {
  for (;;) {
    auto [a, b] = co_await tinycoro::AnyOfAwait(s, take_deaf(c), tinycoro::SleepForCancellable(clock, 10)); // expected-warning {{'take_deaf' has no point at which it can be cancelled, so this timeout}}
    if (a)
      deliver(*a);
  }
}

Task<void> pop_spin_bad(tinycoro::BufferedChannel<int> &c) {
  for (;;) {
    int v;
    auto st = co_await c.PopWait(v); // expected-warning {{once 'c' has ended, 'tinycoro::detail::BufferedChannel::PopWait' compl}}
    if (st == St::CLOSED)
      continue;
    deliver(v);
  }
}

Task<void> pop_end_ok(tinycoro::BufferedChannel<int> &c) {
  int v;
  while (St::CLOSED != co_await c.PopWait(v))
    deliver(v);
}

Task<void> dropped_bad() {
  work(1); // expected-warning {{is dropped without being awaited}}
  co_return;
}

Task<void> detached_ok(Scheduler &s) {
  auto f = s.Enqueue(work(1));
  co_return;
}

Task<void> future_blocks_bad(Scheduler &s) {
  auto f = s.Enqueue(work(1));
  f.get(); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

struct table {
  std::mutex m;
  tinycoro::Mutex am;
  std::map<int, std::string> rows;
  tinycoro::AutoEvent ev;

  Task<void> thread_lock_bad() {
    std::unique_lock lk(m);
    co_await ev; // expected-warning {{is locked across a suspend point}}
  }

  Task<void> thread_lock_ok() {
    { std::unique_lock lk(m); }
    co_await ev;
  }

  Task<void> async_lock_ok() {
    auto g = co_await am;
    co_await ev;
  }

  Task<void> row_bad(int id) {
    auto it = rows.find(id);
    co_await ev;
    if (it != rows.end()) // expected-warning {{'it' points into 'rows', which 'table::drop' may have changed while th}}
      it->second += "x";
  }

  Task<void> row_ok(int id) {
    co_await ev;
    if (auto it = rows.find(id); it != rows.end())
      it->second += "x";
  }

  void drop(int id) {
    rows.erase(id);
  }
};

Task<void> sleeps_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

Task<void> push_blocks_bad(tinycoro::BufferedChannel<int> &c) {
  c.Push(1); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

Task<void> try_push_ok(tinycoro::BufferedChannel<int> &c) {
  if (c.TryPush(1) == St::CLOSED)
    co_return;
}

Task<void> sleep_goes_on_bad(Scheduler &s, SoftClock &clock) {
  auto r = co_await tinycoro::AnyOfAwait(s, tinycoro::SleepFor(clock, 1000), work(1)); // expected-warning {{'tinycoro::SleepFor' cannot be cancelled, so this race waits for it ev}}
}

Task<void> group_ok(Scheduler &s) {
  tinycoro::TaskGroup<int> g;
  g.Spawn(s, work(1));
  co_await g.Join();
}

Task<void> group_blocks_bad(Scheduler &s) {
  tinycoro::TaskGroup<int> g; // expected-warning {{'g' may end without having been joined: its destructor blocks the thre}}
  g.Spawn(s, work(1));
  co_await idle();
}

Task<void> timeout_pop_ok(tinycoro::BufferedChannel<int> &c, SoftClock &clock) {
  int v;
  if (co_await tinycoro::TimeoutAwait{clock, c.PopWait(v), 5})
    deliver(v);
}

tinycoro::Task<void> pop_spin2_bad(tinycoro::BufferedChannel<int> &c) {
  for (;;) {
    int v;
    auto st = co_await c.PopWait(v); // expected-warning {{once 'c' has ended, 'tinycoro::detail::BufferedChannel::PopWait' compl}}
    if (st != St::CLOSED)
      deliver(v);
  }
}

tinycoro::Task<void> pop_spin3_bad(tinycoro::BufferedChannel<int> &c) {
  for (;;) {
    int v;
    co_await c.PopWait(v); // expected-warning {{once 'c' has ended, 'tinycoro::detail::BufferedChannel::PopWait' compl}}
    deliver(v);
  }
}

// What is no success is passed over, the end as well.
Task<void> pop_successes_bad(tinycoro::BufferedChannel<int> &c) {
  for (;;) {
    int v;
    auto st = co_await c.PopWait(v); // expected-warning {{this loop spins}}
    if (st == St::SUCCESS)
      deliver(v);
  }
}

Task<void> pop_successes_ok(tinycoro::BufferedChannel<int> &c) {
  for (;;) {
    int v;
    auto st = co_await c.PopWait(v);
    if (st != St::SUCCESS)
      co_return;
    deliver(v);
  }
}
