// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// A detached coroutine of an object, which another member function waits for: the coroutine's last words are on a member, and
// that is what stop() awaits.

#include "folly.h"

#include <atomic>
#include <chrono>
#include <memory>

using folly::coro::Task;
using namespace std::chrono_literals;

template <class F> struct at_exit {
  F f;
  at_exit(F f) : f(f) {}
  ~at_exit() { f(); }
};

class Poller {
public:
  void start_ok(folly::Executor &ex) { loop().scheduleOn(&ex).start(); }
  Task<void> stop() {
    stopping_ = true;
    co_await done_;
  }

private:
  Task<void> loop() {
    while (!stopping_) {
      ++turns_;
      co_await folly::coro::sleep(1s);
    }
    done_.post();
  }
  folly::coro::Baton done_;
  bool stopping_ = false;
  int turns_ = 0;
};

class Latch {
public:
  void add() { ++count_; }
  void leave() {
    if (--count_ == 0)
      none_.post();
  }
  Task<void> wait() {
    if (count_ > 0)
      co_await none_;
  }

private:
  std::atomic<int> count_ = 0;
  folly::coro::Baton none_;
};

class Scanner : public std::enable_shared_from_this<Scanner> {
public:
  void start_all_ok(folly::Executor &ex) {
    for (int kind = 0; kind < 3; ++kind) {
      running_.add();
      scan(kind).scheduleOn(&ex).start();
    }
  }
  void stop_and_join() {
    stopping_ = true;
    folly::coro::blockingWait(running_.wait());
  }

private:
  Task<void> scan(int kind) {
    at_exit left([this] { running_.leave(); });
    while (!stopping_) {
      found_ += kind;
      co_await folly::coro::sleep(1s);
    }
  }
  Latch running_;
  std::atomic<bool> stopping_ = false;
  int found_ = 0;
};

class Asker {
public:
  void start_bad(folly::Executor &ex) {
    loop().scheduleOn(&ex).start(); // expected-warning {{uses 'this'}}
  }
  void stop() { stopping_ = true; }

private:
  Task<void> loop() {
    while (!stopping_) {
      ++turns_;
      co_await folly::coro::sleep(1s);
    }
  }
  bool stopping_ = false;
  int turns_ = 0;
};

// Who asks for the value waits until it is there; nobody has to ask before the object is gone.
class Loader {
public:
  void start_bad(folly::Executor &ex) {
    load().scheduleOn(&ex).start(); // expected-warning {{uses 'this'}}
  }
  Task<int> value() {
    co_await ready_;
    co_return value_;
  }

private:
  Task<void> load() {
    co_await folly::coro::sleep(1s);
    value_ = 1;
    ready_.post();
  }
  folly::coro::Baton ready_;
  int value_ = 0;
};
