// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Boost.Redis: cancelling a request leaves the connection usable; only the old async_receive takes something.

#include "boost-redis.h"

#include <memory>
#include <mutex>

namespace asio = boost::asio;
namespace redis = boost::redis;
using asio::awaitable;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

void on_idle();

//===-- races ---------------------------------------------------------------===//

awaitable<void> receive_bad(redis::connection &conn, asio::steady_timer &clock) {
  for (;;) {
    auto r = co_await (conn.async_receive(use_awaitable) || // expected-warning {{not safe to lose}}
                       clock.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

awaitable<void> receive2_ok(redis::connection &conn, asio::steady_timer &clock) {
  for (;;) {
    auto r = co_await (conn.async_receive2(use_awaitable) || clock.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

awaitable<void> exec_ok(redis::connection &conn, const redis::request &req, asio::steady_timer &clock) {
  for (;;) {
    redis::ignore_t response;
    auto r = co_await (conn.async_exec(req, response, use_awaitable) || clock.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

awaitable<void> run_ok(redis::connection &conn, const redis::config &cfg, asio::steady_timer &clock) {
  for (;;)
    co_await (conn.async_run(cfg, use_awaitable) || clock.async_wait(use_awaitable));
}

// Two requests that belong together: the second never follows when the timer wins in between.
awaitable<void> move_item(redis::connection &conn, const redis::request &pop, const redis::request &push) {
  redis::ignore_t response;
  co_await conn.async_exec(pop, response, use_awaitable);
  co_await conn.async_exec(push, response, use_awaitable);
}
awaitable<void> move_items_bad(redis::connection &conn, const redis::request &pop, const redis::request &push,
                               asio::steady_timer &clock) {
  for (;;) {
    auto r = co_await (move_item(conn, pop, push) || // expected-warning {{not safe to lose}}
                       clock.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

//===-- locks and tasks -----------------------------------------------------===//

awaitable<void> thread_lock_bad(std::mutex &m, redis::connection &conn) {
  std::lock_guard<std::mutex> lock(m);
  co_await conn.async_receive2(use_awaitable); // expected-warning {{locked across}}
}

awaitable<void> dropped_bad(redis::connection &conn) {
  conn.async_receive2(use_awaitable); // expected-warning {{without being awaited}}
  co_return;
}

awaitable<void> run(redis::connection &conn, const redis::config &cfg) { co_await conn.async_run(cfg, use_awaitable); }

void spawned_ok(asio::io_context &io, redis::connection &conn, const redis::config &cfg) {
  asio::co_spawn(io.get_executor(), run(conn, cfg), asio::detached);
}

//===-- clients ---------------------------------------------------------------===//

void handle(std::size_t);

awaitable<void> receiver(std::shared_ptr<redis::connection> conn) {
  for (;;) {
    auto n = co_await conn->async_receive(use_awaitable);
    handle(n);
  }
}

awaitable<void> receiver_timeout_bad(std::shared_ptr<redis::connection> conn, asio::steady_timer &t) {
  for (;;) {
    t.expires_after(1s);
    auto r = co_await (conn->async_receive(use_awaitable) || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      handle(std::get<0>(r));
  }
}

awaitable<void> receiver_timeout_ok(std::shared_ptr<redis::connection> conn, asio::steady_timer &t) {
  t.expires_after(1s);
  auto r = co_await (conn->async_receive(use_awaitable) || t.async_wait(use_awaitable));
  if (r.index() == 1) {
    conn->cancel();
    co_return;
  }
  handle(std::get<0>(r));
}

awaitable<void> ping_ok(std::shared_ptr<redis::connection> conn, redis::request req, asio::steady_timer &t) {
  for (;;) {
    redis::ignore_t ig;
    t.expires_after(1s);
    co_await (conn->async_exec(req, ig, use_awaitable) || t.async_wait(use_awaitable));
  }
}

awaitable<void> runs_both_ok(asio::io_context &io, redis::request req) {
  auto conn = std::make_shared<redis::connection>(io.get_executor());
  redis::config cfg;
  redis::ignore_t ig;
  co_await (conn->async_run(cfg, use_awaitable) || conn->async_exec(req, ig, use_awaitable));
}
