// A TCP proxy. A client may begin with a preamble of twelve bytes that names the upstream port it wants; one that sends
// none within two hundred milliseconds goes to port 8080.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

namespace {

constexpr unsigned short default_port = 8080;

awaitable<void> relay(tcp::socket &from, tcp::socket &to) {
  std::array<char, 16384> chunk;
  for (;;) {
    std::size_t size = co_await from.async_read_some(asio::buffer(chunk), use_awaitable);
    co_await asio::async_write(to, asio::buffer(chunk.data(), size), use_awaitable);
  }
}

awaitable<void> tunnel(tcp::socket client, unsigned short port) {
  tcp::socket upstream(client.get_executor());
  co_await upstream.async_connect({asio::ip::address_v4::loopback(), port}, use_awaitable);
  co_await (relay(client, upstream) && relay(upstream, client));
}

awaitable<void> proxy(tcp::socket client) {
  asio::steady_timer timer(client.get_executor(), 200ms);
  std::array<char, 12> preamble;
  unsigned short port = default_port;
  auto result = co_await (asio::async_read(client, asio::buffer(preamble), use_awaitable) ||
                          timer.async_wait(use_awaitable));
  if (result.index() == 0)
    port = static_cast<unsigned short>(std::atoi(std::string(preamble.data(), preamble.size()).c_str()));
  co_await tunnel(std::move(client), port);
}

awaitable<void> serve(tcp::socket client) {
  try {
    co_await proxy(std::move(client));
  } catch (const std::exception &error) {
    std::clog << "connection ended: " << error.what() << '\n';
  }
}

awaitable<void> listen(tcp::endpoint local) {
  tcp::acceptor acceptor(co_await asio::this_coro::executor, local);
  for (;;) {
    tcp::socket client = co_await acceptor.async_accept(use_awaitable);
    auto executor = client.get_executor();
    asio::co_spawn(executor, serve(std::move(client)), asio::detached);
  }
}

} // namespace

int main(int argc, char **argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 7009);
  asio::io_context context(1);
  asio::co_spawn(context, listen({tcp::v4(), port}), asio::detached);
  context.run();
}
