// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A channel that is a local ends only when somebody closes it who is given it; all of them are seen.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <map>
#include <memory>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::as_tuple;
using asio::ip::tcp;
using boost::system::error_code;

using ended = asio::experimental::channel<void(error_code)>;
using numbers = asio::experimental::channel<void(error_code, int)>;

awaitable<void> session(tcp::socket peer);
void use(int n);
void finish(numbers &n);

awaitable<void> sends(numbers &out, int count) {
  for (int i = 0; i < count; ++i)
    co_await out.async_send(error_code{}, i, use_awaitable);
}
awaitable<void> sends_and_closes(numbers &out, int count) {
  co_await sends(out, count);
  out.close();
}

awaitable<void> waits_for_sessions_ok(tcp::acceptor acceptor) {
  auto ex = co_await asio::this_coro::executor;
  std::map<int, int> sessions;
  ended done(ex, 1);
  for (int id = 0; id < 10; ++id) {
    sessions[id] = 1;
    asio::co_spawn(ex, session(co_await acceptor.async_accept(use_awaitable)), [&, id](std::exception_ptr) {
      sessions.erase(id);
      done.try_send(error_code{});
    });
  }
  while (!sessions.empty())
    std::ignore = co_await done.async_receive(as_tuple(use_awaitable));
}

awaitable<void> nobody_closes_ok() {
  auto ex = co_await asio::this_coro::executor;
  numbers n(ex, 8);
  asio::co_spawn(ex, sends(n, 10), asio::detached);
  for (int left = 10; left > 0;) {
    auto [ec, v] = co_await n.async_receive(as_tuple(use_awaitable));
    if (ec)
      continue;
    use(v);
    --left;
  }
}

awaitable<void> sender_closes_bad() {
  auto ex = co_await asio::this_coro::executor;
  numbers n(ex, 8);
  asio::co_spawn(ex, sends_and_closes(n, 10), asio::detached);
  for (;;) {
    auto [ec, v] = co_await n.async_receive(as_tuple(use_awaitable)); // expected-warning {{once 'n' has ended}}
    if (ec)
      continue;
    use(v);
  }
}

awaitable<void> handler_closes_bad() {
  auto ex = co_await asio::this_coro::executor;
  numbers n(ex, 8);
  asio::post(ex, [&n] { n.close(); });
  for (;;) {
    auto [ec, v] = co_await n.async_receive(as_tuple(use_awaitable)); // expected-warning {{once 'n' has ended}}
    if (!ec)
      use(v);
  }
}

awaitable<void> unseen_closes_bad() {
  numbers n(co_await asio::this_coro::executor, 8);
  finish(n);
  for (;;) {
    auto [ec, v] = co_await n.async_receive(as_tuple(use_awaitable)); // expected-warning {{once 'n' has ended}}
    if (!ec)
      use(v);
  }
}

struct closing {
  numbers &of;
  ~closing() { of.close(); }
};
awaitable<void> sends_with(std::unique_ptr<closing> out, int count) {
  for (int i = 0; i < count; ++i)
    co_await out->of.async_send(error_code{}, i, use_awaitable);
}
awaitable<void> object_closes_bad() {
  auto ex = co_await asio::this_coro::executor;
  numbers n(ex, 8);
  asio::co_spawn(ex, sends_with(std::make_unique<closing>(n), 10), asio::detached);
  for (;;) {
    auto [ec, v] = co_await n.async_receive(as_tuple(use_awaitable)); // expected-warning {{once 'n' has ended}}
    if (!ec)
      use(v);
  }
}
