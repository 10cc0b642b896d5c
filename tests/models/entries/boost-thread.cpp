// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=boost-thread %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; boost-thread.cpp shows how the library is used.

#include "entries/boost-thread.h"

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
  boost::this_thread::sleep_for(); // expected-warning {{blocks the thread that this coroutine}}
  boost::this_thread::sleep_until(); // expected-warning {{blocks the thread that this coroutine}}
  boost::this_thread::sleep(); // expected-warning {{blocks the thread that this coroutine}}
  boost::detail::basic_future::wait(); // expected-warning {{blocks the thread that this coroutine}}
  boost::detail::basic_future::wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  boost::detail::basic_future::wait_until(); // expected-warning {{blocks the thread that this coroutine}}
  boost::wait_for_all(); // expected-warning {{blocks the thread that this coroutine}}
  boost::wait_for_any(); // expected-warning {{blocks the thread that this coroutine}}
  boost::condition_variable::wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::condition_variable::wait_for(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::condition_variable::wait_until(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::condition_variable_any::wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::condition_variable_any::wait_for(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::condition_variable_any::wait_until(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::interprocess_condition::wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::interprocess_condition::timed_wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::interprocess_condition::wait_for(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::interprocess_condition::wait_until(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  boost::barrier::wait(); // expected-warning {{blocks the thread that this coroutine}}
  boost::barrier::count_down_and_wait(); // expected-warning {{blocks the thread that this coroutine}}
  boost::latch::wait(); // expected-warning {{blocks the thread that this coroutine}}
  boost::latch::wait_for(); // expected-warning {{blocks the thread that this coroutine}}
  boost::latch::wait_until(); // expected-warning {{blocks the thread that this coroutine}}
  boost::latch::sync(); // expected-warning {{blocks the thread that this coroutine}}
  boost::latch::count_down_and_wait(); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::interprocess_semaphore::wait(); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::interprocess_semaphore::timed_wait(); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::message_queue_t::send(); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::message_queue_t::receive(); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::message_queue_t::timed_send(); // expected-warning {{blocks the thread that this coroutine}}
  boost::interprocess::message_queue_t::timed_receive(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_thread_bad(boost::thread &o) {
  o.join(); // expected-warning {{blocks the thread that this coroutine}}
  o.try_join_for(); // expected-warning {{blocks the thread that this coroutine}}
  o.try_join_until(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_future_bad(boost::future &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_unique_future_bad(boost::unique_future &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_shared_future_bad(boost::shared_future &o) {
  o.get(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> make_unique_lock_across_bad(std::mutex &m) {
  auto guard = boost::make_unique_lock(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> synchronize_across_bad(boost::synchronized_value &o) {
  auto guard = o.synchronize();
  co_await tick(); // expected-warning {{locked across}}
}

task<> operator__across_bad(boost::synchronized_value &o) {
  auto guard = o.operator->();
  co_await tick(); // expected-warning {{locked across}}
}

task<> unique_lock_not_held_ok(std::mutex &m) {
  boost::unique_lock guard(m);
  if (!guard.owns_lock())
    co_await tick();
}

task<> shared_lock_not_held_ok(std::mutex &m) {
  boost::shared_lock guard(m);
  if (!guard.owns_lock())
    co_await tick();
}

task<> upgrade_lock_not_held_ok(std::mutex &m) {
  boost::upgrade_lock guard(m);
  if (!guard.owns_lock())
    co_await tick();
}

task<> upgrade_to_unique_lock_not_held_ok(std::mutex &m) {
  boost::upgrade_to_unique_lock guard(m);
  if (!guard.owns_lock())
    co_await tick();
}

task<> scoped_lock_not_held_ok(std::mutex &m) {
  boost::interprocess::scoped_lock guard(m);
  if (!guard.owns())
    co_await tick();
}

task<> sharable_lock_not_held_ok(std::mutex &m) {
  boost::interprocess::sharable_lock guard(m);
  if (!guard.owns())
    co_await tick();
}

task<> unique_lock_swapped_bad(std::mutex &m) {
  boost::unique_lock longer;
  {
    boost::unique_lock guard(m);
    longer.swap(guard);
  }
  co_await tick(); // expected-warning {{locked across}}
}

task<> shared_lock_swapped_bad(std::mutex &m) {
  boost::shared_lock longer;
  {
    boost::shared_lock guard(m);
    longer.swap(guard);
  }
  co_await tick(); // expected-warning {{locked across}}
}

task<> upgrade_lock_swapped_bad(std::mutex &m) {
  boost::upgrade_lock longer;
  {
    boost::upgrade_lock guard(m);
    longer.swap(guard);
  }
  co_await tick(); // expected-warning {{locked across}}
}

task<> lock_bad(std::mutex &m) {
  boost::lock(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> try_lock_bad(std::mutex &m) {
  if (boost::try_lock(m) == 0)
  co_await tick(); // expected-warning {{locked across}}
}

struct enable_shared_from_this_kept : boost::enable_shared_from_this {
  task<> run() {
    auto self = shared_from_this();
    co_await tick();
    ++n;
  }
  void begin_ok() { entries::spawn(run()); }
  int n = 0;
};

task<> mutex_across_bad(boost::mutex &m) {
  std::lock_guard<boost::mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> recursive_mutex_across_bad(boost::recursive_mutex &m) {
  std::lock_guard<boost::recursive_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> timed_mutex_across_bad(boost::timed_mutex &m) {
  std::lock_guard<boost::timed_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> recursive_timed_mutex_across_bad(boost::recursive_timed_mutex &m) {
  std::lock_guard<boost::recursive_timed_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> shared_mutex_across_bad(boost::shared_mutex &m) {
  std::lock_guard<boost::shared_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> upgrade_mutex_across_bad(boost::upgrade_mutex &m) {
  std::lock_guard<boost::upgrade_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> lock_guard_guards_bad(std::mutex &m) {
  boost::lock_guard guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> shared_lock_guard_guards_bad(std::mutex &m) {
  boost::shared_lock_guard guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> strict_lock_guards_bad(std::mutex &m) {
  boost::strict_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> nested_strict_lock_guards_bad(std::mutex &m) {
  boost::nested_strict_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> upgrade_to_unique_lock_guards_bad(std::mutex &m) {
  boost::upgrade_to_unique_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> strict_lock_ptr_guards_bad(std::mutex &m) {
  boost::strict_lock_ptr guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> unique_lock_guards_bad(std::mutex &m) {
  boost::unique_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> shared_lock_guards_bad(std::mutex &m) {
  boost::shared_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> upgrade_lock_guards_bad(std::mutex &m) {
  boost::upgrade_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> unique_lock_ptr_guards_bad(std::mutex &m) {
  boost::unique_lock_ptr guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> reverse_lock_guards_ok(std::mutex &m) {
  boost::reverse_lock guard(m);
  co_await tick();
}

task<> interprocess_mutex_across_bad(boost::interprocess::interprocess_mutex &m) {
  std::lock_guard<boost::interprocess::interprocess_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> named_mutex_across_bad(boost::interprocess::named_mutex &m) {
  std::lock_guard<boost::interprocess::named_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> interprocess_recursive_mutex_across_bad(boost::interprocess::interprocess_recursive_mutex &m) {
  std::lock_guard<boost::interprocess::interprocess_recursive_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> interprocess_sharable_mutex_across_bad(boost::interprocess::interprocess_sharable_mutex &m) {
  std::lock_guard<boost::interprocess::interprocess_sharable_mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> scoped_lock_guards_bad(std::mutex &m) {
  boost::interprocess::scoped_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> sharable_lock_guards_bad(std::mutex &m) {
  boost::interprocess::sharable_lock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> dropped_future_ok() {
  entries_of::make_boost_future();
  co_await tick();
}

task<> dropped_unique_future_ok() {
  entries_of::make_boost_unique_future();
  co_await tick();
}

task<> dropped_shared_future_ok() {
  entries_of::make_boost_shared_future();
  co_await tick();
}

task<> dropped_thread_bad() {
  entries_of::make_boost_thread(); // expected-warning {{without being joined}}
  co_await tick();
}

struct shared_ptr_kept_by {
  task<> run(boost::shared_ptr<shared_ptr_kept_by> self) {
    co_await tick();
    ++n;
  }
  void begin_ok(boost::shared_ptr<shared_ptr_kept_by> self) { entries::spawn(run(self)); }
  int n = 0;
};

struct intrusive_ptr_kept_by {
  task<> run(boost::intrusive_ptr<intrusive_ptr_kept_by> self) {
    co_await tick();
    ++n;
  }
  void begin_ok(boost::intrusive_ptr<intrusive_ptr_kept_by> self) { entries::spawn(run(self)); }
  int n = 0;
};

struct enable_shared_from_this_loose : boost::enable_shared_from_this {
  task<> run() {
    co_await tick();
    ++n;
  }
  void begin_bad() { entries::spawn(run()); } // expected-warning {{but it runs on after}}
  int n = 0;
};

struct intrusive_ref_counter_loose : boost::intrusive_ref_counter {
  task<> run() {
    co_await tick();
    ++n;
  }
  void begin_bad() { entries::spawn(run()); } // expected-warning {{but it runs on after}}
  int n = 0;
};

task<> basic_string_view_seen_bad(boost::basic_string_view seen) {
  co_await tick();
  entries::use(seen.front());
}

void basic_string_view_seen_spawned_bad() {
  std::string text;
  entries::spawn(basic_string_view_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> basic_string_view_seen_2_bad(boost::core::basic_string_view seen) {
  co_await tick();
  entries::use(seen.front());
}

void basic_string_view_seen_2_spawned_bad() {
  std::string text;
  entries::spawn(basic_string_view_seen_2_bad(text)); // expected-warning {{but it runs on after}}
}

task<> span_seen_bad(boost::span seen) {
  co_await tick();
  entries::use(seen.front());
}

void span_seen_spawned_bad() {
  std::string text;
  entries::spawn(span_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> swapped_away_ok(std::mutex &m) {
  boost::unique_lock holds(m);
  {
    boost::unique_lock empty;
    holds.swap(empty);
  }
  co_await tick();
}
task<> shared_swapped_away_ok(std::mutex &m) {
  boost::shared_lock holds(m);
  {
    boost::shared_lock empty;
    holds.swap(empty);
  }
  co_await tick();
}
task<> upgrade_swapped_away_ok(std::mutex &m) {
  boost::upgrade_lock holds(m);
  {
    boost::upgrade_lock empty;
    holds.swap(empty);
  }
  co_await tick();
}
task<> reversed_ok(std::mutex &m) {
  boost::unique_lock holds(m);
  {
    boost::reverse_lock free(holds);
    co_await tick();
  }
}
task<> made_bad(std::mutex &m) {
  auto holds = boost::make_unique_lock(m);
  co_await tick(); // expected-warning {{locked across}}
}
struct elsewhere {
  bool await_ready();
  void await_suspend(std::coroutine_handle<> h) {
    boost::thread([h] { h.resume(); });
  }
  void await_resume();
};
task<> blocks_elsewhere_ok() {
  co_await elsewhere();
  entries::block();
}

struct spinning {
  boost::atomics::atomic_flag flag;
  void lock() {
    while (flag.test_and_set())
      ;
  }
  void unlock();
};
task<> spins_bad(spinning &o) {
  o.lock();
  co_await tick(); // expected-warning {{locked across}}
  o.unlock();
}

task<> processes_bad(boost::process::basic_process &p, boost::process::v2::basic_process &p2, boost::process::child &c, boost::process::v1::child &c1) {
  p.wait(); // expected-warning {{blocks the thread that this coroutine}}
  p2.wait(); // expected-warning {{blocks the thread that this coroutine}}
  boost::process::execute(p); // expected-warning {{blocks the thread that this coroutine}}
  boost::process::v2::execute(p2); // expected-warning {{blocks the thread that this coroutine}}
  c.wait(); // expected-warning {{blocks the thread that this coroutine}}
  c.wait_for(1); // expected-warning {{blocks the thread that this coroutine}}
  c.wait_until(1); // expected-warning {{blocks the thread that this coroutine}}
  c1.wait(); // expected-warning {{blocks the thread that this coroutine}}
  c1.wait_for(1); // expected-warning {{blocks the thread that this coroutine}}
  c1.wait_until(1); // expected-warning {{blocks the thread that this coroutine}}
  boost::process::system("ls"); // expected-warning {{blocks the thread that this coroutine}}
  boost::process::v1::system("ls"); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> processes_that_have_ended_ok() {
  boost::process::basic_process p;
  co_await p.async_wait();
  p.wait();
  boost::process::v2::basic_process p2;
  co_await p2.async_wait();
  p2.wait();
}
