// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Locks of the user's own that spin on an atomic: they block as a mutex does. A flag that is asked once is none.

#include "minicoro.h"

#include <atomic>
#include <mutex>

class SpinLock {
public:
  void lock() {
    while (flag.test_and_set(std::memory_order_acquire)) {
    }
  }
  bool try_lock() { return !flag.test_and_set(std::memory_order_acquire); }
  void unlock() { flag.clear(std::memory_order_release); }

private:
  std::atomic_flag flag;
};

class Backoff {
public:
  void lock() {
    for (int spins = 0;; ++spins) {
      bool expected = false;
      if (taken.compare_exchange_weak(expected, true))
        return;
      pause();
    }
  }
  void unlock() { taken = false; }

private:
  static void pause();
  std::atomic<bool> taken{false};
};

class SpinGuard {
public:
  explicit SpinGuard(SpinLock &lock) : lock(lock) { lock.lock(); }
  ~SpinGuard() { lock.unlock(); }

private:
  SpinLock &lock;
};

// It only says that it is busy, and waits for nobody.
class Claim {
public:
  void lock() { busy.exchange(true); }
  void unlock() { busy = false; }

private:
  std::atomic<bool> busy{false};
};

struct Cache {
  SpinLock spin;
  Backoff backoff;
  Claim claim;
  int hits = 0;

  mini::task<> own_guard_bad() {
    SpinGuard guard(spin); // expected-note {{locked here}}
    co_await fetch();      // expected-warning {{locked across a suspend point}}
  }
  mini::task<> std_guard_bad() {
    std::lock_guard guard(spin); // expected-note {{locked here}}
    co_await fetch();            // expected-warning {{locked across a suspend point}}
  }
  mini::task<> bare_bad() {
    backoff.lock();   // expected-note {{locked here}}
    co_await fetch(); // expected-warning {{locked across a suspend point}}
    backoff.unlock();
  }
  mini::task<> try_bad() {
    if (!spin.try_lock()) // expected-note {{locked here}}
      co_return;
    co_await fetch(); // expected-warning {{locked across a suspend point}}
    spin.unlock();
  }
  mini::task<> released_ok() {
    {
      SpinGuard guard(spin);
      ++hits;
    }
    backoff.lock();
    ++hits;
    backoff.unlock();
    co_await fetch();
  }
  mini::task<> try_failed_ok() {
    if (spin.try_lock()) {
      ++hits;
      spin.unlock();
    }
    co_await fetch();
  }
  mini::task<> claim_ok() {
    std::lock_guard guard(claim);
    co_await fetch();
  }
  mini::task<> fetch();
};

/// A value behind a spin lock whose lock() gives a guard that leads to it.
template <class T> class Spun {
public:
  class Guard {
  public:
    explicit Guard(Spun *of) : of(of) {}
    Guard(Guard &&from) noexcept : of(from.of) { from.of = nullptr; }
    ~Guard() {
      if (of)
        of->taken.store(false);
    }
    explicit operator bool() const { return of != nullptr; }
    T *operator->() { return &of->value; }

  private:
    Spun *of;
  };
  Guard lock() {
    while (taken.exchange(true)) {
    }
    return Guard(this);
  }

private:
  std::atomic<bool> taken{false};
  T value{};
};

struct Queue {
  Spun<int *> waiting;
  mini::task<> fetch();

  mini::task<> in_a_condition_ok() {
    if (auto guard = waiting.lock())
      *guard.operator->() = nullptr;
    co_await fetch();
  }
  mini::task<> each_round_ok() {
    for (;;) {
      if (auto guard = waiting.lock())
        *guard.operator->() = nullptr;
      co_await fetch();
    }
  }
  mini::task<> in_the_body_bad() {
    if (auto guard = waiting.lock())
      co_await fetch(); // expected-warning {{'waiting' is locked across}}
  }
  mini::task<> to_the_end_bad() {
    auto guard = waiting.lock();
    co_await fetch(); // expected-warning {{'waiting' is locked across}}
  }
};
