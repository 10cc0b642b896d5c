// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// A token in scope goes to whatever takes one.

#include "minicoro.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

using mini::task;
using namespace std::chrono_literals;

struct page {};
void store(const page &p);
void cancel_io();

task<page> fetch(std::string url, std::stop_token stop = {});
task<page> fetch_twice(std::string url, int retries = 3, std::stop_token stop = {});
task<> pause(std::chrono::milliseconds time);
task<> pause(std::chrono::milliseconds time, std::stop_token stop);
task<> commit();
task<> commit(const std::stop_token &stop);
task<> save(const page &p);
task<> send(const page &p, std::stop_token *stop);
task<std::optional<page>> next(std::stop_token stop);

//===-- parameters ----------------------------------------------------------------===//

task<> crawl_bad(std::vector<std::string> urls, std::stop_token stop) {
  for (const std::string &url : urls)
    store(co_await fetch(url)); // expected-warning {{'stop' is not passed on to 'fetch', which would take it}}
}

task<> crawl_ok(std::vector<std::string> urls, std::stop_token stop) {
  for (const std::string &url : urls)
    store(co_await fetch(url, stop));
}

task<> crawl_by_reference_bad(std::vector<std::string> urls, const std::stop_token &stop) {
  for (const std::string &url : urls)
    store(co_await fetch(url)); // expected-warning {{not passed on}}
}

task<> overload_bad(std::stop_token stop) {
  co_await pause(10ms); // expected-warning {{which has an overload that takes it}}
  co_await pause(10ms, stop);
}

task<> overload_by_reference_bad(std::stop_token stop) {
  co_await commit(); // expected-warning {{overload}}
}

task<> checked_loop_bad(std::stop_token stop) {
  while (!stop.stop_requested())
    co_await pause(1000ms); // expected-warning {{not passed on}}
}

task<> after_another_default_bad(std::stop_token stop) {
  store(co_await fetch_twice("a")); // expected-warning {{not passed on}}
}

task<> unnamed_bad(std::stop_token) {
  co_await pause(10ms); // expected-warning {{this coroutine's own token, which has no name, is not passed on to 'pause'}}
}

task<> null_bad(page p, std::stop_token *stop) {
  co_await send(p, nullptr); // expected-warning {{which gets a null pointer}}
}

task<> pointer_ok(page p, std::stop_token *stop) { co_await send(p, stop); }

task<> address_ok(page p, std::stop_token stop) { co_await send(p, &stop); }

task<> none_in_scope_ok() {
  co_await pause(10ms);
  store(co_await fetch("a"));
}

task<> explicit_none_ok(page p, std::stop_token stop) {
  co_await pause(10ms, std::stop_token{});
  co_await commit(std::stop_token());
  store(co_await fetch("a", {}));
}

task<> takes_none_ok(page p, std::stop_token stop) {
  co_await save(p);
  auto more = co_await next(stop);
}

task<> through_local_bad(std::stop_token stop) {
  auto loading = fetch("a"); // expected-warning {{not passed on}}
  store(co_await std::move(loading));
}

task<> both_arms_bad(bool quick, std::stop_token stop) {
  store(co_await (quick ? fetch("a", stop) : fetch("b"))); // expected-warning {{not passed on}}
}

//===-- other ways to stop it ------------------------------------------------------===//

task<> callback_ok(std::stop_token stop) {
  std::stop_callback abort(stop, [] { cancel_io(); });
  co_await pause(10ms);
}

task<page> with_token(std::stop_token stop, task<page> work);
task<> wrapper_ok(std::stop_token stop) { store(co_await with_token(stop, fetch("a"))); }

struct options {
  std::string url;
  std::stop_token stop;
};
task<page> fetch_with(options o, std::stop_token extra = {});
task<> in_options_ok(std::stop_token stop) { store(co_await fetch_with({.url = "a", .stop = stop})); }

//===-- clean-up ---------------------------------------------------------------------===//

task<> handler_ok(std::stop_token stop) {
  bool failed = false;
  try {
    store(co_await fetch("a", stop));
  } catch (...) {
    failed = true;
  }
  if (failed)
    co_return;
}

task<> behind_a_stop_ok(std::stop_token stop) {
  for (;;) {
    if (stop.stop_requested()) {
      co_await commit();
      co_return;
    }
    co_await pause(10ms, stop);
  }
}

task<> last_words_after_loop_ok(std::stop_token stop) {
  while (!stop.stop_requested())
    co_await pause(10ms, stop);
  co_await commit();
}

task<> on_other_paths_too_bad(std::stop_token stop, bool all) {
  if (stop.stop_requested())
    store({});
  co_await commit(); // expected-warning {{not passed on}}
}

//===-- members and captures ---------------------------------------------------------===//

class crawler {
public:
  task<> walk_ok() { co_await pause(10ms, stop_); }
  task<> rest_bad() {
    co_await pause(10ms); // expected-warning {{'stop_' is not passed on}}
  }
  task<> close_ok() { co_await commit(); }

private:
  std::stop_token stop_;
};

class owner {
public:
  task<> run_ok() { co_await pause(10ms, source_.get_token()); }
  task<> also_bad() {
    co_await pause(10ms); // expected-warning {{'source_' is not passed on}}
  }

private:
  std::stop_source source_;
};

// Nobody else passes it.
class holder {
public:
  task<> run_ok() { co_await pause(10ms); }

private:
  std::stop_source children_;
};

void start_task(task<> t);

void lambdas(std::stop_token stop) {
  auto work_bad = [stop]() -> task<> {
    co_await pause(10ms); // expected-warning {{not passed on}}
  };
  auto work_ok = [stop]() -> task<> { co_await pause(10ms, stop); };
  start_task(work_bad());
  start_task(work_ok());
}

// A token for others.
task<> own_children_ok() {
  std::stop_source children;
  auto token = children.get_token();
  start_task(pause(10ms, token));
  co_await pause(10ms);
  children.request_stop();
}

//===-- templates, methods, deadlines -------------------------------------------------===//

template <class T> struct channel {
  task<T> receive();
  task<T> receive(std::stop_token stop);
  task<> send(T value, std::stop_token stop = {});
};

task<> relay_bad(channel<int> &in, channel<int> &out, std::stop_token stop) {
  for (;;) {
    int value = co_await in.receive(); // expected-warning {{overload}}
    co_await out.send(value);          // expected-warning {{would take it}}
  }
}

task<> relay_ok(channel<int> &in, channel<int> &out, std::stop_token stop) {
  for (;;)
    co_await out.send(co_await in.receive(stop), stop);
}

template <class T> task<> drain_into_bad(channel<T> &in, std::vector<T> &out, std::stop_token stop) {
  while (!stop.stop_requested())
    out.push_back(co_await in.receive()); // expected-warning {{overload}}
}
task<> drains(channel<int> &in, std::vector<int> &out, std::stop_token stop) {
  co_await drain_into_bad(in, out, stop);
}

using clock_type = std::chrono::steady_clock;
task<page> query(std::string text, clock_type::time_point deadline = clock_type::time_point::max());

task<> deadline_bad(std::string text, clock_type::time_point deadline) {
  store(co_await query(text)); // expected-warning {{'deadline' is not passed on to 'query'}}
}
task<> deadline_ok(std::string text, clock_type::time_point deadline) { store(co_await query(text, deadline)); }
task<> other_time_ok(std::string text, clock_type::time_point begun) { store(co_await query(text)); }

// Not awaited: whoever starts it decides.
task<page> make_ok(std::stop_token stop) {
  start_task(pause(10ms));
  co_return page{};
}

// It stops others, and is not itself stopped by that.
task<> supervises_ok(std::stop_source &children) {
  co_await pause(10ms);
  children.request_stop();
}

class group {
public:
  task<> child_ok() { co_await pause(10ms, stop_.get_token()); }
  task<> rundown_ok() {
    stop_.request_stop();
    co_await pause(10ms);
  }

private:
  std::stop_source stop_;
};

// What came with the token does not carry it.
task<> passes_results_on_bad(channel<int> &in, channel<int> &out, std::stop_token stop) {
  while (!stop.stop_requested()) {
    auto value = co_await in.receive(stop);
    co_await out.send(value); // expected-warning {{not passed on}}
  }
}

// A base class keeps the token for its services.
class service {
protected:
  std::stop_token stop_;
};
class indexer : service {
public:
  task<page> first_ok() { return fetch("/", stop_); }
  task<> both_ok() {
    store(co_await fetch("/a", stop_));
    co_await commit(stop_);
  }
  task<> second_bad() {
    store(co_await fetch("/b")); // expected-warning {{'stop_' is not passed on to 'fetch'}}
  }
};
// Nobody of the class passes it on.
class worker : service {
public:
  task<> work_ok() { store(co_await fetch("/c")); }
};
