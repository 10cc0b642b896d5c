// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Paths: correlated conditions, gotos, fallthrough, do-while, handlers and constant conditions.

#include "minicoro.h"

#include <deque>
#include <mutex>
#include <stdexcept>

std::mutex m;
std::deque<int> jobs;
enum class mode { fast, slow, off };

mini::task<> flush();
mini::task<int> send(int value);
mini::task<bool> more();
int parse(int raw);

mini::task<> correlated_flag_ok(bool shared) {
  if (shared)
    m.lock();
  jobs.push_back(1);
  if (shared)
    m.unlock();
  co_await flush();
}

mini::task<> correlated_guard_ok(bool shared) {
  std::unique_lock lock(m, std::defer_lock);
  if (shared)
    lock.lock();
  jobs.push_back(1);
  if (shared)
    lock.unlock();
  co_await flush();
}

mini::task<> await_only_when_not_locked_ok(bool sync) {
  std::unique_lock lock(m, std::defer_lock);
  if (sync)
    lock.lock();
  jobs.push_back(1);
  if (!sync)
    co_await flush();
}

mini::task<> await_only_when_locked_bad(bool sync) {
  std::unique_lock lock(m, std::defer_lock);
  if (sync)
    lock.lock();
  jobs.push_back(1);
  if (sync)
    co_await flush(); // expected-warning {{locked across}}
}

mini::task<> goto_back_with_the_lock_bad(int tries) {
again:
  if (--tries == 0)
    co_return;
  if (co_await more()) { // expected-warning {{locked across}}
    m.lock();
    if (jobs.empty())
      goto again;
    jobs.pop_front();
    m.unlock();
  }
}

mini::task<> goto_cleanup_ok() {
  m.lock();
  if (jobs.empty())
    goto out;
  jobs.pop_front();
out:
  m.unlock();
  co_await flush();
}

mini::task<> fallthrough_bad(mode how) {
  switch (how) {
  case mode::fast:
    m.lock();
    [[fallthrough]];
  case mode::slow:
    co_await flush(); // expected-warning {{locked across}}
    break;
  case mode::off:
    break;
  }
}

mini::task<> switch_without_fallthrough_ok(mode how) {
  switch (how) {
  case mode::fast:
    m.lock();
    jobs.clear();
    m.unlock();
    break;
  case mode::slow:
    co_await flush();
    break;
  case mode::off:
    break;
  }
}

mini::task<> do_while_bad() {
  do {
    m.lock();
    jobs.pop_front();
  } while (co_await more()); // expected-warning {{locked across}}
  m.unlock();
}

mini::task<> do_while_ok() {
  do {
    std::lock_guard lock(m);
    jobs.pop_front();
  } while (co_await more());
}

mini::task<> lock_taken_in_the_last_iteration_ok() {
  while (true) {
    if (co_await more())
      continue;
    m.lock();
    break;
  }
  jobs.clear();
  m.unlock();
}

mini::task<> handler_forgets_to_unlock_bad(int raw) {
  std::unique_lock lock(m, std::defer_lock);
  try {
    lock.lock();
    jobs.push_back(parse(raw));
    lock.unlock();
  } catch (const std::exception &) {
    jobs.clear();
  }
  co_await flush(); // expected-warning {{locked across}}
}

mini::task<> handler_unlocks_if_owned_ok(int raw) {
  std::unique_lock lock(m, std::defer_lock);
  try {
    lock.lock();
    jobs.push_back(parse(raw));
  } catch (const std::exception &) {
    jobs.clear();
  }
  if (lock)
    lock.unlock();
  co_await flush();
}

mini::task<> if_constexpr_ok() {
  constexpr bool threaded = false;
  if constexpr (threaded)
    m.lock();
  co_await flush();
}

template <bool Threaded> mini::task<> if_constexpr_template_bad() {
  std::unique_lock lock(m, std::defer_lock);
  if constexpr (Threaded)
    lock.lock();
  co_await flush(); // expected-warning {{locked across}}
}
template mini::task<> if_constexpr_template_bad<true>();
