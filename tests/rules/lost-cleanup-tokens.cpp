// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Where nothing but tokens tells of a stop: a coroutine that awaits one which gives what it awaits the object's token ends by the
// same exception.

#include "cppcoro.h"
#include "seastar.h"

#include <chrono>

using namespace std::chrono_literals;

struct compaction {
  bool running = false;
  seastar::abort_source stop_;
  seastar::future<> step() { co_await seastar::sleep_abortable(1s, stop_); }
  seastar::future<> rest() { co_await seastar::sleep(1s); }
  void stop() { stop_.request_abort(); }
  seastar::future<> run_bad() {
    running = true;
    for (int i = 0; i < 3; ++i)
      co_await step(); // expected-warning {{'running' is never set back}}
    running = false;
  }
  seastar::future<> caught_ok() {
    running = true;
    try {
      co_await step();
    } catch (...) {
    }
    running = false;
  }
  seastar::future<> without_the_token_ok() {
    running = true;
    co_await rest();
    running = false;
  }
};

struct pool {
  int busy = 0;
  cppcoro::cancellation_token token;
  cppcoro::io_service &io;
  cppcoro::task<> wait() { co_await io.schedule_after(1s, token); }
  cppcoro::task<> one_turn() { co_await wait(); }
  cppcoro::task<> use_bad() {
    ++busy;
    co_await one_turn(); // expected-warning {{'busy' is never set back}}
    --busy;
  }
};
