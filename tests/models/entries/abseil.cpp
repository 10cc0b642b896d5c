// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=abseil %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include > %t
// RUN: sed -n 's,^// unproven: ,,p' %s | diff - %t

// Every entry of the model, for what it changes; abseil.cpp shows how the library is used.

// unproven: absl::log_internal::LogMessage::operator<<
// unproven: absl::log_internal::LogMessage::InternalStream

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

task<> strcat_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  absl::StrCat(o);
}

task<> strformat_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  absl::StrFormat(o);
}

task<> printf_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  absl::PrintF(o);
}

task<> fprintf_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  absl::FPrintF(o);
}

task<> strjoin_of_it_ok(stream &o) {
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
