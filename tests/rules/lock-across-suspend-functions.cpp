// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Locks that cross from one function into another: parameters, captures, members, helpers and templates.

#include "minicoro.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

using namespace std::chrono_literals;

mini::task<> flush();
mini::task<std::string> load(int key);

mini::task<> guard_parameter_bad(std::unique_lock<std::mutex> lock, int &value) {
  ++value;
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> guard_parameter_unlocked_ok(std::unique_lock<std::mutex> lock, int &value) {
  ++value;
  lock.unlock();
  co_await flush();
}

mini::task<> wait_unlocked(std::unique_lock<std::mutex> &lock) {
  lock.unlock();
  co_await mini::sleep_for(1ms);
  lock.lock();
}

mini::task<> callee_unlocks_while_it_waits_ok(std::mutex &m, const bool &ready) {
  std::unique_lock lock(m);
  while (!ready)
    co_await wait_unlocked(lock);
}

auto make_worker_bad(std::mutex &m) {
  std::unique_lock lock(m);
  return [lock = std::move(lock)]() -> mini::task<> {
    co_await flush(); // expected-warning {{locked across}}
  };
}

auto make_worker_ok(std::mutex &m) {
  std::unique_lock lock(m);
  return [lock = std::move(lock)]() mutable -> mini::task<> {
    lock.unlock();
    co_await flush();
  };
}

mini::task<> lambda_coroutine_invoked_under_lock_bad(std::mutex &m) {
  std::lock_guard lock(m);
  co_await [&]() -> mini::task<> { co_await flush(); }(); // expected-warning {{locked across}}
}

mini::task<> lambda_coroutine_that_locks_bad(std::mutex &m) {
  auto work = [&m]() -> mini::task<> {
    std::lock_guard lock(m);
    co_await flush(); // expected-warning {{locked across}}
  };
  co_await work();
}

mini::task<> lambda_without_await_locks_ok(std::mutex &m, std::vector<int> &values) {
  auto largest = [&] {
    std::lock_guard lock(m);
    return *std::max_element(values.begin(), values.end());
  };
  const int seen = largest();
  co_await flush();
  values.push_back(seen);
}

mini::task<> coroutine_made_under_lock_ok(std::mutex &m) {
  mini::task<> pending;
  {
    std::lock_guard lock(m);
    pending = flush();
  }
  co_await std::move(pending);
}

class cache {
public:
  mini::task<std::string> get_bad(int key) {
    std::lock_guard lock(mutex_);
    auto found = values_.find(key);
    if (found == values_.end())
      found = values_.emplace(key, co_await load(key)).first; // expected-warning {{locked across}}
    co_return found->second;
  }

  mini::task<std::string> get_ok(int key) {
    {
      std::lock_guard lock(mutex_);
      if (auto found = values_.find(key); found != values_.end())
        co_return found->second;
    }
    std::string value = co_await load(key);
    std::lock_guard lock(mutex_);
    values_[key] = value;
    co_return value;
  }

  mini::task<> helpers_bad() {
    lock_all();
    co_await flush(); // expected-warning {{locked across}}
    unlock_all();
  }

  mini::task<> helpers_ok() {
    lock_all();
    values_.clear();
    unlock_all();
    co_await flush();
  }

  mini::task<> guard_in_a_member_bad() {
    session_ = std::unique_lock(mutex_);
    co_await flush(); // expected-warning {{locked across}}
    session_.unlock();
  }

private:
  void lock_all() {
    mutex_.lock();
    index_mutex_.lock_shared();
    index_mutex_.unlock_shared();
  }
  void unlock_all() { mutex_.unlock(); }

  std::mutex mutex_;
  std::shared_mutex index_mutex_;
  std::unique_lock<std::mutex> session_;
  std::map<int, std::string> values_;
};

mini::task<> store(int value) { co_await mini::sleep_for(std::chrono::milliseconds(value)); }

mini::task<> caller_holds_it_over_a_helper_bad(std::mutex &m) {
  std::lock_guard lock(m);
  co_await store(1); // expected-warning {{locked across}}
}

template <class Mutex> mini::task<> update_template_bad(Mutex &m) {
  std::lock_guard<Mutex> lock(m);
  co_await flush(); // expected-warning {{locked across}}
}

template <class Mutex> mini::task<> update_template_ok(Mutex &m) {
  std::lock_guard<Mutex> lock(m);
  co_await flush();
}

struct null_mutex {
  void lock() {}
  void unlock() {}
};

mini::task<> instantiate(std::mutex &real, std::recursive_mutex &other, null_mutex &none) {
  co_await update_template_bad(real);
  co_await update_template_bad(other);
  co_await update_template_ok(none);
}
