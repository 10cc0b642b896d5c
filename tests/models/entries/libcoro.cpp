// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=libcoro %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; libcoro.cpp shows how the library is used.

#include "entries/libcoro.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = coro::task<T>;

struct stream {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
};

task<int> start();
template <class T, class... A> T counting(A &...n);
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL T taken(COROSAFE_ON stream &from);
task<> count(int &n) {
  co_await tick();
  ++n;
}

task<> raced_scheduler_bad(coro::scheduler &o, stream &x) {
  for (;;) {
    co_await first(o.schedule(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.yield(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.yield_for(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.yield_until(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.schedule_after(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.schedule_at(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_scheduler_2_ok(coro::scheduler &o, stream &x) {
  for (;;) {
    co_await first(o.poll(), tick());
  }
}

task<> raced_io_scheduler_bad(coro::io_scheduler &o, stream &x) {
  for (;;) {
    co_await first(o.schedule(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.yield(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.yield_for(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.yield_until(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.schedule_after(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.schedule_at(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_io_scheduler_2_ok(coro::io_scheduler &o, stream &x) {
  for (;;) {
    co_await first(o.poll(), tick());
  }
}

task<> raced_thread_pool_bad(coro::thread_pool &o, stream &x) {
  for (;;) {
    co_await first(o.schedule(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.yield(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_mutex_bad(coro::mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.scoped_lock(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_shared_mutex_bad(coro::shared_mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.lock_shared(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_semaphore_bad(coro::semaphore &o, stream &x) {
  for (;;) {
    co_await first(o.acquire(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_condition_variable_bad(coro::condition_variable &o, stream &x) {
  for (;;) {
    co_await first(o.wait(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.wait_for(), tick());
    co_await first(o.wait_until(), tick());
  }
}

task<> raced_queue_bad(coro::queue &o, stream &x) {
  for (;;) {
    co_await first(o.pop(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.push(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.emplace(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_ring_buffer_bad(coro::ring_buffer &o, stream &x) {
  for (;;) {
    co_await first(o.consume(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.produce(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_client_bad(coro::net::tcp::client &o, stream &x) {
  for (;;) {
    co_await first(o.read_some(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.read_exact(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.write_some(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.write_all(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.connect(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.poll(), tick());
  }
}

task<> raced_client_2_bad(coro::net::tls::client &o, stream &x) {
  for (;;) {
    co_await first(o.connect(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_server_bad(coro::net::tcp::server &o, stream &x) {
  for (;;) {
    co_await first(o.poll(), tick());
    co_await first(o.accept(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_server_2_bad(coro::net::tls::server &o, stream &x) {
  for (;;) {
    co_await first(o.poll(), tick());
    co_await first(o.accept(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
  }
}

task<> raced_peer_bad(coro::net::udp::peer &o, stream &x) {
  for (;;) {
    co_await first(o.poll(), tick());
    co_await first(o.read_from(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.write_to(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_resolver_bad(coro::net::dns::resolver &o, stream &x) {
  for (;;) {
    co_await first(o.host_by_name(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> blocking_calls_bad() {
  coro::sync_wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_scheduler_bad(coro::scheduler &o) {
  o.shutdown(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_io_scheduler_bad(coro::io_scheduler &o) {
  o.shutdown(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_thread_pool_bad(coro::thread_pool &o) {
  o.shutdown(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> closed_queue_ok(coro::queue &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.shutdown();
    break;
  case 1:
    o.shutdown_drain();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_ring_buffer_ok(coro::ring_buffer &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.shutdown();
    break;
  case 1:
    o.shutdown_drain();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_semaphore_ok(coro::semaphore &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.shutdown();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_socket_ok(coro::net::socket &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.close();
    break;
  case 1:
    o.shutdown();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_client_ok(coro::net::tls::client &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    o.shutdown();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> when_any_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await coro::when_any(entries::any<std::stop_source>(), branches);
  }
}

task<> when_any_2_bad(stream &x) {
  for (;;)
    co_await coro::when_any(entries::any<std::stop_source>(), take(x), take(x)); // expected-warning {{waits for the first of these}} expected-warning {{not safe to lose}} expected-warning {{not safe to lose}}
}

task<> when_any_3_bad(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x)); // expected-warning {{not safe to lose}}
    co_await coro::when_any(branches);
  }
}

task<> when_any_4_bad(stream &x) {
  for (;;)
    co_await coro::when_any(take(x), tick(), 1); // expected-warning {{not safe to lose}}
}

task<> when_all_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await coro::when_all(branches);
  }
}

task<> when_all_2_ok(stream &x) {
  for (;;)
    co_await coro::when_all(take(x), tick());
}

task<> schedule_bad(stream &x, coro::scheduler &o) {
  for (;;)
    co_await o.schedule(entries::any<std::stop_source>(), take(x), 1); // expected-warning {{not safe to lose}}
}

task<> schedule_2_bad(stream &x, coro::io_scheduler &o) {
  for (;;)
    co_await o.schedule(entries::any<std::stop_source>(), take(x), 1); // expected-warning {{not safe to lose}}
}

task<> schedule_3_bad(stream &x, coro::scheduler &o) {
  for (;;)
    co_await o.schedule(take(x), 1); // expected-warning {{not safe to lose}}
}

task<> schedule_4_bad(stream &x, coro::io_scheduler &o) {
  for (;;)
    co_await o.schedule(take(x), 1); // expected-warning {{not safe to lose}}
}

task<> schedule_5_bad(stream &x, coro::scheduler &o) {
  for (;;)
    co_await first(o.schedule(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> schedule_6_bad(stream &x, coro::io_scheduler &o) {
  for (;;)
    co_await first(o.schedule(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> schedule_7_bad(stream &x, coro::thread_pool &o) {
  for (;;)
    co_await first(o.schedule(take(x)), tick()); // expected-warning {{not safe to lose}}
}

void spawn_detached_bad(coro::scheduler &o) {
  int n = 0;
  o.spawn_detached(count(n)); // expected-warning {{but it runs on after}}
}

void spawn_detached_2_bad(coro::thread_pool &o) {
  int n = 0;
  o.spawn_detached(count(n)); // expected-warning {{but it runs on after}}
}

void spawn_detached_3_bad(coro::io_scheduler &o) {
  int n = 0;
  o.spawn_detached(count(n)); // expected-warning {{but it runs on after}}
}

void spawn_bad(coro::io_scheduler &o) {
  int n = 0;
  o.spawn(count(n)); // expected-warning {{but it runs on after}}
}

void spawn_2_bad(coro::thread_pool &o) {
  int n = 0;
  o.spawn(count(n)); // expected-warning {{but it runs on after}}
}

task<> spawn_joinable_bad(stream &x, coro::scheduler &o) {
  for (;;)
    co_await first(o.spawn_joinable(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> spawn_joinable_2_bad(stream &x, coro::thread_pool &o) {
  for (;;)
    co_await first(o.spawn_joinable(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> invoke_bad(stream &x) {
  for (;;)
    co_await first(coro::invoke([&] { return take(x); }), tick()); // expected-warning {{not safe to lose}}
}

task<> scoped_lock_bad(stream &x, coro::shared_mutex &o) {
  for (;;)
    co_await first(o.scoped_lock(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> scoped_lock_shared_bad(stream &x, coro::shared_mutex &o) {
  for (;;)
    co_await first(o.scoped_lock_shared(take(x)), tick()); // expected-warning {{not safe to lose}}
}

task<> used_try_pop_bad(coro::queue &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.try_pop();
}

task<> used_release_bad(coro::semaphore &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.release();
}

task<> used_try_acquire_bad(coro::semaphore &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.try_acquire();
}

task<> used_recv_bad(coro::net::tcp::client &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.recv();
}

task<> used_send_bad(coro::net::tcp::client &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.send();
}

task<> used_recvfrom_bad(coro::net::udp::peer &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.recvfrom();
}

task<> used_sendto_bad(coro::net::udp::peer &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.sendto();
}

task<> expected_has_value_tells_ok(stream &x) {
  for (;;) {
    tl::expected r = co_await entries::within<tl::expected>(take(x));
    if (!r.has_value())
      co_return;
  }
}

task<> expected_value_tells_ok(stream &x) {
  for (;;) {
    tl::expected r = co_await entries::within<tl::expected>(take(x));
    r.value();
  }
}

task<> io_status_is_ok_tells_ok(stream &x) {
  for (;;) {
    coro::net::io_status r = co_await entries::within<coro::net::io_status>(take(x));
    if (!r.is_ok())
      co_return;
  }
}

task<> io_status_bool_tells_bad(coro::net::tcp::client &o, char *into) {
  for (;;) {
    auto [status, n] = co_await o.read_some(into); // expected-warning {{this loop spins}}
    if (status)
      entries::use(n);
  }
}

task<> io_status_bool_tells_ok(coro::net::tcp::client &o, char *into) {
  for (;;) {
    auto [status, n] = co_await o.read_some(into);
    if (!status)
      co_return;
  }
}

task<> io_status_is_closed_tells_bad(coro::net::tcp::client &o, char *into) {
  for (;;) {
    auto [status, n] = co_await o.read_some(into); // expected-warning {{this loop spins}}
    if (status.is_closed())
      entries::use(n);
  }
}

task<> dropped_task_bad() {
  entries_of::make_coro_task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_when_all_ready_awaitable_bad() {
  entries_of::make_coro_detail_when_all_ready_awaitable(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> mutex_across_ok(coro::mutex &m) {
  std::lock_guard<coro::mutex> guard(m);
  co_await tick();
}

task<> shared_mutex_across_ok(coro::shared_mutex &m) {
  std::lock_guard<coro::shared_mutex> guard(m);
  co_await tick();
}

task<> scoped_lock_guards_ok(std::mutex &m) {
  coro::scoped_lock guard(m);
  co_await tick();
}

task<> event_awaited_bad(coro::event &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> event_alone_ok(coro::event &o) { co_await o; }

task<> latch_awaited_bad(coro::latch &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> latch_alone_ok(coro::latch &o) { co_await o; }

task<> task_group_awaited_bad(coro::task_group &o) {
  for (;;)
    co_await first(o, tick()); // expected-warning {{cannot be cancelled}}
}

task<> task_group_alone_ok(coro::task_group &o) { co_await o; }

task<> task_group_unjoined_bad() {
  coro::task_group scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.start(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}

task<> poll_stop_token_given_ok(stream &x, coro::poll_stop_token token) {
  co_await x.next_until(token);
  co_await x.next();
}

thread_local int calls;
task<> on_another_thread_bad() {
  int &here = calls;
  co_await tick();
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

void thread_pool_ends_first_ok() {
  int n = 0;
  coro::thread_pool pool;
  pool.spawn_detached(count(n));
}
void thread_pool_ends_last_bad() {
  coro::thread_pool pool;
  int n = 0;
  pool.spawn_detached(count(n)); // expected-warning {{its scope is not joined while that lives}}
}

void scheduler_ends_first_ok() {
  int n = 0;
  coro::scheduler pool;
  pool.spawn_detached(count(n));
}
void scheduler_ends_last_bad() {
  coro::scheduler pool;
  int n = 0;
  pool.spawn_detached(count(n)); // expected-warning {{its scope is not joined while that lives}}
}

void io_scheduler_ends_first_ok() {
  int n = 0;
  coro::io_scheduler pool;
  pool.spawn_detached(count(n));
}
void io_scheduler_ends_last_bad() {
  coro::io_scheduler pool;
  int n = 0;
  pool.spawn_detached(count(n)); // expected-warning {{its scope is not joined while that lives}}
}

task<> task_container_unjoined_bad() {
  coro::task_container scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.start(count(n)); // expected-warning {{its scope is not joined while that lives}}
  co_await tick();
}
