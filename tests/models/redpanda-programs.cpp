// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Redpanda's ssx in programs.

#include "redpanda.h"

#include <map>
#include <string>
#include <thread>
#include <vector>

using seastar::future;
namespace ss = seastar;
void deliver(int);
future<> flush();
future<int> next_batch();
future<> replicate(int);

future<> dropped_bad() {
  replicate(1); // expected-warning {{is dropped without being awaited}}
  co_return;
}

future<> background_ok() {
  ssx::background = replicate(1);
  co_return;
}

future<> awaited_ok() {
  co_await replicate(1);
}

struct service {
  ss::gate gate_;
  mutex lock_;
  ssx::semaphore sem_{1, "s"};
  ss::abort_source as_;
  std::map<int, std::string> topics_;
  std::mutex bad_;

  future<> unit_bad() {
    auto u = lock_.get_units(); // expected-warning {{'seastar::future' in 'u' goes out of scope without being awaited: it n}}
    co_await flush();
  }

  future<> unit_ok() {
    auto u = co_await lock_.get_units();
    co_await flush();
  }

  future<> thread_lock_bad() {
    std::lock_guard lk(bad_);
    co_await flush(); // expected-warning {{is locked across a suspend point}}
  }

  future<> topic_bad(int id) {
    auto it = topics_.find(id);
    co_await flush();
    if (it != topics_.end()) // expected-warning {{'it' points into 'topics_', which 'service::drop' may have changed whi}}
      it->second += "x";
  }

  future<> topic_loop_bad() {
    for (auto &[k, v] : topics_) { // expected-warning {{a loop over 'topics_' is suspended in its body, and 'service::drop' ma}}
      co_await replicate(k);
    }
  }

  future<> topic_ok(int id) {
    co_await flush();
    if (auto it = topics_.find(id); it != topics_.end())
      it->second += "x";
  }

  void drop(int id) {
    topics_.erase(id);
  }

  void start_ok() {
    ssx::spawn_with_gate(gate_, [this] {
      return loop();
    });
  }

  future<> loop() {
    while (!as_.abort_requested()) {
      co_await ssx::sleep_abortable(std::chrono::milliseconds(1), as_);
      co_await flush();
    }
  }

  void spawn_ref_bad() {
    int n = 0;
    ssx::spawn_with_gate(gate_, [&n]() -> future<> { // expected-warning {{a coroutine uses 'n', but its scope is not joined while that lives}} expected-warning {{a coroutine uses the captures of a closure that dies at the end of the}}
      co_await flush();
      ++n;
    });
  }

  void spawn_lambda_coroutine_bad() {
    int n = 0;
    ssx::spawn_with_gate(gate_, [this, n]() -> future<> { // expected-warning {{a coroutine uses the captures of a closure that dies at the end of the}}
      co_await flush();
      deliver(n);
    });
  }

  future<> stop() {
    as_.request_abort();
    co_await gate_.close();
  }

  future<int> timeout_kept_bad() {
    auto f = next_batch(); // expected-warning {{'seastar::future<int>' in 'f' goes out of scope without being awaited:}}
    for (;;) {
      try {
        co_return co_await ssx::with_timeout_abortable(next_batch(), ss::clock::time_point(), as_);
      } catch (const ss::timed_out_error &) {
      }
    }
  }
};

future<> sleeps_bad() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

future<> get_bad() {
  deliver(next_batch().get()); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

// spawn_with_gate calls the function at once: what is left running is what that began.
future<> greet(std::string address);
future<> greet_early(const std::string &address) { co_await greet(address + "!"); }
future<> greet_late(const std::string &address) {
  co_await flush();
  co_await greet(address);
}

struct members {
  ss::gate gate_;

  void greet_all_ok(std::vector<std::string> all) {
    for (auto &address : all)
      ssx::spawn_with_gate(gate_, [&address] { return greet_early(address); });
  }
  void greet_all_bad(std::vector<std::string> all) {
    for (auto &address : all)
      ssx::spawn_with_gate(gate_, [&address] { return greet_late(address); }); // expected-warning {{'greet_late' uses}}
  }
};
