// Declarations under beast's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>
#include <system_error>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace boost::asio {
template <class T = void> struct awaitable {
  using promise_type = stubs::promise<awaitable, T, std::suspend_always>;
  awaitable(awaitable &&) noexcept;
  ~awaitable();
  stubs::awaiter<T> operator co_await();
};
} // namespace boost::asio

namespace boost::beast {
struct basic_flat_buffer {
  template <class... A> entries::part data(A &&...);
  template <class... A> entries::part cdata(A &&...);
  template <class... A> entries::part prepare(A &&...);
};
} // namespace boost::beast

namespace boost::beast {
struct basic_multi_buffer {
  template <class... A> entries::part data(A &&...);
  template <class... A> entries::part cdata(A &&...);
  template <class... A> entries::part prepare(A &&...);
};
} // namespace boost::beast

namespace boost::beast {
struct basic_stream {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> stubs::awaiter<int> async_connect(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int release_socket(A &&...);
  template <class... A> int cancel(A &&...);
  template <class... A> int expires_after(A &&...);
  template <class... A> int expires_at(A &&...);
  template <class... A> int expires_never(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
  template <class... A> int connect(A &&...);
};
} // namespace boost::beast

namespace boost::beast {
struct buffered_read_stream {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
};
} // namespace boost::beast

namespace boost::beast {
struct flat_stream {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
};
} // namespace boost::beast

namespace boost::beast {
struct ssl_stream {
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> stubs::awaiter<int> async_handshake(A &&...);
  template <class... A> stubs::awaiter<int> async_shutdown(A &&...);
  template <class... A> int handshake(A &&...);
  template <class... A> int shutdown(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
};
} // namespace boost::beast

namespace boost::beast::websocket {
struct stream {
  template <class... A> stubs::awaiter<int> async_read(A &&...);
  template <class... A> stubs::awaiter<int> async_read_some(A &&...);
  template <class... A> stubs::awaiter<int> async_write(A &&...);
  template <class... A> stubs::awaiter<int> async_write_some(A &&...);
  template <class... A> stubs::awaiter<int> async_ping(A &&...);
  template <class... A> stubs::awaiter<int> async_pong(A &&...);
  template <class... A> stubs::awaiter<int> async_close(A &&...);
  template <class... A> stubs::awaiter<int> async_handshake(A &&...);
  template <class... A> stubs::awaiter<int> async_accept(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int read(A &&...);
  template <class... A> int write(A &&...);
  template <class... A> int ping(A &&...);
  template <class... A> int pong(A &&...);
  template <class... A> int accept(A &&...);
  template <class... A> int handshake(A &&...);
  template <class... A> int read_some(A &&...);
  template <class... A> int write_some(A &&...);
};
} // namespace boost::beast::websocket

namespace boost::beast::http {
template <class... A> stubs::awaiter<int> async_read(A &&...);
template <class... A> stubs::awaiter<int> async_read_header(A &&...);
template <class... A> stubs::awaiter<int> async_read_some(A &&...);
template <class... A> stubs::awaiter<int> async_write(A &&...);
template <class... A> stubs::awaiter<int> async_write_header(A &&...);
template <class... A> stubs::awaiter<int> async_write_some(A &&...);
template <class... A> int read_some(A &&...);
template <class... A> int write_some(A &&...);
template <class... A> int read(A &&...);
template <class... A> int read_header(A &&...);
template <class... A> int write(A &&...);
template <class... A> int write_header(A &&...);
} // namespace boost::beast::http

namespace boost::beast {
template <class... A> stubs::awaiter<int> async_write(A &&...);
template <class... A> stubs::awaiter<int> async_detect_ssl(A &&...);
template <class... A> entries::part & get_lowest_layer(A &&...);
template <class... A> int close_socket(A &&...);
template <class... A> int write(A &&...);
template <class... A> int detect_ssl(A &&...);
} // namespace boost::beast

namespace boost::asio {
struct cancellation_slot {
};
} // namespace boost::asio
namespace boost::beast {
enum class error { timeout = 1 };
std::error_code make_error_code(error);
} // namespace boost::beast
template <> struct std::is_error_code_enum<boost::beast::error> : std::true_type {};
namespace boost::system {
struct system_error {
  std::error_code code() const;
};
} // namespace boost::system

namespace boost::asio {
struct redirect_error_t {
};
template <class E> redirect_error_t redirect_error(E &);
} // namespace boost::asio
namespace boost::beast::http {
enum class error { end_of_stream = 1, partial_message };
std::error_code make_error_code(error);
} // namespace boost::beast::http
namespace boost::beast::websocket {
enum class error { closed = 1 };
std::error_code make_error_code(error);
} // namespace boost::beast::websocket
template <> struct std::is_error_code_enum<boost::beast::http::error> : std::true_type {};
template <> struct std::is_error_code_enum<boost::beast::websocket::error> : std::true_type {};
