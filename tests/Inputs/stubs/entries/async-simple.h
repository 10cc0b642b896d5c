// Declarations under async-simple's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>
#include <chrono>
#include <thread>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace async_simple {
struct CurrentExecutor {
  stubs::awaiter<int> operator co_await();
};
} // namespace async_simple

namespace async_simple {
struct Executor {
  template <class... A> void schedule(A &&...) {}
};
} // namespace async_simple

namespace async_simple {
struct Future {
  template <class... A> bool hasResult(A &&...);
  template <class... A> int get(A &&...);
  template <class... A> int wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace async_simple

namespace async_simple {
struct Promise {
  Future getFuture();
};
} // namespace async_simple

namespace async_simple {
struct Signal {
  template <class... A> int emits(A &&...);
};
} // namespace async_simple

namespace async_simple {
struct SignalException {
  int code;
};
} // namespace async_simple

namespace async_simple {
struct Slot {
  template <class... A> int canceled(A &&...);
  template <class... A> int hasTriggered(A &&...);
};
} // namespace async_simple

namespace async_simple {
struct Try {
  template <class... A> bool hasError(A &&...);
  template <class... A> int value(A &&...);
};
} // namespace async_simple

namespace async_simple::coro {
struct ConditionVariable {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct CountingSemaphore {
  template <class... A> stubs::awaiter<int> acquire(A &&...);
  template <class... A> stubs::awaiter<int> release(A &&...);
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct CurrentLazyLocals {
  stubs::awaiter<int> operator co_await();
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct CurrentSlot {
  stubs::awaiter<int> operator co_await();
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct ForbidSignal {
  stubs::awaiter<int> operator co_await();
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct Generator {
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct Latch {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> arrive_and_wait(A &&...);
  template <class... A> stubs::awaiter<int> count_down(A &&...);
};
} // namespace async_simple::coro

namespace async_simple {
enum SignalType : std::uint64_t { None = 0, Terminate = 1 };
}
namespace async_simple::coro {
template <class T = void> struct Lazy {
  using promise_type = stubs::promise<Lazy, T, std::suspend_always>;
  Lazy(Lazy &&) noexcept;
  ~Lazy();
  stubs::awaiter<T> operator co_await();
  template <class... A> stubs::awaiter<int> via(A &&...);
  template <class... A> stubs::awaiter<int> setEx(A &&...);
  template <class... A> stubs::awaiter<int> setLazyLocal(A &&...);
  template <class... A> void start(A &&...) {}
  template <class... A> void directlyStart(A &&...) {}
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct Mutex {
  template <class... A> stubs::awaiter<int> coLock(A &&...);
  template <class... A> stubs::awaiter<int> coScopedLock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct RescheduleLazy {
  template <class... A> void start(A &&...) {}
  template <class... A> int detach(A &&...);
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct ScopedSpinLock {
  template <class... A> explicit ScopedSpinLock(A &&...);
  ~ScopedSpinLock();
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct SharedMutex {
  template <class... A> stubs::awaiter<int> coLock(A &&...);
  template <class... A> stubs::awaiter<int> coLockShared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlockShared(A &&...);
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct SharedMutexBase {
  template <class... A> stubs::awaiter<int> coLock(A &&...);
  template <class... A> stubs::awaiter<int> coLockShared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlockShared(A &&...);
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct SpinLock {
  template <class... A> stubs::awaiter<int> coLock(A &&...);
  template <class... A> stubs::awaiter<int> coScopedLock(A &&...);
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace async_simple::coro

namespace async_simple::coro {
struct Yield {
  stubs::awaiter<int> operator co_await();
};
} // namespace async_simple::coro

namespace async_simple::coro::detail {
struct CollectAnyResult {
  template <class... A> int index(A &&...);
  template <class... A> bool hasError(A &&...);
  template <class... A> int value(A &&...);
};
} // namespace async_simple::coro::detail

namespace async_simple::coro::detail {
struct LazyBase {
  template <class... A> void start(A &&...) {}
};
} // namespace async_simple::coro::detail

namespace async_simple::coro {
template <SignalType Signal = None, class... A> stubs::awaiter<int> collectAny(A &&...);
template <class... A> stubs::awaiter<int> collectAll(A &&...);
template <class... A> stubs::awaiter<int> collectAllPara(A &&...);
template <class... A> stubs::awaiter<int> collectAllWindowed(A &&...);
template <class... A> stubs::awaiter<int> collectAllWindowedPara(A &&...);
template <class... A> stubs::awaiter<int> sleep(A &&...);
template <class... A> stubs::awaiter<int> dispatch(A &&...);
template <class... A> int syncAwait(A &&...);
template <class... A> stubs::awaiter<int> ResumeBySchedule(A &&...);
} // namespace async_simple::coro

namespace entries_of {
async_simple::coro::Lazy<int> make_async_simple_coro_Lazy();
async_simple::coro::RescheduleLazy make_async_simple_coro_RescheduleLazy();
async_simple::Future make_async_simple_Future();
async_simple::coro::Generator make_async_simple_coro_Generator();
} // namespace entries_of

