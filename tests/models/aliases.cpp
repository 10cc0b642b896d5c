// RUN: %corosafe %s -- -std=c++20 -Wno-unused-value %verify

// A public name that is an alias in the library itself is a class here: what is known of the class behind it,
// and of that one's bases, holds for it.

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <variant>

namespace boost::asio {

template <class T>
struct [[nodiscard]] awaitable {
  struct promise_type {
    awaitable get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <>
struct [[nodiscard]] awaitable<void> {
  struct promise_type {
    awaitable get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

class any_io_executor {};
struct buffer_view {};
buffer_view buffer(std::string &);

class steady_timer {
public:
  explicit steady_timer(any_io_executor);
  void expires_after(std::chrono::seconds);
  awaitable<void> async_wait();
  void wait();
};

namespace ip {
class tcp {
public:
  class socket {
  public:
    explicit socket(any_io_executor);
    awaitable<std::size_t> async_read_some(buffer_view);
    awaitable<void> async_connect(int);
    void close();
    any_io_executor get_executor();
  };
};
} // namespace ip

namespace experimental {
template <class>
class channel;
template <class E, class T>
class channel<void(E, T)> {
public:
  awaitable<T> async_receive();
  void close();
};
namespace awaitable_operators {
awaitable<std::variant<std::size_t, std::monostate>> operator||(awaitable<std::size_t>, awaitable<void>);
awaitable<std::variant<std::string, std::monostate>> operator||(awaitable<std::string>, awaitable<void>);
awaitable<std::variant<std::monostate, std::monostate>> operator||(awaitable<void>, awaitable<void>);
} // namespace awaitable_operators
} // namespace experimental
} // namespace boost::asio

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using Channel = asio::experimental::channel<void(std::exception_ptr, std::string)>;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

void handle(const std::string &);

awaitable<void> receive_bad(Channel &inbox, asio::steady_timer &idle) {
  for (;;) {
    idle.expires_after(5s);
    auto r = co_await (inbox.async_receive() || idle.async_wait()); // expected-warning {{'boost::asio::experimental::channel::async_receive' is not safe to lose in this race}}
    if (r.index() == 0)
      handle(std::get<0>(r));
  }
}

awaitable<void> receive_ok(Channel &inbox) {
  for (;;)
    handle(co_await inbox.async_receive());
}

awaitable<void> read_bad(tcp::socket &socket, asio::steady_timer &idle) {
  std::string chunk(512, '\0');
  for (;;) {
    auto r = co_await (socket.async_read_some(asio::buffer(chunk)) || idle.async_wait()); // expected-warning {{'boost::asio::ip::tcp::socket::async_read_some' is not safe to lose in this race}}
    if (r.index() == 0)
      handle(chunk);
  }
}

// The socket is closed where it lost: a method of the base of what the alias names.
awaitable<void> read_ok(tcp::socket &socket, asio::steady_timer &idle) {
  std::string chunk(512, '\0');
  for (;;) {
    auto r = co_await (socket.async_read_some(asio::buffer(chunk)) || idle.async_wait());
    if (r.index() == 1) {
      socket.close();
      co_return;
    }
    handle(chunk);
  }
}

awaitable<void> pause_bad(tcp::socket &socket) {
  asio::steady_timer timer(socket.get_executor());
  timer.expires_after(1s);
  timer.wait(); // expected-warning {{corosafe-blocking-call}}
  co_return;
}

awaitable<void> pause_ok(tcp::socket &socket) {
  asio::steady_timer timer(socket.get_executor());
  timer.expires_after(1s);
  co_await timer.async_wait();
}
