// RUN: %corosafe %s -- -std=c++20 %verify

// Tasks and latches of the program's own: whoever awaits a latch that the task was given, or that a closure captured, waits for the
// task, however the latch makes what is awaited.

#include <coroutine>
#include <string>

template <class T> struct answer {
  bool await_ready() const { return ready_; }
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  bool ready_ = false;
};

struct work {
  struct promise_type {
    work get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  work(work &&) noexcept;
  ~work();
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  void detach() { let_go(1); }
  void let_go(int);
};

class countdown {
public:
  explicit countdown(long from);
  answer<void> wait() { return make(0); }
  answer<bool> wait_for(int ms) { return ask(ms); }
  void down(long by = 1);

private:
  answer<void> make(int ms);
  answer<bool> ask(int ms);
  long left_;
};

answer<void> nap(int ms);
void show(const std::string &text);

work counts_down(countdown &until, std::string text) {
  co_await nap(1);
  show(text);
  until.down();
}

work closure_in_a_local_ok() {
  countdown until(1);
  std::string text = "done";
  auto task = [&]() -> work {
    co_await nap(1);
    show(text);
    until.down();
  };
  task().detach();
  co_await until.wait();
}

work waited_for_in_vain_first_ok() {
  countdown until(1);
  auto task = [&]() -> work {
    co_await nap(1);
    until.down();
  };
  task().detach();
  if (!co_await until.wait_for(10))
    show("slow");
  co_await until.wait();
}

work task_in_a_local_ok() {
  countdown until(1);
  work task = counts_down(until, "done");
  task.detach();
  co_await until.wait();
}

work waits_for_something_else_bad() {
  countdown until(1);
  auto task = [&]() -> work {
    co_await nap(1);
    until.down();
  };
  task().detach(); // expected-warning 1+ {{corosafe-dangling-task}}
  co_await nap(10);
}

work waits_for_another_bad() {
  countdown until(1), other(1);
  counts_down(until, "done").detach(); // expected-warning {{uses 'until', but it runs on}}
  co_await other.wait();
}
