// Declarations under tinycoro's names, one for each entry of its model.
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

namespace tinycoro {
enum class EChannelOpStatus { SUCCESS, CLOSED };
} // namespace tinycoro

namespace tinycoro {
struct Barrier {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  template <class... A> stubs::awaiter<int> ArriveAndWait(A &&...);
  template <class... A> stubs::awaiter<int> ArriveDropAndWait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tinycoro

namespace tinycoro {
struct CancellableSuspend {
  stubs::awaiter<int> operator co_await();
};
} // namespace tinycoro

namespace tinycoro {
struct ReleaseGuard {
  template <class... A> explicit ReleaseGuard(A &&...);
  ~ReleaseGuard();
};
} // namespace tinycoro

namespace tinycoro {
template <class T = void> struct Task {
  using promise_type = stubs::promise<Task, T, std::suspend_always>;
  Task(Task &&) noexcept;
  ~Task();
  stubs::awaiter<T> operator co_await();
};
} // namespace tinycoro

namespace tinycoro {
struct TaskGroup {
  TaskGroup();
  ~TaskGroup();
  template <class... A> void Spawn(A &&...) {}
  template <class... A> stubs::awaiter<int> Join(A &&...);
};
} // namespace tinycoro

namespace tinycoro {
struct Cancellable {
  template <class... A> explicit Cancellable(A &&...);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
} // namespace tinycoro

namespace tinycoro {
struct TimeoutAwait {
  template <class... A> explicit TimeoutAwait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tinycoro

namespace tinycoro::detail {
struct AutoEvent {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct BufferedChannel {
  template <class... A> stubs::awaiter<int> WaitForListeners(A &&...);
  template <class... A> stubs::awaiter<tinycoro::EChannelOpStatus> PopWait(A &&...);
  template <class... A> stubs::awaiter<int> PushWait(A &&...);
  template <class... A> stubs::awaiter<int> PushAndCloseWait(A &&...);
  template <class... A> int Close(A &&...);
  template <class... A> int Push(A &&...);
  template <class... A> int PushAndClose(A &&...);
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct CoroTask {
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct Latch {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  template <class... A> stubs::awaiter<int> ArriveAndWait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct ManualEvent {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct Mutex {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  template <class... A> stubs::awaiter<int> Release(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct ParallelScheduler {
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct Semaphore {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  template <class... A> int Acquire(A &&...);
  template <class... A> stubs::awaiter<int> Release(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct SingleEvent {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct TaskEnqueuer {
  template <class... A> void Enqueue(A &&...) {}
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct TaskGroup {
  template <class... A> stubs::awaiter<int> Wait(A &&...);
  template <class... A> stubs::awaiter<int> Join(A &&...);
  template <class... A> stubs::awaiter<int> Next(A &&...);
  template <class... A> int CancelAll(A &&...);
  TaskGroup();
  ~TaskGroup();
  template <class... A> void Spawn(A &&...) {}
};
} // namespace tinycoro::detail

namespace tinycoro::detail {
struct UnbufferedChannel {
  template <class... A> stubs::awaiter<int> WaitForListeners(A &&...);
  template <class... A> stubs::awaiter<tinycoro::EChannelOpStatus> PopWait(A &&...);
  template <class... A> stubs::awaiter<int> PushWait(A &&...);
  template <class... A> stubs::awaiter<int> PushAndCloseWait(A &&...);
  template <class... A> int Close(A &&...);
  template <class... A> int Push(A &&...);
  template <class... A> int PushAndClose(A &&...);
};
} // namespace tinycoro::detail

namespace tinycoro {
template <class... A> stubs::awaiter<int> AnyOfAwait(A &&...);
template <class... A> stubs::awaiter<int> AllOfAwait(A &&...);
template <class... A> int AnyOf(A &&...);
template <class... A> int AllOf(A &&...);
template <class... A> stubs::awaiter<int> SleepFor(A &&...);
template <class... A> stubs::awaiter<int> SleepUntil(A &&...);
template <class... A> stubs::awaiter<int> SleepForCancellable(A &&...);
template <class... A> stubs::awaiter<int> SleepUntilCancellable(A &&...);
template <class... A> int GetAll(A &&...);
template <class... A> stubs::awaiter<int> MakeBound(A &&...);
} // namespace tinycoro

namespace entries_of {
tinycoro::detail::CoroTask make_tinycoro_detail_CoroTask();
} // namespace entries_of

