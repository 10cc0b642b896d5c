// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// A guard of the standard library is held from where it is made to the end of its scope, however it is spelt.

#include "minicoro.h"

#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

using namespace std::chrono_literals;

std::mutex registry_mutex;
std::mutex audit_mutex;
std::shared_mutex routes_mutex;
std::unordered_map<std::string, int> registry;

mini::task<int> fetch(std::string key);
mini::task<> flush();

mini::task<> lock_guard_bad(std::string key) {
  std::lock_guard<std::mutex> lock(registry_mutex);
  registry[key] = co_await fetch(key); // expected-warning {{locked across}}
}

mini::task<> lock_guard_in_inner_scope_ok(std::string key) {
  const int value = co_await fetch(key);
  {
    std::lock_guard<std::mutex> lock(registry_mutex);
    registry[key] = value;
  }
  co_await flush();
}

mini::task<> guard_after_the_last_await_ok(std::string key) {
  const int value = co_await fetch(key);
  std::lock_guard<std::mutex> lock(registry_mutex);
  registry[key] = value;
}

mini::task<> deduced_guard_bad(std::string key) {
  std::scoped_lock lock(registry_mutex);
  registry.erase(key);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> scoped_lock_of_two_bad(std::string key) {
  std::scoped_lock both(registry_mutex, audit_mutex);
  registry.erase(key);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> scoped_lock_of_none_ok() {
  std::scoped_lock<> none;
  co_await flush();
}

mini::task<> unique_lock_bad(std::string key) {
  std::unique_lock lock(registry_mutex);
  registry.erase(key);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<int> shared_lock_bad(std::string key) {
  std::shared_lock lock(routes_mutex);
  co_return co_await fetch(key); // expected-warning {{locked across}}
}

mini::task<int> copy_under_shared_lock_ok(std::string key) {
  int route = 0;
  {
    std::shared_lock lock(routes_mutex);
    route = registry.at(key);
  }
  co_return route + co_await fetch(key);
}

template <class Mutex> using exclusive = std::unique_lock<Mutex>;
using registry_lock = std::lock_guard<std::mutex>;

mini::task<> alias_template_bad() {
  exclusive<std::shared_mutex> lock(routes_mutex);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> alias_bad() {
  registry_lock lock{registry_mutex};
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> recursive_mutex_bad() {
  static std::recursive_mutex mutex;
  std::lock_guard lock(mutex);
  co_await mini::sleep_for(5ms); // expected-warning {{locked across}}
}

// One acquisition is one finding, at the first of the suspend points that it spans.
mini::task<> two_suspend_points_bad(std::string key) {
  co_await flush();
  std::lock_guard lock(registry_mutex);
  registry[key] = co_await fetch(key); // expected-warning {{locked across}}
  co_await flush();
}

mini::task<> two_acquisitions_bad(std::string key) {
  std::lock_guard outer(registry_mutex);
  std::lock_guard inner(audit_mutex);
  registry[key] = co_await fetch(key); // expected-warning 2 {{locked across}}
}

mini::task<> second_acquisition_later_bad(std::string key) {
  std::lock_guard outer(registry_mutex);
  registry[key] = co_await fetch(key); // expected-warning {{locked across}}
  std::lock_guard inner(audit_mutex);
  co_await flush(); // expected-warning {{locked across}}
}

mini::generator<int> co_yield_bad() {
  std::lock_guard lock(registry_mutex);
  for (auto &[key, value] : registry)
    co_yield value; // expected-warning {{locked across}}
}

mini::generator<int> co_yield_of_a_copy_ok() {
  std::unordered_map<std::string, int> copy;
  {
    std::lock_guard lock(registry_mutex);
    copy = registry;
  }
  for (auto &[key, value] : copy)
    co_yield value;
}

// Not a coroutine: the lock is gone before anyone can await what is returned.
mini::task<int> returns_a_task_under_lock_ok(std::string key) {
  std::lock_guard lock(registry_mutex);
  registry.try_emplace(key, 0);
  return fetch(key);
}
