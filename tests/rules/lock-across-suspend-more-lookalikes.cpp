// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value %verify

// What looks like a lock or a suspend point and is none: business locks, async mutexes, awaits that are ready.

#include "minicoro.h"

#include <coroutine>
#include <memory>
#include <mutex>
#include <string>

mini::task<> flush();

// A bank account that is locked for a customer; nobody waits for it.
class account {
public:
  void lock() { locked_ = true; }
  void unlock() { locked_ = false; }

private:
  bool locked_ = false;
};

mini::task<> business_lock_ok(account &a) {
  a.lock();
  co_await flush();
  a.unlock();
}

struct door {
  void lock();
  void unlock();
};

// Nothing is known about this lock(): no guess.
mini::task<> unknown_lock_ok(door &d) {
  d.lock();
  co_await flush();
  d.unlock();
}

namespace async {

class mutex {
public:
  mini::task<> lock();
  mini::task<class lock_guard> scoped_lock();
  void unlock();
};
class lock_guard {
public:
  explicit lock_guard(mutex &m) : m_(&m) {}
  lock_guard(lock_guard &&o) noexcept : m_(std::exchange(o.m_, nullptr)) {}
  ~lock_guard() {
    if (m_)
      m_->unlock();
  }

private:
  mutex *m_;
};
template <class M> class unique_lock {
public:
  explicit unique_lock(M &m) : m_(&m) {}
  mini::task<> lock() { co_await m_->lock(); }
  void unlock() { m_->unlock(); }
  ~unique_lock() {}

private:
  M *m_;
};

} // namespace async

mini::task<> async_guard_by_await_ok(async::mutex &mutex) {
  auto guard = co_await mutex.scoped_lock();
  co_await flush();
}

mini::task<> async_unique_lock_ok(async::mutex &mutex) {
  async::unique_lock<async::mutex> lock(mutex);
  co_await lock.lock();
  co_await flush();
  lock.unlock();
}

mini::task<> thread_mutex_in_an_async_unique_lock_bad(async::mutex &mutex, std::mutex &m) {
  async::unique_lock<async::mutex> lock(mutex);
  co_await lock.lock();
  std::unique_lock inner(m);
  co_await flush(); // expected-warning {{locked across}}
}

// await_ready that is true for good, without constexpr.
struct immediate {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() { return 1; }
};
struct perhaps {
  bool done;
  bool await_ready() { return done; }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() { return 1; }
};
// await_suspend that returns false resumes at once: no one else ever runs in between.
struct peek_handle {
  std::coroutine_handle<> self;
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<> h) {
    self = h;
    return false;
  }
  std::coroutine_handle<> await_resume() { return self; }
};

mini::task<int> immediate_ok(std::mutex &m) {
  std::lock_guard lock(m);
  co_return co_await immediate{};
}

mini::task<int> perhaps_bad(std::mutex &m, bool done) {
  std::lock_guard lock(m);
  co_return co_await perhaps{done}; // expected-warning {{locked across}}
}

mini::task<> peek_FP(std::mutex &m) {
  std::lock_guard lock(m);
  auto self = co_await peek_handle{}; // expected-warning {{locked across}}
  (void)self;
}

// The promise answers questions without suspending, and wraps everything else.
struct get_name {};
struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    auto await_transform(get_name) { return std::suspend_never{}; }
    template <class T> T await_transform(T t) { return t; }
    std::suspend_never yield_value(int) { return {}; }
  };
};

job question_to_the_promise_ok(std::mutex &m) {
  std::lock_guard lock(m);
  co_await get_name{};
}

job transformed_await_bad(std::mutex &m) {
  std::lock_guard lock(m);
  co_await get_name{};
  co_await mini::sleep_for(std::chrono::seconds(1)); // expected-warning {{locked across}}
}

job yield_that_never_suspends_ok(std::mutex &m) {
  std::lock_guard lock(m);
  co_yield 1;
}

job guard_dies_before_final_suspend_ok(std::mutex &m) {
  co_await mini::sleep_for(std::chrono::seconds(1));
  std::lock_guard lock(m);
  co_return;
}
