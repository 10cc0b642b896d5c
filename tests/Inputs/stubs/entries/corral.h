// Declarations under corral's names, one for each entry of its model.
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

namespace corral {
struct BasicNursery {
  template <class... A> stubs::awaiter<int> start(A &&...) { return {}; }
  template <class... A> int cancel(A &&...);
  BasicNursery();
  ~BasicNursery();
};
} // namespace corral

namespace corral {
struct BasicUnsafeNursery {
  template <class... A> stubs::awaiter<int> join(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int asyncClose(A &&...);
  BasicUnsafeNursery();
  ~BasicUnsafeNursery();
  template <class... A> void start(A &&...) {}
};
} // namespace corral

namespace corral {
struct CBPortal {
  stubs::awaiter<int> operator co_await();
};
} // namespace corral

namespace corral {
struct Channel {
  template <class... A> stubs::awaiter<int> receive(A &&...);
  template <class... A> stubs::awaiter<int> send(A &&...);
  template <class... A> int tryReceive(A &&...);
  template <class... A> int trySend(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace corral

namespace corral {
struct Event {
  template <class... A> stubs::awaiter<int> get(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace corral

namespace corral {
struct Nursery {
  Nursery();
  ~Nursery();
  template <class... A> void start(A &&...) {}
};
} // namespace corral

namespace corral {
struct ParkingLot {
  template <class... A> stubs::awaiter<int> park(A &&...);
};
} // namespace corral

namespace corral {
struct Semaphore {
  template <class... A> stubs::awaiter<int> acquire(A &&...);
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> int release(A &&...);
  template <class... A> int tryAcquire(A &&...);
  template <class... A> stubs::awaiter<int> r(A &&...);
  template <class... A> stubs::awaiter<int> e(A &&...);
  template <class... A> stubs::awaiter<int> l(A &&...);
  template <class... A> stubs::awaiter<int> a(A &&...);
  template <class... A> stubs::awaiter<int> s(A &&...);
  struct Lock;
};
} // namespace corral

namespace corral {
struct Shared {
  template <class... A> stubs::awaiter<int> asOptional(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace corral

namespace corral {
template <class T = void> struct Task {
  using promise_type = stubs::promise<Task, T, std::suspend_always>;
  Task(Task &&) noexcept;
  ~Task();
  stubs::awaiter<T> operator co_await();
};
} // namespace corral

namespace corral {
struct ThreadPool {
  class CancelToken {
  public:
    operator bool() noexcept;
    bool peek() const noexcept;
  };
  template <class... A> stubs::awaiter<int> run(A &&...) { return {}; }
};
} // namespace corral

namespace corral {
struct UnsafeNursery {
  UnsafeNursery();
  ~UnsafeNursery();
  template <class... A> void start(A &&...) {}
  template <class... A> stubs::awaiter<int> join(A &&...);
};
} // namespace corral

namespace corral {
struct Value {
  template <class... A> stubs::awaiter<int> untilMatches(A &&...);
  template <class... A> stubs::awaiter<int> untilEquals(A &&...);
  template <class... A> stubs::awaiter<int> untilChanged(A &&...);
};
} // namespace corral

struct corral::Semaphore::Lock {
  template <class... A> explicit Lock(A &&...);
  ~Lock();
};

namespace corral::detail {
struct CoAwaitFactory {
  stubs::awaiter<int> operator co_await();
};
} // namespace corral::detail

namespace corral::detail {
struct NurseryBase {
  template <class... A> int cancel(A &&...);
};
} // namespace corral::detail

namespace corral::detail {
struct TryBlockBuilder {
  template <class... A> stubs::awaiter<int> finally(A &&...) { return {}; }
  template <class... A> TryBlockBuilder catch_(A &&...) { return {}; }
  stubs::awaiter<int> operator co_await();
};
} // namespace corral::detail

namespace corral::detail::channel {
struct ReadHalf {
  template <class... A> stubs::awaiter<int> receive(A &&...);
  template <class... A> int tryReceive(A &&...);
};
} // namespace corral::detail::channel

namespace corral::detail::channel {
struct WriteHalf {
  template <class... A> stubs::awaiter<int> send(A &&...);
  template <class... A> int trySend(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace corral::detail::channel

namespace corral {
template <class... A> stubs::awaiter<int> anyOf(A &&...);
template <class... A> stubs::awaiter<int> allOf(A &&...);
template <class... A> stubs::awaiter<int> mostOf(A &&...);
template <class... A> stubs::awaiter<int> with(A &&...);
template <class... A> stubs::awaiter<int> noncancellable(A &&...);
template <class... A> stubs::awaiter<int> untilCancelledAnd(A &&...);
template <class... A> stubs::awaiter<int> disposable(A &&...);
template <class... A> detail::TryBlockBuilder try_(A &&...) { return {}; }
template <class... A> int run(A &&...);
template <class... A> stubs::awaiter<int> sleepFor(A &&...);
template <class... A> stubs::awaiter<int> noop(A &&...);
template <class... A> stubs::awaiter<int> just(A &&...);
template <class... A> stubs::awaiter<int> justApx(A &&...);
template <class... A> stubs::awaiter<int> untilCBCalled(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
} // namespace corral

namespace entries_of {
corral::Task<int> make_corral_Task();
} // namespace entries_of

