// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify
// expected-no-diagnostics

// The whole program is seen, and has one thread.

#include <boost/asio.hpp>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;

thread_local std::string scratch;

awaitable<void> scratch_ok(asio::io_context &io) {
  asio::steady_timer t(io);
  auto &s = scratch;
  co_await t.async_wait(asio::use_awaitable);
  s += "x";
}

int main() {
  asio::io_context io;
  co_spawn(io, scratch_ok(io), asio::detached);
  io.run();
}
