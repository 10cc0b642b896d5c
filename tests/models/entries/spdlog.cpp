// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=spdlog %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; spdlog.cpp shows how the library is used.
// expected-no-diagnostics

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

task<> logged_log_ok(stream &o) {
  co_await first(take(o), tick());
  spdlog::log(o);
}

task<> logged_trace_ok(stream &o) {
  co_await first(take(o), tick());
  spdlog::trace(o);
}

task<> logged_debug_ok(stream &o) {
  co_await first(take(o), tick());
  spdlog::debug(o);
}

task<> logged_info_ok(stream &o) {
  co_await first(take(o), tick());
  spdlog::info(o);
}

task<> logged_warn_ok(stream &o) {
  co_await first(take(o), tick());
  spdlog::warn(o);
}

task<> logged_error_ok(stream &o) {
  co_await first(take(o), tick());
  spdlog::error(o);
}

task<> logged_critical_ok(stream &o) {
  co_await first(take(o), tick());
  spdlog::critical(o);
}

task<> logged_log_2_ok(stream &o, spdlog::logger &log) {
  co_await first(take(o), tick());
  log.log(o);
}

task<> logged_trace_2_ok(stream &o, spdlog::logger &log) {
  co_await first(take(o), tick());
  log.trace(o);
}

task<> logged_debug_2_ok(stream &o, spdlog::logger &log) {
  co_await first(take(o), tick());
  log.debug(o);
}

task<> logged_info_2_ok(stream &o, spdlog::logger &log) {
  co_await first(take(o), tick());
  log.info(o);
}

task<> logged_warn_2_ok(stream &o, spdlog::logger &log) {
  co_await first(take(o), tick());
  log.warn(o);
}

task<> logged_error_2_ok(stream &o, spdlog::logger &log) {
  co_await first(take(o), tick());
  log.error(o);
}

task<> logged_critical_2_ok(stream &o, spdlog::logger &log) {
  co_await first(take(o), tick());
  log.critical(o);
}

task<> logged_flush_ok(stream &o, spdlog::logger &log) {
  co_await first(take(o), tick());
  log.flush(o);
}

void get_dropped_ok() { spdlog::get(); }

void default_logger_dropped_ok() { spdlog::default_logger(); }

void default_logger_raw_dropped_ok() { spdlog::default_logger_raw(); }
