// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Without a token: loops that nothing ends.

#include "folly.h"

using folly::coro::Task;
void work();
bool more();
int step();
Task<> upload(int what);
struct broken {};

Task<> computes_for_ever_bad() {
  co_await upload(0);
  while (true)
    work(); // expected-warning {{it never suspends}}
}
Task<> waits_in_it_ok() {
  while (true)
    co_await upload(step());
}
Task<int> finds_ok() {
  for (;;)
    if (int n = step())
      co_return n;
}
Task<> throws_ok() {
  co_await upload(0);
  while (true) {
    if (!more())
      throw broken();
    work();
  }
}
Task<> drains_ok() { // Who knows how many there are.
  while (more())
    work();
  co_await upload(1);
}
folly::coro::AsyncGenerator<int> yields_ok() {
  for (;;)
    co_yield step();
}
