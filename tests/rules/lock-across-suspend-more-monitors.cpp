// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// More classes of the user's own: monitors, transactions, base classes that are lockable, reference-counted guards.

#include "minicoro.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <thread>

mini::task<> flush();
mini::task<int> send(int value);

// A Lockable by inheritance.
class journal : public std::mutex {
public:
  int entries = 0;
};

mini::task<> lockable_by_inheritance_bad(journal &j) {
  std::lock_guard<journal> lock(j);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> lockable_by_inheritance_bare_bad(journal &j) {
  j.lock();
  co_await flush(); // expected-warning {{locked across}}
  j.unlock();
}

mini::task<> lockable_by_inheritance_ok(journal &j) {
  j.lock();
  ++j.entries;
  j.unlock();
  co_await flush();
}

// A class that forwards its Lockable interface.
class channel_state {
public:
  void lock() { guard_.lock(); }
  bool try_lock() { return guard_.try_lock(); }
  void unlock() { guard_.unlock(); }
  int size = 0;

private:
  std::recursive_mutex guard_;
};

mini::task<> forwarded_lockable_bad(channel_state &state) {
  std::unique_lock<channel_state> lock(state);
  ++state.size;
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> forwarded_lockable_unlocked_ok(channel_state &state) {
  std::unique_lock<channel_state> lock(state);
  ++state.size;
  lock.unlock();
  co_await flush();
}

// Locks in its constructor, unlocks in commit or its destructor.
class transaction {
public:
  explicit transaction(std::mutex &m) : m_(m) { m_.lock(); }
  ~transaction() {
    if (!committed_)
      m_.unlock();
  }
  void commit() {
    committed_ = true;
    m_.unlock();
  }

private:
  std::mutex &m_;
  bool committed_ = false;
};

mini::task<> transaction_open_bad(std::mutex &m) {
  transaction tx(m);
  co_await flush(); // expected-warning {{locked across}}
  tx.commit();
}

mini::task<> transaction_committed_ok(std::mutex &m) {
  transaction tx(m);
  tx.commit();
  co_await flush();
}

// An object that owns a mutex and locks it only inside its methods.
class meter {
public:
  void add(int n) {
    std::lock_guard lock(mutex_);
    total_ += n;
  }
  int read() const {
    std::shared_lock lock(shared_);
    return total_;
  }
  mini::task<> publish_ok() {
    add(1);
    co_await send(read());
    add(-1);
  }
  mini::task<> publish_bad() {
    std::shared_lock lock(shared_);
    co_await send(total_); // expected-warning {{locked across}}
  }

private:
  std::mutex mutex_;
  mutable std::shared_mutex shared_;
  int total_ = 0;
};

// Not a lock: it checks that one thread only comes here.
class single_thread_check {
public:
  void lock() { owner_ = std::this_thread::get_id(); }
  void unlock() { owner_ = {}; }

private:
  std::thread::id owner_;
};

mini::task<> thread_check_ok(single_thread_check &check) {
  std::lock_guard lock(check);
  co_await flush();
}

// A lease: shared_ptr with a deleter that counts; named lock, but weak_ptr::lock locks no mutex.
mini::task<> weak_ptr_lock_ok(std::weak_ptr<meter> weak) {
  if (auto strong = weak.lock())
    co_await strong->publish_ok();
}

mini::task<> guard_in_a_shared_ptr_bad(std::mutex &m) {
  auto lock = std::make_shared<std::unique_lock<std::mutex>>(m);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> guard_in_a_unique_ptr_reset_ok(std::mutex &m) {
  auto lock = std::make_unique<std::unique_lock<std::mutex>>(m);
  lock.reset();
  co_await flush();
}
