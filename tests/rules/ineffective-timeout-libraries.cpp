// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Combinators that wait for their losers, and some that do not.

#include "corral.h"
#include "elio.h"
#include "folly.h"
#include "libcoro.h"
#include "seastar.h"

#include <string>

using namespace std::chrono_literals;

void use(int value);
int heavy(int value);

//===-- folly ----------------------------------------------------------------------===//

folly::coro::Task<int> sleeps_deaf() {
  co_await folly::futures::sleep(100ms);
  co_return 1;
}

folly::coro::Task<void> deaf_branch_bad() {
  use(co_await folly::coro::timeout(sleeps_deaf(), 10ms)); // expected-warning {{'sleeps_deaf' has no point at which it can be cancelled, so this timeout cannot cut it short}}
}

folly::coro::Task<int> waits_for_baton(folly::coro::Baton &baton) {
  co_await baton;
  co_return 1;
}

folly::coro::Task<void> baton_bad(folly::coro::Baton &baton) {
  use(co_await folly::coro::timeout(waits_for_baton(baton), 10ms)); // expected-warning {{cannot cut it short}}
}

folly::coro::Task<void> raced_baton_bad(folly::coro::Baton &baton) {
  co_await folly::coro::collectAny(waits_for_baton(baton), folly::coro::sleep(10ms)); // expected-warning {{cannot cut it short}}
}

folly::coro::Task<void> timed_wait_ok(folly::coro::Baton &baton) {
  auto r = co_await folly::coro::timed_wait(waits_for_baton(baton), 10ms); // leaves it running
}

folly::coro::Task<int> sleeps(int n) {
  co_await folly::coro::sleep(10ms);
  co_return n;
}
folly::coro::Task<void> sleeps_ok() { use(co_await folly::coro::timeout(sleeps(1), 10ms)); }

folly::coro::Task<int> deaf_then_not() {
  co_await folly::futures::sleep(1ms);
  co_await folly::coro::sleep(100ms);
  co_return 1;
}
folly::coro::Task<void> partly_deaf_ok() { use(co_await folly::coro::timeout(deaf_then_not(), 10ms)); }

folly::coro::Task<void> race_without_clock_bad(folly::coro::Baton &baton) {
  co_await folly::coro::collectAny(waits_for_baton(baton), sleeps(1)); // expected-warning {{so this race waits for it even when it lost}}
}

folly::coro::Task<int> unknown();
folly::coro::Task<void> unknown_ok() { use(co_await folly::coro::timeout(unknown(), 10ms)); }

//===-- corral ------------------------------------------------------------------------===//

corral::Task<> pool_bad(corral::ThreadPool &pool, boost::asio::io_context &io) {
  co_await corral::anyOf(pool.run([] { use(heavy(1)); }), // expected-warning {{cannot be cancelled}}
                         corral::sleepFor(io, 10ms));
}

corral::Task<int> step();
corral::Task<> shielded_bad(boost::asio::io_context &io) {
  co_await corral::anyOf(corral::noncancellable(step()), corral::sleepFor(io, 10ms)); // expected-warning {{is shielded from cancellation}}
}

corral::Task<> shielded_whole_ok(boost::asio::io_context &io) {
  co_await corral::noncancellable(corral::anyOf(step(), corral::sleepFor(io, 10ms)));
}

corral::Task<> step_ok(boost::asio::io_context &io) { co_await corral::anyOf(step(), corral::sleepFor(io, 10ms)); }

//===-- Elio ----------------------------------------------------------------------------===//

elio::coro::task<void> recv_without_token_bad(elio::sync::channel<int> &in) {
  auto r = co_await elio::with_timeout(5, [&](elio::coro::cancel_token) { return in.recv(); }); // expected-warning {{cannot be cancelled}}
}

elio::coro::task<void> recv_with_token_ok(elio::sync::channel<int> &in) {
  auto r = co_await elio::with_timeout(5, [&](elio::coro::cancel_token token) { return in.recv(token); });
}

//===-- these return in time ----------------------------------------------------------------===//

coro::task<int> count();
coro::task<void> left_running_ok() { co_await coro::when_any(count(), count()); }

seastar::future<> waits_deaf() { co_await seastar::sleep(100ms); }
seastar::future<> with_timeout_ok() {
  co_await seastar::with_timeout(seastar::clock::now() + 10ms, waits_deaf());
}

//===-- more of the same, deeper ------------------------------------------------------------===//

folly::coro::Task<int> through(folly::coro::Baton &baton) { co_return co_await waits_for_baton(baton) + 1; }
folly::coro::Task<void> two_down_bad(folly::coro::Baton &baton) {
  use(co_await folly::coro::timeout(through(baton), 10ms)); // expected-warning {{cannot cut it short}}
}

folly::coro::Task<void> loop_bad(folly::coro::Baton &baton) {
  for (;;) {
    try {
      use(co_await folly::coro::timeout(waits_for_baton(baton), 10ms)); // expected-warning {{cannot cut it short}}
    } catch (const folly::FutureTimeout &) {
      co_return;
    }
  }
}

folly::coro::Task<void> keeps_results_bad(folly::coro::Baton &baton) {
  co_await folly::coro::collectAnyNoDiscard(waits_for_baton(baton), folly::coro::sleep(1ms)); // expected-warning {{cannot cut it short}}
}

folly::coro::Task<void> joins_ok(folly::coro::Baton &baton) {
  co_await folly::coro::collectAll(waits_for_baton(baton), folly::coro::sleep(1ms));
}

struct worker {
  folly::coro::Baton done_;
  folly::coro::Task<int> finished() {
    co_await done_;
    co_return 1;
  }
  folly::coro::Task<void> stop_bad() {
    use(co_await folly::coro::timeout(finished(), 10ms)); // expected-warning {{'worker::finished' has no point at which it can be cancelled}}
  }
  folly::coro::Task<void> stop_ok() { use(co_await finished()); }
};

corral::Task<> noncancellable_first_bad(corral::ThreadPool &pool, boost::asio::io_context &io) {
  co_await corral::anyOf(corral::sleepFor(io, 10ms), corral::noncancellable(step())); // expected-warning {{is shielded}}
}

corral::Task<> pool_joined_ok(corral::ThreadPool &pool, boost::asio::io_context &io) {
  co_await corral::allOf(pool.run([] { use(heavy(1)); }), corral::sleepFor(io, 10ms));
}

corral::Task<> pool_alone_ok(corral::ThreadPool &pool) { co_await pool.run([] { use(heavy(1)); }); }

elio::coro::task<void> blocking_bad() {
  auto r = co_await elio::with_timeout(5, [](elio::coro::cancel_token) -> elio::coro::task<int> { // expected-warning {{cannot cut it short}}
    co_return co_await elio::spawn_blocking([] { return heavy(1); });
  });
}

elio::coro::task<void> sleeps_without_token_bad() {
  auto r = co_await elio::with_timeout(5, [](elio::coro::cancel_token) -> elio::coro::task<int> { // expected-warning {{cannot cut it short}}
    co_await elio::time::sleep_for(100); // expected-warning {{corosafe-unforwarded-token}}
    co_return 1;
  });
}

elio::coro::task<void> any_bad(elio::sync::channel<int> &in) {
  co_await elio::when_any([&](elio::coro::cancel_token token) { return in.recv(token); },
                          [&](elio::coro::cancel_token) { return in.recv(); }); // expected-warning {{cannot be cancelled}}
}

// The empty token that a call down keeps cancellation out with.
folly::coro::Task<int> look_up(folly::coro::TransportIf &t) { co_return co_await t.write("get"); }
folly::coro::Task<int> shielded_look_up(folly::coro::TransportIf &t) {
  co_return co_await folly::coro::co_withCancellation(folly::CancellationToken(), look_up(t));
}
folly::coro::Task<int> shielded_below_bad(folly::coro::TransportIf &t) {
  co_return co_await folly::coro::timeout(shielded_look_up(t), std::chrono::milliseconds(100)); // expected-warning {{no point at which it can be cancelled}}
}
folly::coro::Task<int> detached_ok(folly::coro::TransportIf &t) {
  co_return co_await folly::coro::timeout(folly::coro::detachOnCancel(shielded_look_up(t)), std::chrono::milliseconds(100));
}
