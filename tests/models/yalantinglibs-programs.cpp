// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// coro_io in programs.

#include "coro_io.h"

#include <mutex>
#include <vector>

using async_simple::coro::Lazy;
struct socket {};
struct acceptor {};
struct channel {};
struct buffer {};
void use(int);
void handle(buffer);
Lazy<void> serve(socket s) {
  buffer b;
  for (;;) {
    auto [ec, n] = co_await coro_io::async_read_some(s, b);
    if (ec) {
      co_await coro_io::async_close(s);
      co_return;
    }
    handle(b);
  }
}

Lazy<void> spin_bad(socket s) {
  buffer b;
  for (;;) {
    auto [ec, n] = co_await coro_io::async_read_some(s, b); // expected-warning {{this loop spins}}
    if (ec) continue;
    handle(b);
  }
}

Lazy<void> read_in_time_bad(socket &s) {
  for (;;) {
    buffer b;
    auto r = co_await async_simple::coro::collectAny(coro_io::async_read(s, b), coro_io::sleep_for(1)); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      handle(b);
  }
}

Lazy<void> read_in_time_ok(socket &s) {
  buffer b;
  auto r = co_await async_simple::coro::collectAny(coro_io::async_read(s, b), coro_io::sleep_for(1));
  if (r.index() == 1) {
    co_await coro_io::async_close(s);
    co_return;
  }
  handle(b);
}

Lazy<void> receive_many_bad(channel &c) {
  for (;;) {
    auto r = co_await async_simple::coro::collectAny(coro_io::async_receive(c), coro_io::sleep_for(1)); // expected-warning {{not safe to lose}}
    if (r.index() == 1)
      continue;
    use(1);
  }
}

Lazy<void> locked_bad(std::mutex &m, socket &s) {
  std::lock_guard l(m);
  buffer b;
  co_await coro_io::async_write(s, b); // expected-warning {{locked across}}
}

Lazy<void> dropped_bad(socket &s) {
  coro_io::async_close(s); // expected-warning {{without being awaited}}
  co_return;
}

Lazy<int> posted_ok() {
  co_return co_await coro_io::post([] { return 1; });
}
