//===- beast.h - Declarations under Boost.Beast's names --------------------===//
//
// Written for tests: only what they call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_BEAST_H
#define COROSAFE_TESTS_STUBS_BEAST_H

#include "boost-asio.h"

namespace boost::beast {

namespace net = boost::asio;

template <class Protocol> class basic_stream {
public:
  explicit basic_stream(net::any_io_executor ex);
  basic_stream(basic_stream &&) noexcept;
  net::awaitable<std::size_t> async_read_some(net::mutable_buffer b, net::use_awaitable_t token);
  net::awaitable<std::size_t> async_write_some(net::const_buffer b, net::use_awaitable_t token);
  net::awaitable<void> async_connect(typename Protocol::endpoint ep, net::use_awaitable_t token);
  void expires_after(std::chrono::milliseconds d);
  void expires_never();
  net::basic_stream_socket<Protocol> &socket();
  void close();
  void cancel();
};
using tcp_stream = basic_stream<net::ip::tcp>;

template <class Allocator> class basic_flat_buffer {
public:
  void consume(std::size_t n);
};
using flat_buffer = basic_flat_buffer<std::allocator<char>>;

template <class T> tcp_stream &get_lowest_layer(T &t) noexcept;
template <class Socket> void close_socket(Socket &sock);
template <class Stream, class Buffer> net::awaitable<bool> async_detect_ssl(Stream &s, Buffer &b, net::use_awaitable_t token);

template <class NextLayer> class ssl_stream {
public:
  net::awaitable<std::size_t> async_read_some(net::mutable_buffer b, net::use_awaitable_t token);
  net::awaitable<std::size_t> async_write_some(net::const_buffer b, net::use_awaitable_t token);
  net::awaitable<void> async_handshake(int type, net::use_awaitable_t token);
  net::awaitable<void> async_shutdown(net::use_awaitable_t token);
  NextLayer &next_layer() noexcept;
};

namespace http {
struct request {};
struct response {};
template <class Stream, class Buffer>
net::awaitable<std::size_t> async_read(Stream &s, Buffer &b, request &message, net::use_awaitable_t token);
template <class Stream>
net::awaitable<std::size_t> async_write(Stream &s, const response &message, net::use_awaitable_t token);
} // namespace http

namespace websocket {
struct close_reason {};
template <class NextLayer> class stream {
public:
  explicit stream(NextLayer next);
  template <class Buffer> net::awaitable<std::size_t> async_read(Buffer &b, net::use_awaitable_t token);
  net::awaitable<std::size_t> async_write(net::const_buffer b, net::use_awaitable_t token);
  net::awaitable<void> async_accept(net::use_awaitable_t token);
  net::awaitable<void> async_close(close_reason why, net::use_awaitable_t token);
  NextLayer &next_layer() noexcept;
};
} // namespace websocket

} // namespace boost::beast

#endif
