// Each form of NOLINT silences as in clang-tidy, in the command and in the plugin.
// RUN: %corosafe %s -- -std=c++20 -I%S/Inputs %verify
// RUN: %tidy --checks='-*,corosafe-*' %s -- -std=c++20 -I%S/Inputs 2>/dev/null | FileCheck %s --implicit-check-not='warning:'

#include "demo.h"

task silenced_ok() {
  std::lock_guard<std::mutex> lock(shared_mutex);
  co_await work(); // NOLINT
  co_await work(); // NOLINT(corosafe-lock-across-suspend)
  co_await work(); // NOLINT(corosafe-*): all of ours
  co_await work(); // NOLINT(bugprone-x, corosafe-lock-across-suspend)
  // NOLINTNEXTLINE
  co_await work();
  // NOLINTNEXTLINE(corosafe-lock-*)
  co_await work();
  // NOLINTBEGIN
  co_await work();
  // NOLINTEND
  // NOLINTBEGIN(corosafe-lock-across-suspend)
  co_await work();
  co_await work();
  // NOLINTEND(corosafe-lock-across-suspend)
}

task not_silenced_bad() {
  std::lock_guard<std::mutex> lock(shared_mutex);
  co_await work(); // NOLINT(bugprone-*)  expected-warning {{locked across}}
  // CHECK: nolint.cpp:[[#@LINE-1]]:3: warning:
}

task next_line_of_another_check_bad() {
  std::lock_guard<std::mutex> lock(shared_mutex);
  // NOLINTNEXTLINE(corosafe-unawaited-task)
  co_await work(); // expected-warning {{locked across}}
  // CHECK: nolint.cpp:[[#@LINE-1]]:3: warning:
}

task after_the_block_bad() {
  std::lock_guard<std::mutex> lock(shared_mutex);
  // NOLINTBEGIN(corosafe-unawaited-task)
  co_await work(); // expected-warning {{locked across}}
  // CHECK: nolint.cpp:[[#@LINE-1]]:3: warning:
  // NOLINTEND(corosafe-unawaited-task)
}
