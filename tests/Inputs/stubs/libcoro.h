//===- libcoro.h - Declarations under libcoro's names ----------------------===//
//
// Written for tests: only what they call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_LIBCORO_H
#define COROSAFE_TESTS_STUBS_LIBCORO_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace coro {

namespace detail {
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};

template <class T> struct result_of {
  void return_value(T value);
};
template <> struct result_of<void> {
  void return_void();
};

template <class T> struct when_all_ready_awaitable {
  awaiter<T> operator co_await();
};
} // namespace detail

template <class T = void> class [[nodiscard]] task {
public:
  struct promise_type : detail::result_of<T> {
    task get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  task(task &&) noexcept;
  task &operator=(task &&) noexcept;
  ~task();
  bool is_ready() const noexcept;
  bool destroy();
  detail::awaiter<T> operator co_await() const & noexcept;
  detail::awaiter<T> operator co_await() const && noexcept;
};

enum class timeout_status { no_timeout, timeout };
enum class poll_op { read, write };
enum class poll_status { read, write, timeout };

/// Stands for std::expected, which C++20 has not.
template <class T, class E> class result {
public:
  bool has_value() const;
  explicit operator bool() const;
  T &operator*();
};

class event {
public:
  void set() noexcept;
  detail::awaiter<void> operator co_await() const noexcept;
};

class latch {
public:
  explicit latch(long count);
  detail::awaiter<void> operator co_await() const noexcept;
};

class mutex;
class [[nodiscard]] scoped_lock {
public:
  scoped_lock(scoped_lock &&) noexcept;
  ~scoped_lock();
  void unlock();
};
class mutex {
public:
  [[nodiscard]] detail::awaiter<coro::scoped_lock> scoped_lock();
  [[nodiscard]] detail::awaiter<void> lock();
  [[nodiscard]] bool try_lock();
  void unlock();
};

template <class Executor> class shared_mutex {
public:
  explicit shared_mutex(std::unique_ptr<Executor> &e);
  [[nodiscard]] task<void> lock();
  [[nodiscard]] task<void> lock_shared();
  [[nodiscard]] task<void> unlock();
  [[nodiscard]] task<void> unlock_shared();
  [[nodiscard]] task<void> scoped_lock(task<void> scoped);
  [[nodiscard]] task<void> scoped_lock_shared(task<void> scoped);
};

enum class semaphore_acquire_result { acquired, shutdown };
template <std::ptrdiff_t Max> class semaphore {
public:
  explicit semaphore(std::ptrdiff_t start);
  [[nodiscard]] task<semaphore_acquire_result> acquire();
  [[nodiscard]] task<void> release();
  task<void> shutdown() noexcept;
};

enum class queue_produce_result { produced, stopped };
enum class queue_consume_result { stopped };
template <class T> class queue {
public:
  task<queue_produce_result> push(const T &element);
  task<queue_produce_result> push(T &&element);
  template <class... Args> task<queue_produce_result> emplace(Args &&...args);
  [[nodiscard]] task<result<T, queue_consume_result>> pop();
  task<void> shutdown();
};

namespace ring_buffer_result {
enum class produce { produced, stopped };
enum class consume { stopped };
} // namespace ring_buffer_result
template <class T, std::size_t N> class ring_buffer {
public:
  [[nodiscard]] task<ring_buffer_result::produce> produce(T element);
  [[nodiscard]] task<result<T, ring_buffer_result::consume>> consume();
  task<void> shutdown();
};

class condition_variable {
public:
  [[nodiscard]] detail::awaiter<void> wait(scoped_lock &lock);
};

class scheduler {
public:
  struct [[nodiscard]] schedule_operation : detail::awaiter<void> {};
  schedule_operation schedule();
  template <class T> [[nodiscard]] task<T> schedule(task<T> work);
  template <class T, class R, class P>
  [[nodiscard]] task<result<T, timeout_status>> schedule(task<T> work, std::chrono::duration<R, P> timeout);
  template <class T, class R, class P>
  [[nodiscard]] task<result<T, timeout_status>> schedule(std::stop_source stop, task<T> work,
                                                         std::chrono::duration<R, P> timeout);
  template <class R, class P> [[nodiscard]] task<void> yield_for(std::chrono::duration<R, P> amount);
  [[nodiscard]] schedule_operation yield();
  bool spawn_detached(task<void> &&work);
  task<void> spawn_joinable(task<void> &&work);
  void shutdown() noexcept;
};

class thread_pool {
public:
  struct [[nodiscard]] schedule_operation : detail::awaiter<void> {};
  [[nodiscard]] schedule_operation schedule();
  template <class T> [[nodiscard]] task<T> schedule(task<T> work);
  bool spawn_detached(task<void> &&work) noexcept;
  task<void> spawn_joinable(task<void> &&work) noexcept;
  void shutdown() noexcept;
};

template <class Executor> class task_group {
public:
  explicit task_group(std::unique_ptr<Executor> &e);
  ~task_group();
  [[nodiscard]] bool start(task<void> &&work);
  detail::awaiter<void> operator co_await() const noexcept;
};

template <class Executor> class task_container {
public:
  explicit task_container(std::shared_ptr<Executor> e);
  ~task_container();
  void start(task<void> &&work);
  task<void> garbage_collect_and_yield_until_empty();
  task<void> yield_until_empty();
};

namespace detail {
template <class T> struct awaited {
  using type = decltype(std::declval<T>().operator co_await().await_resume());
};
template <class T>
  requires requires(T t) { t.await_resume(); }
struct awaited<T> {
  using type = decltype(std::declval<T>().await_resume());
};
template <class T> using value_of = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
template <class T>
concept awaitable = requires(T t) { t.operator co_await(); } || requires(T t) { t.await_resume(); };
} // namespace detail

template <detail::awaitable... Ts>
[[nodiscard]] task<std::variant<detail::value_of<typename detail::awaited<Ts>::type>...>> when_any(Ts... awaitables);
template <detail::awaitable... Ts>
[[nodiscard]] task<std::variant<detail::value_of<typename detail::awaited<Ts>::type>...>>
when_any(std::stop_source stop, Ts... awaitables);
template <class T> [[nodiscard]] task<T> when_any(std::vector<task<T>> awaitables);
template <class... Ts> [[nodiscard]] detail::when_all_ready_awaitable<std::tuple<int>> when_all(Ts... awaitables);

template <class T> auto sync_wait(T &&awaitable) -> typename detail::awaited<std::remove_reference_t<T>>::type;
template <class F, class... Args> auto invoke(F functor, Args &&...args) -> decltype(functor(args...));

namespace net {
struct io_status {
  bool is_ok() const;
  bool is_timeout() const;
  bool is_closed() const;
  explicit operator bool() const;
};
class socket {
public:
  bool shutdown();
  void close();
};
namespace tcp {
class client {
public:
  task<int> connect(std::chrono::milliseconds timeout = {});
  task<std::pair<io_status, std::size_t>> read_some(std::string &buffer, std::chrono::milliseconds timeout = {});
  task<std::pair<io_status, std::size_t>> read_exact(std::string &buffer, std::chrono::milliseconds timeout = {});
  task<std::pair<io_status, std::size_t>> write_some(const std::string &buffer, std::chrono::milliseconds timeout = {});
  task<std::pair<io_status, std::size_t>> write_all(const std::string &buffer, std::chrono::milliseconds timeout = {});
  task<poll_status> poll(poll_op op, std::chrono::milliseconds timeout = {});
  [[nodiscard]] net::socket &socket();
};
class server {
public:
  task<result<client, io_status>> accept(std::chrono::milliseconds timeout = {});
  task<poll_status> poll(std::chrono::milliseconds timeout = {});
};
} // namespace tcp
} // namespace net

} // namespace coro

#endif
