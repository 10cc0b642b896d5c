// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Loops that unlock around the await, conditions that pair with it, and where a lock goes by helper calls.

#include "minicoro.h"

#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <tuple>

struct job {
  int id = 0;
};

std::mutex m;
std::mutex other;
std::shared_mutex routes;
std::condition_variable changed;
std::once_flag once;
std::deque<job> jobs;

mini::task<> flush();
mini::task<int> run(job j);
void drop(job j);

mini::task<> condition_variable_then_unlock_ok() {
  std::unique_lock lock(m);
  changed.wait(lock, [] { return !jobs.empty(); }); // expected-warning {{corosafe-blocking-call}}
  job next = jobs.front();
  jobs.pop_front();
  lock.unlock();
  co_await run(next);
}

mini::task<> condition_variable_then_await_bad() {
  std::unique_lock lock(m);
  changed.wait(lock, [] { return !jobs.empty(); }); // expected-warning {{corosafe-blocking-call}}
  co_await run(jobs.front()); // expected-warning {{locked across}}
}

mini::task<> notify_after_the_scope_ok() {
  {
    std::lock_guard lock(m);
    jobs.push_back({1});
  }
  changed.notify_one();
  co_await flush();
}

mini::task<> relock_on_both_ends_ok() {
  std::unique_lock lock(m);
  for (;;) {
    if (jobs.empty())
      break;
    job next = jobs.front();
    lock.unlock();
    bool failed = false;
    try {
      co_await run(next);
    } catch (...) {
      failed = true;
    }
    lock.lock();
    if (failed)
      drop(next);
  }
}

mini::task<> one_branch_forgets_in_the_loop_bad() {
  std::unique_lock lock(m);
  while (!jobs.empty()) {
    job next = jobs.front();
    jobs.pop_front();
    if (next.id > 0)
      lock.unlock();
    co_await run(next); // expected-warning {{locked across}}
    if (!lock.owns_lock())
      lock.lock();
  }
}

mini::task<> upgrade_bad() {
  std::shared_lock reader(routes);
  const bool missing = jobs.empty();
  reader.unlock();
  if (missing) {
    std::unique_lock writer(routes);
    co_await flush(); // expected-warning {{locked across}}
  }
}

mini::task<> upgrade_ok() {
  std::shared_lock reader(routes);
  const bool missing = jobs.empty();
  reader.unlock();
  if (missing) {
    const int id = co_await run({});
    std::unique_lock writer(routes);
    jobs.push_back({id});
  }
}

mini::task<> call_once_ok() {
  std::call_once(once, [] {
    std::lock_guard lock(m);
    jobs.clear();
  });
  co_await flush();
}

void add_locked(const std::unique_lock<std::mutex> &proof, job j);
void unlock_it(std::unique_lock<std::mutex> &lock) { lock.unlock(); }
void touch(std::unique_lock<std::mutex> &lock) {
  if (lock.owns_lock())
    jobs.push_back({});
}

mini::task<> passed_by_const_reference_bad() {
  std::unique_lock lock(m);
  add_locked(lock, {1});
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> helper_unlocks_by_reference_ok() {
  std::unique_lock lock(m);
  unlock_it(lock);
  co_await flush();
}

mini::task<> helper_only_looks_bad() {
  std::unique_lock lock(m);
  touch(lock);
  co_await flush(); // expected-warning {{locked across}}
}

std::optional<std::unique_lock<std::mutex>> maybe_lock(bool want) {
  if (!want)
    return std::nullopt;
  return std::unique_lock(m);
}

mini::task<> optional_from_a_helper_bad() {
  auto lock = maybe_lock(true);
  if (!lock)
    co_return;
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> optional_from_a_helper_reset_ok() {
  auto lock = maybe_lock(true);
  jobs.clear();
  lock.reset();
  co_await flush();
}

std::tuple<int, std::unique_lock<std::mutex>> take() { return {1, std::unique_lock(m)}; }

mini::task<> tuple_binding_bad() {
  auto [id, lock] = take();
  co_await run({id}); // expected-warning {{locked across}}
}

mini::task<> tuple_binding_unlocked_ok() {
  auto [id, lock] = take();
  lock.unlock();
  co_await run({id});
}
