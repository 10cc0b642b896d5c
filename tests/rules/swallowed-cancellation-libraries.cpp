// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// folly, cppcoro: exceptions. libunifex, corral: the frame is destroyed, and nothing can swallow that.

#include "corral.h"
#include "cppcoro.h"
#include "folly.h"
#include "unifex.h"

#include <chrono>
#include <exception>
#include <stdexcept>

using namespace std::chrono_literals;
using folly::coro::Task;

void log(const char *text);
void handle(int message);

//===-- folly -----------------------------------------------------------------===//

Task<void> poll();

Task<void> folly_catch_all_bad() {
  while (true) {
    try {
      co_await poll();
    } catch (...) { // expected-warning {{swallows cancellation}}
      log("failed");
    }
  }
}

Task<void> folly_exception_bad(folly::coro::UnboundedQueue<int> &queue) {
  while (true) {
    try {
      handle(co_await queue.dequeue());
    } catch (const std::exception &e) { // expected-warning {{swallows cancellation}}
      log(e.what());
    }
  }
}

Task<void> folly_signal_itself_bad(folly::coro::UnboundedQueue<int> &queue) {
  while (true) {
    try {
      handle(co_await queue.dequeue());
    } catch (const folly::OperationCancelled &) { // expected-warning {{swallows cancellation}}
      continue;
    }
  }
}

Task<void> folly_handler_ahead_ok() {
  while (true) {
    try {
      co_await poll();
    } catch (const folly::OperationCancelled &) {
      throw;
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}

Task<void> folly_other_type_ok() {
  while (true) {
    try {
      co_await poll();
    } catch (const std::runtime_error &e) {
      log(e.what());
    }
  }
}

Task<void> folly_timeout_ok() {
  while (true) {
    try {
      co_await folly::coro::timeout(poll(), 1s);
    } catch (const folly::FutureTimeout &) {
      log("late");
    }
  }
}

Task<void> folly_token_condition_ok(folly::CancellationToken token) {
  while (!token.isCancellationRequested()) {
    try {
      co_await poll();
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}

Task<void> folly_token_asked_ok(folly::CancellationToken token) {
  while (true) {
    try {
      co_await poll();
    } catch (const std::exception &e) {
      if (token.isCancellationRequested())
        throw;
      log(e.what());
    }
  }
}

Task<void> folly_sleep_outside_ok() {
  while (true) {
    try {
      co_await poll();
    } catch (...) {
      log("failed");
    }
    co_await folly::coro::sleep(1s);
  }
}

Task<void> folly_shielded_ok() {
  while (true) {
    try {
      co_await folly::coro::co_withCancellation(folly::CancellationToken{}, poll());
    } catch (...) {
      log("failed");
    }
  }
}

//===-- cppcoro: the token is passed by hand -----------------------------------===//

cppcoro::task<> tick_bad(cppcoro::io_service &io, cppcoro::cancellation_token token) {
  for (;;) {
    try {
      co_await io.schedule_after(1s, token);
    } catch (const std::exception &e) { // expected-warning {{swallows cancellation}}
      log(e.what());
    }
  }
}

// What follows has no token: it waits on.
cppcoro::task<> waits_on_bad(cppcoro::io_service &io, cppcoro::async_auto_reset_event &ready,
                             cppcoro::cancellation_token token) {
  for (;;) {
    try {
      co_await io.schedule_after(1s, token);
    } catch (...) { // expected-warning {{swallows cancellation, and the coroutine waits on}}
      log("failed");
    }
    co_await ready;
  }
}

cppcoro::task<> tick_asked_ok(cppcoro::io_service &io, cppcoro::cancellation_token token) {
  for (;;) {
    try {
      co_await io.schedule_after(1s, token);
    } catch (const std::exception &e) {
      log(e.what());
    }
    if (token.is_cancellation_requested())
      co_return;
  }
}

cppcoro::task<> tick_ahead_ok(cppcoro::io_service &io, cppcoro::cancellation_token token) {
  for (;;) {
    try {
      co_await io.schedule_after(1s, token);
    } catch (const cppcoro::operation_cancelled &) {
      co_return;
    } catch (...) {
      log("failed");
    }
  }
}

// Nothing here is given the token: nothing throws the signal.
cppcoro::task<> no_token_ok(cppcoro::async_auto_reset_event &ready) {
  for (;;) {
    try {
      co_await ready;
    } catch (...) {
      log("failed");
    }
  }
}

//===-- destroyed frames --------------------------------------------------------===//

unifex::task<void> unifex_ok(unifex::scheduler s) {
  for (;;) {
    try {
      co_await unifex::schedule_after(s, 1s);
    } catch (...) {
      log("failed");
    }
  }
}

corral::Task<void> corral_ok(corral::Event &ready) {
  for (;;) {
    try {
      co_await ready;
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
