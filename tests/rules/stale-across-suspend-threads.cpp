// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// The address of a thread_local, where nobody sees how many threads there are.

#include <boost/asio.hpp>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;

thread_local std::string scratch;

awaitable<void> scratch_bad(asio::steady_timer &t) {
  auto &s = scratch;
  co_await t.async_wait(asio::use_awaitable);
  s += "x"; // expected-warning {{'s' refers to the thread_local 'scratch' of the thread before the suspend point}}
}

awaitable<void> scratch_again_ok(asio::steady_timer &t) {
  scratch.clear();
  co_await t.async_wait(asio::use_awaitable);
  scratch += "x";
}
