// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=stdexec %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; stdexec.cpp shows how the library is used.

#include "entries/stdexec.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = exec::task<T>;

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
    co_await first(experimental::execution::schedule_after(), tick());
    co_await first(experimental::execution::schedule_at(), tick());
    co_await first(exec::schedule_after(), tick());
    co_await first(exec::schedule_at(), tick());
    co_await first(stdexec::schedule(), tick());
    co_await first(experimental::execution::reschedule_coroutine_on(), tick());
  }
}

task<> raced_calls_2_ok(stream &x) {
  for (;;) {
    co_await first(exec::reschedule_coroutine_on(), tick());
    co_await first(stdexec::just(), tick());
    co_await first(stdexec::just_error(), tick());
    co_await first(stdexec::just_stopped(), tick());
    co_await first(stdexec::read_env(), tick());
    co_await first(stdexec::read(), tick());
  }
}

task<> raced_async_scope_ok(experimental::execution::__scope::async_scope &o, stream &x) {
  for (;;) {
    co_await first(o.on_empty(), tick());
  }
}

task<> raced_async_scope_2_ok(experimental::execution::async_scope &o, stream &x) {
  for (;;) {
    co_await first(o.on_empty(), tick());
  }
}

task<> raced_async_scope_3_ok(exec::__scope::async_scope &o, stream &x) {
  for (;;) {
    co_await first(o.on_empty(), tick());
  }
}

task<> raced_async_scope_4_ok(exec::async_scope &o, stream &x) {
  for (;;) {
    co_await first(o.on_empty(), tick());
  }
}

task<> raced_counting_scope_ok(stdexec::counting_scope &o, stream &x) {
  for (;;) {
    co_await first(o.join(), tick());
  }
}

task<> raced_simple_counting_scope_ok(stdexec::simple_counting_scope &o, stream &x) {
  for (;;) {
    co_await first(o.join(), tick());
  }
}

task<> blocking_calls_bad() {
  stdexec::sync_wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  stdexec::sync_wait_with_variant(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  stdexec::this_thread::sync_wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  std::this_thread::sync_wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  std::this_thread::sync_wait_with_variant(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  stdexec::run_loop::run(); // expected-warning {{blocks the thread that this coroutine}}
  stdexec::__run_loop::__run_loop_base::run(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_async_scope_ok(experimental::execution::__scope::async_scope &o) {
  co_await first(take(o), tick());
  o.request_stop();
}

task<> looked_at_async_scope_2_ok(experimental::execution::async_scope &o) {
  co_await first(take(o), tick());
  o.request_stop();
}

task<> looked_at_async_scope_3_ok(exec::__scope::async_scope &o) {
  co_await first(take(o), tick());
  o.request_stop();
}

task<> looked_at_async_scope_4_ok(exec::async_scope &o) {
  co_await first(take(o), tick());
  o.request_stop();
}

task<> looked_at_inplace_stop_source_ok(stdexec::inplace_stop_source &o) {
  co_await first(take(o), tick());
  o.request_stop();
  o.stop_requested();
}

task<> looked_at_counting_scope_ok(stdexec::counting_scope &o) {
  co_await first(take(o), tick());
  o.request_stop();
  o.close();
}

task<> looked_at_simple_counting_scope_ok(stdexec::simple_counting_scope &o) {
  co_await first(take(o), tick());
  o.close();
}

task<> looked_at___base_scope_ok(stdexec::__counting_scopes::__base_scope &o) {
  co_await first(take(o), tick());
  o.close();
}

task<> looked_at_inplace_stop_token_ok(stdexec::inplace_stop_token &o) {
  co_await first(take(o), tick());
  o.stop_requested();
  o.stop_possible();
}

task<> part_get_token_bad(stream &x) {
  for (;;) {
    stdexec::inplace_stop_source kept;
    co_await first(entries::fill(x, kept.get_token()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> when_any_bad(stream &x) {
  for (;;)
    co_await experimental::execution::__when_any::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_any_2_bad(stream &x) {
  for (;;)
    co_await experimental::execution::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_any_3_bad(stream &x) {
  for (;;)
    co_await exec::__when_any::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_any_4_bad(stream &x) {
  for (;;)
    co_await exec::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_all_ok(stream &x) {
  for (;;)
    co_await stdexec::when_all(take(x), tick());
}

task<> when_all_with_variant_ok(stream &x) {
  for (;;)
    co_await stdexec::when_all_with_variant(take(x), tick());
}

task<> transfer_when_all_ok(stream &x) {
  for (;;)
    co_await stdexec::transfer_when_all(take(x), tick());
}

task<> transfer_when_all_with_variant_ok(stream &x) {
  for (;;)
    co_await stdexec::transfer_when_all_with_variant(take(x), tick());
}

task<> fork_join_ok(stream &x) {
  for (;;)
    co_await experimental::execution::fork_join(take(x), tick());
}

task<> fork_join_2_ok(stream &x) {
  for (;;)
    co_await exec::fork_join(take(x), tick());
}

task<> stopped_as_optional_bad(stream &x) {
  for (;;)
    co_await stdexec::stopped_as_optional(take(x)); // expected-warning {{not safe to lose}} expected-warning {{passed over}}
}

task<> stopped_as_error_bad(stream &x) {
  for (;;)
    co_await first(stdexec::stopped_as_error(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> unless_stop_requested_bad(stream &x) {
  for (;;)
    co_await first(experimental::execution::unless_stop_requested(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> unless_stop_requested_2_bad(stream &x) {
  for (;;)
    co_await first(exec::unless_stop_requested(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> let_error_bad(stream &x) {
  for (;;)
    co_await first(stdexec::let_error(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> let_stopped_bad(stream &x) {
  for (;;)
    co_await first(stdexec::let_stopped(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> into_variant_bad(stream &x) {
  for (;;)
    co_await first(stdexec::into_variant(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> continues_on_bad(stream &x) {
  for (;;)
    co_await first(stdexec::continues_on(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> transfer_bad(stream &x) {
  for (;;)
    co_await first(stdexec::transfer(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> write_env_bad(stream &x) {
  for (;;)
    co_await first(stdexec::write_env(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> affine_bad(stream &x) {
  for (;;)
    co_await first(stdexec::affine(take(x)), tick()); // expected-warning {{not safe to lose}}
}

exec::task<int> then_bad() {
  int n = 0;
  return stdexec::then(count(n)); // expected-warning {{but it is returned to run}}
}

exec::task<int> upon_error_bad() {
  int n = 0;
  return stdexec::upon_error(count(n)); // expected-warning {{but it is returned to run}}
}

exec::task<int> upon_stopped_bad() {
  int n = 0;
  return stdexec::upon_stopped(count(n)); // expected-warning {{but it is returned to run}}
}

exec::task<int> let_value_bad() {
  int n = 0;
  return stdexec::let_value(count(n)); // expected-warning {{but it is returned to run}}
}

task<> starts_on_bad(stream &x) {
  for (;;)
    co_await first(stdexec::starts_on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> start_on_bad(stream &x) {
  for (;;)
    co_await first(stdexec::start_on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> on_bad(stream &x) {
  for (;;)
    co_await first(stdexec::on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> associate_bad(stream &x) {
  for (;;)
    co_await first(stdexec::associate(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> unstoppable_ok(stream &x) {
  for (;;)
    co_await first(stdexec::unstoppable(take(x)), tick());
}

void spawn_bad() {
  int n = 0;
  stdexec::spawn(count(n)); // expected-warning {{but it runs on after}}
}

task<> spawn_future_bad(stream &x) {
  for (;;)
    co_await first(stdexec::spawn_future(take(x)), tick()); // expected-warning {{not safe to lose}}
}

void start_detached_bad() {
  int n = 0;
  exec::start_detached(count(n)); // expected-warning {{but it runs on after}}
}

void start_detached_2_bad() {
  int n = 0;
  stdexec::start_detached(count(n)); // expected-warning {{but it runs on after}}
}

task<> ensure_started_bad(stream &x) {
  for (;;)
    co_await first(exec::ensure_started(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> ensure_started_2_bad(stream &x) {
  for (;;)
    co_await first(stdexec::ensure_started(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> split_bad(stream &x) {
  for (;;)
    co_await first(exec::split(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> split_2_bad(stream &x) {
  for (;;)
    co_await first(stdexec::split(take(x)), tick()); // expected-warning {{not safe to lose}}
}

void start_now_bad() {
  int n = 0;
  experimental::execution::start_now(count(n)); // expected-warning {{but it runs on after}}
}

void start_now_2_bad() {
  int n = 0;
  exec::start_now(count(n)); // expected-warning {{but it runs on after}}
}

task<> spawn_future_2_bad(stream &x, experimental::execution::__scope::async_scope &o) {
  for (;;)
    co_await first(o.spawn_future(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_future_3_bad(stream &x, experimental::execution::async_scope &o) {
  for (;;)
    co_await first(o.spawn_future(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_future_4_bad(stream &x, exec::__scope::async_scope &o) {
  for (;;)
    co_await first(o.spawn_future(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_future_5_bad(stream &x, exec::async_scope &o) {
  for (;;)
    co_await first(o.spawn_future(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> nest_bad(stream &x, experimental::execution::__scope::async_scope &o) {
  for (;;)
    co_await first(o.nest(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> nest_2_bad(stream &x, experimental::execution::async_scope &o) {
  for (;;)
    co_await first(o.nest(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> nest_3_bad(stream &x, exec::__scope::async_scope &o) {
  for (;;)
    co_await first(o.nest(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> nest_4_bad(stream &x, exec::async_scope &o) {
  for (;;)
    co_await first(o.nest(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> when_empty_bad(stream &x, experimental::execution::__scope::async_scope &o) {
  for (;;)
    co_await first(o.when_empty(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> when_empty_2_bad(stream &x, experimental::execution::async_scope &o) {
  for (;;)
    co_await first(o.when_empty(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> when_empty_3_bad(stream &x, exec::__scope::async_scope &o) {
  for (;;)
    co_await first(o.when_empty(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> when_empty_4_bad(stream &x, exec::async_scope &o) {
  for (;;)
    co_await first(o.when_empty(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> on_coroutine_succeeded_ok() {
  int n = 0;
  experimental::execution::on_coroutine_succeeded([&n] { entries::block(); n++; });
  co_await tick();
}

task<> on_coroutine_failed_ok() {
  int n = 0;
  experimental::execution::on_coroutine_failed([&n] { entries::block(); n++; });
  co_await tick();
}

task<> on_coroutine_succeeded_2_ok() {
  int n = 0;
  exec::on_coroutine_succeeded([&n] { entries::block(); n++; });
  co_await tick();
}

task<> on_coroutine_failed_2_ok() {
  int n = 0;
  exec::on_coroutine_failed([&n] { entries::block(); n++; });
  co_await tick();
}

task<> at_coroutine_exit_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await experimental::execution::at_coroutine_exit();
}

task<> at_coroutine_exit_2_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await exec::at_coroutine_exit();
}

task<> on_coroutine_stopped_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await experimental::execution::on_coroutine_stopped();
}

task<> on_coroutine_stopped_2_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await exec::on_coroutine_stopped();
}

task<> dropped_task_bad() {
  entries_of::make_stdexec_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_task_2_bad() {
  entries_of::make_beman_task_detail_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_basic_task_bad() {
  entries_of::make_experimental_execution___task_basic_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_basic_task_2_bad() {
  entries_of::make_experimental_execution_basic_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_task_3_bad() {
  entries_of::make_experimental_execution_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_basic_task_3_bad() {
  entries_of::make_exec___task_basic_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_basic_task_4_bad() {
  entries_of::make_exec_basic_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_task_4_bad() {
  entries_of::make_exec_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped___future_bad() {
  entries_of::make_experimental_execution___scope___future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped___future_2_bad() {
  entries_of::make_exec___scope___future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> inplace_stop_token_given_ok(stream &x, stdexec::inplace_stop_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> in_place_stop_token_given_ok(stream &x, stdexec::in_place_stop_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> inplace_stop_source_given_ok(stream &x, stdexec::inplace_stop_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> in_place_stop_source_given_ok(stream &x, stdexec::in_place_stop_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> never_stop_token_given_ok(stream &x, stdexec::never_stop_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> counting_scope_unjoined_bad() {
  stdexec::counting_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.get_token(count(n));
  co_await tick();
}

task<> simple_counting_scope_unjoined_bad() {
  stdexec::simple_counting_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.get_token(count(n));
  co_await tick();
}

task<> async_scope_unjoined_bad() {
  experimental::execution::__scope::async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.spawn(count(n));
  co_await tick();
}

task<> async_scope_unjoined_2_bad() {
  experimental::execution::async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.spawn(count(n));
  co_await tick();
}

task<> async_scope_unjoined_3_bad() {
  exec::__scope::async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.spawn(count(n));
  co_await tick();
}

task<> async_scope_unjoined_4_bad() {
  exec::async_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.spawn(count(n));
  co_await tick();
}

struct own_sender {
  using sender_concept = int;
};
own_sender make_own();
task<> dropped_own_bad() {
  make_own(); // expected-warning {{without being awaited}}
  co_await tick();
}

thread_local int calls;
task<> on_another_thread_bad() {
  int &here = calls;
  co_await tick();
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

task<> names_0_ok(exec::static_thread_pool &) { co_await tick(); }

task<> names_2_ok(experimental::execution::static_thread_pool &) { co_await tick(); }

struct worker {
  task<int> next();
  task<int> next(stdexec::inplace_stop_token);
};
struct own_token {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  stdexec::inplace_stop_token await_resume();
};
task<> passed_on_by_itself_ok(worker &w) {
  auto token = co_await own_token();
  co_await w.next();
}
