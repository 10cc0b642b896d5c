// RUN: %corosafe %s -- -std=c++20 %verify

// The exception that tells of a loss has a type: the handler that takes it sees every loss, and no other does.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

struct too_slow : std::runtime_error {
  using std::runtime_error::runtime_error;
};

awaitable<void> give_up_after(std::chrono::steady_clock::duration limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  co_await timer.async_wait(use_awaitable);
  throw too_slow("no answer");
}
awaitable<void> wait_for(std::chrono::steady_clock::duration limit) {
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  co_await timer.async_wait(use_awaitable);
}

void note();

class session {
public:
  // The session's other reader: what is left of the stream matters.
  awaitable<void> drain() { co_await stream.async_read_some(asio::buffer(header), use_awaitable); }

  awaitable<bool> exact_type_ok() {
    try {
      co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || give_up_after(2s));
    } catch (const too_slow &) {
      stream.close();
      co_return false;
    }
    co_return true;
  }
  awaitable<bool> base_type_ok() {
    try {
      co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || give_up_after(2s));
    } catch (const std::exception &) {
      stream.close();
      co_return false;
    }
    co_return true;
  }
  // The first handler is for the stream's own errors, after which it is no worse than before.
  awaitable<bool> own_errors_apart_ok() {
    try {
      co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || give_up_after(2s));
    } catch (const boost::system::system_error &) {
      note();
      co_return false;
    } catch (const too_slow &) {
      stream.close();
      co_return false;
    }
    co_return true;
  }
  awaitable<bool> rethrown_ok() {
    try {
      try {
        co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || give_up_after(2s));
      } catch (const std::runtime_error &) {
        note();
        throw;
      }
    } catch (const too_slow &) {
      stream.close();
      co_return false;
    }
    co_return true;
  }
  awaitable<bool> wrong_type_bad() {
    try {
      co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || // expected-warning {{not safe to lose}}
                give_up_after(2s));
    } catch (const boost::system::system_error &) {
      stream.close();
      co_return false;
    }
    co_return true;
  }
  awaitable<bool> goes_on_bad() {
    for (int tries = 0; tries < 3; ++tries) {
      try {
        co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || // expected-warning {{not safe to lose}}
                  give_up_after(2s));
        co_return true;
      } catch (const too_slow &) {
        note();
      }
    }
    co_return false;
  }

  // A helper says by an exception that it lost.
  awaitable<void> read_header() {
    auto result = co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || wait_for(2s));
    if (result.index() == 1)
      throw too_slow("header");
  }
  awaitable<void> helper_closed_ok() {
    try {
      co_await read_header();
    } catch (const too_slow &) {
      stream.close();
      co_return;
    }
    note();
  }
  awaitable<void> read_body() {
    auto result = co_await (asio::async_read(other, asio::buffer(header), use_awaitable) || // expected-warning {{not safe to lose}}
                            wait_for(2s));
    if (result.index() == 1)
      throw too_slow("body");
  }
  awaitable<void> helper_used_bad() {
    try {
      co_await read_body();
    } catch (const std::logic_error &) {
      other.close();
    } catch (const std::runtime_error &) {
    }
    co_await asio::async_read(other, asio::buffer(header), use_awaitable);
  }

  // A function that throws for those who ask it to.
  static void fail(const char *what) { throw too_slow(what); }
  static void check(bool good) {
    if (!good)
      throw too_slow("check");
  }
  awaitable<void> thrown_by_call_ok() {
    try {
      auto result = co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || wait_for(2s));
      if (result.index() == 1)
        fail("header");
    } catch (const too_slow &) {
      stream.close();
    }
  }
  awaitable<void> thrown_by_call_bad() {
    for (;;) {
      try {
        auto result = co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || // expected-warning {{not safe to lose}}
                                wait_for(2s));
        if (result.index() == 1)
          fail("header");
      } catch (const too_slow &) {
        note();
      }
    }
  }
  awaitable<void> thrown_by_check_bad() {
    for (;;) {
      try {
        auto result = co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || // expected-warning {{not safe to lose}}
                                wait_for(2s));
        check(result.index() == 0);
      } catch (const too_slow &) {
        note();
      }
    }
  }

private:
  tcp::socket stream, other;
  std::array<char, 8> header;
};
