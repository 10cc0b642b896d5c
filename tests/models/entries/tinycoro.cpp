// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=tinycoro %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; tinycoro.cpp shows how the library is used.

#include "entries/tinycoro.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = tinycoro::Task<T>;

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
    co_await first(tinycoro::SleepFor(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(tinycoro::SleepUntil(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(tinycoro::SleepForCancellable(), tick());
    co_await first(tinycoro::SleepUntilCancellable(), tick());
  }
}

task<> raced_autoevent_bad(tinycoro::detail::AutoEvent &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_manualevent_bad(tinycoro::detail::ManualEvent &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_singleevent_bad(tinycoro::detail::SingleEvent &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_latch_bad(tinycoro::detail::Latch &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.ArriveAndWait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_barrier_bad(tinycoro::Barrier &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.ArriveAndWait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.ArriveDropAndWait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_bufferedchannel_bad(tinycoro::detail::BufferedChannel &o, stream &x, std::string &kept) {
  for (;;) {
    co_await first(o.WaitForListeners(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.PopWait(kept), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.PushWait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.PushAndCloseWait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_unbufferedchannel_bad(tinycoro::detail::UnbufferedChannel &o, stream &x, std::string &kept) {
  for (;;) {
    co_await first(o.WaitForListeners(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.PopWait(kept), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.PushWait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.PushAndCloseWait(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_taskgroup_bad(tinycoro::detail::TaskGroup &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.Join(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.Next(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_mutex_bad(tinycoro::detail::Mutex &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_semaphore_bad(tinycoro::detail::Semaphore &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> blocking_calls_bad() {
  tinycoro::AnyOf(); // expected-warning {{blocks the thread that this coroutine}}
  tinycoro::AllOf(); // expected-warning {{blocks the thread that this coroutine}}
  tinycoro::GetAll(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_bufferedchannel_bad(tinycoro::detail::BufferedChannel &o) {
  o.Push(); // expected-warning {{blocks the thread that this coroutine}}
  o.PushAndClose(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_unbufferedchannel_bad(tinycoro::detail::UnbufferedChannel &o) {
  o.Push(); // expected-warning {{blocks the thread that this coroutine}}
  o.PushAndClose(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_semaphore_bad(tinycoro::detail::Semaphore &o) {
  o.Acquire(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_taskgroup_ok(tinycoro::detail::TaskGroup &o) {
  co_await first(take(o), tick());
  o.CancelAll();
}

task<> closed_bufferedchannel_ok(tinycoro::detail::BufferedChannel &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.Close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_unbufferedchannel_ok(tinycoro::detail::UnbufferedChannel &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.Close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> anyofawait_bad(stream &x) {
  for (;;)
    co_await tinycoro::AnyOfAwait(entries::any<tinycoro::detail::ParallelScheduler>(), entries::any<std::stop_source>(), take(x), take(x)); // expected-warning {{waits for the first of these}} expected-warning {{not safe to lose}} expected-warning {{not safe to lose}}
}

task<> anyofawait_2_bad(stream &x) {
  for (;;)
    co_await tinycoro::AnyOfAwait(entries::any<tinycoro::detail::ParallelScheduler>(), take(x), take(x)); // expected-warning {{waits for the first of these}} expected-warning {{not safe to lose}} expected-warning {{not safe to lose}}
}

task<> anyofawait_3_bad(stream &x) {
  for (;;)
    co_await tinycoro::AnyOfAwait(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> allofawait_ok(stream &x) {
  for (;;)
    co_await tinycoro::AllOfAwait(take(x), tick());
}

void enqueue_bad(tinycoro::detail::TaskEnqueuer &o) {
  int n = 0;
  o.Enqueue(count(n)); // expected-warning {{but it runs on after}}
}

task<> makebound_bad(stream &x) {
  for (;;)
    co_await first(tinycoro::MakeBound(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> dropped_corotask_bad() {
  entries_of::make_tinycoro_detail_CoroTask(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> timeoutawait_combines_bad(stream &x) {
  for (;;)
    co_await tinycoro::TimeoutAwait(take(x), take(x)); // expected-warning {{not safe to lose}}
}

task<> autoevent_awaited_bad(tinycoro::detail::AutoEvent &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> autoevent_alone_ok(tinycoro::detail::AutoEvent &o) { co_await o; }

task<> manualevent_awaited_bad(tinycoro::detail::ManualEvent &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> manualevent_alone_ok(tinycoro::detail::ManualEvent &o) { co_await o; }

task<> singleevent_awaited_bad(tinycoro::detail::SingleEvent &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> singleevent_alone_ok(tinycoro::detail::SingleEvent &o) { co_await o; }

task<> latch_awaited_bad(tinycoro::detail::Latch &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> latch_alone_ok(tinycoro::detail::Latch &o) { co_await o; }

task<> barrier_awaited_bad(tinycoro::Barrier &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> barrier_alone_ok(tinycoro::Barrier &o) { co_await o; }

task<> mutex_across_ok(tinycoro::detail::Mutex &m) {
  std::lock_guard<tinycoro::detail::Mutex> guard(m);
  co_await tick();
}

task<> mutex_awaited_bad(tinycoro::detail::Mutex &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> mutex_alone_ok(tinycoro::detail::Mutex &o) { co_await o; }

task<> semaphore_across_ok(tinycoro::detail::Semaphore &m) {
  std::lock_guard<tinycoro::detail::Semaphore> guard(m);
  co_await tick();
}

task<> semaphore_awaited_bad(tinycoro::detail::Semaphore &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> semaphore_alone_ok(tinycoro::detail::Semaphore &o) { co_await o; }

task<> releaseguard_guards_ok(std::mutex &m) {
  tinycoro::ReleaseGuard guard(m);
  co_await tick();
}

task<> cancellablesuspend_awaited_ok(tinycoro::CancellableSuspend &o) {
  for (;;)
    co_await first(o, tick());
}

task<> cancellablesuspend_alone_ok(tinycoro::CancellableSuspend &o) { co_await o; }

task<> taskgroup_unjoined_bad() {
  int n = 0;
  tinycoro::TaskGroup scope; // expected-warning {{may end without having been joined}}
  scope.Spawn(count(n));
  co_await tick();
}

task<> taskgroup_unjoined_2_bad() {
  int n = 0;
  tinycoro::detail::TaskGroup scope; // expected-warning {{may end without having been joined}}
  scope.Spawn(count(n));
  co_await tick();
}

// What cannot be cancelled by itself, in what makes it so.
template <class T> COROSAFE_WAITS COROSAFE_NOT_CANCELLABLE task<int> deaf(COROSAFE_ON T &from);
task<> cancellable_ok(stream &x) { co_await first(tinycoro::Cancellable(deaf(x)), tick()); }
task<> not_cancellable_bad(stream &x) { co_await first(deaf(x), tick()); } // expected-warning {{cannot be cancelled}}
task<> timed_ok(stream &x) { co_await tinycoro::TimeoutAwait(1, deaf(x)); }

task<> goes_on_after_the_end_bad(tinycoro::detail::BufferedChannel &o, int &kept) {
  for (;;) {
    auto status = co_await o.PopWait(kept); // expected-warning {{completes at once and this loop spins}}
    if (status == tinycoro::EChannelOpStatus::CLOSED)
      continue;
    entries::use(kept);
  }
}
