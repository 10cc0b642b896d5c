// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Callables whose task is dropped by what runs them.

#include "minicoro.h"

#include <algorithm>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace asio {
struct io_context {};
template <class Handler> void post(io_context &, Handler &&);
template <class Handler> void dispatch(io_context &, Handler &&);
} // namespace asio

mini::task<> work();
mini::task<> work_on(int);
mini::task<int> compute(int);
void note();
void let_go(mini::task<>);

template <class T> struct detached {
  struct promise_type {
    detached get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

struct server {
  asio::io_context &io;
  std::vector<int> ids;
  std::once_flag once;
  std::function<void()> callback;
  mini::task<> run();

  void posted_bad() {
    asio::post(io, [this]() -> mini::task<> { co_await run(); }); // expected-warning {{that this callable gives is dropped by whoever calls it: it never runs}}
  }
  void posted_call_bad() {
    asio::dispatch(io, [this] { return run(); }); // expected-warning {{that this callable gives is dropped}}
  }
  void posted_function_bad() {
    asio::post(io, work); // expected-warning {{that this callable gives is dropped}}
  }
  void posted_local_bad() {
    auto f = [this]() -> mini::task<> { co_await run(); }; // expected-warning {{that this callable gives is dropped}}
    asio::post(io, f);
  }
  void thread_bad() {
    std::thread t([] { return work(); }); // expected-warning {{that this callable gives is dropped}}
    t.join();
  }
  void each_bad() {
    std::for_each(ids.begin(), ids.end(), [](int id) -> mini::task<> { co_await work_on(id); }); // expected-warning {{that this callable gives is dropped}}
  }
  void each_function_bad() {
    std::ranges::for_each(ids, work_on); // expected-warning {{that this callable gives is dropped}}
  }
  void once_bad() {
    std::call_once(once, [] { return compute(1); }); // expected-warning {{that this callable gives is dropped}}
  }
  void function_bad() {
    std::function<void(int)> f = work_on; // expected-warning {{that this callable gives is dropped}}
    f(1);
  }
  void bound_bad() {
    callback = std::bind(&server::run, this); // expected-warning {{that this callable gives is dropped}}
  }

  void posted_ok() {
    asio::post(io, [this] { let_go(run()); });
  }
  void runs_by_itself_ok() {
    asio::post(io, []() -> detached<void> { co_await work(); });
    std::for_each(ids.begin(), ids.end(), [](int id) -> detached<void> { co_await work_on(id); });
  }
  void thread_ok() {
    std::thread t([] { note(); });
    t.join();
  }
  void future_ok() {
    auto f = std::async(std::launch::async, [] { return work(); });
    let_go(f.get());
  }
  std::vector<mini::task<int>> collected_ok() {
    std::vector<mini::task<int>> all;
    std::transform(ids.begin(), ids.end(), std::back_inserter(all), compute);
    return all;
  }
  void function_ok() {
    std::function<mini::task<>(int)> f = work_on;
    let_go(f(1));
  }
  void each_ok() {
    std::for_each(ids.begin(), ids.end(), [](int id) { let_go(work_on(id)); });
  }
};
