// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value %verify

// How the function that makes the task is spelt: operators, conversions, overloads, defaults, virtuals, factories.

#include "minicoro.h"

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

mini::task<> flush();
mini::task<int> fetch(int id);
mini::task<bool> more();

struct stream {
  mini::task<stream *> operator<<(int value);
  mini::task<> operator()(int value);
  mini::task<> operator[](int slot);
  mini::task<> operator++();
  mini::task<int> operator*() const;
  explicit operator mini::task<>() const;
  virtual mini::task<> close() = 0;
  virtual ~stream() = default;
};

mini::task<> shift_bad(stream &s) {
  s << 1; // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> shift_ok(stream &s) { co_await (s << 1); }

mini::task<> call_operator_bad(stream &s) {
  s(1); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> subscript_bad(stream &s) {
  s[1]; // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<int> increment_and_dereference_ok(stream &s) {
  co_await ++s;
  co_return co_await *s;
}

mini::task<> increment_bad(stream &s) {
  ++s; // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> virtual_bad(std::vector<std::unique_ptr<stream>> &all) {
  for (auto &s : all)
    s->close(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> virtual_ok(std::vector<std::unique_ptr<stream>> &all) {
  for (auto &s : all)
    co_await s->close();
}

// Two overloads: one starts it by itself and returns nothing.
struct service {
  void stop(std::function<void()> done);
  mini::task<> stop();
  mini::task<> restart(int delay = 0, bool hard = false);
  static mini::task<> ping();
};

void overload_with_a_callback_ok(service &s) {
  s.stop([] {});
}

void overload_without_one_bad(service &s) {
  s.stop(); // expected-warning {{without being awaited}}
}

void default_arguments_bad(service &s) {
  s.restart(); // expected-warning {{without being awaited}}
}

mini::task<> static_through_an_object_bad(service &s) {
  s.ping(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> member_pointer_bad(service &s, mini::task<> (service::*how)()) {
  (s.*how)(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> member_pointer_ok(service &s, mini::task<> (service::*how)()) { co_await (s.*how)(); }

mini::task<> invoke_bad() {
  std::invoke(fetch, 1); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> invoke_ok() { co_await std::invoke(fetch, 1); }

template <class F> auto timed(F &&f) { return std::forward<F>(f)(); }

mini::task<> generic_wrapper_bad() {
  timed([] { return flush(); }); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> generic_wrapper_ok() {
  co_await timed([] { return flush(); });
  timed([] { return 1; });
}

// Type-erased into a function that returns nothing: the task that comes back is thrown away inside.
void call_later(std::function<void()> f);

void erased_task_bad() {
  call_later([] { return flush(); }); // expected-warning {{is dropped by whoever calls it}}
}

void erased_spawn_ok() {
  call_later([] { mini::spawn(flush()); });
}
