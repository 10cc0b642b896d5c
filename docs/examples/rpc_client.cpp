// A remote procedure call client. A request and a response are each a length in four bytes and a body; a call that is
// not answered within a second is given up.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

namespace {

class RpcClient {
public:
  RpcClient(asio::any_io_executor executor, tcp::endpoint server) : sock_(executor), timer_(executor), server_(server) {}

  awaitable<std::optional<std::string>> call(std::string request) {
    if (!sock_.is_open())
      co_await sock_.async_connect(server_, use_awaitable);
    timer_.expires_after(1s);
    auto result = co_await (exchange(std::move(request)) || timer_.async_wait(use_awaitable));
    if (result.index() == 1)
      co_return std::nullopt;
    co_return std::get<0>(std::move(result));
  }

private:
  awaitable<std::string> exchange(std::string request) {
    const std::array<unsigned char, 4> length = encode(static_cast<std::uint32_t>(request.size()));
    co_await asio::async_write(sock_, std::array{asio::buffer(length), asio::buffer(std::as_const(request))},
                               use_awaitable);
    std::array<unsigned char, 4> header;
    co_await asio::async_read(sock_, asio::buffer(header), use_awaitable);
    std::string response(decode(header), '\0');
    co_await asio::async_read(sock_, asio::buffer(response), use_awaitable);
    co_return response;
  }

  static std::array<unsigned char, 4> encode(std::uint32_t n) {
    return {static_cast<unsigned char>(n >> 24), static_cast<unsigned char>(n >> 16), static_cast<unsigned char>(n >> 8),
            static_cast<unsigned char>(n)};
  }

  static std::uint32_t decode(const std::array<unsigned char, 4> &bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
  }

  tcp::socket sock_;
  asio::steady_timer timer_;
  tcp::endpoint server_;
};

awaitable<void> run(tcp::endpoint server) {
  RpcClient client(co_await asio::this_coro::executor, server);
  for (const char *method : {"status", "uptime", "version"}) {
    std::optional<std::string> answer = co_await client.call(method);
    std::cout << method << ": " << answer.value_or("no answer") << '\n';
  }
}

} // namespace

int main(int argc, char **argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 7010);
  asio::io_context context(1);
  asio::co_spawn(context, run({asio::ip::address_v4::loopback(), port}), [](std::exception_ptr failure) {
    if (failure)
      std::cerr << "cannot reach the server\n";
  });
  context.run();
}
