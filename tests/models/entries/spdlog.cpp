// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=spdlog %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include > %t
// RUN: sed -n 's,^// unproven: ,,p' %s | diff - %t

// Every entry of the model, for what it changes; spdlog.cpp shows how the library is used.
// expected-no-diagnostics

// unproven: spdlog::log
// unproven: spdlog::trace
// unproven: spdlog::debug
// unproven: spdlog::info
// unproven: spdlog::warn
// unproven: spdlog::error
// unproven: spdlog::critical
// unproven: spdlog::logger::log
// unproven: spdlog::logger::trace
// unproven: spdlog::logger::debug
// unproven: spdlog::logger::info
// unproven: spdlog::logger::warn
// unproven: spdlog::logger::error
// unproven: spdlog::logger::critical
// unproven: spdlog::logger::flush

#include "entries/spdlog.h"

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

void get_dropped_ok(spdlog &o) { o.get(); }

void default_logger_dropped_ok(spdlog &o) { o.default_logger(); }

void default_logger_raw_dropped_ok(spdlog &o) { o.default_logger_raw(); }
