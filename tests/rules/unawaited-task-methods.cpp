// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// What a method does to a task of the program's own is in its body: some only look, others wait for it, run it, or give
// what it came to.

#include "minicoro.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

void note(int);
bool hurry();

template <class T> struct job {
  struct shared {
    std::mutex m;
    std::condition_variable ended;
    bool done = false;
    T value{};
  };
  struct promise_type {
    std::shared_ptr<shared> state;
    job get_return_object() { return {state}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T);
    void unhandled_exception();
  };
  std::shared_ptr<shared> state;
  bool await_ready() const { return state->done; }
  void await_suspend(std::coroutine_handle<>);
  T await_resume() { return state->value; }

  void wait() const {
    std::unique_lock lock(state->m);
    state->ended.wait(lock, [&] { return state->done; });
  }
  explicit operator bool() const {
    wait();
    return state->value != T{};
  }
  bool valid() const { return state != nullptr; }
  T value() const { return state->value; }
};
job<int> probe(int);

struct steps {
  struct promise_type {
    steps get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void();
    void unhandled_exception();
  };
  std::coroutine_handle<promise_type> coro;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  explicit operator bool() const {
    if (!coro.done())
      coro.resume();
    return !coro.done();
  }
  bool started() { return static_cast<bool>(coro); }
};
steps walk();

bool conversion_waits_ok() {
  auto j = probe(1);
  if (!j)
    return false;
  return true;
}

void declared_in_a_condition_ok() {
  if (auto j = probe(1))
    note(1);
}

int value_taken_ok() {
  auto j = probe(1);
  return j.value();
}

bool only_looked_at_bad() {
  auto j = probe(1); // expected-warning {{goes out of scope without being awaited}}
  return j.valid();
}

bool on_one_path_bad() {
  auto j = probe(1); // expected-warning {{on some path without being awaited}}
  if (hurry())
    return false;
  return static_cast<bool>(j);
}

void conversion_runs_it_ok() {
  auto s = walk();
  while (s)
    note(1);
}

void not_const_and_looks_bad() {
  auto s = walk(); // expected-warning {{goes out of scope without being awaited}}
  if (s.started())
    note(1);
}

// A thread is joined or let go before it ends.
mini::task<> thread_left_bad(bool early) {
  std::thread t([] { note(1); }); // expected-warning {{on some path without being joined: its destructor ends the program}}
  if (early)
    co_return;
  t.detach();
  co_await mini::sleep_for(std::chrono::milliseconds(1));
}

mini::task<> thread_let_go_ok() {
  std::thread t([] { note(1); });
  co_await mini::sleep_for(std::chrono::milliseconds(1));
  t.detach();
}

mini::task<> stopping_thread_ok() {
  std::jthread t([] { note(1); });
  co_await mini::sleep_for(std::chrono::milliseconds(1));
}

struct crew {
  std::thread worker;
  void kept_ok() {
    std::thread t([] { note(1); });
    worker = std::move(t);
  }
};
