// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Scopes of several libraries, which differ in what their end does and in how cancellation arrives.

#include "cobalt.h"
#include "corral.h"
#include "cppcoro.h"
#include "folly.h"
#include "libcoro.h"
#include "seastar.h"
#include "unifex.h"

#include <exception>
#include <memory>
#include <string>
#include <vector>

using namespace std::chrono_literals;

//===-- folly: an unjoined scope ends the program; cancellation is an exception ------===//

namespace with_folly {
using folly::coro::AsyncScope;
using folly::coro::Task;

void print(int);

Task<void> work(int n);
Task<void> prepare();
Task<int> measure();

Task<void> joined_ok() {
  AsyncScope scope;
  scope.add(work(1));
  co_await scope.joinAsync();
}

Task<void> never_used_ok(bool use) {
  AsyncScope scope;
  if (!use)
    co_return;
  scope.add(work(1));
  co_await scope.joinAsync();
}

Task<void> never_joined_bad() {
  AsyncScope scope; // expected-warning {{'scope' may end without having been joined: its destructor ends the program}}
  scope.add(work(1));
  co_return;
}

Task<void> early_return_bad(bool enough) {
  AsyncScope scope; // expected-warning {{'scope' may end without having been joined}}
  scope.add(work(1));
  if (enough)
    co_return;
  co_await scope.joinAsync();
}

Task<void> early_return_before_use_ok(bool enough) {
  AsyncScope scope;
  if (enough)
    co_return;
  scope.add(work(1));
  co_await scope.joinAsync();
}

Task<void> join_not_awaited_bad() {
  AsyncScope scope;
  scope.add(work(1));
  scope.joinAsync(); // expected-warning {{joining 'scope' is not awaited}} expected-warning {{corosafe-unawaited-task}}
  co_return;
}

Task<void> cancelled_between_bad() {
  AsyncScope scope; // expected-warning {{'scope' is not joined when}}
  scope.add(work(1));
  co_await prepare();
  co_await scope.joinAsync();
}

Task<void> caught_and_joined_ok() {
  AsyncScope scope;
  std::exception_ptr error;
  scope.add(work(1));
  try {
    co_await prepare();
  } catch (...) {
    error = std::current_exception();
  }
  co_await scope.joinAsync();
  if (error)
    std::rethrow_exception(error);
}

Task<void> tried_and_joined_ok() {
  AsyncScope scope;
  scope.add(work(1));
  auto result = co_await folly::coro::co_awaitTry(measure());
  co_await scope.joinAsync();
  print(result.value());
}

Task<void> in_a_loop_ok(std::vector<int> ids) {
  AsyncScope scope;
  for (int id : ids)
    scope.add(work(id));
  co_await scope.joinAsync();
}

Task<void> a_scope_each_turn_bad(std::vector<int> ids) {
  for (int id : ids) {
    AsyncScope scope; // expected-warning {{'scope' may end without having been joined}}
    scope.add(work(id));
    if (id == 0)
      continue;
    co_await scope.joinAsync();
  }
}

void blocked_on_ok() {
  AsyncScope scope;
  scope.add(work(1));
  folly::coro::blockingWait(scope.joinAsync());
}

void given_ok(AsyncScope &scope) { scope.add(work(1)); }

Task<void> finish(AsyncScope &scope) { co_await scope.joinAsync(); }
Task<void> joined_by_a_helper_ok() {
  AsyncScope scope;
  given_ok(scope);
  co_await finish(scope);
}

Task<void> filled_by_a_helper_bad() {
  AsyncScope scope; // expected-warning {{'scope' may end without having been joined}}
  given_ok(scope);
  co_return;
}

Task<void> join_kept_ok() {
  AsyncScope scope;
  scope.add(work(1));
  auto joined = scope.joinAsync();
  co_await std::move(joined);
}

class closes {
public:
  void add() { scope_.add(work(1)); }
  Task<void> close() { co_await scope_.joinAsync(); }

private:
  AsyncScope scope_;
};

class never_closes {
public:
  void add_bad() { pending_.add(work(1)); } // expected-warning {{nothing joins 'pending_' before its object ends}}

private:
  AsyncScope pending_;
};

class only_stops {
public:
  void add_bad() { children_.add(work(1)); } // expected-warning {{nothing joins 'children_'}}
  void stop() { children_.requestCancellation(); }

private:
  folly::coro::CancellableAsyncScope children_;
};

class closed_elsewhere {
public:
  void add_ok() { elsewhere_.add(work(1)); }
  Task<void> close();

private:
  AsyncScope elsewhere_;
};

/// What runs in the scope cannot be what waits for its end, wherever it is defined.
class serves_elsewhere {
public:
  void accept_bad(int fd) { sessions_.add(folly::coro::co_withExecutor(executor_, serve(fd))); } // expected-warning {{nothing joins 'sessions_'}}

private:
  Task<void> serve(int fd);
  folly::Executor *executor_;
  AsyncScope sessions_;
};
class serves_and_closes_elsewhere {
public:
  void accept_ok(int fd) { connections_.add(folly::coro::co_withExecutor(executor_, serve(fd))); }
  void drain();

private:
  Task<void> serve(int fd);
  folly::Executor *executor_;
  AsyncScope connections_;
};

class stopped_and_joined {
public:
  void add_ok() { jobs_.add(work(1)); }
  Task<void> stop() { return jobs_.cancelAndJoinAsync(); }

private:
  folly::coro::CancellableAsyncScope jobs_;
};

} // namespace with_folly

//===-- cppcoro: its tasks run on ---------------------------------------------------------===//

namespace with_cppcoro {

cppcoro::task<> work(int n);

cppcoro::task<> joined_ok() {
  cppcoro::async_scope scope;
  scope.spawn(work(1));
  co_await scope.join();
}
cppcoro::task<> forgotten_bad() {
  cppcoro::async_scope scope; // expected-warning {{its tasks run on and use what is gone}}
  scope.spawn(work(1));
  co_return;
}
cppcoro::task<> not_awaited_bad() {
  cppcoro::async_scope scope;
  scope.spawn(work(1));
  (void)scope.join(); // expected-warning {{joining 'scope' is not awaited}}
  co_return;
}
cppcoro::task<> throws_bad(bool broken) {
  cppcoro::async_scope scope; // expected-warning {{'scope' is not joined when}}
  scope.spawn(work(1));
  if (broken)
    throw std::exception();
  co_await scope.join();
}
cppcoro::task<> throws_and_joins_ok(bool broken) {
  cppcoro::async_scope scope;
  scope.spawn(work(1));
  std::exception_ptr error;
  try {
    if (broken)
      throw std::exception();
  } catch (...) {
    error = std::current_exception();
  }
  co_await scope.join();
  if (error)
    std::rethrow_exception(error);
}
void blocked_on_ok() {
  cppcoro::async_scope scope;
  scope.spawn(work(1));
  cppcoro::sync_wait(scope.join());
}

} // namespace with_cppcoro

//===-- libunifex: no handler runs when a coroutine is cancelled -----------------------------===//

namespace with_unifex {

unifex::task<void> work();
unifex::task<void> prepare();

unifex::task<void> joined_ok() {
  unifex::async_scope scope;
  scope.detached_spawn(work());
  co_await scope.complete();
}
unifex::task<void> forgotten_bad() {
  unifex::async_scope scope; // expected-warning {{'scope' may end without having been joined}}
  scope.detached_spawn(work());
  co_return;
}
unifex::task<void> caught_and_joined_bad() {
  unifex::async_scope scope; // expected-warning {{'scope' is not joined when}}
  scope.detached_spawn(work());
  try {
    co_await prepare();
  } catch (...) {
  }
  co_await scope.complete();
}
unifex::task<void> shielded_ok() {
  unifex::async_scope scope;
  scope.detached_spawn(work());
  co_await unifex::unstoppable(prepare());
  co_await scope.complete();
}

} // namespace with_unifex

//===-- Seastar, libcoro, Cobalt, corral ----------------------------------------------------------===//

namespace with_others {

seastar::future<> step();
seastar::future<> hold(seastar::gate &gate) {
  auto holder = gate.hold();
  co_await step();
}
seastar::future<> gate_closed_ok() {
  seastar::gate gate;
  (void)hold(gate);
  co_await gate.close();
}
seastar::future<> gate_forgotten_bad() {
  seastar::gate gate; // expected-warning {{'gate' may end without having been joined}}
  (void)hold(gate);
  co_return;
}
class service {
public:
  seastar::future<> run() {
    auto holder = gate_.hold();
    co_await step();
  }
  seastar::future<> stop() { return gate_.close(); }

private:
  seastar::gate gate_;
};

coro::task<void> group_ok(std::unique_ptr<coro::scheduler> &s) {
  coro::task_group<coro::scheduler> group(s);
  (void)group.start(s->yield_for(1ms));
  co_await group;
}
coro::task<void> group_bad(std::unique_ptr<coro::scheduler> &s) {
  coro::task_group<coro::scheduler> group(s); // expected-warning {{its destructor blocks the thread}}
  (void)group.start(s->yield_for(1ms));
  co_return;
}
void group_outside_coroutines_ok(std::unique_ptr<coro::scheduler> &s) {
  coro::task_group<coro::scheduler> group(s);
  (void)group.start(s->yield_for(1ms));
}

boost::cobalt::promise<void> child();
boost::cobalt::task<void> wait_group_ok() {
  boost::cobalt::wait_group group;
  group.push_back(child());
  co_await group.wait();
}
boost::cobalt::task<void> wait_group_awaited_ok() {
  boost::cobalt::wait_group group;
  group.push_back(child());
  co_await group;
}
boost::cobalt::task<void> wait_group_bad() {
  boost::cobalt::wait_group group; // expected-warning {{asks its tasks to stop and waits for nothing}}
  group.push_back(child());
  co_return;
}

// --- that a local owns
folly::coro::Task<void> owned_bad(folly::Executor *ex) {
  auto scope = std::make_unique<folly::coro::AsyncScope>(); // expected-warning {{'scope' may end without having been joined}}
  scope->add([]() -> folly::coro::Task<void> { co_return; }().scheduleOn(ex));
  co_return;
}
folly::coro::Task<void> owned_ok(folly::Executor *ex) {
  auto scope = std::make_unique<folly::coro::AsyncScope>();
  scope->add([]() -> folly::coro::Task<void> { co_return; }().scheduleOn(ex));
  co_await scope->joinAsync();
}
folly::coro::Task<void> owned_and_kept_ok(folly::Executor *ex, std::vector<std::unique_ptr<folly::coro::AsyncScope>> &kept) {
  auto scope = std::make_unique<folly::coro::AsyncScope>();
  scope->add([]() -> folly::coro::Task<void> { co_return; }().scheduleOn(ex));
  kept.push_back(std::move(scope));
  co_return;
}
folly::coro::Task<void> drain(folly::coro::AsyncScope &scope) { co_await scope.joinAsync(); }
folly::coro::Task<void> owned_drained_ok(folly::Executor *ex) {
  auto scope = std::make_unique<folly::coro::AsyncScope>();
  scope->add([]() -> folly::coro::Task<void> { co_return; }().scheduleOn(ex));
  co_await drain(*scope);
}
folly::coro::Task<void> owned_exchanged_ok(folly::Executor *ex, std::unique_ptr<folly::coro::AsyncScope> &current) {
  auto scope = std::make_unique<folly::coro::AsyncScope>();
  scope->add([]() -> folly::coro::Task<void> { co_return; }().scheduleOn(ex));
  std::swap(current, scope);
  co_await scope->joinAsync();
}

corral::Task<> nursery_ok(corral::Nursery &n) {
  n.start([]() -> corral::Task<> { co_return; });
  co_return;
}

} // namespace with_others
