// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// managarm's libasync: race_and_cancel tells neither who won nor what it gave.

#include "libasync.h"

#include <mutex>

using async::cancellation_token;
using async::result;

void on_message(int);
void on_idle();
result<void> upload(int);
result<int> measure(int);

//===-- races ---------------------------------------------------------------===//

// What the get gives is dropped, also when it won.
result<void> get_bad(async::queue<int> &messages, async::recurring_event &stop) {
  for (;;) {
    co_await async::race_and_cancel(
        [&](cancellation_token token) { return messages.async_get(token); }, // expected-warning {{not safe to lose}}
        [&](cancellation_token token) { return stop.async_wait(token); });
    co_await messages.async_get();
  }
}

// The only use of the queue is inside the function that is raced, and what that uses does not count.
result<void> get_only_in_the_function_bad(async::queue<int> &messages, async::recurring_event &stop) {
  for (;;)
    co_await async::race_and_cancel([&](cancellation_token token) { return messages.async_get(token); }, // expected-warning {{not safe to lose}}
                                    [&](cancellation_token token) { return stop.async_wait(token); });
}

result<void> step(async::queue<int> &messages, async::recurring_event &ready, cancellation_token token) {
  auto message = co_await messages.async_get(token);
  co_await ready.async_wait(token);
  on_message(*message);
}

result<void> race_a_coroutine_bad(async::queue<int> &messages, async::recurring_event &ready,
                                  async::recurring_event &stop) {
  for (;;) {
    co_await async::race_and_cancel(
        [&](cancellation_token token) { return step(messages, ready, token); }, // expected-warning {{not safe to lose}}
        [&](cancellation_token token) { return stop.async_wait(token); });
    co_await messages.async_get();
  }
}

// What was got is stored before the race ends.
result<void> get_into_a_variable_ok(async::queue<int> &messages, async::recurring_event &stop) {
  for (;;) {
    std::optional<int> message;
    co_await async::race_and_cancel(
        [&](cancellation_token token) -> result<void> { message = co_await messages.async_get(token); },
        [&](cancellation_token token) { return stop.async_wait(token); });
    if (message)
      on_message(*message);
  }
}

result<void> wait_only_ok(async::recurring_event &left, async::recurring_event &right) {
  for (;;)
    co_await async::race_and_cancel([&](cancellation_token token) { return left.async_wait(token); },
                                    [&](cancellation_token token) { return right.async_wait(token); });
}

//===-- tasks ---------------------------------------------------------------===//

result<void> dropped_bad() {
  upload(1); // expected-warning {{without being awaited}}
  co_await upload(2);
}

result<void> awaited_ok() {
  auto running = upload(1);
  co_await std::move(running);
  co_await async::when_all(upload(1), upload(2));
}

async::detached background();

void fire_and_forget_ok() {
  background();
  async::detach(upload(1));
}

void run_ok() {
  async::run(upload(1));
}

//===-- locks ---------------------------------------------------------------===//

result<void> async_mutex_ok(async::mutex &mutex) {
  co_await mutex.async_lock();
  co_await upload(1);
  mutex.unlock();
}

result<void> thread_mutex_bad(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  co_await upload(1); // expected-warning {{locked across}}
}
