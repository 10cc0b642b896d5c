// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Promises that are started and kept, or not.

#include "kj.h"

using kj::Promise;

Promise<void> upload(const char *);
Promise<void> refresh(int key);

Promise<void> started_and_dropped_bad() {
  upload("log").eagerlyEvaluate(nullptr); // expected-warning {{dropping it cancels its work}}
  co_await refresh(1);
}

Promise<void> started_and_kept_ok() {
  auto background = upload("log").eagerlyEvaluate(nullptr);
  co_await refresh(1);
}

struct Uploader {
  Promise<void> running = nullptr;
  void start_ok() { running = upload("log").eagerlyEvaluate(nullptr); }
  void start_bad() {
    upload("log").eagerlyEvaluate(nullptr); // expected-warning {{dropping it cancels its work}}
  }
};
