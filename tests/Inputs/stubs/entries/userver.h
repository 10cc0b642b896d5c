// Declarations under userver's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace userver::concurrent {
struct LockedPtr {
  template <class... A> explicit LockedPtr(A &&...);
  ~LockedPtr();
};
} // namespace userver::concurrent

namespace userver::concurrent {
struct BackgroundTaskStorage {
  template <class... A> void AsyncDetach(A &&...) {}
  template <class... A> void CriticalAsyncDetach(A &&...) {}
  BackgroundTaskStorage();
  ~BackgroundTaskStorage();
  template <class... A> void CancelAndWait(A &&...);
};
} // namespace userver::concurrent

namespace userver::concurrent {
struct BackgroundTaskStorageCore {
  BackgroundTaskStorageCore();
  ~BackgroundTaskStorageCore();
  template <class... A> void AsyncDetach(A &&...) {}
  template <class... A> void CancelAndWait(A &&...);
};
} // namespace userver::concurrent

namespace userver::concurrent {
struct Consumer {
  template <class... A> stubs::awaiter<int> Pop(A &&...);
  template <class... A> int PopNoblock(A &&...);
  template <class... A> int Reset(A &&...);
};
} // namespace userver::concurrent

namespace userver::concurrent {
struct Producer {
  template <class... A> stubs::awaiter<int> Push(A &&...);
  template <class... A> int Reset(A &&...);
};
} // namespace userver::concurrent

namespace userver::concurrent {
struct Variable {
  template <class... A> userver::concurrent::LockedPtr Lock(A &&...);
  template <class... A> userver::concurrent::LockedPtr UniqueLock(A &&...);
  template <class... A> userver::concurrent::LockedPtr SharedLock(A &&...);
  template <class... A> userver::concurrent::LockedPtr SharedMutableLockUnsafe(A &&...);
};
} // namespace userver::concurrent

namespace userver::engine {
struct CancellableSemaphore {
  template <class... A> stubs::awaiter<int> lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct ConditionVariable {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  template <class... A> stubs::awaiter<int> WaitFor(A &&...);
  template <class... A> stubs::awaiter<int> WaitUntil(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct Future {
  template <class... A> stubs::awaiter<int> get(A &&...);
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> wait_for(A &&...);
  template <class... A> stubs::awaiter<int> wait_until(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct Mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct Semaphore {
  template <class... A> stubs::awaiter<int> lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct SemaphoreLock {
  template <class... A> explicit SemaphoreLock(A &&...);
  ~SemaphoreLock();
};
} // namespace userver::engine

namespace userver::engine {
struct SemaphoreLockCancelledError {
  int code;
};
} // namespace userver::engine

namespace userver::engine {
struct SharedMutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct SharedTask {
};
} // namespace userver::engine

namespace userver::engine {
struct SharedTaskWithResult {
  template <class... A> stubs::awaiter<int> Get(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct SingleConsumerEvent {
  template <class... A> stubs::awaiter<int> WaitForEvent(A &&...);
  template <class... A> stubs::awaiter<int> WaitForEventFor(A &&...);
  template <class... A> stubs::awaiter<int> WaitForEventUntil(A &&...);
  template <class... A> stubs::awaiter<int> WaitUntil(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct SingleUseEvent {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  template <class... A> stubs::awaiter<int> WaitUntil(A &&...);
  template <class... A> stubs::awaiter<int> WaitNonCancellable(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct SingleWaitingTaskMutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace userver::engine

namespace userver::concurrent {
struct ItemMutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace userver::concurrent

namespace userver::engine {
struct Task {
  template <class... A> int Detach(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct TaskBase {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  template <class... A> stubs::awaiter<int> WaitFor(A &&...);
  template <class... A> stubs::awaiter<int> WaitUntil(A &&...);
  template <class... A> int RequestCancel(A &&...);
  template <class... A> int SyncCancel(A &&...);
  template <class... A> int IsValid(A &&...);
  template <class... A> int IsFinished(A &&...);
  template <class... A> int BlockingWait(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct TaskCancellationBlocker {
  TaskCancellationBlocker();
  ~TaskCancellationBlocker();
};
} // namespace userver::engine

namespace userver::engine {
struct TaskCancellationToken {
  template <class... A> int RequestCancel(A &&...);
  template <class... A> bool IsCancelRequested(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct TaskCancelledException {
  int code;
};
} // namespace userver::engine

namespace userver::engine {
struct TaskWithResult {
  template <class... A> stubs::awaiter<int> Get(A &&...);
};
} // namespace userver::engine

namespace userver::engine {
struct WaitInterruptedException {
  int code;
};
} // namespace userver::engine

namespace userver::engine {
struct Deadline {
};
} // namespace userver::engine

namespace userver::engine::io {
struct IoCancelled {
  int code;
};
} // namespace userver::engine::io

namespace userver::engine::io {
struct IoTimeout {
};
struct Socket {
  template <class... A> stubs::awaiter<int> Connect(A &&...);
  template <class... A> stubs::awaiter<int> Accept(A &&...);
  template <class... A> stubs::awaiter<int> RecvSome(A &&...);
  template <class... A> stubs::awaiter<int> RecvSomeFrom(A &&...);
  template <class... A> stubs::awaiter<int> ReadSome(A &&...);
  template <class... A> stubs::awaiter<int> RecvAll(A &&...);
  template <class... A> stubs::awaiter<int> ReadAll(A &&...);
  template <class... A> stubs::awaiter<int> SendAll(A &&...);
  template <class... A> stubs::awaiter<int> SendAllTo(A &&...);
  template <class... A> stubs::awaiter<int> WriteAll(A &&...);
  template <class... A> int Close(A &&...);
  template <class... A> int Release(A &&...);
};
} // namespace userver::engine::io

namespace userver::server::handlers {
struct HttpHandlerBase {
  virtual entries::task<> HandleRequestThrow(int &n);
  virtual entries::task<> HandleRequest(int &n);
};
} // namespace userver::server::handlers

namespace userver::server::handlers {
struct HttpHandlerJsonBase {
  virtual entries::task<> HandleRequestJsonThrow(int &n);
};
} // namespace userver::server::handlers

namespace userver::engine {
template <class... A> stubs::awaiter<int> WaitAny(A &&...);
template <class... A> stubs::awaiter<int> WaitAnyFor(A &&...);
template <class... A> stubs::awaiter<int> WaitAnyUntil(A &&...);
template <class... A> stubs::awaiter<int> WaitAllChecked(A &&...);
template <class... A> stubs::awaiter<int> WaitAllCheckedFor(A &&...);
template <class... A> stubs::awaiter<int> WaitAllCheckedUntil(A &&...);
template <class... A> stubs::awaiter<int> GetAll(A &&...);
template <class... A> stubs::awaiter<int> SleepFor(A &&...);
template <class... A> stubs::awaiter<int> SleepUntil(A &&...);
template <class... A> stubs::awaiter<int> InterruptibleSleepFor(A &&...);
template <class... A> stubs::awaiter<int> InterruptibleSleepUntil(A &&...);
template <class... A> stubs::awaiter<int> Yield(A &&...);
struct TaskProcessor {};
template <class... A> void AsyncNoSpan(A &&...) {}
template <class... A> void SharedAsyncNoSpan(A &&...) {}
template <class... A> void CriticalAsyncNoSpan(A &&...) {}
template <class... A> void SharedCriticalAsyncNoSpan(A &&...) {}
template <class... A> int RunInCoro(A &&...) { return stubs::make<int>(); }
template <class... A> int RunStandalone(A &&...) { return stubs::make<int>(); }
} // namespace userver::engine

namespace userver::utils {
template <class... A> void Async(A &&...) {}
template <class... A> void SharedAsync(A &&...) {}
template <class... A> void AsyncBackground(A &&...) {}
template <class... A> void CriticalAsync(A &&...) {}
template <class... A> void SharedCriticalAsync(A &&...) {}
template <class... A> void CriticalAsyncBackground(A &&...) {}
} // namespace userver::utils

namespace userver::engine::current_task {
template <class... A> bool ShouldCancel(A &&...);
template <class... A> bool IsCancelRequested(A &&...);
template <class... A> bool CancellationPoint(A &&...);
template <class... A> bool CancellationReason(A &&...);
} // namespace userver::engine::current_task

namespace entries_of {
userver::engine::TaskBase make_userver_engine_TaskBase();
userver::engine::Task make_userver_engine_Task();
userver::engine::TaskWithResult make_userver_engine_TaskWithResult();
userver::engine::SharedTask make_userver_engine_SharedTask();
userver::engine::SharedTaskWithResult make_userver_engine_SharedTaskWithResult();
} // namespace entries_of

namespace userver::storages::postgres {
struct Cluster {
  void Begin();
  void Execute();
  void ExecuteDecompose();
  void ExecuteBulk();
};
struct Transaction {
  void Execute();
  void ExecuteDecompose();
  void ExecuteBulk();
  void Commit();
  void Rollback();
};
} // namespace userver::storages::postgres
namespace userver::clients::http {
struct Request {
  void perform();
};
} // namespace userver::clients::http

