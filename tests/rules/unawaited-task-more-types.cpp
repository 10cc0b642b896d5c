// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value %verify

// Task types of the user's own: lazy and eager, await_transform, traits, CRTP, shared, aliases, conversions.

#include "minicoro.h"

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

mini::task<bool> more();

// Lazy, awaiter by member functions of the task itself, no operator co_await.
class [[nodiscard]] inline_task {
public:
  struct promise_type {
    std::coroutine_handle<> next;
    inline_task get_return_object() { return inline_task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    auto initial_suspend() noexcept { return std::suspend_always{}; }
    auto final_suspend() noexcept { return std::suspend_always{}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  explicit inline_task(std::coroutine_handle<promise_type> h) : h_(h) {}
  inline_task(inline_task &&o) noexcept : h_(std::exchange(o.h_, {})) {}
  ~inline_task() {
    if (h_)
      h_.destroy();
  }
  bool await_ready() const { return false; }
  auto await_suspend(std::coroutine_handle<> c) {
    h_.promise().next = c;
    return std::coroutine_handle<>(h_);
  }
  void await_resume() {}

private:
  std::coroutine_handle<promise_type> h_;
};

inline_task step() { co_return; }

mini::task<> inline_awaiter_bad() {
  (void)step(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> inline_awaiter_ok() { co_await step(); }

// Eager by initial_suspend of never, frees itself, not awaitable: fire and forget.
struct async_void {
  struct promise_type {
    async_void get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

async_void on_click() { co_await more(); }

void fire_and_forget_ok() {
  on_click();
  auto unused = on_click();
}

// void as a coroutine's type, through coroutine_traits.
struct event_tag {};
template <> struct std::coroutine_traits<void, event_tag> {
  struct promise_type {
    void get_return_object() {}
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

void on_event(event_tag) { co_await more(); }

void void_coroutine_ok() { on_event({}); }

// A base by CRTP has everything; the promise lives in the base of a base.
template <class Derived> struct promise_base {
  Derived get_return_object() {
    return Derived{std::coroutine_handle<typename Derived::promise_type>::from_promise(
        static_cast<typename Derived::promise_type &>(*this))};
  }
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
};
template <class Derived> struct awaitable_base {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) { static_cast<Derived *>(this)->h.resume(); }
  int await_resume() { return 0; }
};
struct job : awaitable_base<job> {
  struct promise_type : promise_base<job> {
    void return_value(int) {}
  };
  explicit job(std::coroutine_handle<promise_type> c) : h(c) {}
  std::coroutine_handle<promise_type> h;
};

job compute() { co_return 1; }

mini::task<> crtp_bad() {
  compute(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<int> crtp_ok() {
  const int x = co_await compute();
  co_return x;
}

// Derived from a task: still one.
template <class T> struct named_task : mini::task<T> {
  named_task(mini::task<T> t) : mini::task<T>(std::move(t)) {}
};
using unit = mini::task<>;
template <class T> using io = mini::task<std::optional<T>>;

unit tidy();
io<int> read_one();

mini::task<> alias_bad() {
  tidy(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> alias_template_bad() {
  auto r = read_one(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> alias_template_ok() {
  auto r = co_await read_one();
  if (r)
    co_await tidy();
}

// Eager and shared: several may await it. The handle alone is no loss when it is kept for others.
template <class T> class shared_task {
public:
  struct promise_type {
    T value;
    shared_task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T v) { value = v; }
    void unhandled_exception() {}
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const;
  T await_resume() const;
};

shared_task<int> load();

mini::task<int> shared_awaited_twice_ok() {
  auto loading = load();
  const int a = co_await loading;
  co_return a + co_await loading;
}

mini::task<int> shared_copied_ok() {
  auto loading = load();
  auto copy = loading;
  co_return co_await copy;
}

mini::task<> shared_dropped_bad() {
  load(); // expected-warning {{without being awaited}}
  co_await more();
}

// A handle of a coroutine whose type cannot be awaited but must be resumed by hand.
struct process {
  struct promise_type {
    process get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  void resume() { handle.resume(); }
};
process pump();

void resumed_by_hand_ok() {
  auto p = pump();
  while (!p.handle.done())
    p.resume();
  p.handle.destroy();
}

void never_resumed_bad() {
  pump(); // expected-warning {{without being awaited}}
}

void handle_handed_on_ok(void (*schedule)(std::coroutine_handle<>)) {
  auto p = pump();
  schedule(p.handle);
}
