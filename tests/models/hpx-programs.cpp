// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// HPX in programs.

#include "hpx.h"

#include <string>
#include <vector>

hpx::future<int> load();
hpx::future<void> flush();
void use(int);
hpx::future<void> hpx_spin_bad(hpx::spinlock &s) {
  std::lock_guard l(s);
  co_await flush(); // expected-warning {{locked across}}
}

hpx::future<void> spin_ok(hpx::spinlock &s) {
  { std::lock_guard l(s); use(1); }
  co_await flush();
}

hpx::future<int> sum_ok() {
  auto a = load();
  auto b = load();
  co_return co_await std::move(a) + co_await std::move(b);
}

hpx::future<int> later_ok(std::string name) {
  co_await flush();
  co_return name.size();
}

hpx::future<int> by_ref(const std::string &name) {
  co_await flush();
  co_return name.size();
}

hpx::future<int> temp_bad() { return by_ref(std::string("x")); } // expected-warning {{uses a temporary}}
hpx::future<int> temp_awaited_ok() { co_return co_await by_ref(std::string("x")); }
// It suspends the thread of HPX that the coroutine runs on, and blocks none of the system's.
hpx::future<int> gets_ok() {
  auto f = load();
  co_return f.get();
}

hpx::future<void> both_ok() {
  co_await hpx::when_all(load(), load());
}
