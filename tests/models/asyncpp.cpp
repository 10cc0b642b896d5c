// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// asyncpp: no races and no cancellation; tasks and locks.

#include "asyncpp.h"

#include <mutex>

using asyncpp::task;

void on_message(int);
task<void> upload(int);
task<int> measure(int);

//===-- tasks ---------------------------------------------------------------===//

task<void> dropped_bad() {
  upload(1); // expected-warning {{without being awaited}}
  co_await upload(2);
}

task<void> awaited_ok() {
  auto running = upload(1);
  co_await running;
}

task<void> early_return_bad(bool cached) {
  auto running = upload(1); // expected-warning {{without being awaited}}
  if (cached)
    co_return;
  co_await running;
}

void launched_ok() {
  asyncpp::launch(upload(1));
}

task<void> scope_ok() {
  asyncpp::async_launch_scope scope;
  scope.launch(upload(1));
  co_await scope.join();
}

int future_ok() { return asyncpp::as_promise(measure(1)).get(); }

task<void> channel_ok(asyncpp::channel<int> &in, asyncpp::channel<int> &out) {
  while (auto message = co_await in.read())
    co_await out.write(*message);
}

task<void> write_dropped_bad(asyncpp::channel<int> &out) {
  out.write(1); // expected-warning {{without being awaited}}
  co_await upload(1);
}

task<void> event_ok(asyncpp::single_consumer_event &ready) {
  co_await ready;
}

//===-- locks ---------------------------------------------------------------===//

task<void> async_mutex_ok(asyncpp::mutex &mutex) {
  auto lock = co_await mutex.lock_scoped();
  co_await upload(1);
}

task<void> async_mutex_by_hand_ok(asyncpp::mutex &mutex) {
  co_await mutex.lock();
  co_await upload(1);
  mutex.unlock();
}

task<void> lock_dropped_bad(asyncpp::mutex &mutex) {
  mutex.lock_scoped(); // expected-warning {{without being awaited}}
  co_await upload(1);
}

task<void> thread_mutex_bad(std::mutex &mutex) {
  std::lock_guard lock(mutex);
  co_await upload(1); // expected-warning {{locked across}}
}
