// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// However the function that makes the task is called: as a lambda, through std::function, a virtual or a macro.

#include "minicoro.h"

#include <functional>

mini::task<> flush();
mini::task<bool> more();
void note(const char *what);

mini::task<> lambda_coroutine_called_bad() {
  []() -> mini::task<> { co_await flush(); }(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> lambda_coroutine_awaited_ok() {
  co_await []() -> mini::task<> { co_await flush(); }();
}

void std_function_called_bad(const std::function<mini::task<>()> &callback) {
  callback(); // expected-warning {{without being awaited}}
}

mini::task<> std_function_awaited_ok(const std::function<mini::task<>()> &callback) { co_await callback(); }

struct connection {
  virtual ~connection() = default;
  virtual mini::task<> close();

  void stop_bad() {
    close(); // expected-warning {{without being awaited}}
  }
  mini::task<> stop_ok() { return close(); }
};

#define TRACED(call) note(#call), call

mini::task<> macro_bad() {
  TRACED(flush()); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> macro_ok() {
  co_await (TRACED(flush()));
}

template <class Handler> mini::task<> template_bad(Handler handler) {
  handler(1); // expected-warning {{without being awaited}}
  co_await more();
}

template <class Handler> mini::task<> template_ok(Handler handler) {
  co_await handler(1);
}

mini::task<> on_message(int id);

mini::task<> instantiate() {
  co_await template_bad(on_message);
  co_await template_ok(on_message);
}

void function_pointer_bad(mini::task<> (*callback)(int)) {
  callback(1); // expected-warning {{without being awaited}}
}

mini::task<> function_pointer_ok(mini::task<> (*callback)(int)) { co_await callback(1); }
