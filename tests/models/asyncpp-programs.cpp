// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-value %verify

// asyncpp in programs.

#include "asyncpp.h"

#include <functional>
#include <map>
#include <mutex>
#include <string>

template <class T = void> using task = asyncpp::task<T>;
task<> flush();
task<int> load();
void use(int);
void log(const std::string &);
task<> scope_unjoined_bad() {
  asyncpp::async_launch_scope scope; // expected-warning {{joined}}
  scope.launch(flush());
  co_await load();
}

task<> scope_joined_ok() {
  asyncpp::async_launch_scope scope;
  scope.launch(flush());
  co_await load();
  co_await scope.join();
}

task<> join_dropped_bad() {
  asyncpp::async_launch_scope scope;
  scope.launch(flush());
  scope.join(); // expected-warning {{joining 'scope' is not awaited: nothing is waited for}}
}

task<> launched_ok(std::string name) {
  asyncpp::launch(flush());
  co_await load();
}

task<> on_name(const std::string &name) {
  co_await flush();
  log(name);
}

void launched_local_bad() {
  std::string name = "x";
  asyncpp::launch(on_name(name)); // expected-warning {{it runs on}}
}

void launched_kept_ok(std::string &name) { asyncpp::launch(on_name(name)); }
task<> awaited_local_ok() {
  std::string name = "x";
  co_await on_name(name);
}

task<> scope_local_ok() {
  std::string name = "x";
  asyncpp::async_launch_scope scope;
  scope.launch(on_name(name));
  co_await scope.join();
}

task<> pump_bad(asyncpp::channel<int> &c) {
  for (;;) {
    auto v = co_await c.read(); // expected-warning {{this loop spins}}
    if (!v) continue;
    use(*v);
  }
}

task<> pump_ok(asyncpp::channel<int> &c) {
  while (auto v = co_await c.read())
    use(*v);
}

task<> produce_ok(asyncpp::channel<int> &c) {
  for (int i = 0;; ++i)
    if (!co_await c.write(i))
      break;
}

task<> lock_bad(asyncpp::mutex &m) {
  m.lock(); // expected-warning {{without being awaited}}
  co_await flush();
  m.unlock();
}

task<> lock_ok(asyncpp::mutex &m) {
  auto l = co_await m.lock_scoped();
  co_await flush();
}

void blocking_ok() { asyncpp::as_promise(load()).get(); }
task<int> blocking_bad() {
  co_await flush();
  co_return asyncpp::as_promise(load()).get(); // expected-warning {{blocks the thread}}
}
