// Declarations under corosio's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>
#include <system_error>
#include <variant>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace boost::capy {
template <class T> struct io_result {
  std::error_code ec;
  T value;
};
enum class cond { eof = 1, canceled };
std::error_condition make_error_condition(cond);
} // namespace boost::capy
template <> struct std::is_error_condition_enum<boost::capy::cond> : std::true_type {};

namespace boost::capy {
struct async_event {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace boost::capy

namespace boost::capy {
struct async_mutex {
  template <class... A> stubs::awaiter<int> lock(A &&...);
  template <class... A> stubs::awaiter<int> scoped_lock(A &&...);
  template <class... A> stubs::awaiter<int> u(A &&...);
  template <class... A> stubs::awaiter<int> n(A &&...);
  template <class... A> stubs::awaiter<int> l(A &&...);
  template <class... A> stubs::awaiter<int> o(A &&...);
  template <class... A> stubs::awaiter<int> c(A &&...);
  template <class... A> stubs::awaiter<int> k(A &&...);
  struct lock_guard;
};
} // namespace boost::capy

namespace boost::capy {
template <class T = void> struct task {
  using promise_type = stubs::promise<task, T, std::suspend_always>;
  task(task &&) noexcept;
  ~task();
  stubs::awaiter<T> operator co_await();
};
} // namespace boost::capy

namespace boost::corosio {
struct io_read_stream {
  template <class... A> stubs::awaiter<boost::capy::io_result<int>> read_some(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct io_signal_set {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct io_timer {
  template <class... A> stubs::awaiter<int> wait(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct io_write_stream {
  template <class... A> stubs::awaiter<int> write_some(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct local_datagram_socket {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> recv(A &&...);
  template <class... A> stubs::awaiter<int> recv_from(A &&...);
  template <class... A> stubs::awaiter<int> send(A &&...);
  template <class... A> stubs::awaiter<int> send_to(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct local_stream_acceptor {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> accept(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct local_stream_socket {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> connect(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int shutdown(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct random_access_file {
  template <class... A> stubs::awaiter<int> read_some_at(A &&...);
  template <class... A> stubs::awaiter<int> write_some_at(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct resolver {
  template <class... A> stubs::awaiter<int> resolve(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct stream_file {
  template <class... A> int close(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct tcp_acceptor {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> accept(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct tcp_socket {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> connect(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int shutdown(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct timer {
  template <class... A> int cancel_one(A &&...);
  template <class... A> int expires_at(A &&...);
  template <class... A> int expires_after(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct tls_stream {
  template <class... A> stubs::awaiter<int> read_some(A &&...);
  template <class... A> stubs::awaiter<int> write_some(A &&...);
  template <class... A> stubs::awaiter<int> handshake(A &&...);
  template <class... A> stubs::awaiter<int> shutdown(A &&...);
  template <class... A> int reset(A &&...);
};
} // namespace boost::corosio

namespace boost::corosio {
struct udp_socket {
  template <class... A> stubs::awaiter<int> wait(A &&...);
  template <class... A> stubs::awaiter<int> recv(A &&...);
  template <class... A> stubs::awaiter<int> recv_from(A &&...);
  template <class... A> stubs::awaiter<int> send(A &&...);
  template <class... A> stubs::awaiter<int> send_to(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::corosio

struct boost::capy::async_mutex::lock_guard {
  template <class... A> explicit lock_guard(A &&...);
  ~lock_guard();
};

namespace boost::corosio {
template <class... A> stubs::awaiter<int> cancel_after(A &&...);
template <class... A> stubs::awaiter<int> cancel_at(A &&...);
template <class... A> stubs::awaiter<int> connect(A &&...);
} // namespace boost::corosio

namespace boost::capy {
template <class... A> stubs::awaiter<int> when_all(A &&...);
template <class... A> boost::capy::task<std::variant<std::error_code, std::decay_t<A>...>> when_any(A &&...);
template <class... A> stubs::awaiter<int> delay(A &&...);
template <class... A> stubs::awaiter<int> read(A &&...);
} // namespace boost::capy

namespace entries_of {
boost::capy::task<int> make_boost_capy_task();
} // namespace entries_of

