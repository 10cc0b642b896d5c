// Promise and awaiter declarations that the libraries' stubs share.

#ifndef STUBS_STUB_PROMISE_H
#define STUBS_STUB_PROMISE_H

#include <coroutine>
#include <cstddef>

namespace stubs {

/// For functions that take lambdas: such a function must have a body.
template <class T> T make();

template <class Task, class T, class Initial> struct promise {
  Task get_return_object();
  Initial initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_value(T);
};

template <class Task, class Initial> struct promise<Task, void, Initial> {
  Task get_return_object();
  Initial initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};

template <class T> struct awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

} // namespace stubs

#endif
