// RUN: %corosafe %s -- -std=c++20 -Wno-unused-value %verify

// Races as somebody declares them in a few lines, who tell their winner in another way than the library does.

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>

template <class T> struct awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
#define PROMISE(task)                                                                                                            \
  struct promise_type {                                                                                                          \
    task get_return_object();                                                                                                    \
    std::suspend_always initial_suspend() noexcept;                                                                              \
    std::suspend_always final_suspend() noexcept;                                                                                \
    void unhandled_exception();                                                                                                  \
    void return_void();                                                                                                          \
  };

namespace asio {
template <class T> struct awaitable : awaiter<T> { PROMISE(awaitable) };
struct winner {
  std::size_t index;
  std::size_t bytes;
};
namespace experimental::awaitable_operators {
awaitable<winner> operator||(awaitable<std::size_t>, awaitable<void>);
awaitable<std::size_t> operator||(awaitable<int>, awaitable<void>);
} // namespace experimental::awaitable_operators
struct steady_timer {
  awaitable<void> async_wait();
};
namespace ip {
struct tcp {
  struct socket {
    void close();
  };
};
} // namespace ip
struct buffer_view {};
buffer_view buffer(char (&)[64]);
awaitable<std::size_t> async_read(ip::tcp::socket &, buffer_view);
} // namespace asio
using namespace asio::experimental::awaitable_operators;
using asio::awaitable, asio::ip::tcp;

void handle(char);

awaitable<void> field_bad(tcp::socket &s, asio::steady_timer &t) {
  char b[64];
  for (;;) {
    auto r = co_await (asio::async_read(s, asio::buffer(b)) || t.async_wait()); // expected-warning {{not safe to lose}}
    if (r.index == 1)
      continue;
    handle(b[0]);
  }
}
awaitable<void> field_ok(tcp::socket &s, asio::steady_timer &t) {
  char b[64];
  for (;;) {
    auto r = co_await (asio::async_read(s, asio::buffer(b)) || t.async_wait());
    if (r.index == 1) {
      s.close();
      co_return;
    }
    handle(b[0]);
  }
}
awaitable<void> binding_ok(tcp::socket &s, asio::steady_timer &t) {
  char b[64];
  for (;;) {
    auto [index, bytes] = co_await (asio::async_read(s, asio::buffer(b)) || t.async_wait());
    if (index == 1)
      break;
    handle(b[0]);
  }
  s.close();
}

awaitable<int> frame(tcp::socket &s, char (&b)[64]) {
  co_await asio::async_read(s, asio::buffer(b));
}
awaitable<void> number_bad(tcp::socket &s, asio::steady_timer &t) {
  char b[64];
  for (;;) {
    auto won = co_await (frame(s, b) || t.async_wait()); // expected-warning {{not safe to lose}}
    if (won == 0)
      handle(b[0]);
  }
}
awaitable<void> number_ok(tcp::socket &s, asio::steady_timer &t) {
  char b[64];
  for (;;) {
    auto won = co_await (frame(s, b) || t.async_wait());
    if (won != 0)
      break;
    handle(b[0]);
  }
  s.close();
}

namespace folly::coro {
template <class T> struct Task : awaiter<T> { PROMISE(Task) };
template <class T> struct UnboundedQueue {
  Task<T> dequeue();
};
template <class T> Task<std::optional<T>> timeout(Task<T>, std::chrono::milliseconds);
} // namespace folly::coro

void use(int);

folly::coro::Task<void> optional_bad(folly::coro::UnboundedQueue<int> &q) {
  for (;;) {
    auto n = co_await folly::coro::timeout(q.dequeue(), std::chrono::milliseconds(5)); // expected-warning {{not safe to lose}}
    if (!n)
      continue;
    use(*n);
  }
}
folly::coro::Task<void> optional_ok() {
  folly::coro::UnboundedQueue<int> q;
  if (auto n = co_await folly::coro::timeout(q.dequeue(), std::chrono::milliseconds(5)))
    use(*n);
}
