// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=crimson %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; crimson.cpp shows how the library is used.

#include "entries/crimson.h"

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

task<> raced_gated_bad(crimson::common::Gated &o, stream &x) {
  for (;;) {
    co_await first(o.close(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> looked_at_gated_ok(crimson::common::Gated &o) {
  co_await first(take(o), tick());
  o.is_closed();
}

task<> with_interruption_ok(stream &x) {
  for (;;)
    co_await crimson::interruptible::interruptor::with_interruption(take(x));
}

task<> dispatch_bad(stream &x, crimson::common::Gated &o) {
  for (;;)
    co_await first(o.dispatch([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> simple_dispatch_bad(stream &x, crimson::common::Gated &o) {
  for (;;)
    co_await first(o.simple_dispatch([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

void dispatch_in_background_bad(crimson::common::Gated &o) {
  int n = 0;
  o.dispatch_in_background(1, [&n]() -> task<> { // expected-warning {{but its scope is not joined}}
    co_await tick();
    ++n;
  });
}

task<> dropped_interruptible_future_detail_bad() {
  entries_of::make_crimson_interruptible_interruptible_future_detail(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped__future_bad() {
  entries_of::make_crimson_errorator__future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> gated_unjoined_bad() {
  crimson::common::Gated scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.dispatch(count(n)); // expected-warning {{without being awaited}}
  co_await tick();
}

template <class T = void> using interruptible = crimson::interruptible::interruptible_future_detail<T>;
interruptible<> fails_at_once_ok(stream &x) {
  for (;;) {
    try {
      co_await x.next();
    } catch (...) {
    }
    co_await start();
  }
}
interruptible<> restarted_bad() {
  for (;;) {
    try {
      co_await start();
    } catch (...) { // expected-warning {{this handler swallows cancellation}}
    }
  }
}

crimson::interruptible::interruptible_future_detail<> interruption_swallowed_bad() {
  for (;;) {
    try {
      co_await tick();
    } catch (const crimson::common::interruption &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

crimson::interruptible::interruptible_future_detail<> system_shutdown_exception_swallowed_bad() {
  for (;;) {
    try {
      co_await tick();
    } catch (const crimson::common::system_shutdown_exception &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

crimson::interruptible::interruptible_future_detail<> actingset_changed_swallowed_bad() {
  for (;;) {
    try {
      co_await tick();
    } catch (const crimson::common::actingset_changed &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}
