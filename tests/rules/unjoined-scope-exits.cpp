// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-unused-result %verify

// Ways out of a function before its scope is joined.

#include "cppcoro.h"
#include "folly.h"
#include "libcoro.h"
#include "seastar.h"
#include "stdexec.h"
#include "tinycoro.h"
#include "unifex.h"
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>
using namespace std::chrono_literals;
using folly::coro::AsyncScope;
using folly::coro::Task;
Task<void> work(int);
cppcoro::task<> cwork(int);
unifex::task<void> uwork();
exec::task<void> swork();
seastar::future<> fwork(int);
coro::task<void> lwork();
int check(int x) {
  if (x < 0)
    throw std::invalid_argument("x");
  return x;
}
int checked(int x) noexcept;
int unknown(int x);
void log(int) noexcept;
int deep(int x) { return check(x) + 1; }
int guarded(int x) {
  try {
    return check(x);
  } catch (...) {
    return 0;
  }
}
// ---- plain calls that throw
Task<void> call_throws_bad(int x) {
  AsyncScope scope; // expected-warning {{corosafe-unjoined-scope}}
  scope.add(work(1));
  check(x);
  co_await scope.joinAsync();
}
Task<void> deep_call_throws_bad(int x) {
  AsyncScope scope; // expected-warning {{corosafe-unjoined-scope}}
  scope.add(work(1));
  int y = deep(x);
  scope.add(work(y));
  co_await scope.joinAsync();
}
Task<void> call_before_ok(int x) {
  check(x);
  AsyncScope scope;
  scope.add(work(1));
  co_await scope.joinAsync();
}
Task<void> guarded_call_ok(int x) {
  AsyncScope scope;
  scope.add(work(1));
  guarded(x);
  co_await scope.joinAsync();
}
Task<void> unknown_call_ok(int x) {
  AsyncScope scope;
  scope.add(work(1));
  unknown(x);
  co_await scope.joinAsync();
}
Task<void> caught_and_joined_ok(int x) {
  AsyncScope scope;
  scope.add(work(1));
  std::exception_ptr error;
  try {
    check(x);
  } catch (...) {
    error = std::current_exception();
  }
  co_await scope.joinAsync();
  if (error)
    std::rethrow_exception(error);
}
Task<void> joined_in_both_ok(int x) {
  AsyncScope scope;
  scope.add(work(1));
  bool failed = false;
  try {
    check(x);
  } catch (const std::exception &) {
    failed = true;
  }
  co_await scope.joinAsync();
  if (failed)
    throw std::runtime_error("x");
}
Task<int> parse(std::string s) {
  if (s.empty())
    throw std::runtime_error("empty");
  co_return 1;
}
Task<void> awaited_throws_bad(std::string s) {
  AsyncScope scope; // expected-warning {{corosafe-unjoined-scope}}
  scope.add(work(1));
  int n = co_await parse(s);
  scope.add(work(n));
  co_await scope.joinAsync();
}
// ---- cppcoro
cppcoro::task<> c_loop_bad(std::vector<int> v) {
  cppcoro::async_scope scope; // expected-warning {{corosafe-unjoined-scope}}
  for (int x : v)
    scope.spawn(cwork(check(x)));
  co_await scope.join();
}
cppcoro::task<> c_loop_ok(std::vector<int> v) {
  for (int x : v)
    check(x);
  cppcoro::async_scope scope;
  for (int x : v)
    scope.spawn(cwork(x));
  co_await scope.join();
}
cppcoro::task<> c_switch_bad(int mode) {
  cppcoro::async_scope scope; // expected-warning {{corosafe-unjoined-scope}}
  switch (mode) {
  case 0:
    scope.spawn(cwork(0));
    break;
  case 1:
    scope.spawn(cwork(1));
    co_return;
  default:
    break;
  }
  co_await scope.join();
}
cppcoro::task<> c_optional_ok(bool many) {
  cppcoro::async_scope scope;
  if (many) {
    for (int i = 0; i < 4; ++i)
      scope.spawn(cwork(i));
  } else {
    scope.spawn(cwork(9));
  }
  co_await scope.join();
}
struct pool {
  cppcoro::async_scope tasks_;
  void add_ok(int n) { tasks_.spawn(cwork(n)); }
  cppcoro::task<> shutdown() { co_await tasks_.join(); }
};
struct leaky {
  cppcoro::async_scope jobs_;
  void add_bad(int n) { jobs_.spawn(cwork(n)); } // expected-warning {{corosafe-unjoined-scope}}
};
struct owner {
  std::unique_ptr<cppcoro::async_scope> owned_ = std::make_unique<cppcoro::async_scope>();
  void add_ok(int n) { owned_->spawn(cwork(n)); }
  cppcoro::task<> stop() { co_await owned_->join(); }
};
// ---- unifex
unifex::task<void> u_ok() {
  unifex::async_scope scope;
  scope.detached_spawn(uwork());
  scope.detached_spawn(uwork());
  co_await scope.cleanup();
}
unifex::task<void> u_await_between_bad(unifex::scheduler s) {
  unifex::async_scope scope; // expected-warning {{corosafe-unjoined-scope}}
  scope.detached_spawn(uwork());
  co_await unifex::schedule_after(s, 1s);
  co_await scope.complete();
}
unifex::task<void> u_unstoppable_between_ok(unifex::scheduler s) {
  unifex::async_scope scope;
  scope.detached_spawn(uwork());
  co_await unifex::unstoppable(unifex::schedule_after(s, 1s));
  co_await scope.complete();
}
unifex::task<void> u_return_bad(bool quick) {
  unifex::async_scope scope; // expected-warning {{corosafe-unjoined-scope}}
  scope.detached_spawn(uwork());
  if (quick)
    co_return;
  co_await scope.complete();
}
// ---- stdexec
exec::task<void> s_ok() {
  exec::async_scope scope;
  scope.spawn(swork());
  co_await scope.on_empty();
}
exec::task<void> s_bad() {
  exec::async_scope scope; // expected-warning {{corosafe-unjoined-scope}}
  scope.spawn(swork());
  scope.request_stop();
  co_return;
}
exec::task<void> s_count_ok(stdexec::scheduler sch) {
  stdexec::counting_scope scope;
  stdexec::spawn(swork(), scope.get_token());
  co_await scope.join();
}
exec::task<void> s_count_bad(stdexec::scheduler sch) {
  stdexec::counting_scope scope; // expected-warning {{corosafe-unjoined-scope}}
  stdexec::spawn(swork(), scope.get_token());
  co_return;
}
// ---- seastar
seastar::future<> g_ok() {
  seastar::gate g;
  (void)seastar::with_gate(g, [] { return fwork(1); });
  co_await g.close();
}
seastar::future<> g_holder_bad() {
  seastar::gate g; // expected-warning {{corosafe-unjoined-scope}}
  auto h = g.hold();
  co_await fwork(2);
}
seastar::future<> g_throw_bad(int x) {
  seastar::gate g; // expected-warning {{corosafe-unjoined-scope}}
  (void)seastar::with_gate(g, [] { return fwork(1); });
  if (x < 0)
    throw std::invalid_argument("x");
  co_await g.close();
}
struct service {
  seastar::gate gate_;
  void kick_ok() {
    (void)seastar::with_gate(gate_, [] { return fwork(3); });
  }
  seastar::future<> stop() { return gate_.close(); }
};
struct closed_by_nobody {
  seastar::gate gate_;
  void kick_bad() {
    (void)seastar::with_gate(gate_, [] { return fwork(3); }); // expected-warning {{nothing joins 'gate_'}}
  }
  seastar::future<> stop() { co_return; }
};
// ---- libcoro
coro::task<void> l_ok(std::unique_ptr<coro::scheduler> &s) {
  coro::task_group<coro::scheduler> group{s};
  (void)group.start(lwork());
  co_await group;
}
coro::task<void> l_bad(std::unique_ptr<coro::scheduler> &s) {
  coro::task_group<coro::scheduler> group{s}; // expected-warning {{corosafe-unjoined-scope}}
  (void)group.start(lwork());
  co_return;
}
