// RUN: %corosafe %s -- -std=c++20 %verify

// An event loop of the program's own: what an ordinary function has started goes on only while the loop is run there.

#include <coroutine>
#include <exception>
#include <string>

struct Fire {
  struct promise_type {
    Fire get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
struct Sleep {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
class EventLoop {
public:
  Sleep sleep(int ms);
  void run();
  void step();
  bool pending() const;
};

Fire ticks(EventLoop *loop) {
  for (;;)
    co_await loop->sleep(10);
}
Fire serve(EventLoop &loop, const std::string &root) {
  for (;;) {
    co_await loop.sleep(10);
    if (root.empty())
      co_return;
  }
}

int runsIt_ok() {
  EventLoop loop;
  ticks(&loop);
  loop.run();
  return 0;
}
int stepsIt_ok() {
  EventLoop loop;
  std::string root = "/srv";
  serve(loop, root);
  while (loop.pending())
    loop.step();
  return 0;
}
int leavesIt_bad() {
  EventLoop loop;
  ticks(&loop); // expected-warning {{corosafe-dangling-task}}
  return 0;
}
int diesBefore_bad() {
  EventLoop loop;
  {
    std::string root = "/srv";
    serve(loop, root); // expected-warning {{'root'}}
  }
  loop.run();
  return 0;
}
