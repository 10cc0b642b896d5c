// RUN: %corosafe %s -- -std=c++20 -Wno-unused-value %verify

// Libraries as somebody declares them in a few lines to compile one file against: guards without a destructor, tags of
// types of their own, operators where argument-dependent look-up finds them.

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <variant>

namespace kj {
template <class T>
struct Promise {
  struct promise_type {
    Promise get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T>
struct Locked {
  T *operator->();
  T &operator*();
};
template <class T>
struct MutexGuarded {
  Locked<T> lockExclusive() const;
};
} // namespace kj

namespace asio {
template <class T>
struct awaitable {
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
struct awaitable<void> {
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
awaitable<std::variant<std::size_t, std::monostate>> operator||(awaitable<std::size_t>, awaitable<void>);
awaitable<std::variant<std::monostate, std::monostate>> operator||(awaitable<void>, awaitable<void>);

struct any_io_executor {};
namespace this_coro {
inline constexpr struct executor_tag {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>) const;
  any_io_executor await_resume() const;
} executor;
struct change {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
template <class Filter>
change reset_cancellation_state(Filter);
} // namespace this_coro
struct disable_cancellation {};

struct buffer_view {};
buffer_view buffer(char (&)[64]);
struct steady_timer {
  steady_timer(any_io_executor, std::chrono::seconds);
  awaitable<void> async_wait();
};
namespace ip {
struct tcp {
  struct socket {
    void close();
    any_io_executor get_executor();
  };
  struct acceptor {
    awaitable<socket> async_accept();
    any_io_executor get_executor();
  };
};
} // namespace ip
awaitable<std::size_t> async_read(ip::tcp::socket &, buffer_view);
struct detached_t {};
inline constexpr detached_t detached{};
void co_spawn(any_io_executor, awaitable<void>, detached_t);
} // namespace asio

namespace boost::system {
template <class T>
struct result {
  bool has_error() const;
  T &operator*();
};
} // namespace boost::system
namespace boost::cobalt {
template <class T>
struct op {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T>
op<system::result<T>> as_result(op<T>);
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
};
template <class T>
struct channel {
  op<T> read();
};
} // namespace boost::cobalt

using namespace std::chrono_literals;
using asio::awaitable;
using asio::ip::tcp;

kj::MutexGuarded<std::map<int, std::string>> table;
kj::Promise<void> send(std::string text);

//===-- guards without a destructor ------------------------------------------===//

kj::Promise<void> send_locked_bad() {
  auto entries = table.lockExclusive();
  co_await send((*entries)[1]); // expected-warning {{corosafe-lock-across-suspend}}
}

kj::Promise<void> send_copied_ok() {
  std::string text;
  {
    auto entries = table.lockExclusive();
    text = (*entries)[1];
  }
  co_await send(text);
}

kj::Promise<void> send_each_ok(int count) {
  for (int i = 0; i < count; ++i) {
    std::string text;
    if (auto entries = table.lockExclusive(); !entries->empty())
      text = (*entries)[i];
    co_await send(text);
  }
}

kj::Promise<void> send_size_ok() {
  auto size = table.lockExclusive()->size();
  table.lockExclusive()->clear();
  co_await send(std::to_string(size));
}

kj::Promise<void> send_in_one_go_bad() {
  co_await send((*table.lockExclusive())[1]); // expected-warning {{corosafe-lock-across-suspend}}
}

//===-- a tag that never suspends, whatever its type is called ----------------===//

std::mutex mutex;

awaitable<void> ask_executor_ok() {
  std::lock_guard<std::mutex> lock(mutex);
  auto executor = co_await asio::this_coro::executor;
  (void)executor;
}

//===-- operators beside their operands ---------------------------------------===//

void handle(const char *);

awaitable<void> read_frames_bad(tcp::socket &socket) {
  char frame[64];
  for (;;) {
    asio::steady_timer limit(socket.get_executor(), 5s);
    auto r = co_await (asio::async_read(socket, asio::buffer(frame)) || limit.async_wait()); // expected-warning {{'asio::async_read' is not safe to lose in this race}}
    if (r.index() == 1)
      continue;
    handle(frame);
  }
}

awaitable<void> read_frames_ok(tcp::socket &socket) {
  char frame[64];
  for (;;) {
    asio::steady_timer limit(socket.get_executor(), 5s);
    auto r = co_await (asio::async_read(socket, asio::buffer(frame)) || limit.async_wait());
    if (r.index() == 1) {
      socket.close();
      co_return;
    }
    handle(frame);
  }
}

//===-- objects without a destructor that end with a turn of a loop ------------===//

awaitable<void> serve(tcp::socket &socket);
awaitable<void> serve_own(tcp::socket socket);

awaitable<void> accept_all_bad(tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept();
    asio::co_spawn(acceptor.get_executor(), serve(socket), asio::detached); // expected-warning {{corosafe-dangling-task}}
  }
}

awaitable<void> accept_all_ok(tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept();
    asio::co_spawn(acceptor.get_executor(), serve_own(socket), asio::detached);
  }
}

//===-- a shield, and then something that is only declared ---------------------===//

awaitable<void> compute();

awaitable<void> compute_shielded() {
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  co_await compute();
}

awaitable<void> limited_bad() {
  asio::steady_timer limit(co_await asio::this_coro::executor, 1s);
  co_await (compute_shielded() || limit.async_wait()); // expected-warning {{corosafe-ineffective-timeout}}
}

awaitable<void> limited_ok() {
  asio::steady_timer limit(co_await asio::this_coro::executor, 1s);
  co_await (compute() || limit.async_wait());
}

//===-- a result that asks for its error without naming the error's type -------===//

void take(const std::string &);

boost::cobalt::task drain_bad(boost::cobalt::channel<std::string> &inbox) {
  for (;;) {
    auto text = co_await boost::cobalt::as_result(inbox.read()); // expected-warning {{corosafe-closed-channel-spin}}
    if (text.has_error())
      continue;
    take(*text);
  }
}

boost::cobalt::task drain_ok(boost::cobalt::channel<std::string> &inbox) {
  for (;;) {
    auto text = co_await boost::cobalt::as_result(inbox.read());
    if (text.has_error())
      co_return;
    take(*text);
  }
}
