// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// drogon cancels nothing and races nothing: only dropped tasks and locks matter.

#include "drogon.h"

#include <map>

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

//===-- servers ---------------------------------------------------------------===//

void log(const std::string &);

void keeps_its_captures_ok(std::string name) {
  drogon::async_run([name]() -> Task<> {
    co_await flush();
    log(name);
  });
}

void borrows_a_local_bad() {
  std::string name = "x";
  drogon::async_run([&name]() -> Task<> { // expected-warning {{but it runs on after}}
    co_await flush();
    log(name);
  });
}

struct Session : std::enable_shared_from_this<Session> {
  std::string name;
  std::map<int, std::string> users;
  std::mutex m;
  drogon::Mutex cm;
  int active = 0;
  Task<> run() {
    co_await flush();
    log(name);
  }
  void start_ok() {
    drogon::async_run([self = shared_from_this()]() -> Task<> { co_await self->run(); });
  }
  void add(int id) { users.emplace(id, "x"); }
  void drop(int id) { users.erase(id); }
  Task<std::size_t> find_bad(int id) {
    auto it = users.find(id);
    if (it == users.end()) co_return 0;
    co_await flush();
    co_return it->second.size(); // expected-warning {{points into 'users'}}
  }
  Task<std::size_t> find_ok(int id) {
    co_await flush();
    auto it = users.find(id);
    co_return it == users.end() ? 0 : it->second.size();
  }
  Task<> locked_bad() {
    std::lock_guard l(m);
    ++active;
    co_await flush(); // expected-warning {{locked across}}
  }
  Task<> locked_ok() {
    { std::lock_guard l(m); ++active; }
    co_await flush();
  }
  Task<> coro_locked_ok() {
    auto l = co_await cm.scoped_lock();
    ++active;
    co_await flush();
  }
};
drogon::AsyncTask handler_ok(std::string path, std::function<void(int)> callback) {
  int n = co_await load();
  callback(n);
}

drogon::AsyncTask on_path(const std::string &path) {
  co_await flush();
  log(path);
}

void calls_handler_bad() { on_path(std::string("x")); } // expected-warning {{uses a temporary}}
Task<> waits_for_future_bad() {
  auto f = drogon::co_future(load());
  f.get(); // expected-warning {{blocks the thread that this coroutine}}
  co_await flush();
}

Task<> sync_wait_inside_bad() {
  drogon::sync_wait(flush()); // expected-warning {{blocks the thread that this coroutine}}
  co_await flush();
}

Task<> conditional_bad(bool x) {
  auto t = load(); // expected-warning {{without being awaited}}
  if (x)
    co_await std::move(t);
}

Task<> conditional_ok(bool x) {
  if (x)
    co_await load();
}

Task<> with_retry_ok(drogon::orm::DbClient &c) {
  for (int i = 0; i < 3; ++i) {
    try {
      co_await c.execSqlCoro("x");
      co_return;
    } catch (const std::exception &) {
    }
  }
}

Task<> forever_ok(void *loop) {
  for (;;) {
    co_await drogon::sleepCoro(loop, 1s);
    co_await flush();
  }
}

Task<> counted_ok(int &n, void *loop) {
  ++n;
  co_await drogon::sleepCoro(loop, 1s);
  --n;
}
