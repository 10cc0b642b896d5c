// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// What counts as a task, and what dropping it does, is read from the type and its promise.

#include "minicoro.h"

#include <coroutine>
#include <memory>
#include <tuple>

using namespace std::chrono_literals;

mini::task<bool> more();
mini::eager_task<int> refresh();
mini::detached_task keep_alive();
mini::generator<int> ids();

mini::task<> eager_statement_bad() {
  refresh(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> eager_awaited_ok() { co_await refresh(); }

mini::task<> eager_awaited_later_ok() {
  auto running = refresh();
  co_await more();
  co_await running;
}

mini::task<> eager_early_return_bad() {
  auto running = refresh(); // expected-warning {{without being awaited}}
  if (co_await more())
    co_return;
  co_await running;
}

// An eager task runs to its end without its handle: the cast says that this is wanted.
void eager_void_cast_ok() { (void)refresh(); }

void eager_named_and_void_ok() {
  auto running = refresh();
  (void)running;
}

void eager_to_std_ignore_ok() { std::ignore = refresh(); }

void fire_and_forget_ok() { keep_alive(); }

void generator_dropped_ok() { ids(); }

void generator_unused_ok() { auto unused = ids(); }

mini::task<> async_mutex_lock_bad(mini::async_mutex &m, int &value) {
  m.lock(); // expected-warning {{without being awaited}}
  ++value;
  m.unlock();
  co_await more();
}

mini::task<> async_mutex_lock_ok(mini::async_mutex &m, int &value) {
  co_await m.lock();
  ++value;
  m.unlock();
}

mini::task<> guard_that_is_none_bad(mini::async_mutex &m, int &value) {
  auto guard = m.scoped_lock(); // expected-warning {{without being awaited}}
  ++value;
  co_await more();
}

mini::task<> guard_ok(mini::async_mutex &m, int &value) {
  auto guard = co_await m.scoped_lock();
  ++value;
}

mini::task<> sleep_bad() {
  mini::sleep_for(10ms); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> sleep_ok() { co_await mini::sleep_for(10ms); }

namespace net {

struct start_later {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

/// A lazy task by an awaiter of its own, awaited through a free operator.
struct job {
  struct promise_type {
    job get_return_object() noexcept { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    start_later initial_suspend() const noexcept { return {}; }
    start_later final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept {}
  };
  std::coroutine_handle<promise_type> coro;
};
struct job_awaiter {
  std::coroutine_handle<> coro;
  bool await_ready() const noexcept { return coro.done(); }
  void await_suspend(std::coroutine_handle<>) const { coro.resume(); }
  void await_resume() const noexcept {}
};
job_awaiter operator co_await(job j);

job dial();

/// Its promise is named by std::coroutine_traits only.
struct reply {
  std::shared_ptr<int> state;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const;
  int await_resume() const;
};

reply ask();

} // namespace net

template <class... Args> struct std::coroutine_traits<net::reply, Args...> {
  struct promise_type {
    net::reply get_return_object();
    std::suspend_never initial_suspend() const noexcept;
    std::suspend_never final_suspend() const noexcept;
    void return_value(int) noexcept;
    void unhandled_exception() const noexcept;
  };
};

mini::task<> free_operator_bad() {
  net::dial(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> free_operator_ok() { co_await net::dial(); }

mini::task<> promise_by_traits_bad() {
  net::ask(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<int> promise_by_traits_ok() { co_return co_await net::ask(); }
