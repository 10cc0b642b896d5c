// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value %verify

// Values and references of tasks, test macros, attributes, factories, scopes.

#include "minicoro.h"

#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

mini::task<> flush();
mini::task<int> fetch(int id);
mini::task<bool> more();

#define CHECK(x) do { if (!(x)) std::cerr << #x; } while (false)
#define CHECK_NOTHROW(x) do { try { x; } catch (...) { std::cerr << #x; } } while (false)
#define RETURN_IF_ERROR(x) do { if (auto r_ = (x); !r_) co_return; } while (false)

void check_macro_ok() { CHECK(mini::sync_wait(fetch(1)) == 1); }

void nothrow_macro_bad() {
  CHECK_NOTHROW(flush()); // expected-warning {{without being awaited}}
}

void nothrow_macro_ok() { CHECK_NOTHROW(mini::sync_wait(flush())); }

mini::task<> macro_that_awaits_ok() {
  RETURN_IF_ERROR(co_await more());
  co_await flush();
}

mini::task<> forwarding_reference_bad() {
  auto &&pending = fetch(1); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> forwarding_reference_ok() {
  auto &&pending = fetch(1);
  co_await more();
  co_await std::move(pending);
}

mini::task<> const_reference_ok() {
  const auto &pending = fetch(1);
  co_await pending;
}

mini::task<> reference_to_a_local_ok() {
  auto pending = fetch(1);
  auto &same = pending;
  co_await more();
  co_await std::move(same);
}

struct node {
  mini::task<> work;
  std::optional<mini::task<int>> extra;
  mini::task<> &get() { return work; }
  mini::task<> take() { return std::move(work); }

  void assign_ok() {
    auto &slot = work;
    slot = flush();
  }
  void emplace_ok() { extra.emplace(fetch(1)); }
  mini::task<> run_ok() {
    auto mine = std::move(work);
    co_await std::move(mine);
  }
  void taken_and_dropped_bad() {
    take(); // expected-warning {{without being awaited}}
  }
};

// The member of a local struct is where it goes; the struct is awaited through its accessor.
mini::task<> accessor_ok() {
  node n;
  n.work = flush();
  co_await n.get();
}

mini::task<> factory_is_no_task_ok() {
  auto factory = [] { return flush(); };
  std::function<mini::task<>()> stored = factory;
  co_await more();
  (void)stored;
}

mini::task<> factory_called_ok() {
  auto factory = [](int id) { return fetch(id); };
  co_await factory(1);
}

mini::task<> factory_called_bad() {
  auto factory = [](int id) { return fetch(id); };
  factory(1); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> init_capture_ok() {
  auto finish = [pending = fetch(1)]() mutable -> mini::task<int> { co_return co_await std::move(pending); };
  co_await finish();
}

mini::task<> init_capture_called_bad() {
  auto finish = [pending = fetch(1)]() mutable -> mini::task<int> { co_return co_await std::move(pending); };
  finish(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> immediately_moved_to_a_temporary_bad() {
  auto pending = flush(); // expected-warning {{without being awaited}}
  mini::task<>(std::move(pending));
  co_await more();
}

mini::task<mini::task<int>> task_of_a_task();

mini::task<int> nested_ok() { co_return co_await co_await task_of_a_task(); }

mini::task<> nested_bad() {
  co_await task_of_a_task(); // expected-warning {{without being awaited}}
}

mini::task<mini::task<int>> co_returned_ok() { co_return fetch(1); }

mini::generator<mini::task<int>> yielded_ok() {
  for (int id = 0; id < 3; ++id)
    co_yield fetch(id);
}

void sizeof_and_decltype_ok() {
  using result = decltype(fetch(1));
  static_assert(sizeof(fetch(1)) == sizeof(result));
  static_assert(noexcept(flush()) == false);
}
