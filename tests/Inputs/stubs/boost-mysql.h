//===- boost-mysql.h - Declarations under Boost.MySQL's names --------------===//
//
// Written for tests: only what they call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_BOOST_MYSQL_H
#define COROSAFE_TESTS_STUBS_BOOST_MYSQL_H

#include "boost-asio.h"

namespace boost::mysql {

struct connect_params {};
struct results {};

class any_connection {
public:
  explicit any_connection(asio::any_io_executor ex);
  asio::awaitable<void> async_connect(const connect_params &params, asio::use_awaitable_t token);
  asio::awaitable<void> async_execute(const char *query, results &result, asio::use_awaitable_t token);
  asio::awaitable<void> async_ping(asio::use_awaitable_t token);
  asio::awaitable<void> async_close(asio::use_awaitable_t token);
  void ping();
};

class pooled_connection {
public:
  pooled_connection(pooled_connection &&) noexcept;
  ~pooled_connection();
  bool valid() const noexcept;
  any_connection &get() noexcept;
  any_connection *operator->() noexcept;
  void return_without_reset() noexcept;
};

class connection_pool {
public:
  asio::awaitable<pooled_connection> async_get_connection(asio::use_awaitable_t token);
  asio::awaitable<void> async_run(asio::use_awaitable_t token);
  void cancel();
};

} // namespace boost::mysql

#endif
