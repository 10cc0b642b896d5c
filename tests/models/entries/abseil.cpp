// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=abseil %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; abseil.cpp shows how the library is used.

#include "entries/abseil.h"

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

task<> blocking_condvar_bad(absl::CondVar &o) {
  o.Wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  o.WaitWithTimeout(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  o.WaitWithDeadline(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_mutex_bad(absl::Mutex &o) {
  o.Await(); // expected-warning {{blocks the thread that this coroutine}}
  o.AwaitWithTimeout(); // expected-warning {{blocks the thread that this coroutine}}
  o.AwaitWithDeadline(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_notification_bad(absl::Notification &o) {
  o.WaitForNotification(); // expected-warning {{blocks the thread that this coroutine}}
  o.WaitForNotificationWithTimeout(); // expected-warning {{blocks the thread that this coroutine}}
  o.WaitForNotificationWithDeadline(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_blockingcounter_bad(absl::BlockingCounter &o) {
  o.Wait(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_barrier_bad(absl::Barrier &o) {
  o.Block(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_calls_bad() {
  absl::SleepFor(); // expected-warning {{blocks the thread that this coroutine}}
  absl::call_once(1, [] {});
  co_await tick();
}

void push_back_bad(absl::InlinedVector &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_bad(absl::InlinedVector &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

task<> logged_operator_ok(stream &o, absl::log_internal::LogMessage &log) {
  co_await first(take(o), tick());
  log << &o;
}

task<> logged_internalstream_ok(stream &o, absl::log_internal::LogMessage &log) {
  co_await first(take(o), tick());
  log.InternalStream(o);
}

task<> logged_strcat_ok(stream &o) {
  co_await first(take(o), tick());
  absl::StrCat(o);
}

task<> logged_strformat_ok(stream &o) {
  co_await first(take(o), tick());
  absl::StrFormat(o);
}

task<> logged_printf_ok(stream &o) {
  co_await first(take(o), tick());
  absl::PrintF(o);
}

task<> logged_fprintf_ok(stream &o) {
  co_await first(take(o), tick());
  absl::FPrintF(o);
}

task<> logged_strjoin_ok(stream &o) {
  co_await first(take(o), tick());
  absl::StrJoin(o);
}

task<> mutex_across_bad(absl::Mutex &m) {
  std::lock_guard<absl::Mutex> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> spinlock_across_bad(absl::base_internal::SpinLock &m) {
  std::lock_guard<absl::base_internal::SpinLock> guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> mutexlock_guards_bad(std::mutex &m) {
  absl::MutexLock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> readermutexlock_guards_bad(std::mutex &m) {
  absl::ReaderMutexLock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> writermutexlock_guards_bad(std::mutex &m) {
  absl::WriterMutexLock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> mutexlockmaybe_guards_bad(std::mutex &m) {
  absl::MutexLockMaybe guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> releasablemutexlock_guards_bad(std::mutex &m) {
  absl::ReleasableMutexLock guard(m);
  co_await tick(); // expected-warning {{locked across}}
}

task<> string_view_seen_bad(absl::string_view seen) {
  co_await tick();
  entries::use(seen.front());
}

void string_view_seen_spawned_bad() {
  std::string text;
  entries::spawn(string_view_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> span_seen_bad(absl::Span seen) {
  co_await tick();
  entries::use(seen.front());
}

void span_seen_spawned_bad() {
  std::string text;
  entries::spawn(span_seen_bad(text)); // expected-warning {{but it runs on after}}
}

task<> functionref_seen_bad(absl::FunctionRef seen) {
  co_await tick();
  entries::use(seen.front());
}

void functionref_seen_spawned_bad() {
  std::string text;
  entries::spawn(functionref_seen_bad(text)); // expected-warning {{but it runs on after}}
}

struct flat_hash_map_viewed {
  absl::flat_hash_map o;
  void change() { o.erase(); }
  task<> flat_hash_map_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_map_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed {
  absl::flat_hash_map o;
  void change() { o.clear(); }
  task<> flat_hash_map_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed_2 {
  absl::flat_hash_map o;
  void change() { o.insert(); }
  task<> flat_hash_map_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed_3 {
  absl::flat_hash_map o;
  void change() { o.emplace(); }
  task<> flat_hash_map_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed_4 {
  absl::flat_hash_map o;
  void change() { o.emplace_hint(); }
  task<> flat_hash_map_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed_5 {
  absl::flat_hash_map o;
  void change() { o.try_emplace(); }
  task<> flat_hash_map_try_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed_6 {
  absl::flat_hash_map o;
  void change() { o.insert_or_assign(); }
  task<> flat_hash_map_insert_or_assign_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed_7 {
  absl::flat_hash_map o;
  void change() { o.extract(); }
  task<> flat_hash_map_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed_8 {
  absl::flat_hash_map o;
  void change() { o.swap(); }
  task<> flat_hash_map_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed_9 {
  absl::flat_hash_map o;
  void change() { o.rehash(); }
  task<> flat_hash_map_rehash_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_map_changed_10 {
  absl::flat_hash_map o;
  void change() { o.reserve(); }
  task<> flat_hash_map_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_set_viewed {
  absl::flat_hash_set o;
  void change() { o.erase(); }
  task<> flat_hash_set_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_set_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_set_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_set_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_set_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_set_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_set_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_set_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_hash_set_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_set_changed {
  absl::flat_hash_set o;
  void change() { o.clear(); }
  task<> flat_hash_set_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_set_changed_2 {
  absl::flat_hash_set o;
  void change() { o.insert(); }
  task<> flat_hash_set_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_set_changed_3 {
  absl::flat_hash_set o;
  void change() { o.emplace(); }
  task<> flat_hash_set_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_set_changed_4 {
  absl::flat_hash_set o;
  void change() { o.emplace_hint(); }
  task<> flat_hash_set_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_set_changed_5 {
  absl::flat_hash_set o;
  void change() { o.extract(); }
  task<> flat_hash_set_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_set_changed_6 {
  absl::flat_hash_set o;
  void change() { o.swap(); }
  task<> flat_hash_set_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_set_changed_7 {
  absl::flat_hash_set o;
  void change() { o.rehash(); }
  task<> flat_hash_set_rehash_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_hash_set_changed_8 {
  absl::flat_hash_set o;
  void change() { o.reserve(); }
  task<> flat_hash_set_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_map_viewed {
  absl::node_hash_map o;
  void change() { o.erase(); }
  task<> node_hash_map_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_map_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_map_changed {
  absl::node_hash_map o;
  void change() { o.clear(); }
  task<> node_hash_map_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_map_changed_2 {
  absl::node_hash_map o;
  void change() { o.insert(); }
  task<> node_hash_map_insert_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct node_hash_map_changed_3 {
  absl::node_hash_map o;
  void change() { o.emplace(); }
  task<> node_hash_map_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct node_hash_map_changed_4 {
  absl::node_hash_map o;
  void change() { o.emplace_hint(); }
  task<> node_hash_map_emplace_hint_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct node_hash_map_changed_5 {
  absl::node_hash_map o;
  void change() { o.try_emplace(); }
  task<> node_hash_map_try_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct node_hash_map_changed_6 {
  absl::node_hash_map o;
  void change() { o.insert_or_assign(); }
  task<> node_hash_map_insert_or_assign_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct node_hash_map_changed_7 {
  absl::node_hash_map o;
  void change() { o.extract(); }
  task<> node_hash_map_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_map_changed_8 {
  absl::node_hash_map o;
  void change() { o.swap(); }
  task<> node_hash_map_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_map_changed_9 {
  absl::node_hash_map o;
  void change() { o.rehash(); }
  task<> node_hash_map_rehash_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_map_changed_10 {
  absl::node_hash_map o;
  void change() { o.reserve(); }
  task<> node_hash_map_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_set_viewed {
  absl::node_hash_set o;
  void change() { o.erase(); }
  task<> node_hash_set_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_set_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_set_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_set_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_set_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_set_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_set_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_set_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> node_hash_set_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_set_changed {
  absl::node_hash_set o;
  void change() { o.clear(); }
  task<> node_hash_set_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_set_changed_2 {
  absl::node_hash_set o;
  void change() { o.insert(); }
  task<> node_hash_set_insert_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct node_hash_set_changed_3 {
  absl::node_hash_set o;
  void change() { o.emplace(); }
  task<> node_hash_set_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct node_hash_set_changed_4 {
  absl::node_hash_set o;
  void change() { o.emplace_hint(); }
  task<> node_hash_set_emplace_hint_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct node_hash_set_changed_5 {
  absl::node_hash_set o;
  void change() { o.extract(); }
  task<> node_hash_set_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_set_changed_6 {
  absl::node_hash_set o;
  void change() { o.swap(); }
  task<> node_hash_set_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_set_changed_7 {
  absl::node_hash_set o;
  void change() { o.rehash(); }
  task<> node_hash_set_rehash_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct node_hash_set_changed_8 {
  absl::node_hash_set o;
  void change() { o.reserve(); }
  task<> node_hash_set_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_map_viewed {
  absl::btree_map o;
  void change() { o.erase(); }
  task<> btree_map_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_map_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_map_changed {
  absl::btree_map o;
  void change() { o.clear(); }
  task<> btree_map_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_map_changed_2 {
  absl::btree_map o;
  void change() { o.insert(); }
  task<> btree_map_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_map_changed_3 {
  absl::btree_map o;
  void change() { o.emplace(); }
  task<> btree_map_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_map_changed_4 {
  absl::btree_map o;
  void change() { o.emplace_hint(); }
  task<> btree_map_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_map_changed_5 {
  absl::btree_map o;
  void change() { o.try_emplace(); }
  task<> btree_map_try_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_map_changed_6 {
  absl::btree_map o;
  void change() { o.insert_or_assign(); }
  task<> btree_map_insert_or_assign_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_map_changed_7 {
  absl::btree_map o;
  void change() { o.extract(); }
  task<> btree_map_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_map_changed_8 {
  absl::btree_map o;
  void change() { o.swap(); }
  task<> btree_map_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_set_viewed {
  absl::btree_set o;
  void change() { o.erase(); }
  task<> btree_set_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_set_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_set_changed {
  absl::btree_set o;
  void change() { o.clear(); }
  task<> btree_set_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_set_changed_2 {
  absl::btree_set o;
  void change() { o.insert(); }
  task<> btree_set_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_set_changed_3 {
  absl::btree_set o;
  void change() { o.emplace(); }
  task<> btree_set_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_set_changed_4 {
  absl::btree_set o;
  void change() { o.emplace_hint(); }
  task<> btree_set_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_set_changed_5 {
  absl::btree_set o;
  void change() { o.extract(); }
  task<> btree_set_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_set_changed_6 {
  absl::btree_set o;
  void change() { o.swap(); }
  task<> btree_set_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multimap_viewed {
  absl::btree_multimap o;
  void change() { o.erase(); }
  task<> btree_multimap_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multimap_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multimap_changed {
  absl::btree_multimap o;
  void change() { o.clear(); }
  task<> btree_multimap_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multimap_changed_2 {
  absl::btree_multimap o;
  void change() { o.insert(); }
  task<> btree_multimap_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multimap_changed_3 {
  absl::btree_multimap o;
  void change() { o.emplace(); }
  task<> btree_multimap_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multimap_changed_4 {
  absl::btree_multimap o;
  void change() { o.emplace_hint(); }
  task<> btree_multimap_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multimap_changed_5 {
  absl::btree_multimap o;
  void change() { o.extract(); }
  task<> btree_multimap_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multimap_changed_6 {
  absl::btree_multimap o;
  void change() { o.swap(); }
  task<> btree_multimap_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multiset_viewed {
  absl::btree_multiset o;
  void change() { o.erase(); }
  task<> btree_multiset_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> btree_multiset_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multiset_changed {
  absl::btree_multiset o;
  void change() { o.clear(); }
  task<> btree_multiset_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multiset_changed_2 {
  absl::btree_multiset o;
  void change() { o.insert(); }
  task<> btree_multiset_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multiset_changed_3 {
  absl::btree_multiset o;
  void change() { o.emplace(); }
  task<> btree_multiset_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multiset_changed_4 {
  absl::btree_multiset o;
  void change() { o.emplace_hint(); }
  task<> btree_multiset_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multiset_changed_5 {
  absl::btree_multiset o;
  void change() { o.extract(); }
  task<> btree_multiset_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct btree_multiset_changed_6 {
  absl::btree_multiset o;
  void change() { o.swap(); }
  task<> btree_multiset_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_viewed {
  absl::InlinedVector o;
  void change() { o.erase(); }
  task<> inlinedvector_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> inlinedvector_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_changed {
  absl::InlinedVector o;
  void change() { o.clear(); }
  task<> inlinedvector_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_changed_2 {
  absl::InlinedVector o;
  void change() { o.insert(); }
  task<> inlinedvector_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_changed_3 {
  absl::InlinedVector o;
  void change() { o.emplace(); }
  task<> inlinedvector_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_changed_4 {
  absl::InlinedVector o;
  void change() { o.emplace_back(); }
  task<> inlinedvector_emplace_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_changed_5 {
  absl::InlinedVector o;
  void change() { o.pop_back(); }
  task<> inlinedvector_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_changed_6 {
  absl::InlinedVector o;
  void change() { o.resize(); }
  task<> inlinedvector_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_changed_7 {
  absl::InlinedVector o;
  void change() { o.reserve(); }
  task<> inlinedvector_reserve_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_changed_8 {
  absl::InlinedVector o;
  void change() { o.shrink_to_fit(); }
  task<> inlinedvector_shrink_to_fit_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct inlinedvector_changed_9 {
  absl::InlinedVector o;
  void change() { o.swap(); }
  task<> inlinedvector_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct fixedarray_viewed {
  absl::FixedArray o;
  void change() { o = entries::any<absl::FixedArray>(); }
  task<> fixedarray_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> fixedarray_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};
