// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Locks behind classes of the user's own: movable guards, synchronized values, monitors, bases and members.

#include "minicoro.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <utility>
#include <vector>

mini::task<> flush();
mini::task<int> send(int value);

// A movable guard over a pointer, with a release of its own.
class holder {
public:
  holder() = default;
  explicit holder(std::mutex &m) : m_(&m) { m_->lock(); }
  holder(holder &&other) noexcept : m_(std::exchange(other.m_, nullptr)) {}
  holder &operator=(holder &&other) noexcept {
    release();
    m_ = std::exchange(other.m_, nullptr);
    return *this;
  }
  ~holder() { release(); }
  void release() {
    if (m_) {
      m_->unlock();
      m_ = nullptr;
    }
  }

private:
  std::mutex *m_ = nullptr;
};

mini::task<> movable_guard_bad(std::mutex &m) {
  holder lock(m);
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> movable_guard_released_ok(std::mutex &m) {
  holder lock(m);
  lock.release();
  co_await flush();
}

mini::task<> movable_guard_moved_to_a_sibling_bad(std::mutex &m) {
  holder kept;
  {
    holder lock(m);
    kept = std::move(lock);
  }
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> movable_guard_moved_inwards_ok(std::mutex &m) {
  holder lock(m);
  { holder last = std::move(lock); }
  co_await flush();
}

template <class T> class synchronized {
public:
  class access {
  public:
    explicit access(synchronized &s) : lock_(s.mutex_), value_(s.value_) {}
    T *operator->() { return &value_; }
    T &operator*() { return value_; }

  private:
    std::unique_lock<std::mutex> lock_;
    T &value_;
  };
  access lock() { return access(*this); }

  template <class F> decltype(auto) with(F &&f) {
    std::lock_guard lock(mutex_);
    return std::forward<F>(f)(value_);
  }
  T copy() {
    std::lock_guard lock(mutex_);
    return value_;
  }

private:
  std::mutex mutex_;
  T value_{};
};

mini::task<> synchronized_access_bad(synchronized<std::vector<int>> &values) {
  auto held = values.lock();
  for (int v : *held)
    co_await send(v); // expected-warning {{locked across}}
}

mini::task<> synchronized_copy_ok(synchronized<std::vector<int>> &values) {
  for (int v : values.copy())
    co_await send(v);
}

mini::task<> synchronized_with_ok(synchronized<std::vector<int>> &values) {
  const int first = values.with([](std::vector<int> &v) { return v.empty() ? 0 : v.front(); });
  co_await send(first);
}

// What `with` returns is a lazy task: it has not started when the lock is given up.
mini::task<> synchronized_with_a_lazy_task_ok(synchronized<std::vector<int>> &values) {
  co_await values.with([](std::vector<int> &v) { return send(v.empty() ? 0 : v.front()); });
}

mini::task<> synchronized_access_in_a_scope_ok(synchronized<std::vector<int>> &values) {
  int last = 0;
  {
    auto held = values.lock();
    last = held->back();
  }
  co_await send(last);
}

// A base class locks; the derived object is the guard.
struct scope_base {
  explicit scope_base(std::mutex &m) : lock(m) {}
  std::lock_guard<std::mutex> lock;
};
struct traced_scope : scope_base {
  using scope_base::scope_base;
  int lines = 0;
};

mini::task<> guard_in_a_base_bad(std::mutex &m) {
  traced_scope scope(m);
  ++scope.lines;
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> guard_in_a_base_scope_ok(std::mutex &m) {
  {
    traced_scope scope(m);
    ++scope.lines;
  }
  co_await flush();
}

// Holds a pointer to a guard of someone else: owns nothing.
struct proof_of_lock {
  const std::unique_lock<std::mutex> *proof;
};

mini::task<> pointer_to_a_dead_guard_ok(std::mutex &m) {
  proof_of_lock proof{nullptr};
  {
    std::unique_lock lock(m);
    proof.proof = &lock;
  }
  co_await flush();
}

// The same inside of what the standard has to keep it in.
class plain_guard {
public:
  explicit plain_guard(std::mutex &m) : m_(m) { m_.lock(); }
  ~plain_guard() { m_.unlock(); }
  plain_guard(const plain_guard &) = delete;

private:
  std::mutex &m_;
};

struct kept_guards {
  std::mutex m_;
  std::unique_ptr<plain_guard> owned() { return std::make_unique<plain_guard>(m_); }
  mini::task<> emplaced_bad() {
    std::optional<plain_guard> g;
    g.emplace(m_);
    co_await flush(); // expected-warning {{locked across}}
  }
  mini::task<> emplaced_ok() {
    std::optional<plain_guard> g;
    g.emplace(m_);
    g.reset();
    co_await flush();
  }
  mini::task<> made_bad() {
    std::optional<plain_guard> g(std::in_place, m_);
    co_await flush(); // expected-warning {{locked across}}
  }
  mini::task<> owned_bad() {
    auto g = owned();
    co_await flush(); // expected-warning {{locked across}}
  }
  mini::task<> owned_ok() {
    {
      auto g = owned();
    }
    co_await flush();
  }
  mini::task<> releases_itself_bad() {
    auto g = std::make_unique<holder>(m_);
    co_await flush(); // expected-warning {{locked across}}
  }
};
