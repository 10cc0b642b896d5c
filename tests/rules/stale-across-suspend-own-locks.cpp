// RUN: %corosafe --checks='-*,corosafe-stale-across-suspend' %s -- -std=c++20 -I%inputs %verify

// A program's own asynchronous mutex, with a guard or without.

#include "minicoro.h"

#include <coroutine>
#include <deque>
#include <map>
#include <utility>

void handle(int);
mini::task<> flush();

class async_mutex {
public:
  class guard {
  public:
    explicit guard(async_mutex *m) : m_(m) {}
    guard(guard &&o) noexcept : m_(std::exchange(o.m_, nullptr)) {}
    ~guard() { release(); }
    void release() {
      if (m_)
        std::exchange(m_, nullptr)->unlock();
    }

  private:
    async_mutex *m_;
  };
  struct waiter {
    async_mutex &m;
    bool await_ready() { return !std::exchange(m.held_, true); }
    void await_suspend(std::coroutine_handle<> h) { m.waiters_.push_back(h); }
    guard await_resume() { return guard(&m); }
  };
  waiter lock() { return {*this}; }
  mini::task<> acquire();
  void unlock() {
    held_ = !waiters_.empty();
    if (!held_)
      return;
    auto next = waiters_.front();
    waiters_.pop_front();
    next.resume();
  }

private:
  std::deque<std::coroutine_handle<>> waiters_;
  bool held_ = false;
};

struct async_semaphore {
  explicit async_semaphore(int permits);
  mini::task<> acquire();
  void release();
};

struct registry {
  async_mutex lock_, io_lock_;
  std::map<int, int> entries_, others_;
  mini::task<> remove(int k) {
    auto l = co_await lock_.lock();
    entries_.erase(k);
  }
  mini::task<> remove_other(int k) {
    co_await lock_.acquire();
    others_.erase(k);
    lock_.unlock();
  }
  mini::task<> walk_ok() {
    auto l = co_await lock_.lock();
    for (auto &[k, n] : entries_)
      co_await flush();
  }
  mini::task<> bump_ok(int k) {
    co_await lock_.acquire();
    auto it = others_.find(k);
    co_await flush();
    handle(it->second);
    lock_.unlock();
  }
  mini::task<> unlocked_bad() {
    for (auto &[k, n] : entries_) // expected-warning {{suspended in its body}}
      co_await flush();
  }
  mini::task<> dropped_guard_bad(int k) {
    co_await lock_.lock();
    auto it = entries_.find(k);
    co_await flush();
    handle(it->second); // expected-warning {{'it'}}
  }
  mini::task<> released_guard_bad(int k) {
    auto l = co_await lock_.lock();
    auto it = entries_.find(k);
    l.release();
    co_await flush();
    handle(it->second); // expected-warning {{'it'}}
  }
  mini::task<> scoped_guard_bad(int k) {
    std::map<int, int>::iterator it;
    {
      auto l = co_await lock_.lock();
      it = entries_.find(k);
    }
    co_await flush();
    handle(it->second); // expected-warning {{'it'}}
  }
  mini::task<> unlocked_early_bad(int k) {
    co_await lock_.acquire();
    auto it = others_.find(k);
    lock_.unlock();
    co_await flush();
    handle(it->second); // expected-warning {{'it'}}
  }
  async_semaphore permit_{1};
  std::map<int, int> permitted_;
  mini::task<> remove_permitted(int k) {
    co_await permit_.acquire();
    permitted_.erase(k);
    permit_.release();
  }
  mini::task<> walk_permitted_ok() {
    co_await permit_.acquire();
    for (auto &[k, n] : permitted_)
      co_await flush();
    permit_.release();
  }
  mini::task<> walk_released_bad() {
    co_await permit_.acquire();
    permit_.release();
    for (auto &[k, n] : permitted_) // expected-warning {{suspended in its body}}
      co_await flush();
  }
  mini::task<> other_lock_bad(int k) {
    auto l = co_await io_lock_.lock();
    auto it = entries_.find(k);
    co_await flush();
    handle(it->second); // expected-warning {{'it'}}
  }
};

// Under the caller's lock, and by guards that a function gives.
template <class Work> mini::task<> with_lock(async_mutex &mutex, Work work) {
  auto l = co_await mutex.lock();
  co_await work();
}

class journal {
public:
  mini::task<> walk() {
    auto l = co_await lock_.lock();
    co_await walk_locked_ok();
  }
  mini::task<> walk_by_helper_ok() {
    co_await with_lock(lock_, [this]() -> mini::task<> {
      for (auto &[k, n] : rows_)
        co_await flush();
    });
  }
  mini::task<> walk_by_guard_ok() {
    auto l = co_await enter();
    for (auto &[k, n] : rows_)
      co_await flush();
  }
  mini::task<> walk_by_other_guard_ok() {
    auto l = co_await enter_slowly();
    for (auto &[k, n] : rows_)
      co_await flush();
  }
  mini::task<> walk_too_late() {
    {
      auto l = co_await lock_.lock();
    }
    co_await walk_unlocked_bad();
  }
  mini::task<> add(int k) {
    auto l = co_await lock_.lock();
    rows_[k] = 1;
    rows_.erase(k - 1);
  }

private:
  async_mutex lock_;
  std::map<int, int> rows_;
  mini::task<> walk_locked_ok() {
    for (auto &[k, n] : rows_)
      co_await flush();
  }
  mini::task<> walk_unlocked_bad() {
    for (auto &[k, n] : rows_) // expected-warning {{suspended in its body}}
      co_await flush();
  }
  mini::task<async_mutex::guard> enter() { co_return co_await lock_.lock(); }
  mini::task<async_mutex::guard> enter_slowly() {
    auto l = co_await lock_.lock();
    co_await flush();
    co_return std::move(l);
  }
};
