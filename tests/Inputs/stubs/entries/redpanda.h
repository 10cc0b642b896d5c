// Declarations under redpanda's names, one for each entry of its model.
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

struct mutex {
  template <class... A> stubs::awaiter<int> get_units(A &&...);
  template <class... A> stubs::awaiter<int> with(A &&...) { return {}; }
  template <class... A> int try_get_units(A &&...);
};

namespace seastar {
template <class T = void> struct future {
  using promise_type = stubs::promise<future, T, std::suspend_always>;
  future(future &&) noexcept;
  ~future();
  stubs::awaiter<T> operator co_await();
};
} // namespace seastar

namespace ssx {
struct basic_event {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace ssx

namespace ssx {
struct connection_aborted_exception {
  int code;
};
} // namespace ssx

namespace ssx {
struct event {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace ssx

namespace ssx {
struct named_semaphore {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> signal(A &&...);
};
} // namespace ssx

namespace ssx {
struct semaphore {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> signal(A &&...);
};
} // namespace ssx

namespace ssx {
struct sharded_abort_source {
  template <class... A> bool abort_requested(A &&...);
  template <class... A> bool check(A &&...);
};
} // namespace ssx

namespace ssx {
struct shutdown_requested_exception {
  int code;
};
} // namespace ssx

namespace ssx {
struct work_queue {
  template <class... A> void submit(A &&...) {}
  template <class... A> void submit_delayed(A &&...) {}
  template <class... A> stubs::awaiter<int> shutdown(A &&...);
  work_queue();
  ~work_queue();
};
} // namespace ssx

namespace ssx::detail {
struct background_t {
};
} // namespace ssx::detail

namespace ssx {
template <class... A> stubs::awaiter<int> with_timeout_abortable(A &&...);
template <class... A> stubs::awaiter<int> when_all_succeed(A &&...);
template <class... A> stubs::awaiter<int> async_transform(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> async_flat_transform(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> parallel_transform(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> async_for_each(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> partition(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> sleep_abortable(A &&...);
template <class... A> void spawn_with_gate(A &&...) {}
template <class... A> void repeat_until_gate_closed(A &&...) {}
template <class... A> void repeat_until_gate_closed_or_aborted(A &&...) {}
template <class... A> stubs::awaiter<int> spawn_with_gate_then(A &&...);
template <class... A> stubs::awaiter<int> ignore_shutdown_exceptions(A &&...);
template <class... A> int is_shutdown_exception(A &&...);
} // namespace ssx

