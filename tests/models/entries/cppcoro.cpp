// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=cppcoro %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; cppcoro.cpp shows how the library is used.

#include "entries/cppcoro.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = cppcoro::task<T>;

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

task<> raced_async_scope_bad(cppcoro::async_scope &o, stream &x) {
  for (;;) {
    co_await first(o.join(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(cppcoro::io_service::schedule_after(), tick());
    co_await first(cppcoro::io_service::schedule(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(cppcoro::static_thread_pool::schedule(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(cppcoro::round_robin_scheduler::schedule(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_async_mutex_bad(cppcoro::async_mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock_async(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.scoped_lock_async(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_sequence_barrier_bad(cppcoro::sequence_barrier &o, stream &x) {
  for (;;) {
    co_await first(o.wait_until_published(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_single_producer_sequencer_bad(cppcoro::single_producer_sequencer &o, stream &x) {
  for (;;) {
    co_await first(o.wait_until_published(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.claim_one(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.claim_up_to(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_multi_producer_sequencer_bad(cppcoro::multi_producer_sequencer &o, stream &x) {
  for (;;) {
    co_await first(o.wait_until_published(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.claim_one(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.claim_up_to(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_socket_bad(cppcoro::net::socket &o, stream &x, std::string &kept) {
  for (;;) {
    co_await first(o.recv(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.recv_from(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.send(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.send_to(), tick());
    co_await first(o.accept(kept), tick());
    co_await first(o.connect(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_socket_2_bad(cppcoro::net::socket &o, stream &x) {
  for (;;) {
    co_await first(o.disconnect(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_readable_file_ok(cppcoro::readable_file &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick());
  }
}

task<> raced_writable_file_ok(cppcoro::writable_file &o, stream &x) {
  for (;;) {
    co_await first(o.write(), tick());
  }
}

task<> blocking_calls_bad() {
  cppcoro::sync_wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  cppcoro::io_service::process_events(); // expected-warning {{blocks the thread that this coroutine}}
  cppcoro::io_service::process_one_event(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_cancellation_source_ok(cppcoro::cancellation_source &o) {
  co_await first(take(o), tick());
  o.request_cancellation();
}

task<> closed_socket_ok(cppcoro::net::socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close_send();
    break;
  case 1:
    o.close_recv();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> when_all_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await cppcoro::when_all(branches);
  }
}

task<> when_all_2_ok(stream &x) {
  for (;;)
    co_await cppcoro::when_all(take(x), tick());
}

task<> when_all_ready_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await cppcoro::when_all_ready(branches);
  }
}

task<> when_all_ready_2_ok(stream &x) {
  for (;;)
    co_await cppcoro::when_all_ready(take(x), tick());
}

task<> schedule_on_bad(stream &x) {
  for (;;)
    co_await first(cppcoro::schedule_on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> resume_on_bad(stream &x) {
  for (;;)
    co_await first(cppcoro::resume_on(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> fmap_bad(stream &x) {
  for (;;)
    co_await first(cppcoro::fmap(1, take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> make_task_bad(stream &x) {
  for (;;)
    co_await first(cppcoro::make_task(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> make_shared_task_bad(stream &x) {
  for (;;)
    co_await first(cppcoro::make_shared_task(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> when_ready_bad(stream &x) {
  for (;;)
    co_await first(taken<cppcoro::task<int>>(x).when_ready(), tick()); // expected-warning {{not safe to lose}}
}

task<> when_ready_2_bad(stream &x) {
  for (;;)
    co_await first(taken<cppcoro::shared_task>(x).when_ready(), tick()); // expected-warning {{not safe to lose}}
}

task<> schedule_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await cppcoro::inline_scheduler::schedule();
}

task<> dropped_task_bad() {
  entries_of::make_cppcoro_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_shared_task_bad() {
  entries_of::make_cppcoro_shared_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_when_all_ready_awaitable_bad() {
  entries_of::make_cppcoro_detail_when_all_ready_awaitable(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_fmap_awaitable_bad() {
  entries_of::make_cppcoro_detail_fmap_awaitable(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> async_mutex_across_ok(cppcoro::async_mutex &m) {
  std::lock_guard<cppcoro::async_mutex> guard(m);
  co_await tick();
}

task<> async_mutex_lock_guards_ok(std::mutex &m) {
  cppcoro::async_mutex_lock guard(m);
  co_await tick();
}

task<> async_manual_reset_event_awaited_bad(cppcoro::async_manual_reset_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> async_manual_reset_event_alone_ok(cppcoro::async_manual_reset_event &o) { co_await o; }

task<> single_consumer_event_awaited_bad(cppcoro::single_consumer_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> single_consumer_event_alone_ok(cppcoro::single_consumer_event &o) { co_await o; }

task<> async_latch_awaited_bad(cppcoro::async_latch &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> async_latch_alone_ok(cppcoro::async_latch &o) { co_await o; }

task<> async_auto_reset_event_awaited_bad(cppcoro::async_auto_reset_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> async_auto_reset_event_alone_ok(cppcoro::async_auto_reset_event &o) { co_await o; }

task<> single_consumer_async_auto_reset_event_awaited_bad(cppcoro::single_consumer_async_auto_reset_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> single_consumer_async_auto_reset_event_alone_ok(cppcoro::single_consumer_async_auto_reset_event &o) { co_await o; }

task<> operation_cancelled_swallowed_bad(stream &x, cppcoro::cancellation_token token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const cppcoro::operation_cancelled &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> operation_cancelled_swallowed_raced_ok(stream &x, cppcoro::cancellation_token token) { co_await first(operation_cancelled_swallowed_bad(x, token), tick()); }

task<> cancellation_token_given_ok(stream &x, cppcoro::cancellation_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> cancellation_source_given_ok(stream &x, cppcoro::cancellation_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> async_scope_unjoined_bad() {
  cppcoro::async_scope scope; // expected-warning {{may end without having been joined}}
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
task<> names_it_ok(cppcoro::static_thread_pool &) { co_await tick(); }
