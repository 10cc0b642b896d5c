// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=yalantinglibs %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; yalantinglibs.cpp shows how the library is used.

#include "entries/yalantinglibs.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = async_simple::coro::Lazy<T>;

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

task<> raced_calls_bad(stream &x, std::string &kept) {
  for (;;) {
    co_await first(coro_io::async_accept(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(coro_io::async_read_some(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(coro_io::async_read(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(coro_io::async_read_until(x, kept), tick());
    co_await first(coro_io::async_read_at(1, x), tick());
    co_await first(coro_io::async_write(x), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_calls_2_bad(stream &x) {
  for (;;) {
    co_await first(coro_io::async_write_some(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(coro_io::async_write_at(1, x), tick());
    co_await first(coro_io::async_sendfile(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(coro_io::async_connect((int *)nullptr, x), tick()); // expected-warning {{not safe to lose}}
    co_await first(coro_io::async_connect(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(coro_io::async_handshake(x), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_calls_3_bad(stream &x) {
  for (;;) {
    co_await first(coro_io::async_resolve(), tick());
    co_await first(coro_io::async_send(x), tick());
    co_await first(coro_io::async_receive(x), tick()); // expected-warning {{not safe to lose}}
    co_await first(coro_io::sleep_for(), tick());
    co_await first(coro_io::post([] {}), tick());
    co_await first(coro_io::dispatch([] {}), tick());
  }
}

task<> raced_calls_4_ok(stream &x) {
  for (;;) {
    co_await first(coro_io::dispatch(), tick());
    co_await first(coro_io::async_close(), tick());
  }
}

task<> raced_period_timer_ok(coro_io::period_timer &o, stream &x) {
  for (;;) {
    co_await first(o.async_await(), tick());
  }
}

task<> raced_high_resolution_timer_ok(coro_io::high_resolution_timer &o, stream &x) {
  for (;;) {
    co_await first(o.async_await(), tick());
  }
}

task<> raced_basic_seq_coro_file_bad(coro_io::basic_seq_coro_file &o, stream &x) {
  for (;;) {
    co_await first(o.async_read(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_write(), tick()); // expected-warning {{not safe to lose}}
  }
}

task<> raced_basic_random_coro_file_ok(coro_io::basic_random_coro_file &o, stream &x) {
  for (;;) {
    co_await first(o.async_read_at(), tick());
    co_await first(o.async_write_at(), tick());
  }
}

task<> blocking_calls_bad() {
  coro_io::read_some(); // expected-warning {{blocks the thread that this coroutine}}
  coro_io::read(); // expected-warning {{blocks the thread that this coroutine}}
  coro_io::write(); // expected-warning {{blocks the thread that this coroutine}}
  coro_io::accept(); // expected-warning {{blocks the thread that this coroutine}}
  coro_io::connect(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

void servers_ok(cinatra::coro_http_server &http, coro_rpc::coro_rpc_server_base &rpc) {
  http.async_start();
  rpc.async_start();
}
