// Declarations under concurrencpp's names, one for each entry of its model.
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

namespace concurrencpp {
struct async_condition_variable {
  template <class... A> stubs::awaiter<int> await(A &&...);
};
} // namespace concurrencpp

namespace concurrencpp {
struct async_lock {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> try_lock(A &&...);
  template <class... A> stubs::awaiter<int> l(A &&...);
  template <class... A> stubs::awaiter<int> o(A &&...);
  template <class... A> stubs::awaiter<int> c(A &&...);
  template <class... A> stubs::awaiter<int> k(A &&...);
  template <class... A> stubs::awaiter<int> u(A &&...);
  template <class... A> stubs::awaiter<int> n(A &&...);
};
} // namespace concurrencpp

namespace concurrencpp {
struct executor {
  template <class... A> void post(A &&...) {}
  template <class... A> void submit(A &&...) {}
  template <class... A> void bulk_post(A &&...) {}
  template <class... A> void bulk_submit(A &&...) {}
};
struct inline_executor : executor {
};
} // namespace concurrencpp

namespace concurrencpp {
template <class T = void> struct lazy_result {
  using promise_type = stubs::promise<lazy_result, T, std::suspend_always>;
  lazy_result(lazy_result &&) noexcept;
  ~lazy_result();
  stubs::awaiter<T> operator co_await();
  template <class... A> stubs::awaiter<int> resolve(A &&...);
  template <class... A> stubs::awaiter<int> run(A &&...);
};
} // namespace concurrencpp

namespace concurrencpp {
struct executor_tag {};
struct null_result {
};
} // namespace concurrencpp

namespace concurrencpp {
struct result {
  template <class... A> int status(A &&...);
  template <class... A> stubs::awaiter<int> resolve(A &&...);
  template <class... A> int get(A &&...);
  template <class... A> int wait(A &&...);
  template <class... A> int wait_for(A &&...);
  template <class... A> int wait_until(A &&...);
};
} // namespace concurrencpp

namespace concurrencpp {
struct scoped_async_lock {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> try_lock(A &&...);
  template <class... A> explicit scoped_async_lock(A &&...);
  ~scoped_async_lock();
};
} // namespace concurrencpp

namespace concurrencpp {
struct shared_result {
  template <class... A> int status(A &&...);
  template <class... A> stubs::awaiter<int> resolve(A &&...);
  template <class... A> int get(A &&...);
  template <class... A> int wait(A &&...);
  template <class... A> int wait_for(A &&...);
  template <class... A> int wait_until(A &&...);
};
} // namespace concurrencpp

namespace concurrencpp {
struct timer {
  template <class... A> int cancel(A &&...);
};
} // namespace concurrencpp

namespace concurrencpp {
template <class... A> stubs::awaiter<int> when_any(A &&...);
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> stubs::awaiter<int> resume_on(A &&...);
template <class... A> concurrencpp::lazy_result<int> make_ready_result(A &&...);
template <class... A> concurrencpp::lazy_result<int> make_exceptional_result(A &&...);
} // namespace concurrencpp

namespace concurrencpp::timer_queue {
template <class... A> stubs::awaiter<int> make_delay_object(A &&...);
template <class... A> void make_timer(A &&...) {}
template <class... A> void make_one_shot_timer(A &&...) {}
} // namespace concurrencpp::timer_queue

namespace concurrencpp::derivable_executor {
template <class... A> void post(A &&...) {}
template <class... A> void submit(A &&...) {}
template <class... A> void bulk_post(A &&...) {}
template <class... A> void bulk_submit(A &&...) {}
} // namespace concurrencpp::derivable_executor

namespace concurrencpp::manual_executor {
template <class... A> int loop_for(A &&...);
template <class... A> int loop_until(A &&...);
template <class... A> int loop_once_for(A &&...);
template <class... A> int loop_once_until(A &&...);
template <class... A> int wait_for_task(A &&...);
template <class... A> int wait_for_task_for(A &&...);
template <class... A> int wait_for_task_until(A &&...);
template <class... A> int wait_for_tasks(A &&...);
template <class... A> int wait_for_tasks_for(A &&...);
template <class... A> int wait_for_tasks_until(A &&...);
} // namespace concurrencpp::manual_executor

namespace entries_of {
concurrencpp::result make_concurrencpp_result();
concurrencpp::lazy_result<int> make_concurrencpp_lazy_result();
concurrencpp::null_result make_concurrencpp_null_result();
concurrencpp::shared_result make_concurrencpp_shared_result();
} // namespace entries_of

