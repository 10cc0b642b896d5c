// RUN: %corosafe %s -- -std=c++20 -Wno-unused-value %verify

// Names that a library's namespace brings in from one of its inner ones are the library's.

#include <coroutine>
#include <string>
#include <utility>
#include <variant>

namespace asio {
namespace impl {
template <class T> struct [[nodiscard]] awaitable {
  struct promise_type {
    awaitable get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    template <class U> void return_value(U &&);
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
struct socket {
  awaitable<std::size_t> async_read_some(char *to);
};
struct timer {
  awaitable<int> async_wait();
};
awaitable<std::size_t> async_read(socket &from, char *to);
awaitable<std::size_t> other_read(socket &from, char *to);
} // namespace impl
using impl::async_read;
using impl::awaitable;
using steady_timer = impl::timer;
namespace ip {
struct tcp {
  using socket = impl::socket;
};
} // namespace ip
namespace experimental {
namespace awaitable_operators {
template <class A, class B> awaitable<std::variant<A, B>> operator||(awaitable<A>, awaitable<B>);
}
} // namespace experimental
} // namespace asio

namespace folly {
namespace coro {
namespace parts {
template <class T> struct [[nodiscard]] Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
struct scope {
  void add(Task<void> what);
  Task<void> joinAsync();
};
struct timeout_fn {
  template <class T> Task<T> operator()(Task<T> what, int milliseconds) const;
};
inline constexpr timeout_fn timeout{};
} // namespace parts
using namespace parts;
} // namespace coro
} // namespace folly

namespace net {
using asio::awaitable;
using namespace asio::experimental::awaitable_operators;

awaitable<int> frame_bad(asio::ip::tcp::socket &s, asio::steady_timer &t) {
  char header[8];
  char more[8];
  for (;;) {
    auto which = co_await (asio::async_read(s, header) || t.async_wait()); // expected-warning {{async_read}}
    if (which.index() == 0)
      co_await asio::async_read(s, more);
  }
}
// Not what the library shows.
awaitable<int> inner_ok(asio::ip::tcp::socket &s, asio::steady_timer &t) {
  char header[8];
  for (;;)
    co_await (asio::impl::other_read(s, header) || t.async_wait());
}
} // namespace net

namespace work {
folly::coro::Task<void> step();
folly::coro::Task<void> dropped_bad() {
  folly::coro::timeout(step(), 10); // expected-warning {{}}
  co_return;
}
folly::coro::Task<void> awaited_ok() {
  co_await folly::coro::timeout(step(), 10);
}
} // namespace work
