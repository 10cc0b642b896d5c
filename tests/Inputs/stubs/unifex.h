// Declarations under libunifex's names, as much as tests/models/unifex.cpp needs.
#ifndef COROSAFE_TESTS_STUBS_UNIFEX_H
#define COROSAFE_TESTS_STUBS_UNIFEX_H

#include <chrono>
#include <coroutine>
#include <optional>

namespace unifex {

template <class T> struct outcome { void return_value(T); };
template <> struct outcome<void> { void return_void(); };

template <class T> struct sender_of {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class S> using value_of = decltype(std::declval<S &>().await_resume());

namespace _task {
template <class T, bool Nothrow> struct _task {
  struct [[nodiscard]] type {
    struct promise_type : outcome<T> {
      type get_return_object();
      std::suspend_always initial_suspend() noexcept;
      std::suspend_always final_suspend() noexcept;
      void unhandled_exception();
    };
    bool await_ready() const;
    void await_suspend(std::coroutine_handle<>);
    T await_resume();
  };
};
} // namespace _task
template <class T> using task = typename _task::_task<T, false>::type;

struct scheduler {};

namespace _schedule {
struct _fn {
  sender_of<void> operator()(scheduler) const;
};
} // namespace _schedule
inline constexpr _schedule::_fn schedule{};

namespace _schedule_after {
inline const struct _fn { sender_of<int> operator()(scheduler, std::chrono::milliseconds) const; } schedule_after{};
} // namespace _schedule_after
using _schedule_after::schedule_after;

namespace _when_any {
struct _fn {
  template <class S, class... More> sender_of<value_of<S>> operator()(S &&, More &&...) const;
};
} // namespace _when_any
inline constexpr _when_any::_fn when_any{};

namespace _when_all {
namespace _cpo {
struct _fn {
  template <class... S> sender_of<void> operator()(S &&...) const;
};
} // namespace _cpo
} // namespace _when_all
inline constexpr _when_all::_cpo::_fn when_all{};

/// What an algorithm gives that was called without its first argument.
namespace _bind_back {
template <class Cpo, class... Args> struct result {};
template <class S, class Cpo, class... Args>
auto operator|(S &&source, result<Cpo, Args...>) -> decltype(Cpo{}(source, std::declval<Args>()...));
} // namespace _bind_back

namespace _stop_when_cpo {
struct _fn {
  template <class Trigger> _bind_back::result<_fn, Trigger> operator()(Trigger &&) const;
  template <class Source, class Trigger> sender_of<value_of<Source>> operator()(Source &&, Trigger &&) const;
};
} // namespace _stop_when_cpo
inline constexpr _stop_when_cpo::_fn stop_when{};

namespace _done_as_opt::_cpo {
inline const struct _fn {
  _bind_back::result<_fn> operator()() const;
  template <class S> sender_of<std::optional<value_of<S>>> operator()(S &&) const;
} done_as_optional{};
} // namespace _done_as_opt::_cpo
using _done_as_opt::_cpo::done_as_optional;

namespace _unstoppable_cpo {
inline const struct _fn { template <class S> sender_of<value_of<S>> operator()(S &&) const; } unstoppable{};
} // namespace _unstoppable_cpo
using _unstoppable_cpo::unstoppable;

namespace _sync_wait_cpo {
struct _fn {
  template <class S> std::optional<int> operator()(S &&) const;
};
} // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait{};

namespace _spawn_future {
template <class Scope, class T> struct _future {
  struct [[nodiscard]] type : sender_of<T> {};
};
} // namespace _spawn_future

inline namespace v1 {
class async_mutex {
public:
  [[nodiscard]] bool try_lock() noexcept;
  [[nodiscard]] sender_of<void> async_lock() noexcept;
  void unlock() noexcept;
};

namespace _amre {
struct async_manual_reset_event {
  void set() noexcept;
  [[nodiscard]] sender_of<int> async_wait() noexcept;
};
} // namespace _amre
using _amre::async_manual_reset_event;

namespace _async_scope {
struct async_scope {
  template <class S> auto spawn(S &&) -> typename _spawn_future::_future<async_scope, value_of<S>>::type;
  template <class S> void detached_spawn(S &&);
  [[nodiscard]] sender_of<void> complete() noexcept;
  [[nodiscard]] sender_of<void> cleanup() noexcept;
};
} // namespace _async_scope
using _async_scope::async_scope;
} // namespace v1

namespace _pass {
template <bool Noexcept, class... Args> class async_pass {
public:
  [[nodiscard]] sender_of<int> async_accept() noexcept;
  [[nodiscard]] sender_of<int> async_call(Args...) noexcept;
};
} // namespace _pass
template <class... Args> using async_pass = _pass::async_pass<false, Args...>;

template <class S, class F> [[nodiscard]] sender_of<void> then(S &&, F &&);

} // namespace unifex

#endif
