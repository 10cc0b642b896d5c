// Declarations under boost-redis's names, one for each entry of its model.
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

namespace boost::asio {
template <class T = void> struct awaitable {
  using promise_type = stubs::promise<awaitable, T, std::suspend_always>;
  awaitable(awaitable &&) noexcept;
  ~awaitable();
  stubs::awaiter<T> operator co_await();
};
} // namespace boost::asio

namespace boost::redis {
struct basic_connection {
  template <class... A> stubs::awaiter<int> async_exec(A &&...);
  template <class... A> stubs::awaiter<int> async_receive2(A &&...);
  template <class... A> stubs::awaiter<int> async_receive(A &&...);
  template <class... A> stubs::awaiter<int> async_run(A &&...);
  template <class... A> int receive(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::redis

namespace boost::redis {
struct connection {
  template <class... A> stubs::awaiter<int> async_exec(A &&...);
  template <class... A> stubs::awaiter<int> async_receive2(A &&...);
  template <class... A> stubs::awaiter<int> async_receive(A &&...);
  template <class... A> stubs::awaiter<int> async_run(A &&...);
  template <class... A> int receive(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::redis

