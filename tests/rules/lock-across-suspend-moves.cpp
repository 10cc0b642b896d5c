// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Where a lock goes when its guard is moved, swapped, returned, or made part of something else.

#include "minicoro.h"

#include <memory>
#include <mutex>
#include <utility>

struct account {
  std::mutex mutex;
  int balance = 0;
};

mini::task<> post(int amount);
void settle(std::unique_lock<std::mutex> lock, int amount);
std::unique_lock<std::mutex> lock_somewhere_else();

mini::task<> moved_into_a_callee_ok(account &a) {
  std::unique_lock lock(a.mutex);
  settle(std::move(lock), a.balance);
  co_await post(1);
}

mini::task<> moved_into_another_guard_bad(account &a) {
  std::unique_lock lock(a.mutex);
  auto kept = std::move(lock);
  co_await post(a.balance); // expected-warning {{locked across}}
}

mini::task<> moved_into_a_guard_that_dies_ok(account &a) {
  std::unique_lock lock(a.mutex);
  {
    std::unique_lock<std::mutex> last = std::move(lock);
    a.balance = 0;
  }
  co_await post(0);
}

mini::task<> move_assigned_to_an_outer_guard_bad(account &a) {
  std::unique_lock<std::mutex> outer;
  {
    std::unique_lock inner(a.mutex);
    outer = std::move(inner);
  }
  co_await post(a.balance); // expected-warning {{locked across}}
}

mini::task<> assigned_an_empty_guard_ok(account &a) {
  std::unique_lock lock(a.mutex);
  const int amount = a.balance;
  lock = {};
  co_await post(amount);
}

mini::task<> swapped_outwards_bad(account &a) {
  std::unique_lock<std::mutex> outer;
  {
    std::unique_lock inner(a.mutex);
    outer.swap(inner);
  }
  co_await post(a.balance); // expected-warning {{locked across}}
}

mini::task<> swapped_inwards_ok(account &a) {
  std::unique_lock outer(a.mutex);
  {
    std::unique_lock<std::mutex> inner;
    std::swap(outer, inner);
  }
  co_await post(0);
}

mini::task<> one_of_two_released_bad(account &from, account &to, int amount) {
  std::unique_lock first(from.mutex);
  std::unique_lock second(to.mutex);
  from.balance -= amount;
  to.balance += amount;
  first.unlock();
  co_await post(amount); // expected-warning {{locked across}}
}

mini::task<> both_of_two_released_ok(account &from, account &to, int amount) {
  std::unique_lock first(from.mutex);
  std::unique_lock second(to.mutex);
  from.balance -= amount;
  to.balance += amount;
  first.unlock();
  second.unlock();
  co_await post(amount);
}

std::unique_lock<std::mutex> lock_account(account &a) { return std::unique_lock(a.mutex); }
std::unique_lock<std::mutex> guard_for(account &a) { return {a.mutex, std::defer_lock}; }

mini::task<> auto_from_a_helper_bad(account &a) {
  auto lock = lock_account(a);
  co_await post(a.balance); // expected-warning {{locked across}}
}

mini::task<> auto_from_a_declared_helper_bad() {
  auto lock = lock_somewhere_else();
  co_await post(1); // expected-warning {{locked across}}
}

mini::task<> helper_that_defers_ok(account &a) {
  auto lock = guard_for(a);
  co_await post(1);
  lock.lock();
  --a.balance;
}

mini::task<> lifetime_extended_guard_bad(account &a) {
  const auto &lock = lock_account(a);
  co_await post(a.balance); // expected-warning {{locked across}}
}

struct locked_account {
  std::unique_lock<std::mutex> lock;
  account &value;
};

locked_account open(account &a) { return {std::unique_lock(a.mutex), a}; }

mini::task<> member_of_an_aggregate_bad(account &a) {
  locked_account opened{std::unique_lock(a.mutex), a};
  co_await post(opened.value.balance); // expected-warning {{locked across}}
}

mini::task<> member_of_an_aggregate_unlocked_ok(account &a) {
  locked_account opened{std::unique_lock(a.mutex), a};
  const int amount = opened.value.balance;
  opened.lock.unlock();
  co_await post(amount);
}

mini::task<> aggregate_from_a_helper_bad(account &a) {
  auto opened = open(a);
  co_await post(opened.value.balance); // expected-warning {{locked across}}
}

mini::task<> structured_binding_bad(account &a) {
  auto [lock, amount] = std::pair(std::unique_lock(a.mutex), a.balance);
  co_await post(amount); // expected-warning {{locked across}}
}

mini::task<> either_way_of_a_ternary_bad(account &a, bool shared) {
  auto lock = shared ? std::unique_lock(a.mutex) : std::unique_lock<std::mutex>();
  co_await post(a.balance); // expected-warning {{locked across}}
}

mini::task<> guard_on_the_heap_bad(account &a) {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(a.mutex);
  co_await post(a.balance); // expected-warning {{locked across}}
}

mini::task<> guard_on_the_heap_reset_ok(account &a) {
  auto lock = std::make_unique<std::unique_lock<std::mutex>>(a.mutex);
  const int amount = a.balance;
  lock.reset();
  co_await post(amount);
}

mini::task<> guard_on_the_heap_unlocked_ok(account &a) {
  auto lock = std::make_unique<std::unique_lock<std::mutex>>(a.mutex);
  const int amount = a.balance;
  lock->unlock();
  co_await post(amount);
}

mini::task<> guard_on_the_heap_locked_again_bad(account &a) {
  auto lock = std::make_unique<std::unique_lock<std::mutex>>(a.mutex);
  lock->unlock();
  co_await post(1);
  lock->lock();
  co_await post(a.balance); // expected-warning {{locked across}}
}

mini::task<> shared_guard_bad(account &a) {
  auto lock = std::make_shared<std::unique_lock<std::mutex>>(a.mutex);
  co_await post(a.balance); // expected-warning {{locked across}}
}

mini::task<> shared_guard_reset_ok(account &a) {
  auto lock = std::make_shared<std::unique_lock<std::mutex>>(a.mutex);
  const int amount = a.balance;
  lock.reset();
  co_await post(amount);
}

struct call_state {
  int amount = 0;
  std::unique_lock<std::mutex> lock;
};

mini::task<> made_without_a_mutex_ok(account &a) {
  auto state = std::make_unique<call_state>();
  {
    std::unique_lock lock(a.mutex);
    state->amount = a.balance;
    state->lock = std::move(lock);
    state->lock.unlock();
  }
  co_await post(state->amount);
}

mini::task<> carried_on_the_heap_bad(account &a) {
  auto state = std::make_unique<call_state>();
  state->lock = std::unique_lock(a.mutex);
  co_await post(a.balance); // expected-warning {{locked across}}
}

mini::task<> carried_on_the_heap_reset_ok(account &a) {
  auto state = std::make_unique<call_state>();
  state->lock = std::unique_lock(a.mutex);
  const int amount = a.balance;
  state.reset();
  co_await post(amount);
}
