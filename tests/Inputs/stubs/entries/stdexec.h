// Declarations under stdexec's names, one for each entry of its model.
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

namespace exec {
struct async_scope {
  template <class... A> stubs::awaiter<int> spawn_future(A &&...);
  template <class... A> stubs::awaiter<int> nest(A &&...);
  template <class... A> stubs::awaiter<int> when_empty(A &&...);
  template <class... A> stubs::awaiter<int> on_empty(A &&...);
  template <class... A> int request_stop(A &&...);
  async_scope();
  ~async_scope();
  template <class... A> void spawn(A &&...) {}
};
} // namespace exec

namespace exec {
struct basic_task {
};
} // namespace exec

namespace exec {
template <class T = void> struct task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
};
} // namespace exec

namespace stdexec {
struct counting_scope {
  template <class... A> int request_stop(A &&...);
  template <class... A> stubs::awaiter<int> join(A &&...);
  template <class... A> int close(A &&...);
  counting_scope();
  ~counting_scope();
  template <class... A> void get_token(A &&...) {}
};
} // namespace stdexec

namespace stdexec {
struct in_place_stop_source {
  template <class... A> bool stop_requested(A &&...);
};
} // namespace stdexec

namespace stdexec {
struct in_place_stop_token {
  template <class... A> bool stop_requested(A &&...);
};
} // namespace stdexec

namespace stdexec {
struct inplace_stop_source {
  template <class... A> int request_stop(A &&...);
  template <class... A> int stop_requested(A &&...);
  template <class... A> entries::part get_token(A &&...);
};
} // namespace stdexec

namespace stdexec {
struct inplace_stop_token {
  template <class... A> int stop_requested(A &&...);
  template <class... A> int stop_possible(A &&...);
};
} // namespace stdexec

namespace stdexec {
struct never_stop_token {
};
} // namespace stdexec

namespace stdexec {
struct simple_counting_scope {
  template <class... A> stubs::awaiter<int> join(A &&...);
  template <class... A> int close(A &&...);
  simple_counting_scope();
  ~simple_counting_scope();
  template <class... A> void get_token(A &&...) {}
};
} // namespace stdexec

namespace stdexec {
struct task {
};
} // namespace stdexec

namespace exec::__scope {
struct __future {
};
} // namespace exec::__scope

namespace exec::__scope {
struct async_scope {
  template <class... A> stubs::awaiter<int> spawn_future(A &&...);
  template <class... A> stubs::awaiter<int> nest(A &&...);
  template <class... A> stubs::awaiter<int> when_empty(A &&...);
  template <class... A> stubs::awaiter<int> on_empty(A &&...);
  template <class... A> int request_stop(A &&...);
  async_scope();
  ~async_scope();
  template <class... A> void spawn(A &&...) {}
};
} // namespace exec::__scope

namespace exec::__task {
struct basic_task {
};
} // namespace exec::__task

namespace experimental::execution {
struct async_scope {
  template <class... A> stubs::awaiter<int> spawn_future(A &&...);
  template <class... A> stubs::awaiter<int> nest(A &&...);
  template <class... A> stubs::awaiter<int> when_empty(A &&...);
  template <class... A> stubs::awaiter<int> on_empty(A &&...);
  template <class... A> int request_stop(A &&...);
  async_scope();
  ~async_scope();
  template <class... A> void spawn(A &&...) {}
};
} // namespace experimental::execution

namespace experimental::execution {
struct basic_task {
};
} // namespace experimental::execution

namespace experimental::execution {
struct task {
};
} // namespace experimental::execution

namespace stdexec::__counting_scopes {
struct __base_scope {
  template <class... A> int close(A &&...);
};
} // namespace stdexec::__counting_scopes

namespace beman::task::detail {
struct task {
};
} // namespace beman::task::detail

namespace experimental::execution::__scope {
struct __future {
};
} // namespace experimental::execution::__scope

namespace experimental::execution::__scope {
struct async_scope {
  template <class... A> stubs::awaiter<int> spawn_future(A &&...);
  template <class... A> stubs::awaiter<int> nest(A &&...);
  template <class... A> stubs::awaiter<int> when_empty(A &&...);
  template <class... A> stubs::awaiter<int> on_empty(A &&...);
  template <class... A> int request_stop(A &&...);
  async_scope();
  ~async_scope();
  template <class... A> void spawn(A &&...) {}
};
} // namespace experimental::execution::__scope

namespace experimental::execution::__task {
struct basic_task {
};
} // namespace experimental::execution::__task

namespace experimental::execution::__when_any {
template <class... A> stubs::awaiter<int> when_any(A &&...);
} // namespace experimental::execution::__when_any

namespace experimental::execution {
template <class... A> stubs::awaiter<int> when_any(A &&...);
template <class... A> stubs::awaiter<int> fork_join(A &&...);
template <class... A> stubs::awaiter<int> schedule_after(A &&...);
template <class... A> stubs::awaiter<int> schedule_at(A &&...);
template <class... A> stubs::awaiter<int> reschedule_coroutine_on(A &&...);
template <class... A> stubs::awaiter<int> unless_stop_requested(A &&...);
template <class... A> void start_now(A &&...) {}
template <class... A> void on_coroutine_succeeded(A &&...) {}
template <class... A> void on_coroutine_failed(A &&...) {}
template <class... A> stubs::awaiter<int> at_coroutine_exit(A &&...);
template <class... A> stubs::awaiter<int> on_coroutine_stopped(A &&...);
} // namespace experimental::execution

namespace exec::__when_any {
template <class... A> stubs::awaiter<int> when_any(A &&...);
} // namespace exec::__when_any

namespace exec {
template <class... A> stubs::awaiter<int> when_any(A &&...);
template <class... A> stubs::awaiter<int> fork_join(A &&...);
template <class... A> stubs::awaiter<int> schedule_after(A &&...);
template <class... A> stubs::awaiter<int> schedule_at(A &&...);
template <class... A> stubs::awaiter<int> reschedule_coroutine_on(A &&...);
template <class... A> stubs::awaiter<int> unless_stop_requested(A &&...);
template <class... A> void start_detached(A &&...) {}
template <class... A> stubs::awaiter<int> ensure_started(A &&...);
template <class... A> stubs::awaiter<int> split(A &&...);
template <class... A> void start_now(A &&...) {}
template <class... A> void on_coroutine_succeeded(A &&...) {}
template <class... A> void on_coroutine_failed(A &&...) {}
template <class... A> stubs::awaiter<int> at_coroutine_exit(A &&...);
template <class... A> stubs::awaiter<int> on_coroutine_stopped(A &&...);
} // namespace exec

namespace stdexec {
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> stubs::awaiter<int> when_all_with_variant(A &&...);
template <class... A> stubs::awaiter<int> transfer_when_all(A &&...);
template <class... A> stubs::awaiter<int> transfer_when_all_with_variant(A &&...);
template <class... A> stubs::awaiter<int> stopped_as_optional(A &&...);
template <class... A> stubs::awaiter<int> stopped_as_error(A &&...);
template <class... A> stubs::awaiter<int> schedule(A &&...);
template <class... A> stubs::awaiter<int> just(A &&...);
template <class... A> stubs::awaiter<int> just_error(A &&...);
template <class... A> stubs::awaiter<int> just_stopped(A &&...);
template <class... A> stubs::awaiter<int> read_env(A &&...);
template <class... A> stubs::awaiter<int> read(A &&...);
template <class... A> stubs::awaiter<int> let_error(A &&...);
template <class... A> stubs::awaiter<int> let_stopped(A &&...);
template <class... A> stubs::awaiter<int> into_variant(A &&...);
template <class... A> stubs::awaiter<int> continues_on(A &&...);
template <class... A> stubs::awaiter<int> transfer(A &&...);
template <class... A> stubs::awaiter<int> write_env(A &&...);
template <class... A> stubs::awaiter<int> affine(A &&...);
template <class... A> exec::task<int> then(A &&...);
template <class... A> exec::task<int> upon_error(A &&...);
template <class... A> exec::task<int> upon_stopped(A &&...);
template <class... A> exec::task<int> let_value(A &&...);
template <class... A> stubs::awaiter<int> starts_on(A &&...);
template <class... A> stubs::awaiter<int> start_on(A &&...);
template <class... A> stubs::awaiter<int> on(A &&...);
template <class... A> stubs::awaiter<int> associate(A &&...);
template <class... A> stubs::awaiter<int> unstoppable(A &&...);
template <class... A> void spawn(A &&...) {}
template <class... A> stubs::awaiter<int> spawn_future(A &&...);
template <class... A> void start_detached(A &&...) {}
template <class... A> stubs::awaiter<int> ensure_started(A &&...);
template <class... A> stubs::awaiter<int> split(A &&...);
template <class... A> int sync_wait(A &&...);
template <class... A> int sync_wait_with_variant(A &&...);
} // namespace stdexec

namespace stdexec::this_thread {
template <class... A> int sync_wait(A &&...);
} // namespace stdexec::this_thread

namespace std::this_thread {
template <class... A> int sync_wait(A &&...);
template <class... A> int sync_wait_with_variant(A &&...);
} // namespace std::this_thread

namespace stdexec::run_loop {
template <class... A> int run(A &&...);
} // namespace stdexec::run_loop

namespace stdexec::__run_loop::__run_loop_base {
template <class... A> int run(A &&...);
} // namespace stdexec::__run_loop::__run_loop_base

namespace entries_of {
stdexec::task make_stdexec_task();
beman::task::detail::task make_beman_task_detail_task();
experimental::execution::__task::basic_task make_experimental_execution___task_basic_task();
experimental::execution::basic_task make_experimental_execution_basic_task();
experimental::execution::task make_experimental_execution_task();
exec::__task::basic_task make_exec___task_basic_task();
exec::basic_task make_exec_basic_task();
exec::task<int> make_exec_task();
experimental::execution::__scope::__future make_experimental_execution___scope___future();
exec::__scope::__future make_exec___scope___future();
} // namespace entries_of

namespace exec {
struct static_thread_pool {
};
} // namespace exec
namespace experimental::execution {
struct static_thread_pool {
};
} // namespace experimental::execution
