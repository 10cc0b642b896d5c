//===- cobalt.h - Declarations under Boost.Cobalt's names ------------------===//
//
// Written for tests: only what they call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_COBALT_H
#define COROSAFE_TESTS_STUBS_COBALT_H

#include "boost-asio.h"

#include <exception>
#include <list>
#include <random>
#include <vector>

namespace boost::variant2 {
namespace detail {
struct variant_base_impl {
  std::size_t index() const noexcept;
};
} // namespace detail
template <class... Ts> class variant : public detail::variant_base_impl {
public:
};
template <std::size_t I, class... Ts> auto get_if(const variant<Ts...> *v) -> const int *;
} // namespace boost::variant2

namespace boost::cobalt {

using executor = asio::any_io_executor;

template <class Return> struct [[nodiscard]] promise {
  struct promise_type : asio::detail::result_of<Return> {
    promise get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  promise(promise &&) noexcept;
  promise &operator=(promise &&) noexcept;
  ~promise();
  asio::detail::awaiter<Return> operator co_await();
  void operator+() &&;
  void cancel();
  bool ready() const;
  explicit operator bool() const;
  bool attached() const;
  void detach();
  void attach();
};

template <class Return> struct [[nodiscard]] task {
  struct promise_type : asio::detail::result_of<Return> {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  task(task &&) noexcept;
  ~task();
  asio::detail::awaiter<Return> operator co_await();
};

struct detached {
  struct promise_type : asio::detail::result_of<void> {
    detached get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
  };
};

template <class Yield> struct [[nodiscard]] generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(Yield value);
    void return_value(Yield value);
    void unhandled_exception();
  };
  generator(generator &&) noexcept;
  ~generator();
  asio::detail::awaiter<Yield> operator co_await();
  void cancel();
};

/// An asynchronous operation: what it gives when it is awaited stands in for the real tuple of results.
template <class... Args> struct op {
  virtual ~op() = default;
  asio::detail::awaiter<std::tuple_element_t<sizeof...(Args) - 1, std::tuple<Args...>>> operator co_await();
};

struct use_op_t {};
constexpr use_op_t use_op{};

namespace detail {
template <class... Ts> struct race_variadic_impl {
  asio::detail::awaiter<variant2::variant<int, int>> operator co_await() &&;
};
template <class T> struct race_ranged_impl {
  asio::detail::awaiter<std::size_t> operator co_await() &&;
};
template <class... Ts> struct gather_variadic_impl {
  asio::detail::awaiter<std::tuple<int>> operator co_await() &&;
};
template <class... Ts> struct join_variadic_impl {
  asio::detail::awaiter<std::tuple<int>> operator co_await() &&;
};
struct gather_wrapper {
  asio::detail::awaiter<void> operator co_await();
};
} // namespace detail

template <class... Ts> auto race(std::default_random_engine &g, Ts &&...branches) -> detail::race_variadic_impl<Ts...>;
template <class T, class... Ts>
  requires(!std::is_same_v<std::decay_t<T>, std::default_random_engine> && sizeof...(Ts) > 0)
auto race(T &&first, Ts &&...branches) -> detail::race_variadic_impl<T, Ts...>;
template <class T> auto race(std::vector<T> &branches) -> detail::race_ranged_impl<T>;
template <class... Ts> auto left_race(Ts &&...branches) -> detail::race_variadic_impl<Ts...>;
template <class... Ts> auto gather(Ts &&...branches) -> detail::gather_variadic_impl<Ts...>;
template <class... Ts> auto join(Ts &&...branches) -> detail::join_variadic_impl<Ts...>;

template <class Arg, class Body, class Teardown> promise<void> with(Arg &arg, Body, Teardown) {
  throw &arg;
}

auto spawn(executor ex, task<void> &&work, use_op_t token) -> op<std::exception_ptr, int>;
template <class T> auto spawn(executor ex, task<T> &&work, use_op_t token) -> op<std::exception_ptr, T>;
template <class T> void spawn(executor ex, task<T> &&work, asio::detached_t token);
template <class T> T run(task<T> work);

template <class T> T as_tuple(T &&branch);
template <class T> T as_result(T &&branch);

struct wait_group {
  void push_back(promise<void> p);
  detail::gather_wrapper wait_one();
  detail::gather_wrapper wait();
  detail::gather_wrapper await_exit(std::exception_ptr e);
  asio::detail::awaiter<void> operator co_await();
  void cancel();
};

template <class T> struct channel {
  explicit channel(std::size_t limit = 0);
  struct read_op : asio::detail::awaiter<T> {};
  struct write_op : asio::detail::awaiter<void> {};
  read_op read();
  write_op write(T &&value);
  write_op write(const T &value);
  void close();
  bool is_open() const;
};

template <class T> struct channel_reader {
  explicit channel_reader(channel<T> &from);
  explicit operator bool() const;
  asio::detail::awaiter<T> operator co_await();
};

struct thread {
  struct promise_type : asio::detail::result_of<void> {
    thread get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
  };
  thread(thread &&) noexcept;
  ~thread();
  void cancel();
  void join();
  bool joinable() const;
  asio::detail::awaiter<void> operator co_await() &&;
};

namespace this_coro {
struct cancelled_t {
  asio::detail::awaiter<bool> operator co_await() const;
};
constexpr cancelled_t cancelled;
} // namespace this_coro

namespace io {
using mutable_buffer_sequence = asio::mutable_buffer;
using const_buffer_sequence = asio::const_buffer;
struct read_op : op<asio::error_code, std::size_t> {};
struct write_op : op<asio::error_code, std::size_t> {};
struct wait_op : op<asio::error_code, int> {};
struct read_all : op<asio::error_code, std::size_t> {};
struct write_all : op<asio::error_code, std::size_t> {};

struct write_stream {
  virtual ~write_stream() = default;
  [[nodiscard]] virtual write_op write_some(const_buffer_sequence buffer) = 0;
};
struct read_stream {
  virtual ~read_stream() = default;
  [[nodiscard]] virtual read_op read_some(mutable_buffer_sequence buffer) = 0;
};
struct stream : read_stream, write_stream {};

struct endpoint {};
struct socket {
  void close();
  void cancel();
  [[nodiscard]] op<asio::error_code, int> connect(endpoint ep);
  [[nodiscard]] op<asio::error_code, int> wait();
};
struct stream_socket final : socket, stream {
  stream_socket();
  stream_socket(stream_socket &&) noexcept;
  [[nodiscard]] write_op write_some(const_buffer_sequence buffer) override;
  [[nodiscard]] read_op read_some(mutable_buffer_sequence buffer) override;
};
struct datagram_socket final : socket {
  [[nodiscard]] write_op send(const_buffer_sequence buffer);
  [[nodiscard]] read_op receive(mutable_buffer_sequence buffer);
};
struct random_access_read_device {
  virtual ~random_access_read_device() = default;
  [[nodiscard]] virtual read_op read_some_at(std::size_t offset, mutable_buffer_sequence buffer) = 0;
};
struct resolver {
  [[nodiscard]] op<asio::error_code, int> resolve(const char *host, const char *service);
  void cancel();
};
struct lookup final : op<asio::error_code, int> {
  lookup(const char *host, const char *service);
};
namespace ssl {
struct stream final : socket, cobalt::io::stream {
  [[nodiscard]] write_op write_some(const_buffer_sequence buffer) override;
  [[nodiscard]] read_op read_some(mutable_buffer_sequence buffer) override;
  [[nodiscard]] op<asio::error_code, int> handshake();
  [[nodiscard]] op<asio::error_code, int> shutdown();
};
} // namespace ssl
struct acceptor {
  [[nodiscard]] op<asio::error_code, int> accept(socket &sock);
  [[nodiscard]] op<asio::error_code, stream_socket> accept();
  [[nodiscard]] op<asio::error_code, int> wait();
};
struct steady_timer {
  explicit steady_timer(std::chrono::milliseconds d);
  void reset(std::chrono::milliseconds d);
  [[nodiscard]] wait_op wait();
};
[[nodiscard]] wait_op sleep(std::chrono::milliseconds d);
template <class Stream> [[nodiscard]] read_all read(Stream &s, mutable_buffer_sequence buffer);
template <class Stream> [[nodiscard]] write_all write(Stream &s, const_buffer_sequence buffer);
} // namespace io

} // namespace boost::cobalt

#endif
