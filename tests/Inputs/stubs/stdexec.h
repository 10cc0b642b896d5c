// Declarations under stdexec's names (and exec's, which is experimental::execution), as much as
// tests/models/stdexec.cpp needs.
#ifndef COROSAFE_TESTS_STUBS_STDEXEC_H
#define COROSAFE_TESTS_STUBS_STDEXEC_H

#include <chrono>
#include <coroutine>
#include <optional>
#include <tuple>

namespace stdexec {

template <class T> struct outcome { void return_value(T); };
template <> struct outcome<void> { void return_void(); };

/// What every sender of these declarations is.
template <class T> struct sender_of {
  using sender_concept = struct sender_t;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <class T> class [[nodiscard]] task {
public:
  struct promise_type : outcome<T> {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  using value = T;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <class S> using value_of = decltype(std::declval<S &>().await_resume());

class inplace_stop_token {
public:
  bool stop_requested() const;
};
class inplace_stop_source {
public:
  inplace_stop_token get_token() const;
  bool request_stop();
};

struct scheduler {};

struct schedule_t {
  sender_of<void> operator()(scheduler) const;
};
inline constexpr schedule_t schedule{};

struct just_t {
  template <class T> sender_of<T> operator()(T) const;
};
inline constexpr just_t just{};

/// An adaptor that waits for its sender: `sender | then(f)`.
template <class F> struct binder {
  F f;
};
template <class S, class F> auto operator|(S, binder<F> b) -> sender_of<decltype(b.f(std::declval<value_of<S>>()))> { return {}; }

struct then_t {
  template <class F> binder<F> operator()(F f) const { return {f}; }
  template <class S, class F> auto operator()(S, F f) const -> sender_of<decltype(f(std::declval<value_of<S>>()))> {
    return {};
  }
};
inline constexpr then_t then{};

struct starts_on_t {
  template <class S> sender_of<value_of<S>> operator()(scheduler, S) const;
};
inline constexpr starts_on_t starts_on{};

struct continues_on_t {
  template <class S> sender_of<value_of<S>> operator()(S, scheduler) const;
};
inline constexpr continues_on_t continues_on{};

struct when_all_t {
  template <class... S> sender_of<void> operator()(S...) const;
};
inline constexpr when_all_t when_all{};

struct stopped_as_optional_t {
  template <class S> sender_of<std::optional<value_of<S>>> operator()(S) const;
};
inline constexpr stopped_as_optional_t stopped_as_optional{};

struct unstoppable_t {
  template <class S> sender_of<value_of<S>> operator()(S) const;
};
inline constexpr unstoppable_t unstoppable{};

struct sync_wait_t {
  template <class S> std::optional<std::tuple<value_of<S>>> operator()(S) const;
  std::optional<std::tuple<>> operator()(task<void>) const;
};
inline constexpr sync_wait_t sync_wait{};

class counting_scope {
public:
  struct token {};
  token get_token();
  sender_of<void> join();
  void request_stop();
};

struct spawn_t {
  template <class S> void operator()(S, counting_scope::token) const;
};
inline constexpr spawn_t spawn{};

struct spawn_future_t {
  template <class S> sender_of<value_of<S>> operator()(S, counting_scope::token) const;
};
inline constexpr spawn_future_t spawn_future{};

} // namespace stdexec

namespace experimental::execution {

namespace __when_any {
struct __when_any_t {
  template <class S, class... More> auto operator()(S, More...) const -> stdexec::sender_of<stdexec::value_of<S>>;
};
inline constexpr __when_any_t when_any{};
} // namespace __when_any
using __when_any::when_any;

struct schedule_after_t {
  stdexec::sender_of<int> operator()(stdexec::scheduler, std::chrono::milliseconds) const;
};
inline constexpr schedule_after_t schedule_after{};

struct start_detached_t {
  template <class S> void operator()(S) const;
};
inline constexpr start_detached_t start_detached{};

struct ensure_started_t {
  template <class S> [[nodiscard]] stdexec::sender_of<stdexec::value_of<S>> operator()(S) const;
};
inline constexpr ensure_started_t ensure_started{};

namespace __task {
template <class T, class Context> class [[nodiscard]] basic_task {
public:
  struct promise_type : stdexec::outcome<T> {
    basic_task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
} // namespace __task
struct default_task_context {};
template <class T> using task = __task::basic_task<T, default_task_context>;

namespace __scope {
template <class T> struct __future : stdexec::sender_of<T> {};

struct async_scope {
  [[nodiscard]] stdexec::sender_of<void> on_empty() const;
  template <class S> void spawn(S &&);
  template <class S> [[nodiscard]] __future<stdexec::value_of<S>> spawn_future(S &&);
  bool request_stop() noexcept;
};
} // namespace __scope
using __scope::async_scope;

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif
