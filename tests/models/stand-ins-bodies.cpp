// RUN: %corosafe %s -- -std=c++20 %verify

// Libraries as somebody writes them to compile and run one file: with bodies, which do not say what the library does.

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <tuple>

namespace asio {
struct error_code {
  int value = 0;
  operator bool() const { return value != 0; }
};
template <class T> struct result_of {
  T value{};
  void return_value(T v) { value = v; }
};
template <> struct result_of<void> {
  void return_void() {}
};
template <class T = void> struct awaitable {
  struct promise_type : result_of<T> {
    awaitable get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) { handle.resume(); }
  T await_resume() {
    if constexpr (!std::is_void_v<T>)
      return handle.promise().value;
  }
};
struct use_awaitable_t {
} const use_awaitable;
template <class T> struct as_tuple_t {};
template <class T> as_tuple_t<T> as_tuple(T) { return {}; }
/// The stand-in's own, under a name that the library does not have: it makes do with a thread.
struct in_a_while {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    std::thread([h] { h.resume(); }).detach();
  }
  void await_resume() {}
};
inline awaitable<> slept_ok() {
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  co_await in_a_while{};
}
namespace experimental {
template <class Signature> class channel {
  bool open = true;

public:
  bool is_open() const { return open; }
  void close() { open = false; }
  awaitable<int> async_receive(use_awaitable_t) { co_return 0; }
  awaitable<std::tuple<error_code, int>> async_receive(as_tuple_t<use_awaitable_t>) { co_return std::tuple<error_code, int>{}; }
};
} // namespace experimental
} // namespace asio

using channel = asio::experimental::channel<void(asio::error_code, int)>;
using asio::use_awaitable;
void handle(int);
void note();

asio::awaitable<> errors_skipped_bad(channel &numbers) {
  for (;;) {
    auto [error, number] = co_await numbers.async_receive(asio::as_tuple(use_awaitable)); // expected-warning {{completes at once and this loop spins}}
    if (error)
      continue;
    handle(number);
  }
}

asio::awaitable<> errors_end_it_ok(channel &numbers) {
  for (;;) {
    auto [error, number] = co_await numbers.async_receive(asio::as_tuple(use_awaitable));
    if (error)
      co_return;
    handle(number);
  }
}

asio::awaitable<> while_open_ok(channel &numbers) {
  while (numbers.is_open()) {
    try {
      handle(co_await numbers.async_receive(use_awaitable));
    } catch (const std::exception &) {
      note();
    }
  }
}

asio::awaitable<> open_or_not_bad(channel &numbers) {
  while (true) {
    try {
      handle(co_await numbers.async_receive(use_awaitable));
    } catch (const std::exception &) { // expected-warning {{this handler swallows cancellation}}
      if (numbers.is_open())
        note();
    }
  }
}

/// The same of a class of the program's own, whose body says what it asks.
struct service {
  channel numbers;
  bool stopped_ = false;
  bool stopped() const { return stopped_; }
  void stop() {
    stopped_ = true;
    numbers.close();
  }
  asio::awaitable<> until_stopped_ok() {
    while (!stopped()) {
      try {
        handle(co_await numbers.async_receive(use_awaitable));
      } catch (const std::exception &) {
        note();
      }
    }
  }
};

namespace asio {
struct redirected {};
redirected redirect_error(use_awaitable_t, error_code &);
struct descriptor_base {
  awaitable<std::size_t> async_read_some(std::string &, redirected);
};
namespace ip {
struct tcp {
  struct socket : descriptor_base {};
};
} // namespace ip
} // namespace asio

/// The methods stand in a base of the stand-in's own, and the token has a type of its own.
struct session {
  asio::ip::tcp::socket socket;
  asio::awaitable<> reads_on_bad(std::string text) {
    for (;;) {
      asio::error_code error;
      co_await socket.async_read_some(text, asio::redirect_error(use_awaitable, error)); // expected-warning {{completes at once and this loop spins}}
      if (!error)
        note();
    }
  }
  asio::awaitable<> leaves_ok(std::string text) {
    for (;;) {
      asio::error_code error;
      co_await socket.async_read_some(text, asio::redirect_error(use_awaitable, error));
      if (error)
        break;
      note();
    }
  }
};

namespace asio {
/// What follows behind the last of what the library has is the program's own, wherever it stands.
awaitable<> extension_bad() {
  std::this_thread::sleep_for(std::chrono::milliseconds(1)); // expected-warning {{blocks the thread}}
  co_await slept_ok();
}
} // namespace asio

namespace concurrencpp {
struct thread_pool_executor {
  template <class F> void post(F) {}
};
} // namespace concurrencpp

void post_bad(std::shared_ptr<concurrencpp::thread_pool_executor> pool) {
  int n = 0;
  pool->post([&n] { handle(n); }); // expected-warning {{n}}
}
void post_ok(std::shared_ptr<concurrencpp::thread_pool_executor> pool) {
  int n = 0;
  pool->post([n] { handle(n); });
}
