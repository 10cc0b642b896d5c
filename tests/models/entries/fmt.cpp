// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=fmt %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; fmt.cpp shows how the library is used.
// expected-no-diagnostics

#include "entries/fmt.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = entries::task<T>;

struct stream {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
};

task<int> start();
template <class T, class... A> T counting(A &...n);
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL T taken(COROSAFE_ON stream &from);
task<> count(int &n) {
  co_await tick();
  ++n;
}

task<> format_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fmt::format(o);
}

task<> format_to_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fmt::format_to(o);
}

task<> format_to_n_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fmt::format_to_n(o);
}

task<> print_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fmt::print(o);
}

task<> println_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fmt::println(o);
}

task<> vformat_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fmt::vformat(o);
}

task<> vprint_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fmt::vprint(o);
}

task<> join_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fmt::join(o);
}

task<> to_string_of_it_ok(stream &o) {
  co_await first(take(o), tick());
  fmt::to_string(o);
}
