// A timeout that throws when it is late leaves the function that waits for it. That it returns where it was cut short itself, as
// it is when the other branch was first, is no way for it to win.
// RUN: %corosafe %s -- %rules-flags %verify
// REQUIRES: boost
#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

namespace throwing_timeouts {

/// The first to end, and what it threw.
awaitable<void> operator||(awaitable<void> t, awaitable<void> u) {
  auto executor = co_await asio::this_coro::executor;
  auto [order, error_t, error_u] =
      co_await asio::experimental::make_parallel_group(asio::co_spawn(executor, std::move(t), asio::deferred),
                                                       asio::co_spawn(executor, std::move(u), asio::deferred))
          .async_wait(asio::experimental::wait_for_one(), use_awaitable);
  if (order[0] == 0) {
    if (!error_t)
      co_return;
    std::rethrow_exception(error_t);
  } else {
    if (!error_u)
      co_return;
    std::rethrow_exception(error_u);
  }
}

/// Of the second branch, nobody hears.
awaitable<void> first_or_nothing(awaitable<void> t, awaitable<void> u) {
  auto executor = co_await asio::this_coro::executor;
  auto [order, error_t, error_u] =
      co_await asio::experimental::make_parallel_group(asio::co_spawn(executor, std::move(t), asio::deferred),
                                                       asio::co_spawn(executor, std::move(u), asio::deferred))
          .async_wait(asio::experimental::wait_for_one(), use_awaitable);
  if (order[0] == 0 && error_t)
    std::rethrow_exception(error_t);
}

struct late : std::runtime_error {
  late() : std::runtime_error("late") {}
};

awaitable<void> always(milliseconds limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  co_await timer.async_wait(use_awaitable);
  throw late();
}
awaitable<void> unless_cancelled(milliseconds limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  try {
    co_await timer.async_wait(use_awaitable);
  } catch (const boost::system::system_error &e) {
    if (e.code() == boost::system::errc::operation_canceled)
      co_return;
    throw;
  }
  throw late();
}
awaitable<void> unless_failed(milliseconds limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  try {
    co_await timer.async_wait(use_awaitable);
  } catch (...) {
    co_return;
  }
  throw late();
}
awaitable<void> unless_told(milliseconds limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  auto [error] = co_await timer.async_wait(asio::experimental::as_tuple(use_awaitable));
  if (!error)
    throw late();
}
awaitable<void> unless_aborted(milliseconds limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  boost::system::error_code error;
  co_await timer.async_wait(asio::redirect_error(use_awaitable, error));
  if (error == asio::error::operation_aborted)
    co_return;
  throw late();
}
awaitable<void> if_strict(milliseconds limit, bool strict) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  co_await timer.async_wait(use_awaitable);
  if (strict)
    throw late();
}

awaitable<void> send(tcp::socket &socket, const char *text) { co_await asio::async_write(socket, asio::buffer(text, 5), use_awaitable); }

awaitable<void> handshake_ok(tcp::socket &socket) {
  co_await (send(socket, "hello") || always(5s));
  co_await (send(socket, "hello") || unless_cancelled(5s));
  co_await (send(socket, "hello") || unless_failed(5s));
  co_await (send(socket, "hello") || unless_told(5s));
  co_await (send(socket, "hello") || unless_aborted(5s));
  co_await send(socket, "ready");
}
awaitable<void> some_return_bad(tcp::socket &socket) {
  co_await (send(socket, "hello") || if_strict(5s, false)); // expected-warning {{not safe to lose}}
  co_await send(socket, "ready");
}
awaitable<void> not_passed_on_bad(tcp::socket &socket) {
  co_await first_or_nothing(send(socket, "hello"), unless_cancelled(5s)); // expected-warning {{not safe to lose}}
  co_await send(socket, "ready");
}
awaitable<void> caught_bad(tcp::socket &socket) {
  for (;;) {
    try {
      co_await (send(socket, "hello") || unless_cancelled(5s)); // expected-warning {{not safe to lose}}
      co_return;
    } catch (const late &) {
    }
  }
}
awaitable<void> caught_and_closed_ok(tcp::socket &socket) {
  try {
    co_await (send(socket, "hello") || unless_cancelled(5s));
    co_await send(socket, "ready");
  } catch (const late &) {
    socket.close();
  }
}
awaitable<void> another_error_ok(tcp::socket &socket) {
  for (int i = 0; i < 3; ++i)
    try {
      co_await (send(socket, "hello") || unless_cancelled(5s));
    } catch (const std::invalid_argument &) {
    }
}

} // namespace throwing_timeouts
