// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=drogon %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; drogon.cpp shows how the library is used.

#include "entries/drogon.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = drogon::Task<T>;

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

task<> raced_calls_bad(stream &x) {
  for (;;) {
    co_await first(drogon::sleepCoro(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(drogon::switchThreadCoro(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(drogon::untilQuit(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(drogon::queueInLoopCoro(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_mutex_bad(drogon::Mutex &o, stream &x) {
  for (;;) {
    co_await first(o.lock(), tick()); // expected-warning {{cannot be cancelled}} expected-warning {{not safe to lose}}
    co_await first(o.scoped_lock(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_httpclient_bad(drogon::HttpClient &o, stream &x) {
  for (;;) {
    co_await first(o.sendRequestCoro(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_httpappframework_bad(drogon::HttpAppFramework &o, stream &x) {
  for (;;) {
    co_await first(o.forwardCoro(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_websocketclient_bad(drogon::WebSocketClient &o, stream &x) {
  for (;;) {
    co_await first(o.connectToServerCoro(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_dbclient_bad(drogon::orm::DbClient &o, stream &x) {
  for (;;) {
    co_await first(o.execSqlCoro(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.newTransactionCoro(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_redisclient_bad(drogon::nosql::RedisClient &o, stream &x) {
  for (;;) {
    co_await first(o.execCommandCoro(), tick()); // expected-warning {{cannot be cancelled}}
    co_await first(o.newTransactionCoro(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> raced_redistransaction_bad(drogon::nosql::RedisTransaction &o, stream &x) {
  for (;;) {
    co_await first(o.executeCoro(), tick()); // expected-warning {{cannot be cancelled}}
  }
}

task<> blocking_calls_bad() {
  drogon::sync_wait(entries::any()); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_dbclient_bad(drogon::orm::DbClient &o) {
  o.execSqlSync(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_mapper_bad(drogon::orm::Mapper &o) {
  o.findOne(); // expected-warning {{blocks the thread that this coroutine}}
  o.findBy(); // expected-warning {{blocks the thread that this coroutine}}
  o.findAll(); // expected-warning {{blocks the thread that this coroutine}}
  o.findByPrimaryKey(); // expected-warning {{blocks the thread that this coroutine}}
  o.count(); // expected-warning {{blocks the thread that this coroutine}}
  o.insert(); // expected-warning {{blocks the thread that this coroutine}}
  o.update(); // expected-warning {{blocks the thread that this coroutine}}
  o.updateBy(); // expected-warning {{blocks the thread that this coroutine}}
  o.deleteOne(); // expected-warning {{blocks the thread that this coroutine}}
  o.deleteBy(); // expected-warning {{blocks the thread that this coroutine}}
  o.deleteByPrimaryKey(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_redisclient_bad(drogon::nosql::RedisClient &o) {
  o.execCommandSync(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> blocking_httpclient_bad(drogon::HttpClient &o) {
  o.sendRequest(); // expected-warning {{blocks the thread that this coroutine}}
  co_await tick();
}

task<> when_all_ok(stream &x) {
  for (;;) {
    std::vector<entries::task<int>> branches;
    branches.push_back(take(x));
    co_await drogon::when_all(branches);
  }
}

task<> when_all_2_ok(stream &x) {
  for (;;)
    co_await drogon::when_all(take(x), tick());
}

void async_run_bad() {
  int n = 0;
  drogon::async_run(count(n)); // expected-warning {{but it runs on after}}
}

task<> async_func_ok() {
  int n = 0;
  drogon::async_func([&n] { entries::block(); n++; });
  co_await tick();
}

void co_future_bad() {
  int n = 0;
  drogon::co_future(count(n)); // expected-warning {{but it runs on after}}
}

void sendrequest_ok(drogon::HttpClient &o) {
  int n = 0;
  o.sendRequest(1, count(n));
}

task<> dropped_task_bad() {
  entries_of::make_drogon_Task(); // expected-warning {{without being awaited}}
  co_await tick();
}

task<> dropped_asynctask_ok() {
  entries_of::make_drogon_AsyncTask();
  co_await tick();
}

task<> mutex_across_ok(drogon::Mutex &m) {
  std::lock_guard<drogon::Mutex> guard(m);
  co_await tick();
}

task<> caught_bad(stream &x) {
  for (;;) {
    try {
      co_await x.next(); // expected-warning {{never notices that the coroutine was cancelled}}
    } catch (...) {
    }
  }
}
task<> caught_raced_ok(stream &x) { co_await first(caught_bad(x), tick()); }

task<> answered_later_ok(drogon::HttpClient &o) {
  int n = 0;
  o.sendRequest(1, [n](int) { entries::use(n); });
  co_await tick();
}
