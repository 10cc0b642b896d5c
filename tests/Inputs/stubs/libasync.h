// What the tests need of managarm's libasync, under its own names.

#ifndef STUBS_LIBASYNC_H
#define STUBS_LIBASYNC_H

#include "stub_promise.h"
#include <optional>

namespace async {

template <class T> struct result {
  using promise_type = stubs::promise<result, T, std::suspend_always>;
  using value_type = T;
  result(result &&);
  ~result();
};
template <class T> stubs::awaiter<T> operator co_await(result<T>);

struct detached {
  struct promise_type {
    detached get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
};

namespace detail {
struct cancellation_token {};
struct cancellation_event {
  void cancel();
};
struct mutex {
  struct [[nodiscard]] lock_sender {
    using value_type = void;
    stubs::awaiter<void> operator co_await();
  };
  lock_sender async_lock();
  bool try_lock();
  void unlock();
};
} // namespace detail
using detail::cancellation_event;
using detail::cancellation_token;
using detail::mutex;

template <class T> struct queue {
  struct get_sender {
    using value_type = std::optional<T>;
  };
  void put(T);
  get_sender async_get(cancellation_token = {});
};
stubs::awaiter<std::optional<int>> operator co_await(queue<int>::get_sender);

struct recurring_event {
  result<bool> async_wait(cancellation_token = {});
};

struct race_and_cancel_sender {};
stubs::awaiter<void> operator co_await(race_and_cancel_sender);
template <class... F> race_and_cancel_sender race_and_cancel(F...) { return {}; }
struct when_all_sender {};
stubs::awaiter<void> operator co_await(when_all_sender);
template <class... S> when_all_sender when_all(S...);

template <class S> void detach(S);
template <class S> void run(S);

} // namespace async

#endif
