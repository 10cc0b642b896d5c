// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=async-simple %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; async-simple.cpp shows how the library is used.

#include "entries/async-simple.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = async_simple::coro::Lazy<T>;

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
    co_await first(async_simple::coro::sleep(), tick());
    co_await first(async_simple::coro::dispatch(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(async_simple::coro::ResumeBySchedule(), tick());
  }
}

task<> raced_mutex_bad(async_simple::coro::Mutex &o, stream &x) {
  for (;;) {
    co_await first(o.coLock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.coScopedLock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_sharedmutexbase_bad(async_simple::coro::SharedMutexBase &o, stream &x) {
  for (;;) {
    co_await first(o.coLock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.coLockShared(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.unlock(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.unlockShared(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_countingsemaphore_bad(async_simple::coro::CountingSemaphore &o, stream &x) {
  for (;;) {
    co_await first(o.acquire(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.release(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_spinlock_bad(async_simple::coro::SpinLock &o, stream &x) {
  for (;;) {
    co_await first(o.coLock(), tick()); // expected-warning {{not safe to lose}} expected-warning {{is locked across}}
    co_await first(o.coScopedLock(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_conditionvariable_bad(async_simple::coro::ConditionVariable &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_latch_bad(async_simple::coro::Latch &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.arrive_and_wait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.count_down(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> blocking_calls_bad() {
  async_simple::coro::syncAwait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_future_bad(async_simple::Future &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  o.wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> future_that_has_its_result_ok(async_simple::Future &o) {
  if (o.hasResult())
    o.get();
  co_await tick();
}

task<> looked_at_signal_ok(async_simple::Signal &o) {
  co_await first(take(o), tick());
  o.emits();
}

task<> looked_at_slot_ok(async_simple::Slot &o) {
  co_await first(take(o), tick());
  o.canceled();
  o.hasTriggered();
}

task<> collectany_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await async_simple::coro::collectAny(branches);
  }
}

task<> collectany_2_bad(stream &x) {
  for (;;)
    co_await async_simple::coro::collectAny(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> collectanyresult_index_tells_ok(stream &x) {
  for (;;) {
    async_simple::coro::detail::CollectAnyResult r = co_await entries::either<async_simple::coro::detail::CollectAnyResult>(take(x), tick());
    if (r.index() == 1)
      co_return;
  }
}

task<> collectall_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await async_simple::coro::collectAll(branches);
  }
}

task<> collectallpara_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await async_simple::coro::collectAllPara(branches);
  }
}

task<> collectall_2_ok(stream &x) {
  for (;;)
    co_await async_simple::coro::collectAll(take(x), tick());
}

task<> collectallpara_2_ok(stream &x) {
  for (;;)
    co_await async_simple::coro::collectAllPara(take(x), tick());
}

task<> collectallwindowed_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await async_simple::coro::collectAllWindowed(1, 1, branches);
  }
}

task<> collectallwindowedpara_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await async_simple::coro::collectAllWindowedPara(1, 1, branches);
  }
}

task<> via_bad(stream &x) {
  for (;;)
    co_await first(taken<async_simple::coro::Lazy<int>>(x).via(), tick()); // expected-warning {{not safe to lose}}
}

task<> setex_bad(stream &x) {
  for (;;)
    co_await first(taken<async_simple::coro::Lazy<int>>(x).setEx(), tick()); // expected-warning {{not safe to lose}}
}

task<> setlazylocal_bad(stream &x) {
  for (;;)
    co_await first(taken<async_simple::coro::Lazy<int>>(x).setLazyLocal(), tick()); // expected-warning {{not safe to lose}}
}

task<> start_ok(async_simple::coro::detail::LazyBase &o) {
  int n = 0;
  o.start([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> start_2_ok(async_simple::coro::Lazy<int> &o) {
  int n = 0;
  o.start([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> start_3_ok(async_simple::coro::RescheduleLazy &o) {
  int n = 0;
  o.start([n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> directlystart_ok(async_simple::coro::Lazy<int> &o) {
  int n = 0;
  o.directlyStart([n]() mutable { entries::block(); n++; });
  co_await tick();
}

void detach_ok() {
  int n = 0;
  auto work = counting<async_simple::coro::RescheduleLazy>(n);
  work.detach();
}

void schedule_bad(async_simple::Executor &o) {
  int n = 0;
  o.schedule(count(n)); // expected-warning {{but it is kept, and awaited}}
}

task<> try_has_error_tells_ok(stream &x) {
  for (;;) {
    async_simple::Try r = co_await entries::within<async_simple::Try>(take(x));
    if (r.hasError())
      co_return;
  }
}

task<> collectanyresult_has_error_tells_ok(stream &x) {
  for (;;) {
    async_simple::coro::detail::CollectAnyResult r = co_await entries::within<async_simple::coro::detail::CollectAnyResult>(take(x));
    if (r.hasError())
      co_return;
  }
}

task<> try_value_tells_ok(stream &x) {
  for (;;) {
    async_simple::Try r = co_await entries::within<async_simple::Try>(take(x));
    r.value();
  }
}

task<> collectanyresult_value_tells_ok(stream &x) {
  for (;;) {
    async_simple::coro::detail::CollectAnyResult r = co_await entries::within<async_simple::coro::detail::CollectAnyResult>(take(x));
    r.value();
  }
}

task<> dropped_lazy_bad() {
  entries_of::make_async_simple_coro_Lazy(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_reschedulelazy_bad() {
  entries_of::make_async_simple_coro_RescheduleLazy(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_future_bad() {
  entries_of::make_async_simple_Future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> future_awaited_ok() {
  for (;;)
    co_await first(entries_of::make_async_simple_Future(), tick());
}

task<> dropped_generator_ok() {
  entries_of::make_async_simple_coro_Generator();
  co_await tick();
}

task<> mutex_across_ok(async_simple::coro::Mutex &m) {
  std::lock_guard<async_simple::coro::Mutex> guard(m);
  co_await tick();
}

task<> sharedmutexbase_across_ok(async_simple::coro::SharedMutexBase &m) {
  std::lock_guard<async_simple::coro::SharedMutexBase> guard(m);
  co_await tick();
}

task<> sharedmutex_across_ok(async_simple::coro::SharedMutex &m) {
  std::lock_guard<async_simple::coro::SharedMutex> guard(m);
  co_await tick();
}

task<> spinlock_across_bad(async_simple::coro::SpinLock &m) {
  std::lock_guard<async_simple::coro::SpinLock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> scopedspinlock_guards_bad(std::mutex &m) {
  async_simple::coro::ScopedSpinLock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> yield_awaited_ok(async_simple::coro::Yield &o) {
  for (;;)
    co_await first(o, tick());
}

task<> yield_alone_ok(async_simple::coro::Yield &o) { co_await o; }

task<> currentslot_ok(std::mutex &m, async_simple::coro::CurrentSlot o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> currentlazylocals_ok(std::mutex &m, async_simple::coro::CurrentLazyLocals o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> forbidsignal_ok(std::mutex &m, async_simple::coro::ForbidSignal o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> currentexecutor_ok(std::mutex &m, async_simple::CurrentExecutor o) {
  std::lock_guard<std::mutex> guard(m);
  co_await o;
}

task<> signalexception_swallowed_bad(stream &x, async_simple::Slot token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const async_simple::SignalException &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> signalexception_swallowed_raced_ok(stream &x, async_simple::Slot token) { co_await first(signalexception_swallowed_bad(x, token), tick()); }

task<> slot_given_ok(stream &x, async_simple::Slot token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> signal_given_ok(stream &x, async_simple::Signal token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> slept_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> left_running_bad() {
  int n = 0;
  co_await async_simple::coro::collectAny(count(n), tick()); // expected-warning {{it runs on when it has lost}}
}
task<> asked_to_stop_bad() {
  int n = 0;
  co_await async_simple::coro::collectAny<async_simple::Terminate>(count(n), tick()); // expected-warning {{it runs on when it has lost}}
}
task<> many_asked_to_stop_bad() {
  int n = 0;
  std::vector<task<>> work;
  work.push_back(count(n));
  co_await async_simple::coro::collectAny<async_simple::Terminate>(std::move(work)); // expected-warning {{it runs on when it has lost}}
}

void future_of_a_promise_ok(async_simple::Promise &p) {
  p.getFuture();
}
