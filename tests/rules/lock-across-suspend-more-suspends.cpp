// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Who suspends: lambdas, generators, awaitables of one's own, functions that are no coroutines.

#include "minicoro.h"

#include <algorithm>
#include <coroutine>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

std::mutex m;
std::vector<int> values;

mini::task<> flush();
mini::task<int> send(int value);
void post(std::function<void()> work);
void hold(std::function<mini::task<>()> later);

mini::task<> lambda_that_locks_handed_on_ok() {
  post([] {
    std::lock_guard lock(m);
    values.clear();
  });
  co_await flush();
}

mini::task<> coroutine_lambda_made_under_lock_ok() {
  {
    std::lock_guard lock(m);
    hold([]() -> mini::task<> { co_await flush(); });
  }
  co_await flush();
}

// The lambda is a coroutine, the function around it is none: nothing here suspends under the lock.
void plain_function_makes_a_coroutine_lambda_ok() {
  std::lock_guard lock(m);
  hold([]() -> mini::task<> { co_await flush(); });
}

void nested_lambda_bad() {
  auto outer = [] {
    return []() -> mini::task<> {
      std::unique_lock lock(m);
      co_await flush(); // expected-warning {{locked across}}
    };
  };
  hold(outer());
}

mini::task<> lambda_locked_in_a_loop_ok() {
  auto pop = [&]() -> int {
    std::lock_guard lock(m);
    if (values.empty())
      return -1;
    const int v = values.back();
    values.pop_back();
    return v;
  };
  for (int v = pop(); v >= 0; v = pop())
    co_await send(v);
}

mini::task<> algorithm_under_lock_ok() {
  int sum = 0;
  {
    std::scoped_lock lock(m);
    std::for_each(values.begin(), values.end(), [&](int v) { sum += v; });
  }
  co_await send(sum);
}

mini::task<> init_capture_of_a_reference_bad() {
  auto work = [&guarded = values]() -> mini::task<int> {
    std::unique_lock lock(m);
    const int first = guarded.front();
    co_return co_await send(first); // expected-warning {{locked across}}
  };
  co_await work();
}

mini::generator<int> generator_of_pages_bad() {
  int page = 0;
  while (page < 10) {
    std::unique_lock lock(m);
    if (values.empty())
      co_return;
    co_yield values[page++]; // expected-warning {{locked across}}
  }
}

mini::generator<int> generator_unlocks_first_ok() {
  for (int page = 0; page < 10; ++page) {
    std::unique_lock lock(m);
    const int v = values[page];
    lock.unlock();
    co_yield v;
  }
}

// A generator is pulled under the lock: the caller is no coroutine that suspends.
int sum_under_lock_ok(mini::generator<int> numbers) {
  std::lock_guard lock(m);
  int sum = 0;
  for (int n : numbers)
    sum += n;
  return sum;
}

mini::task<> sync_wait_under_lock_ok() {
  // Blocks, but does not suspend.
  std::lock_guard lock(m);
  mini::sync_wait(flush()); // expected-warning {{corosafe-blocking-call}}
  co_return;
}

struct hop {
  std::thread *where;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) { *where = std::thread([h] { h.resume(); }); }
  void await_resume() const noexcept {}
};

mini::task<> hop_to_another_thread_bad(std::thread &worker) {
  std::lock_guard lock(m);
  co_await hop{&worker}; // expected-warning {{locked across}}
}

mini::task<> hop_then_lock_ok(std::thread &worker) {
  co_await hop{&worker};
  std::lock_guard lock(m);
  values.clear();
}

// The awaiter locks inside its own functions and is through with it when they return.
struct queue_awaiter {
  bool await_ready() const {
    std::lock_guard lock(m);
    return !values.empty();
  }
  bool await_suspend(std::coroutine_handle<> h) const {
    std::unique_lock lock(m);
    if (!values.empty())
      return false;
    waiter = h;
    return true;
  }
  int await_resume() const {
    std::lock_guard lock(m);
    return values.back();
  }
  mutable std::coroutine_handle<> waiter;
};

mini::task<int> awaiter_that_locks_ok() { co_return co_await queue_awaiter{}; }
