// REQUIRES: llvm-22
// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// libcoro: nothing is cancelled. The losers of when_any run on, take what comes next, and nobody gets it.

#include "libcoro.h"

#include <mutex>

using namespace std::chrono_literals;

void handle(int job);
void handle(const std::string &bytes);
void on_idle();

//===-- races ---------------------------------------------------------------===//

coro::task<void> serve_queue_bad(coro::queue<int> &jobs, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(jobs.pop(), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

// The queue is shut down when the clock wins: the next pop says so.
coro::task<void> serve_queue_ok(coro::queue<int> &jobs, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(jobs.pop(), sched.yield_for(1s));
    if (r.index() == 1)
      co_await jobs.shutdown();
  }
}

// A stop source asks the losers to stop; it does not wait for them, and pop() does not listen.
coro::task<void> serve_with_stop_source_bad(coro::queue<int> &jobs, coro::scheduler &sched) {
  for (;;) {
    std::stop_source stop;
    auto r = co_await coro::when_any(stop, jobs.pop(), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

coro::task<int> next_job(coro::queue<int> &jobs) {
  auto job = co_await jobs.pop();
  co_return *job;
}

// The first value of a range comes back alone: every other pop is lost.
coro::task<void> first_of_two_queues_bad(coro::queue<int> &fast, coro::queue<int> &slow) {
  for (;;) {
    std::vector<coro::task<int>> both;
    both.push_back(next_job(fast)); // expected-warning {{not safe to lose}}
    both.push_back(next_job(slow)); // expected-warning {{not safe to lose}}
    handle(co_await coro::when_any(std::move(both)));
  }
}

coro::task<void> timeout_overload_bad(coro::queue<int> &jobs, coro::scheduler &sched) {
  for (;;) {
    auto job = co_await sched.schedule(next_job(jobs), 1s); // expected-warning {{not safe to lose}}
    if (!job) {
      on_idle();
      continue;
    }
    handle(*job);
  }
}

coro::task<void> timeout_overload_ok(coro::queue<int> &jobs, coro::scheduler &sched) {
  for (;;) {
    auto job = co_await sched.schedule(next_job(jobs), 1s);
    if (!job) {
      co_await jobs.shutdown();
      co_return;
    }
    handle(*job);
  }
}

// One argument only moves the task to the scheduler.
coro::task<void> schedule_is_no_race_ok(coro::queue<int> &jobs, coro::scheduler &sched) {
  for (;;)
    handle(co_await sched.schedule(next_job(jobs)));
}

coro::task<void> ring_buffer_bad(coro::ring_buffer<int, 8> &ring, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(ring.consume(), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

coro::task<void> read_some_bad(coro::net::tcp::client &client, coro::scheduler &sched) {
  std::string buffer(512, '\0');
  for (;;) {
    auto r = co_await coro::when_any(client.read_some(buffer), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

coro::task<void> read_exact_bad(coro::net::tcp::client &client, coro::scheduler &sched) {
  std::string buffer(512, '\0');
  for (;;) {
    auto r = co_await coro::when_any(client.read_exact(buffer), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

// Its own timeout cuts it short and tells what it has read.
coro::task<void> read_exact_with_its_timeout_ok(coro::net::tcp::client &client) {
  std::string buffer(512, '\0');
  for (;;) {
    auto [status, n] = co_await client.read_exact(buffer, 1000ms);
    handle(buffer.substr(0, n));
    if (status.is_closed())
      co_return;
  }
}

coro::task<void> write_all_bad(coro::net::tcp::client &client, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(client.write_all("ping"), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

coro::task<void> write_some_bad(coro::net::tcp::client &client, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(client.write_some("ping"), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

coro::task<void> write_all_then_close_ok(coro::net::tcp::client &client, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(client.write_all("ping"), sched.yield_for(1s));
    if (r.index() == 1) {
      client.socket().close();
      co_await client.connect();
    }
  }
}

coro::task<void> accept_bad(coro::net::tcp::server &server, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(server.accept(), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

// Readiness takes nothing.
coro::task<void> wait_for_readiness_ok(coro::net::tcp::server &server, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(server.poll(), sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

// An abandoned lock() acquires the mutex later, and nobody unlocks it.
coro::task<void> lock_bad(coro::mutex &m, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(m.lock(), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 0)
      m.unlock();
  }
}

// The guard that the loser gets is released when the loser ends.
coro::task<void> scoped_lock_ok(coro::mutex &m, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(m.scoped_lock(), sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

coro::task<void> permit_bad(coro::semaphore<4> &permits, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(permits.acquire(), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 0)
      co_await permits.release();
  }
}

// An abandoned push still pushes.
coro::task<void> push_ok(coro::queue<int> &jobs, coro::scheduler &sched) {
  for (int i = 0;; ++i) {
    auto r = co_await coro::when_any(jobs.push(i), sched.yield_for(1s));
    if (r.index() == 1)
      on_idle();
  }
}

// Waiting for an event loses nothing but the wait.
coro::task<void> event_ok(coro::event &ready, coro::latch &done) {
  for (;;)
    co_await coro::when_any(ready, done);
}

coro::task<void> readiness_of_client_ok(coro::net::tcp::client &client, coro::scheduler &sched) {
  for (;;)
    co_await coro::when_any(client.poll(coro::poll_op::read), sched.yield_for(1s));
}

coro::task<void> exclusive_lock_bad(coro::shared_mutex<coro::thread_pool> &m, coro::scheduler &sched) {
  for (;;) {
    auto r = co_await coro::when_any(m.lock(), // expected-warning {{not safe to lose}}
                                     sched.yield_for(1s));
    if (r.index() == 0)
      co_await m.unlock();
  }
}

// Waiting for all loses nothing.
coro::task<void> join_ok(coro::queue<int> &fast, coro::queue<int> &slow) {
  for (;;)
    co_await coro::when_all(next_job(fast), next_job(slow));
}

//===-- locks ---------------------------------------------------------------===//

coro::task<void> thread_lock_bad(std::mutex &m, coro::scheduler &sched) {
  std::lock_guard<std::mutex> lock(m);
  co_await sched.yield_for(1s); // expected-warning {{locked across}}
}

coro::task<void> async_lock_ok(coro::mutex &m, coro::scheduler &sched) {
  auto lock = co_await m.scoped_lock();
  co_await sched.yield_for(1s);
}

coro::task<void> exclusive_lock_ok(coro::shared_mutex<coro::thread_pool> &m, coro::scheduler &sched) {
  co_await m.lock();
  co_await sched.yield_for(1s);
  co_await m.unlock();
}

coro::task<void> async_lock_by_hand_ok(coro::mutex &m, coro::scheduler &sched) {
  co_await m.lock();
  co_await sched.yield_for(1s);
  m.unlock();
}

//===-- tasks ---------------------------------------------------------------===//

coro::task<void> send_goodbye();

coro::task<void> dropped_bad() {
  send_goodbye(); // expected-warning {{without being awaited}}
  co_return;
}

coro::task<void> dropped_join_bad(coro::queue<int> &fast, coro::queue<int> &slow) {
  coro::when_all(next_job(fast), next_job(slow)); // expected-warning {{without being awaited}}
  co_return;
}

coro::task<void> lock_never_taken_bad(coro::mutex &m) {
  m.lock(); // expected-warning {{without being awaited}}
  co_return;
}

coro::task<void> forgotten_bad(bool polite) {
  auto bye = send_goodbye(); // expected-warning {{without being awaited}}
  if (polite)
    co_await bye;
}

coro::task<void> awaited_ok() { co_await send_goodbye(); }

void spawned_ok(coro::thread_pool &pool, coro::scheduler &sched) {
  pool.spawn_detached(send_goodbye());
  sched.spawn_detached(send_goodbye());
}

coro::task<void> joined_ok(coro::thread_pool &pool) {
  auto ended = pool.spawn_joinable(send_goodbye());
  co_await ended;
}

coro::task<void> grouped_ok(coro::task_group<coro::scheduler> &group) {
  if (!group.start(send_goodbye()))
    on_idle();
  co_await group;
}

void waited_for_ok() { coro::sync_wait(send_goodbye()); }

coro::task<void> awaited_with_others_ok() { co_await coro::when_all(send_goodbye(), send_goodbye()); }

coro::task<void> group_left_bad(std::unique_ptr<coro::scheduler> &sched) {
  coro::task_group<coro::scheduler> group(sched); // expected-warning {{may end without having been joined}}
  (void)group.start(send_goodbye());
  co_await send_goodbye();
}

coro::task<void> local_group_ok(std::unique_ptr<coro::scheduler> &sched) {
  coro::task_group<coro::scheduler> group(sched);
  (void)group.start(send_goodbye());
  co_await group;
}

coro::task<void> container_left_bad(std::shared_ptr<coro::thread_pool> pool) {
  coro::task_container<coro::thread_pool> group(pool); // expected-warning {{may end without having been joined}}
  group.start(send_goodbye());
  co_await send_goodbye();
}

coro::task<void> local_container_ok(std::shared_ptr<coro::thread_pool> pool) {
  coro::task_container<coro::thread_pool> group(pool);
  group.start(send_goodbye());
  co_await group.garbage_collect_and_yield_until_empty();
}

coro::task<void> local_container_that_yields_ok(std::shared_ptr<coro::thread_pool> pool) {
  coro::task_container<coro::thread_pool> group(pool);
  group.start(send_goodbye());
  co_await group.yield_until_empty();
}

//===-- the end, which a status tells ------------------------------------------===//

coro::task<void> read_on_bad(coro::net::tcp::client client) {
  std::string buffer;
  for (;;) {
    auto [status, size] = co_await client.read_some(buffer); // expected-warning {{this loop spins}}
    if (!status.is_ok())
      continue;
    handle(size);
  }
}

coro::task<void> read_on2_bad(coro::net::tcp::client client) {
  std::string buffer;
  for (;;) {
    auto [status, size] = co_await client.read_exact(buffer); // expected-warning {{this loop spins}}
    if (status.is_closed())
      on_idle();
    handle(size);
  }
}

coro::task<void> read_until_closed_ok(coro::net::tcp::client client) {
  std::string buffer;
  for (;;) {
    auto [status, size] = co_await client.read_some(buffer);
    if (status.is_closed())
      co_return;
    handle(size);
  }
}

coro::task<void> read_with_a_timeout_ok(coro::net::tcp::client client) {
  std::string buffer;
  for (;;) {
    auto [status, size] = co_await client.read_some(buffer, 5s);
    if (status.is_timeout())
      continue;
    if (!status)
      co_return;
    handle(size);
  }
}

coro::task<void> pop_under_a_lock_bad(coro::queue<int> &queue, coro::mutex &mutex) {
  for (;;) {
    auto next = co_await queue.pop(); // expected-warning {{this loop spins}}
    auto lock = co_await mutex.scoped_lock();
    if (next)
      handle(*next);
  }
}

coro::task<void> pop_under_a_lock_ok(coro::queue<int> &queue, coro::mutex &mutex) {
  for (;;) {
    auto next = co_await queue.pop();
    auto lock = co_await mutex.scoped_lock();
    if (!next)
      break;
    handle(*next);
  }
}

// A turn of our own in the context, which is shared, is no wait for the other task in it.
coro::task<void> tally(int &sum) {
  co_await coro::event();
  ++sum;
}
coro::task<void> takes_a_turn_bad(std::unique_ptr<coro::scheduler> &s) {
  int sum = 0;
  s->spawn_detached(tally(sum)); // expected-warning {{'tally' uses 'sum', but it runs on}}
  co_await s->yield_for(10ms);
}
coro::task<void> hops_bad(std::shared_ptr<coro::thread_pool> p) {
  int sum = 0;
  p->spawn_detached(tally(sum)); // expected-warning {{'tally' uses 'sum', but it runs on}}
  co_await p->schedule();
}
coro::task<void> joins_ok(std::shared_ptr<coro::thread_pool> p) {
  int sum = 0;
  co_await p->spawn_joinable(tally(sum));
}

// A pool that a local owns ends with it, and waits for its tasks then.
coro::task<void> own_pool_ok() {
  int sum = 0;
  auto p = std::make_unique<coro::thread_pool>();
  p->spawn_detached(tally(sum));
  co_await p->schedule();
}
coro::task<void> own_pool_made_before_bad() {
  auto p = std::make_unique<coro::thread_pool>();
  int sum = 0;
  p->spawn_detached(tally(sum)); // expected-warning {{'tally' uses 'sum', but its scope is not joined while that lives}}
  co_await p->schedule();
}
coro::task<void> own_pool_ended_ok() {
  auto p = std::make_unique<coro::thread_pool>();
  int sum = 0;
  p->spawn_detached(tally(sum));
  co_await p->schedule();
  p.reset();
}
coro::task<void> own_pool_handed_on_bad(std::unique_ptr<coro::thread_pool> &kept) {
  int sum = 0;
  auto p = std::make_unique<coro::thread_pool>();
  p->spawn_detached(tally(sum)); // expected-warning {{'tally' uses 'sum', but it runs on}}
  kept = std::move(p);
  co_await coro::event();
}
