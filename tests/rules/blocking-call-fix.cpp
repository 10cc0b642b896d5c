// RUN: cp %s %t.cpp
// RUN: %tidy --checks='-*,corosafe-blocking-call' --fix --quiet %t.cpp -- -std=c++20 -I%inputs/stubs
// RUN: FileCheck %s < %t.cpp
// RUN: clang++ -std=c++20 -I%inputs/stubs -fsyntax-only %t.cpp
// REQUIRES: boost

// A sleep becomes the library's own, where the code knows its names.

#include <boost/asio.hpp>
#include <chrono>
#include <thread>

#include "folly.h"

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> tick(asio::steady_timer &timer) {
  co_await timer.async_wait(asio::use_awaitable);
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  // CHECK: co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds(10)).async_wait(boost::asio::use_awaitable);
}

folly::coro::Task<void> tock() {
  co_await folly::coro::sleep(1ms);
  std::this_thread::sleep_for(5ms);
  // CHECK: co_await folly::coro::sleep(5ms);
}
