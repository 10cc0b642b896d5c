// Declarations under elio's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>
#include <chrono>
#include <thread>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace elio {
struct combinator_cancelled {
  int code;
};
} // namespace elio

namespace elio::coro {
struct cancel_source {
  template <class... A> int cancel(A &&...);
  template <class... A> bool is_cancelled(A &&...);
};
} // namespace elio::coro

namespace elio::coro {
struct cancel_token {
  template <class... A> bool is_cancelled(A &&...);
};
} // namespace elio::coro

namespace elio::coro {
struct join_handle {
  template <class... A> int request_cancel(A &&...);
  template <class... A> int wait_destroyed(A &&...);
};
} // namespace elio::coro

namespace elio::coro {
template <class T = void> struct task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
};
} // namespace elio::coro

namespace elio::coro {
struct task_group {
  template <class... A> stubs::awaiter<int> join(A &&...);
  template <class... A> int request_cancel(A &&...);
  task_group();
  ~task_group();
  template <class... A> void spawn(A &&...) {}
};
} // namespace elio::coro

namespace elio::coro {
template <class... A> task<void> task_scope(A &&...) { return stubs::make<task<void>>(); }
} // namespace elio::coro

namespace elio::net {
struct stream {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> read_exactly(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> stubs::awaiter<int> write_exactly(A &&...);
  template <class... A> stubs::awaiter<int> write_all(A &&...);
  template <class... A> stubs::awaiter<int> close(A &&...);
  template <class... A> int disconnect(A &&...);
};
} // namespace elio::net

namespace elio::net {
struct tcp_listener {
  template <class... A> stubs::awaiter<int> accept(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int close_sync(A &&...);
};
} // namespace elio::net

namespace elio::net {
struct tcp_stream {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> read_exactly(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> stubs::awaiter<int> writev(A &&...);
  template <class... A> stubs::awaiter<int> write_exactly(A &&...);
  template <class... A> stubs::awaiter<int> poll_read(A &&...);
  template <class... A> stubs::awaiter<int> poll_write(A &&...);
  template <class... A> stubs::awaiter<int> close(A &&...);
  template <class... A> int close_sync(A &&...);
  template <class... A> int shutdown_socket(A &&...);
  template <class... A> int shutdown(A &&...);
};
} // namespace elio::net

namespace elio::net {
struct uds_listener {
  template <class... A> stubs::awaiter<int> accept(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int close_sync(A &&...);
};
} // namespace elio::net

namespace elio::net {
struct uds_stream {
  template <class... A> stubs::awaiter<int> read(A &&...);
  template <class... A> stubs::awaiter<int> read_exactly(A &&...);
  template <class... A> stubs::awaiter<int> write(A &&...);
  template <class... A> stubs::awaiter<int> writev(A &&...);
  template <class... A> stubs::awaiter<int> write_exactly(A &&...);
  template <class... A> stubs::awaiter<int> poll_read(A &&...);
  template <class... A> stubs::awaiter<int> poll_write(A &&...);
  template <class... A> stubs::awaiter<int> close(A &&...);
  template <class... A> int close_sync(A &&...);
  template <class... A> int shutdown_socket(A &&...);
  template <class... A> int shutdown(A &&...);
};
} // namespace elio::net

namespace elio::sync {
struct channel {
  struct cancellable_recv_result {
    bool success() const;
    bool was_cancelled() const;
    bool was_closed() const;
  };
  template <class... A> stubs::awaiter<int> recv(A &&...);
  template <class... A> stubs::awaiter<int> send(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace elio::sync

namespace elio::sync {
struct condition_variable {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> wait_unlocked(A &&...);
};
} // namespace elio::sync

namespace elio::sync {
struct event {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace elio::sync

namespace elio::sync {
struct lock_guard {
  template <class... A> explicit lock_guard(A &&...);
  ~lock_guard();
};
} // namespace elio::sync

namespace elio::sync {
struct mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace elio::sync

namespace elio::sync {
struct semaphore {
  template <class... A> stubs::awaiter<int> acquire(A &&...);
};
} // namespace elio::sync

namespace elio::sync {
struct shared_lock_guard {
  template <class... A> explicit shared_lock_guard(A &&...);
  ~shared_lock_guard();
};
} // namespace elio::sync

namespace elio::sync {
struct shared_mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace elio::sync

namespace elio::sync {
struct spinlock {
  template <class... A> void lock(A &&...);
  template <class... A> void unlock(A &&...);
};
} // namespace elio::sync

namespace elio::sync {
struct spinlock_guard {
  template <class... A> explicit spinlock_guard(A &&...);
  ~spinlock_guard();
};
} // namespace elio::sync

namespace elio::sync {
struct unique_lock_guard {
  template <class... A> explicit unique_lock_guard(A &&...);
  ~unique_lock_guard();
};
} // namespace elio::sync

namespace elio {
template <class... A> stubs::awaiter<int> when_any(A &&...);
struct timeout_result {
  bool timed_out;
};
template <class... A> stubs::awaiter<timeout_result> with_timeout(A &&...);
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> void go(A &&...) {}
template <class... A> void go_to(A &&...) {}
template <class... A> void spawn(A &&...) {}
template <class... A> stubs::awaiter<int> spawn_blocking(A &&...);
} // namespace elio

namespace elio::time {
template <class... A> stubs::awaiter<int> sleep_for(A &&...);
template <class... A> stubs::awaiter<int> sleep_until(A &&...);
template <class... A> stubs::awaiter<int> yield(A &&...);
} // namespace elio::time

namespace elio::net {
template <class... A> stubs::awaiter<int> tcp_connect(A &&...);
template <class... A> stubs::awaiter<int> uds_connect(A &&...);
template <class... A> stubs::awaiter<int> resolve_hostname(A &&...);
} // namespace elio::net

namespace elio::runtime {
template <class... A> stubs::awaiter<int> set_affinity(A &&...);
template <class... A> stubs::awaiter<int> clear_affinity(A &&...);
template <class... A> stubs::awaiter<int> bind_to_current_worker(A &&...);
template <class... A> int run(A &&...);
} // namespace elio::runtime

namespace entries_of {
elio::coro::task<int> make_elio_coro_task();
elio::coro::join_handle make_elio_coro_join_handle();
} // namespace entries_of

