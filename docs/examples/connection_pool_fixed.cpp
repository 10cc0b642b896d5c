// A pool of connections that several threads share. A connection is taken, used for one request and given back; a new
// one is made when none is idle.

#include <boost/asio.hpp>

#include <array>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

namespace {

class Pool {
public:
  Pool(asio::any_io_executor executor, tcp::endpoint server) : executor_(executor), server_(server) {}

  awaitable<std::unique_ptr<tcp::socket>> acquire() {
    std::unique_ptr<tcp::socket> connection = take_idle();
    if (connection == nullptr) {
      connection = std::make_unique<tcp::socket>(executor_);
      co_await connection->async_connect(server_, use_awaitable);
    }
    co_return connection;
  }

  void release(std::unique_ptr<tcp::socket> connection) {
    std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
  }

private:
  // The lock ends here: nothing is held while a connection is made.
  std::unique_ptr<tcp::socket> take_idle() {
    std::lock_guard lock(mutex_);
    if (idle_.empty())
      return nullptr;
    std::unique_ptr<tcp::socket> connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }

  asio::any_io_executor executor_;
  tcp::endpoint server_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<tcp::socket>> idle_;
};

awaitable<void> ping(std::shared_ptr<Pool> pool) {
  std::unique_ptr<tcp::socket> connection = co_await pool->acquire();
  std::array<char, 6> answer;
  co_await asio::async_write(*connection, asio::buffer(std::string_view("PING\r\n")), use_awaitable);
  co_await asio::async_read(*connection, asio::buffer(answer), use_awaitable);
  pool->release(std::move(connection));
}

} // namespace

int main(int argc, char **argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 7011);
  asio::io_context context;
  auto pool = std::make_shared<Pool>(context.get_executor(), tcp::endpoint(asio::ip::address_v4::loopback(), port));
  for (int request = 0; request < 16; ++request)
    asio::co_spawn(context, ping(pool), [](std::exception_ptr failure) {
      if (failure)
        std::clog << "a request failed\n";
    });

  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&context] { context.run(); });
}
