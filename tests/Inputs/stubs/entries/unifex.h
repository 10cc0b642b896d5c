// Declarations under unifex's names, one for each entry of its model.
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

namespace unifex {
struct async_manual_reset_event {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> int ready(A &&...);
};
} // namespace unifex

namespace unifex {
struct async_mutex {
  template <class... A> stubs::awaiter<int> async_lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace unifex

namespace unifex {
struct async_pass {
  template <class... A> stubs::awaiter<int> async_accept(A &&...);
  template <class... A> stubs::awaiter<int> async_call(A &&...);
  template <class... A> stubs::awaiter<int> async_throw(A &&...);
};
} // namespace unifex

namespace unifex {
struct async_scope {
  template <class... A> void detached_spawn_call_on(A &&...) {}
  template <class... A> void spawn_call_on(A &&...) {}
  template <class... A> stubs::awaiter<int> spawn(A &&...);
  template <class... A> stubs::awaiter<int> spawn_on(A &&...);
  template <class... A> stubs::awaiter<int> attach(A &&...);
  template <class... A> stubs::awaiter<int> attach_on(A &&...);
  template <class... A> stubs::awaiter<int> complete(A &&...);
  template <class... A> stubs::awaiter<int> cleanup(A &&...);
  template <class... A> stubs::awaiter<int> join(A &&...);
  template <class... A> int request_stop(A &&...);
  async_scope();
  ~async_scope();
};
} // namespace unifex

namespace unifex {
struct debug_async_scope {
  debug_async_scope();
  ~debug_async_scope();
  template <class... A> void spawn(A &&...) {}
  template <class... A> stubs::awaiter<int> complete(A &&...);
};
} // namespace unifex

namespace unifex {
struct fused_stop_source {
  template <class... A> int request_stop(A &&...);
  template <class... A> bool stop_requested(A &&...);
};
} // namespace unifex

namespace unifex {
struct future {
};
} // namespace unifex

namespace unifex {
struct inplace_stop_source {
  template <class... A> int request_stop(A &&...);
  template <class... A> int stop_requested(A &&...);
  template <class... A> entries::part get_token(A &&...);
};
} // namespace unifex

namespace unifex {
struct inplace_stop_token {
  template <class... A> int stop_requested(A &&...);
  template <class... A> int stop_possible(A &&...);
};
} // namespace unifex

namespace unifex {
struct nothrow_async_pass {
  template <class... A> stubs::awaiter<int> async_accept(A &&...);
  template <class... A> stubs::awaiter<int> async_call(A &&...);
  template <class... A> stubs::awaiter<int> async_throw(A &&...);
};
} // namespace unifex

namespace unifex {
struct nothrow_task {
};
} // namespace unifex

namespace unifex {
template <class T = void> struct task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
};
} // namespace unifex

namespace unifex {
struct unstoppable_token {
};
} // namespace unifex

namespace unifex::_amre {
struct async_manual_reset_event {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> int ready(A &&...);
};
} // namespace unifex::_amre

namespace unifex::_async_scope {
struct async_scope {
  template <class... A> void detached_spawn_call_on(A &&...) {}
  template <class... A> void spawn_call_on(A &&...) {}
  template <class... A> stubs::awaiter<int> spawn(A &&...);
  template <class... A> stubs::awaiter<int> spawn_on(A &&...);
  template <class... A> stubs::awaiter<int> attach(A &&...);
  template <class... A> stubs::awaiter<int> attach_on(A &&...);
  template <class... A> stubs::awaiter<int> complete(A &&...);
  template <class... A> stubs::awaiter<int> cleanup(A &&...);
  template <class... A> stubs::awaiter<int> join(A &&...);
  template <class... A> int request_stop(A &&...);
  async_scope();
  ~async_scope();
};
} // namespace unifex::_async_scope

namespace unifex::_pass {
struct async_pass {
  template <class... A> stubs::awaiter<int> async_accept(A &&...);
  template <class... A> stubs::awaiter<int> async_call(A &&...);
  template <class... A> stubs::awaiter<int> async_throw(A &&...);
};
} // namespace unifex::_pass

namespace unifex::v2 {
struct async_manual_reset_event {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
};
} // namespace unifex::v2

namespace unifex::v2 {
struct async_mutex {
  template <class... A> stubs::awaiter<int> async_lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace unifex::v2

namespace unifex::v2 {
struct async_scope {
  template <class... A> stubs::awaiter<int> join(A &&...);
  async_scope();
  ~async_scope();
  template <class... A> void nest(A &&...) {}
};
} // namespace unifex::v2

namespace unifex::v2 {
struct debug_async_scope {
  debug_async_scope();
  ~debug_async_scope();
  template <class... A> void nest(A &&...) {}
  template <class... A> stubs::awaiter<int> join(A &&...);
};
} // namespace unifex::v2

namespace unifex::v2 {
struct future {
};
} // namespace unifex::v2

namespace unifex::_spawn_future::_future {
struct type {
};
} // namespace unifex::_spawn_future::_future

namespace unifex::_task::_task {
struct type {
};
} // namespace unifex::_task::_task

namespace unifex::v2::_async_scope {
struct async_scope {
  template <class... A> stubs::awaiter<int> join(A &&...);
  async_scope();
  ~async_scope();
  template <class... A> void nest(A &&...) {}
};
} // namespace unifex::v2::_async_scope

namespace unifex {
template <class... A> stubs::awaiter<int> async_read_some(A &&...);
template <class... A> stubs::awaiter<int> async_write_some(A &&...);
template <class... A> stubs::awaiter<int> async_read_some_at(A &&...);
template <class... A> stubs::awaiter<int> async_write_some_at(A &&...);
namespace _io_cpo {
template <class... A> stubs::awaiter<int> async_read_some(A &&...);
template <class... A> stubs::awaiter<int> async_write_some(A &&...);
template <class... A> stubs::awaiter<int> async_read_some_at(A &&...);
template <class... A> stubs::awaiter<int> async_write_some_at(A &&...);
} // namespace _io_cpo
template <class... A> stubs::awaiter<int> when_any(A &&...);
template <class... A> stubs::awaiter<int> stop_when(A &&...);
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> stubs::awaiter<int> when_all_range(A &&...);
template <class... A> stubs::awaiter<int> done_as_optional(A &&...);
template <class... A> stubs::awaiter<int> detach_on_cancel(A &&...);
template <class... A> stubs::awaiter<int> unstoppable(A &&...);
template <class... A> stubs::awaiter<int> schedule_after(A &&...);
template <class... A> stubs::awaiter<int> schedule_at(A &&...);
template <class... A> stubs::awaiter<int> schedule(A &&...);
template <class... A> stubs::awaiter<int> stop_if_requested(A &&...);
template <class... A> stubs::awaiter<int> stop(A &&...);
template <class... A> stubs::awaiter<int> just_done(A &&...);
template <class... A> stubs::awaiter<int> just(A &&...);
template <class... A> unifex::task<int> then(A &&...);
template <class... A> unifex::task<int> let_value(A &&...);
template <class... A> stubs::awaiter<int> let_error(A &&...);
template <class... A> stubs::awaiter<int> let_done(A &&...);
template <class... A> stubs::awaiter<int> into_variant(A &&...);
template <class... A> stubs::awaiter<int> finally(A &&...);
template <class... A> stubs::awaiter<int> via(A &&...);
template <class... A> stubs::awaiter<int> typed_via(A &&...);
template <class... A> stubs::awaiter<int> with_query_value(A &&...);
template <class... A> stubs::awaiter<int> on(A &&...);
template <class... A> stubs::awaiter<int> nest(A &&...);
template <class... A> void spawn_detached(A &&...) {}
template <class... A> stubs::awaiter<int> spawn_future(A &&...);
template <class... A> int sync_wait(A &&...);
template <class... A> int sync_wait_r(A &&...);
template <class... A> stubs::awaiter<int> at_coroutine_exit(A &&...);
} // namespace unifex

namespace unifex::_done_as_opt::_cpo {
template <class... A> stubs::awaiter<int> done_as_optional(A &&...);
} // namespace unifex::_done_as_opt::_cpo

namespace unifex::detach_on_cancel_impl {
template <class... A> stubs::awaiter<int> detach_on_cancel(A &&...);
} // namespace unifex::detach_on_cancel_impl

namespace unifex::_unstoppable_cpo {
template <class... A> stubs::awaiter<int> unstoppable(A &&...);
} // namespace unifex::_unstoppable_cpo

namespace unifex::_schedule_after {
template <class... A> stubs::awaiter<int> schedule_after(A &&...);
} // namespace unifex::_schedule_after

namespace unifex::_schedule_at {
template <class... A> stubs::awaiter<int> schedule_at(A &&...);
} // namespace unifex::_schedule_at

namespace unifex::_just_done_cpo {
template <class... A> stubs::awaiter<int> just_done(A &&...);
} // namespace unifex::_just_done_cpo

namespace unifex::_just_cpo {
template <class... A> stubs::awaiter<int> just(A &&...);
} // namespace unifex::_just_cpo

namespace unifex::_with_query_value_cpo {
template <class... A> stubs::awaiter<int> with_query_value(A &&...);
} // namespace unifex::_with_query_value_cpo

namespace unifex::_on {
template <class... A> stubs::awaiter<int> on(A &&...);
} // namespace unifex::_on

namespace unifex::_nest_cpo {
template <class... A> stubs::awaiter<int> nest(A &&...);
} // namespace unifex::_nest_cpo

namespace unifex::_at_coroutine_exit::_cpo {
template <class... A> stubs::awaiter<int> at_coroutine_exit(A &&...);
} // namespace unifex::_at_coroutine_exit::_cpo

namespace entries_of {
unifex::task<int> make_unifex_task();
unifex::nothrow_task make_unifex_nothrow_task();
unifex::_task::_task::type make_unifex__task__task_type();
unifex::v2::future make_unifex_v2_future();
unifex::future make_unifex_future();
unifex::_spawn_future::_future::type make_unifex__spawn_future__future_type();
} // namespace entries_of

namespace unifex::_static_thread_pool {
struct context {
};
} // namespace unifex::_static_thread_pool
namespace unifex {
using static_thread_pool = _static_thread_pool::context;
}
