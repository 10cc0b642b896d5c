// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value %verify

// Guards in containers, behind references and lambdas, undone by scope guards, and locks within one expression.

#include "minicoro.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

std::mutex first_mutex;
std::mutex second_mutex;
std::array<std::mutex, 8> shards;
int counter = 0;

mini::task<> flush();
mini::task<int> send(int value);

mini::task<> unlocked_left_of_a_comma_ok() {
  std::unique_lock lock(first_mutex);
  co_await (lock.unlock(), flush());
}

mini::task<> unlocked_in_an_argument_ok() {
  std::unique_lock lock(first_mutex);
  co_await send((lock.unlock(), counter));
}

mini::task<> locked_left_of_a_comma_bad() {
  std::unique_lock lock(first_mutex, std::defer_lock);
  counter = (lock.lock(), co_await send(1)); // expected-warning {{locked across}}
}

mini::task<> unlocked_in_one_arm_bad(bool fast) {
  std::unique_lock lock(first_mutex);
  co_await (fast ? (lock.unlock(), flush()) : flush()); // expected-warning {{locked across}}
}

mini::task<> value_by_an_invoked_lambda_ok() {
  const int v = [&] {
    std::lock_guard lock(first_mutex);
    return counter;
  }();
  co_await send(v);
}

mini::task<> guard_by_an_invoked_lambda_bad() {
  auto lock = [&] { return std::unique_lock(first_mutex); }();
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> lambda_that_unlocks_ok() {
  std::unique_lock lock(first_mutex);
  auto release = [&] { lock.unlock(); };
  release();
  co_await flush();
}

mini::task<> vector_of_guards_bad() {
  std::vector<std::unique_lock<std::mutex>> locks;
  for (auto &m : shards)
    locks.emplace_back(m);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> vector_of_guards_cleared_ok() {
  std::vector<std::unique_lock<std::mutex>> locks;
  for (auto &m : shards)
    locks.emplace_back(m);
  counter = 0;
  locks.clear();
  co_await flush();
}

mini::task<> element_of_an_array_of_mutexes_bad(int key) {
  std::lock_guard lock(shards[key % 8]);
  co_await send(key); // expected-warning {{locked across}}
}

mini::task<> one_mutex_or_the_other_bad(bool which) {
  std::mutex &chosen = which ? first_mutex : second_mutex;
  std::scoped_lock lock(chosen);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> deferred_pair_bad() {
  std::unique_lock a(first_mutex, std::defer_lock);
  std::unique_lock b(second_mutex, std::defer_lock);
  std::lock(a, b);
  a.unlock();
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> deferred_pair_ok() {
  std::unique_lock a(first_mutex, std::defer_lock);
  std::unique_lock b(second_mutex, std::defer_lock);
  std::lock(a, b);
  a.unlock();
  b.unlock();
  co_await flush();
}

mini::task<> reference_to_the_guard_ok() {
  std::unique_lock lock(first_mutex);
  auto &same = lock;
  same.unlock();
  co_await flush();
}
