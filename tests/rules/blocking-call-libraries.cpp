// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Libraries that start, hop and block in their own ways.

#include "cppcoro.h"
#include "folly.h"
#include "seastar.h"

#include <future>
#include <thread>

using namespace std::chrono_literals;
using seastar::future;

void use(int value);

//===-- folly --------------------------------------------------------------------===//

folly::coro::Task<int> fetch();

folly::coro::Task<int> blocks_on_task_bad() {
  co_return folly::coro::blockingWait(fetch()); // expected-warning {{'folly::coro::blockingWait' blocks}}
}

folly::coro::Task<int> awaits_task_ok() { co_return co_await fetch(); }

folly::coro::Task<void> sleeps_bad() {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
  co_return;
}

folly::coro::Task<void> sleeps_ok() { co_await folly::coro::sleep(1ms); }

int run_from_main_ok() { return folly::coro::blockingWait(fetch()); }

void helper() { use(folly::coro::blockingWait(fetch())); }
folly::coro::Task<void> through_helper_bad() {
  helper(); // expected-warning {{'helper' blocks the thread that this coroutine runs on}}
  co_return;
}

//===-- Seastar ------------------------------------------------------------------===//

future<int> load();

future<int> gets_bad() {
  auto f = load();
  co_return f.get(); // expected-warning {{blocks}}
}

future<int> gets_when_available_ok() {
  auto f = load();
  if (f.available())
    co_return f.get();
  co_return co_await std::move(f);
}

future<int> gets_what_when_all_gave_ok() {
  auto [a, b] = co_await seastar::when_all(load(), load());
  co_return a.get() + b.get();
}

future<> sleeps_in_reactor_bad() {
  std::this_thread::sleep_for(1ms); // expected-warning {{blocks}}
  co_return;
}

future<> sleeps_in_reactor_ok() { co_await seastar::sleep(1ms); }

//===-- cppcoro ------------------------------------------------------------------===//

cppcoro::task<void> answer();

cppcoro::task<void> sync_waits_bad() {
  cppcoro::sync_wait(answer()); // expected-warning {{'cppcoro::sync_wait' blocks}}
  co_return;
}

void sync_waits_in_main_ok() { cppcoro::sync_wait(answer()); }

cppcoro::task<void> on_pool_ok(cppcoro::static_thread_pool &pool) {
  co_await pool.schedule();
  std::this_thread::sleep_for(1s);
}

cppcoro::task<void> on_io_service_bad(cppcoro::io_service &io) {
  co_await io.schedule();
  std::this_thread::sleep_for(1s); // expected-warning {{blocks}}
}

cppcoro::task<void> offloads_ok(cppcoro::static_thread_pool &pool, cppcoro::io_service &io) {
  co_await pool.schedule();
  std::future<int> f = std::async(std::launch::async, [] { return 1; });
  use(f.get());
  co_await io.schedule();
}
