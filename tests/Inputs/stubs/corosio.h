//===- corosio.h - Declarations under Capy's and Corosio's names -----------===//
//
// Written for tests: only what they call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_COROSIO_H
#define COROSAFE_TESTS_STUBS_COROSIO_H

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

namespace boost::capy {

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

struct io_result {
  std::error_code ec;
  std::size_t n;
};

template <class T = void> class [[nodiscard]] task {
public:
  struct promise_type : detail::result_of<T> {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  task(task &&) noexcept;
  ~task();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <class T = std::size_t> using io_task = task<io_result>;

struct mutable_buffer {};
struct const_buffer {};

class async_mutex {
public:
  class [[nodiscard]] lock_guard {
  public:
    lock_guard(lock_guard &&) noexcept;
    ~lock_guard();
  };
  detail::awaiter<void> lock() noexcept;
  detail::awaiter<lock_guard> scoped_lock() noexcept;
  void unlock() noexcept;
};

detail::awaiter<io_result> delay(std::chrono::milliseconds d) noexcept;
template <class Stream> auto read(Stream &s, mutable_buffer b) -> io_task<std::size_t>;
template <class... Ts> task<int> when_all(Ts... operands);
// Of the children's io_results, what stands behind their errors.
template <class> using payload = std::size_t;
template <class... As> task<std::variant<std::error_code, payload<As>...>> when_any(As... as);
template <class T> task<std::variant<std::error_code, std::pair<std::size_t, std::size_t>>> when_any(std::vector<T> as);

} // namespace boost::capy

namespace boost::corosio {

struct endpoint {};

class io_read_stream {
public:
  capy::detail::awaiter<capy::io_result> read_some(const capy::mutable_buffer &b);
};
class io_write_stream {
public:
  capy::detail::awaiter<capy::io_result> write_some(const capy::const_buffer &b);
};
class io_stream : public io_read_stream, public io_write_stream {};

class tcp_socket : public io_stream {
public:
  tcp_socket();
  tcp_socket(tcp_socket &&) noexcept;
  ~tcp_socket();
  capy::detail::awaiter<capy::io_result> connect(endpoint ep);
  void close();
  void cancel();
};
class local_stream_socket : public io_stream { public: void close(); };
class io_timer {
public:
  capy::detail::awaiter<capy::io_result> wait();
};
class timer : public io_timer {
public:
  std::size_t expires_after(std::chrono::milliseconds d);
};

class tcp_acceptor {
public:
  capy::detail::awaiter<capy::io_result> accept(tcp_socket &peer);
  capy::detail::awaiter<capy::io_result> accept();
};

template <class Op> capy::detail::awaiter<capy::io_result> cancel_after(Op &&op, std::chrono::milliseconds timeout);

} // namespace boost::corosio

#endif
