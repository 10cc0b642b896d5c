// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify
// Shapes that public code has, and that were once misread.
#include "minicoro.h"
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <functional>
#include <memory>
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

// Whoever calls the function object gets no task.
struct wires {
  std::function<void(int)> on_message;
  std::function<mini::task<int>(int)> on_request;
};
void wire_bad(wires &w) {
  w.on_message = [](int id) -> mini::task<int> { co_return co_await fetch(id); }; // expected-warning {{is dropped by whoever calls it}}
}
void wire_ok(wires &w) {
  w.on_request = [](int id) -> mini::task<int> { co_return co_await fetch(id); };
}

// The completion handler keeps the session until its coroutine has ended.
struct kept_session {
  asio::ip::tcp::socket socket;
  int turns = 0;
  awaitable<void> run() {
    for (;; ++turns)
      co_await socket.async_wait(asio::ip::tcp::socket::wait_read, use_awaitable);
  }
};
void accepted_ok(asio::io_context &io, asio::ip::tcp::socket socket) {
  auto s = std::make_shared<kept_session>(std::move(socket));
  asio::co_spawn(io, s->run(), [s](std::exception_ptr) {});
}
void accepted_bad(asio::io_context &io, asio::ip::tcp::socket socket) {
  auto s = std::make_shared<kept_session>(std::move(socket));
  asio::co_spawn(io, s->run(), [](std::exception_ptr) {}); // expected-warning {{runs on after}}
}

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
