// Declarations under boost-mysql's names, one for each entry of its model.
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

namespace boost::mysql {
struct any_connection {
  template <class... A> stubs::awaiter<int> async_connect(A &&...);
  template <class... A> stubs::awaiter<int> async_close(A &&...);
  template <class... A> stubs::awaiter<int> async_execute(A &&...);
  template <class... A> stubs::awaiter<int> async_start_execution(A &&...);
  template <class... A> stubs::awaiter<int> async_prepare_statement(A &&...);
  template <class... A> stubs::awaiter<int> async_close_statement(A &&...);
  template <class... A> stubs::awaiter<int> async_read_some_rows(A &&...);
  template <class... A> stubs::awaiter<int> async_read_resultset_head(A &&...);
  template <class... A> stubs::awaiter<int> async_ping(A &&...);
  template <class... A> stubs::awaiter<int> async_reset_connection(A &&...);
  template <class... A> stubs::awaiter<int> async_set_character_set(A &&...);
  template <class... A> stubs::awaiter<int> async_run_pipeline(A &&...);
  template <class... A> int connect(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int execute(A &&...);
  template <class... A> int start_execution(A &&...);
  template <class... A> int prepare_statement(A &&...);
  template <class... A> int close_statement(A &&...);
  template <class... A> int read_some_rows(A &&...);
  template <class... A> int read_resultset_head(A &&...);
  template <class... A> int ping(A &&...);
  template <class... A> int reset_connection(A &&...);
  template <class... A> int set_character_set(A &&...);
  template <class... A> int run_pipeline(A &&...);
};
} // namespace boost::mysql

namespace boost::mysql {
struct connection {
  template <class... A> stubs::awaiter<int> async_close(A &&...);
  template <class... A> stubs::awaiter<int> async_quit(A &&...);
  template <class... A> stubs::awaiter<int> async_connect(A &&...);
  template <class... A> stubs::awaiter<int> async_handshake(A &&...);
  template <class... A> stubs::awaiter<int> async_execute(A &&...);
  template <class... A> stubs::awaiter<int> async_start_execution(A &&...);
  template <class... A> stubs::awaiter<int> async_prepare_statement(A &&...);
  template <class... A> stubs::awaiter<int> async_close_statement(A &&...);
  template <class... A> stubs::awaiter<int> async_read_some_rows(A &&...);
  template <class... A> stubs::awaiter<int> async_read_resultset_head(A &&...);
  template <class... A> stubs::awaiter<int> async_ping(A &&...);
  template <class... A> stubs::awaiter<int> async_reset_connection(A &&...);
  template <class... A> int close(A &&...);
  template <class... A> int quit(A &&...);
  template <class... A> int connect(A &&...);
  template <class... A> int handshake(A &&...);
  template <class... A> int execute(A &&...);
  template <class... A> int start_execution(A &&...);
  template <class... A> int prepare_statement(A &&...);
  template <class... A> int close_statement(A &&...);
  template <class... A> int read_some_rows(A &&...);
  template <class... A> int read_resultset_head(A &&...);
  template <class... A> int ping(A &&...);
  template <class... A> int reset_connection(A &&...);
};
} // namespace boost::mysql

namespace boost::mysql {
struct connection_pool {
  template <class... A> stubs::awaiter<int> async_get_connection(A &&...);
  template <class... A> stubs::awaiter<int> async_run(A &&...);
  template <class... A> int cancel(A &&...);
};
} // namespace boost::mysql

namespace boost::mysql {
struct pooled_connection {
  entries::part * operator->();
  template <class... A> int return_without_reset(A &&...);
  template <class... A> int valid(A &&...);
};
} // namespace boost::mysql

