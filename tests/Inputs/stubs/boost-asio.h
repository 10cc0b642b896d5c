//===- boost-asio.h - Declarations under Boost.Asio's names ----------------===//
//
// What the stubs of libraries built on Boost.Asio need of it: only what tests
// call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_BOOST_ASIO_H
#define COROSAFE_TESTS_STUBS_BOOST_ASIO_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

namespace boost::system {
class error_code {
public:
  explicit operator bool() const noexcept;
  bool failed() const noexcept;
};
} // namespace boost::system

namespace boost::asio {

using error_code = boost::system::error_code;

namespace detail {
template <class T> struct awaiter {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
template <class T> struct result_of {
  void return_value(T value);
};
template <> struct result_of<void> {
  void return_void();
};
} // namespace detail

struct any_io_executor {};

template <class T, class Executor = any_io_executor> class [[nodiscard]] awaitable {
public:
  struct promise_type : detail::result_of<T> {
    awaitable get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  awaitable(awaitable &&) noexcept;
  ~awaitable();
  bool valid() const noexcept;
  detail::awaiter<T> operator co_await() &&;
};

struct use_awaitable_t {};
constexpr use_awaitable_t use_awaitable;
struct detached_t {};
constexpr detached_t detached;
template <class Token> struct as_tuple_t {};
template <class Token> constexpr as_tuple_t<Token> as_tuple(Token) { return {}; }

struct mutable_buffer {};
struct const_buffer {};
mutable_buffer buffer(std::string &data);

class io_context {
public:
  any_io_executor get_executor();
};

namespace this_coro {
struct executor_t {};
constexpr executor_t executor;
detail::awaiter<any_io_executor> operator co_await(executor_t);
} // namespace this_coro

template <class T, class Token> void co_spawn(any_io_executor ex, awaitable<T> work, Token token);
template <class T> awaitable<T> co_spawn(any_io_executor ex, awaitable<T> work, use_awaitable_t token);

template <class Clock> class basic_waitable_timer {
public:
  explicit basic_waitable_timer(any_io_executor ex);
  std::size_t expires_after(std::chrono::milliseconds d);
  awaitable<void> async_wait(use_awaitable_t token);
};
using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;

namespace ip {
class tcp {
public:
  class endpoint {};
};
} // namespace ip

template <class Protocol> class basic_socket {
public:
  any_io_executor get_executor();
  void close();
};
template <class Protocol> class basic_stream_socket : public basic_socket<Protocol> {
public:
  explicit basic_stream_socket(any_io_executor ex);
  awaitable<std::size_t> async_read_some(mutable_buffer b, use_awaitable_t token);
};

namespace experimental::awaitable_operators {
template <class T> using value_of = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
template <class T, class U>
awaitable<std::variant<value_of<T>, value_of<U>>> operator||(awaitable<T> left, awaitable<U> right);
template <class T, class U>
awaitable<std::tuple<value_of<T>, value_of<U>>> operator&&(awaitable<T> left, awaitable<U> right);
} // namespace experimental::awaitable_operators

} // namespace boost::asio

#endif
