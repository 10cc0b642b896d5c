// RUN: %corosafe %s -- -std=c++20 -Wno-unused-value %verify

// Boost.Asio: tokens inside tokens, default tokens, channels, groups, lambdas, members and overloads.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

constexpr auto use_nothrow = asio::as_tuple(use_awaitable);
using steady_timer = asio::use_awaitable_t<>::as_default_on_t<asio::steady_timer>;
using channel = asio::experimental::channel<void(boost::system::error_code, int)>;

awaitable<void> heartbeat(std::chrono::seconds period = 1s);
awaitable<int> login(std::string user);

awaitable<void> default_token_bad(steady_timer &timer) {
  timer.expires_after(1s);
  timer.async_wait(); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<void> default_token_ok(steady_timer &timer) {
  timer.expires_after(1s);
  co_await timer.async_wait();
}

awaitable<void> nothrow_token_bad(tcp::socket &socket, std::string text) {
  asio::async_write(socket, asio::buffer(text), use_nothrow); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<void> nothrow_token_ok(tcp::socket &socket, std::string text) {
  auto [ec, n] = co_await asio::async_write(socket, asio::buffer(text), use_nothrow);
  if (ec)
    co_return;
}

awaitable<void> bound_token_bad(asio::steady_timer &timer, asio::cancellation_signal &signal) {
  timer.async_wait(asio::bind_cancellation_slot(signal.slot(), use_awaitable)); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<void> bound_token_ok(asio::steady_timer &timer, asio::cancellation_signal &signal) {
  timer.async_wait(asio::bind_cancellation_slot(signal.slot(), asio::detached));
  co_await timer.async_wait(asio::bind_cancellation_slot(signal.slot(), use_awaitable));
}

awaitable<void> channel_send_bad(channel &results) {
  results.async_send(boost::system::error_code{}, 1, use_awaitable); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<void> channel_try_send_ok(channel &results) {
  results.try_send(boost::system::error_code{}, 1);
  co_await results.async_send(boost::system::error_code{}, 2, use_awaitable);
}

void spawn_with_handler_ok(asio::io_context &context) {
  asio::co_spawn(context, login("a"), [](std::exception_ptr, int) {});
  asio::co_spawn(context, heartbeat(), asio::detached);
}

void spawn_lambda_that_drops_bad(asio::io_context &context) {
  asio::co_spawn(
      context,
      [&]() -> awaitable<void> {
        login("a"); // expected-warning {{without being awaited}}
        co_await heartbeat();
      },
      asio::detached);
}

void post_lambda_that_drops_bad(asio::io_context &context) {
  asio::post(context, [] {
    heartbeat(); // expected-warning {{without being awaited}}
  });
}

void post_lambda_ok(asio::io_context &context) {
  asio::post(context, [&context] { asio::co_spawn(context, heartbeat(), asio::detached); });
}

void future_dropped_ok(asio::io_context &context) {
  // Runs whether or not anybody asks for its result.
  auto result = asio::co_spawn(context, login("a"), asio::use_future);
  context.run();
}

awaitable<void> group_ok(asio::io_context &context) {
  auto [order, e0, e1] =
      co_await asio::experimental::make_parallel_group(asio::co_spawn(context, heartbeat(), asio::deferred),
                                                       asio::co_spawn(context, heartbeat(), asio::deferred))
          .async_wait(asio::experimental::wait_for_all(), use_awaitable);
}

awaitable<void> group_bad(asio::io_context &context) {
  asio::experimental::make_parallel_group(asio::co_spawn(context, heartbeat(), asio::deferred),
                                          asio::co_spawn(context, heartbeat(), asio::deferred))
      .async_wait(asio::experimental::wait_for_all(), use_awaitable); // expected-warning@-2 {{without being awaited}}
  co_await heartbeat();
}

awaitable<void> race_made_and_awaited_later_ok(asio::steady_timer &timer) {
  auto race = heartbeat() || timer.async_wait(use_awaitable);
  co_await std::move(race);
}

awaitable<void> race_made_and_forgotten_bad(asio::steady_timer &timer) {
  auto race = heartbeat() || timer.async_wait(use_awaitable); // expected-warning {{without being awaited}}
  co_await heartbeat();
}

awaitable<void> optional_task_ok(bool beat) {
  std::optional<awaitable<void>> pending;
  if (beat)
    pending.emplace(heartbeat());
  if (pending.has_value())
    co_await std::move(pending).value();
}

struct worker {
  awaitable<void> run();
  std::deque<awaitable<void>> backlog;

  void enqueue_ok() { backlog.push_back(run()); }

  awaitable<void> drain_ok() {
    while (!backlog.empty()) {
      auto next = std::move(backlog.front());
      backlog.pop_front();
      co_await std::move(next);
    }
  }

  awaitable<void> recurse_bad(int depth) {
    if (depth > 0)
      recurse_bad(depth - 1); // expected-warning {{without being awaited}}
    co_await run();
  }

  auto start_ok(asio::io_context &context) { return asio::co_spawn(context, run(), use_awaitable); }
};
