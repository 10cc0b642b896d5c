// RUN: %corosafe %s -- -std=c++20 %verify

// Nobody in sight calls these, and no other function works on the stream. Whoever calls it is told that it timed out and goes on:
// he calls it again, unless the class lets him close the stream, or he was told by an exception.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <optional>
#include <string>
namespace asio = boost::asio;
using asio::awaitable, asio::use_awaitable, asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

class gauge {
public:
  awaitable<std::optional<std::string>> ask_bad(std::string what) {
    asio::steady_timer late(ex_, 2s);
    std::string reply;
    co_await asio::async_write(line_, asio::buffer(what), use_awaitable);
    auto first = co_await (asio::async_read_until(line_, asio::dynamic_buffer(reply), '\n', use_awaitable) || late.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
    if (first.index() == 1)
      co_return std::nullopt;
    co_return reply;
  }

private:
  asio::any_io_executor ex_;
  tcp::socket line_{ex_};
};

class closable_gauge {
public:
  awaitable<bool> ask_ok() {
    asio::steady_timer late(ex_, 2s);
    std::string reply;
    auto first = co_await (asio::async_read_until(line_, asio::dynamic_buffer(reply), '\n', use_awaitable) || late.async_wait(use_awaitable));
    co_return first.index() == 0;
  }
  void hang_up() { line_.close(); }

private:
  asio::any_io_executor ex_;
  tcp::socket line_{ex_};
};

class throwing_gauge {
public:
  awaitable<std::string> ask_ok() {
    asio::steady_timer late(ex_, 2s);
    std::string reply;
    auto first = co_await (asio::async_read_until(line_, asio::dynamic_buffer(reply), '\n', use_awaitable) || late.async_wait(use_awaitable));
    if (first.index() == 1)
      throw std::runtime_error("no answer");
    co_return reply;
  }
  // The session ends with it.
  awaitable<void> run_ok() {
    asio::steady_timer late(ex_, 2s);
    std::string reply;
    auto first = co_await (asio::async_read_until(other_, asio::dynamic_buffer(reply), '\n', use_awaitable) || late.async_wait(use_awaitable));
    if (first.index() == 1)
      co_return;
  }
  // What was read so far is there the next time.
  awaitable<bool> line_ok() {
    asio::steady_timer late(ex_, 2s);
    auto first = co_await (asio::async_read_until(third_, asio::dynamic_buffer(rest_), '\n', use_awaitable) || late.async_wait(use_awaitable));
    if (first.index() == 1)
      co_return false;
    rest_.erase(0, std::get<0>(first));
    co_return true;
  }

private:
  asio::any_io_executor ex_;
  tcp::socket line_{ex_}, other_{ex_}, third_{ex_};
  std::string rest_;
};

// A global variable outlives them all.
asio::io_context context;
asio::experimental::channel<void(boost::system::error_code, std::string)> jobs(context, 16);

awaitable<std::optional<std::string>> next_bad() {
  asio::steady_timer late(context, 2s);
  auto first = co_await (jobs.async_receive(use_awaitable) || late.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
  if (first.index() == 1)
    co_return std::nullopt;
  co_return std::get<0>(first);
}
