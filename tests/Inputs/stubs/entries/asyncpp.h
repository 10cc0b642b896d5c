// Declarations under asyncpp's names, one for each entry of its model.
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

namespace asyncpp {
struct async_launch_scope {
  template <class... A> stubs::awaiter<int> join(A &&...);
  async_launch_scope();
  ~async_launch_scope();
  template <class... A> void launch(A &&...) {}
};
} // namespace asyncpp

namespace asyncpp {
struct channel {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace asyncpp

namespace asyncpp {
struct defer {
  stubs::awaiter<int> operator co_await();
};
} // namespace asyncpp

namespace asyncpp {
struct multi_consumer_auto_reset_event {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace asyncpp

namespace asyncpp {
struct multi_consumer_event {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace asyncpp

namespace asyncpp {
struct mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> lock_scoped(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace asyncpp

namespace asyncpp {
struct mutex_lock {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> explicit mutex_lock(A &&...);
  ~mutex_lock();
};
} // namespace asyncpp

namespace asyncpp {
struct promise {
  template <class... A> int get(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace asyncpp

namespace asyncpp {
struct single_consumer_auto_reset_event {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace asyncpp

namespace asyncpp {
struct single_consumer_event {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace asyncpp

namespace asyncpp {
struct stop_token {
  template <class... A> bool stop_requested(A &&...);
};
} // namespace asyncpp

namespace asyncpp {
template <class T = void> struct task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
};
} // namespace asyncpp

namespace asyncpp {
template <class... A> void launch(A &&...) {}
template <class... A> asyncpp::task<int> as_promise(A &&...);
} // namespace asyncpp

namespace entries_of {
asyncpp::task<int> make_asyncpp_task();
} // namespace entries_of

