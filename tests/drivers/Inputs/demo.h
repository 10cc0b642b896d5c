// A task and a locked suspension, as small as they get: driver tests are about drivers.
#ifndef DEMO_H
#define DEMO_H
#include <coroutine>
#include <mutex>
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task work();
inline std::mutex shared_mutex;
#endif
