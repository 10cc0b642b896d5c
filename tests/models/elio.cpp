// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Elio: combinators take functions, join their losers and drop what those give.

#include "elio.h"

#include <mutex>

using elio::coro::cancel_token;
using elio::coro::task;

void on_header(const char *);
void on_message(int);
void on_idle();
task<void> upload(int);
task<int> measure(int);

//===-- races ---------------------------------------------------------------===//

task<void> read_bad(elio::net::tcp_stream &stream) {
  char header[8];
  for (;;) {
    co_await stream.read(header, 1);
    auto result = co_await elio::with_timeout(5, [&](cancel_token token) { // expected-warning {{not safe to lose}}
      return stream.read_exactly(header, 8, token);
    });
    if (!result)
      on_idle();
    else
      on_header(header);
  }
}

// The only use of the stream is inside the function that is raced, and what that uses does not count.
task<void> read_only_in_the_function_bad(elio::net::tcp_stream &stream) {
  char header[8];
  for (;;) {
    auto result =
        co_await elio::with_timeout(5, [&](cancel_token token) { return stream.read_exactly(header, 8, token); }); // expected-warning {{not safe to lose}}
    if (!result)
      on_idle();
    else
      on_header(header);
  }
}

task<void> close_ok(elio::net::tcp_stream &stream) {
  char header[8];
  for (;;) {
    co_await stream.read(header, 1);
    auto result =
        co_await elio::with_timeout(5, [&](cancel_token token) { return stream.read_exactly(header, 8, token); });
    if (!result) {
      stream.close_sync();
      co_return;
    }
    on_header(header);
  }
}

// A member of the result tells who won.
task<void> close_by_member_ok(elio::net::tcp_stream &stream) {
  char header[8];
  for (;;) {
    co_await stream.read(header, 1);
    auto result = co_await elio::with_timeout(5, [&](cancel_token token) {
      return stream.read_exactly(header, 8, token);
    });
    if (result.timed_out) {
      stream.close_sync();
      co_return;
    }
    on_header(header);
  }
}

task<void> receive_bad(elio::sync::channel<int> &messages, elio::sync::channel<int> &stop) {
  for (;;) {
    auto [who, what] = co_await elio::when_any(
        [&](cancel_token token) { return messages.recv(token); }, // expected-warning {{not safe to lose}}
        [&](cancel_token token) { return stop.recv(token); }); // expected-warning {{not safe to lose}}
    if (who == 1)
      on_idle();
    co_await messages.recv();
  }
}

task<void> stop_is_data_bad(elio::sync::channel<int> &messages, elio::sync::channel<int> &stop) {
  for (;;) {
    auto [who, what] = co_await elio::when_any([&](cancel_token token) { return messages.recv(token); },
                                               [&](cancel_token token) { return stop.recv(token); }); // expected-warning {{not safe to lose}}
    if (who == 1) {
      messages.close();
      co_return;
    }
    co_await messages.recv();
  }
}

// Without a token it is not cut short: half of it is never done.
task<void> forward(elio::sync::channel<int> &from, elio::sync::channel<int> &to) {
  auto message = co_await from.recv();
  co_await to.send(*message);
}

task<void> forward_bad(elio::sync::channel<int> &from, elio::sync::channel<int> &to) {
  for (;;) {
    co_await elio::with_timeout(5, [&](cancel_token) { return forward(from, to); }); // expected-warning {{has no point at which it can be cancelled}}
    co_await from.recv();
  }
}

task<void> receive_ok(elio::sync::channel<int> &messages) {
  while (auto message = co_await messages.recv())
    on_message(*message);
}

//===-- tasks ---------------------------------------------------------------===//

task<void> dropped_bad() {
  upload(1); // expected-warning {{without being awaited}}
  co_await elio::time::sleep_for(1);
}

task<void> awaited_ok() {
  auto running = upload(1);
  co_await std::move(running);
}

void fire_and_forget_ok() {
  elio::go(upload(1));
}

task<void> joined_ok() {
  auto running = elio::spawn(upload(1));
  co_await running;
}

void handle_dropped_bad() {
  elio::spawn(upload(1)); // expected-warning {{without being awaited}}
}

task<void> group_ok() {
  elio::coro::task_group group;
  group.spawn([] { return upload(1); });
  co_await group.join();
}

//===-- locks ---------------------------------------------------------------===//

task<void> async_mutex_ok(elio::sync::mutex &mutex) {
  co_await mutex.lock();
  elio::sync::lock_guard guard(mutex);
  co_await upload(1);
}

task<void> spinlock_bad(elio::sync::spinlock &spin) {
  elio::sync::spinlock_guard guard(spin);
  co_await upload(1); // expected-warning {{locked across}}
}

task<void> spinlock_ok(elio::sync::spinlock &spin) {
  elio::sync::spinlock_guard guard(spin);
  guard.unlock();
  co_await upload(1);
}

task<void> thread_mutex_bad(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await upload(1); // expected-warning {{locked across}}
}
