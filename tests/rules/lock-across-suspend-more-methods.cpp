// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Guard classes whose locks come from a base, and whose methods unlock only what is still locked.

#include "minicoro.h"

#include <mutex>

std::mutex m;
int counter = 0;

mini::task<> flush();

struct base {
  explicit base(std::mutex &locked) : guard(locked) {}
  std::lock_guard<std::mutex> guard;
};
struct derived : base {
  explicit derived(std::mutex &locked) : base(locked) {}
};
struct raw_base {
  explicit raw_base(std::mutex &locked) : mutex(locked) { mutex.lock(); }
  ~raw_base() { mutex.unlock(); }
  std::mutex &mutex;
};
struct raw_derived : raw_base {
  using raw_base::raw_base;
};
struct with_member {
  with_member() : inner(m) {}
  base inner;
};

mini::task<> base_made_by_an_initialiser_bad() {
  derived guard(m);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> base_by_an_inherited_constructor_FN() {
  raw_derived guard(m);
  co_await flush();
}

mini::task<> derived_in_a_scope_ok() {
  {
    derived guard(m);
    raw_derived other(m);
  }
  co_await flush();
}

mini::task<> member_of_a_member_bad() {
  with_member guard;
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> member_of_a_member_in_a_scope_ok() {
  { with_member guard; }
  co_await flush();
}

struct held {
  explicit held(std::mutex &locked) : lock(locked) {}
  void drop_if_owned() {
    if (lock.owns_lock())
      lock.unlock();
  }
  void drop() { lock.unlock(); }
  void forget() { lock = {}; }
  std::unique_lock<std::mutex> lock;
};

mini::task<> dropped_if_owned_ok() {
  held h(m);
  h.drop_if_owned();
  co_await flush();
}

mini::task<> dropped_ok() {
  held h(m);
  h.drop();
  co_await flush();
}

mini::task<> assigned_nothing_ok() {
  held h(m);
  h.forget();
  co_await flush();
}

mini::task<> not_dropped_bad() {
  held h(m);
  co_await flush(); // expected-warning {{locked across}}
}

class flagged {
public:
  explicit flagged(std::mutex &locked) : mutex_(&locked) { mutex_->lock(); }
  ~flagged() { unlock(); }
  void unlock() {
    if (!owns_)
      return;
    owns_ = false;
    mutex_->unlock();
  }

private:
  std::mutex *mutex_;
  bool owns_ = true;
};

mini::task<> flagged_unlocked_ok() {
  flagged lock(m);
  ++counter;
  lock.unlock();
  co_await flush();
}

mini::task<> flagged_in_a_scope_ok() {
  { flagged lock(m); }
  co_await flush();
}

mini::task<> lambda_unlocks_if_owned_ok() {
  std::unique_lock lock(m);
  auto release = [&] {
    if (lock)
      lock.unlock();
  };
  release();
  co_await flush();
}
