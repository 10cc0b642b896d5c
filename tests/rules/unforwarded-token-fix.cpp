// RUN: cp %s %t.cpp
// RUN: %tidy --checks='-*,corosafe-unforwarded-token' --fix --quiet %t.cpp -- -std=c++20 -I%inputs
// RUN: FileCheck %s < %t.cpp
// RUN: clang++ -std=c++20 -I%inputs -fsyntax-only %t.cpp

// The token becomes the last argument, where nothing else is left out.

#include "minicoro.h"
#include <stop_token>

mini::task<int> fetch(int key, std::stop_token stop = {});
mini::task<int> fetch_by(int key, int retries = 3, std::stop_token stop = {});
mini::task<> commit();
mini::task<> commit(const std::stop_token &stop);
mini::task<> send(int value, std::stop_token *stop = nullptr);

mini::task<> work(std::stop_token stop) {
  co_await send(co_await fetch(1));
  // CHECK: co_await send(co_await fetch(1, stop), &stop);
  co_await commit();
  // CHECK: co_await commit(stop);
  co_await fetch_by(2);
  // CHECK: co_await fetch_by(2);
}
