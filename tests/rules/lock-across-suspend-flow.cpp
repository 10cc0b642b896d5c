// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Which suspend points lie between the acquisition and the end of the guard: initialisers, loops, early exits and
// handlers.

#include "minicoro.h"

#include <deque>
#include <exception>
#include <mutex>

std::mutex queue_mutex;
std::deque<int> queue;
enum class phase { idle, draining } current = phase::idle;

mini::task<int> send(int value);
mini::task<bool> more();
int parse(int raw);
void drop(int value);

mini::task<> if_initialiser_bad() {
  if (std::lock_guard lock(queue_mutex); !queue.empty())
    co_await send(queue.front()); // expected-warning {{locked across}}
}

mini::task<> if_initialiser_ok() {
  int next = 0;
  if (std::lock_guard lock(queue_mutex); !queue.empty())
    next = queue.front();
  co_await send(next);
}

mini::task<> if_condition_else_branch_ok() {
  if (std::unique_lock lock{queue_mutex, std::try_to_lock})
    queue.clear();
  else
    co_await more();
}

mini::task<> while_condition_bad() {
  while (std::unique_lock lock{queue_mutex, std::try_to_lock})
    co_await send(1); // expected-warning {{locked across}}
}

mini::task<> for_initialiser_bad() {
  for (std::unique_lock lock(queue_mutex); !queue.empty(); queue.pop_front())
    co_await send(queue.front()); // expected-warning {{locked across}}
}

mini::task<> range_for_initialiser_bad() {
  for (std::lock_guard lock(queue_mutex); int value : queue)
    co_await send(value); // expected-warning {{locked across}}
}

mini::task<> switch_initialiser_bad() {
  switch (std::lock_guard lock(queue_mutex); current) {
  case phase::idle:
    break;
  case phase::draining:
    co_await send(0); // expected-warning {{locked across}}
    break;
  }
}

mini::task<> await_in_a_condition_bad() {
  std::lock_guard lock(queue_mutex);
  while (co_await more()) // expected-warning {{locked across}}
    queue.push_back(0);
}

mini::task<> guard_of_one_iteration_ok() {
  while (co_await more()) {
    std::lock_guard lock(queue_mutex);
    if (queue.empty())
      continue;
    if (queue.front() < 0)
      break;
    queue.pop_front();
  }
  co_await send(0);
}

mini::task<> await_only_after_return_of_the_locked_path_ok(bool cached) {
  if (cached) {
    std::lock_guard lock(queue_mutex);
    queue.pop_front();
    co_return;
  }
  co_await send(0);
}

mini::task<> goto_leaves_the_scope_ok() {
  {
    std::lock_guard lock(queue_mutex);
    if (queue.empty())
      goto notify;
    queue.pop_front();
  }
notify:
  co_await send(0);
}

mini::task<> unwound_into_a_handler_ok(int raw) {
  bool failed = false;
  try {
    std::lock_guard lock(queue_mutex);
    queue.push_back(parse(raw));
  } catch (...) {
    failed = true;
  }
  if (failed)
    co_await send(-1);
}

mini::task<> handler_locks_and_unlocks_again_ok() {
  std::unique_lock lock(queue_mutex);
  while (!queue.empty()) {
    const int next = queue.front();
    queue.pop_front();
    lock.unlock();
    try {
      co_await send(next);
      lock.lock();
    } catch (...) {
      lock.lock();
      drop(next);
    }
  }
}

mini::task<> nested_try_bad(int raw) {
  try {
    std::unique_lock lock(queue_mutex);
    try {
      queue.push_back(parse(raw));
      lock.unlock();
    } catch (const std::exception &) {
      queue.clear();
    }
    co_await send(0); // expected-warning {{locked across}}
  } catch (...) {
    drop(raw);
  }
}

mini::task<int> co_return_of_an_awaited_value_bad() {
  std::lock_guard lock(queue_mutex);
  co_return co_await send(queue.front()); // expected-warning {{locked across}}
}
