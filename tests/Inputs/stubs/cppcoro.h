//===- cppcoro.h - Declarations under cppcoro's names ----------------------===//
//
// Written for tests: only what they call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_CPPCORO_H
#define COROSAFE_TESTS_STUBS_CPPCORO_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <mutex>
#include <tuple>
#include <utility>
#include <vector>

namespace cppcoro {

namespace detail {
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
template <class T> struct result_of {
  void return_value(T value);
};
template <> struct result_of<void> {
  void return_void();
};
template <class T> struct when_all_ready_awaitable {
  awaiter<T> operator co_await() &&;
};
} // namespace detail

template <class T = void> class [[nodiscard]] task {
public:
  struct promise_type : detail::result_of<T> {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  task(task &&) noexcept;
  task &operator=(task &&) noexcept;
  ~task();
  bool is_ready() const noexcept;
  detail::awaiter<T> operator co_await() const & noexcept;
  detail::awaiter<T> operator co_await() const && noexcept;
  detail::awaiter<void> when_ready() const noexcept;
};

template <class T = void> class [[nodiscard]] shared_task {
public:
  struct promise_type : detail::result_of<T> {
    shared_task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  shared_task(const shared_task &) noexcept;
  ~shared_task();
  detail::awaiter<T> operator co_await() const noexcept;
};

class operation_cancelled : public std::exception {};
class cancellation_token {
public:
  bool is_cancellation_requested() const noexcept;
  void throw_if_cancellation_requested() const;
};
class cancellation_source {
public:
  cancellation_token token() const noexcept;
  void request_cancellation();
};
class cancellation_registration {
public:
  template <class F> cancellation_registration(cancellation_token, F &&) {}
  ~cancellation_registration();
};

class async_mutex;
class async_mutex_lock {
public:
  explicit async_mutex_lock(async_mutex &m, std::adopt_lock_t) noexcept;
  async_mutex_lock(async_mutex_lock &&) noexcept;
  ~async_mutex_lock();
};
class async_mutex_lock_operation : public detail::awaiter<void> {};
class async_mutex_scoped_lock_operation : public detail::awaiter<async_mutex_lock> {};
class async_mutex {
public:
  bool try_lock() noexcept;
  async_mutex_lock_operation lock_async() noexcept;
  async_mutex_scoped_lock_operation scoped_lock_async() noexcept;
  void unlock();
};

class async_manual_reset_event {
public:
  detail::awaiter<void> operator co_await() const noexcept;
  void set() noexcept;
};
class async_auto_reset_event {
public:
  detail::awaiter<void> operator co_await() const noexcept;
  void set() noexcept;
};

class async_scope {
public:
  ~async_scope();
  template <class Awaitable> void spawn(Awaitable &&awaitable);
  [[nodiscard]] detail::awaiter<void> join() noexcept;
};

class io_service {
public:
  class schedule_operation : public detail::awaiter<void> {};
  class timed_schedule_operation : public detail::awaiter<void> {};
  schedule_operation schedule() noexcept;
  template <class R, class P>
  timed_schedule_operation schedule_after(const std::chrono::duration<R, P> &delay, cancellation_token token = {});
  std::uint64_t process_events();
  void stop() noexcept;
};
class static_thread_pool {
public:
  class schedule_operation : public detail::awaiter<void> {};
  schedule_operation schedule() noexcept;
};
class inline_scheduler {
public:
  std::suspend_never schedule() const noexcept;
};

template <class... Ts> [[nodiscard]] detail::when_all_ready_awaitable<std::tuple<int>> when_all(Ts &&...awaitables);
template <class T> [[nodiscard]] detail::when_all_ready_awaitable<std::vector<int>> when_all(std::vector<task<T>> awaitables);
template <class... Ts> detail::when_all_ready_awaitable<std::tuple<int>> when_all_ready(Ts &&...awaitables);
template <class T> auto sync_wait(T &&awaitable) -> void;
template <class Scheduler, class T> task<T> schedule_on(Scheduler &scheduler, task<T> awaitable);

namespace net {
class socket {
public:
  detail::awaiter<std::size_t> recv(void *buffer, std::size_t size) noexcept;
  detail::awaiter<std::size_t> recv(void *buffer, std::size_t size, cancellation_token token) noexcept;
  detail::awaiter<std::size_t> send(const void *buffer, std::size_t size) noexcept;
  detail::awaiter<void> disconnect() noexcept;
  detail::awaiter<void> disconnect(cancellation_token token) noexcept;
};
} // namespace net

} // namespace cppcoro

#endif
