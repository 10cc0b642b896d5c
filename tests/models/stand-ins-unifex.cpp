// RUN: %corosafe %s -- -std=c++20 -Wno-unused-value %verify

// libunifex and a library of the program's own, as somebody writes them down to compile one file against: one async_scope
// for all versions, awaiters that are always ready, functions that are empty.

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

using namespace std::chrono_literals;

namespace unifex {
template <class T> struct value_awaiter {
  T value{};
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return value; }
};
struct any_awaiter {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) { h.resume(); }
  void await_resume() {}
};
template <class T> struct promise_of {
  void return_value(T);
};
template <> struct promise_of<void> {
  void return_void();
};
template <class T> struct task {
  struct promise_type : promise_of<T> {
    task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume();
};
struct timed_single_thread_context {
  struct scheduler {};
};
using scheduler = timed_single_thread_context::scheduler;
inline any_awaiter schedule(scheduler) { return {}; }
template <class D> any_awaiter schedule_after(scheduler, D) { return {}; }
template <class A, class B> any_awaiter stop_when(A &&, B &&) { return {}; }
template <class... A> any_awaiter when_any(A &&...) { return {}; }
template <class A> value_awaiter<std::optional<int>> done_as_optional(A &&) { return {}; }
struct async_scope {
  template <class A> void spawn(A &&) {}
  any_awaiter join() { return {}; }
};
struct socket {};
value_awaiter<std::size_t> async_read_some(socket &, std::span<std::byte>);
value_awaiter<std::size_t> async_write_some(socket &, std::span<const std::byte>);
value_awaiter<int> async_unknown(socket &);
} // namespace unifex

using unifex::scheduler, unifex::socket;

unifex::task<std::size_t> read_frame(socket &s, std::span<std::byte> buffer) {
  auto n = co_await unifex::async_read_some(s, buffer.first(4));
  co_return n + co_await unifex::async_read_some(s, buffer.subspan(4));
}
unifex::task<void> frames_bad(socket &s, scheduler clock, std::span<std::byte> buffer) {
  for (;;) {
    if (!co_await unifex::done_as_optional(unifex::stop_when(read_frame(s, buffer), unifex::schedule_after(clock, 5s)))) // expected-warning {{corosafe-unsafe-race-branch}}
      continue;
  }
}
unifex::task<void> one_frame_ok(socket s, scheduler clock, std::span<std::byte> buffer) {
  co_await unifex::done_as_optional(unifex::stop_when(read_frame(s, buffer), unifex::schedule_after(clock, 5s)));
}

/// That the clock's thread has a name does not take the other branch there.
unifex::task<void> look(socket &s) {
  co_await unifex::async_unknown(s);
}
unifex::task<void> bounded_ok(socket s, scheduler clock) {
  co_await unifex::stop_when(look(s), unifex::schedule_after(clock, 5s));
}

unifex::task<void> count(int n, scheduler s) {
  co_await unifex::schedule(s);
  n += 1;
}
unifex::task<void> join_ok(scheduler s) {
  unifex::async_scope scope;
  scope.spawn(count(1, s));
  co_await scope.join();
}
unifex::task<void> join_bad(scheduler s, bool early) {
  unifex::async_scope scope; // expected-warning {{corosafe-unjoined-scope}}
  scope.spawn(count(1, s));
  if (early)
    co_return;
  co_await scope.join();
}

/// A hop is no wait for something to happen.
unifex::task<void> save_order(std::vector<int> &to, scheduler s) {
  co_await unifex::schedule(s);
  to.push_back(1);
}
unifex::task<void> save_invoice(std::vector<int> &to, scheduler s) {
  co_await unifex::schedule(s);
  to.push_back(2);
}
unifex::task<void> store_bad(std::vector<int> &a, std::vector<int> &b, scheduler s) {
  co_await unifex::when_any(save_order(a, s), save_invoice(b, s)); // expected-warning {{corosafe-race-not-join}}
}

//===-- a library of the program's own ---------------------------------------===//

namespace own {
struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() {}
  };
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
inline task sleep_for(std::chrono::milliseconds) { return {}; }
inline void spawn(task) {}
inline void measure(task) {}
} // namespace own

own::task locked_bad(std::mutex &m) {
  std::lock_guard guard(m);
  co_await own::sleep_for(1ms); // expected-warning {{corosafe-lock-across-suspend}}
}
own::task unlocked_ok(std::mutex &m) {
  {
    std::lock_guard guard(m);
  }
  co_await own::sleep_for(1ms);
}
own::task greet(std::string &name) {
  co_await own::sleep_for(1ms);
  name += "!";
}
own::task greet_copy(std::string name) {
  co_await own::sleep_for(1ms);
  name += "!";
}
void launch_bad() {
  std::string name = "n";
  own::spawn(greet(name)); // expected-warning {{corosafe-dangling-task}}
}
void launch_ok() {
  std::string name = "n";
  own::spawn(greet_copy(name));
}
void unnamed_ok() {
  std::string name = "n";
  own::measure(greet(name));
}

/// Who starts itself by such a function, and is kept by shared pointers, must keep itself.
namespace own {
struct group {
  void spawn(task);
};
} // namespace own
struct session : std::enable_shared_from_this<session> {
  own::task run() {
    co_await own::sleep_for(1ms);
    ++turns_;
  }
  own::task run_kept() {
    auto self = shared_from_this();
    co_await own::sleep_for(1ms);
    ++turns_;
  }
  void start_bad() {
    own::spawn(run()); // expected-warning {{corosafe-dangling-task}}
  }
  void start_kept_ok() {
    own::spawn(run_kept());
  }
  void start_with_ok() {
    own::spawn([](std::shared_ptr<session> self) -> own::task { co_await self->run(); }(shared_from_this()));
  }
  void start_in_its_group_ok() {
    group_.spawn(run());
  }
  int turns_ = 0;
  own::group group_;
};
/// Who owns this one knows what he waits for.
struct service {
  own::task run() {
    co_await own::sleep_for(1ms);
    ++turns_;
  }
  void start_ok() {
    own::spawn(run());
  }
  int turns_ = 0;
};
