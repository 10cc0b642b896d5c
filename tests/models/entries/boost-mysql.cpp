// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=boost-mysql %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; boost-mysql.cpp shows how the library is used.

#include "entries/boost-mysql.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = boost::asio::awaitable<T>;

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

task<> raced_any_connection_bad(boost::mysql::any_connection &o, stream &x) {
  for (;;) {
    co_await first(o.async_connect(), tick());
    co_await first(o.async_close(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_execute(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_start_execution(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_prepare_statement(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_close_statement(), tick());
  }
}

task<> raced_any_connection_2_bad(boost::mysql::any_connection &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_some_rows(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_read_resultset_head(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_ping(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_reset_connection(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_set_character_set(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_run_pipeline(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_connection_bad(boost::mysql::connection &o, stream &x) {
  for (;;) {
    co_await first(o.async_close(), tick());
    co_await first(o.async_quit(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_connect(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_handshake(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_execute(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_start_execution(), tick());
  }
}

task<> raced_connection_2_bad(boost::mysql::connection &o, stream &x) {
  for (;;) {
    co_await first(o.async_prepare_statement(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_close_statement(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_read_some_rows(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_read_resultset_head(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_ping(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_reset_connection(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_connection_pool_ok(boost::mysql::connection_pool &o, stream &x) {
  for (;;) {
    co_await first(o.async_get_connection(), tick());
    co_await first(o.async_run(), tick());
  }
}

task<> blocking_any_connection_bad(boost::mysql::any_connection &o) {
  o.connect(); // expected-warning {{blocks the thread that this coroutine}}
  o.close(); // expected-warning {{blocks the thread that this coroutine}}
  o.execute(); // expected-warning {{blocks the thread that this coroutine}}
  o.start_execution(); // expected-warning {{blocks the thread that this coroutine}}
  o.prepare_statement(); // expected-warning {{blocks the thread that this coroutine}}
  o.close_statement(); // expected-warning {{blocks the thread that this coroutine}}
  o.read_some_rows(); // expected-warning {{blocks the thread that this coroutine}}
  o.read_resultset_head(); // expected-warning {{blocks the thread that this coroutine}}
  o.ping(); // expected-warning {{blocks the thread that this coroutine}}
  o.reset_connection(); // expected-warning {{blocks the thread that this coroutine}}
  o.set_character_set(); // expected-warning {{blocks the thread that this coroutine}}
  o.run_pipeline(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_connection_bad(boost::mysql::connection &o) {
  o.close(); // expected-warning {{blocks the thread that this coroutine}}
  o.quit(); // expected-warning {{blocks the thread that this coroutine}}
  o.connect(); // expected-warning {{blocks the thread that this coroutine}}
  o.handshake(); // expected-warning {{blocks the thread that this coroutine}}
  o.execute(); // expected-warning {{blocks the thread that this coroutine}}
  o.start_execution(); // expected-warning {{blocks the thread that this coroutine}}
  o.prepare_statement(); // expected-warning {{blocks the thread that this coroutine}}
  o.close_statement(); // expected-warning {{blocks the thread that this coroutine}}
  o.read_some_rows(); // expected-warning {{blocks the thread that this coroutine}}
  o.read_resultset_head(); // expected-warning {{blocks the thread that this coroutine}}
  o.ping(); // expected-warning {{blocks the thread that this coroutine}}
  o.reset_connection(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> looked_at_connection_pool_ok(boost::mysql::connection_pool &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_pooled_connection_ok(boost::mysql::pooled_connection &o) {
  co_await first(take(o), tick());
  o.valid();
}

task<> closed_any_connection_ok(boost::mysql::any_connection &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    co_await o.async_connect();
    break;
  case 1:
    co_await o.async_close();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> closed_connection_ok(boost::mysql::connection &o, int n) {
  co_await first(take(o), tick());
  switch (n) {
  case 0:
    co_await o.async_close();
    break;
  case 1:
    co_await o.async_quit();
    break;
  default:
    co_return;
  }
  co_await take(o);
}

task<> part_of_pooled_connection_bad(boost::mysql::pooled_connection &o) {
  auto *part = o.operator->();
  co_await first(take(*part), tick()); // expected-warning {{not safe to lose}}
  co_await take(o);
}

task<> used_return_without_reset_bad(boost::mysql::pooled_connection &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.return_without_reset();
}
