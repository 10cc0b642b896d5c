// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// drogon cancels nothing and races nothing: only dropped tasks and locks matter.

#include "drogon.h"

using namespace std::chrono_literals;
using drogon::Task;

Task<> flush();
Task<int> load();
drogon::AsyncTask notify();

//===-- tasks ---------------------------------------------------------------===//

Task<> dropped_task_bad() {
  flush(); // expected-warning {{without being awaited}}
  co_await load();
}

Task<> dropped_timer_bad(void *loop) {
  drogon::sleepCoro(loop, 1s); // expected-warning {{without being awaited}}
  co_await load();
}

Task<> dropped_query_bad(drogon::orm::DbClient &client) {
  client.execSqlCoro("update t set n = n + 1"); // expected-warning {{without being awaited}}
  co_await load();
}

Task<> awaited_ok(void *loop, drogon::orm::DbClient &client) {
  co_await flush();
  co_await drogon::sleepCoro(loop, 1s);
  co_await client.execSqlCoro("select 1");
  co_await drogon::when_all(load(), load());
}

Task<> all_of_a_vector_ok() {
  std::vector<Task<int>> tasks;
  tasks.push_back(load());
  tasks.push_back(load());
  co_await drogon::when_all(std::move(tasks));
}

Task<> vector_dropped_bad() {
  std::vector<Task<int>> tasks;
  tasks.push_back(load()); // expected-warning {{without being awaited}}
  co_await flush();
}

void detached_ok() {
  notify();
  drogon::async_run([]() -> Task<> { co_await flush(); });
}

void converted_ok() {
  auto loaded = drogon::co_future(load());
  loaded.get();
  drogon::sync_wait(flush());
}

//===-- locks ---------------------------------------------------------------===//

Task<> coro_mutex_ok(drogon::Mutex &mutex) {
  auto guard = co_await mutex.scoped_lock();
  co_await flush();
}

Task<> coro_mutex_raw_ok(drogon::Mutex &mutex) {
  co_await mutex.lock();
  co_await flush();
  mutex.unlock();
}

Task<> dropped_lock_bad(drogon::Mutex &mutex) {
  mutex.scoped_lock(); // expected-warning {{without being awaited}}
  co_await flush();
}

Task<> thread_mutex_bad(std::mutex &mutex, void *loop) {
  std::unique_lock guard(mutex);
  co_await drogon::sleepCoro(loop, 1s); // expected-warning {{locked across}}
}
