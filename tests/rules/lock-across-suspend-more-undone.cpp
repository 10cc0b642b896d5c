// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value %verify

// Locks that somebody else gives up: destructors, deleters, erased functions, `delete`, methods of a holder; and
// conditions that pair a lock with its unlock.

#include "minicoro.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

std::mutex m;
int counter = 0;

mini::task<> flush();

// Unlocks what its maker locked.
struct unlocker {
  std::mutex &mutex;
  ~unlocker() { mutex.unlock(); }
};

mini::task<> unlocker_in_a_scope_ok() {
  m.lock();
  {
    unlocker undo{m};
    ++counter;
  }
  co_await flush();
}

mini::task<> unlocker_outlives_it_bad() {
  m.lock();
  unlocker undo{m};
  co_await flush(); // expected-warning {{locked across}}
}

struct unlock_deleter {
  void operator()(std::mutex *locked) const { locked->unlock(); }
};

mini::task<> deleter_unlocks_FP() {
  m.lock();
  {
    std::unique_ptr<std::mutex, unlock_deleter> guard(&m);
    ++counter;
  }
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> function_object_unlocks_ok() {
  m.lock();
  std::function<void()> undo = [] { m.unlock(); };
  undo();
  co_await flush();
}

mini::task<> deleted_guard_ok() {
  auto *guard = new std::lock_guard<std::mutex>(m);
  ++counter;
  delete guard;
  co_await flush();
}

mini::task<> pushed_guard_bad() {
  std::vector<std::unique_lock<std::mutex>> locks;
  locks.push_back(std::unique_lock(m));
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> optional_made_in_place_bad() {
  std::optional<std::unique_lock<std::mutex>> guard(std::in_place, m);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> optional_set_to_nothing_ok() {
  std::optional<std::unique_lock<std::mutex>> guard(std::in_place, m);
  guard = std::nullopt;
  co_await flush();
}

// A holder with methods that lock and unlock by the guard that is its member.
struct session {
  std::unique_lock<std::mutex> guard;
  void open() { guard = std::unique_lock(m); }
  void close() { guard.unlock(); }
};

mini::task<> session_closed_ok() {
  session s;
  s.open();
  s.close();
  co_await flush();
}

mini::task<> session_open_bad() {
  session s;
  s.open();
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> nullable_mutex_ok(std::mutex *maybe) {
  if (maybe)
    maybe->lock();
  ++counter;
  if (maybe)
    maybe->unlock();
  co_await flush();
}

mini::task<> same_kind_ok(int kind) {
  if (kind == 1)
    m.lock();
  ++counter;
  if (kind == 1)
    m.unlock();
  co_await flush();
}

class store {
public:
  mini::task<> update_ok() {
    if (threaded_)
      mutex_.lock();
    ++counter;
    if (threaded_)
      mutex_.unlock();
    co_await flush();
  }

private:
  const bool threaded_ = true;
  std::mutex mutex_;
};
