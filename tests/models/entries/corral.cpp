// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=corral %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; corral.cpp shows how the library is used.

#include "entries/corral.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = corral::Task<T>;

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
    co_await first(corral::untilCancelledAnd(), tick());
    co_await first(corral::sleepFor(), tick());
    co_await first(corral::noop(), tick());
    co_await first(corral::untilCBCalled(1, [] {}), tick());
    co_await first(corral::untilCBCalled(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_basicunsafenursery_ok(corral::BasicUnsafeNursery &o, stream &x) {
  for (;;) {
    co_await first(o.join(), tick());
  }
}

task<> raced_event_ok(corral::Event &o, stream &x) {
  for (;;) {
    co_await first(o.get(), tick());
  }
}

task<> raced_parkinglot_ok(corral::ParkingLot &o, stream &x) {
  for (;;) {
    co_await first(o.park(), tick());
  }
}

task<> raced_value_ok(corral::Value &o, stream &x) {
  for (;;) {
    co_await first(o.untilMatches(), tick());
    co_await first(o.untilEquals(), tick());
    co_await first(o.untilChanged(), tick());
  }
}

task<> raced_shared_ok(corral::Shared &o, stream &x) {
  for (;;) {
    co_await first(o.asOptional(), tick());
  }
}

task<> raced_channel_ok(corral::Channel &o, stream &x) {
  for (;;) {
    co_await first(o.receive(), tick());
    co_await first(o.send(), tick());
  }
}

task<> raced_readhalf_ok(corral::detail::channel::ReadHalf &o, stream &x) {
  for (;;) {
    co_await first(o.receive(), tick());
  }
}

task<> raced_writehalf_ok(corral::detail::channel::WriteHalf &o, stream &x) {
  for (;;) {
    co_await first(o.send(), tick());
  }
}

task<> raced_semaphore_bad(corral::Semaphore &o, stream &x) {
  for (;;) {
    co_await first(o.acquire(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.lock(), tick());
  }
}

task<> raced_threadpool_bad(corral::ThreadPool &o, stream &x) {
  for (;;) {
    co_await first(o.run(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> blocking_calls_bad() {
  corral::run(1, entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_basicnursery_ok(corral::BasicNursery &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_nurserybase_ok(corral::detail::NurseryBase &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> closed_basicunsafenursery_ok(corral::BasicUnsafeNursery &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.asyncClose();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_channel_ok(corral::Channel &o, int n) {
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

task<> closed_writehalf_ok(corral::detail::channel::WriteHalf &o, int n) {
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

task<> anyof_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await corral::anyOf(branches);
  }
}

task<> anyof_2_bad(stream &x) {
  for (;;)
    co_await corral::anyOf(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> allof_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await corral::allOf(branches);
  }
}

task<> allof_2_ok(stream &x) {
  for (;;)
    co_await corral::allOf(take(x), tick());
}

task<> mostof_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await corral::mostOf(branches);
  }
}

task<> mostof_2_ok(stream &x) {
  for (;;)
    co_await corral::mostOf(take(x), tick());
}

task<> with_bad(stream &x) {
  for (;;)
    co_await corral::with(take(x)); // expected-warning {{not safe to lose}}
}

task<> noncancellable_ok(stream &x) {
  for (;;)
    co_await first(corral::noncancellable(take(x)), tick());
}

task<> disposable_bad(stream &x) {
  for (;;)
    co_await first(corral::disposable(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> try_bad() {
  int n = 0;
  co_await corral::try_([&n] { entries::block(); n++; }); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

void start_ok(corral::BasicNursery &o, int n) {
  o.start([n]() -> task<> {
    co_await tick();
    entries::use(n);
  });
}

void start_2_bad(corral::BasicNursery &o) {
  int n = 0;
  o.start(count(n)); // expected-warning {{but its scope is not joined}}
}

task<> just_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await corral::just();
}

task<> justapx_ok(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  co_await corral::justApx();
}

task<> used_tryreceive_bad(corral::Channel &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.tryReceive();
}

task<> used_trysend_bad(corral::Channel &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.trySend();
}

task<> used_tryreceive_2_bad(corral::detail::channel::ReadHalf &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.tryReceive();
}

task<> used_trysend_2_bad(corral::detail::channel::WriteHalf &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.trySend();
}

task<> used_release_bad(corral::Semaphore &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.release();
}

task<> used_tryacquire_bad(corral::Semaphore &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.tryAcquire();
}

task<> dropped_task_bad() {
  entries_of::make_corral_Task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> shared_awaited_ok(corral::Shared &o) {
  for (;;)
    co_await first(o, tick());
}

task<> shared_alone_ok(corral::Shared &o) { co_await o; }

task<> event_awaited_ok(corral::Event &o) {
  for (;;)
    co_await first(o, tick());
}

task<> event_alone_ok(corral::Event &o) { co_await o; }

task<> coawaitfactory_awaited_ok(corral::detail::CoAwaitFactory &o) {
  for (;;)
    co_await first(o, tick());
}

task<> coawaitfactory_alone_ok(corral::detail::CoAwaitFactory &o) { co_await o; }

task<> cbportal_awaited_ok(corral::CBPortal &o) {
  for (;;)
    co_await first(o, tick());
}

task<> cbportal_alone_ok(corral::CBPortal &o) { co_await o; }

task<> semaphore_across_ok(corral::Semaphore &m) {
  std::lock_guard<corral::Semaphore> guard(m);
  co_await tick();
}

task<> lock_guards_ok(std::mutex &m) {
  corral::Semaphore::Lock guard(m);
  co_await tick();
}

task<> basicunsafenursery_unjoined_ok() {
  int n = 0;
  corral::BasicUnsafeNursery scope;
  scope.start(count(n));
  co_await tick();
}

task<> unsafenursery_unjoined_ok() {
  int n = 0;
  corral::UnsafeNursery scope;
  scope.start(count(n));
  co_await tick();
}

task<> basicnursery_unjoined_ok() {
  int n = 0;
  corral::BasicNursery scope;
  scope.start(count(n));
  co_await tick();
}

task<> nursery_unjoined_ok() {
  int n = 0;
  corral::Nursery scope;
  scope.start(count(n));
  co_await tick();
}

task<> tried_bad(stream &x) {
  for (;;)
    co_await first(corral::try_([&] { return take(x); }).finally([]() -> task<> { co_await tick(); }), tick()); // expected-warning {{not safe to lose}}
}
task<> tried_and_caught_bad(stream &x) {
  for (;;)
    co_await first(corral::try_([&] { return take(x); }).catch_([](int) -> task<> { co_await tick(); }), tick()); // expected-warning {{not safe to lose}}
}
task<> tried_caught_and_finally_bad(stream &x) {
  for (;;)
    co_await first(corral::try_([&] { return take(x); }).catch_([](int) -> task<> { co_await tick(); }).finally([]() -> task<> { co_await tick(); }), tick()); // expected-warning {{not safe to lose}}
}
task<> started_and_not_awaited_ok(corral::BasicNursery &o, int n) {
  o.start([n]() -> task<> {
    co_await tick();
    entries::use(n);
  });
  co_await tick();
}

task<> unsafenursery_ends_last_bad() {
  corral::UnsafeNursery scope;
  int n = 0;
  scope.start(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}
task<> basicunsafenursery_ends_last_bad() {
  corral::BasicUnsafeNursery scope;
  int n = 0;
  scope.start(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}
task<> nursery_ends_last_bad() {
  corral::Nursery scope;
  int n = 0;
  scope.start(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}
task<> basicnursery_ends_last_bad() {
  corral::BasicNursery scope;
  int n = 0;
  scope.start(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}

task<> canceltoken_looked_at_ok(corral::ThreadPool &o) {
  auto work = [](corral::ThreadPool::CancelToken &stop) { return stop.peek(); };
  co_await first(o.run(work), tick());
}
