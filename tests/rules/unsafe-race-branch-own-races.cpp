// Races that a program builds itself on a parallel group, told by what they do.
// RUN: %corosafe %s -- %rules-flags %verify
// REQUIRES: boost
#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <variant>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::make_parallel_group;
using asio::experimental::wait_for_one;
using asio::ip::tcp;
using namespace std::chrono_literals;

void handle(const char *);
void handle(int);

/// The number of the first to end; what the other gave is dropped.
template <class A, class B> awaitable<std::size_t> first_of(awaitable<A> a, awaitable<B> b) {
  auto executor = co_await asio::this_coro::executor;
  auto [order, error_a, error_b] =
      co_await make_parallel_group(asio::co_spawn(executor, std::move(a), asio::deferred),
                                   asio::co_spawn(executor, std::move(b), asio::deferred))
          .async_wait(wait_for_one(), use_awaitable);
  if (error_a && order[0] == 0)
    std::rethrow_exception(error_a);
  co_return order[0];
}

/// The first one's result, or none.
template <class A, class B> awaitable<std::variant<A, std::monostate>> either(awaitable<A> a, awaitable<B> b) {
  auto executor = co_await asio::this_coro::executor;
  auto [order, error_a, result, error_b] =
      co_await make_parallel_group(asio::co_spawn(executor, std::move(a), asio::deferred),
                                   asio::co_spawn(executor, std::move(b), asio::deferred))
          .async_wait(wait_for_one(), use_awaitable);
  if (order[0] == 0) {
    if (error_a)
      std::rethrow_exception(error_a);
    co_return std::variant<A, std::monostate>(std::in_place_index<0>, std::move(result));
  }
  co_return std::variant<A, std::monostate>(std::in_place_index<1>);
}

/// All that came, whoever was first.
template <class A, class B> awaitable<std::pair<std::size_t, A>> both_results(awaitable<A> a, awaitable<B> b) {
  auto executor = co_await asio::this_coro::executor;
  auto [order, error_a, result, error_b] =
      co_await make_parallel_group(asio::co_spawn(executor, std::move(a), asio::deferred),
                                   asio::co_spawn(executor, std::move(b), asio::deferred))
          .async_wait(wait_for_one(), use_awaitable);
  co_return std::pair<std::size_t, A>(order[0], std::move(result));
}

awaitable<void> read_text(tcp::socket &sock, char *text) {
  co_await asio::async_read(sock, asio::buffer(text, 4), use_awaitable);
}
awaitable<void> wait(asio::steady_timer &timer) { co_await timer.async_wait(use_awaitable); }

awaitable<void> goes_on_bad(tcp::socket &sock, asio::steady_timer &timer) {
  char text[4];
  for (;;) {
    auto winner = co_await first_of(read_text(sock, text), wait(timer)); // expected-warning {{not safe to lose}}
    if (winner == 1)
      continue;
    handle(text);
  }
}

awaitable<void> closes_ok(tcp::socket &sock, asio::steady_timer &timer) {
  char text[4];
  for (;;) {
    auto winner = co_await first_of(read_text(sock, text), wait(timer));
    if (winner == 1) {
      sock.close();
      co_return;
    }
    handle(text);
  }
}

using numbers = asio::experimental::channel<void(boost::system::error_code, int)>;

awaitable<void> drops_a_message_bad(numbers &channel, asio::steady_timer &timer) {
  for (;;) {
    auto result = co_await either(channel.async_receive(use_awaitable), wait(timer)); // expected-warning {{not safe to lose}}
    if (result.index() == 0)
      handle(std::get<0>(result));
  }
}

awaitable<void> keeps_the_message_ok(numbers &channel, asio::steady_timer &timer) {
  for (;;) {
    auto [winner, number] = co_await both_results(channel.async_receive(use_awaitable), wait(timer));
    if (number)
      handle(number);
  }
}

awaitable<void> ends_with_the_timer_ok(numbers channel, asio::steady_timer &timer) {
  for (;;) {
    auto result = co_await either(channel.async_receive(use_awaitable), wait(timer));
    if (result.index() == 1)
      co_return;
    handle(std::get<0>(result));
  }
}

/// The receive may have ended in the same moment as the timer: its number is then dropped.
awaitable<void> result_not_looked_at_FN(numbers &channel) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(1s);
    auto [order, error, number, timer_error] =
        co_await make_parallel_group(channel.async_receive(asio::deferred), timer.async_wait(asio::deferred))
            .async_wait(wait_for_one(), use_awaitable);
    if (order[0] == 0 && !error)
      handle(number);
  }
}
