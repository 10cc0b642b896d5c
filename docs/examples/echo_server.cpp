// An echo server. A client that says nothing for thirty seconds, or takes longer than five to read its echo, is
// disconnected. The server runs until it is interrupted.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

namespace {

awaitable<void> echo(tcp::socket client) {
  asio::steady_timer timer(client.get_executor());
  std::array<char, 4096> chunk;
  for (;;) {
    timer.expires_after(30s);
    auto received = co_await (client.async_read_some(asio::buffer(chunk), asio::as_tuple(use_awaitable)) ||
                              timer.async_wait(use_awaitable));
    if (received.index() == 1) {
      std::clog << "client is idle\n";
      co_return;
    }

    // An error is a result here: as an exception it would not win the race, and wait for the timer.
    auto [read_error, size] = std::get<0>(received);
    if (read_error)
      co_return;

    timer.expires_after(5s);
    auto echoed =
        co_await (asio::async_write(client, asio::buffer(chunk.data(), size), asio::as_tuple(use_awaitable)) ||
                  timer.async_wait(use_awaitable));
    if (echoed.index() == 1) {
      std::clog << "client does not read\n";
      client.close();
      co_return;
    }
    if (std::get<0>(std::get<0>(echoed)))
      co_return;
  }
}

awaitable<void> serve(tcp::socket client) {
  try {
    co_await echo(std::move(client));
  } catch (const std::exception &error) {
    std::clog << "client left: " << error.what() << '\n';
  }
}

awaitable<void> listen(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket client = co_await acceptor.async_accept(use_awaitable);
    auto executor = client.get_executor();
    asio::co_spawn(executor, serve(std::move(client)), asio::detached);
  }
}

awaitable<void> wait_for_signal(asio::any_io_executor executor) {
  asio::signal_set signals(executor, SIGINT, SIGTERM);
  co_await signals.async_wait(use_awaitable);
}

awaitable<void> run(tcp::endpoint local) {
  auto executor = co_await asio::this_coro::executor;
  co_await (listen(tcp::acceptor(executor, local)) || wait_for_signal(executor));
}

} // namespace

int main(int argc, char **argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 7007);
  asio::io_context context(1);
  asio::co_spawn(context, run({tcp::v4(), port}), [&context](std::exception_ptr) { context.stop(); });
  context.run();
}
