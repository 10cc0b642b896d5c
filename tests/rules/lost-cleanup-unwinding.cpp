// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs -Wno-everything %verify

// Guards that work only while an exception unwinds the stack. Where cancellation destroys the frame there is none.

#include "corral.h"
#include "folly.h"

#include <exception>
#include <utility>

template <class F> class on_failure {
public:
  explicit on_failure(F f) : f_(std::move(f)), before_(std::uncaught_exceptions()) {}
  ~on_failure() {
    if (std::uncaught_exceptions() > before_)
      f_();
  }

private:
  F f_;
  int before_;
};
template <class F> class at_exit_of {
public:
  explicit at_exit_of(F f) : f_(std::move(f)) {}
  ~at_exit_of() { f_(); }

private:
  F f_;
};
void log(const char *);

struct container {
  corral::Task<void> pull();
  corral::Task<void> run();
};

class host {
  container box_;
  bool starting_ = false;
  int active_ = 0;

public:
  corral::Task<void> start_bad() {
    starting_ = true;
    on_failure reset([this] { starting_ = false; });
    co_await box_.pull(); // expected-warning {{'starting_' is never set back}}
    co_await box_.run();
    starting_ = false;
  }
  corral::Task<void> start_ok() {
    starting_ = true;
    at_exit_of reset([this] { starting_ = false; });
    co_await box_.pull();
    co_await box_.run();
  }
  // It asks, and gives back whatever the answer is.
  corral::Task<void> asks_and_leaves_ok() {
    ++active_;
    int before = std::uncaught_exceptions();
    at_exit_of leave([this, before] {
      if (std::uncaught_exceptions() > before)
        log("failed");
      --active_;
    });
    co_await box_.run();
  }
  corral::Task<void> leave_if_failed_bad() {
    ++active_;
    int before = std::uncaught_exceptions();
    at_exit_of leave([this, before] {
      if (std::uncaught_exceptions() > before)
        --active_;
    });
    co_await box_.run(); // expected-warning {{'active_' is never set back}}
    --active_;
  }
};

// It does something either way.
struct transaction {
  void begin();
  void commit();
  void rollback();
};
class settled {
public:
  explicit settled(transaction &t) : t_(t), before_(std::uncaught_exceptions()) {}
  ~settled() {
    if (std::uncaught_exceptions() > before_)
      t_.rollback();
    else
      t_.commit();
  }

private:
  transaction &t_;
  int before_;
};
corral::Task<void> settled_ok(container &box, transaction &t, bool early) {
  t.begin();
  settled either(t);
  co_await box.run();
  if (early)
    t.rollback();
}

// Cancelled by an exception, it unwinds.
folly::coro::Task<void> step();
class thrown_at {
  bool starting_ = false;

public:
  folly::coro::Task<void> start_ok() {
    starting_ = true;
    on_failure reset([this] { starting_ = false; });
    co_await step();
    starting_ = false;
  }
};

// What was caught is thrown again ahead of the end, by a function that never returns.
folly::coro::Task<void> step();
[[noreturn]] void fail(const char *why);
class machine {
public:
  folly::coro::Task<void> thrown_again_bad() {
    busy_ = true;
    std::exception_ptr failure;
    try {
      co_await step(); // expected-warning {{'busy_' is never set back}}
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure)
      std::rethrow_exception(failure);
    busy_ = false;
  }
  folly::coro::Task<void> thrown_again_behind_it_ok() {
    busy_ = true;
    std::exception_ptr failure;
    try {
      co_await step();
    } catch (...) {
      failure = std::current_exception();
    }
    busy_ = false;
    if (failure)
      std::rethrow_exception(failure);
  }
  folly::coro::Task<void> failed_bad() {
    busy_ = true;
    bool failed = false;
    try {
      co_await step(); // expected-warning {{'busy_' is never set back}}
    } catch (...) {
      failed = true;
    }
    if (failed)
      fail("machine");
    busy_ = false;
  }

private:
  bool busy_ = false;
};
