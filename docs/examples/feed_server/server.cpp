// The bug crosses three files: this race may cancel Session::next() in session.cpp while read_update() in
// protocol.cpp has read half an update; the next turn of the loop reads on from the middle of it.
#include "session.h"
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <iostream>

namespace asio = boost::asio;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

namespace feed {

asio::awaitable<void> Session::run() {
  for (;;) {
    idle_.expires_after(30s);
    auto result = co_await (next() || idle_.async_wait(use_awaitable));
    if (result.index() == 0)
      std::cout << std::get<0>(result).body << '\n';
    else
      std::cout << "silent for 30 seconds\n";
  }
}

static asio::awaitable<void> serve(tcp::socket socket) {
  Session session(std::move(socket));
  co_await session.run();
}

static asio::awaitable<void> listen(tcp::acceptor &acceptor) {
  for (;;)
    asio::co_spawn(acceptor.get_executor(), serve(co_await acceptor.async_accept(use_awaitable)), asio::detached);
}

} // namespace feed

int main() {
  asio::io_context context;
  tcp::acceptor acceptor(context, {tcp::v4(), 5555});
  asio::co_spawn(context, feed::listen(acceptor), asio::detached);
  context.run();
}
