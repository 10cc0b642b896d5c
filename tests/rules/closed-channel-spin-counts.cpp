// RUN: %corosafe %s -- -std=c++20 -I%inputs -I%inputs/stubs %verify

// How much was received is added up, or written on: at the end that is nothing, and the loop comes no nearer to its own.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/channel.hpp>

#include "kj.h"
#include <array>

namespace asio = boost::asio;
using asio::awaitable;
using asio::redirect_error;
using asio::use_awaitable;
using asio::experimental::as_tuple;
using asio::ip::tcp;
using boost::system::error_code;

awaitable<std::size_t> fill_bad(tcp::socket &s, std::array<char, 64> &b) {
  std::size_t total = 0;
  while (total < 100000) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_tuple(use_awaitable)); // expected-warning {{once 's' has ended}}
    total += n;
  }
  co_return total;
}

awaitable<std::size_t> fill_redirected_bad(tcp::socket &s, std::array<char, 64> &b) {
  std::size_t total = 0;
  error_code ec;
  do {
    total += co_await s.async_read_some(asio::buffer(b), redirect_error(use_awaitable, ec)); // expected-warning {{once 's' has ended}}
  } while (total < b.size());
  co_return total;
}

awaitable<std::size_t> fill_ok(tcp::socket &s, std::array<char, 64> &b) {
  std::size_t total = 0;
  while (total < 100000) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_tuple(use_awaitable));
    if (ec)
      break;
    total += n;
  }
  co_return total;
}

// The turns are counted as well.
awaitable<std::size_t> tries_ok(tcp::socket &s, std::array<char, 64> &b) {
  std::size_t total = 0;
  for (int i = 0; i < 10 && total < b.size(); ++i) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_tuple(use_awaitable));
    total += n;
  }
  co_return total;
}

awaitable<void> echo_bad(tcp::socket &s, std::array<char, 64> &b) {
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_tuple(use_awaitable)); // expected-warning {{once 's' has ended}}
    co_await async_write(s, asio::buffer(b, n), as_tuple(use_awaitable));
  }
}

kj::Promise<void> copy_bad(kj::AsyncInputStream &in, kj::AsyncOutputStream &out) {
  unsigned char b[64];
  for (;;) {
    auto n = co_await in.tryRead(b, 1, 64); // expected-warning {{once 'in' has ended}}
    co_await out.write(b, n);
  }
}

kj::Promise<void> copy_ok(kj::AsyncInputStream &in, kj::AsyncOutputStream &out) {
  unsigned char b[64];
  for (;;) {
    auto n = co_await in.tryRead(b, 1, 64);
    if (n == 0)
      break;
    co_await out.write(b, n);
  }
}

// A number that is sent is no size: the other side may be slow, or gone.
using Counts = asio::experimental::channel<void(error_code, std::size_t)>;
awaitable<void> counts_ok(tcp::socket &s, Counts &counts, std::array<char, 64> &b) {
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(b), as_tuple(use_awaitable));
    co_await counts.async_send(error_code(), n, use_awaitable);
  }
}

// So it is written everywhere, by those who know that the other side sends that much.
kj::Promise<void> exactly_ok(kj::AsyncInputStream &in, unsigned char *b, std::size_t want) {
  std::size_t got = 0;
  while (got < want)
    got += co_await in.tryRead(b + got, 1, want - got);
}

// The message that comes beside an error is none: zero, false.
using Codes = asio::experimental::channel<void(error_code, int)>;
using Stops = asio::experimental::channel<void(error_code, bool)>;
void run(int code);
awaitable<void> sentinel_bad(Codes &codes) {
  for (;;) {
    auto [ec, code] = co_await codes.async_receive(as_tuple(use_awaitable)); // expected-warning {{once 'codes' has ended}}
    if (code == 42 && !ec)
      break;
    run(code);
  }
}
awaitable<void> sentinelOnly_bad(Codes &codes) {
  bool running = true;
  while (running) {
    auto [ec, code] = co_await codes.async_receive(as_tuple(use_awaitable)); // expected-warning {{once 'codes' has ended}}
    if (code == -1)
      running = false;
  }
}
awaitable<void> stop_bad(Stops &stops) {
  for (;;) {
    auto [ec, stop] = co_await stops.async_receive(as_tuple(use_awaitable)); // expected-warning {{once 'stops' has ended}}
    if (stop)
      break;
  }
}
awaitable<void> zero_ok(Codes &codes) {
  for (;;) {
    auto [ec, code] = co_await codes.async_receive(as_tuple(use_awaitable));
    if (code == 0)
      break;
    run(code);
  }
}
awaitable<void> either_ok(Codes &codes) {
  for (;;) {
    auto [ec, code] = co_await codes.async_receive(as_tuple(use_awaitable));
    if (code == 42 || ec)
      break;
  }
}
awaitable<void> goOn_ok(Stops &stops) {
  for (;;) {
    auto [ec, more] = co_await stops.async_receive(as_tuple(use_awaitable));
    if (!more)
      break;
  }
}
