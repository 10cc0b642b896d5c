// Declarations under hpx's names, one for each entry of its model.
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

namespace hpx {
template <class T = void> struct future {
  using promise_type = stubs::promise<future, T, std::suspend_never>;
  future(future &&) noexcept;
  ~future();
  stubs::awaiter<T> operator co_await();
  template <class... A> int get(A &&...);
  template <class... A> int wait(A &&...);
  template <class... A> int wait_for(A &&...);
  template <class... A> int wait_until(A &&...);
};
} // namespace hpx

namespace hpx {
struct mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace hpx

namespace hpx {
struct shared_future {
  template <class... A> int get(A &&...);
  template <class... A> int wait(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace hpx

namespace hpx {
struct shared_mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace hpx

namespace hpx {
struct spinlock {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace hpx

namespace hpx {
struct stop_source {
  template <class... A> int request_stop(A &&...);
  template <class... A> int stop_requested(A &&...);
  template <class... A> int stop_possible(A &&...);
  template <class... A> entries::part get_token(A &&...);
};
} // namespace hpx

namespace hpx {
struct stop_token {
  template <class... A> int stop_requested(A &&...);
  template <class... A> int stop_possible(A &&...);
};
} // namespace hpx

namespace hpx {
struct thread {
  template <class... A> int interrupt(A &&...);
  template <class... A> int join(A &&...);
};
struct jthread {
  template <class... A> int join(A &&...);
};
struct condition_variable {
  template <class... A> int wait(A &&...);
  template <class... A> int wait_for(A &&...);
  template <class... A> int wait_until(A &&...);
};
struct condition_variable_any {
  template <class... A> int wait(A &&...);
  template <class... A> int wait_for(A &&...);
  template <class... A> int wait_until(A &&...);
};
struct latch {
  template <class... A> int wait(A &&...);
  template <class... A> int arrive_and_wait(A &&...);
};
struct barrier {
  template <class... A> int wait(A &&...);
  template <class... A> int arrive_and_wait(A &&...);
};
struct counting_semaphore {
  template <class... A> int acquire(A &&...);
};
struct counting_semaphore_var {
  template <class... A> int acquire(A &&...);
  template <class... A> int wait(A &&...);
};
} // namespace hpx

namespace hpx {
struct thread_interrupted {
  int code;
};
} // namespace hpx

namespace hpx {
struct timed_mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace hpx

namespace hpx::detail {
struct shared_mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace hpx::detail

namespace hpx::detail {
struct recursive_mutex_impl {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
struct spinlock {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace hpx::detail

namespace hpx::lcos::detail {
struct future_base {
  template <class... A> int wait(A &&...);
  template <class... A> int wait_for(A &&...);
  template <class... A> int wait_until(A &&...);
  stubs::awaiter<int> operator co_await();
};
} // namespace hpx::lcos::detail

namespace hpx {
template <class... A> stubs::awaiter<int> when_any(A &&...);
template <class... A> stubs::awaiter<int> when_any_n(A &&...);
template <class... A> stubs::awaiter<int> when_some(A &&...);
template <class... A> stubs::awaiter<int> when_some_n(A &&...);
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> stubs::awaiter<int> when_all_n(A &&...);
template <class... A> stubs::awaiter<int> when_each(A &&...);
template <class... A> stubs::awaiter<int> when_each_n(A &&...);
template <class... A> int wait_all(A &&...);
template <class... A> int wait_all_n(A &&...);
template <class... A> int wait_any(A &&...);
template <class... A> int wait_any_n(A &&...);
template <class... A> int wait_some(A &&...);
template <class... A> int wait_some_n(A &&...);
template <class... A> int wait_each(A &&...);
template <class... A> int wait_each_n(A &&...);
template <class... A> hpx::future<int> make_ready_future(A &&...);
template <class... A> hpx::future<int> make_exceptional_future(A &&...);
} // namespace hpx

namespace hpx::this_thread {
template <class... A> bool interruption_point(A &&...);
template <class... A> int sleep_for(A &&...);
template <class... A> int sleep_until(A &&...);
template <class... A> int yield(A &&...);
template <class... A> int yield_to(A &&...);
template <class... A> int suspend(A &&...);
} // namespace hpx::this_thread

namespace entries_of {
hpx::future<int> make_hpx_future();
hpx::shared_future make_hpx_shared_future();
hpx::lcos::detail::future_base make_hpx_lcos_detail_future_base();
} // namespace entries_of

