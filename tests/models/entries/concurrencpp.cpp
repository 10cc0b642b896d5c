// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=concurrencpp %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; concurrencpp.cpp shows how the library is used.

#include "entries/concurrencpp.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = concurrencpp::lazy_result<T>;

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

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(concurrencpp::resume_on(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(concurrencpp::timer_queue::make_delay_object(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_async_lock_bad(concurrencpp::async_lock &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.try_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_scoped_async_lock_bad(concurrencpp::scoped_async_lock &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.try_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_async_condition_variable_bad(concurrencpp::async_condition_variable &o, stream &x) {
  for (;;) {
    co_await first(o.await(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> blocking_result_bad(concurrencpp::result &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_until(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_on_a_pool_ok(concurrencpp::executor_tag, concurrencpp::shared_result &o) {
  o.get();
  co_await tick();
}

task<> blocking_shared_result_bad(concurrencpp::shared_result &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait_until(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_calls_bad() {
  concurrencpp::manual_executor::loop_for(); // expected-warning {{blocks the thread that this coroutine}}
  concurrencpp::manual_executor::loop_until(); // expected-warning {{blocks the thread that this coroutine}}
  concurrencpp::manual_executor::loop_once_for(); // expected-warning {{blocks the thread that this coroutine}}
  concurrencpp::manual_executor::loop_once_until(); // expected-warning {{blocks the thread that this coroutine}}
  concurrencpp::manual_executor::wait_for_task(); // expected-warning {{blocks the thread that this coroutine}}
  concurrencpp::manual_executor::wait_for_task_for(); // expected-warning {{blocks the thread that this coroutine}}
  concurrencpp::manual_executor::wait_for_task_until(); // expected-warning {{blocks the thread that this coroutine}}
  concurrencpp::manual_executor::wait_for_tasks(); // expected-warning {{blocks the thread that this coroutine}}
  concurrencpp::manual_executor::wait_for_tasks_for(); // expected-warning {{blocks the thread that this coroutine}}
  concurrencpp::manual_executor::wait_for_tasks_until(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_timer_ok(concurrencpp::timer &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> when_any_bad(stream &x) {
  for (;;)
    co_await concurrencpp::when_any(1, take(x), take(x)); // expected-warning {{waits for the first of these}} expected-warning 2 {{not safe to lose}}
}

task<> when_all_ok(stream &x) {
  for (;;)
    co_await concurrencpp::when_all(1, take(x), take(x));
}

task<> resolve_bad(stream &x) {
  for (;;)
    co_await first(taken<concurrencpp::result>(x).resolve(), tick()); // expected-warning {{not safe to lose}}
}

task<> resolve_2_bad(stream &x) {
  for (;;)
    co_await first(taken<concurrencpp::shared_result>(x).resolve(), tick()); // expected-warning {{not safe to lose}}
}

task<> resolve_3_bad(stream &x) {
  for (;;)
    co_await first(taken<concurrencpp::lazy_result<int>>(x).resolve(), tick()); // expected-warning {{not safe to lose}}
}

task<> run_bad(stream &x) {
  for (;;)
    co_await first(taken<concurrencpp::lazy_result<int>>(x).run(), tick()); // expected-warning {{not safe to lose}}
}

void make_ready_result_dropped_ok() { concurrencpp::make_ready_result(); }

void make_exceptional_result_dropped_ok() { concurrencpp::make_exceptional_result(); }

task<> post_ok(concurrencpp::executor &o) {
  int n = 0;
  o.post([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> submit_ok(concurrencpp::executor &o) {
  int n = 0;
  o.submit([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> post_2_ok(concurrencpp::executor &o) {
  int n = 0;
  o.post([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> submit_2_ok(concurrencpp::executor &o) {
  int n = 0;
  o.submit([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> post_3_ok() {
  int n = 0;
  concurrencpp::derivable_executor::post([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> submit_3_ok() {
  int n = 0;
  concurrencpp::derivable_executor::submit([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> bulk_post_ok(concurrencpp::executor &o) {
  int n = 0;
  o.bulk_post([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> bulk_submit_ok(concurrencpp::executor &o) {
  int n = 0;
  o.bulk_submit([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> bulk_post_2_ok() {
  int n = 0;
  concurrencpp::derivable_executor::bulk_post([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> bulk_submit_2_ok() {
  int n = 0;
  concurrencpp::derivable_executor::bulk_submit([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> make_timer_ok() {
  int n = 0;
  concurrencpp::timer_queue::make_timer(1, 1, 1, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> make_one_shot_timer_ok() {
  int n = 0;
  concurrencpp::timer_queue::make_one_shot_timer(1, 1, 1, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> dropped_result_bad() {
  entries_of::make_concurrencpp_result(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_lazy_result_bad() {
  entries_of::make_concurrencpp_lazy_result(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_null_result_ok() {
  entries_of::make_concurrencpp_null_result();
  co_await tick();
}

task<> dropped_shared_result_ok() {
  entries_of::make_concurrencpp_shared_result();
  co_await tick();
}

task<> async_lock_across_ok(concurrencpp::async_lock &m) {
  std::lock_guard<concurrencpp::async_lock> guard(m);
  co_await tick();
}

task<> scoped_async_lock_guards_ok(std::mutex &m) {
  concurrencpp::scoped_async_lock guard(m);
  co_await tick();
}

thread_local int calls;
task<> on_another_thread_bad() {
  int &here = calls;
  co_await tick();
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

task<> caught_bad(stream &x) {
  for (;;) {
    try {
      co_await x.next(); // expected-warning {{never notices that the coroutine was cancelled}}
    } catch (...) {
    }
  }
}
task<> caught_raced_ok(stream &x) { co_await first(caught_bad(x), tick()); }

task<> posted_in_place_bad(concurrencpp::inline_executor &here) {
  int n = 0;
  here.post([n]() mutable { entries::block(); n++; });   // expected-warning {{blocks the thread that this coroutine}}
  here.submit([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> asked_for_its_status_ok(concurrencpp::result &o, concurrencpp::shared_result &p) {
  if (o.status() == 1)
    o.get();
  if (p.status() == 1)
    p.get();
  co_await tick();
}

task<> asked_whether_it_is_there_ok(concurrencpp::result &o, concurrencpp::result &p) {
  o.wait_for(std::chrono::seconds(0));
  o.get();
  p.wait_until(std::chrono::seconds(0));
  p.get();
  co_await tick();
}
