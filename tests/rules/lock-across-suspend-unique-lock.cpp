// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// A movable guard holds its lock on some paths and not on others: what counts is the lock, not the variable.

#include "minicoro.h"

#include <deque>
#include <mutex>
#include <optional>

using namespace std::chrono_literals;

struct job {
  int id = 0;
};

std::mutex jobs_mutex;
std::mutex stats_mutex;
std::timed_mutex disk_mutex;
std::deque<job> jobs;
int done = 0;

mini::task<> run(job j);
mini::task<> flush();
void consume(std::unique_lock<std::mutex> lock);

mini::task<> unlock_before_ok() {
  std::unique_lock lock(jobs_mutex);
  job next = jobs.front();
  jobs.pop_front();
  lock.unlock();
  co_await run(next);
}

mini::task<> unlock_on_one_path_only_bad(bool urgent) {
  std::unique_lock lock(jobs_mutex);
  job next = jobs.front();
  if (urgent)
    lock.unlock();
  co_await run(next); // expected-warning {{locked across}}
}

mini::task<> unlock_and_lock_around_it_ok() {
  std::unique_lock lock(jobs_mutex);
  while (!jobs.empty()) {
    job next = jobs.front();
    jobs.pop_front();
    lock.unlock();
    co_await run(next);
    lock.lock();
  }
}

mini::task<> relock_too_early_bad() {
  std::unique_lock lock(jobs_mutex);
  job next = jobs.front();
  lock.unlock();
  co_await run(next);
  lock.lock();
  ++done;
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> defer_lock_ok() {
  std::unique_lock lock(jobs_mutex, std::defer_lock);
  co_await flush();
  lock.lock();
  ++done;
}

mini::task<> defer_lock_then_lock_bad(bool shared) {
  std::unique_lock lock(jobs_mutex, std::defer_lock);
  if (shared)
    lock.lock();
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> owns_lock_then_unlock_ok(bool shared) {
  std::unique_lock lock(jobs_mutex, std::defer_lock);
  if (shared)
    lock.lock();
  ++done;
  if (lock.owns_lock())
    lock.unlock();
  co_await flush();
}

mini::task<> adopt_lock_bad() {
  jobs_mutex.lock();
  std::lock_guard lock(jobs_mutex, std::adopt_lock);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> adopt_lock_in_inner_scope_ok() {
  jobs_mutex.lock();
  {
    std::lock_guard lock(jobs_mutex, std::adopt_lock);
    ++done;
  }
  co_await flush();
}

mini::task<> try_to_lock_failed_ok() {
  std::unique_lock lock(jobs_mutex, std::try_to_lock);
  if (!lock) {
    co_await mini::sleep_for(1ms);
    co_return;
  }
  ++done;
}

mini::task<> try_to_lock_succeeded_bad() {
  std::unique_lock lock(jobs_mutex, std::try_to_lock);
  if (lock.owns_lock())
    co_await flush(); // expected-warning {{locked across}}
}

mini::task<> timed_constructor_bad() {
  std::unique_lock lock(disk_mutex, 10ms);
  if (!lock)
    co_return;
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> try_lock_for_ok() {
  std::unique_lock lock(disk_mutex, std::defer_lock);
  while (!lock.try_lock_for(1ms))
    co_await mini::sleep_for(10ms);
  ++done;
}

mini::task<> release_keeps_the_mutex_locked_bad() {
  std::unique_lock lock(jobs_mutex);
  std::mutex *raw = lock.release();
  co_await flush(); // expected-warning {{locked across}}
  raw->unlock();
}

mini::task<> release_and_unlock_ok() {
  std::unique_lock lock(jobs_mutex);
  ++done;
  lock.release()->unlock();
  co_await flush();
}

mini::task<> optional_guard_reset_ok(bool shared) {
  std::optional<std::unique_lock<std::mutex>> lock;
  if (shared)
    lock.emplace(jobs_mutex);
  ++done;
  lock.reset();
  co_await flush();
}

mini::task<> optional_guard_bad(bool shared) {
  std::optional<std::unique_lock<std::mutex>> lock;
  if (shared)
    lock.emplace(jobs_mutex);
  co_await flush(); // expected-warning {{locked across}}
}

//===-- conditions of the program's own: they unlock the caller's guard while they wait -------------------------------===//

bool ready();
mini::task<int> wait_until_ready_ok(std::unique_lock<std::mutex> &lock) {
  while (!ready()) {
    lock.unlock();
    co_await flush();
    lock.lock();
  }
  co_return done;
}
mini::task<int> again_after_locking_bad(std::unique_lock<std::mutex> &lock) {
  while (!ready()) {
    lock.unlock();
    co_await flush();
    lock.lock();
    co_await flush(); // expected-warning {{locked across}}
  }
  co_return done;
}
struct condition {
  mini::task<int> wait(std::unique_lock<std::mutex> &lock) { return wait_until_ready_ok(lock); }
  template <class P> mini::task<int> wait(std::unique_lock<std::mutex> &lock, P until);
};
mini::task<> waits_on_a_condition_ok(condition &changed) {
  std::unique_lock<std::mutex> lock(jobs_mutex);
  co_await changed.wait(lock);
  ++done;
}
/// A template of which there is no instance: which wait() is meant is not known yet, and what it is given cannot be copied.
template <class T> struct bounded_queue {
  std::mutex mutex;
  condition changed;
  mini::task<> waits_ok() {
    std::unique_lock<std::mutex> lock(mutex);
    co_await changed.wait(lock, [this] { return size() > 0; });
    ++done;
  }
  mini::task<> flushes_bad() {
    std::unique_lock<std::mutex> lock(mutex);
    co_await flush(); // expected-warning {{locked across}}
    ++done;
  }
  int size();
};
