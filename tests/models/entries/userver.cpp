// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=userver %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; userver.cpp shows how the library is used.

#include "entries/userver.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = entries::task<T>;

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

task<> raced_taskbase_ok(userver::engine::TaskBase &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick());
    co_await first(o.WaitFor(), tick());
    co_await first(o.WaitUntil(), tick());
  }
}

task<> raced_taskwithresult_ok(userver::engine::TaskWithResult &o, stream &x) {
  for (;;) {
    co_await first(o.Get(), tick());
  }
}

task<> raced_sharedtaskwithresult_ok(userver::engine::SharedTaskWithResult &o, stream &x) {
  for (;;) {
    co_await first(o.Get(), tick());
  }
}

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(userver::engine::SleepFor(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(userver::engine::SleepUntil(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(userver::engine::InterruptibleSleepFor(), tick());
    co_await first(userver::engine::InterruptibleSleepUntil(), tick());
    co_await first(userver::engine::Yield(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_singleuseevent_bad(userver::engine::SingleUseEvent &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick());
    co_await first(o.WaitUntil(), tick());
    co_await first(o.WaitNonCancellable(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_singleconsumerevent_ok(userver::engine::SingleConsumerEvent &o, stream &x) {
  for (;;) {
    co_await first(o.WaitForEvent(), tick());
    co_await first(o.WaitForEventFor(), tick());
    co_await first(o.WaitForEventUntil(), tick());
    co_await first(o.WaitUntil(), tick());
  }
}

task<> raced_future_bad(userver::engine::Future &o, stream &x) {
  for (;;) {
    co_await first(o.get(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.wait(), tick());
    co_await first(o.wait_for(), tick());
    co_await first(o.wait_until(), tick());
  }
}

task<> raced_conditionvariable_ok(userver::engine::ConditionVariable &o, stream &x) {
  for (;;) {
    co_await first(o.Wait(), tick());
    co_await first(o.WaitFor(), tick());
    co_await first(o.WaitUntil(), tick());
  }
}

task<> raced_consumer_ok(userver::concurrent::Consumer &o, stream &x, std::string &kept) {
  for (;;) {
    co_await first(o.Pop(kept), tick());
  }
}

task<> raced_producer_ok(userver::concurrent::Producer &o, stream &x) {
  for (;;) {
    co_await first(o.Push(), tick());
  }
}

task<> raced_mutex_bad(userver::engine::Mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_sharedmutex_bad(userver::engine::SharedMutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock_shared(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_semaphore_bad(userver::engine::Semaphore &o, stream &x) {
  for (;;) {
    co_await first(o.lock_shared(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_singlewaitingtaskmutex_bad(userver::engine::SingleWaitingTaskMutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_cancellablesemaphore_bad(userver::engine::CancellableSemaphore &o, stream &x) {
  for (;;) {
    co_await first(o.lock_shared(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_socket_bad(userver::engine::io::Socket &o, stream &x) {
  for (;;) {
    co_await first(o.Connect(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.Accept(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.RecvSome(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.RecvSomeFrom(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.ReadSome(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.RecvAll(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_socket_2_bad(userver::engine::io::Socket &o, stream &x) {
  for (;;) {
    co_await first(o.ReadAll(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.SendAll(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.SendAllTo(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.WriteAll(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> blocking_taskbase_bad(userver::engine::TaskBase &o) {
  o.BlockingWait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_calls_bad() {
  userver::engine::RunInCoro([] {}); // expected-warning {{blocks the thread that this coroutine}}
  userver::engine::RunStandalone([] {}); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_taskbase_ok(userver::engine::TaskBase &o) {
  co_await first(take(o), tick());
  o.RequestCancel();
  o.SyncCancel();
  o.IsValid();
  o.IsFinished();
}

task<> looked_at_taskcancellationtoken_ok(userver::engine::TaskCancellationToken &o) {
  co_await first(take(o), tick());
  o.RequestCancel();
}

task<> closed_consumer_ok(userver::concurrent::Consumer &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.Reset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_producer_ok(userver::concurrent::Producer &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.Reset();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_socket_ok(userver::engine::io::Socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.Close();
    break;
  case 1:
    o.Release();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> lock_across_bad(userver::concurrent::Variable &o) {
  auto guard = o.Lock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> uniquelock_across_bad(userver::concurrent::Variable &o) {
  auto guard = o.UniqueLock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> sharedlock_across_bad(userver::concurrent::Variable &o) {
  auto guard = o.SharedLock();
  co_await tick(); // expected-warning {{locked across}}
}

task<> sharedmutablelockunsafe_across_bad(userver::concurrent::Variable &o) {
  auto guard = o.SharedMutableLockUnsafe();
  co_await tick(); // expected-warning {{locked across}}
}

task<> waitany_bad(stream &x) {
  for (;;)
    co_await userver::engine::WaitAny(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> waitanyfor_bad(stream &x) {
  for (;;)
    co_await userver::engine::WaitAnyFor(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> waitanyuntil_bad(stream &x) {
  for (;;)
    co_await userver::engine::WaitAnyUntil(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> waitallchecked_ok(stream &x) {
  for (;;)
    co_await userver::engine::WaitAllChecked(take(x), tick());
}

task<> waitallcheckedfor_ok(stream &x) {
  for (;;)
    co_await userver::engine::WaitAllCheckedFor(take(x), tick());
}

task<> waitallcheckeduntil_ok(stream &x) {
  for (;;)
    co_await userver::engine::WaitAllCheckedUntil(take(x), tick());
}

task<> getall_ok(stream &x) {
  for (;;)
    co_await userver::engine::GetAll(take(x), tick());
}

task<> used_popnoblock_bad(userver::concurrent::Consumer &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.PopNoblock();
}

task<> asyncnospan_bad() {
  int n = 0;
  userver::engine::AsyncNoSpan([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> asyncnospan_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::engine::AsyncNoSpan(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> sharedasyncnospan_bad() {
  int n = 0;
  userver::engine::SharedAsyncNoSpan([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> sharedasyncnospan_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::engine::SharedAsyncNoSpan(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> criticalasyncnospan_bad() {
  int n = 0;
  userver::engine::CriticalAsyncNoSpan([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> criticalasyncnospan_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::engine::CriticalAsyncNoSpan(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> sharedcriticalasyncnospan_bad() {
  int n = 0;
  userver::engine::SharedCriticalAsyncNoSpan([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> sharedcriticalasyncnospan_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::engine::SharedCriticalAsyncNoSpan(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> async_bad() {
  int n = 0;
  userver::utils::Async([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> async_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::utils::Async(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> sharedasync_bad() {
  int n = 0;
  userver::utils::SharedAsync([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> sharedasync_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::utils::SharedAsync(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> asyncbackground_bad() {
  int n = 0;
  userver::utils::AsyncBackground([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> asyncbackground_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::utils::AsyncBackground(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> criticalasync_bad() {
  int n = 0;
  userver::utils::CriticalAsync([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> criticalasync_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::utils::CriticalAsync(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> sharedcriticalasync_bad() {
  int n = 0;
  userver::utils::SharedCriticalAsync([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> sharedcriticalasync_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::utils::SharedCriticalAsync(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

task<> criticalasyncbackground_bad() {
  int n = 0;
  userver::utils::CriticalAsyncBackground([n]() mutable { entries::block(); n++; }); // expected-warning {{blocks the thread}}
  co_await tick();
}

task<> criticalasyncbackground_ok(userver::engine::TaskProcessor &files) {
  int n = 0;
  userver::utils::CriticalAsyncBackground(files, [n]() mutable { entries::block(); n++; });
  co_await tick();
}

void detach_ok() {
  int n = 0;
  auto work = counting<userver::engine::Task>(n);
  work.Detach();
}

task<> asyncdetach_bad(userver::concurrent::BackgroundTaskStorage &o) {
  int n = 0;
  o.AsyncDetach([&n] { entries::block(); n++; }); // expected-warning {{but its scope is not joined}} expected-warning {{blocks the thread}}
  co_await tick();
}

task<> criticalasyncdetach_bad(userver::concurrent::BackgroundTaskStorage &o) {
  int n = 0;
  o.CriticalAsyncDetach([&n] { entries::block(); n++; }); // expected-warning {{but its scope is not joined}} expected-warning {{blocks the thread}}
  co_await tick();
}

task<> shouldcancel_ok() {
  for (;;) {
    co_await entries::deaf_tick();
    userver::engine::current_task::ShouldCancel();
  }
}

task<> shouldcancel_raced_ok() { co_await first(shouldcancel_ok(), tick()); }

task<> iscancelrequested_ok() {
  for (;;) {
    co_await entries::deaf_tick();
    userver::engine::current_task::IsCancelRequested();
  }
}

task<> iscancelrequested_raced_ok() { co_await first(iscancelrequested_ok(), tick()); }

task<> cancellationpoint_ok() {
  for (;;) {
    co_await entries::deaf_tick();
    userver::engine::current_task::CancellationPoint();
  }
}

task<> cancellationpoint_raced_ok() { co_await first(cancellationpoint_ok(), tick()); }

task<> cancellationreason_ok() {
  for (;;) {
    co_await entries::deaf_tick();
    userver::engine::current_task::CancellationReason();
  }
}

task<> cancellationreason_raced_ok() { co_await first(cancellationreason_ok(), tick()); }

struct handles_handlerequestthrow : userver::server::handlers::HttpHandlerBase {
  entries::task<> HandleRequestThrow(int &n) override { co_await tick(); }
};

struct handles_handlerequest : userver::server::handlers::HttpHandlerBase {
  entries::task<> HandleRequest(int &n) override { co_await tick(); }
};

struct handles_handlerequestjsonthrow : userver::server::handlers::HttpHandlerJsonBase {
  entries::task<> HandleRequestJsonThrow(int &n) override { co_await tick(); }
};

task<> dropped_taskbase_bad() {
  entries_of::make_userver_engine_TaskBase(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_task_bad() {
  entries_of::make_userver_engine_Task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_taskwithresult_bad() {
  entries_of::make_userver_engine_TaskWithResult(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_sharedtask_bad() {
  entries_of::make_userver_engine_SharedTask(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_sharedtaskwithresult_bad() {
  entries_of::make_userver_engine_SharedTaskWithResult(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> mutex_across_ok(userver::engine::Mutex &m) {
  std::lock_guard<userver::engine::Mutex> guard(m);
  co_await tick();
}

task<> singlewaitingtaskmutex_across_ok(userver::engine::SingleWaitingTaskMutex &m) {
  std::lock_guard<userver::engine::SingleWaitingTaskMutex> guard(m);
  co_await tick();
}

task<> itemmutex_across_ok(userver::concurrent::ItemMutex &m) {
  std::lock_guard<userver::concurrent::ItemMutex> guard(m);
  co_await tick();
}

task<> sharedmutex_across_ok(userver::engine::SharedMutex &m) {
  std::lock_guard<userver::engine::SharedMutex> guard(m);
  co_await tick();
}

task<> semaphore_across_ok(userver::engine::Semaphore &m) {
  std::lock_guard<userver::engine::Semaphore> guard(m);
  co_await tick();
}

task<> cancellablesemaphore_across_ok(userver::engine::CancellableSemaphore &m) {
  std::lock_guard<userver::engine::CancellableSemaphore> guard(m);
  co_await tick();
}

task<> semaphorelock_guards_ok(std::mutex &m) {
  userver::engine::SemaphoreLock guard(m);
  co_await tick();
}

task<> lockedptr_guards_bad(std::mutex &m) {
  userver::concurrent::LockedPtr guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> waitinterruptedexception_swallowed_bad(stream &x, userver::engine::TaskCancellationToken token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const userver::engine::WaitInterruptedException &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> waitinterruptedexception_swallowed_raced_ok(stream &x, userver::engine::TaskCancellationToken token) { co_await first(waitinterruptedexception_swallowed_bad(x, token), tick()); }

task<> taskcancelledexception_swallowed_bad(stream &x, userver::engine::TaskCancellationToken token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const userver::engine::TaskCancelledException &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> taskcancelledexception_swallowed_raced_ok(stream &x, userver::engine::TaskCancellationToken token) { co_await first(taskcancelledexception_swallowed_bad(x, token), tick()); }

task<> semaphorelockcancellederror_swallowed_bad(stream &x, userver::engine::TaskCancellationToken token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const userver::engine::SemaphoreLockCancelledError &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> semaphorelockcancellederror_swallowed_raced_ok(stream &x, userver::engine::TaskCancellationToken token) { co_await first(semaphorelockcancellederror_swallowed_bad(x, token), tick()); }

task<> iocancelled_swallowed_bad(stream &x, userver::engine::TaskCancellationToken token) {
  for (;;) {
    try {
      co_await x.next_until(token);
    } catch (const userver::engine::io::IoCancelled &) { // expected-warning {{this handler swallows cancellation, and the}}
    }
  }
}

task<> iocancelled_swallowed_raced_ok(stream &x, userver::engine::TaskCancellationToken token) { co_await first(iocancelled_swallowed_bad(x, token), tick()); }

task<> taskcancellationtoken_given_ok(stream &x, userver::engine::TaskCancellationToken token) {
  co_await x.next_until(token);
  co_await x.next();
}

task<> backgroundtaskstorage_unjoined_ok() {
  int n = 0;
  userver::concurrent::BackgroundTaskStorage scope;
  scope.AsyncDetach(count(n));
  co_await tick();
}

task<> backgroundtaskstoragecore_unjoined_ok() {
  int n = 0;
  userver::concurrent::BackgroundTaskStorageCore scope;
  scope.AsyncDetach(count(n));
  co_await tick();
}

task<> taskcancellationblocker_shields_ok(stream &x) {
  userver::engine::TaskCancellationBlocker guard;
  co_await take(x);
}

task<> backgroundtaskstorage_ends_last_bad() {
  userver::concurrent::BackgroundTaskStorage scope;
  int n = 0;
  scope.AsyncDetach(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}

task<> backgroundtaskstoragecore_ends_last_bad() {
  userver::concurrent::BackgroundTaskStorageCore scope;
  int n = 0;
  scope.AsyncDetach(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}

void locked_over_a_call_bad(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  userver::engine::SleepFor(1); // expected-warning {{locked across}}
}
thread_local int calls;
void on_another_thread_bad() {
  int &here = calls;
  userver::engine::SleepFor(1);
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

void recvall_with_a_deadline_bad(userver::engine::io::Socket &o, userver::engine::Deadline deadline) {
  for (;;) {
    try {
      o.RecvAll(deadline); // expected-warning {{already read}}
    } catch (const userver::engine::io::IoTimeout &) {
    }
  }
}

void readall_with_a_deadline_bad(userver::engine::io::Socket &o, userver::engine::Deadline deadline) {
  for (;;) {
    try {
      o.ReadAll(deadline); // expected-warning {{already read}}
    } catch (const userver::engine::io::IoTimeout &) {
    }
  }
}

void sendall_with_a_deadline_bad(userver::engine::io::Socket &o, userver::engine::Deadline deadline) {
  for (;;) {
    try {
      o.SendAll(deadline); // expected-warning {{already written}}
    } catch (const userver::engine::io::IoTimeout &) {
    }
  }
}

void sendallto_with_a_deadline_bad(userver::engine::io::Socket &o, userver::engine::Deadline deadline) {
  for (;;) {
    try {
      o.SendAllTo(deadline); // expected-warning {{already written}}
    } catch (const userver::engine::io::IoTimeout &) {
    }
  }
}

void writeall_with_a_deadline_bad(userver::engine::io::Socket &o, userver::engine::Deadline deadline) {
  for (;;) {
    try {
      o.WriteAll(deadline); // expected-warning {{already written}}
    } catch (const userver::engine::io::IoTimeout &) {
    }
  }
}

void passed_over_bad() {
  for (;;)
    userver::engine::InterruptibleSleepFor(1); // expected-warning {{is passed over}}
}

void locked_cluster_bad(userver::storages::postgres::Cluster &pg, std::mutex &m) {
  std::lock_guard lock(m);
  pg.Begin(); // expected-warning {{locked across 5 suspend points}}
  pg.Execute();
  pg.ExecuteDecompose();
  pg.ExecuteBulk();
  userver::clients::http::Request().perform();
}

void locked_transaction_bad(userver::storages::postgres::Transaction &trx, std::mutex &m) {
  std::lock_guard lock(m);
  trx.Execute(); // expected-warning {{locked across 5 suspend points}}
  trx.ExecuteDecompose();
  trx.ExecuteBulk();
  trx.Commit();
  trx.Rollback();
}

void unlocked_cluster_ok(userver::storages::postgres::Cluster &pg, std::mutex &m) {
  { std::lock_guard lock(m); }
  pg.Execute();
}

task<> saved(int n, userver::engine::Deadline until = {});
task<> deadline_not_given_bad(userver::engine::Deadline until) {
  co_await saved(1); // expected-warning {{'until' is not passed on}}
  co_await saved(2, until);
}
