// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// Coroutine types of a desktop application's own: one that starts and ends by itself, and that nobody can hold, is not cancelled.

#include "winrt.h"

#include <memory>
#include <utility>

using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

void log_exception();

struct on_its_own {};
template <class... A> struct std::coroutine_traits<on_its_own, A...> {
  struct promise_type {
    on_its_own get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const noexcept { log_exception(); }
  };
};

class window : public winrt::implements<window> {
public:
  on_its_own ask_once_ok() {
    const auto weak = get_weak();
    if (asking_)
      co_return;
    asking_ = true;
    const int answer = co_await ask(1);
    const auto strong = weak.get();
    if (!strong)
      co_return;
    asking_ = false;
    if (answer == 1)
      quit();
  }

  IAsyncAction ask_once_bad() {
    const auto strong = get_strong();
    if (asking_)
      co_return;
    asking_ = true;
    const int answer = co_await ask(1); // expected-warning {{'asking_' is never set back}}
    asking_ = false;
    if (answer == 1)
      quit();
  }

  on_its_own asked_by_nobody_bad() { // expected-warning {{uses 'this'}}
    const int answer = co_await ask(1);
    if (answer == 1)
      quit();
  }

private:
  IAsyncOperation<int> ask(int kind);
  void quit();
  bool asking_ = false;
};
