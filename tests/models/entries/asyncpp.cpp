// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=asyncpp %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; asyncpp.cpp shows how the library is used.

#include "entries/asyncpp.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = asyncpp::task<T>;

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

task<> raced_async_launch_scope_bad(asyncpp::async_launch_scope &o, stream &x) {
  for (;;) {
    co_await first(o.join(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_mutex_bad(asyncpp::mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock_scoped(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_mutex_lock_bad(asyncpp::mutex_lock &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_channel_bad(asyncpp::channel &o, stream &x) {
  for (;;) {
    co_await first(o.read(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.write(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_single_consumer_event_bad(asyncpp::single_consumer_event &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_multi_consumer_event_bad(asyncpp::multi_consumer_event &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_single_consumer_auto_reset_event_bad(asyncpp::single_consumer_auto_reset_event &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_multi_consumer_auto_reset_event_bad(asyncpp::multi_consumer_auto_reset_event &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> blocking_promise_bad(asyncpp::promise &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> closed_channel_ok(asyncpp::channel &o, int n) {
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

void launch_bad() {
  int n = 0;
  asyncpp::launch(count(n)); // expected-warning {{but it runs on after}}
}

asyncpp::task<int> as_promise_bad() {
  int n = 0;
  return asyncpp::as_promise(count(n)); // expected-warning {{but it is returned to run}}
}

task<> dropped_task_bad() {
  entries_of::make_asyncpp_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> promise_awaited_bad(asyncpp::promise &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> promise_alone_ok(asyncpp::promise &o) { co_await o; }

task<> single_consumer_event_awaited_bad(asyncpp::single_consumer_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> single_consumer_event_alone_ok(asyncpp::single_consumer_event &o) { co_await o; }

task<> multi_consumer_event_awaited_bad(asyncpp::multi_consumer_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> multi_consumer_event_alone_ok(asyncpp::multi_consumer_event &o) { co_await o; }

task<> single_consumer_auto_reset_event_awaited_bad(asyncpp::single_consumer_auto_reset_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> single_consumer_auto_reset_event_alone_ok(asyncpp::single_consumer_auto_reset_event &o) { co_await o; }

task<> multi_consumer_auto_reset_event_awaited_bad(asyncpp::multi_consumer_auto_reset_event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> multi_consumer_auto_reset_event_alone_ok(asyncpp::multi_consumer_auto_reset_event &o) { co_await o; }

task<> defer_awaited_bad(asyncpp::defer &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> defer_alone_ok(asyncpp::defer &o) { co_await o; }

task<> mutex_across_ok(asyncpp::mutex &m) {
  std::lock_guard<asyncpp::mutex> guard(m);
  co_await tick();
}

task<> mutex_lock_guards_ok(std::mutex &m) {
  asyncpp::mutex_lock guard(m);
  co_await tick();
}

task<> async_launch_scope_unjoined_bad() {
  asyncpp::async_launch_scope scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.launch(count(n));
  co_await tick();
}

task<> stop_token_given_ok(stream &x, asyncpp::stop_token token) {
  co_await x.next_until(token);
  co_await x.next();
}
