// RUN: %corosafe %s -- -std=c++20 -Wno-unused-value %verify

// A library of a few lines, with bodies: always ready, empty, or ending at once. They do not say what the library does.

#include <chrono>
#include <coroutine>
#include <cstdlib>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace coro {
template <class T = void> struct task {
  struct promise_type {
    task get_return_object() { std::abort(); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_value(T) {}
  };
  task(task &&) {}
  ~task() {}
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { throw std::logic_error("never run"); }
};
template <> struct task<void> {
  struct promise_type {
    task get_return_object() { throw 0; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() {}
  };
  task(task &&) {}
  ~task() {}
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};

template <class T> struct expected {
  bool has_value() const { return false; }
  explicit operator bool() const { return false; }
  T &operator*() { std::abort(); }
};

template <class T> struct queue {
  task<expected<T>> pop() { throw std::logic_error("never run"); }
  task<void> push(T) { co_return; }
};

struct io_scheduler {
  task<void> schedule() { co_return; }
  task<void> yield_for(std::chrono::milliseconds time) {
    std::this_thread::sleep_for(time);
    co_return;
  }
  bool spawn(task<void>) { return true; }
  template <class T> task<expected<T>> schedule(task<T>, std::chrono::milliseconds) { std::abort(); }
};
} // namespace coro

/// A task of the program's own, in which nothing ever suspends.
struct fake {
  struct promise_type {
    fake get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
fake load();

using namespace std::chrono_literals;

coro::task<void> handle(std::string);
coro::task<void> save(const std::string &);

coro::task<void> lock_bad(std::mutex &m) {
  std::lock_guard guard(m);
  co_await handle("a"); // expected-warning {{corosafe-lock-across-suspend}}
}
fake lock_own_bad(std::mutex &m) {
  std::lock_guard guard(m);
  co_await load(); // expected-warning {{corosafe-lock-across-suspend}}
}
coro::task<void> lock_ready_ok(std::mutex &m) {
  std::lock_guard guard(m);
  co_await std::suspend_never();
}

coro::task<void> timeout_bad(coro::io_scheduler &s, coro::queue<std::string> &q) {
  for (;;) {
    auto job = co_await s.schedule(q.pop(), 100ms); // expected-warning {{corosafe-unsafe-race-branch}}
    if (!job.has_value())
      continue;
    co_await handle(**job);
  }
}
coro::task<void> spin_bad(coro::queue<std::string> &q) {
  for (;;) {
    auto job = co_await q.pop(); // expected-warning {{corosafe-closed-channel-spin}}
    if (job)
      co_await handle(*job);
  }
}
coro::task<void> ends_ok(coro::queue<std::string> &q) {
  for (;;) {
    auto job = co_await q.pop();
    if (!job)
      co_return;
    co_await handle(*job);
  }
}

struct hub {
  std::map<int, std::string> names;
  void forget(int id) { names.erase(id); }
  coro::task<void> rename_bad(int id) {
    auto &name = names.at(id);
    co_await handle(name);
    name = "x"; // expected-warning {{corosafe-stale-across-suspend}}
  }
};

coro::task<void> own_turn_bad(coro::io_scheduler &s) {
  std::string name = "x";
  s.spawn(save(name)); // expected-warning {{corosafe-dangling-task}}
  co_await s.schedule();
}
coro::task<void> own_pause_bad(coro::io_scheduler &s) {
  std::string name = "x";
  s.spawn(save(name)); // expected-warning {{corosafe-dangling-task}}
  co_await s.yield_for(1s);
}
coro::task<void> by_value_ok(coro::io_scheduler &s) {
  std::string name = "x";
  s.spawn(handle(name));
  co_await s.schedule();
}

/// One that says how it is let go of.
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  ~job();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  void detach();
};
job store(const std::string &);
job keep(std::string);

void detached_bad() {
  std::string name = "x";
  store(name).detach(); // expected-warning {{corosafe-dangling-task}}
}
void detached_closure_bad(int n) {
  [n]() -> job { // expected-warning {{corosafe-dangling-task}}
    co_await keep("a");
    co_await keep(std::to_string(n));
  }().detach();
}
void detached_ok() {
  std::string name = "x";
  keep(name).detach();
}
job awaited_ok() {
  std::string name = "x";
  co_await store(name);
}
