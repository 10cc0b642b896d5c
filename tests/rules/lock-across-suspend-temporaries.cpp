// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// A guard without a name lives to the end of its full expression, and so does its lock.

#include "minicoro.h"

#include <mutex>
#include <utility>

std::mutex queue_mutex;

mini::task<int> send(int value);

mini::task<> temporary_dies_at_once_ok() {
  std::lock_guard<std::mutex>{queue_mutex};
  co_await send(0);
}

mini::task<> temporary_left_of_a_comma_bad() {
  (void)(std::lock_guard<std::mutex>{queue_mutex}, co_await send(1)); // expected-warning {{locked across}}
}

int store(const std::unique_lock<std::mutex> &proof, int value);

mini::task<> temporary_in_an_argument_bad() {
  store(std::unique_lock{queue_mutex}, co_await send(2)); // expected-warning {{locked across}}
}

mini::task<> temporary_in_an_argument_of_what_is_then_awaited_ok() {
  const int stored = store(std::unique_lock{queue_mutex}, 2);
  co_await send(stored);
}

struct counters {
  int sent = 0;
  int next() { return ++sent; }
};

// A value that is reached only through a locked pointer.
class shared_counters {
public:
  class locked_ptr {
  public:
    explicit locked_ptr(shared_counters &o) : owner(o) { owner.mutex_.lock(); }
    ~locked_ptr() { owner.mutex_.unlock(); }
    locked_ptr(const locked_ptr &) = delete;
    counters *operator->() const { return &owner.value_; }

  private:
    shared_counters &owner;
  };
  locked_ptr wlock() { return locked_ptr(*this); }

private:
  std::mutex mutex_;
  counters value_;
};

mini::task<> locked_pointer_in_an_awaited_argument_bad(shared_counters &state) {
  co_await send(state.wlock()->next()); // expected-warning {{locked across}}
}

mini::task<> locked_pointer_before_the_await_ok(shared_counters &state) {
  const int number = state.wlock()->next();
  co_await send(number);
}

mini::task<> locked_pointer_assigned_from_an_await_bad(shared_counters &state) {
  auto locked = state.wlock();
  locked->sent = co_await send(0); // expected-warning {{locked across}}
}

mini::task<> locked_pointer_after_the_await_ok(shared_counters &state) {
  const int reply = co_await send(0);
  state.wlock()->sent = reply;
}
