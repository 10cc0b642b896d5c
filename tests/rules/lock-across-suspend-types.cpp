// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Only a lock that blocks a thread counts, whatever its name; and only an await that can suspend.

#include "minicoro.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace std::chrono_literals;

mini::task<> flush();

struct null_mutex {
  void lock() {}
  void unlock() {}
  bool try_lock() { return true; }
};

mini::task<> no_op_mutex_ok(null_mutex &m) {
  std::lock_guard lock(m);
  co_await flush();
}

mini::task<> no_op_mutex_by_configuration_ok() {
  constexpr bool threaded = false;
  std::conditional_t<threaded, std::mutex, null_mutex> m;
  std::unique_lock lock(m);
  co_await flush();
}

mini::task<> standard_guard_of_an_async_mutex_ok(mini::async_mutex &m) {
  co_await m.lock();
  std::unique_lock<mini::async_mutex> lock(m, std::adopt_lock);
  co_await flush();
}

mini::task<> async_guard_ok(mini::async_mutex &m) {
  auto guard = co_await m.scoped_lock();
  co_await flush();
}

mini::task<> async_lock_and_unlock_ok(mini::async_mutex &m) {
  co_await m.lock();
  co_await flush();
  m.unlock();
}

namespace fibers {

class lock_guard {
public:
  explicit lock_guard(mini::async_mutex &locked) : m(locked) {}
  ~lock_guard() { m.unlock(); }

private:
  mini::async_mutex &m;
};

// Counts the users of one thread; nobody ever waits for it.
struct busy_counter {
  int users = 0;
  void lock() { ++users; }
  void unlock() { --users; }
};

} // namespace fibers

mini::task<> async_class_named_lock_guard_ok(mini::async_mutex &m) {
  co_await m.lock();
  fibers::lock_guard lock(m);
  co_await flush();
}

mini::task<> counter_that_looks_like_a_mutex_ok(fibers::busy_counter &busy) {
  std::lock_guard lock(busy);
  co_await flush();
}

class state_lock {
public:
  explicit state_lock(std::mutex &locked) : m(locked) { m.lock(); }
  ~state_lock() { m.unlock(); }
  state_lock(const state_lock &) = delete;

private:
  std::mutex &m;
};

mini::task<> user_guard_bad(std::mutex &m) {
  state_lock lock(m);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> user_guard_in_inner_scope_ok(std::mutex &m) {
  { state_lock lock(m); }
  co_await flush();
}

class traced_mutex {
public:
  void lock() {
    m.lock();
    ++waits;
  }
  void unlock() { m.unlock(); }

private:
  std::mutex m;
  int waits = 0;
};

mini::task<> user_mutex_over_a_thread_mutex_bad(traced_mutex &m) {
  std::lock_guard lock(m);
  co_await flush(); // expected-warning {{locked across}}
}

struct __attribute__((capability("mutex"))) Mutex {
  void Lock() __attribute__((acquire_capability()));
  void Unlock() __attribute__((release_capability()));
};

struct __attribute__((scoped_lockable)) MutexLock {
  explicit MutexLock(Mutex *m) __attribute__((acquire_capability(m)));
  ~MutexLock() __attribute__((release_capability()));
};

mini::task<> declared_guard_with_thread_safety_attributes_bad(Mutex &m) {
  MutexLock lock(&m);
  co_await flush(); // expected-warning {{locked across}}
}

template <class T> struct ready_value {
  T value;
  constexpr bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  T await_resume() const { return value; }
};

mini::task<int> await_that_cannot_suspend_ok(std::mutex &m) {
  std::lock_guard lock(m);
  co_await std::suspend_never{};
  co_return co_await ready_value<int>{7};
}

mini::task<int> await_that_always_suspends_bad(std::mutex &m) {
  std::lock_guard lock(m);
  const int value = co_await ready_value<int>{7};
  co_await std::suspend_always{}; // expected-warning {{locked across}}
  co_return value;
}

struct async_condition {
  std::deque<std::coroutine_handle<>> waiters;

  struct wait_awaiter {
    async_condition &condition;
    std::unique_lock<std::mutex> &lock;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) {
      condition.waiters.push_back(caller);
      lock.unlock();
    }
    void await_resume() { lock.lock(); }
  };
  wait_awaiter wait(std::unique_lock<std::mutex> &lock) { return {*this, lock}; }
};

mini::task<> wait_that_unlocks_ok(std::mutex &m, async_condition &changed, const bool &ready) {
  std::unique_lock lock(m);
  while (!ready)
    co_await changed.wait(lock);
}

mini::task<> after_a_wait_that_locks_again_bad(std::mutex &m, async_condition &changed) {
  std::unique_lock lock(m);
  co_await changed.wait(lock);
  co_await flush(); // expected-warning {{locked across}}
}
