// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// corral: the losers of anyOf are cancelled and awaited; what they have completed comes back as well.

#include "corral.h"

#include <functional>
#include <mutex>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Socket = asio::basic_stream_socket<asio::ip::tcp>;

void handle(int job);
void on_idle();
corral::Task<> store(int job);

//===-- races ---------------------------------------------------------------===//

// A channel's receive gives back what it has not handed over.
corral::Task<> receive_ok(corral::Channel<int> &jobs, asio::io_context &io) {
  for (;;) {
    auto [job, timeout] = co_await corral::anyOf(jobs.receive(), corral::sleepFor(io, 1s));
    if (job)
      handle(*job);
    else
      on_idle();
  }
}

// A coroutine that is cancelled after it has taken a job has lost it.
corral::Task<> take_and_store(corral::Channel<int> &jobs) {
  auto job = co_await jobs.receive();
  co_await store(*job);
}
corral::Task<> take_and_store_bad(corral::Channel<int> &jobs, asio::io_context &io) {
  for (;;) {
    auto [done, timeout] = co_await corral::anyOf(take_and_store(jobs), // expected-warning {{not safe to lose}}
                                                  corral::sleepFor(io, 1s));
    if (!done)
      on_idle();
  }
}

// A channel that is closed gives out nothing more.
corral::Task<> take_and_store_ok(corral::Channel<int> &jobs, asio::io_context &io) {
  for (;;) {
    auto [done, timeout] = co_await corral::anyOf(take_and_store(jobs), corral::sleepFor(io, 1s));
    if (!done)
      jobs.close();
  }
}

// Shielded, it ends what it has begun.
corral::Task<> take_and_store_shielded(corral::Channel<int> &jobs) {
  auto job = co_await jobs.receive();
  co_await corral::noncancellable(store(*job));
}
corral::Task<> take_and_store_shielded_ok(corral::Channel<int> &jobs, asio::io_context &io) {
  for (;;) {
    auto [done, timeout] = co_await corral::anyOf(take_and_store_shielded(jobs), corral::sleepFor(io, 1s));
    if (!done)
      on_idle();
  }
}
corral::Task<> shielded_branch_bad(corral::Channel<int> &jobs, asio::io_context &io) {
  for (;;) {
    auto [done, timeout] =
        co_await corral::anyOf(corral::noncancellable(take_and_store(jobs)), corral::sleepFor(io, 1s)); // expected-warning {{is shielded from cancellation}}
    if (!done)
      on_idle();
  }
}

// Asio's composed operations lose what they have read when they are cancelled.
corral::Task<> read_exactly_bad(Socket &sock, asio::io_context &io) {
  std::string bytes(512, '\0');
  for (;;) {
    auto [n, timeout] = co_await corral::anyOf(
        asio::async_read(sock, asio::buffer(bytes), corral::asio_awaitable), // expected-warning {{not safe to lose}}
        corral::sleepFor(io, 1s));
    if (!n)
      on_idle();
  }
}
corral::Task<> read_exactly_ok(Socket &sock, asio::io_context &io) {
  std::string bytes(512, '\0');
  for (;;) {
    auto [n, timeout] = co_await corral::anyOf(asio::async_read(sock, asio::buffer(bytes), corral::asio_awaitable),
                                               corral::sleepFor(io, 1s));
    if (!n)
      sock.close();
  }
}

corral::Task<> permit_ok(corral::Semaphore &permits, corral::Event &stop) {
  for (;;) {
    auto [permit, stopped] = co_await corral::anyOf(permits.acquire(), stop);
    if (permit)
      permits.release();
  }
}

corral::Task<> join_ok(corral::Channel<int> &left, corral::Channel<int> &right) {
  for (;;)
    co_await corral::mostOf(left.receive(), right.receive());
}

// A join that fails cancels its other branches; mostOf gives back what they completed.
corral::Task<> join_bad(corral::Channel<int> &left, corral::Channel<int> &right) {
  for (;;) {
    try {
      co_await corral::allOf(take_and_store(left),   // expected-warning {{not safe to lose}}
                             take_and_store(right)); // expected-warning {{not safe to lose}}
    } catch (const std::exception &) {
      on_idle();
    }
  }
}

// The first is cancelled once the second has ended.
corral::Task<> with_bad(corral::Channel<int> &jobs, asio::io_context &io) {
  co_await corral::with([&]() -> corral::Task<> { co_await take_and_store(jobs); }, // expected-warning {{not safe to lose}}
                        [&]() -> corral::Task<> { co_await corral::sleepFor(io, 1s); });
  co_await take_and_store(jobs);
}

// The next turn's use is inside the lambda, which is not seen as a use of what it captured.
corral::Task<> with_in_loop_bad(corral::Channel<int> &jobs, asio::io_context &io) {
  for (;;)
    co_await corral::with([&]() -> corral::Task<> { co_await take_and_store(jobs); }, // expected-warning {{not safe to lose}}
                          [&]() -> corral::Task<> { co_await corral::sleepFor(io, 1s); });
}

corral::Task<> disposable_bad(corral::Channel<int> &jobs, asio::io_context &io) {
  for (;;)
    co_await corral::anyOf(corral::disposable(take_and_store(jobs)), // expected-warning {{not safe to lose}}
                           corral::sleepFor(io, 1s));
}

// What only waits loses nothing, and neither do a channel's operations.
corral::Task<> waits_ok(corral::Channel<int> &jobs, corral::ParkingLot &lot, corral::Value<int> &state,
                        corral::Shared<corral::Task<int>> &shared, corral::CBPortal<int> &portal,
                        asio::io_context &io) {
  for (;;) {
    co_await corral::anyOf(jobs.send(1), lot.park());
    co_await corral::anyOf(state.untilEquals(2), shared);
    co_await corral::anyOf(portal, corral::sleepFor(io, 1s));
  }
}

//===-- locks ---------------------------------------------------------------===//

corral::Task<> thread_lock_bad(std::mutex &m, asio::io_context &io) {
  std::lock_guard<std::mutex> lock(m);
  co_await corral::sleepFor(io, 1s); // expected-warning {{locked across}}
}

corral::Task<> async_lock_ok(corral::Semaphore &m, asio::io_context &io) {
  auto lock = co_await m.lock();
  co_await corral::sleepFor(io, 1s);
}

// Ready at once: it does not suspend.
corral::Task<> no_suspend_ok(std::mutex &m) {
  std::lock_guard<std::mutex> lock(m);
  handle(co_await corral::just(1));
}

corral::Task<> lock_never_taken_bad(corral::Semaphore &m) {
  m.lock(); // expected-warning {{without being awaited}}
  co_return;
}

//===-- tasks ---------------------------------------------------------------===//

corral::Task<> send_goodbye();

corral::Task<> dropped_bad() {
  send_goodbye(); // expected-warning {{without being awaited}}
  co_return;
}

corral::Task<> dropped_receive_bad(corral::Channel<int> &jobs) {
  jobs.receive(); // expected-warning {{without being awaited}}
  co_return;
}

corral::Task<> dropped_sleep_bad(asio::io_context &io) {
  corral::sleepFor(io, 1s); // expected-warning {{without being awaited}}
  co_return;
}

corral::Task<> forgotten_bad(bool polite) {
  auto bye = send_goodbye(); // expected-warning {{without being awaited}}
  if (polite)
    co_await bye;
}

corral::Task<> awaited_ok() {
  co_await send_goodbye();
  co_await corral::allOf(send_goodbye(), send_goodbye());
}

corral::Task<> nursery_ok(corral::Nursery &nursery) {
  nursery.start(send_goodbye);
  nursery.start([]() -> corral::Task<> { co_await send_goodbye(); });
  co_return;
}

corral::Task<> cleanup_ok() {
  co_await corral::try_([]() -> corral::Task<> { co_await send_goodbye(); }).finally([]() -> corral::Task<> {
    co_await send_goodbye();
  });
}

corral::Task<> dropped_callback_bad(corral::CBPortal<int> &portal) {
  corral::untilCBCalled([](auto) {}, portal); // expected-warning {{without being awaited}}
  co_return;
}

corral::Task<> on_cancel_ok() { co_await corral::untilCancelledAnd(send_goodbye()); }

corral::Task<> offloaded_ok(corral::ThreadPool &pool) { handle(co_await pool.run([] { return 1; })); }

corral::Task<> offloaded_sleep_ok(corral::ThreadPool &pool) {
  co_await pool.run([] { std::this_thread::sleep_for(1s); });
}

corral::Task<> slept_here_bad(corral::ThreadPool &pool) {
  co_await pool.run([] {});
  std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread that this coroutine}}
}

corral::Task<> timed_pool_bad(asio::io_context &io, corral::ThreadPool &pool) {
  co_await corral::anyOf(pool.run([] { std::this_thread::sleep_for(1s); }), // expected-warning {{cannot be cancelled}}
                         corral::sleepFor(io, 1s));
}

corral::Task<> timed_pool_with_token_ok(asio::io_context &io, corral::ThreadPool &pool) {
  co_await corral::anyOf(pool.run([](corral::ThreadPool::CancelToken stop) {
    while (!stop.peek())
      std::this_thread::sleep_for(1ms);
  }),
                         corral::sleepFor(io, 1s));
}

void waited_for_ok(asio::io_context &io) { corral::run(io, send_goodbye()); }

//===-- combinators that are dropped -------------------------------------------===//

corral::Task<> dropped_joins_bad() {
  corral::allOf(store(1), store(2)); // expected-warning {{without being awaited}}
  corral::noncancellable(store(1));  // expected-warning {{without being awaited}}
  co_await store(3);
}
