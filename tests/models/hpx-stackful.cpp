// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Threads of HPX, which have stacks of their own: waiting suspends them without co_await.

#include "hpx.h"
#include <chrono>
#include <map>
#include <string>
#include <thread>
#include <vector>
#include <shared_mutex>
namespace hpx {
namespace this_thread {
template <class D> void sleep_for(D const &);
void yield() noexcept;
} // namespace this_thread
class condition_variable {
public:
  void wait(std::unique_lock<hpx::mutex> &);
  template <class P> void wait(std::unique_lock<hpx::mutex> &, P);
  void notify_one();
};
class latch {
public:
  explicit latch(std::ptrdiff_t);
  void wait() const;
  void count_down(std::ptrdiff_t);
};
class shared_mutex {
public:
  void lock();
  void unlock();
  void lock_shared();
  void unlock_shared();
  bool try_lock();
};
struct wait_any_t {
  template <class... F> void operator()(F &&...) const;
};
inline constexpr wait_any_t wait_any{};
} // namespace hpx
using namespace std::chrono_literals;
int compute(int);
void use(int);
struct Grid {
  std::mutex m;
  hpx::mutex hm;
  hpx::spinlock sl;
  hpx::shared_mutex sm;
  std::map<int, int> cells;
  hpx::condition_variable cv;
  bool ready = false;
  std::vector<hpx::future<int>> pending;
  int cell(int i) {
    auto f = hpx::async([i] { return compute(i); });
    return f.get();
  }
  void fill_bad(int i) {
    std::lock_guard l(m);
    cells[i] = cell(i); // expected-warning {{corosafe-lock-across-suspend}}
  }
  void fill_hpx_mutex_bad(int i) {
    std::lock_guard l(hm);
    cells[i] = cell(i); // expected-warning {{corosafe-lock-across-suspend}}
  }
  void fill_spin_bad(int i) {
    std::lock_guard l(sl);
    auto f = hpx::async([i] { return compute(i); });
    cells[i] = f.get(); // expected-warning {{corosafe-lock-across-suspend}}
  }
  void fill_ok(int i) {
    int v = cell(i);
    std::lock_guard l(hm);
    cells[i] = v;
  }
  void sleep_bad() {
    std::unique_lock l(sl);
    hpx::this_thread::sleep_for(1s); // expected-warning {{corosafe-lock-across-suspend}}
  }
  void sleep_unlocked_ok() {
    std::unique_lock l(sl);
    ready = true;
    l.unlock();
    hpx::this_thread::sleep_for(1s);
  }
  void wait_ok() {
    std::unique_lock l(hm);
    cv.wait(l, [this] { return ready; });
    ready = false;
  }
  void wait_all_bad() {
    std::lock_guard l(m);
    hpx::wait_all(pending); // expected-warning {{corosafe-lock-across-suspend}}
  }
  void wait_all_ok() {
    hpx::wait_all(pending);
    std::lock_guard l(m);
    for (auto &f : pending)
      use(f.is_ready());
  }
  void spawn_ok(int i) {
    std::lock_guard l(m);
    pending.push_back(hpx::async([i] { return compute(i); }));
  }
  void os_sleep_bad(int i) {
    std::this_thread::sleep_for(1s); // expected-warning {{corosafe-blocking-call}}
    use(cell(i));
  }
  void references_bad(int i) {
    auto it = cells.find(i);
    int v = cell(i + 1);
    use(it->second + v); // expected-warning {{corosafe-stale-across-suspend}}
  }
  void erase_ok(int i) {
    cells.erase(i);
  }
  int sum_ok(int n) {
    std::vector<hpx::future<int>> fs;
    for (int i = 0; i < n; ++i)
      fs.push_back(hpx::async([i] { return compute(i); }));
    int s = 0;
    for (auto &f : fs)
      s += f.get();
    return s;
  }
  int local_ref_ok(int n) {
    int k = n;
    auto f = hpx::async([&k] { return compute(k); });
    return f.get() + k;
  }
  hpx::future<int> local_ref_bad(int n) {
    int k = n;
    return hpx::async([&k] { return compute(k); }); // expected-warning {{corosafe-dangling-task}}
  }
  int dropped_bad(int n) {
    hpx::async([n] { return compute(n); }); // expected-warning {{corosafe-unawaited-task}}
    return cell(n);
  }
  hpx::future<int> prepared(int n) {
    hpx::this_thread::yield();
    return hpx::async([n] { return compute(n); });
  }
  int use_prepared_ok(int n) {
    auto f = prepared(n);
    return f.get();
  }
  int use_prepared_at_once_ok(int n) {
    return prepared(n).get();
  }
  void drop_prepared_bad(int n) {
    prepared(n); // expected-warning {{corosafe-unawaited-task}}
  }
  hpx::future<int> coroutine_get_ok(int n) {
    auto f = hpx::async([n] { return compute(n); });
    co_return f.get() + co_await prepared(n);
  }
  hpx::future<void> coroutine_lock_bad(int n) {
    std::lock_guard l(hm);
    cells[n] = co_await prepared(n); // expected-warning {{corosafe-lock-across-suspend}}
  }
  void latch_bad(hpx::latch &l) {
    std::lock_guard g(m);
    l.wait(); // expected-warning {{corosafe-lock-across-suspend}}
  }
};
int main() {
  std::mutex m;
  std::lock_guard l(m);
  std::vector<hpx::future<int>> fs;
  fs.push_back(hpx::async([] { return 1; }));
  for (auto &f : fs)
    f.get();
  std::this_thread::sleep_for(1s);
}
int plain_ok(std::mutex &m) {
  std::lock_guard l(m);
  std::this_thread::sleep_for(1s);
  return 1;
}
