// Declarations under libasync's names, one for each entry of its model.
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

namespace async {
struct barrier {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
};
} // namespace async

namespace async::detail {
struct cancellation_event {
  template <class... A> int cancel(A &&...);
};
} // namespace async::detail
namespace async {
using detail::cancellation_event;
}

namespace async::detail {
struct cancellation_token {
  template <class... A> bool is_cancellation_requested(A &&...);
};
} // namespace async::detail
namespace async {
using detail::cancellation_token;
}

namespace async {
struct detached {
};
} // namespace async

namespace async {
struct future {
  template <class... A> stubs::awaiter<int> get(A &&...);
};
} // namespace async

namespace async {
struct oneshot_event {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace async

namespace async {
struct oneshot_primitive {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace async

namespace async {
struct queue {
  template <class... A> stubs::awaiter<int> async_get(A &&...);
};
} // namespace async

namespace async {
struct recurring_event {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
  template <class... A> stubs::awaiter<int> async_wait_if(A &&...);
};
} // namespace async

namespace async {
template <class T = void> struct result {
  using promise_type = stubs::promise<result, T, std::suspend_always>;
  result(result &&) noexcept;
  ~result();
  stubs::awaiter<T> operator co_await();
};
} // namespace async

namespace async {
struct sequenced_event {
  template <class... A> stubs::awaiter<int> async_wait(A &&...);
};
} // namespace async

namespace async {
struct wait_group {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace async

namespace async::detail {
struct mutex {
  template <class... A> stubs::awaiter<int> async_lock(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
};
} // namespace async::detail

namespace async::detail {
struct shared_mutex {
  template <class... A> stubs::awaiter<int> async_lock(A &&...);
  template <class... A> stubs::awaiter<int> async_lock_shared(A &&...);
  template <class... A> stubs::awaiter<int> unlock(A &&...);
  template <class... A> stubs::awaiter<int> unlock_shared(A &&...);
};
} // namespace async::detail

namespace async {
template <class... A> stubs::awaiter<int> race_and_cancel(A &&...);
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> stubs::awaiter<int> lambda(A &&...);
template <class... A> stubs::awaiter<int> transform(A &&...);
template <class... A> stubs::awaiter<int> with_cancel_cb(A &&...);
template <class... A> async::result<int> sequence(A &&...);
template <class... A> async::result<int> ite(A &&...);
template <class... A> async::result<int> let(A &&...);
template <class... A> async::result<int> repeat_while(A &&...);
template <class... A> stubs::awaiter<int> suspend_indefinitely(A &&...);
template <class... A> void detach(A &&...) {}
template <class... A> void detach_with_allocator(A &&...) {}
template <class... A> void spawn_with_allocator(A &&...) {}
template <class... A> int run(A &&...);
template <class... A> int run_forever(A &&...);
} // namespace async

namespace entries_of {
async::result<int> make_async_result();
async::detached make_async_detached();
} // namespace entries_of

