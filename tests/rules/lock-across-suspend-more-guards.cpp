// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value %verify

// Scope guards, deleters, adopted pairs, try_lock of several, shared state, and classes that lock themselves.

#include "minicoro.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <shared_mutex>
#include <string>
#include <utility>

std::mutex first_mutex;
std::mutex second_mutex;
pthread_rwlock_t table_lock = PTHREAD_RWLOCK_INITIALIZER;
int counter = 0;

mini::task<> flush();

template <class F> struct scope_exit {
  explicit scope_exit(F f) : f_(std::move(f)) {}
  ~scope_exit() { f_(); }
  F f_;
};

mini::task<> scope_guard_unlocks_too_late_bad() {
  first_mutex.lock();
  scope_exit undo([] { first_mutex.unlock(); });
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> scope_guard_unlocks_in_time_ok() {
  {
    first_mutex.lock();
    scope_exit undo([] { first_mutex.unlock(); });
    ++counter;
  }
  co_await flush();
}

mini::task<> adopted_pair_bad() {
  std::lock(first_mutex, second_mutex);
  std::scoped_lock lock(std::adopt_lock, first_mutex, second_mutex);
  co_await flush(); // expected-warning 1+ {{locked across}}
}

mini::task<> adopted_pair_ok() {
  std::lock(first_mutex, second_mutex);
  {
    std::scoped_lock lock(std::adopt_lock, first_mutex, second_mutex);
    ++counter;
  }
  co_await flush();
}

mini::task<> try_lock_of_two_bad() {
  if (std::try_lock(first_mutex, second_mutex) == -1) {
    co_await flush(); // expected-warning 1+ {{locked across}}
    first_mutex.unlock();
    second_mutex.unlock();
  }
}

mini::task<> try_lock_of_two_failed_ok() {
  if (std::try_lock(first_mutex, second_mutex) != -1) {
    co_await flush();
    co_return;
  }
  first_mutex.unlock();
  second_mutex.unlock();
}

struct shared_state {
  std::mutex mutex;
  std::map<std::string, int> values;
};

mini::task<> shared_state_bad(std::shared_ptr<shared_state> state) {
  std::lock_guard<std::mutex> lock(state->mutex);
  state->values.clear();
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> shared_state_taken_out_ok(std::shared_ptr<shared_state> state) {
  auto values = [&] {
    std::lock_guard<std::mutex> lock(state->mutex);
    return std::exchange(state->values, {});
  }();
  for (auto &[name, value] : values)
    co_await flush();
}

class store {
public:
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

  mini::task<> locks_itself_bad() {
    lock();
    co_await flush(); // expected-warning {{locked across}}
    unlock();
  }
  mini::task<> guards_itself_bad() {
    std::lock_guard self(*this);
    co_await flush(); // expected-warning {{locked across}}
  }
  mini::task<> locks_itself_ok() {
    lock();
    ++size_;
    unlock();
    co_await flush();
  }

private:
  std::mutex mutex_;
  int size_ = 0;
};

mini::task<> read_write_lock_bad() {
  pthread_rwlock_rdlock(&table_lock);
  co_await flush(); // expected-warning {{locked across}}
  pthread_rwlock_unlock(&table_lock);
}

mini::task<> read_write_lock_ok() {
  pthread_rwlock_wrlock(&table_lock);
  ++counter;
  pthread_rwlock_unlock(&table_lock);
  co_await flush();
}

mini::task<> try_to_lock_with_initialiser_ok() {
  if (std::unique_lock lock(first_mutex, std::try_to_lock); !lock.owns_lock()) {
    co_await flush();
  } else {
    ++counter;
  }
}
