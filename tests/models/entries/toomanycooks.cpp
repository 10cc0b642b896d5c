// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=toomanycooks %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; toomanycooks.cpp shows how the library is used.

#include "entries/toomanycooks.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = tmc::task<T>;

struct stream {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
};

task<int> start();
template <class T, class... A> T counting(A &...n);
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL T taken(COROSAFE_ON stream &from);
task<> count(int &n) {
  co_await tick();
  ++n;
}

task<> raced_mutex_bad(tmc::mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock_scope(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_semaphore_bad(tmc::semaphore &o, stream &x) {
  for (;;) {
    co_await first(o.acquire_scope(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_rw_lock_bad(tmc::rw_lock &o, stream &x) {
  for (;;) {
    co_await first(o.lock_read(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock_write(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock_read_scope(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock_write_scope(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_atomic_condvar_bad(tmc::atomic_condvar &o, stream &x) {
  for (;;) {
    co_await first(o.await(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_chan_tok_bad(tmc::chan_tok &o, stream &x) {
  for (;;) {
    co_await first(o.pull(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.pull_zc(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.push(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qu_spsc_bounded_bad(tmc::qu_spsc_bounded &o, stream &x) {
  for (;;) {
    co_await first(o.pull(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.push(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qu_spsc_unbounded_bad(tmc::qu_spsc_unbounded &o, stream &x) {
  for (;;) {
    co_await first(o.pull(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_qu_mpsc_bounded_bad(tmc::qu_mpsc_bounded &o, stream &x) {
  for (;;) {
    co_await first(o.pull(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.push(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_qu_mpsc_unbounded_bad(tmc::qu_mpsc_unbounded &o, stream &x) {
  for (;;) {
    co_await first(o.pull(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(tmc::yield(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(tmc::yield_if_requested(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(tmc::reschedule(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(tmc::resume_on(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(tmc::change_priority(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(tmc::enter(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> blocking_chan_tok_bad(tmc::chan_tok &o) {
  o.drain_wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> closed_chan_tok_ok(tmc::chan_tok &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qu_spsc_bounded_ok(tmc::qu_spsc_bounded &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_qu_mpsc_bounded_ok(tmc::qu_mpsc_bounded &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> select_bad(stream &x) {
  for (;;)
    co_await tmc::select(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_tuple_ok(stream &x) {
  for (;;)
    co_await tmc::spawn_tuple(take(x), tick());
}

task<> spawn_many_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await tmc::spawn_many(branches);
  }
}

task<> spawn_bad(stream &x) {
  for (;;)
    co_await first(tmc::spawn(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_func_bad(stream &x) {
  for (;;)
    co_await first(tmc::spawn_func(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> fork_bad(stream &x) {
  for (;;)
    co_await first(taken<tmc::aw_spawn>(x).fork(), tick()); // expected-warning {{not safe to lose}}
}

task<> fork_2_bad(stream &x) {
  for (;;)
    co_await first(taken<tmc::aw_spawn_tuple>(x).fork(), tick()); // expected-warning {{not safe to lose}}
}

task<> fork_3_bad(stream &x) {
  for (;;)
    co_await first(taken<tmc::aw_spawn_many>(x).fork(), tick()); // expected-warning {{not safe to lose}}
}

task<> fork_4_bad(stream &x) {
  for (;;)
    co_await first(taken<tmc::aw_spawn_func>(x).fork(), tick()); // expected-warning {{not safe to lose}}
}

void detach_ok() {
  int n = 0;
  auto work = counting<tmc::aw_spawn>(n);
  work.detach();
}

void detach_2_ok() {
  int n = 0;
  auto work = counting<tmc::aw_spawn_tuple>(n);
  work.detach();
}

void detach_3_ok() {
  int n = 0;
  auto work = counting<tmc::aw_spawn_many>(n);
  work.detach();
}

void detach_4_ok() {
  int n = 0;
  auto work = counting<tmc::aw_spawn_func>(n);
  work.detach();
}

task<> as_task_bad(stream &x) {
  for (;;)
    co_await first(tmc::as_task(take(x)), tick()); // expected-warning {{not safe to lose}}
}

void post_bad() {
  int n = 0;
  tmc::post(1, count(n)); // expected-warning {{but it runs on after}}
}

void post_waitable_bad() {
  int n = 0;
  tmc::post_waitable(1, count(n)); // expected-warning {{but it runs on after}}
}

void post_bulk_bad() {
  int n = 0;
  tmc::post_bulk(1, count(n)); // expected-warning {{but it runs on after}}
}

void post_bulk_waitable_bad() {
  int n = 0;
  tmc::post_bulk_waitable(1, count(n)); // expected-warning {{but it runs on after}}
}

void fork_5_bad() {
  int n = 0;
  tmc::aw_fork_group::fork(count(n)); // expected-warning {{but it runs on after}}
}

tmc::task<int> add_bad() {
  int n = 0;
  return tmc::aw_spawn_group::add(count(n)); // expected-warning {{but it is returned to run}}
}

task<> dropped_task_bad() {
  entries_of::make_tmc_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_aw_spawn_bad() {
  entries_of::make_tmc_aw_spawn(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_aw_spawn_tuple_bad() {
  entries_of::make_tmc_aw_spawn_tuple(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_aw_spawn_many_bad() {
  entries_of::make_tmc_aw_spawn_many(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_aw_spawn_func_bad() {
  entries_of::make_tmc_aw_spawn_func(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_rvalue_only_awaitable_bad() {
  entries_of::make_tmc_detail_rvalue_only_awaitable(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> cancellable_combines_ok(stream &x) {
  for (;;)
    co_await tmc::cancellable(take(x), take(x));
}

task<> mutex_across_ok(tmc::mutex &m) {
  std::lock_guard<tmc::mutex> guard(m);
  co_await tick();
}

task<> mutex_awaited_bad(tmc::mutex &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> mutex_alone_ok(tmc::mutex &o) { co_await o; }

task<> semaphore_across_ok(tmc::semaphore &m) {
  std::lock_guard<tmc::semaphore> guard(m);
  co_await tick();
}

task<> semaphore_awaited_bad(tmc::semaphore &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> semaphore_alone_ok(tmc::semaphore &o) { co_await o; }

task<> rw_lock_across_ok(tmc::rw_lock &m) {
  std::lock_guard<tmc::rw_lock> guard(m);
  co_await tick();
}

task<> mutex_scope_guards_ok(std::mutex &m) {
  tmc::mutex_scope guard(m);
  co_await tick();
}

task<> semaphore_scope_guards_ok(std::mutex &m) {
  tmc::semaphore_scope guard(m);
  co_await tick();
}

task<> rw_lock_read_scope_guards_ok(std::mutex &m) {
  tmc::rw_lock_read_scope guard(m);
  co_await tick();
}

task<> rw_lock_write_scope_guards_ok(std::mutex &m) {
  tmc::rw_lock_write_scope guard(m);
  co_await tick();
}

task<> auto_reset_event_awaited_bad(tmc::auto_reset_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> auto_reset_event_alone_ok(tmc::auto_reset_event &o) { co_await o; }

task<> manual_reset_event_awaited_bad(tmc::manual_reset_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> manual_reset_event_alone_ok(tmc::manual_reset_event &o) { co_await o; }

task<> barrier_awaited_bad(tmc::barrier &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> barrier_alone_ok(tmc::barrier &o) { co_await o; }

task<> latch_awaited_bad(tmc::latch &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> latch_alone_ok(tmc::latch &o) { co_await o; }

task<> mux_tuple_awaited_bad(tmc::mux_tuple &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> mux_tuple_alone_ok(tmc::mux_tuple &o) { co_await o; }

task<> mux_many_awaited_bad(tmc::mux_many &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> mux_many_alone_ok(tmc::mux_many &o) { co_await o; }

thread_local int calls;
task<> on_another_thread_bad() {
  int &here = calls;
  co_await tick();
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

task<> on_another_executor_bad(stream &x) {
  for (;;) {
    co_await first(tmc::spawn(take(x)).run_on(1), tick());        // expected-warning {{not safe to lose}}
    co_await first(tmc::spawn(take(x)).resume_on(1), tick());     // expected-warning {{not safe to lose}}
    co_await first(tmc::spawn(take(x)).with_priority(1), tick()); // expected-warning {{not safe to lose}}
    co_await first(taken<task<int>>(x).resume_on(1), tick());     // expected-warning {{not safe to lose}}
  }
}

task<> caught_ok(stream &x) {
  for (;;) {
    try {
      co_await x.next();
    } catch (...) {
    }
  }
}
task<> caught_raced_ok(stream &x) { co_await first(caught_ok(x), tick()); }
