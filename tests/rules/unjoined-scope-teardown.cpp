// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// What the tasks of a scope use ends before the scope is joined, or behind that.

#include "folly.h"
#include "seastar.h"
#include "stdexec.h"

#include <memory>

using folly::coro::Task;

struct connection {
  Task<void> read();
  int number;
};
void show(int number);
Task<void> tick();

#define TASKS                                                                                                                              \
  folly::coro::AsyncScope scope_;                                                                                                          \
  folly::Executor *executor_;                                                                                                              \
                                                                                                                                           \
public:                                                                                                                                    \
  void start() { scope_.add(pump().scheduleOn(executor_)); }

class reset_first {
  std::unique_ptr<connection> conn_;
  Task<void> pump() {
    for (;;) {
      co_await tick();
      show(conn_->number);
    }
  }
  TASKS
  Task<void> stop_bad() {
    conn_.reset(); // expected-warning {{'conn_' ends before 'scope_' is joined, and 'reset_first::pump', which runs in it, may still use that}}
    co_await scope_.joinAsync();
  }
};

class joined_first {
  std::unique_ptr<connection> conn_;
  Task<void> pump() {
    for (;;) {
      co_await tick();
      show(conn_->number);
    }
  }
  TASKS
  Task<void> stop_ok() {
    co_await scope_.joinAsync();
    conn_.reset();
  }
};

class asked_each_time {
  std::unique_ptr<connection> conn_;
  Task<void> pump() {
    for (;;) {
      co_await tick();
      if (!conn_)
        co_return;
      show(conn_->number);
    }
  }
  TASKS
  Task<void> stop_ok() {
    conn_.reset();
    co_await scope_.joinAsync();
  }
};

class used_by_helper {
  std::unique_ptr<connection> conn_;
  void report() { show(conn_->number); }
  Task<void> pump() {
    for (;;) {
      co_await tick();
      report();
    }
  }
  TASKS
  Task<void> stop_bad() {
    conn_ = nullptr; // expected-warning {{'conn_' ends before 'scope_' is joined, and 'used_by_helper::pump', which runs in it, may still use that}}
    co_await scope_.joinAsync();
  }
};

class deleted {
  connection *conn_ = new connection;
  Task<void> pump() {
    for (;;) {
      co_await tick();
      show(conn_->number);
    }
  }
  TASKS
  Task<void> stop_bad() {
    delete conn_; // expected-warning {{'conn_' ends before 'scope_' is joined}}
    co_await scope_.joinAsync();
  }
};

class told {
  std::unique_ptr<connection> conn_;
  bool stopping_ = false;
  Task<void> pump() {
    while (!stopping_) {
      co_await tick();
      if (stopping_)
        break;
      show(conn_->number);
    }
  }
  TASKS
  Task<void> stop_ok() {
    stopping_ = true;
    conn_.reset();
    co_await scope_.joinAsync();
  }
};

class another_member {
  std::unique_ptr<connection> conn_, spare_;
  Task<void> pump() {
    for (;;) {
      co_await tick();
      show(conn_->number);
    }
  }
  TASKS
  Task<void> stop_ok() {
    spare_.reset();
    co_await scope_.joinAsync();
    conn_.reset();
  }
};

class before_it_waits {
  std::unique_ptr<connection> conn_;
  Task<void> pump() {
    show(conn_->number);
    co_await tick();
    show(1);
  }
  TASKS
  Task<void> stop_ok() {
    conn_.reset();
    co_await scope_.joinAsync();
  }
};

class another_way_out {
  std::unique_ptr<connection> conn_;
  Task<void> pump() {
    for (;;) {
      co_await tick();
      show(conn_->number);
    }
  }
  TASKS
  Task<void> stop_ok(bool started) {
    if (!started) {
      conn_.reset();
      co_return;
    }
    co_await scope_.joinAsync();
    conn_.reset();
  }
};

class copies {
  std::shared_ptr<connection> conn_;
  folly::coro::AsyncScope scope_;
  folly::Executor *executor_;
  Task<void> pump(std::shared_ptr<connection> own) {
    for (;;) {
      co_await tick();
      show(own->number);
    }
  }

public:
  void start() { scope_.add(pump(conn_).scheduleOn(executor_)); }
  Task<void> stop_ok() {
    conn_.reset();
    co_await scope_.joinAsync();
  }
};

// What it waits for is cut short by the join: it does not come to the connection any more.
class cancelled_elsewhere {
  std::unique_ptr<connection> conn_;
  folly::coro::CancellableAsyncScope scope_;
  folly::Executor *executor_;
  Task<void> pump() {
    for (;;) {
      co_await folly::coro::sleep(std::chrono::seconds(1));
      show(conn_->number);
    }
  }

public:
  void start() { scope_.add(pump().scheduleOn(executor_)); }
  Task<void> stop_ok() {
    conn_.reset();
    co_await scope_.cancelAndJoinAsync();
  }
};

// It waits in the connection's own coroutine.
class cancelled_in_it {
  std::unique_ptr<connection> conn_;
  folly::coro::CancellableAsyncScope scope_;
  folly::Executor *executor_;
  Task<void> pump() {
    for (;;)
      co_await conn_->read();
  }

public:
  void start() { scope_.add(pump().scheduleOn(executor_)); }
  Task<void> stop_bad() {
    conn_.reset(); // expected-warning {{'conn_' ends before 'scope_' is joined}}
    co_await scope_.cancelAndJoinAsync();
  }
};

class behind_a_gate {
  seastar::gate gate_;
  std::unique_ptr<connection> conn_;
  seastar::future<> use();
  seastar::future<> pump() {
    auto hold = gate_.hold();
    co_await use();
    show(conn_->number);
  }

public:
  void start() { (void)pump(); }
  seastar::future<> stop_bad() {
    conn_.reset(); // expected-warning {{'conn_' ends before 'gate_' is joined, and 'behind_a_gate::pump', which runs in it, may still use that}}
    co_await gate_.close();
  }
};
class behind_a_closed_gate {
  seastar::gate gate_;
  std::unique_ptr<connection> conn_;
  seastar::future<> use();
  seastar::future<> pump() {
    auto hold = gate_.hold();
    co_await use();
    show(conn_->number);
  }

public:
  void start() { (void)pump(); }
  seastar::future<> stop_ok() {
    co_await gate_.close();
    conn_.reset();
  }
};

class of_senders {
  std::unique_ptr<connection> conn_;
  exec::async_scope scope_;
  exec::task<void> wait();
  exec::task<void> pump() {
    for (;;) {
      co_await wait();
      show(conn_->number);
    }
  }

public:
  void start() { scope_.spawn(pump()); }
  exec::task<void> stop_bad() {
    conn_.reset(); // expected-warning {{'conn_' ends before 'scope_' is joined}}
    co_await scope_.on_empty();
  }
};
