// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// drogon in programs.

#include "drogon.h"

#include <map>
#include <thread>

using drogon::AsyncTask;
using drogon::Task;
using namespace std::chrono_literals;
void deliver(int);
Task<int> load(int);
Task<> save(int);
AsyncTask fire(std::shared_ptr<int>);

AsyncTask fire_ref(int &n) {
  co_await drogon::sleepCoro(nullptr, 1s);
  ++n;
}

struct HttpRequest {
  std::string body;
};

using HttpRequestPtr = std::shared_ptr<HttpRequest>;

Task<> dropped_bad() {
  load(1); // expected-warning {{is dropped without being awaited}}
  co_return;
}

Task<> awaited_ok() {
  deliver(co_await load(1));
}

Task<> timer_dropped_bad() {
  drogon::sleepCoro(nullptr, 1s); // expected-warning {{is dropped without being awaited}}
  co_return;
}

Task<> async_run_ok() {
  drogon::async_run([]() -> Task<> {
    co_await save(1);
  });
  co_return;
}

Task<> async_run_ref_bad() {
  int n = 0;
  drogon::async_run([&n]() -> Task<> { // expected-warning {{a coroutine uses 'n', but it runs on after 'async_run_ref_bad' has end}}
    co_await save(1);
    ++n;
  });
  co_return;
}

Task<> async_run_value_ok(HttpRequestPtr req) {
  drogon::async_run([req]() -> Task<> {
    co_await save(1);
    deliver(req->body.size());
  });
  co_return;
}

void plain_async_run_ref_bad() {
  std::string s = "x";
  drogon::async_run([&]() -> Task<> { // expected-warning {{a coroutine uses 's', but it runs on after 'plain_async_run_ref_bad' h}}
    co_await save(1);
    deliver(s.size());
  });
}

Task<> fire_ok() {
  fire(std::make_shared<int>(1));
  co_return;
}

Task<> fire_ref_bad() {
  int n = 0;
  fire_ref(n); // expected-warning {{'fire_ref' uses 'n', but it runs on after 'fire_ref_bad' has ended}}
  co_return;
}

Task<> sync_wait_bad() {
  deliver(drogon::sync_wait(load(1))); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

Task<> co_future_get_bad() {
  auto f = drogon::co_future(load(1));
  deliver(f.get()); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

Task<> all_ok() {
  co_await drogon::when_all(load(1), load(2));
}

struct controller {
  std::mutex m;
  drogon::Mutex am;
  std::map<int, std::string> rows;
  std::shared_ptr<drogon::orm::DbClient> db;

  Task<> thread_lock_bad() {
    std::lock_guard lk(m);
    co_await db->execSqlCoro("x"); // expected-warning {{is locked across a suspend point}}
  }

  Task<> async_lock_ok() {
    auto g = co_await am.scoped_lock();
    co_await db->execSqlCoro("x");
  }

  Task<> async_lock_bad() {
    auto g = am.scoped_lock(); // expected-warning {{'drogon::internal::awaiter<std::unique_lock<drogon::Mutex>>' in 'g' go}}
    co_await db->execSqlCoro("x");
  }

  Task<> std_guard_on_async_ok() {
    co_await am.lock();
    std::unique_lock lk(am, std::adopt_lock);
    co_await db->execSqlCoro("x");
  }

  Task<> row_bad(int id) {
    auto &r = rows[id];
    r += std::to_string(co_await db->execSqlCoro("x")); // expected-warning {{a reference into 'rows' is used after a suspend point, during which 'c}}
  }

  Task<> row2_bad(int id) {
    for (auto &[k, v] : rows) { // expected-warning {{a loop over 'rows' is suspended in its body, and 'controller::drop' ma}}
      co_await db->execSqlCoro(v);
    }
  }

  Task<> row_ok(int id) {
    auto n = co_await db->execSqlCoro("x");
    rows[id] += std::to_string(n);
  }

  void drop(int id) {
    rows.erase(id);
  }
};

Task<> sleeps_bad() {
  std::this_thread::sleep_for(1s); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

// Nobody waits for what runs by itself: who calls a handler keeps nothing for it.
drogon::AsyncTask handler_bad(const HttpRequestPtr &req) { // expected-warning {{uses 'req'}}
  co_await save(1);
  deliver(req->body.size());
}

drogon::AsyncTask handler_ok(HttpRequestPtr req) {
  co_await save(1);
  deliver(req->body.size());
}

drogon::AsyncTask handler_early_ok(const HttpRequestPtr &req) {
  auto size = req->body.size();
  co_await save(1);
  deliver(size);
}

//===-- mappers ----------------------------------------------------------------===//

struct Row {
  int id;
};

Task<> mapped_bad(drogon::orm::DbClient *db) {
  drogon::orm::Mapper<Row> rows(db);
  deliver(rows.findOne(1).id); // expected-warning {{blocks the thread that this coroutine}}
  co_return;
}

Task<> mapped_with_callbacks_ok(drogon::orm::DbClient *db) {
  drogon::orm::Mapper<Row> rows(db);
  rows.findOne(
      1, [](Row r) { deliver(r.id); }, [] {});
  co_return;
}

Task<> mapped_ok(drogon::orm::DbClient *db) {
  drogon::orm::CoroMapper<Row> rows(db);
  auto later = rows.findOne(1);
  deliver((co_await later).id);
}
