//===- minicoro.h - A coroutine library small enough to read ----------------===//
//
// What tests use where no particular library matters. It works: sync_wait runs
// one thread, and sleep_for is the only source of time. Nothing here is marked
// [[nodiscard]], and no model describes it, so all that is known of it is what
// its promises and bodies say.
//
//   mini::task<int> answer() {
//     co_await mini::sleep_for(1ms);
//     co_return 42;
//   }
//   int main() { return mini::sync_wait(answer()); }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_MINICORO_H
#define COROSAFE_TESTS_MINICORO_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <deque>
#include <exception>
#include <iterator>
#include <map>
#include <optional>
#include <thread>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace mini {

template <class T = void> class task;
template <class T = void> class eager_task;

namespace detail {

/// Where a coroutine leaves its value or its exception.
template <class T> struct outcome {
  std::variant<std::monostate, T, std::exception_ptr> state;

  template <class U> void return_value(U &&value) {
    state.template emplace<1>(std::forward<U>(value));
  }
  void unhandled_exception() noexcept { state.template emplace<2>(std::current_exception()); }
  T take() {
    if (state.index() == 2)
      std::rethrow_exception(std::get<2>(state));
    return std::move(std::get<1>(state));
  }
};

template <> struct outcome<void> {
  std::exception_ptr error;

  void return_void() noexcept {}
  void unhandled_exception() noexcept { error = std::current_exception(); }
  void take() {
    if (error)
      std::rethrow_exception(error);
  }
};

/// Hands control to whoever awaits the coroutine that ends.
struct resume_continuation {
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
    return ended.promise().continuation;
  }
  void await_resume() const noexcept {}
};

/// The same for a coroutine whose handle may be gone, when its frame has no owner.
struct resume_continuation_or_destroy {
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
    std::coroutine_handle<> next = ended.promise().continuation;
    if (ended.promise().abandoned)
      ended.destroy();
    return next;
  }
  void await_resume() const noexcept {}
};

/// Coroutines that sleep, in the order in which they wake.
inline std::multimap<std::chrono::steady_clock::time_point, std::coroutine_handle<>> sleepers;

/// Coroutines that were made ready by others.
inline std::deque<std::coroutine_handle<>> ready;

/// Resumes one coroutine, sleeping for it if need be; false if none is left.
inline bool run_one() {
  std::coroutine_handle<> next;
  if (!ready.empty()) {
    next = ready.front();
    ready.pop_front();
  } else if (!sleepers.empty()) {
    std::this_thread::sleep_until(sleepers.begin()->first);
    next = sleepers.begin()->second;
    sleepers.erase(sleepers.begin());
  } else {
    return false;
  }
  next.resume();
  return true;
}

} // namespace detail

/// A lazy task: its body starts when it is awaited, and never if it is dropped.
template <class T> class task {
public:
  struct promise_type : detail::outcome<T> {
    std::coroutine_handle<> continuation = std::noop_coroutine();

    task get_return_object() { return task(handle::from_promise(*this)); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    detail::resume_continuation final_suspend() const noexcept { return {}; }
  };
  using handle = std::coroutine_handle<promise_type>;

  task() = default;
  task(task &&other) noexcept : coro(std::exchange(other.coro, {})) {}
  task &operator=(task &&other) noexcept {
    std::swap(coro, other.coro);
    return *this;
  }
  ~task() {
    if (coro)
      coro.destroy();
  }

  struct awaiter {
    handle coro;

    bool await_ready() const noexcept { return coro.done(); }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) const noexcept {
      coro.promise().continuation = caller;
      return coro;
    }
    T await_resume() const { return coro.promise().take(); }
  };
  awaiter operator co_await() const noexcept { return {coro}; }

  bool valid() const noexcept { return static_cast<bool>(coro); }
  bool done() const noexcept { return !coro || coro.done(); }

private:
  explicit task(handle h) noexcept : coro(h) {}
  handle coro;
};

/// An eager task: its body runs at once, and goes on unobserved if the task is dropped.
template <class T> class eager_task {
public:
  struct promise_type : detail::outcome<T> {
    std::coroutine_handle<> continuation = std::noop_coroutine();
    bool abandoned = false;

    eager_task get_return_object() { return eager_task(handle::from_promise(*this)); }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    detail::resume_continuation_or_destroy final_suspend() const noexcept { return {}; }
  };
  using handle = std::coroutine_handle<promise_type>;

  eager_task(eager_task &&other) noexcept : coro(std::exchange(other.coro, {})) {}
  eager_task &operator=(eager_task &&other) noexcept {
    std::swap(coro, other.coro);
    return *this;
  }
  ~eager_task() {
    if (!coro)
      return;
    if (coro.done())
      coro.destroy();
    else
      coro.promise().abandoned = true;
  }

  struct awaiter {
    handle coro;

    bool await_ready() const noexcept { return coro.done(); }
    void await_suspend(std::coroutine_handle<> caller) const noexcept {
      coro.promise().continuation = caller;
    }
    T await_resume() const { return coro.promise().take(); }
  };
  awaiter operator co_await() const noexcept { return {coro}; }

  bool done() const noexcept { return !coro || coro.done(); }

private:
  explicit eager_task(handle h) noexcept : coro(h) {}
  handle coro;
};

/// Fire and forget: runs at once, frees itself, and cannot be awaited.
struct detached_task {
  struct promise_type {
    detached_task get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { std::terminate(); }
  };
};

/// A sequence made by co_yield, for range-for.
template <class T> class generator {
public:
  struct promise_type {
    std::optional<T> value;
    std::exception_ptr error;

    generator get_return_object() { return generator(handle::from_promise(*this)); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    std::suspend_always yield_value(T next) {
      value = std::move(next);
      return {};
    }
    void return_void() const noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); }
  };
  using handle = std::coroutine_handle<promise_type>;

  generator(generator &&other) noexcept : coro(std::exchange(other.coro, {})) {}
  ~generator() {
    if (coro)
      coro.destroy();
  }

  struct iterator {
    handle coro;

    T &operator*() const { return *coro.promise().value; }
    iterator &operator++() {
      coro.resume();
      if (coro.promise().error)
        std::rethrow_exception(coro.promise().error);
      return *this;
    }
    bool operator==(std::default_sentinel_t) const { return coro.done(); }
  };
  iterator begin() { return ++iterator{coro}; }
  std::default_sentinel_t end() const noexcept { return {}; }

private:
  explicit generator(handle h) noexcept : coro(h) {}
  handle coro;
};

struct sleep_awaiter {
  std::chrono::steady_clock::duration time;

  bool await_ready() const noexcept { return time.count() <= 0; }
  void await_suspend(std::coroutine_handle<> caller) const {
    detail::sleepers.emplace(std::chrono::steady_clock::now() + time, caller);
  }
  void await_resume() const noexcept {}
};

inline sleep_awaiter sleep_for(std::chrono::steady_clock::duration time) { return {time}; }

/// Once set it stays set. Awaited itself: `co_await stopped;`.
class event {
public:
  bool is_set() const noexcept { return set_; }
  void set() {
    set_ = true;
    for (std::coroutine_handle<> waiter : std::exchange(waiters_, {}))
      detail::ready.push_back(waiter);
  }

  struct awaiter {
    event &e;

    bool await_ready() const noexcept { return e.set_; }
    void await_suspend(std::coroutine_handle<> caller) const { e.waiters_.push_back(caller); }
    void await_resume() const noexcept {}
  };
  awaiter operator co_await() noexcept { return {*this}; }

private:
  bool set_ = false;
  std::deque<std::coroutine_handle<>> waiters_;
};

class async_mutex;

/// Owns an async_mutex until it dies. Fine to hold across a suspend point.
class async_guard {
public:
  async_guard() = default;
  explicit async_guard(async_mutex &m) noexcept : mutex_(&m) {}
  async_guard(async_guard &&other) noexcept : mutex_(std::exchange(other.mutex_, nullptr)) {}
  ~async_guard() { unlock(); }
  void unlock();

private:
  async_mutex *mutex_ = nullptr;
};

/// A mutex that suspends the coroutine, not the thread.
class async_mutex {
public:
  struct lock_awaiter {
    async_mutex &m;

    bool await_ready() const noexcept { return m.try_lock(); }
    void await_suspend(std::coroutine_handle<> caller) const { m.waiters_.push_back(caller); }
    void await_resume() const noexcept {}
  };
  struct scoped_lock_awaiter : lock_awaiter {
    async_guard await_resume() const noexcept { return async_guard(this->m); }
  };

  lock_awaiter lock() noexcept { return {*this}; }
  scoped_lock_awaiter scoped_lock() noexcept { return {{*this}}; }
  bool try_lock() noexcept { return !std::exchange(held_, true); }
  void unlock() {
    if (waiters_.empty()) {
      held_ = false;
      return;
    }
    detail::ready.push_back(waiters_.front());
    waiters_.pop_front();
  }

private:
  bool held_ = false;
  std::deque<std::coroutine_handle<>> waiters_;
};

inline void async_guard::unlock() {
  if (mutex_)
    std::exchange(mutex_, nullptr)->unlock();
}

namespace detail {

template <class T> using value_or_nothing = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T> task<value_or_nothing<T>> with_value(task<T> t) {
  if constexpr (std::is_void_v<T>) {
    co_await std::move(t);
    co_return std::monostate{};
  } else {
    co_return co_await std::move(t);
  }
}

template <class T> eager_task<T> start(task<T> t) { co_return co_await std::move(t); }

template <class... T> task<std::tuple<T...>> collect(eager_task<T>... running) {
  co_return std::tuple<T...>{co_await running...};
}

inline detached_task detach(task<> t) { co_await std::move(t); }

} // namespace detail

/// Starts all and waits for all; the first exception in order of arguments is rethrown.
template <class... T> task<std::tuple<detail::value_or_nothing<T>...>> when_all(task<T>... tasks) {
  co_return co_await detail::collect(detail::start(detail::with_value(std::move(tasks)))...);
}

inline task<> when_all(std::vector<task<>> tasks) {
  std::vector<eager_task<>> running;
  for (task<> &t : tasks)
    running.push_back(detail::start(std::move(t)));
  for (eager_task<> &t : running)
    co_await t;
}

/// Runs a task to its end with nobody waiting for it.
inline void spawn(task<> t) { detail::detach(std::move(t)); }

/// Runs everything on this thread until the task is done.
template <class T> T sync_wait(task<T> t) {
  eager_task<T> running = detail::start(std::move(t));
  while (!running.done() && detail::run_one()) {
  }
  return running.operator co_await().await_resume();
}

} // namespace mini

#endif
