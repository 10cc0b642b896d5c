// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=boost-redis %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; boost-redis.cpp shows how the library is used.

#include "entries/boost-redis.h"

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

task<> raced_connection_bad(boost::redis::connection &o, stream &x) {
  for (;;) {
    co_await first(o.async_exec(), tick());
    co_await first(o.async_receive2(), tick());
    co_await first(o.async_receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_run(), tick());
  }
}

task<> raced_basic_connection_bad(boost::redis::basic_connection &o, stream &x) {
  for (;;) {
    co_await first(o.async_exec(), tick());
    co_await first(o.async_receive2(), tick());
    co_await first(o.async_receive(), tick()); // expected-warning {{not safe to lose}}
    co_await first(o.async_run(), tick());
  }
}

task<> looked_at_connection_ok(boost::redis::connection &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> looked_at_basic_connection_ok(boost::redis::basic_connection &o) {
  co_await first(take(o), tick());
  o.cancel();
}

task<> used_receive_bad(boost::redis::connection &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.receive();
}

task<> used_receive_2_bad(boost::redis::basic_connection &o) {
  co_await first(take(o), tick()); // expected-warning {{not safe to lose}}
  o.receive();
}
