// What tests/models/entries share: a task, and a race that loses what its branches took.
#ifndef COROSAFE_TESTS_STUBS_ENTRIES_H
#define COROSAFE_TESTS_STUBS_ENTRIES_H

#include "stub_promise.h"
#include <corosafe/annotations.h>
#include <exception>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace entries {

template <class T = void> struct COROSAFE_LAZY_TASK task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  task &operator=(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
};

/// Takes a thing in several steps: cancelled in between, part of it is lost.
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL task<int> take(COROSAFE_ON T &from);

/// The first that is done wins; the others are cancelled, and their results dropped.
template <class... A> COROSAFE_RACE task<std::size_t> first(A &&...branches);

COROSAFE_WAITS COROSAFE_CANCEL_SAFE task<> tick();
COROSAFE_WAITS COROSAFE_NOT_CANCELLABLE task<> deaf_tick();
COROSAFE_BLOCKING void block();
void use(int);

// What tests/Inputs/models/entries.json says: the result holds nothing when the time was over; or it is an error then; its index says
// who won; what is pulled is nothing once all has come; work runs on its own; what was read stays in the buffer.
template <class R, class A> task<R> within(A &&work);
template <class R, class A> task<R> until(A &&work);
template <class R, class... A> task<R> either(A &&...work);
template <class R, class T> task<R> pull(T &from);
template <class A> void spawn(A &&work);
template <class T, class Buffer> task<int> fill(T &from, Buffer &&into);

/// Any value: what a call is given does not matter.
template <class T = int> T any();

} // namespace entries

#endif
