// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=unifex %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; unifex.cpp shows how the library is used.

#include "entries/unifex.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = unifex::task<T>;

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
    co_await first(unifex::schedule_after(), tick());
    co_await first(unifex::_schedule_after::schedule_after(), tick());
    co_await first(unifex::schedule_at(), tick());
    co_await first(unifex::_schedule_at::schedule_at(), tick());
    co_await first(unifex::schedule(), tick());
    co_await first(unifex::stop_if_requested(), tick());
  }
}

task<> raced_calls_2_ok(stream &x) {
  for (;;) {
    co_await first(unifex::stop(), tick());
    co_await first(unifex::just_done(), tick());
    co_await first(unifex::_just_done_cpo::just_done(), tick());
    co_await first(unifex::just(), tick());
    co_await first(unifex::_just_cpo::just(), tick());
  }
}

task<> raced_streams_bad(stream &x) {
  for (;;) {
    co_await first(unifex::async_read_some(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(unifex::_io_cpo::async_read_some(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(unifex::async_write_some(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(unifex::_io_cpo::async_write_some(x), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_files_ok(stream &x) {
  for (;;) {
    co_await first(unifex::async_read_some_at(x), tick());
    co_await first(unifex::_io_cpo::async_read_some_at(x), tick());
    co_await first(unifex::async_write_some_at(x), tick());
    co_await first(unifex::_io_cpo::async_write_some_at(x), tick());
  }
}

task<> raced_async_mutex_bad(unifex::async_mutex &o, stream &x) {
  for (;;) {
    co_await first(o.async_lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_async_mutex_2_bad(unifex::v2::async_mutex &o, stream &x) {
  for (;;) {
    co_await first(o.async_lock(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_async_manual_reset_event_bad(unifex::async_manual_reset_event &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_async_manual_reset_event_2_bad(unifex::_amre::async_manual_reset_event &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_async_manual_reset_event_3_ok(unifex::v2::async_manual_reset_event &o, stream &x) {
  for (;;) {
    co_await first(o.async_wait(), tick());
  }
}

task<> raced_async_pass_bad(unifex::async_pass &o, stream &x) {
  for (;;) {
    co_await first(o.async_accept(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_call(), tick());
    co_await first(o.async_throw(), tick());
  }
}

task<> raced_async_pass_2_bad(unifex::_pass::async_pass &o, stream &x) {
  for (;;) {
    co_await first(o.async_accept(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_call(), tick());
    co_await first(o.async_throw(), tick());
  }
}

task<> raced_nothrow_async_pass_bad(unifex::nothrow_async_pass &o, stream &x) {
  for (;;) {
    co_await first(o.async_accept(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_call(), tick());
    co_await first(o.async_throw(), tick());
  }
}

task<> raced_async_scope_ok(unifex::async_scope &o, stream &x) {
  for (;;) {
    co_await first(o.complete(), tick());
    co_await first(o.cleanup(), tick());
    co_await first(o.join(), tick());
  }
}

task<> raced_async_scope_2_ok(unifex::_async_scope::async_scope &o, stream &x) {
  for (;;) {
    co_await first(o.complete(), tick());
    co_await first(o.cleanup(), tick());
    co_await first(o.join(), tick());
  }
}

task<> raced_async_scope_3_ok(unifex::v2::async_scope &o, stream &x) {
  for (;;) {
    co_await first(o.join(), tick());
  }
}

task<> raced_async_scope_4_ok(unifex::v2::_async_scope::async_scope &o, stream &x) {
  for (;;) {
    co_await first(o.join(), tick());
  }
}

task<> blocking_calls_bad() {
  unifex::sync_wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  unifex::sync_wait_r(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_async_scope_ok(unifex::async_scope &o) {
  co_await first(take(o), tick());
  o.request_stop();
}

task<> looked_at_async_scope_2_ok(unifex::_async_scope::async_scope &o) {
  co_await first(take(o), tick());
  o.request_stop();
}

task<> looked_at_inplace_stop_source_ok(unifex::inplace_stop_source &o) {
  co_await first(take(o), tick());
  o.request_stop();
  o.stop_requested();
}

task<> looked_at_fused_stop_source_ok(unifex::fused_stop_source &o) {
  co_await first(take(o), tick());
  o.request_stop();
}

task<> looked_at_inplace_stop_token_ok(unifex::inplace_stop_token &o) {
  co_await first(take(o), tick());
  o.stop_requested();
  o.stop_possible();
}

task<> looked_at_async_manual_reset_event_ok(unifex::async_manual_reset_event &o) {
  co_await first(take(o), tick());
  o.ready();
}

task<> looked_at_async_manual_reset_event_2_ok(unifex::_amre::async_manual_reset_event &o) {
  co_await first(take(o), tick());
  o.ready();
}

task<> part_get_token_bad(stream &x) {
  for (;;) {
    unifex::inplace_stop_source kept;
    co_await first(entries::fill(x, kept.get_token()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> when_any_bad(stream &x) {
  for (;;)
    co_await unifex::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> stop_when_ok(stream &x) {
  for (;;)
    co_await unifex::stop_when(take(x), take(x));
}

task<> when_all_ok(stream &x) {
  for (;;)
    co_await unifex::when_all(take(x), tick());
}

task<> when_all_range_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await unifex::when_all_range(branches);
  }
}

task<> done_as_optional_bad(stream &x) {
  for (;;)
    co_await unifex::done_as_optional(take(x)); // expected-warning {{not safe to lose}} expected-warning {{passed over}}
}

task<> done_as_optional_2_bad(stream &x) {
  for (;;)
    co_await unifex::_done_as_opt::_cpo::done_as_optional(take(x)); // expected-warning {{not safe to lose}} expected-warning {{passed over}}
}

task<> detach_on_cancel_bad(stream &x) {
  for (;;)
    co_await first(unifex::detach_on_cancel(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> detach_on_cancel_2_bad(stream &x) {
  for (;;)
    co_await first(unifex::detach_on_cancel_impl::detach_on_cancel(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> left_running_bad() {
  int n = 0;
  co_await unifex::detach_on_cancel(count(n)); // expected-warning {{but it runs on when what awaits it is cancelled}}
}

task<> unstoppable_ok(stream &x) {
  for (;;)
    co_await first(unifex::unstoppable(take(x)), tick());
}

task<> unstoppable_2_ok(stream &x) {
  for (;;)
    co_await first(unifex::_unstoppable_cpo::unstoppable(take(x)), tick());
}

unifex::task<int> then_bad() {
  int n = 0;
  return unifex::then(count(n)); // expected-warning {{but it is returned to run}}
}

unifex::task<int> let_value_bad() {
  int n = 0;
  return unifex::let_value(count(n)); // expected-warning {{but it is returned to run}}
}

task<> let_error_bad(stream &x) {
  for (;;)
    co_await first(unifex::let_error(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> let_done_bad(stream &x) {
  for (;;)
    co_await first(unifex::let_done(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> into_variant_bad(stream &x) {
  for (;;)
    co_await first(unifex::into_variant(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> finally_bad(stream &x) {
  for (;;)
    co_await first(unifex::finally(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> via_bad(stream &x) {
  for (;;)
    co_await first(unifex::via(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> typed_via_bad(stream &x) {
  for (;;)
    co_await first(unifex::typed_via(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> with_query_value_bad(stream &x) {
  for (;;)
    co_await first(unifex::with_query_value(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> with_query_value_2_bad(stream &x) {
  for (;;)
    co_await first(unifex::_with_query_value_cpo::with_query_value(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> on_bad(stream &x) {
  for (;;)
    co_await first(unifex::on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> on_2_bad(stream &x) {
  for (;;)
    co_await first(unifex::_on::on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> nest_bad(stream &x) {
  for (;;)
    co_await first(unifex::nest(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> nest_2_bad(stream &x) {
  for (;;)
    co_await first(unifex::_nest_cpo::nest(take(x)), tick()); // expected-warning {{not safe to lose}}
}

void spawn_detached_bad() {
  int n = 0;
  unifex::spawn_detached(count(n)); // expected-warning {{but it runs on after}}
}

task<> spawn_future_bad(stream &x) {
  for (;;)
    co_await first(unifex::spawn_future(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> detached_spawn_call_on_bad(unifex::async_scope &o) {
  int n = 0;
  o.detached_spawn_call_on(1, [&n] { entries::block(); n++; }); // expected-warning {{but its scope is not joined}}
  co_await tick();
}

task<> detached_spawn_call_on_2_bad(unifex::_async_scope::async_scope &o) {
  int n = 0;
  o.detached_spawn_call_on(1, [&n] { entries::block(); n++; }); // expected-warning {{but its scope is not joined}}
  co_await tick();
}

task<> spawn_call_on_bad(unifex::async_scope &o) {
  int n = 0;
  o.spawn_call_on(1, [&n] { entries::block(); n++; }); // expected-warning {{but its scope is not joined}}
  co_await tick();
}

task<> spawn_call_on_2_bad(unifex::_async_scope::async_scope &o) {
  int n = 0;
  o.spawn_call_on(1, [&n] { entries::block(); n++; }); // expected-warning {{but its scope is not joined}}
  co_await tick();
}

task<> spawn_bad(stream &x, unifex::async_scope &o) {
  for (;;)
    co_await first(o.spawn(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_2_bad(stream &x, unifex::_async_scope::async_scope &o) {
  for (;;)
    co_await first(o.spawn(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_on_bad(stream &x, unifex::async_scope &o) {
  for (;;)
    co_await first(o.spawn_on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_on_2_bad(stream &x, unifex::_async_scope::async_scope &o) {
  for (;;)
    co_await first(o.spawn_on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> attach_bad(stream &x, unifex::async_scope &o) {
  for (;;)
    co_await first(o.attach(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> attach_2_bad(stream &x, unifex::_async_scope::async_scope &o) {
  for (;;)
    co_await first(o.attach(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> attach_on_bad(stream &x, unifex::async_scope &o) {
  for (;;)
    co_await first(o.attach_on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> attach_on_2_bad(stream &x, unifex::_async_scope::async_scope &o) {
  for (;;)
    co_await first(o.attach_on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> at_coroutine_exit_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await unifex::at_coroutine_exit();
}

task<> at_coroutine_exit_2_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await unifex::_at_coroutine_exit::_cpo::at_coroutine_exit();
}

task<> dropped_task_bad() {
  entries_of::make_unifex_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_nothrow_task_bad() {
  entries_of::make_unifex_nothrow_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_type_bad() {
  entries_of::make_unifex__task__task_type(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_future_bad() {
  entries_of::make_unifex_v2_future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_future_2_bad() {
  entries_of::make_unifex_future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_type_2_bad() {
  entries_of::make_unifex__spawn_future__future_type(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> async_mutex_across_ok(unifex::async_mutex &m) {
  std::lock_guard<unifex::async_mutex> guard(m);
  co_await tick();
}

task<> async_mutex_across_2_ok(unifex::v2::async_mutex &m) {
  std::lock_guard<unifex::v2::async_mutex> guard(m);
  co_await tick();
}

task<> inplace_stop_token_given_ok(stream &x, unifex::inplace_stop_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> inplace_stop_source_given_ok(stream &x, unifex::inplace_stop_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> fused_stop_source_given_ok(stream &x, unifex::fused_stop_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> unstoppable_token_given_ok(stream &x, unifex::unstoppable_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> async_scope_unjoined_bad() {
  unifex::async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.spawn(count(n)); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> async_scope_unjoined_2_bad() {
  unifex::_async_scope::async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.spawn(count(n)); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> debug_async_scope_unjoined_bad() {
  unifex::debug_async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.spawn(count(n));
  co_await tick();
}

task<> async_scope_unjoined_3_bad() {
  unifex::v2::async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.nest(count(n));
  co_await tick();
}

task<> async_scope_unjoined_4_bad() {
  unifex::v2::_async_scope::async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.nest(count(n));
  co_await tick();
}

task<> debug_async_scope_unjoined_2_bad() {
  unifex::v2::debug_async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.nest(count(n));
  co_await tick();
}

thread_local int calls;
task<> on_another_thread_bad() {
  int &here = calls;
  co_await tick();
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

task<> names_it_ok(unifex::static_thread_pool &) { co_await tick(); }
struct worker {
  task<int> next();
  task<int> next(unifex::inplace_stop_token);
};
struct own_token {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  unifex::inplace_stop_token await_resume();
};
task<> passed_on_by_itself_ok(worker &w) {
  auto token = co_await own_token();
  co_await w.next();
}
