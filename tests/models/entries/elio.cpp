// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=elio %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; elio.cpp shows how the library is used.

#include "entries/elio.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = elio::coro::task<T>;

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
    co_await first(elio::time::sleep_for(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(elio::time::sleep_until(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(elio::time::yield(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(elio::time::sleep_for(1, 1), tick());
    co_await first(elio::net::tcp_connect(), tick());
    co_await first(elio::net::uds_connect(), tick());
  }
}

task<> raced_calls_2_bad(stream &x) {
  for (;;) {
    co_await first(elio::net::resolve_hostname(), tick());
    co_await first(elio::spawn_blocking(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(elio::runtime::set_affinity(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(elio::runtime::clear_affinity(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(elio::runtime::bind_to_current_worker(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_mutex_bad(elio::sync::mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock(1), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_shared_mutex_bad(elio::sync::shared_mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock_shared(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock(1), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.lock_shared(1), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_semaphore_bad(elio::sync::semaphore &o, stream &x) {
  for (;;) {
    co_await first(o.acquire(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.acquire(1), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_event_bad(elio::sync::event &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.wait(1), tick());
  }
}

task<> raced_condition_variable_ok(elio::sync::condition_variable &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick());
    co_await first(o.wait_unlocked(), tick());
  }
}

task<> raced_channel_bad(elio::sync::channel &o, stream &x) {
  for (;;) {
    co_await first(o.recv(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.recv(1), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.send(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.send(1, 1), tick());
  }
}

task<> raced_tcp_stream_bad(elio::net::tcp_stream &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.read_exactly(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.writev(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write_exactly(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.poll_read(), tick());
  }
}

task<> raced_tcp_stream_2_bad(elio::net::tcp_stream &o, stream &x) {
  for (;;) {
    co_await first(o.poll_write(), tick());
    co_await first(o.close(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_uds_stream_bad(elio::net::uds_stream &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.read_exactly(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.writev(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write_exactly(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.poll_read(), tick());
  }
}

task<> raced_uds_stream_2_bad(elio::net::uds_stream &o, stream &x) {
  for (;;) {
    co_await first(o.poll_write(), tick());
    co_await first(o.close(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_stream_bad(elio::net::stream &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.read_exactly(), tick());
    co_await first(o.write(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write_exactly(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.write_all(), tick());
    co_await first(o.close(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_tcp_listener_bad(elio::net::tcp_listener &o, stream &x) {
  for (;;) {
    co_await first(o.accept(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_uds_listener_bad(elio::net::uds_listener &o, stream &x) {
  for (;;) {
    co_await first(o.accept(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_task_group_ok(elio::coro::task_group &o, stream &x) {
  for (;;) {
    co_await first(o.join(), tick());
  }
}

task<> blocking_calls_bad() {
  elio::runtime::run(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_join_handle_bad(elio::coro::join_handle &o) {
  o.wait_destroyed(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_task_group_ok(elio::coro::task_group &o) {
  co_await first(take(o), tick());
  o.request_cancel();
}

task<> looked_at_join_handle_ok(elio::coro::join_handle &o) {
  co_await first(take(o), tick());
  o.request_cancel();
}

task<> looked_at_cancel_source_ok(elio::coro::cancel_source &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> closed_channel_ok(elio::sync::channel &o, int n) {
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

task<> closed_tcp_stream_ok(elio::net::tcp_stream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    co_await o.close();
    break;
  case 1:
    o.close_sync();
    break;
  case 2:
    o.shutdown_socket();
    break;
  case 3:
    o.shutdown();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_uds_stream_ok(elio::net::uds_stream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    co_await o.close();
    break;
  case 1:
    o.close_sync();
    break;
  case 2:
    o.shutdown_socket();
    break;
  case 3:
    o.shutdown();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_stream_ok(elio::net::stream &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    co_await o.close();
    break;
  case 1:
    o.disconnect();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_tcp_listener_ok(elio::net::tcp_listener &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.close_sync();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_uds_listener_ok(elio::net::uds_listener &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.close_sync();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> when_any_bad(stream &x) {
  for (;;)
    co_await elio::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> with_timeout_bad(stream &x) {
  for (;;)
    co_await elio::with_timeout(1, take(x)); // expected-warning {{not safe to lose}}
}

task<> when_all_ok(stream &x) {
  for (;;)
    co_await elio::when_all(take(x), tick());
}

void go_bad() {
  int n = 0;
  elio::go(count(n)); // expected-warning {{but it runs on after}}
}

void go_to_bad() {
  int n = 0;
  elio::go_to(1, count(n)); // expected-warning {{but it runs on after}}
}

void spawn_bad() {
  int n = 0;
  elio::spawn(count(n)); // expected-warning {{but it runs on after}}
}

task<> dropped_task_bad() {
  entries_of::make_elio_coro_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_join_handle_bad() {
  entries_of::make_elio_coro_join_handle(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> mutex_across_ok(elio::sync::mutex &m) {
  std::lock_guard<elio::sync::mutex> guard(m);
  co_await tick();
}

task<> shared_mutex_across_ok(elio::sync::shared_mutex &m) {
  std::lock_guard<elio::sync::shared_mutex> guard(m);
  co_await tick();
}

task<> lock_guard_guards_ok(std::mutex &m) {
  elio::sync::lock_guard guard(m);
  co_await tick();
}

task<> shared_lock_guard_guards_ok(std::mutex &m) {
  elio::sync::shared_lock_guard guard(m);
  co_await tick();
}

task<> unique_lock_guard_guards_ok(std::mutex &m) {
  elio::sync::unique_lock_guard guard(m);
  co_await tick();
}

task<> spinlock_across_bad(elio::sync::spinlock &m) {
  std::lock_guard<elio::sync::spinlock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> spinlock_guard_guards_bad(std::mutex &m) {
  elio::sync::spinlock_guard guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> cancel_token_given_ok(stream &x, elio::coro::cancel_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> cancel_source_given_ok(stream &x, elio::coro::cancel_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> task_group_unjoined_bad() {
  elio::coro::task_group scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.spawn(count(n));
  co_await tick();
}

thread_local int calls;
task<> on_another_thread_bad() {
  int &here = calls;
  co_await tick();
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

task<> slept_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> slept_as_it_should_ok() { co_await elio::time::sleep_for(1); }

// What a scope's callback does is what is awaited.
task<> task_scope_raced_bad(stream &x) {
  for (;;)
    co_await first(elio::coro::task_scope([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}
task<> task_scope_on_a_scheduler_raced_bad(stream &x, int scheduler) {
  for (;;)
    co_await first(elio::coro::task_scope(scheduler, [&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

using received = elio::sync::channel::cancellable_recv_result;
task<> received_ok(stream &x) {
  auto r = co_await entries::within<received>(take(x));
  if (!r.success())
    co_return;
  co_await x.next();
}
task<> received_cancelled_ok(stream &x) {
  auto r = co_await entries::until<received>(take(x));
  if (r.was_cancelled())
    co_return;
  co_await x.next();
}
task<> received_closed_ok(stream &x) {
  auto r = co_await entries::until<received>(take(x));
  if (r.was_closed())
    co_return;
  co_await x.next();
}
task<> told_by_its_flag_ok(stream &x) {
  auto r = co_await elio::with_timeout(1, take(x));
  if (r.timed_out)
    co_return;
  co_await x.next();
}
