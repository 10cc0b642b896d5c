// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++2b -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=std %s %S/std-views.cpp %S/std-changes.cpp %S/std-results.cpp %S/std-elsewhere.cpp %S/std-unwinding.cpp %S/std-tops.cpp -- -std=c++2b -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes, against the real headers: here and in the files beside this one.

#include "entries/std.h"

/// Whatever a call wants to be given.
struct anything {
  template <class T> operator T() const;
};
extern const anything x;
extern const std::chrono::milliseconds soon;
extern const std::chrono::steady_clock::time_point then;

//===-- locks --------------------------------------------------------------------===//

task<> std_lock_bad(std::mutex &a, std::mutex &b) {
  std::lock(a, b);
  co_await tick(); // expected-warning {{locked across}}
  a.unlock(), b.unlock();
}
task<> std_try_lock_bad(std::mutex &a, std::mutex &b) {
  if (std::try_lock(a, b) == -1) {
    co_await tick(); // expected-warning {{locked across}}
    a.unlock(), b.unlock();
  }
}
#define LOCKS(type, lock, unlock) \
  task<> CAT(locks_, __LINE__)(type &m) { \
    m.lock; \
    co_await tick(); \
    m.unlock; \
  }
LOCKS(std::mutex, lock(), unlock()) // expected-warning {{locked across}}
LOCKS(std::recursive_mutex, lock(), unlock()) // expected-warning {{locked across}}
LOCKS(std::timed_mutex, lock(), unlock()) // expected-warning {{locked across}}
LOCKS(std::recursive_timed_mutex, lock(), unlock()) // expected-warning {{locked across}}
LOCKS(std::shared_mutex, lock(), unlock()) // expected-warning {{locked across}}
LOCKS(std::shared_mutex, lock_shared(), unlock_shared()) // expected-warning {{locked across}}
LOCKS(std::shared_timed_mutex, lock(), unlock()) // expected-warning {{locked across}}
LOCKS(std::shared_timed_mutex, lock_shared(), unlock_shared()) // expected-warning {{locked across}}
LOCKS(std::unique_lock<std::mutex>, lock(), unlock()) // expected-warning {{locked across}}
LOCKS(std::shared_lock<std::shared_mutex>, lock(), unlock()) // expected-warning {{locked across}}

task<> lock_guard_bad(std::mutex &m) {
  std::lock_guard lk(m);
  co_await tick(); // expected-warning {{locked across}}
}
task<> scoped_lock_bad(std::mutex &m, std::mutex &n) {
  std::scoped_lock lk(m, n);
  co_await tick(); // expected-warning {{locked across}}
}
task<> asks_whether_it_owns_ok(std::mutex &m) {
  std::unique_lock one(m, std::try_to_lock);
  if (!one.owns_lock())
    co_await tick();
}
task<> asks_whether_it_is_ok(std::mutex &m) {
  std::unique_lock two(m, std::try_to_lock);
  if (!two)
    co_await tick();
}
task<> asks_whether_it_owns_shared_ok(std::shared_mutex &s) {
  std::shared_lock one(s, std::try_to_lock);
  if (!one.owns_lock())
    co_await tick();
}
task<> asks_whether_it_is_shared_ok(std::shared_mutex &s) {
  std::shared_lock two(s, std::try_to_lock);
  if (!two)
    co_await tick();
}

//===-- what blocks --------------------------------------------------------------===//

task<> condition_bad(std::condition_variable &c, std::unique_lock<std::mutex> &lk) {
  c.wait(lk); // expected-warning {{blocks the thread}}
  c.wait_for(lk, soon); // expected-warning {{blocks the thread}}
  c.wait_until(lk, then); // expected-warning {{blocks the thread}}
  co_await tick();
}
task<> any_condition_bad(std::condition_variable_any &c, std::unique_lock<std::mutex> &lk) {
  c.wait(lk); // expected-warning {{blocks the thread}}
  c.wait_for(lk, soon); // expected-warning {{blocks the thread}}
  c.wait_until(lk, then); // expected-warning {{blocks the thread}}
  co_await tick();
}
// It polls.
task<> condition_not_waiting_ok(std::condition_variable &c, std::condition_variable_any &a, std::unique_lock<std::mutex> &lk) {
  c.wait_for(lk, std::chrono::seconds(0));
  a.wait_for(lk, std::chrono::seconds(0));
  co_await tick();
}
task<> sleeps_bad() {
  std::this_thread::sleep_for(soon); // expected-warning {{blocks the thread}}
  std::this_thread::sleep_until(then); // expected-warning {{blocks the thread}}
  std::this_thread::yield();
  co_await tick();
}
task<> joins_bad(std::thread &t, std::jthread &j) {
  t.join(); // expected-warning {{blocks the thread}}
  j.join(); // expected-warning {{blocks the thread}}
  co_await tick();
}
task<> future_bad(std::future<int> &f, std::future<int> &g, std::future<int> &h, std::future<int> &i) {
  f.get(); // expected-warning {{blocks the thread}}
  g.wait(); // expected-warning {{blocks the thread}}
  h.wait_for(soon); // expected-warning {{blocks the thread}}
  i.wait_until(then); // expected-warning {{blocks the thread}}
  co_await tick();
}
task<> shared_future_bad(std::shared_future<int> &f) {
  f.get(); // expected-warning {{blocks the thread}}
  co_await tick();
}
task<> asked_whether_it_is_ready_ok(std::future<int> &f) {
  if (f.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    f.get();
  co_await tick();
}
task<> promise_is_kept_ok(std::exception_ptr e) {
  std::promise<int> p, q;
  auto f = p.get_future(), g = q.get_future();
  p.set_value(1);
  f.get();
  q.set_exception(e);
  g.get();
  co_await tick();
}
task<> packaged_task_has_run_ok(int (*compute)()) {
  std::packaged_task<int()> t(compute), u([] { return 1; });
  auto f = t.get_future(), g = u.get_future();
  t();
  f.get();
  u();
  g.get();
  co_await tick();
}
task<> semaphore_bad(std::counting_semaphore<> &s, std::binary_semaphore &b) {
  s.acquire(); // expected-warning {{blocks the thread}}
  s.try_acquire_for(soon); // expected-warning {{blocks the thread}}
  b.try_acquire_until(then); // expected-warning {{blocks the thread}}
  co_await tick();
}
task<> semaphore_not_waiting_ok(std::counting_semaphore<> &s) {
  s.try_acquire_for(std::chrono::seconds(0));
  co_await tick();
}
task<> latch_bad(std::latch &l, std::barrier<> &b) {
  l.wait(); // expected-warning {{blocks the thread}}
  l.arrive_and_wait(); // expected-warning {{blocks the thread}}
  b.arrive_and_wait(); // expected-warning {{blocks the thread}}
  b.wait(b.arrive()); // expected-warning {{blocks the thread}}
  co_await tick();
}
task<> atomic_bad(std::atomic<int> &n, std::atomic<part> &p, std::atomic_flag &f) {
  n.wait(1); // expected-warning {{blocks the thread}}
  p.wait({}); // expected-warning {{blocks the thread}}
  f.wait(true); // expected-warning {{blocks the thread}}
  std::atomic_wait(&n, 1); // expected-warning {{blocks the thread}}
  co_await tick();
}
task<> standard_input_bad(std::string &s) {
  std::getline(std::cin, s); // expected-warning {{blocks the thread}}
  std::cin >> s; // expected-warning {{blocks the thread}}
  std::cin.read(x, 1); // expected-warning {{blocks the thread}}
  std::cin.getline(x, 1); // expected-warning {{blocks the thread}}
  std::cin.get(); // expected-warning {{blocks the thread}}
  std::cin.ignore(); // expected-warning {{blocks the thread}}
  int n;
  std::cin >> n; // expected-warning {{blocks the thread}}
  co_await tick();
}
// Said only where asked for: --check-models and --summary show them.
task<> weakly(std::once_flag &once, std::istream &in, std::ifstream &file, std::string &s, std::ofstream &o, std::fstream &io) {
  std::call_once(once, [] {});
  std::getline(in, s);
  in.read(x, 1);
  in.getline(x, 1);
  in.get();
  in.ignore();
  int n;
  in >> n;
  in >> s;
  co_await tick();
}
task<> opens(const char *name) {
  std::ifstream in(name);
  co_await tick();
}
task<> opens_out(const char *name) {
  std::ofstream out(name);
  co_await tick();
}
task<> opens_both(const char *name) {
  std::fstream both(name);
  co_await tick();
}
task<> opens_later(const char *name, std::ifstream &in, std::ofstream &out, std::fstream &both) {
  in.open(name);
  out.open(name);
  both.open(name);
  co_await tick();
}
task<> files(std::filesystem::path p) {
  using namespace std::filesystem;
  copy(p, p);
  copy_file(p, p);
  create_directories(p);
  remove_all(p);
  rename(p, p);
  resize_file(p, 1);
  look_at(space(p));
  co_await tick();
}

//===-- spin locks -------------------------------------------------------------------===//
#define SPINS(type, taken) \
  struct CAT(spin_, __LINE__) { \
    type o; \
    void lock() { \
      while (taken) \
        ; \
    } \
    void unlock(); \
  }; \
  task<> CAT(spins_, __LINE__)(CAT(spin_, __LINE__) &m) { \
    m.lock(); \
    co_await tick(); \
    m.unlock(); \
  }
bool no = false;
int zero = 0;
SPINS(std::atomic_flag, o.test_and_set()) // expected-warning {{locked across}}
SPINS(std::atomic_flag, std::atomic_flag_test_and_set(&o)) // expected-warning {{locked across}}
SPINS(std::atomic_flag, std::atomic_flag_test_and_set_explicit(&o, std::memory_order_acquire)) // expected-warning {{locked across}}
SPINS(std::atomic<bool>, o.exchange(true)) // expected-warning {{locked across}}
SPINS(std::atomic<bool>, !o.compare_exchange_weak(no, true)) // expected-warning {{locked across}}
SPINS(std::atomic<bool>, !o.compare_exchange_strong(no, true)) // expected-warning {{locked across}}
SPINS(std::atomic<int>, o.exchange(1)) // expected-warning {{locked across}}
SPINS(std::atomic<int>, !o.compare_exchange_weak(zero, 1)) // expected-warning {{locked across}}
SPINS(std::atomic<int>, !o.compare_exchange_strong(zero, 1)) // expected-warning {{locked across}}

//===-- threads --------------------------------------------------------------------===//

task<> on_other_threads_ok() {
  std::thread t([] { entries::block(); });
  t.detach();
  std::jthread j([] { entries::block(); });
  auto a = std::async([] { entries::block(); });
  auto b = std::async(std::launch::async, [] { entries::block(); });
  co_await tick();
}
std::thread start();
std::jthread start_joining();
struct joins_when_it_ends {
  std::jthread runs;
  int n = 0;
  task<> count();
  void begin() { entries::spawn(count()); }
};
void waited_for_ok() {
  joins_when_it_ends j;
  j.begin();
}
std::future<int> compute();
std::shared_future<int> compute_shared();
void dropped_bad() {
  start(); // expected-warning {{is dropped}}
  std::async([] {}); // expected-warning {{is dropped}}
  std::async(std::launch::async, [] {}); // expected-warning {{is dropped}}
}
void dropped_ok() {
  start_joining();
  compute();
  compute_shared();
}
// Nothing of it has run yet: even std::ignore does not make it right.
task<> let_go_bad() {
  std::ignore = tick(); // expected-warning {{is dropped}}
  co_await tick();
}
task<> suspends_bad(std::mutex &m) {
  std::lock_guard lk(m);
  co_await std::suspend_always(); // expected-warning {{locked across}}
}
task<> never_suspends_ok(std::mutex &m) {
  std::lock_guard lk(m);
  co_await std::suspend_never();
}

//===-- tokens ---------------------------------------------------------------------===//

task<> token_given(stream &x, std::stop_token token) {
  co_await x.next_until(token);
  co_await x.next();
}
struct worker {
  task<int> next();
  task<int> next(std::stop_token);
};
task<> token_not_passed_on_bad(worker &x, std::stop_token token) {
  co_await x.next(); // expected-warning {{is not passed on}}
}
task<> source_given(stream &x, std::stop_source source) {
  co_await x.next_until(source);
  co_await x.next();
}

struct found {
  std::vector<int> items;
  void change() { items.clear(); }
  task<> find_bad() {
    auto at = std::find(items.begin(), items.end(), 1);
    co_await tick();
    entries::use(*at); // expected-warning {{'at' points into 'items'}}
  }
  task<> ranges_find_bad() {
    auto at = std::ranges::find(items, 1);
    co_await tick();
    entries::use(*at); // expected-warning {{'at' points into 'items'}}
  }
  task<> ranges_next_bad() {
    auto at = std::ranges::next(items.begin());
    co_await tick();
    entries::use(*at); // expected-warning {{'at' points into 'items'}}
  }
  task<> ranges_prev_bad() {
    auto at = std::ranges::prev(items.end());
    co_await tick();
    entries::use(*at); // expected-warning {{'at' points into 'items'}}
  }
};
