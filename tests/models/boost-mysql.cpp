// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Boost.MySQL: a cancelled query may have been executed, and leaves its connection in an unspecified state.

#include "boost-mysql.h"

#include <mutex>

namespace asio = boost::asio;
namespace mysql = boost::mysql;
using asio::awaitable;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;

void on_idle();

//===-- races ---------------------------------------------------------------===//

awaitable<void> query_bad(mysql::any_connection &db, asio::steady_timer &clock) {
  for (;;) {
    mysql::results result;
    auto r = co_await (
        db.async_execute("SELECT 1", result, use_awaitable) || // expected-warning {{not safe to lose}}
        clock.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

// Connected anew before it is used again.
awaitable<void> query_ok(mysql::any_connection &db, const mysql::connect_params &params, asio::steady_timer &clock) {
  for (;;) {
    mysql::results result;
    auto r = co_await (db.async_execute("SELECT 1", result, use_awaitable) || clock.async_wait(use_awaitable));
    if (r.index() == 1)
      co_await db.async_connect(params, use_awaitable);
  }
}

awaitable<void> query_then_close_ok(mysql::any_connection &db, asio::steady_timer &clock) {
  mysql::results result;
  auto r = co_await (db.async_execute("SELECT 1", result, use_awaitable) || clock.async_wait(use_awaitable));
  if (r.index() == 1) {
    co_await db.async_close(use_awaitable);
    co_return;
  }
  co_await db.async_execute("SELECT 2", result, use_awaitable);
}

awaitable<void> ping_bad(mysql::any_connection &db, asio::steady_timer &clock) {
  for (;;) {
    auto r = co_await (db.async_ping(use_awaitable) || // expected-warning {{not safe to lose}}
                       clock.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

// A pooled connection goes back to its pool, which resets it.
awaitable<void> pooled_query_ok(mysql::connection_pool &pool, asio::steady_timer &clock) {
  for (;;) {
    auto db = co_await pool.async_get_connection(use_awaitable);
    mysql::results result;
    auto r = co_await (db->async_execute("SELECT 1", result, use_awaitable) || clock.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

// Handed back as it is, its next user gets it as it is.
awaitable<void> pooled_query_without_reset_bad(mysql::connection_pool &pool, asio::steady_timer &clock) {
  auto db = co_await pool.async_get_connection(use_awaitable);
  mysql::results result;
  co_await (db.get().async_execute("SELECT 1", result, use_awaitable) || // expected-warning {{not safe to lose}}
            clock.async_wait(use_awaitable));
  db.return_without_reset();
}

// A connection that came all the same goes back to the pool.
awaitable<void> get_connection_ok(mysql::connection_pool &pool, asio::steady_timer &clock) {
  for (;;) {
    auto r = co_await (pool.async_get_connection(use_awaitable) || clock.async_wait(use_awaitable));
    if (r.index() == 1)
      on_idle();
  }
}

awaitable<void> run_ok(mysql::connection_pool &pool, asio::steady_timer &clock) {
  for (;;)
    co_await (pool.async_run(use_awaitable) || clock.async_wait(use_awaitable));
}

//===-- locks and tasks -----------------------------------------------------===//

awaitable<void> thread_lock_bad(std::mutex &m, mysql::any_connection &db) {
  std::lock_guard<std::mutex> lock(m);
  co_await db.async_ping(use_awaitable); // expected-warning {{locked across}}
}

awaitable<void> dropped_bad(mysql::any_connection &db) {
  db.async_ping(use_awaitable); // expected-warning {{without being awaited}}
  co_return;
}

awaitable<void> run(mysql::connection_pool &pool) { co_await pool.async_run(use_awaitable); }

void spawned_ok(asio::io_context &io, mysql::connection_pool &pool) {
  asio::co_spawn(io.get_executor(), run(pool), asio::detached);
}
