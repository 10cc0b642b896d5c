// Declarations under yalantinglibs's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace coro_io {
struct basic_random_coro_file {
  template <class... A> stubs::awaiter<int> async_read_at(A &&...);
  template <class... A> stubs::awaiter<int> async_write_at(A &&...);
};
} // namespace coro_io

namespace coro_io {
struct basic_seq_coro_file {
  template <class... A> stubs::awaiter<int> async_read(A &&...);
  template <class... A> stubs::awaiter<int> async_write(A &&...);
};
} // namespace coro_io

namespace coro_io {
struct high_resolution_timer {
  template <class... A> stubs::awaiter<int> async_await(A &&...);
};
} // namespace coro_io

namespace coro_io {
struct period_timer {
  template <class... A> stubs::awaiter<int> async_await(A &&...);
};
} // namespace coro_io

namespace async_simple::coro {
template <class T = void> struct Lazy {
  using promise_type = stubs::promise<Lazy, T, std::suspend_always>;
  Lazy(Lazy &&) noexcept;
  ~Lazy();
  stubs::awaiter<T> operator co_await();
};
} // namespace async_simple::coro

namespace coro_io {
template <class... A> stubs::awaiter<int> async_accept(A &&...);
template <class... A> stubs::awaiter<int> async_read_some(A &&...);
template <class... A> stubs::awaiter<int> async_read(A &&...);
template <class... A> stubs::awaiter<int> async_read_until(A &&...);
template <class... A> stubs::awaiter<int> async_read_at(A &&...);
template <class... A> stubs::awaiter<int> async_write(A &&...);
template <class... A> stubs::awaiter<int> async_write_some(A &&...);
template <class... A> stubs::awaiter<int> async_write_at(A &&...);
template <class... A> stubs::awaiter<int> async_sendfile(A &&...);
template <class... A> stubs::awaiter<int> async_connect(A &&...);
template <class... A> stubs::awaiter<int> async_handshake(A &&...);
template <class... A> stubs::awaiter<int> async_resolve(A &&...);
template <class... A> stubs::awaiter<int> async_send(A &&...);
template <class... A> stubs::awaiter<int> async_receive(A &&...);
template <class... A> stubs::awaiter<int> sleep_for(A &&...);
template <class... A> stubs::awaiter<int> post(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> dispatch(A &&...) { return stubs::make<stubs::awaiter<int>>(); }
template <class... A> stubs::awaiter<int> async_close(A &&...);
template <class... A> int read_some(A &&...);
template <class... A> int read(A &&...);
template <class... A> int write(A &&...);
template <class... A> int accept(A &&...);
template <class... A> int connect(A &&...);
} // namespace coro_io

namespace async_simple {
struct Future {
  stubs::awaiter<int> operator co_await();
};
} // namespace async_simple

namespace cinatra {
struct coro_http_server {
  async_simple::Future async_start();
};
} // namespace cinatra

namespace coro_rpc {
struct coro_rpc_server_base {
  async_simple::Future async_start();
};
} // namespace coro_rpc
