// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Loops that cancellation does not get into. Only coroutines that the program shows to be cancelled count.

#include "cppcoro.h"
#include "folly.h"
#include "libcoro.h"
#include "unifex.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using cppcoro::cancellation_token;
using cppcoro::task;
using folly::coro::Task;

struct document {};
struct source {
  std::optional<document> next();
};
void add(const document &d);
std::size_t tokenize(const document &d);
bool is_prime(std::uint64_t n);
int step(int x);
void handle(int message);

//===-- loops that only compute -------------------------------------------------===//

task<> index_bad(source &in, cancellation_token token) {
  while (auto doc = in.next()) { // expected-warning {{this loop never notices that the coroutine was cancelled: it neither suspends nor looks at 'token'}}
    add(*doc);
  }
  co_return;
}

task<std::uint64_t> primes_bad(std::uint64_t limit, cancellation_token token) {
  std::uint64_t count = 0;
  for (std::uint64_t n = 2; n < limit; ++n) // expected-warning {{never notices}}
    if (is_prime(n))
      ++count;
  co_return count;
}

task<> forever_bad(cancellation_token token) {
  int x = 0;
  for (;;)
    x = step(x); // expected-warning {{never notices}}
  co_return;
}

// It calls nothing of the program, but nothing ends it either.
task<> noWayOut_bad(std::vector<int> &ring, cancellation_token token) {
  for (std::size_t i = 0;; i = (i + 1) % ring.size()) // expected-warning {{never notices}}
    ring[i] = 0;
  co_return;
}
task<> wayOut_ok(std::vector<int> &ring, cancellation_token token) {
  for (std::size_t i = 0;; ++i) {
    ring[i] = 0;
    if (i == ring.size() - 1)
      break;
  }
  co_return;
}

coro::task<std::uint64_t> std_token_bad(std::vector<document> docs, std::stop_token stop) {
  std::uint64_t n = 0;
  for (const document &d : docs) // expected-warning {{looks at 'stop'}}
    n += tokenize(d);
  co_return n;
}

task<> index_ok(source &in, cancellation_token token) {
  while (auto doc = in.next()) {
    token.throw_if_cancellation_requested();
    add(*doc);
  }
  co_return;
}

task<std::uint64_t> primes_ok(std::uint64_t limit, cancellation_token token) {
  std::uint64_t count = 0;
  for (std::uint64_t n = 2; n < limit && !token.is_cancellation_requested(); ++n)
    if (is_prime(n))
      ++count;
  co_return count;
}

// Who has no token is not asked to look at one.
task<std::uint64_t> no_token_ok(std::uint64_t limit) {
  std::uint64_t count = 0;
  for (std::uint64_t n = 2; n < limit; ++n)
    if (is_prime(n))
      ++count;
  co_return count;
}

task<> small_ok(cancellation_token token) {
  for (int i = 0; i < 8; ++i)
    handle(step(i));
  co_return;
}

task<std::size_t> trivial_ok(const std::string &text, cancellation_token token) {
  std::size_t lines = 0;
  for (char c : text)
    lines += c == '\n';
  co_return lines;
}

void work(const document &d, cancellation_token token);
task<> passed_on_ok(source &in, cancellation_token token) {
  while (auto doc = in.next())
    work(*doc, token);
  co_return;
}

task<> looked_at_before_ok(cppcoro::io_service &io, std::vector<document> docs, cancellation_token token) {
  co_await io.schedule_after(1s, token);
  for (const document &d : docs)
    add(d);
}

//===-- loops whose awaits cannot be cancelled ------------------------------------===//

task<> events_bad(cppcoro::async_auto_reset_event &ready, cancellation_token token) {
  for (;;) {
    co_await ready; // expected-warning {{nothing that it awaits can be}}
    handle(1);
  }
}

task<> not_given_bad(cppcoro::io_service &io, cancellation_token token) {
  for (;;) {
    co_await io.schedule_after(1s); // expected-warning {{nothing that it awaits can be}} expected-warning {{corosafe-unforwarded-token}}
    handle(1);
  }
}

task<> reschedule_bad(cppcoro::static_thread_pool &pool, source &in, cancellation_token token) {
  while (auto doc = in.next()) {
    add(*doc);
    co_await pool.schedule(); // expected-warning {{nothing that it awaits can be}}
  }
}

task<> given_ok(cppcoro::io_service &io, cancellation_token token) {
  for (;;) {
    co_await io.schedule_after(1s, token);
    handle(1);
  }
}

task<> asked_ok(cppcoro::async_auto_reset_event &ready, cancellation_token token) {
  for (;;) {
    co_await ready;
    if (token.is_cancellation_requested())
      co_return;
    handle(1);
  }
}

task<> child(cppcoro::io_service &io, cancellation_token token) { co_await io.schedule_after(1s, token); }
task<> child_ok(cppcoro::io_service &io, cancellation_token token) {
  for (;;)
    co_await child(io, token);
}

task<> few_ok(cppcoro::async_auto_reset_event &ready, cancellation_token token) {
  for (int i = 0; i < 3; ++i)
    co_await ready;
}

class worker {
public:
  task<> flag_ok(cancellation_token token) {
    while (!stopped_) {
      co_await ready_;
      handle(1);
    }
  }

private:
  cppcoro::async_auto_reset_event ready_;
  bool stopped_ = false;
};

coro::task<void> pop_bad(coro::queue<int> &queue, std::stop_token stop) {
  for (;;) {
    auto message = co_await queue.pop(); // expected-warning {{never notices}} expected-warning {{corosafe-closed-channel-spin}}
    handle(*message);
  }
}

coro::task<void> pop_ok(coro::queue<int> &queue, std::stop_token stop) {
  while (!stop.stop_requested()) {
    auto message = co_await queue.pop();
    handle(*message);
  }
}

//===-- raced ----------------------------------------------------------------------===//

Task<void> pump(folly::coro::UnboundedQueue<int> &queue) {
  for (;;)
    handle(co_await queue.dequeue());
}
Task<void> pump_raced_ok(folly::coro::UnboundedQueue<int> &queue) {
  co_await folly::coro::collectAny(pump(queue), folly::coro::sleep(1s));
}

Task<void> shielded_loop(folly::coro::UnboundedQueue<int> &queue) {
  for (;;)
    handle(co_await folly::coro::co_withCancellation(folly::CancellationToken{}, queue.dequeue())); // expected-warning {{never notices}}
}
Task<void> shielded_raced_bad(folly::coro::UnboundedQueue<int> &queue) {
  co_await folly::coro::collectAny(shielded_loop(queue), folly::coro::sleep(1s)); // expected-warning {{corosafe-ineffective-timeout}}
}

// Nobody is seen to cancel it.
Task<void> shielded_alone_ok(folly::coro::UnboundedQueue<int> &queue) {
  for (;;)
    handle(co_await folly::coro::co_withCancellation(folly::CancellationToken{}, queue.dequeue()));
}

unifex::task<void> unstoppable_loop(unifex::scheduler s) {
  for (;;)
    co_await unifex::unstoppable(unifex::schedule_after(s, 1s)); // expected-warning {{never notices}}
}
unifex::task<void> unstoppable_raced_bad(unifex::scheduler s) {
  co_await unifex::when_any(unstoppable_loop(s), unifex::schedule_after(s, 5s)); // expected-warning {{corosafe-ineffective-timeout}}
}

unifex::task<void> stoppable_loop(unifex::scheduler s) {
  for (;;)
    co_await unifex::schedule_after(s, 1s);
}
unifex::task<void> stoppable_raced_ok(unifex::scheduler s) {
  co_await unifex::when_any(stoppable_loop(s), unifex::schedule_after(s, 5s));
}

// The callback says so.
task<> toldByCallback_ok(cppcoro::static_thread_pool &pool, source &in, cancellation_token token) {
  bool stopped = false;
  cppcoro::cancellation_registration registration(token, [&] { stopped = true; });
  while (!stopped) {
    if (auto doc = in.next())
      add(*doc);
    co_await pool.schedule();
  }
}
