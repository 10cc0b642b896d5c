// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-everything %verify

// Functions that say by their names that they start a task and do not wait for it. Nothing else is known of them.

#include <coroutine>
#include <string>
#include <string_view>

template <class T = void> struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  task(task &&) noexcept;
  ~task();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

struct runtime {
  void spawn(task<> work);
  void run();
  void block_on(task<> work);
};
runtime &current();
void spawn(task<> work);
void co_spawn_all(task<> first, task<> second);
std::string name();
task<> tick();
void use(std::string_view text);

task<> greet(const std::string &who) {
  co_await tick();
  use(who);
}
task<> greet_value(std::string who) {
  co_await tick();
  use(who);
}

void temporary_bad() {
  current().spawn(greet(name() + "!")); // expected-warning {{uses a temporary}}
}
void by_value_ok() { current().spawn(greet_value(name() + "!")); }
void waited_for_ok() { current().block_on(greet(name() + "!")); }

void closure_bad(int n) {
  spawn([n]() -> task<> { // expected-warning {{the captures of a closure}}
    co_await tick();
    use(std::to_string(n));
  }());
}
void arguments_ok(int n) {
  spawn([](int n) -> task<> {
    co_await tick();
    use(std::to_string(n));
  }(n));
}

void local_bad() {
  std::string who = name();
  spawn(greet(who)); // expected-warning {{uses 'who'}}
}
// It may all run before this returns.
void local_and_run_ok() {
  std::string who = name();
  spawn(greet(who));
  current().run();
}
// Whoever owns it, it is still there when this function has ended.
void runtime_of_the_caller_bad(runtime &given) {
  std::string who = name();
  given.spawn(greet(who)); // expected-warning {{uses 'who'}}
}
void runtime_of_the_caller_runs_ok(runtime &given) {
  std::string who = name();
  given.spawn(greet(who));
  given.run();
}
void runtime_by_value_ok(runtime given) {
  std::string who = name();
  given.spawn(greet(who));
}
void own_runtime_ok() {
  runtime own;
  std::string who = name();
  own.spawn(greet(who));
}

// A helper with a body is judged by it.
template <class F> void run_async(F f) { current().spawn(f()); } // expected-warning {{the captures of 'f'}}
void handed_over_bad(int n) {
  run_async([n]() -> task<> {
    co_await tick();
    use(std::to_string(n));
  });
}

struct session {
  int hits = 0;
  task<> serve() {
    co_await tick();
    ++hits;
  }
  // Who owns it decides how long it lives.
  void start_ok() { current().spawn(serve()); }
};
