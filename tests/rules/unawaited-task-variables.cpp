// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// A task in a local: reported where it is made, if some path that goes on normally ends without it.

#include "minicoro.h"

#include <cstdlib>
#include <stdexcept>

mini::task<int> fetch(int id);
mini::task<bool> more();
bool cached(int id);
void prepare(int id);
void note(const char *what);

mini::task<> unused_variable_bad() {
  auto pending = fetch(1); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> named_and_void_bad() {
  auto pending = fetch(1); // expected-warning {{without being awaited}}
  (void)pending;
  co_await more();
}

mini::task<> maybe_unused_variable_bad() {
  [[maybe_unused]] auto pending = fetch(1); // expected-warning {{without being awaited}}
  co_await more();
}

void unused_in_a_plain_function_bad() {
  const mini::task<int> pending = fetch(1); // expected-warning {{without being awaited}}
}

mini::task<int> awaited_later_ok() {
  auto pending = fetch(1);
  prepare(1);
  co_return co_await std::move(pending);
}

mini::task<int> awaited_as_an_lvalue_ok() {
  auto pending = fetch(1);
  co_return co_await pending;
}

mini::task<int> early_return_bad(int id) {
  auto pending = fetch(id); // expected-warning {{without being awaited}}
  if (cached(id))
    co_return 0;
  co_return co_await std::move(pending);
}

mini::task<int> early_return_before_it_ok(int id) {
  if (cached(id))
    co_return 0;
  auto pending = fetch(id);
  co_return co_await std::move(pending);
}

mini::task<> conditional_await_bad(int id) {
  auto pending = fetch(id); // expected-warning {{without being awaited}}
  if (!cached(id))
    co_await std::move(pending);
}

mini::task<int> conditional_await_on_both_paths_ok(int id) {
  auto pending = fetch(id);
  if (cached(id)) {
    note("again");
    co_return co_await std::move(pending);
  }
  co_return co_await pending + 1;
}

mini::task<> switch_misses_a_case_bad(int kind) {
  auto pending = fetch(kind); // expected-warning {{without being awaited}}
  switch (kind) {
  case 0:
    co_await std::move(pending);
    break;
  case 1:
    note("skipped");
    break;
  default:
    co_await pending;
  }
}

mini::task<> switch_awaits_in_every_case_ok(int kind) {
  auto pending = fetch(kind);
  switch (kind) {
  case 0:
    co_await std::move(pending);
    break;
  default:
    prepare(kind);
    co_await pending;
  }
}

mini::task<> break_leaves_it_bad() {
  for (int id = 0; co_await more(); ++id) {
    auto pending = fetch(id); // expected-warning {{without being awaited}}
    if (cached(id))
      break;
    co_await std::move(pending);
  }
}

mini::task<int> overwritten_bad() {
  auto pending = fetch(1); // expected-warning {{without being awaited}}
  pending = fetch(2);
  co_return co_await std::move(pending);
}

mini::task<int> overwritten_after_its_await_ok() {
  auto pending = fetch(1);
  const int first = co_await std::move(pending);
  pending = fetch(2);
  co_return first + co_await std::move(pending);
}

mini::task<> made_anew_in_a_loop_ok() {
  mini::task<int> pending;
  for (int id = 0; id < 3; ++id) {
    pending = fetch(id);
    co_await std::move(pending);
  }
}

mini::task<int> made_anew_in_a_loop_bad() {
  mini::task<int> pending;
  for (int id = 0; id < 3; ++id)
    pending = fetch(id); // expected-warning {{without being awaited}}
  co_return co_await std::move(pending);
}

// An exception abandons everything that was under way; that is no forgotten await.
mini::task<int> left_by_an_exception_ok(int id) {
  auto pending = fetch(id);
  prepare(id);
  if (id < 0)
    throw std::invalid_argument("id");
  co_return co_await std::move(pending);
}

mini::task<int> handler_returns_ok(int id) {
  auto pending = fetch(id);
  try {
    prepare(id);
    co_return co_await std::move(pending);
  } catch (const std::exception &) {
    co_return -1;
  }
}

mini::task<int> path_that_never_ends_ok(int id) {
  auto pending = fetch(id);
  if (id < 0)
    std::abort();
  co_return co_await std::move(pending);
}

mini::task<> only_looked_at_bad() {
  auto pending = fetch(1); // expected-warning {{without being awaited}}
  if (pending.valid())
    note("valid");
  co_await more();
}
