// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=tbb %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; tbb.cpp shows how the library is used.

#include "entries/tbb.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = entries::task<T>;

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

task<> blocking_calls_bad() {
  tbb::parallel_for(); // expected-warning {{blocks the thread that this coroutine}}
  tbb::parallel_reduce(); // expected-warning {{blocks the thread that this coroutine}}
  tbb::parallel_invoke(); // expected-warning {{blocks the thread that this coroutine}}
  tbb::task_group_base::wait(); // expected-warning {{blocks the thread that this coroutine}}
  tbb::graph::wait_for_all(); // expected-warning {{blocks the thread that this coroutine}}
  tbb::concurrent_bounded_queue::push(); // expected-warning {{blocks the thread that this coroutine}}
  tbb::concurrent_bounded_queue::pop(); // expected-warning {{blocks the thread that this coroutine}}
  tbb::task_arena::execute(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> mutex_across_bad(tbb::mutex &m) {
  std::lock_guard<tbb::mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> spin_mutex_across_bad(tbb::spin_mutex &m) {
  std::lock_guard<tbb::spin_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> rw_mutex_across_bad(tbb::rw_mutex &m) {
  std::lock_guard<tbb::rw_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> spin_rw_mutex_across_bad(tbb::spin_rw_mutex &m) {
  std::lock_guard<tbb::spin_rw_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> queuing_mutex_across_bad(tbb::queuing_mutex &m) {
  std::lock_guard<tbb::queuing_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> queuing_rw_mutex_across_bad(tbb::queuing_rw_mutex &m) {
  std::lock_guard<tbb::queuing_rw_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> null_mutex_across_ok(tbb::null_mutex &m) {
  std::lock_guard<tbb::null_mutex> guard(m);
  co_await tick();
}

task<> null_rw_mutex_across_ok(tbb::null_rw_mutex &m) {
  std::lock_guard<tbb::null_rw_mutex> guard(m);
  co_await tick();
}

task<> unique_scoped_lock_guards_bad(std::mutex &m) {
  tbb::unique_scoped_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> rw_scoped_lock_guards_bad(std::mutex &m) {
  tbb::rw_scoped_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> scoped_lock_guards_bad(std::mutex &m) {
  tbb::queuing_mutex::scoped_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> scoped_lock_guards_2_bad(std::mutex &m) {
  tbb::queuing_rw_mutex::scoped_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> task_group_unjoined_bad() {
  tbb::task_group scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.run(count(n));
  co_await tick();
}

task<> task_group_unjoined_2_bad() {
  tbb::detail::d2::task_group scope; // expected-warning {{may end without having been joined}}
  int n = 0;
  scope.run(count(n));
  co_await tick();
}
