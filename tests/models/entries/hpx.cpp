// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=hpx %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; hpx.cpp shows how the library is used.

#include "entries/hpx.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = hpx::future<T>;

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

// What suspends a thread of HPX, without co_await.
void waits_bad(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  hpx::wait_all(); // expected-warning {{locked across 8 suspend points}}
  hpx::wait_all_n();
  hpx::wait_any();
  hpx::wait_any_n();
  hpx::wait_some();
  hpx::wait_some_n();
  hpx::wait_each();
  hpx::wait_each_n();
}

void future_waited_for_bad(hpx::future<int> &o, std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  o.get(); // expected-warning {{locked across 4 suspend points}}
  o.wait();
  o.wait_for();
  o.wait_until();
}

void shared_future_waited_for_bad(hpx::shared_future &o, std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  o.get(); // expected-warning {{locked across 2 suspend points}}
  o.wait();
}

void future_base_waited_for_bad(hpx::lcos::detail::future_base &o, std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  o.wait(); // expected-warning {{locked across 3 suspend points}}
  o.wait_for();
  o.wait_until();
}

void slept_bad(std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  hpx::this_thread::sleep_for(); // expected-warning {{locked across 5 suspend points}}
  hpx::this_thread::sleep_until();
  hpx::this_thread::yield();
  hpx::this_thread::yield_to();
  hpx::this_thread::suspend();
}

void condition_waited_for_bad(hpx::condition_variable &o, hpx::condition_variable_any &p, std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  o.wait(); // expected-warning {{locked across 6 suspend points}}
  o.wait_for();
  o.wait_until();
  p.wait();
  p.wait_for();
  p.wait_until();
}

void others_waited_for_bad(hpx::latch &o, hpx::barrier &p, hpx::thread &q, hpx::jthread &r, std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  o.wait(); // expected-warning {{locked across 6 suspend points}}
  o.arrive_and_wait();
  p.wait();
  p.arrive_and_wait();
  q.join();
  r.join();
}

void semaphore_acquired_bad(hpx::counting_semaphore &o, hpx::counting_semaphore_var &p, std::mutex &m) {
  std::lock_guard<std::mutex> guard(m);
  o.acquire(); // expected-warning {{locked across 3 suspend points}}
  p.acquire();
  p.wait();
}

task<> looked_at_thread_ok(hpx::thread &o) {
  co_await first(take(o), tick());
  o.interrupt();
}

task<> looked_at_stop_source_ok(hpx::stop_source &o) {
  co_await first(take(o), tick());
  o.request_stop();
  o.stop_requested();
  o.stop_possible();
}

task<> looked_at_stop_token_ok(hpx::stop_token &o) {
  co_await first(take(o), tick());
  o.stop_requested();
  o.stop_possible();
}

task<> part_get_token_bad(stream &x) {
  for (;;) {
    hpx::stop_source kept;
    co_await first(entries::fill(x, kept.get_token()), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> when_any_bad(stream &x) {
  for (;;)
    co_await hpx::when_any(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_any_n_bad(stream &x) {
  for (;;)
    co_await hpx::when_any_n(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_some_bad(stream &x) {
  for (;;)
    co_await hpx::when_some(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_some_n_bad(stream &x) {
  for (;;)
    co_await hpx::when_some_n(take(x), tick()); // expected-warning {{not safe to lose}}
}

task<> when_all_ok(stream &x) {
  for (;;)
    co_await hpx::when_all(take(x), tick());
}

task<> when_all_n_ok(stream &x) {
  for (;;)
    co_await hpx::when_all_n(take(x), tick());
}

task<> when_each_ok(stream &x) {
  for (;;)
    co_await hpx::when_each(take(x), tick());
}

task<> when_each_n_ok(stream &x) {
  for (;;)
    co_await hpx::when_each_n(take(x), tick());
}

void make_ready_future_dropped_ok() { hpx::make_ready_future(); }

void make_exceptional_future_dropped_ok() { hpx::make_exceptional_future(); }

task<> interruption_point_ok() {
  for (;;) {
    co_await entries::deaf_tick();
    hpx::this_thread::interruption_point();
  }
}

task<> interruption_point_raced_ok() { co_await first(interruption_point_ok(), tick()); }

task<> dropped_future_bad() {
  entries_of::make_hpx_future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> future_awaited_bad() {
  for (;;)
    co_await first(entries_of::make_hpx_future(), tick()); // expected-warning {{cannot be cancelled}}
}

task<> dropped_shared_future_bad() {
  entries_of::make_hpx_shared_future(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> shared_future_awaited_bad() {
  for (;;)
    co_await first(entries_of::make_hpx_shared_future(), tick()); // expected-warning {{cannot be cancelled}}
}

task<> dropped_future_base_bad() {
  entries_of::make_hpx_lcos_detail_future_base(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> future_base_awaited_bad() {
  for (;;)
    co_await first(entries_of::make_hpx_lcos_detail_future_base(), tick()); // expected-warning {{cannot be cancelled}}
}

task<> mutex_across_bad(hpx::mutex &m) {
  std::lock_guard<hpx::mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> timed_mutex_across_bad(hpx::timed_mutex &m) {
  std::lock_guard<hpx::timed_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> spinlock_across_bad(hpx::spinlock &m) {
  std::lock_guard<hpx::spinlock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> spinlock_across_2_bad(hpx::detail::spinlock &m) {
  std::lock_guard<hpx::detail::spinlock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> shared_mutex_across_ok(hpx::shared_mutex &m) {
  std::lock_guard<hpx::shared_mutex> guard(m);
  co_await tick();
}

task<> shared_mutex_across_2_ok(hpx::detail::shared_mutex &m) {
  std::lock_guard<hpx::detail::shared_mutex> guard(m);
  co_await tick();
}



task<> stop_source_given_ok(stream &x, hpx::stop_source token) {
  co_await x.next_until(token);
  co_await x.next();
}

thread_local int calls;
task<> on_another_thread_bad() {
  int &here = calls;
  co_await tick();
  entries::use(here); // expected-warning {{of the thread before the suspend point}}
}

task<> recursive_mutex_across_bad(hpx::detail::recursive_mutex_impl &m) {
  std::lock_guard<hpx::detail::recursive_mutex_impl> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}
