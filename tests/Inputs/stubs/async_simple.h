// What the tests need of async_simple, under its own names.

#ifndef STUBS_ASYNC_SIMPLE_H
#define STUBS_ASYNC_SIMPLE_H

#include "stub_promise.h"
#include <mutex>
#include <variant>
#include <vector>

namespace async_simple {

enum SignalType : unsigned long { None = 0, Terminate = 1 };
class SignalException {};
class Executor;

template <class T> class Try {
public:
  bool hasError() const;
  T &value();
};
template <> class Try<void> {
public:
  bool hasError() const;
  void value();
};

template <class T> class Future {
public:
  Future(Future &&);
  ~Future();
  bool valid() const;
  T get() &&;
};

namespace coro {

template <class T = void> class Lazy;
template <class T> class RescheduleLazy;

namespace detail {
template <class T> class LazyBase {
public:
  LazyBase(LazyBase &&);
  ~LazyBase();
  template <class F> void start(F &&) {}
  stubs::awaiter<T> operator co_await();
};
template <class T> struct CollectAnyResult {
  size_t index() const;
  bool hasError() const;
  T &value();
};
} // namespace detail

template <class T> class [[nodiscard]] Lazy : public detail::LazyBase<T> {
public:
  struct promise_type : stubs::promise<Lazy, T, std::suspend_always> {};
  RescheduleLazy<T> via(Executor *) &&;
};
template <class T> class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T> {
public:
  void detach();
};

struct Yield {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

template <SignalType S = SignalType::None, class... T> Lazy<std::variant<Try<T>...>> collectAny(Lazy<T>...);
template <SignalType S = SignalType::None, class T>
Lazy<detail::CollectAnyResult<T>> collectAny(std::vector<Lazy<T>> &&);
template <SignalType S = SignalType::None, class... T> Lazy<std::variant<Try<T>...>> collectAll(Lazy<T>...);
template <class T> T syncAwait(Lazy<T> &&);
Lazy<void> sleep(int);

class Mutex {
public:
  bool tryLock();
  void lock();
  void unlock();
  Lazy<std::unique_lock<Mutex>> coScopedLock();
  Lazy<void> coLock();
};
class SpinLock {
public:
  Lazy<void> coLock();
  void lock();
  void unlock();
};
template <class Lock> class ConditionVariable {
public:
  template <class Pred> Lazy<> wait(Lock &lock, Pred &&pred) noexcept { return pause(&lock, pred()); }
  Lazy<> pause(Lock *, bool) noexcept;
  void notify();
};
class ScopedSpinLock {
public:
  explicit ScopedSpinLock(SpinLock &);
  ~ScopedSpinLock();
};

} // namespace coro
} // namespace async_simple

#endif
