// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Helpers that bound what they are given, or what they work on, and hand back what came of it.

#include "folly.h"

using namespace std::chrono_literals;
using folly::coro::Task;
using Queue = folly::coro::UnboundedQueue<int>;

void handle(int);
void on_idle();
Task<int> load(int);

Task<folly::Try<int>> bounded(Task<int> work) {
  co_return co_await folly::coro::co_awaitTry(folly::coro::timeout(std::move(work), 10ms));
}

Task<void> dequeue_through_a_helper_bad(Queue &queue) {
  for (;;) {
    auto r = co_await bounded(queue.dequeue()); // expected-warning {{not safe to lose}}
    if (r.hasValue())
      handle(r.value());
    else
      on_idle();
  }
}

Task<void> load_through_a_helper_ok() {
  for (;;) {
    auto r = co_await bounded(load(1));
    if (r.hasValue())
      handle(r.value());
  }
}

Task<int> frame(folly::coro::Transport &t) {
  char b[4];
  std::size_t n = 0;
  while (n < 4)
    n += co_await t.read(b + n, 4 - n, 0ms);
  co_return b[0];
}

Task<folly::Try<int>> next_frame(folly::coro::Transport &t) {
  co_return co_await folly::coro::co_awaitTry(folly::coro::timeout(frame(t), 10ms)); // expected-warning {{not safe to lose}}
}

Task<void> frames_bad(folly::coro::Transport &t, int times) {
  while (times-- > 0) {
    auto r = co_await next_frame(t);
    if (r.hasException()) {
      on_idle();
      continue;
    }
    handle(r.value());
  }
}

Task<void> frames_until_the_first_loss_ok(folly::coro::Transport &t) {
  for (;;) {
    auto r = co_await next_frame(t);
    if (!r.hasValue()) {
      t.close();
      co_return;
    }
    handle(r.value());
  }
}

Task<void> frames_until_an_error_ok(folly::coro::Transport &t) {
  for (;;) {
    auto r = co_await next_frame(t);
    if (r.hasException()) {
      t.close();
      break;
    }
    handle(r.value());
  }
}

//===-- the end of a stream ---------------------------------------------------------===//

Task<void> echo_bad(folly::coro::Transport &t) {
  char b[16];
  for (;;) {
    auto n = co_await t.read(b, sizeof b, 0ms); // expected-warning {{this loop spins}}
    if (n > 0)
      handle(b[0]);
  }
}

Task<void> echo_ok(folly::coro::Transport &t) {
  char b[16];
  for (;;) {
    auto n = co_await t.read(b, sizeof b, 0ms);
    if (n == 0)
      break;
    handle(b[0]);
  }
}
