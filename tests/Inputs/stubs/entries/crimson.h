// Declarations under crimson's names, one for each entry of its model.
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

namespace seastar {
template <class T = void> struct future {
  using promise_type = stubs::promise<future, T, std::suspend_always>;
  future(future &&) noexcept;
  ~future();
  stubs::awaiter<T> operator co_await();
};
} // namespace seastar

namespace crimson::common {
struct Gated {
  template <class... A> stubs::awaiter<int> dispatch(A &&...) { return {}; }
  template <class... A> stubs::awaiter<int> simple_dispatch(A &&...) { return {}; }
  template <class... A> void dispatch_in_background(A &&...) {}
  template <class... A> stubs::awaiter<int> close(A &&...);
  template <class... A> int is_closed(A &&...);
  Gated();
  ~Gated();
};
} // namespace crimson::common

namespace crimson::errorator {
struct _future {
};
} // namespace crimson::errorator

namespace crimson::common {
struct interruption {};
struct system_shutdown_exception {};
struct actingset_changed {};
} // namespace crimson::common

namespace crimson::interruptible {
template <class T = void> struct interruptible_future_detail {
  using promise_type = stubs::promise<interruptible_future_detail, T, std::suspend_never>;
  interruptible_future_detail(interruptible_future_detail &&) noexcept;
  ~interruptible_future_detail();
  stubs::awaiter<T> operator co_await();
};
} // namespace crimson::interruptible

namespace crimson::interruptible::interruptor {
template <class... A> stubs::awaiter<int> with_interruption(A &&...);
} // namespace crimson::interruptible::interruptor

namespace entries_of {
crimson::interruptible::interruptible_future_detail<int> make_crimson_interruptible_interruptible_future_detail();
crimson::errorator::_future make_crimson_errorator__future();
} // namespace entries_of

