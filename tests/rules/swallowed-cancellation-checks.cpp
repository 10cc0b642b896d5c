// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Checks that throw when cancellation was requested: no suspend points, and the signal is thrown there all the same.

#include "cppcoro.h"
#include "seastar.h"

#include <chrono>
#include <exception>

using namespace std::chrono_literals;
using cppcoro::cancellation_token;

void note(const char *what);
bool work();

/// Two calls down, and without a handler of its own.
inline void leave_if_stopped(const cancellation_token &token) { token.throw_if_cancellation_requested(); }

struct worker {
  cppcoro::io_service &io;
  seastar::abort_source stop_;
  seastar::gate gate_;
  int done = 0;
  void stop() { stop_.request_abort(); }

  cppcoro::task<> catch_all_bad(cancellation_token token) {
    for (;;) {
      try {
        token.throw_if_cancellation_requested();
        co_await io.schedule();
        ++done;
      } catch (const std::exception &e) { // expected-warning {{swallows cancellation, and the loop goes on}}
        note(e.what());
      }
    }
  }
  cppcoro::task<> in_a_helper_bad(cancellation_token token) {
    for (;;) {
      try {
        leave_if_stopped(token);
        co_await io.schedule();
      } catch (...) { // expected-warning {{swallows cancellation, and the loop goes on}}
        note("failed");
      }
    }
  }
  cppcoro::task<> outside_ok(cancellation_token token) {
    for (;;) {
      token.throw_if_cancellation_requested();
      try {
        co_await io.schedule();
        ++done;
      } catch (const std::exception &e) {
        note(e.what());
      }
    }
  }
  cppcoro::task<> asked_ok(cancellation_token token) {
    while (!token.is_cancellation_requested()) {
      try {
        token.throw_if_cancellation_requested();
        co_await io.schedule();
      } catch (const std::exception &e) {
        note(e.what());
      }
    }
  }
  cppcoro::task<> attempts_ok(cancellation_token token) {
    for (int i = 0; i < 3; ++i) {
      try {
        token.throw_if_cancellation_requested();
        co_await io.schedule();
        co_return;
      } catch (const std::exception &e) {
        note(e.what());
      }
    }
  }
  cppcoro::task<> ahead_ok(cancellation_token token) {
    for (;;) {
      try {
        token.throw_if_cancellation_requested();
        co_await io.schedule();
      } catch (const cppcoro::operation_cancelled &) {
        throw;
      } catch (const std::exception &e) {
        note(e.what());
      }
    }
  }
  seastar::future<> member_bad() {
    for (;;) {
      try {
        stop_.check();
        co_await seastar::sleep(1ms);
      } catch (...) { // expected-warning {{swallows cancellation, and the loop goes on}}
        note("failed");
      }
    }
  }
  seastar::future<> member_ok() {
    for (;;) {
      try {
        stop_.check();
        co_await seastar::sleep(1ms);
      } catch (const seastar::abort_requested_exception &) {
        co_return;
      } catch (...) {
        note("failed");
      }
    }
  }
};
