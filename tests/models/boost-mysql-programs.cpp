// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// Boost.MySQL in programs: what a client writes, right and wrong.

#include "boost-mysql.h"

#include <memory>
#include <mutex>
#include <string>

namespace asio = boost::asio;
namespace mysql = boost::mysql;
using asio::awaitable;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
void handle(const mysql::results &);
void log(const char *);
awaitable<void> query_in_time_bad(mysql::any_connection &conn, asio::steady_timer &t) {
  for (;;) {
    mysql::results r;
    t.expires_after(1s);
    auto w = co_await (conn.async_execute("select 1", r, use_awaitable) || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (w.index() == 0)
      handle(r);
  }
}

awaitable<void> query_in_time_ok(mysql::any_connection &conn, asio::steady_timer &t) {
  for (;;) {
    mysql::results r;
    t.expires_after(1s);
    auto w = co_await (conn.async_execute("select 1", r, use_awaitable) || t.async_wait(use_awaitable));
    if (w.index() == 1) {
      co_await conn.async_close(use_awaitable);
      co_return;
    }
    handle(r);
  }
}

awaitable<void> query_in_time_local_ok(asio::any_io_executor ex, mysql::connect_params p, asio::steady_timer &t) {
  for (;;) {
    mysql::any_connection conn(ex);
    mysql::results r;
    co_await conn.async_connect(p, use_awaitable);
    t.expires_after(1s);
    auto w = co_await (conn.async_execute("select 1", r, use_awaitable) || t.async_wait(use_awaitable));
    if (w.index() == 0)
      handle(r);
  }
}

awaitable<void> pool_get_in_time_ok(mysql::connection_pool &pool, asio::steady_timer &t) {
  for (;;) {
    t.expires_after(1s);
    auto w = co_await (pool.async_get_connection(use_awaitable) || t.async_wait(use_awaitable));
    if (w.index() == 1) continue;
    mysql::results r;
    co_await std::get<0>(w)->async_execute("select 1", r, use_awaitable);
    handle(r);
  }
}

awaitable<void> transaction(mysql::any_connection &conn) {
  mysql::results r;
  co_await conn.async_execute("start transaction", r, use_awaitable);
  co_await conn.async_execute("update a", r, use_awaitable);
  co_await conn.async_execute("commit", r, use_awaitable);
}

awaitable<void> transactions_in_time_bad(mysql::any_connection &conn, asio::steady_timer &t) {
  for (;;) {
    t.expires_after(1s);
    co_await (transaction(conn) || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
  }
}

awaitable<void> ping_blocking_bad(mysql::any_connection &conn) {
  conn.ping(); // expected-warning {{blocks the thread}}
  co_return;
}

awaitable<void> run_pool_ok(std::shared_ptr<mysql::connection_pool> pool) { co_await pool->async_run(use_awaitable); }
void start_ok(asio::io_context &io, std::shared_ptr<mysql::connection_pool> pool) {
  asio::co_spawn(io.get_executor(), run_pool_ok(pool), asio::detached);
}
