// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Retry loops, drains and tickers, over libraries that deliver cancellation in different ways.

#include "cobalt.h"
#include "cppcoro.h"
#include "folly.h"
#include "seastar.h"
#include "stdexec.h"
#include "winrt.h"
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>
using namespace std::chrono_literals;
void note(const char *);
void handle(int);
bool transient(const std::exception &e);
void metrics();
namespace c = boost::cobalt;
namespace asio = boost::asio;

// ---- cobalt
c::task<void> cob_read_bad(c::io::stream_socket &s, asio::mutable_buffer b) {
  while (true) {
    try {
      co_await s.read_some(b);
    } catch (const std::exception &e) { // expected-warning {{swallows cancellation}}
      note(e.what());
    }
  }
}
c::task<void> cob_read_ok(c::io::stream_socket &s, asio::mutable_buffer b) {
  while (true) {
    try {
      co_await s.read_some(b);
    } catch (const std::exception &e) {
      note(e.what());
      break;
    }
  }
}
c::promise<void> cob_cancelled_ok(c::io::stream_socket &s, asio::mutable_buffer b) {
  while (!co_await c::this_coro::cancelled) {
    try {
      co_await s.read_some(b);
    } catch (const std::exception &e) {
      note(e.what());
    }
  }
}
c::promise<void> cob_do_bad(c::io::acceptor &a) {
  do {
    try {
      auto s = co_await a.accept();
      s.close();
    } catch (...) { // expected-warning {{swallows cancellation}}
      metrics();
    }
  } while (true);
}
// ---- folly
using folly::coro::Task;
Task<int> fetch(int);
Task<int> retry_forever_bad(int key) {
  for (;;) {
    try {
      co_return co_await fetch(key);
    } catch (...) { // expected-warning {{swallows cancellation}}
      note("retry");
    }
  }
}
Task<int> retry_three_ok(int key) {
  for (int i = 0;; ++i) {
    try {
      co_return co_await fetch(key);
    } catch (...) {
      if (i == 3)
        throw;
    }
  }
}
Task<int> retry_budget_ok(int key) {
  int left = 5;
  while (true) {
    try {
      co_return co_await fetch(key);
    } catch (const std::exception &e) {
      if (--left == 0)
        throw;
      note(e.what());
    } catch (...) {
      throw;
    }
  }
}
Task<int> retry_transient_ok(int key) {
  for (;;) {
    try {
      co_return co_await fetch(key);
    } catch (const std::runtime_error &e) {
      if (!transient(e))
        throw;
    }
  }
}
Task<void> drain_bad(folly::coro::UnboundedQueue<int> &q, std::vector<std::string> &errors) {
  while (true) {
    std::exception_ptr err;
    try {
      handle(co_await q.dequeue());
    } catch (...) { // expected-warning {{swallows cancellation}}
      err = std::current_exception();
    }
    if (err)
      errors.push_back("failed");
  }
}
Task<void> drain_rethrow_ok(folly::coro::UnboundedQueue<int> &q) {
  while (true) {
    std::exception_ptr err;
    try {
      handle(co_await q.dequeue());
    } catch (...) {
      err = std::current_exception();
    }
    if (err)
      std::rethrow_exception(err);
  }
}
Task<void> drain_flag_ok(folly::coro::UnboundedQueue<int> &q) {
  for (bool ok = true; ok;) {
    try {
      handle(co_await q.dequeue());
    } catch (...) {
      ok = false;
    }
  }
}
Task<void> each_bad(std::vector<int> &keys) {
  while (!keys.empty()) {
    for (int k : keys) {
      try {
        handle(co_await fetch(k));
      } catch (...) { // expected-warning {{swallows cancellation}}
        note("skip");
      }
    }
  }
}
Task<void> each_ok(const std::vector<int> &keys) {
  for (int k : keys) {
    try {
      handle(co_await fetch(k));
    } catch (const std::exception &e) {
      note("skip");
    }
  }
}
// The handler is in another coroutine, which ends as if nothing had been.
Task<bool> lambda_handler_bad(folly::coro::UnboundedQueue<int> &q) {
  auto once = [&]() -> Task<bool> {
    try {
      handle(co_await q.dequeue());
      co_return true;
    } catch (...) {
      co_return false;
    }
  };
  for (;;)
    co_await once(); // expected-warning {{'lambda_handler_bad::(lambda)' swallows cancellation, and the loop goes on}}
}
struct feed {
  Task<void> fetch();
  Task<void> once() {
    try {
      co_await folly::coro::sleep(5s);
      co_await fetch();
    } catch (const std::exception &e) {
      note(e.what());
    }
  }
  Task<bool> tried() {
    try {
      co_await fetch();
      co_return true;
    } catch (const std::exception &e) {
      note(e.what());
      co_return false;
    }
  }
  Task<void> unless_cancelled() {
    try {
      co_await fetch();
    } catch (const folly::OperationCancelled &) {
      throw;
    } catch (const std::exception &e) {
      note(e.what());
    }
  }
  Task<void> partly() {
    co_await folly::coro::sleep(1s);
    try {
      co_await fetch();
    } catch (...) {
      note("failed");
    }
  }
  Task<void> on_and_on_bad() {
    for (;;)
      co_await once(); // expected-warning {{'feed::once' swallows cancellation, and the loop goes on}}
  }
  Task<void> asked_nothing_bad() {
    for (;;)
      if (!co_await tried()) // expected-warning {{'feed::tried' swallows cancellation, and the loop goes on}}
        note("again");
  }
  Task<void> asked_ok() {
    while (co_await tried())
      ;
  }
  Task<void> five_times_ok() {
    for (int i = 0; i < 5; ++i)
      if (co_await tried())
        co_return;
  }
  Task<void> token_ok() {
    auto token = co_await folly::coro::co_current_cancellation_token;
    while (!token.isCancellationRequested())
      co_await once();
  }
  Task<void> pause_ok() {
    for (;;) {
      co_await once();
      co_await folly::coro::sleep(1s);
    }
  }
  Task<void> rethrown_ok() {
    for (;;)
      co_await unless_cancelled();
  }
  Task<void> first_throws_ok() {
    for (;;)
      co_await partly();
  }

  // What its handler leaves behind ends the loop.
  int failures = 0;
  std::vector<int> left;
  Task<void> counted() {
    try {
      co_await fetch();
    } catch (...) {
      ++failures;
    }
  }
  Task<void> failures_ok() {
    while (failures < 5)
      co_await counted();
  }
  Task<void> failures_inside_ok() {
    for (;;) {
      co_await counted();
      if (failures > 5)
        break;
    }
  }
  Task<void> left_ok() {
    while (!left.empty()) {
      co_await once();
      left.pop_back();
    }
  }
  Task<bool> connected() {
    for (int i = 0; i < 3; ++i) {
      try {
        co_await fetch();
        co_return true;
      } catch (const std::exception &e) {
        note(e.what());
      }
    }
    co_return false;
  }
  Task<void> again_later_ok() {
    for (;;) {
      if (!co_await connected()) {
        co_await folly::coro::sleep(5s);
        continue;
      }
      co_await fetch();
    }
  }
};
Task<void> all(feed &f) {
  co_await folly::coro::collectAny(f.on_and_on_bad(), f.asked_nothing_bad(), f.asked_ok(), f.five_times_ok(), f.token_ok(), f.pause_ok(),
                                   f.rethrown_ok(), f.first_throws_ok(), f.failures_ok(), f.failures_inside_ok(), f.left_ok(), f.again_later_ok());
}
struct service {
  cppcoro::task<void> fetch(cppcoro::cancellation_token t);
  cppcoro::task<void> once(cppcoro::cancellation_token t) {
    try {
      co_await fetch(t);
    } catch (const std::exception &e) {
      note(e.what());
    }
  }
  cppcoro::task<void> by_hand_bad(cppcoro::cancellation_token t) {
    for (;;)
      co_await once(t); // expected-warning {{'service::once' swallows cancellation, and the loop goes on}}
  }
  cppcoro::task<void> by_hand_ok(cppcoro::cancellation_token t) {
    while (!t.is_cancellation_requested())
      co_await once(t);
  }
};
// ---- seastar
seastar::future<> sea_tick_bad(seastar::abort_source &as) {
  while (true) {
    try {
      co_await seastar::sleep_abortable(1s, as);
      metrics();
    } catch (...) { // expected-warning {{swallows cancellation}}
      note("tick");
    }
  }
}
seastar::future<> sea_tick_ok(seastar::abort_source &as) {
  try {
    while (true) {
      co_await seastar::sleep_abortable(1s, as);
      metrics();
    }
  } catch (const seastar::sleep_aborted &) {
  }
}
seastar::future<> sea_check_ok(seastar::abort_source &as) {
  while (!as.abort_requested()) {
    try {
      co_await seastar::sleep_abortable(1s, as);
    } catch (const seastar::sleep_aborted &) {
    }
  }
}
seastar::future<> sea_ignored_once_ok(seastar::abort_source &as, seastar::gate &g) {
  try {
    co_await seastar::sleep_abortable(1s, as);
  } catch (...) {
  }
  co_await g.close();
}
// ---- winrt
winrt::Windows::Foundation::IAsyncOperation<int> step();
winrt::Windows::Foundation::IAsyncAction wrt_bad() {
  for (;;) {
    try {
      handle(co_await step());
    } catch (...) { // expected-warning {{swallows cancellation}}
      note("x");
    }
  }
}
winrt::Windows::Foundation::IAsyncAction wrt_ahead_ok() {
  for (;;) {
    try {
      handle(co_await step());
    } catch (winrt::hresult_canceled const &) {
      throw;
    } catch (...) {
      note("x");
    }
  }
}
winrt::fire_and_forget wrt_ff_ok() {
  try {
    handle(co_await step());
  } catch (...) {
    note("x");
  }
}
// ---- stdexec
exec::task<void> std_ok(stdexec::scheduler s) {
  for (;;) {
    try {
      co_await exec::schedule_after(s, 1s);
    } catch (...) {
      note("x");
    }
  }
}
// ---- cppcoro
cppcoro::task<> cpp_bad(cppcoro::io_service &io, cppcoro::cancellation_token t) {
  while (true) {
    try {
      co_await io.schedule_after(1s, t);
    } catch (cppcoro::operation_cancelled &) { // expected-warning {{swallows cancellation}}
      note("cancelled?");
    }
    metrics();
  }
}
cppcoro::task<> cpp_ok(cppcoro::io_service &io, cppcoro::cancellation_token t) {
  while (true) {
    try {
      co_await io.schedule_after(1s, t);
    } catch (std::exception &) {
      t.throw_if_cancellation_requested();
    }
    metrics();
  }
}
