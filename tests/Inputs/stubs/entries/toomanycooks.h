// Declarations under toomanycooks's names, one for each entry of its model.
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

namespace tmc {
struct atomic_condvar {
  template <class... A> stubs::awaiter<int> await(A &&...);
};
} // namespace tmc

namespace tmc {
struct auto_reset_event {
  stubs::awaiter<int> operator co_await();
};
} // namespace tmc

namespace tmc::detail {
template <class Derived> struct run_on_mixin {
  template <class Executor> Derived &run_on(Executor &&) &;
  template <class Executor> Derived &&run_on(Executor &&) &&;
};
template <class Derived> struct resume_on_mixin {
  template <class Executor> Derived &resume_on(Executor &&) &;
  template <class Executor> Derived &&resume_on(Executor &&) &&;
};
template <class Derived> struct with_priority_mixin {
  Derived &with_priority(std::size_t) &;
  Derived &&with_priority(std::size_t) &&;
};
} // namespace tmc::detail

namespace tmc {
struct aw_spawn : detail::run_on_mixin<aw_spawn>, detail::resume_on_mixin<aw_spawn>, detail::with_priority_mixin<aw_spawn> {
  template <class... A> stubs::awaiter<int> fork(A &&...);
  template <class... A> int detach(A &&...);
  stubs::awaiter<int> operator co_await() &&;
};
} // namespace tmc

namespace tmc {
struct aw_spawn_func {
  template <class... A> stubs::awaiter<int> fork(A &&...);
  template <class... A> int detach(A &&...);
};
} // namespace tmc

namespace tmc {
struct aw_spawn_many {
  template <class... A> stubs::awaiter<int> fork(A &&...);
  template <class... A> int detach(A &&...);
};
} // namespace tmc

namespace tmc {
struct aw_spawn_tuple {
  template <class... A> stubs::awaiter<int> fork(A &&...);
  template <class... A> int detach(A &&...);
};
} // namespace tmc

namespace tmc {
struct barrier {
  stubs::awaiter<int> operator co_await();
};
} // namespace tmc

namespace tmc {
struct cancellable {
  template <class... A> explicit cancellable(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tmc

namespace tmc {
struct chan_tok {
  template <class... A> stubs::awaiter<int> pull(A &&...);
  template <class... A> stubs::awaiter<int> pull_zc(A &&...);
  template <class... A> stubs::awaiter<int> push(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int drain_wait(A &&...);
};
} // namespace tmc

namespace tmc {
struct latch {
  stubs::awaiter<int> operator co_await();
};
} // namespace tmc

namespace tmc {
struct manual_reset_event {
  stubs::awaiter<int> operator co_await();
};
} // namespace tmc

namespace tmc {
struct mutex {
  template <class... A> stubs::awaiter<int> lock_scope(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tmc

namespace tmc {
struct mutex_scope {
  template <class... A> explicit mutex_scope(A &&...);
  ~mutex_scope();
};
} // namespace tmc

namespace tmc {
struct mux_many {
  stubs::awaiter<int> operator co_await();
};
} // namespace tmc

namespace tmc {
struct mux_tuple {
  stubs::awaiter<int> operator co_await();
};
} // namespace tmc

namespace tmc {
struct qu_mpsc_bounded {
  template <class... A> stubs::awaiter<int> pull(A &&...);
  template <class... A> stubs::awaiter<int> push(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace tmc

namespace tmc {
struct qu_mpsc_unbounded {
  template <class... A> stubs::awaiter<int> pull(A &&...);
};
} // namespace tmc

namespace tmc {
struct qu_spsc_bounded {
  template <class... A> stubs::awaiter<int> pull(A &&...);
  template <class... A> stubs::awaiter<int> push(A &&...);
  template <class... A> int close(A &&...);
};
} // namespace tmc

namespace tmc {
struct qu_spsc_unbounded {
  template <class... A> stubs::awaiter<int> pull(A &&...);
};
} // namespace tmc

namespace tmc {
struct rw_lock {
  template <class... A> stubs::awaiter<int> lock_read(A &&...);
  template <class... A> stubs::awaiter<int> lock_write(A &&...);
  template <class... A> stubs::awaiter<int> lock_read_scope(A &&...);
  template <class... A> stubs::awaiter<int> lock_write_scope(A &&...);
  template <class... A> stubs::awaiter<int> unlock_read(A &&...);
  template <class... A> stubs::awaiter<int> unlock_write(A &&...);
};
} // namespace tmc

namespace tmc {
struct rw_lock_read_scope {
  template <class... A> explicit rw_lock_read_scope(A &&...);
  ~rw_lock_read_scope();
};
} // namespace tmc

namespace tmc {
struct rw_lock_write_scope {
  template <class... A> explicit rw_lock_write_scope(A &&...);
  ~rw_lock_write_scope();
};
} // namespace tmc

namespace tmc {
struct semaphore {
  template <class... A> stubs::awaiter<int> acquire_scope(A &&...);
  template <class... A> stubs::awaiter<int> release(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace tmc

namespace tmc {
struct semaphore_scope {
  template <class... A> explicit semaphore_scope(A &&...);
  ~semaphore_scope();
};
} // namespace tmc

namespace tmc {
template <class T = void> struct task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
  template <class Executor> task &resume_on(Executor &&) &;
  template <class Executor> task &&resume_on(Executor &&) &&;
};
} // namespace tmc

namespace tmc::detail {
struct rvalue_only_awaitable {
};
} // namespace tmc::detail

namespace tmc {
template <class... A> stubs::awaiter<int> select(A &&...);
template <class... A> stubs::awaiter<int> spawn_tuple(A &&...);
template <class... A> stubs::awaiter<int> spawn_many(A &&...);
template <class... A> aw_spawn spawn(A &&...);
template <class... A> stubs::awaiter<int> spawn_func(A &&...);
template <class... A> stubs::awaiter<int> as_task(A &&...);
template <class... A> void post(A &&...) {}
template <class... A> void post_waitable(A &&...) {}
template <class... A> void post_bulk(A &&...) {}
template <class... A> void post_bulk_waitable(A &&...) {}
template <class... A> stubs::awaiter<int> yield(A &&...);
template <class... A> stubs::awaiter<int> yield_if_requested(A &&...);
template <class... A> stubs::awaiter<int> reschedule(A &&...);
template <class... A> stubs::awaiter<int> resume_on(A &&...);
template <class... A> stubs::awaiter<int> change_priority(A &&...);
template <class... A> stubs::awaiter<int> enter(A &&...);
} // namespace tmc

namespace tmc::aw_fork_group {
template <class... A> void fork(A &&...) {}
} // namespace tmc::aw_fork_group

namespace tmc::aw_spawn_group {
template <class... A> tmc::task<int> add(A &&...);
} // namespace tmc::aw_spawn_group

namespace entries_of {
tmc::task<int> make_tmc_task();
tmc::aw_spawn make_tmc_aw_spawn();
tmc::aw_spawn_tuple make_tmc_aw_spawn_tuple();
tmc::aw_spawn_many make_tmc_aw_spawn_many();
tmc::aw_spawn_func make_tmc_aw_spawn_func();
tmc::detail::rvalue_only_awaitable make_tmc_detail_rvalue_only_awaitable();
} // namespace entries_of

