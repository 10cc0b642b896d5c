// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value -Wno-unused-result %verify

// Promises of odd designs, and helpers that take tasks over: detach methods, operators, schedulers, senders.

#include "minicoro.h"

#include <coroutine>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

mini::task<bool> more();

// Lazy, started by a method; `detach` and `start` consume it on purpose.
class [[nodiscard]] op {
public:
  struct promise_type {
    op get_return_object() { return op{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<promise_type>) noexcept {}
      void await_resume() noexcept {}
    };
    final_awaiter final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  explicit op(std::coroutine_handle<promise_type> h) : h_(h) {}
  op(op &&o) noexcept : h_(std::exchange(o.h_, {})) {}
  ~op() {
    if (h_)
      h_.destroy();
  }
  void detach() && { std::exchange(h_, {}).resume(); }
  void start() { h_.resume(); }
  bool done() const { return h_.done(); }
  auto operator co_await() && { return op_awaiter{h_}; }
  op then(std::function<void()> f) &&;

private:
  struct op_awaiter {
    std::coroutine_handle<promise_type> h;
    bool await_ready() { return h.done(); }
    void await_suspend(std::coroutine_handle<>) { h.resume(); }
    void await_resume() {}
  };
  std::coroutine_handle<promise_type> h_;
};

op save(int id) { co_return; }

void detached_ok() { save(1).detach(); }

void started_ok() {
  auto running = save(1);
  running.start();
}

void only_asked_bad() {
  auto running = save(1); // expected-warning {{without being awaited}}
  if (running.done())
    return;
}

mini::task<> continued_and_dropped_bad() {
  (void)save(1).then([] {}); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> continued_ok() { co_await save(1).then([] {}); }

// A scheduler that takes tasks by operator, by value and by emplace.
struct scheduler {
  scheduler &operator<<(op t);
  scheduler &operator+=(op &&t);
  void schedule(op t, int priority = 0);
  template <class... T> void submit(T &&...tasks);
};

void scheduled_ok(scheduler &s) {
  s << save(1) << save(2);
  s += save(3);
  s.schedule(save(4));
  s.submit(save(5), save(6));
}

void scheduled_from_a_variable_ok(scheduler &s) {
  auto t = save(1);
  s.schedule(std::move(t), 2);
}

void made_under_a_condition_ok(scheduler &s, bool now) {
  auto t = save(1);
  if (now)
    std::move(t).detach();
  else
    s += std::move(t);
}

void made_under_a_condition_bad(scheduler &s, bool now) {
  auto t = save(1); // expected-warning {{without being awaited}}
  if (now)
    s.schedule(std::move(t));
}

// A user's helper with a visible body that forgets the task it takes: the caller did its part.
void forget(op t) {}
void handed_to_a_helper_ok() { forget(save(1)); }

// An eager task that ends at its first await unless someone holds it: cancels when dropped. Reported all the same.
struct eager {
  struct promise_type {
    eager get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> h;
  bool await_ready() { return h.done(); }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
eager refresh();

mini::task<> eager_bad() {
  refresh(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> eager_explicitly_dropped_ok() {
  (void)refresh();
  co_await more();
}

mini::task<> eager_joined_at_the_end_ok() {
  auto a = refresh();
  auto b = refresh();
  co_await a;
  co_await b;
}

// An awaitable that is no task: a plain awaiter made in a coroutine and dropped does nothing.
struct [[nodiscard]] yield_now {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const;
  void await_resume() const noexcept {}
};
yield_now yield();

mini::task<> awaiter_dropped_bad() {
  yield(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> awaiter_ok() { co_await yield(); }

// A result type with operator co_await that is a value too (an expected): dropping it loses no work.
template <class T> struct expected {
  T value;
  int error = 0;
  struct awaiter {
    expected e;
    bool await_ready() const noexcept { return e.error == 0; }
    void await_suspend(std::coroutine_handle<>) const {}
    T await_resume() { return e.value; }
  };
  awaiter operator co_await() { return {*this}; }
};
expected<int> parse(const char *text);

mini::task<> expected_checked_ok() {
  auto r = parse("1");
  if (r.error)
    co_return;
  co_await more();
}
