// What the tests need of yalantinglibs' coro_io, under its own names.

#ifndef STUBS_CORO_IO_H
#define STUBS_CORO_IO_H

#include "async_simple.h"
#include <string>
#include <system_error>
#include <utility>

namespace coro_io {

using async_simple::coro::Lazy;

template <class Socket, class Buffer> Lazy<std::pair<std::error_code, size_t>> async_read(Socket &, Buffer);
template <class Socket, class Buffer> Lazy<std::pair<std::error_code, size_t>> async_read_some(Socket &, Buffer);
template <class Socket, class Buffer>
Lazy<std::pair<std::error_code, size_t>> async_read_until(Socket &, Buffer &, const std::string &);
template <class Socket, class Buffer> Lazy<std::pair<std::error_code, size_t>> async_write(Socket &, Buffer);
template <class Acceptor, class Socket> Lazy<std::error_code> async_accept(Acceptor &, Socket &);
template <class Executor, class Socket>
Lazy<std::error_code> async_connect(Executor *, Socket &, const std::string &host, const std::string &port);
template <class Channel> Lazy<std::pair<std::error_code, int>> async_receive(Channel &);
template <class Channel> Lazy<std::error_code> async_send(Channel &, int);
template <class Socket> Lazy<void> async_close(Socket &);
template <class F> Lazy<int> post(F) { return stubs::make<Lazy<int>>(); }
Lazy<bool> sleep_for(int);

} // namespace coro_io

#endif
