// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=libasync %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; libasync.cpp shows how the library is used.

#include "entries/libasync.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = async::result<T>;

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

task<> raced_queue_bad(async::queue &o, stream &x) {
  for (;;) {
    co_await first(o.async_get(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_mutex_bad(async::detail::mutex &o, stream &x) {
  for (;;) {
    co_await first(o.async_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_shared_mutex_bad(async::detail::shared_mutex &o, stream &x) {
  for (;;) {
    co_await first(o.async_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.async_lock_shared(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_recurring_event_ok(async::recurring_event &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
    co_await first(o.async_wait_if(), tick());
  }
}

task<> raced_sequenced_event_ok(async::sequenced_event &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
  }
}

task<> raced_oneshot_event_ok(async::oneshot_event &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_wait_group_ok(async::wait_group &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_future_ok(async::future &o, stream &x) {
  for (;;) {
    co_await first(o.get(), tick());
  }
}

task<> raced_oneshot_primitive_bad(async::oneshot_primitive &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_barrier_bad(async::barrier &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_calls_ok(stream &x) {
  for (;;) {
    co_await first(async::suspend_indefinitely(), tick());
  }
}

task<> blocking_calls_bad() {
  async::run(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  async::run_forever(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_cancellation_event_ok(async::detail::cancellation_event &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> race_and_cancel_bad(stream &x) {
  for (;;)
    co_await async::race_and_cancel(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_all_ok(stream &x) {
  for (;;)
    co_await async::when_all(take(x), tick());
}

task<> lambda_bad(stream &x) {
  for (;;)
    co_await first(async::lambda(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> transform_bad(stream &x) {
  for (;;)
    co_await first(async::transform(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> with_cancel_cb_bad(stream &x) {
  for (;;)
    co_await first(async::with_cancel_cb(take(x)), tick()); // expected-warning {{not safe to lose}}
}

async::result<int> sequence_bad() {
  int n = 0;
  return async::sequence(count(n)); // expected-warning {{but it is returned to run}}
}

async::result<int> ite_bad() {
  int n = 0;
  return async::ite(count(n)); // expected-warning {{but it is returned to run}}
}

async::result<int> let_bad() {
  int n = 0;
  return async::let(count(n)); // expected-warning {{but it is returned to run}}
}

async::result<int> repeat_while_bad() {
  int n = 0;
  return async::repeat_while(count(n)); // expected-warning {{but it is returned to run}}
}

void detach_bad() {
  int n = 0;
  async::detach(count(n)); // expected-warning {{but it runs on after}}
}

void detach_with_allocator_bad() {
  int n = 0;
  async::detach_with_allocator(1, count(n)); // expected-warning {{but it runs on after}}
}

void spawn_with_allocator_bad() {
  int n = 0;
  async::spawn_with_allocator(1, count(n)); // expected-warning {{but it runs on after}}
}

task<> dropped_result_bad() {
  entries_of::make_async_result(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_detached_ok() {
  entries_of::make_async_detached();
  co_await tick();
}

task<> mutex_across_ok(async::detail::mutex &m) {
  std::lock_guard<async::detail::mutex> guard(m);
  co_await tick();
}

task<> shared_mutex_across_ok(async::detail::shared_mutex &m) {
  std::lock_guard<async::detail::shared_mutex> guard(m);
  co_await tick();
}

task<> cancellation_token_given_ok(stream &x, async::cancellation_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> cancellation_event_given_ok(stream &x, async::cancellation_event token) {
  co_await x.next_until(token);
  co_await x.next();
}
