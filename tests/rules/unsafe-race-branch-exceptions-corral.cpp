// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// An exception of one branch ends a race of corral, and has a type: the handler that takes it sees every loss, and no other does.

#include "corral.h"

#include <string>
#include <stdexcept>
#include <system_error>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Socket = asio::basic_stream_socket<asio::ip::tcp>;

struct too_slow : std::runtime_error {
  using std::runtime_error::runtime_error;
};

corral::Task<void> give_up_after(asio::io_context &io, std::chrono::milliseconds limit) {
  co_await corral::sleepFor(io, limit);
  throw too_slow("no answer");
}

void note();

class session {
public:
  // The session's other reader: what is left of the stream matters.
  corral::Task<void> drain() { co_await asio::async_read(stream, asio::buffer(header), corral::asio_awaitable); }

  corral::Task<bool> exact_type_ok() {
    try {
      co_await corral::anyOf(asio::async_read(stream, asio::buffer(header), corral::asio_awaitable), give_up_after(io, 2s));
    } catch (const too_slow &) {
      stream.close();
      co_return false;
    }
    co_return true;
  }
  corral::Task<bool> base_type_ok() {
    try {
      co_await corral::anyOf(asio::async_read(stream, asio::buffer(header), corral::asio_awaitable), give_up_after(io, 2s));
    } catch (const std::exception &) {
      stream.close();
      co_return false;
    }
    co_return true;
  }
  // The first handler is for the stream's own errors, after which it is no worse than before.
  corral::Task<bool> own_errors_apart_ok() {
    try {
      co_await corral::anyOf(asio::async_read(stream, asio::buffer(header), corral::asio_awaitable), give_up_after(io, 2s));
    } catch (const std::system_error &) {
      note();
      co_return false;
    } catch (const too_slow &) {
      stream.close();
      co_return false;
    }
    co_return true;
  }
  corral::Task<bool> rethrown_ok() {
    try {
      try {
        co_await corral::anyOf(asio::async_read(stream, asio::buffer(header), corral::asio_awaitable), give_up_after(io, 2s));
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
  corral::Task<bool> wrong_type_bad() {
    try {
      co_await corral::anyOf(asio::async_read(stream, asio::buffer(header), corral::asio_awaitable), // expected-warning {{not safe to lose}}
                give_up_after(io, 2s));
    } catch (const std::system_error &) {
      stream.close();
      co_return false;
    }
    co_return true;
  }
  corral::Task<bool> goes_on_bad() {
    for (int tries = 0; tries < 3; ++tries) {
      try {
        co_await corral::anyOf(asio::async_read(stream, asio::buffer(header), corral::asio_awaitable), // expected-warning {{not safe to lose}}
                  give_up_after(io, 2s));
        co_return true;
      } catch (const too_slow &) {
        note();
      }
    }
    co_return false;
  }

private:
  asio::io_context &io;
  Socket stream;
  std::string header;
};
