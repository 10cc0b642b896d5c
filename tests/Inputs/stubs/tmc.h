// What the tests need of TooManyCooks, under its own names.

#ifndef STUBS_TMC_H
#define STUBS_TMC_H

#include "stub_promise.h"
#include <future>
#include <optional>
#include <tuple>
#include <variant>

namespace tmc {

template <class T> struct [[nodiscard]] task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await() &&;
  task &&resume_on(int) &&;
};

struct aw_acquire : stubs::awaiter<void> {};

class mutex;
class [[nodiscard]] mutex_scope {
public:
  mutex_scope(mutex_scope &&) noexcept;
  ~mutex_scope();
};
struct [[nodiscard]] aw_mutex_lock_scope {
  stubs::awaiter<mutex_scope> operator co_await() &&;
};
class mutex {
public:
  aw_acquire operator co_await() noexcept;
  aw_mutex_lock_scope lock_scope() noexcept;
  bool try_lock() noexcept;
  void unlock() noexcept;
};
class auto_reset_event {
public:
  aw_acquire operator co_await() noexcept;
};

template <class Awaitable, class Canceller> class cancellable {
public:
  cancellable(Awaitable &&, Canceller &&) {}
};
template <class A, class C> cancellable(A &&, C &&) -> cancellable<A, C>;
template <class... A, class... C> task<std::variant<int, int>> select(cancellable<A, C> &&...) {
  return stubs::make<task<std::variant<int, int>>>();
}

namespace detail {
template <class T> class rvalue_only_awaitable {
public:
  rvalue_only_awaitable(rvalue_only_awaitable &&);
  ~rvalue_only_awaitable();
  stubs::awaiter<T> operator co_await() &&;
};
} // namespace detail

template <class T> class [[nodiscard]] aw_spawn {
public:
  aw_spawn(aw_spawn &&);
  ~aw_spawn();
  stubs::awaiter<T> operator co_await() &&;
  void detach();
  [[nodiscard]] detail::rvalue_only_awaitable<T> fork() &&;
};
template <class T> aw_spawn<T> spawn(task<T> &&);
template <class... T> task<std::tuple<T...>> spawn_tuple(task<T> &&...);
template <class E, class T> void post(E &, T &&);
template <class E, class T> std::future<T> post_waitable(E &, task<T> &&);

template <class T> class chan_tok {
public:
  [[nodiscard]] stubs::awaiter<std::optional<T>> pull();
  [[nodiscard]] stubs::awaiter<bool> push(T);
  bool post(T);
  void close();
};

stubs::awaiter<void> yield();

} // namespace tmc

#endif
