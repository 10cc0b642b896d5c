// RUN: %corosafe %s -- -std=c++20 -I%S/../Inputs/stubs %verify

// Flags that begin as a constant and that others are let write: both ways behind them are possible.

#include "folly.h"

#include <cstdio>
#include <mutex>

using folly::coro::Task;
Task<void> work();
std::mutex m;

struct source {
  bool read(bool &got);
};
void decide(bool &yes);
void decide(bool *yes);
void setTo(bool &flag, bool value) { flag = value; }
bool only(const bool &flag) { return flag; }
void look(bool &flag) { std::printf("%d", flag); }
template <class... Args> void note(const char *format, Args &&...args);

Task<void> byReference_bad() {
  bool run = false;
  decide(run);
  if (run) {
    std::lock_guard g(m);
    co_await work(); // expected-warning {{'m' is locked across a suspend point}}
  }
}
Task<void> byPointer_bad() {
  bool run = false;
  decide(&run);
  if (run) {
    std::lock_guard g(m);
    co_await work(); // expected-warning {{'m' is locked across a suspend point}}
  }
}
Task<void> byMethod_bad(source &s) {
  bool got = false;
  s.read(got);
  if (!got)
    co_return;
  std::lock_guard g(m);
  co_await work(); // expected-warning {{'m' is locked across a suspend point}}
}
Task<void> byBody_bad() {
  bool run = false;
  setTo(run, true);
  if (run) {
    std::lock_guard g(m);
    co_await work(); // expected-warning {{'m' is locked across a suspend point}}
  }
}
Task<void> byClosure_bad() {
  bool run = false;
  auto start = [&] { run = true; };
  start();
  if (run) {
    std::lock_guard g(m);
    co_await work(); // expected-warning {{'m' is locked across a suspend point}}
  }
}
Task<void> byScan_bad(const char *text) {
  int n = 0;
  std::sscanf(text, "%d", &n);
  if (n > 2) {
    std::lock_guard g(m);
    co_await work(); // expected-warning {{'m' is locked across a suspend point}}
  }
}

// Nobody writes it.
Task<void> neverTrue_ok() {
  bool run = false;
  if (run) {
    std::lock_guard g(m);
    co_await work();
  }
}
Task<void> onlyLookedAt_ok() {
  bool run = false;
  only(run);
  look(run);
  note("run: {}", run);
  if (run) {
    std::lock_guard g(m);
    co_await work();
  }
}
// What was assigned since is known.
Task<void> assignedSince_ok() {
  bool run = false;
  decide(run);
  run = false;
  if (run) {
    std::lock_guard g(m);
    co_await work();
  }
}
