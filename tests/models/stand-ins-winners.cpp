// RUN: %corosafe %s -- -std=c++20 -Wno-unused-value %verify

// Races as somebody declares them in a few lines, who tell their winner in another way than the library does.

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <variant>

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

namespace folly::coro {
template <class A, class B> Task<std::size_t> collectAny(Task<A>, Task<B>);
template <class A, class B, class C> Task<std::variant<A, B, C>> collectAny(Task<A>, Task<B>, Task<C>);
} // namespace folly::coro

folly::coro::Task<int> late();

folly::coro::Task<void> number_of_collect_any_bad(folly::coro::UnboundedQueue<int> &q) {
  for (;;) {
    auto first = co_await folly::coro::collectAny(q.dequeue(), late()); // expected-warning {{not safe to lose}}
    if (first == 1)
      use(0);
  }
}
folly::coro::Task<void> number_of_collect_any_ok(folly::coro::UnboundedQueue<int> &q) {
  for (;;) {
    auto first = co_await folly::coro::collectAny(q.dequeue(), late());
    if (first == 1)
      throw std::exception();
  }
}
folly::coro::Task<void> variant_of_collect_any_ok(folly::coro::UnboundedQueue<int> &q) {
  for (;;) {
    auto r = co_await folly::coro::collectAny(q.dequeue(), late(), late());
    if (r.index() != 0)
      throw std::exception();
    use(std::get<0>(r));
  }
}

namespace corral {
template <class T> struct Task : awaiter<T> {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
};
template <class A, class B> Task<std::variant<A, B>> anyOf(Task<A>, Task<B>);
template <class T> struct Channel {
  Task<std::optional<T>> receive();
  void close();
};
} // namespace corral

corral::Task<int> later();
corral::Task<int> two_of(corral::Channel<int> &numbers) {
  auto a = co_await numbers.receive();
  auto b = co_await numbers.receive();
  co_return *a + *b;
}
corral::Task<int> variant_of_any_of_bad(corral::Channel<int> &numbers) {
  for (;;) {
    auto r = co_await corral::anyOf(two_of(numbers), later()); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      use(std::get<0>(r));
  }
}
corral::Task<int> variant_of_any_of_ok(corral::Channel<int> &numbers) {
  for (;;) {
    auto r = co_await corral::anyOf(two_of(numbers), later());
    if (r.index() == 1)
      break;
    use(std::get<0>(r));
  }
  numbers.close();
  co_return 0;
}
