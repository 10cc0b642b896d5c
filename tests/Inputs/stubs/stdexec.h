// Declarations under stdexec's names (and exec's, which is experimental::execution), as much as
// tests/models/stdexec.cpp needs.
#ifndef COROSAFE_TESTS_STUBS_STDEXEC_H
#define COROSAFE_TESTS_STUBS_STDEXEC_H

#include <chrono>
#include <coroutine>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

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
  sender_of<void> operator()() const;
};
inline constexpr just_t just{};
struct just_stopped_t { sender_of<void> operator()() const; };
inline constexpr just_stopped_t just_stopped{};

/// What an adaptor makes of a sender's value.
template <class F, class V> struct applied { using type = decltype(std::declval<F>()(std::declval<V>())); };
template <class F> struct applied<F, void> { using type = decltype(std::declval<F>()()); };
template <class F, class S> using applied_to = typename applied<F, value_of<S>>::type;

/// An adaptor that waits for its sender: `sender | then(f)`.
template <class Cpo, class... Args> struct closure {
  std::tuple<Args...> args;
};
template <class S, class Cpo, class... Args> auto operator|(S s, closure<Cpo, Args...> c) {
  return std::apply([&](Args... a) { return Cpo{}(std::move(s), std::move(a)...); }, std::move(c.args));
}

struct then_t {
  template <class F> closure<then_t, F> operator()(F f) const { return {{f}}; }
  template <class S, class F> sender_of<applied_to<F, S>> operator()(S, F) const { return {}; }
};
inline constexpr then_t then{};

/// The value and the error each in a form of its own.
struct let_value_t {
  template <class F> closure<let_value_t, F> operator()(F f) const { return {{f}}; }
  template <class S, class F> auto operator()(S, F f) const {
    if constexpr (std::is_void_v<value_of<S>>) return sender_of<value_of<decltype(f())>>{};
    else return sender_of<value_of<decltype(f(std::declval<value_of<S> &>()))>>{};
  }
};
inline constexpr let_value_t let_value{};

struct let_error_t {
  template <class F> closure<let_error_t, F> operator()(F f) const { return {{f}}; }
  template <class S, class F> sender_of<value_of<S>> operator()(S, F) const { return {}; }
};
inline constexpr let_error_t let_error{};
struct let_stopped_t {
  template <class F> closure<let_stopped_t, F> operator()(F f) const { return {{f}}; }
  template <class S, class F> sender_of<value_of<S>> operator()(S, F) const { return {}; }
};
inline constexpr let_stopped_t let_stopped{};
struct upon_error_t {
  template <class F> closure<upon_error_t, F> operator()(F f) const { return {{f}}; }
  template <class S, class F> sender_of<value_of<S>> operator()(S, F) const { return {}; }
};
inline constexpr upon_error_t upon_error{};
struct upon_stopped_t {
  template <class F> closure<upon_stopped_t, F> operator()(F f) const { return {{f}}; }
  template <class S, class F> sender_of<value_of<S>> operator()(S, F) const { return {}; }
};
inline constexpr upon_stopped_t upon_stopped{};

struct starts_on_t {
  template <class S> sender_of<value_of<S>> operator()(scheduler, S) const;
};
inline constexpr starts_on_t starts_on{};
struct on_t {
  template <class S> sender_of<value_of<S>> operator()(scheduler, S) const;
};
inline constexpr on_t on{};

struct continues_on_t {
  closure<continues_on_t, scheduler> operator()(scheduler) const;
  template <class S> sender_of<value_of<S>> operator()(S, scheduler) const;
};
inline constexpr continues_on_t continues_on{};

struct when_all_t {
  template <class... S> sender_of<void> operator()(S...) const;
};
inline constexpr when_all_t when_all{};

struct stopped_as_optional_t {
  closure<stopped_as_optional_t> operator()() const;
  template <class S> sender_of<std::optional<value_of<S>>> operator()(S) const;
};
inline constexpr stopped_as_optional_t stopped_as_optional{};

struct unstoppable_t {
  template <class S> sender_of<value_of<S>> operator()(S) const;
};
inline constexpr unstoppable_t unstoppable{};

struct get_stop_token_t { sender_of<inplace_stop_token> operator()() const; };
inline constexpr get_stop_token_t get_stop_token{};
struct read_env_t { sender_of<inplace_stop_token> operator()(get_stop_token_t) const; };
inline constexpr read_env_t read_env{};
class run_loop {
public:
  scheduler get_scheduler();
  void run();
  void finish();
};

struct sync_wait_t {
  template <class S> auto operator()(S) const {
    if constexpr (std::is_void_v<value_of<S>>) return std::optional<std::tuple<>>();
    else return std::optional<std::tuple<value_of<S>>>();
  }
};
inline constexpr sync_wait_t sync_wait{};

class counting_scope {
public:
  struct token {};
  token get_token();
  sender_of<void> join();
  void request_stop();
  void close();
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

struct schedule_at_t {
  stdexec::sender_of<int> operator()(stdexec::scheduler, std::chrono::steady_clock::time_point) const;
};
inline constexpr schedule_at_t schedule_at{};

class static_thread_pool {
public:
  explicit static_thread_pool(unsigned);
  stdexec::scheduler get_scheduler();
};
class timed_thread_context {
public:
  stdexec::scheduler get_scheduler();
};

struct at_coroutine_exit_t { template <class F, class... A> stdexec::sender_of<void> operator()(F, A...) const; };
inline constexpr at_coroutine_exit_t at_coroutine_exit{};

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
  template <class S> [[nodiscard]] stdexec::sender_of<stdexec::value_of<S>> nest(S &&);
  bool request_stop() noexcept;
  stdexec::inplace_stop_source &get_stop_source() noexcept;
};
} // namespace __scope
using __scope::async_scope;

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif
