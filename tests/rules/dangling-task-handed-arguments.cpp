// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// What is started with a callable and its arguments: the arguments are copied, and a copy of a pointer or of what std::ref()
// gives refers to the same object.

#include "corral.h"
#include "folly.h"
#include "userver.h"

#include <chrono>
#include <functional>
#include <string>

using namespace std::chrono_literals;

corral::Task<void> rest();
corral::Task<void> pump(std::string &text) {
  co_await rest();
  text += "x";
}
corral::Task<void> shown(const std::string &text) {
  co_await rest();
  if (text.empty())
    co_await rest();
}
corral::Task<void> early(std::string &text) {
  text += "x";
  co_await rest();
}
corral::Task<void> declared(std::string &text);

corral::Task<void> byRef_bad(corral::Nursery &n) {
  std::string text = "x";
  n.start(pump, std::ref(text)); // expected-warning {{'pump' uses 'text', but its scope is not joined while that lives}}
  co_await rest();
}
corral::Task<void> byCref_bad(corral::Nursery &n) {
  std::string text = "x";
  n.start(shown, std::cref(text)); // expected-warning {{'shown' uses 'text', but its scope is not joined while that lives}}
  co_await rest();
}
corral::Task<void> byPointer_bad(corral::Nursery &n) {
  std::string text = "x";
  n.start([](std::string *t) -> corral::Task<void> { // expected-warning {{a coroutine uses 'text', but its scope}}
    co_await rest();
    *t += "x";
  }, &text);
  co_await rest();
}
corral::Task<void> copied_ok(corral::Nursery &n) {
  std::string text = "x";
  n.start(shown, text);
  co_await rest();
}
corral::Task<void> byValue_ok(corral::Nursery &n) {
  std::string text = "x";
  n.start([](std::string t) -> corral::Task<void> { co_await shown(t); }, std::ref(text));
  co_await rest();
}
// Its callers' own, which outlives the nursery or does not: who knows.
corral::Task<void> givenOn_ok(corral::Nursery &n, std::string &text) {
  n.start(pump, std::ref(text));
  co_await rest();
}

struct session {
  std::string text;
  corral::Nursery tasks;
  void run_ok() { tasks.start(pump, std::ref(text)); }
};

struct printer {
  std::string text;
  corral::Task<void> run() {
    co_await rest();
    text += "x";
  }
};
corral::Task<void> member_bad(corral::Nursery &n) {
  printer p;
  n.start(&printer::run, &p); // expected-warning {{'printer::run' uses 'p', but its scope}}
  co_await rest();
}
corral::Task<void> bound_bad(corral::Nursery &n) {
  std::string text = "x";
  n.start(std::bind(pump, std::ref(text))); // expected-warning {{'pump' uses 'text', but its scope}}
  co_await rest();
}
corral::Task<void> member_ok(corral::Nursery &n, printer &p) {
  n.start(&printer::run, &p);
  co_await rest();
}

folly::coro::Task<void> nap();
folly::coro::Task<void> note(const std::string &text) {
  co_await nap();
  if (text.empty())
    co_await nap();
}
void invoked_bad(folly::Executor *ex) {
  std::string text = "x";
  folly::coro::co_invoke(note, std::ref(text)).scheduleOn(ex).start(); // expected-warning {{'note' uses 'text', but it runs on after}}
}
void invoked_ok(folly::Executor *ex) {
  std::string text = "x";
  folly::coro::co_invoke([](std::string t) -> folly::coro::Task<void> { co_await note(t); }, text).scheduleOn(ex).start();
}
folly::coro::Task<void> awaited_ok() {
  std::string text = "x";
  co_await folly::coro::co_invoke(note, std::ref(text));
}

void work(std::string &text) {
  userver::engine::SleepFor(1s);
  text += "x";
}
void stored_bad(userver::concurrent::BackgroundTaskStorage &tasks) {
  std::string text;
  tasks.AsyncDetach("work", work, std::ref(text)); // expected-warning {{uses 'text', but its scope}}
}
void detached_bad() {
  std::string text;
  userver::utils::Async("work", work, std::ref(text)).Detach(); // expected-warning {{uses 'text', but it runs on after}}
}
void waitedFor_ok() {
  std::string text;
  auto task = userver::utils::Async("work", work, std::ref(text));
  task.Get();
}

folly::coro::Task<void> note_it(std::reference_wrapper<std::string> text) {
  co_await nap();
  text.get() += "x";
}
void wrapped_bad(folly::Executor *ex) {
  std::string text = "x";
  note_it(std::ref(text)).scheduleOn(ex).start(); // expected-warning {{'note_it' uses 'text', but it runs on after}}
}
void converted_bad(folly::Executor *ex) {
  std::string text = "x";
  note_it(text).scheduleOn(ex).start(); // expected-warning {{'note_it' uses 'text', but it runs on after}}
}
folly::coro::Task<void> wrapped_ok() {
  std::string text = "x";
  co_await note_it(std::ref(text));
}
void what_others_own_ok(folly::Executor *ex, std::string &text) {
  note_it(std::ref(text)).scheduleOn(ex).start();
}
