// What the tests need of asyncpp, under its own names.

#ifndef STUBS_ASYNCPP_H
#define STUBS_ASYNCPP_H

#include "stub_promise.h"
#include <future>
#include <optional>

namespace asyncpp {

template <class T = void> class [[nodiscard]] task {
public:
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await() noexcept;
};

template <class A> void launch(A &&);
template <class T> std::future<T> as_promise(task<T> &&);

class async_launch_scope {
public:
  ~async_launch_scope();
  template <class A> void launch(A &&);
  [[nodiscard]] stubs::awaiter<void> join() noexcept;
};

class mutex;
class mutex_lock {
public:
  mutex_lock(mutex_lock &&) noexcept;
  ~mutex_lock();
  void unlock() noexcept;
};
class mutex {
public:
  [[nodiscard]] bool try_lock() noexcept;
  [[nodiscard]] stubs::awaiter<void> lock() noexcept;
  [[nodiscard]] stubs::awaiter<mutex_lock> lock_scoped() noexcept;
  void unlock() noexcept;
};

template <class T> class channel {
public:
  [[nodiscard]] stubs::awaiter<std::optional<T>> read();
  [[nodiscard]] stubs::awaiter<bool> write(T);
  void close();
};
class single_consumer_event {
public:
  bool set() noexcept;
  [[nodiscard]] stubs::awaiter<void> operator co_await() noexcept;
};

} // namespace asyncpp

#endif
