// RUN: %corosafe %s -- -std=c++20 %verify

// A task type of one's own, and what takes the coroutine out of it: it runs on, whatever becomes of the task.

#include <coroutine>
#include <string>
#include <utility>
#include <vector>

class job {
public:
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
    std::coroutine_handle<> next;
  };
  explicit job(std::coroutine_handle<promise_type> own) : own_(own) {}
  job(job &&from) noexcept : own_(std::exchange(from.own_, {})) {}
  job &operator=(job &&from) noexcept {
    own_ = std::exchange(from.own_, {});
    return *this;
  }
  ~job() {
    if (own_)
      own_.destroy();
  }
  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
    own_.promise().next = caller;
    return own_;
  }
  void await_resume() {}
  std::coroutine_handle<> release() { return std::exchange(own_, {}); }
  std::coroutine_handle<promise_type> own_;
};

struct tick {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

struct signal {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  void set();
};

void start_by_release(job j) { j.release().resume(); }
void start_by_exchange(job &&j) { std::exchange(j.own_, nullptr).resume(); }
void start_by_clearing(job j) {
  j.own_.resume();
  j.own_ = {};
}
void run_to_its_end(job j) {
  auto own = j.release();
  while (!own.done())
    own.resume();
  own.destroy();
}
job pass_on(job j) { return job(std::exchange(j.own_, {})); }

struct queue {
  std::vector<std::coroutine_handle<>> ready;
  void post(job j) { ready.push_back(j.release()); }
};

/// Ends what is in it.
struct owning_queue {
  std::vector<std::coroutine_handle<>> ready;
  void post(job j) { ready.push_back(j.release()); }
  ~owning_queue() {
    for (auto own : ready)
      own.destroy();
  }
};

/// A group that is waited for by a coroutine of its own.
struct group {
  int running = 0;
  signal empty;
  void add(job j) {
    ++running;
    j.release().resume();
  }
  job join() {
    if (running)
      co_await empty;
  }
};

job print(const std::string &text) {
  co_await tick();
  (void)text.size();
}
job print_and_tell(const std::string &text, signal &done) {
  co_await tick();
  (void)text.size();
  done.set();
}

job by_release_bad() {
  std::string text = "x";
  start_by_release(print(text)); // expected-warning {{'text'}}
  co_return;
}
job by_exchange_bad() {
  std::string text = "x";
  start_by_exchange(print(text)); // expected-warning {{'text'}}
  co_await tick();
}
job by_clearing_bad() {
  std::string text = "x";
  start_by_clearing(print(text)); // expected-warning {{'text'}}
  co_return;
}
job closure_bad(int n) {
  start_by_release([n]() -> job { // expected-warning {{closure}}
    co_await tick();
    (void)n;
  }());
  co_return;
}
job queued_bad(queue &q) {
  std::string text = "x";
  q.post(print(text)); // expected-warning {{'text'}}
  co_return;
}
job group_bad() {
  std::string text = "x";
  group g;
  g.add(print(text)); // expected-warning {{'text'}}
  co_await tick();
}

job parameter_ok(int n) {
  start_by_release([](int n) -> job {
    co_await tick();
    (void)n;
  }(n));
  co_return;
}
job joined_ok() {
  std::string text = "x";
  group g;
  g.add(print(text));
  co_await g.join();
}
job told_ok() {
  std::string text = "x";
  signal done;
  start_by_exchange(print_and_tell(text, done));
  co_await done;
}
job ended_by_its_queue_ok() {
  std::string text = "x";
  owning_queue q;
  q.post(print(text));
  co_await tick();
}
job handed_back_ok() {
  std::string text = "x";
  job j = pass_on(print(text));
  co_await j;
}
void run_ok() {
  std::string text = "x";
  run_to_its_end(print(text));
}

/// Nobody here calls these: what their task refers to is their callers' business.
void handed_over_ok(job &&j) { j.release().resume(); }
void handed_over_and_kept_ok(job &&j, std::vector<std::coroutine_handle<>> &q) { q.push_back(std::exchange(j.own_, {})); }
