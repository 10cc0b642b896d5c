// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// concurrencpp: nothing is cancelled, and when_any hands its losers back. What is left is dropped results and locks.

#include "concurrencpp.h"

#include <thread>

namespace cc = concurrencpp;
using namespace std::chrono_literals;
using Executor = std::shared_ptr<cc::executor>;

cc::result<int> compute();
cc::lazy_result<int> compute_lazily();
cc::null_result log_in_background();
void handle(int value);
void on_idle();

//===-- races ---------------------------------------------------------------===//

// The loser comes back in the result, and is awaited after the race.
cc::result<void> losers_come_back_ok(Executor where) {
  auto first = co_await cc::when_any(where, compute(), compute());
  handle(co_await std::get<0>(first.results));
  handle(co_await std::get<1>(first.results));
}

cc::result<void> join_ok(Executor where) {
  auto both = co_await cc::when_all(where, compute(), compute());
  handle(co_await std::get<0>(both));
}

//===-- locks ---------------------------------------------------------------===//

cc::result<void> thread_lock_bad(std::mutex &m, Executor where) {
  std::lock_guard<std::mutex> lock(m);
  co_await cc::resume_on(where); // expected-warning {{locked across}}
}

cc::result<void> thread_lock_over_delay_bad(std::mutex &m, cc::timer_queue &timers, Executor where) {
  std::unique_lock<std::mutex> lock(m);
  co_await timers.make_delay_object(100ms, where); // expected-warning {{locked across}}
}

cc::result<void> async_lock_ok(cc::async_lock &m, Executor where) {
  auto lock = co_await m.lock(where);
  co_await cc::resume_on(where);
}

cc::result<void> async_lock_deferred_ok(cc::async_lock &m, Executor where) {
  cc::scoped_async_lock lock(m, std::defer_lock);
  co_await lock.lock(where);
  co_await cc::resume_on(where);
  lock.unlock();
}

cc::result<void> lock_never_taken_bad(cc::async_lock &m, Executor where) {
  m.lock(where); // expected-warning {{without being awaited}}
  co_return;
}

//===-- tasks ---------------------------------------------------------------===//

cc::result<void> dropped_bad() {
  compute();        // expected-warning {{without being awaited}}
  compute_lazily(); // expected-warning {{without being awaited}}
  co_return;
}

cc::result<void> forgotten_bad(bool wanted) {
  auto value = compute_lazily(); // expected-warning {{without being awaited}}
  if (wanted)
    handle(co_await value);
}

// Its status is looked at, it itself is not.
cc::result<void> looked_at_bad() {
  auto value = compute(); // expected-warning {{without being awaited}}
  if (value.status() == cc::result_status::idle)
    on_idle();
  co_return;
}

void submitted_bad(std::shared_ptr<cc::thread_pool_executor> pool) {
  pool->submit([] { return 1; }); // expected-warning {{without being awaited}}
}

void posted_ok(std::shared_ptr<cc::thread_pool_executor> pool) {
  pool->post([] { on_idle(); });
}

void background_ok() { log_in_background(); }

cc::result<void> awaited_ok() {
  handle(co_await compute());
  handle(co_await compute_lazily());
  auto started = compute_lazily().run();
  handle(co_await started);
}

void waited_for_ok() {
  handle(compute().get());
  auto value = compute();
  value.wait();
}

cc::result<void> resolved_ok() {
  auto value = compute();
  auto ended = co_await value.resolve();
  handle(ended.get());
}

cc::result<void> shared_ok() {
  cc::shared_result<int> shared(compute());
  handle(co_await shared);
}

//===-- pools ------------------------------------------------------------------===//

// The tag says that the executor behind it runs the coroutine.
cc::result<int> on_the_pool_ok(cc::executor_tag, std::shared_ptr<cc::thread_pool_executor>, int n) {
  std::this_thread::sleep_for(1s);
  co_return n;
}
cc::result<int> where_it_was_called_bad(std::shared_ptr<cc::thread_pool_executor>, int n) {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
  co_return n;
}

// What get() has waited for has run.
int waited_for_ok(Executor pool, int n) {
  int twice = n * 2;
  return pool->submit([&twice] { return twice; }).get();
}
cc::result<int> goes_on_bad(Executor pool, int n) {
  int twice = n * 2;
  return pool->submit([&twice] { return twice; }); // expected-warning {{'twice'}}
}

// Not even the first part of the coroutine runs in the call.
cc::result<void> indexed(cc::executor_tag, std::shared_ptr<cc::thread_pool_executor>, const std::string &text) {
  handle(text.size());
  co_return;
}
cc::result<void> indexed_copy(cc::executor_tag, std::shared_ptr<cc::thread_pool_executor>, std::string text) {
  handle(text.size());
  co_return;
}
cc::result<void> gone_before_it_starts_bad(std::shared_ptr<cc::thread_pool_executor> pool, int n) {
  std::string text(n, 'x');
  return indexed({}, pool, text); // expected-warning {{corosafe-dangling-task}}
}
cc::result<void> copied_ok(std::shared_ptr<cc::thread_pool_executor> pool, int n) {
  std::string text(n, 'x');
  return indexed_copy({}, pool, text);
}
cc::result<void> awaited_there_ok(std::shared_ptr<cc::thread_pool_executor> pool, int n) {
  std::string text(n, 'x');
  co_await indexed({}, pool, text);
}

// Moved into a container whose elements are awaited one by one.
cc::result<int> started_and_collected_ok(std::shared_ptr<cc::thread_pool_executor> pool) {
  std::vector<cc::result<int>> parts;
  for (int i = 0; i < 3; ++i) {
    auto part = pool->submit([i]() -> int { return i; });
    parts.emplace_back(std::move(part));
  }
  int total = 0;
  for (auto &part : parts)
    total += co_await part;
  co_return total;
}
