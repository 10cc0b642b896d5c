// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify
// Shapes that public code has, and that were once misread.
#include "minicoro.h"
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <mutex>
#include <tuple>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

mini::task<int> fetch(int id);
template <class T> std::pair<std::exception_ptr, T> run_to_the_end(mini::task<T> t);
int compute();

// The call takes the task; what it returns holds none.
void task_given_to_a_call_ok() { auto [error, value] = run_to_the_end(fetch(1)); }

int &kept_in_a_static_ok() {
  static int once = compute();
  return once;
}

// A channel that lambdas share through captures is shared all the same.
using numbers = asio::experimental::channel<void(boost::system::error_code, int)>;
void on_number(int);

void shared_by_captures(asio::io_context &io, numbers &ch) {
  asio::co_spawn(
      io,
      [&]() -> awaitable<void> {
        asio::steady_timer timer(io, 1s);
        auto r = co_await (ch.async_receive(use_awaitable) || // expected-warning {{not safe to lose}}
                           timer.async_wait(use_awaitable));
        if (r.index() == 0)
          on_number(std::get<0>(r));
      },
      asio::detached);
  asio::co_spawn(
      io, [&]() -> awaitable<void> { on_number(co_await ch.async_receive(use_awaitable)); }, asio::detached);
}
