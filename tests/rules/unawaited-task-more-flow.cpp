// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value %verify

// Conditions, loops and expressions in which a task is or is not awaited.

#include "minicoro.h"

#include <deque>
#include <list>
#include <queue>
#include <utility>
#include <vector>

mini::task<> flush();
mini::task<int> fetch(int id);
mini::task<bool> check(int id);
mini::task<bool> more();
bool ready();
int limit();

mini::task<> short_circuit_ok(bool wanted) { wanted && co_await check(1); }

mini::task<> short_circuit_of_two_ok() {
  if (co_await check(1) && co_await check(2) || !co_await check(3))
    co_await flush();
}

mini::task<> ternary_arms_ok(bool a) { a ? co_await flush() : co_await mini::sleep_for({}); }

mini::task<> ternary_with_void_arm_bad(bool a) {
  a ? (void)flush() : (void)0; // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> short_circuit_with_comma_bad(bool wanted) {
  wanted && (fetch(1), true); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> iterator_loop_ok() {
  std::list<mini::task<int>> tasks;
  tasks.push_back(fetch(1));
  tasks.push_front(fetch(2));
  for (auto it = tasks.begin(); it != tasks.end(); ++it)
    co_await std::move(*it);
}

mini::task<> queue_drained_ok() {
  std::queue<mini::task<int>> tasks;
  tasks.push(fetch(1));
  while (!tasks.empty()) {
    auto next = std::move(tasks.front());
    tasks.pop();
    co_await std::move(next);
  }
}

mini::task<> queue_popped_unseen_bad() {
  std::queue<mini::task<int>> tasks;
  tasks.push(fetch(1)); // expected-warning {{without being awaited}}
  while (!tasks.empty())
    tasks.pop();
  co_await more();
}

mini::task<> awaited_when_the_same_flag_is_set_ok(bool prefetch) {
  mini::task<int> pending;
  if (prefetch)
    pending = fetch(1);
  co_await more();
  if (prefetch)
    co_await std::move(pending);
}

mini::task<> awaited_when_another_flag_is_set_bad(bool prefetch, bool use) {
  mini::task<int> pending;
  if (prefetch)
    pending = fetch(1); // expected-warning {{without being awaited}}
  co_await more();
  if (use)
    co_await std::move(pending);
}

mini::task<> awaited_if_valid_ok(bool prefetch) {
  mini::task<int> pending;
  if (prefetch)
    pending = fetch(1);
  if (pending.valid())
    co_await std::move(pending);
}

mini::task<int> double_buffer_ok() {
  int sum = 0;
  auto next = fetch(0);
  for (int id = 1; id < 4; ++id) {
    auto current = std::move(next);
    next = fetch(id);
    sum += co_await std::move(current);
  }
  sum += co_await std::move(next);
  co_return sum;
}

// The last page that was asked for is never looked at.
mini::task<int> double_buffer_bad() {
  int sum = 0;
  auto next = fetch(0);
  for (int id = 1; id < 4; ++id) {
    auto current = std::move(next);
    next = fetch(id); // expected-warning {{without being awaited}}
    sum += co_await std::move(current);
  }
  co_return sum;
}

mini::task<> while_condition_bad() {
  while (ready())
    check(1); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> do_while_ok() {
  int id = 0;
  do {
    auto t = fetch(id);
    co_await std::move(t);
  } while (++id < limit());
}

mini::task<> switch_case_bad(int kind) {
  switch (kind) {
  case 0:
    flush(); // expected-warning {{without being awaited}}
    break;
  default:
    co_await flush();
  }
}

mini::task<> if_initialiser_ok() {
  if (auto t = fetch(1); ready())
    co_await std::move(t);
  else
    co_await t;
}

mini::task<> if_initialiser_bad() {
  if (auto t = fetch(1); ready()) // expected-warning {{without being awaited}}
    co_await std::move(t);
}

mini::task<> handler_bad() {
  try {
    co_await flush();
  } catch (...) {
    flush(); // expected-warning {{without being awaited}}
  }
}
