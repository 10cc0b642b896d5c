// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// A library of the program's own: what spawns, starts and keeps is read from the code.

#include "minicoro.h"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using mini::detached_task;
using mini::eager_task;
using mini::task;

void print(std::string_view text);

task<> say(const std::string &text) {
  co_await mini::sleep_for(1ms);
  print(text);
}

task<> say_copy(std::string text) {
  co_await mini::sleep_for(1ms);
  print(text);
}

task<> say_view(std::string_view text) {
  co_await mini::sleep_for(1ms);
  print(text);
}

task<int> sum(std::span<const int> numbers) {
  co_await mini::sleep_for(1ms);
  int total = 0;
  for (int n : numbers)
    total += n;
  co_return total;
}

task<> count(int *calls) {
  co_await mini::sleep_for(1ms);
  ++*calls;
}

task<> ignores(const std::string &) { co_await mini::sleep_for(1ms); }

//===-- awaited in place ----------------------------------------------------===//

task<> in_place_ok(int n) {
  std::string name = std::to_string(n);
  co_await say(name);
  co_await say("literal");
  co_await say(name + "!");
  co_await say_view(std::string("temporary"));
  co_await count(&n);
}

task<> all_in_place_ok() {
  std::string a = "a", b = "b";
  co_await mini::when_all(say(a), say(b), say("c"));
}

task<> later_in_the_same_scope_ok() {
  std::string name = "x";
  task<> first = say(name);
  task<> second = say(name);
  co_await std::move(first);
  co_await std::move(second);
}

int blocked_on_ok() {
  std::vector<int> numbers{1, 2, 3};
  return mini::sync_wait(sum(numbers));
}

//===-- temporaries and lazy tasks --------------------------------------------===//

task<> kept_with_a_temporary_bad() {
  task<> t = say(std::string("x")); // expected-warning {{a temporary that dies at the end of the statement}}
  co_await std::move(t);
}

task<> kept_with_a_converted_literal_bad() {
  auto t = say("x"); // expected-warning {{a temporary that dies at the end of the statement}}
  co_await std::move(t);
}

task<> kept_with_a_view_of_a_temporary_bad(std::string first, std::string last) {
  auto t = say_view(first + last); // expected-warning {{a temporary that dies at the end of the statement}}
  co_await std::move(t);
}

task<> kept_by_value_ok(std::string first, std::string last) {
  auto t = say_copy(first + last);
  co_await std::move(t);
}

task<> kept_with_a_literal_view_ok() {
  auto t = say_view("literal");
  co_await std::move(t);
}

task<> kept_unused_parameter_ok() {
  auto t = ignores("x");
  co_await std::move(t);
}

task<> joined_later_with_a_temporary_bad() {
  auto all = mini::when_all(say(std::to_string(1)), say_copy("b")); // expected-warning {{a temporary that dies at the end of the statement}}
  co_await std::move(all);
}

task<> joined_later_with_locals_ok() {
  std::string a = "a", b = "b";
  auto all = mini::when_all(say(a), say(b));
  co_await std::move(all);
}

//===-- returned ---------------------------------------------------------------===//

task<> returns_its_local_bad() {
  std::string name = "x";
  return say(name); // expected-warning {{'say' uses 'name', but it is returned to run later}}
}

task<> returns_its_parameter_bad(std::string name) {
  return say(name); // expected-warning {{'say' uses 'name'}}
}

task<> returns_a_temporary_bad(int n) {
  return say(std::to_string(n)); // expected-warning {{uses a temporary}}
}

task<> returns_through_a_pointer_bad() {
  int calls = 0;
  return count(&calls); // expected-warning {{'count' uses 'calls'}}
}

task<> returns_a_closure_bad(int n) {
  return [n]() -> task<> { // expected-warning {{uses the captures of a closure that dies at the end of the statement}}
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  }();
}

task<> returns_a_named_closure_bad(int n) {
  auto work = [n]() -> task<> {
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  };
  return work(); // expected-warning {{uses the captures of 'work'}}
}

task<> returns_with_its_callers_argument_ok(const std::string &name) { return say(name); }

task<> returns_a_copy_ok(std::string name) { return say_copy(name); }

task<> returns_a_lambda_without_captures_ok(int n) {
  return [](int n) -> task<> {
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  }(n);
}

task<> awaits_what_it_would_return_ok(std::string name) { co_await say(name); }

task<> passes_a_temporary_on_bad() {
  auto t = returns_with_its_callers_argument_ok("x"); // expected-warning {{a temporary that dies at the end of the statement}}
  co_await std::move(t);
}

//===-- spawned -------------------------------------------------------------------===//

void spawned_with_a_local_bad() {
  std::string name = "x";
  mini::spawn(say(name)); // expected-warning {{'say' uses 'name', but it runs on after}}
}

void spawned_with_a_copy_ok() {
  std::string name = "x";
  mini::spawn(say_copy(name));
}

void spawned_with_a_static_ok() {
  static std::string name = "x";
  mini::spawn(say(name));
}

std::string global_name;
void spawned_with_a_global_ok() { mini::spawn(say(global_name)); }

void spawned_with_a_temporary_bad(int n) {
  mini::spawn(say(std::to_string(n))); // expected-warning {{uses a temporary}}
}

void spawned_closure_bad(int n) {
  mini::spawn([n]() -> task<> { // expected-warning {{uses the captures of a closure}}
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  }());
}

void spawned_with_parameters_ok(int n) {
  mini::spawn([](int n) -> task<> {
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  }(n));
}

void spawned_then_run_ok() {
  std::string name = "x";
  mini::spawn(say(name));
  mini::sync_wait(say("others"));
}

// What only their names say.
void wait_for_everything();
void wake_everything();
struct event_loop {
  void run();
  void post(int);
};

void spawned_then_waited_elsewhere_ok() {
  std::string name = "x";
  mini::spawn(say(name));
  wait_for_everything();
}

void spawned_then_loop_run_ok(event_loop &loop) {
  std::string name = "x";
  mini::spawn(say(name));
  loop.run();
}

void spawned_then_woken_bad(event_loop &loop) {
  std::string name = "x";
  mini::spawn(say(name)); // expected-warning {{uses 'name'}}
  loop.post(1);
  wake_everything();
}

void spawn_for_each_bad(const std::vector<int> &ids) {
  for (int id : ids) {
    std::string name = std::to_string(id);
    mini::spawn(say(name)); // expected-warning {{'say' uses 'name'}}
  }
}

void spawn_for_each_ok(const std::vector<int> &ids) {
  for (int id : ids)
    mini::spawn(say_copy(std::to_string(id)));
}

task<> spawns_and_goes_on_bad(std::string name) {
  mini::spawn(say(name)); // expected-warning {{'say' uses 'name'}}
  co_await mini::sleep_for(10ms);
}

task<> spawns_and_waits_ok(std::string name) {
  mini::event done;
  auto work = [](const std::string &name, mini::event &done) -> task<> {
    co_await say(name);
    done.set();
  };
  mini::spawn(work(name, done));
  co_await done;
}

task<> spawns_and_waits_on_one_path_bad(std::string name, bool wait) {
  mini::event done;
  auto work = [](const std::string &name, mini::event &done) -> task<> {
    co_await say(name);
    done.set();
  };
  mini::spawn(work(name, done)); // expected-warning {{uses 'name'}} expected-warning {{uses 'done'}}
  if (wait)
    co_await done;
}

//===-- through helpers ----------------------------------------------------------===//

void fire(task<> t) { mini::spawn(std::move(t)); }
void fire_forward(task<> &&t) { mini::spawn(std::move(t)); }
void announce(const std::string &text) { mini::spawn(say(text)); } // expected-warning {{'say' uses 'text'}}
void announce_called(const std::string &text) { mini::spawn(say(text)); }
void announce_copy(const std::string &text) { mini::spawn(say_copy(text)); }

/// So do classes that are nothing but values, but not what a program is set up with, and what has a life of its own.
struct request {
  std::string path;
  int id = 0;
};
struct say_options {
  std::string text;
};
struct speaker {
  std::string text;
  void stop();
};
task<> answer(const request &r) {
  co_await mini::sleep_for(1ms);
  co_await say(r.path);
}
task<> say_with(const say_options &o) {
  co_await mini::sleep_for(1ms);
  co_await say(o.text);
}
task<> say_as(const speaker &s) {
  co_await mini::sleep_for(1ms);
  co_await say(s.text);
}
void answered_bad(const request &r) { mini::spawn(answer(r)); } // expected-warning {{'answer' uses 'r'}}
void answered_closure_bad(const request &r) {
  mini::spawn([](const request &q) -> task<> { co_await answer(q); }(r)); // expected-warning {{uses 'r'}}
}
void set_up_ok(const say_options &o) { mini::spawn(say_with(o)); }
void speaks_ok(const speaker &s) { mini::spawn(say_as(s)); }

void through_a_helper_bad() {
  std::string name = "x";
  fire(say(name)); // expected-warning {{'say' uses 'name'}}
}

void through_a_forwarding_helper_bad() {
  std::string name = "x";
  fire_forward(say(name)); // expected-warning {{'say' uses 'name'}}
}

void by_a_helper_bad() {
  std::string name = "x";
  announce_called(name); // expected-warning {{'say' uses 'name'}}
}

void by_a_helper_ok() {
  std::string name = "x";
  announce_copy(name);
  fire(say_copy(name));
}

//===-- eager tasks -----------------------------------------------------------------===//

eager_task<> greet(const std::string &name) {
  print(name);
  co_await mini::sleep_for(1ms);
  print(name);
}

eager_task<> greet_at_once(const std::string &name) {
  print(name);
  co_await mini::sleep_for(1ms);
}

void eager_and_dropped_bad() {
  std::string name = "x";
  (void)greet(name); // expected-warning {{'greet' uses 'name'}}
}

task<> eager_and_forgotten_bad() {
  std::string name = "x";
  auto running = greet(name); // expected-warning {{'greet' uses 'name'}} expected-warning {{'running' goes out of scope}}
  co_await mini::sleep_for(1ms);
}

task<> eager_and_kept_ok(std::vector<eager_task<>> &all, std::string &name) {
  auto running = greet(name);
  all.push_back(std::move(running));
  co_return;
}

void eager_with_early_use_ok() {
  std::string name = "x";
  (void)greet_at_once(name);
}

task<> eager_and_awaited_ok() {
  std::string name = "x";
  auto running = greet(name);
  co_await mini::sleep_for(1ms);
  co_await running;
}

task<> eager_with_a_temporary_bad() {
  auto running = greet("x"); // expected-warning {{a temporary that dies at the end of the statement}}
  co_await running;
}

task<> eager_with_a_temporary_in_place_ok() { co_await greet("x"); }

eager_task<> returns_eager_bad() {
  std::string name = "x";
  return greet(name); // expected-warning {{'greet' uses 'name'}}
}

detached_task log_later(const std::string &line) { // expected-warning {{'log_later' uses 'line', but nobody can wait for it}}
  co_await mini::sleep_for(1ms);
  print(line);
}

detached_task log_copy(std::string line) {
  co_await mini::sleep_for(1ms);
  print(line);
}

detached_task log_called(const std::string &line) {
  co_await mini::sleep_for(1ms);
  print(line);
}

void logs_bad(int n) {
  log_called(std::to_string(n)); // expected-warning {{uses a temporary}}
}

void logs_ok(int n) { log_copy(std::to_string(n)); }

void lambda_that_detaches_bad(int n) {
  [n]() -> detached_task { // expected-warning {{uses the captures of a closure}}
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  }();
}

void lambda_that_reads_first_ok(int n) {
  [n]() -> detached_task {
    int mine = n;
    co_await mini::sleep_for(1ms);
    print(std::to_string(mine));
  }();
}

void lambda_with_parameters_ok(int n) {
  [](int n) -> detached_task {
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  }(n);
}

//===-- kept in containers -----------------------------------------------------------===//

task<> collected_bad(const std::vector<int> &ids) {
  std::vector<task<>> all;
  for (int id : ids) {
    std::string name = std::to_string(id);
    all.push_back(say(name)); // expected-warning {{'say' uses 'name'}}
  }
  co_await mini::when_all(std::move(all));
}

task<> collected_by_reference_to_the_loops_copy_bad(std::vector<std::string> names) {
  std::vector<task<>> all;
  for (auto name : names)
    all.push_back(say(name)); // expected-warning {{'say' uses 'name'}}
  co_await mini::when_all(std::move(all));
}

task<> collected_from_elements_ok(std::vector<std::string> names) {
  std::vector<task<>> all;
  for (auto &name : names)
    all.push_back(say(name));
  co_await mini::when_all(std::move(all));
}

task<> collected_copies_ok(const std::vector<int> &ids) {
  std::vector<task<>> all;
  for (int id : ids)
    all.push_back(say_copy(std::to_string(id)));
  co_await mini::when_all(std::move(all));
}

task<> collected_closures_bad(const std::vector<int> &ids) {
  std::vector<task<>> all;
  for (int id : ids)
    all.push_back([id]() -> task<> { // expected-warning {{uses the captures of a closure}}
      co_await mini::sleep_for(1ms);
      print(std::to_string(id));
    }());
  co_await mini::when_all(std::move(all));
}

task<> counters_ok() {
  int calls = 0;
  std::vector<task<>> all;
  for (int i = 0; i < 3; ++i)
    all.push_back(count(&calls));
  co_await mini::when_all(std::move(all));
}

class batch {
public:
  void add_bad(int n) {
    std::string name = std::to_string(n);
    tasks_.push_back(say(name)); // expected-warning {{'say' uses 'name'}}
  }
  void add_ok(int n) { tasks_.push_back(say_copy(std::to_string(n))); }
  void add_member_ok() { tasks_.push_back(say(title_)); }
  task<> run() { co_await mini::when_all(std::move(tasks_)); }

private:
  std::string title_;
  std::vector<task<>> tasks_;
};

//===-- closures ------------------------------------------------------------------------===//

task<> closure_in_place_ok(int n) {
  co_await [n]() -> task<> {
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  }();
}

task<> closure_in_place_by_reference_ok(int n) {
  co_await [&]() -> task<> {
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  }();
}

task<> named_closure_ok(int n) {
  auto work = [&n]() -> task<> {
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  };
  co_await mini::when_all(work(), work());
}

task<> closure_kept_bad(int n) {
  auto t = [n]() -> task<> { // expected-warning {{uses the captures of a closure}}
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  }();
  co_await std::move(t);
}

task<> wrapped_closure_ok(int n) {
  std::function<task<>()> work = [n]() -> task<> {
    co_await mini::sleep_for(1ms);
    print(std::to_string(n));
  };
  co_await work();
}

//===-- members ---------------------------------------------------------------------------===//

class ticker {
public:
  void start_bad() {
    mini::spawn(tick()); // expected-warning {{'ticker::tick' uses 'this'}}
  }
  task<> run_ok() { co_await tick(); }
  task<> tick() {
    co_await mini::sleep_for(1ms);
    ++ticks_;
  }

private:
  int ticks_ = 0;
};

class session : public std::enable_shared_from_this<session> {
public:
  void start_bad() {
    mini::spawn(run()); // expected-warning {{'session::run' uses 'this'}}
  }
  void start_ok() { mini::spawn(run_held()); }
  void start_passed_ok() { mini::spawn(run_with(shared_from_this())); }
  void start_closure_ok() {
    mini::spawn([](std::shared_ptr<session> self) -> task<> { co_await self->run(); }(shared_from_this()));
  }
  void start_closure_bad() {
    mini::spawn([this, self = shared_from_this()]() -> task<> { co_await run(); }()); // expected-warning {{uses the captures of a closure}}
  }

  task<> run() {
    co_await mini::sleep_for(1ms);
    ++reads_;
  }
  task<> run_held() {
    auto self = shared_from_this();
    co_await mini::sleep_for(1ms);
    ++reads_;
  }
  task<> run_with(std::shared_ptr<session> self) {
    co_await mini::sleep_for(1ms);
    ++self->reads_;
  }

private:
  int reads_ = 0;
};

class worker {
public:
  task<> work() {
    co_await mini::sleep_for(1ms);
    ++done_;
  }
  void start() { mini::spawn(work()); }

private:
  int done_ = 0;
};

void local_object_bad() {
  worker w;
  w.start(); // expected-warning {{'worker::work' uses 'w'}}
}

void only_handle_bad() {
  auto w = std::make_shared<worker>();
  w->start(); // expected-warning {{'worker::work' uses}}
}

worker global_worker;
void global_object_ok() { global_worker.start(); }

/// A thread is no coroutine: who keeps it joins it.
struct engine {
  std::thread worker;
  void run();
  static std::unique_ptr<engine> make_ok() {
    auto made = std::make_unique<engine>();
    made->worker = std::thread([made = made.get()] { made->run(); });
    return made;
  }
};

int main() {
  worker w;
  w.start();
  std::string name = "x";
  mini::spawn(say(name));
  mini::sync_wait(say("others"));
}

//===-- generators -----------------------------------------------------------------------------===//

mini::generator<std::string> lines(const std::string &text) {
  co_yield text;
  co_yield text.substr(1);
}

task<> ranges_over_lines_ok(std::string text) {
  std::string copy = text + "\n";
  co_await say(copy);
  for (const std::string &line : lines(copy))
    print(line);
}

task<> lines_bound_to_a_reference_ok(std::string text) {
  std::string copy = text + "\n";
  auto &&all = lines(copy);
  co_await say(copy);
  for (const std::string &line : all)
    print(line);
}

// The sum is gone before the first line is asked for.
task<> ranges_over_lines_of_a_temporary_bad(std::string text) {
  for (const std::string &line : lines(text + "!")) // expected-warning {{a temporary}}
    print(line);
  co_return;
}

mini::generator<std::string> lines_of_a_local_bad() {
  std::string text = "text";
  return lines(text); // expected-warning {{uses 'text'}}
}
