// Declarations under flow's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {
  int n;
};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

struct Uncancellable {};

struct ActorCollection {
  template <class... A> stubs::awaiter<int> getResult(A &&...);
  template <class... A> int clear(A &&...);
  ActorCollection();
  ~ActorCollection();
  template <class... A> void add(A &&...) {}
};

struct ActorCollectionNoErrors {
  template <class... A> void add(A &&...) {}
  template <class... A> int clear(A &&...);
};

struct AsyncResult {
  template <class... A> int cancel(A &&...);
};

struct AsyncTrigger {
  template <class... A> stubs::awaiter<int> onTrigger(A &&...);
};

struct AsyncVar {
  template <class... A> stubs::awaiter<int> onChange(A &&...);
};

struct BoundedFlowLock {
  template <class... A> stubs::awaiter<int> take(A &&...);
  struct Releaser;
};

struct Debouncer {
  template <class... A> stubs::awaiter<int> onTrigger(A &&...);
};

struct Error {
  int code() const;
};
enum { error_code_actor_cancelled = 1101 };

struct ErrorOr {
  template <class... A> bool present(A &&...);
  template <class... A> bool isError(A &&...);
  template <class... A> int get(A &&...);
};

struct FlowLock {
  template <class... A> stubs::awaiter<int> take(A &&...);
  template <class... A> int available(A &&...);
  template <class... A> int activePermits(A &&...);
  template <class... A> int waiters(A &&...);
  struct Releaser;
};

struct FlowMutex {
  template <class... A> stubs::awaiter<int> take(A &&...);
  template <class... A> int available(A &&...);
  struct Lock;
};

template <class T = void> struct Future {
  using promise_type = stubs::promise<Future, T, std::suspend_never>;
  Future(Future &&) noexcept;
  ~Future();
  stubs::awaiter<T> operator co_await();
  template <class... A> int cancel(A &&...);
};

struct FutureStream {
  stubs::awaiter<int> operator co_await();
};

struct IAsyncFile {
  template <class... A> stubs::awaiter<int> read(A &&...);
};

struct IConnection {
  template <class... A> stubs::awaiter<int> onReadable(A &&...);
  template <class... A> stubs::awaiter<int> onWritable(A &&...);
  template <class... A> stubs::awaiter<int> acceptHandshake(A &&...);
  template <class... A> stubs::awaiter<int> connectHandshake(A &&...);
  template <class... A> int close(A &&...);
};

struct IListener {
  template <class... A> stubs::awaiter<int> accept(A &&...);
};

struct MutexHolder {
  template <class... A> explicit MutexHolder(A &&...);
  ~MutexHolder();
};

struct NotifiedInt {
  template <class... A> stubs::awaiter<int> whenAtLeast(A &&...);
};

struct Optional {
  template <class... A> bool present(A &&...);
  template <class... A> int get(A &&...);
};

struct Promise {
  template <class... A> stubs::awaiter<int> getFuture(A &&...);
};

struct PromiseStream {
  template <class... A> stubs::awaiter<int> onEmpty(A &&...);
  template <class... A> entries::part & getFuture(A &&...);
};

struct Reference {
  template <class... A> entries::part * getPtr(A &&...);
};

struct SignalableActorCollection {
  template <class... A> int clear(A &&...);
  SignalableActorCollection();
  ~SignalableActorCollection();
  template <class... A> void add(A &&...) {}
  template <class... A> stubs::awaiter<int> getResult(A &&...);
};

struct TaskPriority {
};

struct ThreadFutureStream {
  stubs::awaiter<int> operator co_await();
};

struct ThreadSpinLock {
  template <class... A> void enter(A &&...);
  template <class... A> void leave(A &&...);
};

struct ThreadSpinLockHolder {
  template <class... A> explicit ThreadSpinLockHolder(A &&...);
  ~ThreadSpinLockHolder();
};

struct ThreadUnsafeSpinLock {
  template <class... A> void enter(A &&...);
  template <class... A> void leave(A &&...);
};

struct ThreadUnsafeSpinLockHolder {
  template <class... A> explicit ThreadUnsafeSpinLockHolder(A &&...);
  ~ThreadUnsafeSpinLockHolder();
};

struct BoundedFlowLock::Releaser {
  template <class... A> explicit Releaser(A &&...);
  ~Releaser();
};

struct FlowLock::Releaser {
  template <class... A> explicit Releaser(A &&...);
  ~Releaser();
};

struct FlowMutex::Lock {
  template <class... A> explicit Lock(A &&...);
  ~Lock();
};

namespace coro {
struct ChooseClause {
  template <class... A> stubs::awaiter<int> When(A &&...);
  template <class... A> stubs::awaiter<int> run(A &&...);
};
} // namespace coro

template <class R, class... A> R race(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R chooseActor(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R waitForFirst(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R quorum(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R waitForAny(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R timeout(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R timeoutChoose(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R timeoutError(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R waitForAll(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R waitForAllReady(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R waitForAllReadyThenThrow(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R getAll(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R getAllAsync(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R appendAll(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R joinWith(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R delay(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R orderedDelay(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R delayUntil(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R delayJittered(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R lowPriorityDelay(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R yield(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R yieldedFuture(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R waitAndForward(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R uncancellable(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R success(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R ready(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R errorOr(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R throwErrorOr(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R transformErrors(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R transformError(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R delayed(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R stopAfter(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R orYield(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R require(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R reportErrors(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R reportErrorsExcept(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R brokenPromiseToNever(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R brokenPromiseToMaybeDelivered(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R forwardErrors(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R waitOrError(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R onEqual(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R tag(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R tagError(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R detach(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R map(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R mapAsync(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R holdWhile(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R store(A &&...) { return stubs::make<R>(); }
template <class R, class... A> R fmap(A &&...) { return stubs::make<R>(); }

namespace coro {
template <class... A> stubs::awaiter<int> ignore(A &&...);
template <class... A> stubs::awaiter<int> errorOr(A &&...);
} // namespace coro

namespace entries_of {
Future<int> make_Future();
AsyncResult make_AsyncResult();
} // namespace entries_of


template <class T> Future<T> operator||(Future<T>, Future<T>);
template <class T> Future<T> operator&&(Future<T>, Future<T>);
