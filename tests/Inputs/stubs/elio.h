// What the tests need of Elio, under its own names.

#ifndef STUBS_ELIO_H
#define STUBS_ELIO_H

#include "stub_promise.h"
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace elio {

namespace coro {
class cancel_token {
public:
  bool is_cancelled() const;
};
class cancel_source {
public:
  cancel_token get_token() const noexcept;
  void cancel();
  bool is_cancelled() const noexcept;
};
enum class cancel_result { completed, cancelled };

template <class T = void> class task {
public:
  struct promise_type : stubs::promise<task, T, std::suspend_always> {};
  using value_type = T;
  task(task &&) noexcept;
  ~task();
  bool valid() const noexcept;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

template <class T = void> class join_handle {
public:
  join_handle(join_handle &&) noexcept;
  ~join_handle();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  bool is_ready() const noexcept;
  void request_cancel() const;
};

class task_group {
public:
  ~task_group();
  template <class F, class... A> void spawn(F &&, A &&...) {}
  [[nodiscard]] stubs::awaiter<void> join();
  void request_cancel();
};
template <class F> [[nodiscard]] task<void> task_scope(F &&) { return stubs::make<task<void>>(); }
} // namespace coro
using coro::task_group;
using coro::task_scope;

template <class T> struct timeout_result {
  bool timed_out;
  std::optional<T> value;
  explicit operator bool() const noexcept;
  T &operator*();
};

template <> struct timeout_result<void> {
  bool timed_out;
  explicit operator bool() const noexcept;
};

namespace detail {
template <class F> auto call(F f) -> typename std::invoke_result_t<F, coro::cancel_token>::value_type;
template <class F> using value_of = decltype(call(std::declval<F>()));
} // namespace detail

template <class... F> coro::task<std::pair<size_t, std::variant<detail::value_of<F>...>>> when_any(F...) {
  return stubs::make<coro::task<std::pair<size_t, std::variant<detail::value_of<F>...>>>>();
}
template <class F> coro::task<timeout_result<detail::value_of<F>>> with_timeout(int, F) {
  return stubs::make<coro::task<timeout_result<detail::value_of<F>>>>();
}

template <class T> void go(coro::task<T> &&);
template <class T> coro::join_handle<T> spawn(coro::task<T> &&);
template <class F> stubs::awaiter<int> spawn_blocking(F) { return {}; }

namespace time {
stubs::awaiter<void> sleep_for(int);
stubs::awaiter<coro::cancel_result> sleep_for(int, coro::cancel_token);
} // namespace time

namespace io {
struct io_result {};
} // namespace io

namespace net {
class tcp_stream {
public:
  tcp_stream(tcp_stream &&);
  ~tcp_stream();
  coro::task<io::io_result> read(void *, size_t);
  coro::task<io::io_result> read_exactly(void *, size_t);
  coro::task<io::io_result> read_exactly(void *, size_t, coro::cancel_token);
  coro::task<io::io_result> write_exactly(const void *, size_t);
  stubs::awaiter<void> close();
  void close_sync();
};
} // namespace net

namespace sync {
class mutex {
public:
  stubs::awaiter<void> lock();
  stubs::awaiter<coro::cancel_result> lock(coro::cancel_token);
  bool try_lock() noexcept;
  void unlock() noexcept;
};
class lock_guard {
public:
  explicit lock_guard(mutex &);
  ~lock_guard();
};
class spinlock {
public:
  void lock() noexcept;
  void unlock() noexcept;
};
class spinlock_guard {
public:
  explicit spinlock_guard(spinlock &);
  ~spinlock_guard();
  void unlock();
};
template <class T> class channel {
public:
  coro::task<bool> send(T);
  coro::task<std::optional<T>> recv();
  struct cancellable_recv_result {
    std::optional<T> value;
    coro::cancel_result cancel;
    bool success() const noexcept;
    bool was_cancelled() const noexcept;
    bool was_closed() const noexcept;
  };
  coro::task<cancellable_recv_result> recv(coro::cancel_token);
  void close();
};
class event {
public:
  stubs::awaiter<void> wait();
};
} // namespace sync
} // namespace elio

#endif
