//===- boost-redis.h - Declarations under Boost.Redis's names --------------===//
//
// Written for tests: only what they call, with the real names and shapes. Nothing runs.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TESTS_STUBS_BOOST_REDIS_H
#define COROSAFE_TESTS_STUBS_BOOST_REDIS_H

#include "boost-asio.h"

namespace boost::redis {

struct request {};
struct config {};
struct ignore_t {};
enum class operation { all, run };

class connection {
public:
  explicit connection(asio::any_io_executor ex);
  template <class Response>
  asio::awaitable<std::size_t> async_exec(const request &req, Response &resp, asio::use_awaitable_t token);
  asio::awaitable<std::size_t> async_receive(asio::use_awaitable_t token);
  asio::awaitable<void> async_receive2(asio::use_awaitable_t token);
  asio::awaitable<void> async_run(const config &cfg, asio::use_awaitable_t token);
  void cancel(operation op = operation::all);
};

} // namespace boost::redis

#endif
