// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=boost-log %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; boost-log.cpp shows how the library is used.
// expected-no-diagnostics

#include "entries/boost-log.h"

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

task<> logged_operator_ok(stream &o, boost::log::basic_formatting_ostream &log) {
  co_await first(take(o), tick());
  log << &o;
}

task<> logged_operator_2_ok(stream &o, boost::log::basic_record_ostream &log) {
  co_await first(take(o), tick());
  log << &o;
}


task<> streamed_ok(stream &o, boost::log::basic_record_ostream &log) {
  co_await first(take(o), tick());
  log << o;
}
