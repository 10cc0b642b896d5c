// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Where nothing but tokens tells of a stop: a coroutine that awaits one which gives what it awaits the object's token ends by the
// same exception.

#include "cppcoro.h"
#include "seastar.h"

#include <chrono>

using namespace std::chrono_literals;

struct compaction {
  bool running = false;
  seastar::abort_source stop_;
  seastar::future<> step() { co_await seastar::sleep_abortable(1s, stop_); }
  seastar::future<> rest() { co_await seastar::sleep(1s); }
  void stop() { stop_.request_abort(); }
  seastar::future<> run_bad() {
    running = true;
    for (int i = 0; i < 3; ++i)
      co_await step(); // expected-warning {{'running' is never set back}}
    running = false;
  }
  seastar::future<> caught_ok() {
    running = true;
    try {
      co_await step();
    } catch (...) {
    }
    running = false;
  }
  seastar::future<> without_the_token_ok() {
    running = true;
    co_await rest();
    running = false;
  }
};

struct pool {
  int busy = 0;
  cppcoro::cancellation_token token;
  cppcoro::io_service &io;
  cppcoro::task<> wait() { co_await io.schedule_after(1s, token); }
  cppcoro::task<> one_turn() { co_await wait(); }
  cppcoro::task<> use_bad() {
    ++busy;
    co_await one_turn(); // expected-warning {{'busy' is never set back}}
    --busy;
  }
};

/// A check that throws is no suspend point, and what is behind it is skipped all the same.
struct scrubber {
  int running = 0;
  seastar::future<> sweep_bad(seastar::abort_source &stop) {
    ++running;
    for (int i = 0; i < 10; ++i) {
      stop.check(); // expected-warning {{'running' is never set back when the coroutine is cancelled at this check, which throws}}
      co_await seastar::sleep(1ms);
    }
    --running;
  }
  seastar::future<> before_and_after_ok(seastar::abort_source &stop) {
    stop.check();
    ++running;
    co_await seastar::sleep(1ms);
    --running;
    stop.check();
  }
  seastar::future<> caught_ok(seastar::abort_source &stop) {
    ++running;
    try {
      stop.check();
      co_await seastar::sleep(1ms);
    } catch (...) {
      --running;
      throw;
    }
    --running;
  }
  seastar::future<> asked_ok(seastar::abort_source &stop) {
    ++running;
    for (int i = 0; i < 10 && !stop.abort_requested(); ++i)
      co_await seastar::sleep(1ms);
    --running;
  }
  seastar::semaphore permits{1};
  seastar::future<> permit_bad(seastar::abort_source &stop) {
    ++running;
    co_await permits.wait(stop, 1); // expected-warning {{'running' is never set back}}
    permits.signal(1);
    --running;
  }
  seastar::future<> permit_ok() {
    ++running;
    co_await permits.wait(1);
    permits.signal(1);
    --running;
  }
  /// What fails there ends the coroutine, and no catch block of it runs.
  seastar::future<> try_future_bad(seastar::abort_source &stop) {
    ++running;
    try {
      co_await seastar::coroutine::try_future(seastar::sleep_abortable(1ms, stop)); // expected-warning {{'running' is never set back}}
    } catch (...) {
      --running;
      throw;
    }
    --running;
  }
  seastar::future<> try_future_ok(seastar::abort_source &stop) {
    ++running;
    struct undo {
      int &n;
      ~undo() { --n; }
    } guard{running};
    co_await seastar::coroutine::try_future(seastar::sleep_abortable(1ms, stop));
  }
};

/// Clean-up behind a handler: with the token that told of the stop it ends at once, without it or with another it is done.
struct transaction {
  cppcoro::task<> put(int value, cppcoro::cancellation_token ct);
  cppcoro::task<> commit(cppcoro::cancellation_token ct);
  cppcoro::task<> rollback(cppcoro::cancellation_token ct = {});
};
cppcoro::task<> undone_with_the_token_bad(transaction &t, cppcoro::cancellation_token ct) {
  std::exception_ptr failed;
  try {
    co_await t.put(1, ct);
  } catch (...) {
    failed = std::current_exception();
  }
  if (failed) {
    co_await t.rollback(ct); // expected-warning {{cleans up in vain}}
    std::rethrow_exception(failed);
  }
  co_await t.commit(ct);
}
cppcoro::task<> undone_ok(transaction &t, cppcoro::cancellation_token ct, int way) {
  std::exception_ptr failed;
  cppcoro::cancellation_token none;
  cppcoro::cancellation_source grace;
  try {
    co_await t.put(1, ct);
  } catch (...) {
    failed = std::current_exception();
  }
  if (failed) {
    if (way == 0)
      co_await t.rollback();
    else if (way == 1)
      co_await t.rollback(none);
    else if (way == 2)
      co_await t.rollback(cppcoro::cancellation_token{});
    else
      co_await t.rollback(grace.token());
    std::rethrow_exception(failed);
  }
  co_await t.commit(ct);
}
cppcoro::task<> undone_unless_cancelled_ok(transaction &t, cppcoro::cancellation_token ct) {
  std::exception_ptr failed;
  try {
    co_await t.put(1, ct);
  } catch (const cppcoro::operation_cancelled &) {
    throw;
  } catch (...) {
    failed = std::current_exception();
  }
  if (failed)
    co_await t.rollback(ct);
}
