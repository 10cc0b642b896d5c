// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

#include "hpx.h"

int load();
void use(int value);
hpx::future<void> flush();
hpx::future<int> receive();

//===-- races: the futures of the losers come back ----------------------------===//

hpx::future<void> first_ok() {
  auto left = receive();
  auto right = receive();
  for (;;) {
    auto result = co_await hpx::when_any(std::move(left), std::move(right));
    use(result.index);
    left = std::move(std::get<0>(result.futures));
    right = std::move(std::get<1>(result.futures));
  }
}

hpx::future<void> all_ok() { co_await hpx::when_all(receive(), receive()); }

//===-- tasks ---------------------------------------------------------------===//

hpx::future<void> dropped_bad() {
  flush();          // expected-warning {{without being awaited}}
  hpx::async(load); // expected-warning {{without being awaited}}
  co_await receive();
}

void looked_at_bad() {
  auto received = receive(); // expected-warning {{without being awaited}}
  use(received.is_ready());
}

void waited_ok() {
  use(receive().get());
  auto left = receive();
  auto right = receive();
  hpx::wait_all(left, right);
  auto flushed = flush();
  flushed.wait();
}

void void_ok() {
  (void)flush();
  hpx::make_ready_future();
}

hpx::future<void> race_dropped_bad() {
  hpx::when_any(receive(), receive()); // expected-warning {{without being awaited}}
  co_await flush();
}

//===-- locks ---------------------------------------------------------------===//

// A lock belongs to the thread of HPX that took it: another one resumes the coroutine.
hpx::future<void> hpx_mutex_bad(hpx::mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await flush(); // expected-warning {{locked across}}
}

hpx::future<void> hpx_spinlock_bad(hpx::spinlock &spin) {
  std::lock_guard<hpx::spinlock> guard(spin);
  co_await flush(); // expected-warning {{locked across}}
}

hpx::future<void> thread_mutex_bad(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await flush(); // expected-warning {{locked across}}
}
