// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// async_simple: collectAny leaves its losers running, or cancels them without waiting.

#include "async_simple.h"
#include "coro_io.h"

#include <mutex>

using async_simple::SignalType;
using async_simple::coro::collectAll;
using async_simple::coro::collectAny;
using async_simple::coro::Lazy;

struct Channel {
  void close();
};
void on_message(int);
void on_idle();
Lazy<void> upload(int);
Lazy<int> measure(int);

//===-- races ---------------------------------------------------------------===//

// The receive that lost goes on and takes the next message.
Lazy<void> receive_bad(Channel &channel) {
  for (;;) {
    auto result = co_await collectAny(coro_io::async_receive(channel), // expected-warning {{not safe to lose}}
                                      async_simple::coro::sleep(5));
    if (result.index() == 1)
      on_idle();
  }
}

Lazy<void> receive_terminate_bad(Channel &channel) {
  for (;;) {
    auto result = co_await collectAny<SignalType::Terminate>(
        coro_io::async_receive(channel), // expected-warning {{not safe to lose}}
        async_simple::coro::sleep(5));
    if (result.index() == 1)
      on_idle();
  }
}

Lazy<int> receive(Channel &channel) {
  auto [error, message] = co_await coro_io::async_receive(channel);
  co_return message;
}

Lazy<int> idle(int time) {
  co_await async_simple::coro::sleep(time);
  co_return 0;
}

Lazy<void> vector_bad(Channel &channel) {
  for (;;) {
    std::vector<Lazy<int>> branches;
    branches.push_back(receive(channel)); // expected-warning {{not safe to lose}}
    branches.push_back(idle(5));
    auto result = co_await collectAny(std::move(branches));
    if (result.index() == 1)
      on_idle();
  }
}

Lazy<void> vector_ok(Channel &channel) {
  for (;;) {
    std::vector<Lazy<int>> branches;
    branches.push_back(receive(channel));
    branches.push_back(idle(5));
    auto result = co_await collectAny(std::move(branches));
    if (result.index() == 1)
      co_return;
    on_message(result.value());
  }
}

Lazy<void> receive_ok(Channel &channel) {
  for (;;) {
    auto [error, message] = co_await coro_io::async_receive(channel);
    if (error)
      co_return;
    on_message(message);
  }
}

Lazy<void> collect_all_ok(Channel &left, Channel &right) {
  for (;;)
    co_await collectAll(coro_io::async_receive(left), coro_io::async_receive(right));
}

Lazy<void> wait_only_ok() {
  for (;;)
    co_await collectAny(async_simple::coro::sleep(1), async_simple::coro::sleep(5));
}

//===-- tasks ---------------------------------------------------------------===//

Lazy<void> dropped_bad() {
  upload(1); // expected-warning {{without being awaited}}
  co_await async_simple::coro::Yield{};
}

void never_started_bad(async_simple::Executor *executor) {
  upload(1).via(executor); // expected-warning {{without being awaited}}
}

void started_ok(async_simple::Executor *executor) {
  upload(1).via(executor).start([](auto &&) {});
}

void detached_ok(async_simple::Executor *executor) {
  upload(1).via(executor).detach();
}

int sync_await_ok() { return async_simple::coro::syncAwait(measure(1)); }

Lazy<void> awaited_ok() {
  auto running = upload(1);
  co_await std::move(running);
}

Lazy<void> early_return_bad(bool cached) {
  auto running = upload(1); // expected-warning {{without being awaited}}
  if (cached)
    co_return;
  co_await std::move(running);
}

void container_dropped_bad() {
  std::vector<Lazy<void>> running;
  running.push_back(upload(1)); // expected-warning {{without being awaited}}
}

//===-- locks ---------------------------------------------------------------===//

Lazy<void> async_mutex_ok(async_simple::coro::Mutex &mutex) {
  auto lock = co_await mutex.coScopedLock();
  co_await upload(1);
}

Lazy<void> thread_mutex_bad(std::mutex &mutex) {
  std::unique_lock lock(mutex);
  co_await upload(1); // expected-warning {{locked across}}
}

Lazy<void> spin_lock_bad(async_simple::coro::SpinLock &spin) {
  async_simple::coro::ScopedSpinLock lock(spin);
  co_await upload(1); // expected-warning {{locked across}}
}

Lazy<void> lock_dropped_bad(async_simple::coro::Mutex &mutex) {
  mutex.coScopedLock(); // expected-warning {{without being awaited}}
  co_await upload(1);
}

// A condition variable gives the lock that it is given up while it waits.
using async_simple::coro::ConditionVariable, async_simple::coro::SpinLock;
Lazy<void> waits_with_the_lock_ok(SpinLock &m, ConditionVariable<SpinLock> &changed, int &value) {
  co_await m.coLock();
  co_await changed.wait(m, [&] { return value > 0; });
  m.unlock();
}
Lazy<void> waits_with_another_bad(SpinLock &m, SpinLock &other, ConditionVariable<SpinLock> &changed, int &value) {
  async_simple::coro::ScopedSpinLock lock(m);
  co_await changed.wait(other, [&] { return value > 0; }); // expected-warning {{locked across a suspend point}}
}
