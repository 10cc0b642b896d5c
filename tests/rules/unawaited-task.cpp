// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// A lazy task that is dropped in the very expression that makes it never runs.

#include "minicoro.h"

mini::task<> flush();
mini::task<int> fetch(int id);
mini::task<bool> more();
bool ready();
void note(const char *what);

mini::task<> statement_bad() {
  flush(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> statement_ok() {
  co_await flush();
  co_await more();
}

void statement_in_a_plain_function_bad() {
  flush(); // expected-warning {{without being awaited}}
}

mini::task<> discarded_value_of_an_await_ok() {
  co_await fetch(1);
  (void)co_await fetch(2);
}

mini::task<> left_of_a_comma_bad() {
  flush(), co_await more(); // expected-warning {{without being awaited}}
}

mini::task<> right_of_a_comma_bad() {
  note("flush"), flush(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> both_ways_of_a_ternary_bad(bool first) {
  first
      ? fetch(1)  // expected-warning {{without being awaited}}
      : fetch(2); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<int> awaited_ternary_ok(bool first) {
  co_return co_await (first ? fetch(1) : fetch(2));
}

mini::task<int> returned_ternary_ok(bool first) { return first ? fetch(1) : fetch(2); }

mini::task<> for_increment_bad() {
  for (int i = 0; i < 3;
       ++i, fetch(i)) // expected-warning {{without being awaited}}
    co_await more();
}

mini::task<> for_increment_ok() {
  for (int i = 0; co_await more(); co_await fetch(i))
    ++i;
}

mini::task<> void_cast_of_a_lazy_task_bad() {
  (void)flush(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> static_cast_of_a_lazy_task_bad() {
  static_cast<void>(flush()); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> branch_bad() {
  if (ready())
    flush(); // expected-warning {{without being awaited}}
  else
    co_await flush();
}

mini::task<int> condition_ok() {
  if (co_await more())
    co_return co_await fetch(1);
  while (co_await more())
    note("more");
  co_return 0;
}
