// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Asio's coroutines fail at every co_await once they are cancelled, unless they say otherwise.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::as_tuple;
using asio::ip::tcp;

void use(std::size_t n);

awaitable<void> passes_over_bad(tcp::socket s) {
  co_await asio::this_coro::throw_if_cancelled(false);
  char data[100];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(data), as_tuple(use_awaitable)); // expected-warning {{passed over}}
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    use(n);
  }
}
awaitable<void> catches_bad(tcp::socket s) {
  co_await asio::this_coro::throw_if_cancelled(false);
  char data[100];
  for (;;) {
    try {
      use(co_await s.async_read_some(asio::buffer(data), use_awaitable));
    } catch (const boost::system::system_error &e) { // expected-warning {{this handler swallows cancellation}}
      if (e.code() == asio::error::eof)
        co_return;
    }
  }
}
awaitable<void> leaves_ok(tcp::socket s) {
  co_await asio::this_coro::throw_if_cancelled(false);
  char data[100];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(data), as_tuple(use_awaitable));
    if (ec == asio::error::operation_aborted)
      break;
    if (ec)
      co_return;
    use(n);
  }
  co_await s.async_write_some(asio::buffer("bye"), use_awaitable);
}
awaitable<void> throws_ok(tcp::socket s) {
  char data[100];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(data), as_tuple(use_awaitable));
    if (ec == asio::error::operation_aborted)
      continue;
    if (ec)
      co_return;
    use(n);
  }
}
