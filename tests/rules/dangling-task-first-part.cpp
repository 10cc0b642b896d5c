// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Lazy coroutines that are started on the spot: what they use only before they are suspended for the first time is still there.

#include "async_simple.h"
#include "drogon.h"

#include <string>

using async_simple::coro::Lazy;

Lazy<void> tick();
drogon::Task<> tock();
void use(const std::string &s);

Lazy<void> at_first(const std::string &s) {
  use(s);
  co_await tick();
}
Lazy<void> later(const std::string &s) {
  co_await tick();
  use(s);
}
Lazy<void> lent(const std::string &s) { co_await later(s); }
Lazy<void> both(const std::string &s) {
  use(s);
  co_await tick();
  use(s);
}

void at_first_ok(int n) {
  std::string s = std::to_string(n);
  at_first(s).start([](auto &&) {});
}
void of_a_temporary_ok(int n) { at_first(std::to_string(n)).start([](auto &&) {}); }
void later_bad(int n) {
  std::string s = std::to_string(n);
  later(s).start([](auto &&) {}); // expected-warning {{'later' uses 's'}}
}
void lent_bad(int n) {
  std::string s = std::to_string(n);
  lent(s).start([](auto &&) {}); // expected-warning {{uses 's'}}
}
void both_bad(int n) {
  std::string s = std::to_string(n);
  both(s).start([](auto &&) {}); // expected-warning {{'both' uses 's'}}
}
void on_an_executor_bad(async_simple::Executor *ex, int n) {
  std::string s = std::to_string(n);
  at_first(s).via(ex).start([](auto &&) {}); // expected-warning {{'at_first' uses 's'}}
}
void closure_ok(std::string s) {
  [s]() -> Lazy<void> {
    use(s);
    co_await tick();
  }().start([](auto &&) {});
}
void closure_bad(std::string s) {
  [s]() -> Lazy<void> { // expected-warning {{uses the captures of a closure}}
    co_await tick();
    use(s);
  }().start([](auto &&) {});
}
int never_suspended_ok() {
  int n = 0;
  auto set = [&n]() -> Lazy<void> {
    n = 1;
    co_return;
  };
  set().start([](auto &&) {});
  return n;
}

int run_at_once_ok() {
  int n = 0;
  drogon::async_run([&n]() -> drogon::Task<> {
    n = 1;
    co_return;
  });
  return n;
}
void run_on_bad() {
  std::string s = "x";
  drogon::async_run([&s]() -> drogon::Task<> { // expected-warning {{uses 's'}}
    co_await tock();
    use(s);
  });
}
void captures_kept_ok(std::string s) {
  drogon::async_run([s]() -> drogon::Task<> {
    co_await tock();
    use(s);
  });
}
