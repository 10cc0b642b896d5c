// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value -Wno-unused-result %verify

// Tasks in fields, on the heap, in captures and behind casts; values that can be awaited but need not be.

#include "minicoro.h"

#include <memory>
#include <tuple>
#include <utility>

mini::task<> flush();
mini::task<int> fetch(int id);
mini::task<bool> more();

struct entry {
  int id = 0;
  mini::task<> work;
};

mini::task<> field_assigned_FN() {
  entry e;
  e.work = flush();
  co_await more();
}

mini::task<> field_assigned_ok() {
  entry e;
  e.work = flush();
  co_await std::move(e.work);
}

mini::task<> deleted_bad() {
  auto *pending = new mini::task<>(flush()); // expected-warning {{without being awaited}}
  delete pending;
  co_await more();
}

mini::task<> awaited_and_deleted_ok() {
  auto *pending = new mini::task<>(flush());
  co_await *pending;
  delete pending;
}

mini::task<> captured_by_what_is_never_called_FN() {
  auto finish = [pending = flush()]() mutable -> mini::task<> {
    co_await std::move(pending);
  };
  co_await more();
}

mini::task<> moved_from_at_once_FN() {
  std::move(flush());
  co_await more();
}

mini::task<> moved_from_later_bad() {
  auto pending = flush(); // expected-warning {{without being awaited}}
  std::move(pending);
  co_await more();
}

mini::task<> cast_to_itself_bad() {
  static_cast<mini::task<>>(flush()); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> parentheses_bad() {
  ((flush())); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> awaited_unless_done_ok() {
  auto pending = fetch(1);
  if (!pending.done())
    co_await pending;
}

mini::task<> made_again_behind_the_await_ok() {
  auto pending = flush();
  while (co_await more()) {
    co_await std::move(pending);
    pending = flush();
  }
  co_await pending;
}

/// A value or an error. `co_await` on it is short for a check and a return.
template <class T> struct [[nodiscard]] expected {
  struct awaiter {
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>) const;
    T await_resume();
  };
  awaiter operator co_await();

  T value;
  int error = 0;
};
expected<int> parse(const char *text);

mini::task<> error_looked_at_ok() {
  auto parsed = parse("1");
  if (parsed.error)
    co_return;
  co_await more();
}

template <class T> mini::task<> unused_in_a_template_bad() {
  auto pending = fetch(sizeof(T)); // expected-warning {{without being awaited}}
  co_await more();
}
template mini::task<> unused_in_a_template_bad<int>();
