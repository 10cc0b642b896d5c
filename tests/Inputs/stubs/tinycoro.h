// What the tests need of tinycoro, under its own names.

#ifndef STUBS_TINYCORO_H
#define STUBS_TINYCORO_H

#include "stub_promise.h"
#include <future>
#include <optional>
#include <stop_token>
#include <tuple>

namespace tinycoro {

template <class Mutex> class ReleaseGuard {
public:
  ReleaseGuard(ReleaseGuard &&) noexcept;
  ~ReleaseGuard();
  void unlock() noexcept;
};

enum class EChannelOpStatus { SUCCESS, LAST, CLOSED };
namespace detail {

template <class T> struct [[nodiscard]] CoroTask {
  using promise_type = stubs::promise<CoroTask, T, std::suspend_always>;
  using value_type = T;
  CoroTask(CoroTask &&);
  ~CoroTask();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  bool IsDone() const;
};

struct WaitAwaiter : stubs::awaiter<void> {};

class ParallelScheduler {
public:
  template <class T> [[nodiscard]] std::future<std::optional<T>> Enqueue(CoroTask<T>);
};
class AutoEvent {
public:
  WaitAwaiter Wait();
  stubs::awaiter<void> operator co_await();
};
class Mutex {
public:
  stubs::awaiter<ReleaseGuard<Mutex>> operator co_await();
  stubs::awaiter<ReleaseGuard<Mutex>> Wait();
  void Release();
};
template <class T> class BufferedChannel {
public:
  stubs::awaiter<EChannelOpStatus> PopWait(T &);
  stubs::awaiter<EChannelOpStatus> PushWait(T);
  EChannelOpStatus TryPush(T);
  EChannelOpStatus Push(T);
  void Close();
};
template <class T> class TaskGroup {
public:
  template <class Scheduler, class Task> bool Spawn(Scheduler &, Task &&);
  stubs::awaiter<std::optional<T>> Next();
  stubs::awaiter<void> Join();
  void CancelAll() noexcept;
  void Close() noexcept;
};

} // namespace detail

template <class T = void> using Task = detail::CoroTask<T>;
using Scheduler = detail::ParallelScheduler;
using AutoEvent = detail::AutoEvent;
using Mutex = detail::Mutex;
template <class T> using BufferedChannel = detail::BufferedChannel<T>;
template <class T> using TaskGroup = detail::TaskGroup<T>;

template <class T> struct Detach {
  Detach(T &&);
};

struct SoftClock {};
Task<void> SleepFor(SoftClock &, int);
Task<void> SleepForCancellable(SoftClock &, int);

template <class A> class Cancellable {
public:
  explicit Cancellable(A &&);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};

template <class A> Cancellable(A &&) -> Cancellable<A>;
template <class C, class A, class D> struct TimeoutAwait {
  TimeoutAwait(C &, A &&, D);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  std::optional<int> await_resume();
};
template <class C, class A, class D> TimeoutAwait(C &, A &&, D) -> TimeoutAwait<C, A, D>;
namespace this_coro {
stubs::awaiter<std::stop_token> stop_token();
stubs::awaiter<void> yield_cancellable();
} // namespace this_coro
template <class T> using value_of = std::conditional_t<std::is_void_v<T>, char, T>;
template <class... T> stubs::awaiter<std::tuple<std::optional<value_of<T>>...>> AnyOfAwait(Scheduler &, Task<T>...);
template <class... T> stubs::awaiter<std::tuple<std::optional<value_of<T>>...>> AnyOfAwait(Task<T>...);
template <class... T> stubs::awaiter<std::tuple<std::optional<T>...>> AllOfAwait(Scheduler &, Task<T>...);
template <class... T> std::tuple<std::optional<int>> AllOf(Scheduler &, T &&...);

} // namespace tinycoro

#endif
