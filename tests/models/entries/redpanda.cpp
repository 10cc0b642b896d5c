// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=redpanda %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; redpanda.cpp shows how the library is used.

#include "entries/redpanda.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = seastar::future<T>;

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

task<> raced_calls_ok(stream &x) {
  for (;;) {
    co_await first(ssx::sleep_abortable(), tick());
  }
}

task<> raced_basic_event_ok(ssx::basic_event &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_event_ok(ssx::event &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
  }
}

task<> raced_mutex_ok(mutex &o, stream &x) {
  for (;;) {
    co_await first(o.get_units(), tick());
  }
}

task<> raced_work_queue_ok(ssx::work_queue &o, stream &x) {
  for (;;) {
    co_await first(o.shutdown(), tick());
  }
}

task<> closed_work_queue_ok(ssx::work_queue &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    co_await o.shutdown();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> with_timeout_abortable_ok(stream &x) {
  for (;;)
    co_await ssx::with_timeout_abortable(take(x));
}

task<> when_all_succeed_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await ssx::when_all_succeed(branches);
  }
}

task<> async_transform_ok(stream &x) {
  co_await ssx::async_transform(1, [&] { return take(x); });
}

task<> async_flat_transform_ok(stream &x) {
  co_await ssx::async_flat_transform(1, [&] { return take(x); });
}

task<> parallel_transform_ok(stream &x) {
  co_await ssx::parallel_transform(1, [&] { return take(x); });
}

task<> async_for_each_ok(stream &x) {
  co_await ssx::async_for_each(1, [&] { return take(x); });
}

task<> partition_ok(stream &x) {
  co_await ssx::partition(1, [&] { return take(x); });
}

task<> with_bad(stream &x, mutex &o) {
  for (;;)
    co_await first(o.with([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> used_try_get_units_bad(mutex &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.try_get_units();
}

void spawn_with_gate_bad() {
  int n = 0;
  ssx::spawn_with_gate(1, count(n)); // expected-warning {{but it runs on after}}
}

void repeat_until_gate_closed_bad() {
  int n = 0;
  ssx::repeat_until_gate_closed(1, [&n]() -> task<> { // expected-warning {{but it runs on after}}
    co_await tick();
    ++n;
  });
}

void repeat_until_gate_closed_or_aborted_bad() {
  int n = 0;
  ssx::repeat_until_gate_closed_or_aborted(1, [&n]() -> task<> { // expected-warning {{but it runs on after}}
    co_await tick();
    ++n;
  });
}

task<> spawn_with_gate_then_bad(stream &x) {
  for (;;)
    co_await first(ssx::spawn_with_gate_then(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> ignore_shutdown_exceptions_bad(stream &x) {
  for (;;)
    co_await first(ssx::ignore_shutdown_exceptions(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> is_shutdown_exception_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  ssx::is_shutdown_exception(o);
}

void submit_bad(ssx::work_queue &o) {
  int n = 0;
  o.submit(1, [&n]() -> task<> { // expected-warning {{but its scope is not joined}}
    co_await tick();
    ++n;
  });
}

void submit_delayed_bad(ssx::work_queue &o) {
  int n = 0;
  o.submit_delayed(1, [&n]() -> task<> { // expected-warning {{but its scope is not joined}}
    co_await tick();
    ++n;
  });
}

task<> named_semaphore_across_ok(ssx::named_semaphore &m) {
  std::lock_guard<ssx::named_semaphore> guard(m);
  co_await tick();
}

task<> semaphore_across_ok(ssx::semaphore &m) {
  std::lock_guard<ssx::semaphore> guard(m);
  co_await tick();
}

task<> shutdown_requested_exception_swallowed_bad(stream &x, ssx::sharded_abort_source token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const ssx::shutdown_requested_exception &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> shutdown_requested_exception_swallowed_raced_ok(stream &x, ssx::sharded_abort_source token) { co_await first(shutdown_requested_exception_swallowed_bad(x, token), tick()); }

task<> connection_aborted_exception_swallowed_bad(stream &x, ssx::sharded_abort_source token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const ssx::connection_aborted_exception &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> connection_aborted_exception_swallowed_raced_ok(stream &x, ssx::sharded_abort_source token) { co_await first(connection_aborted_exception_swallowed_bad(x, token), tick()); }

task<> sharded_abort_source_given_ok(stream &x, ssx::sharded_abort_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> work_queue_unjoined_bad() {
  ssx::work_queue scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.submit(count(n));
  co_await tick();
}
