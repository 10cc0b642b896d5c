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

awaitable<void> watch(std::chrono::steady_clock::time_point &deadline) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (deadline > std::chrono::steady_clock::now()) {
    timer.expires_at(deadline);
    co_await timer.async_wait(use_awaitable);
  }
  throw too_slow("deadline");
}
awaitable<void> watch_once(std::chrono::steady_clock::time_point &deadline) {
  asio::steady_timer timer(co_await asio::this_coro::executor, deadline);
  co_await timer.async_wait(use_awaitable);
  if (deadline <= std::chrono::steady_clock::now())
    throw too_slow("deadline");
}
bool answered();
awaitable<void> ping(tcp::socket &peer) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
    co_await asio::async_write(peer, asio::buffer("ping", 4), use_awaitable);
    if (!answered())
      throw too_slow("ping");
  }
}

void note();

class session {
public:
  // The session's other reader: what is left of the stream matters.
  awaitable<void> drain() { co_await stream.async_read_some(asio::buffer(header), use_awaitable); }

  // Only a success wins this race: the read goes on, and nothing of it is lost.
  awaitable<void> exception_wins_nothing_bad() {
    for (int tries = 0; tries < 3; ++tries) {
      try {
        co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || give_up_after(2s)); // expected-warning {{only throws, and only what returns wins this race}}
        co_return;
      } catch (const too_slow &) {
        note();
      }
    }
  }
  awaitable<void> deadline_in_steps_bad(std::chrono::steady_clock::time_point &deadline) {
    co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || watch(deadline)); // expected-warning {{this timeout never ends it}}
  }
  // A join fails with the first that fails.
  awaitable<void> joined_with_deadline_ok(std::chrono::steady_clock::time_point &deadline) {
    co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) && watch(deadline));
  }
  // It returns as well, which wins.
  awaitable<void> watched_until_moved_ok(std::chrono::steady_clock::time_point &deadline) {
    auto result = co_await (asio::async_read(stream, asio::buffer(header), use_awaitable) || watch_once(deadline));
    if (result.index() == 1)
      stream.close();
  }
  // It is no timeout: what it throws for is the peer's doing.
  awaitable<void> keep_alive_ok() {
    co_await (asio::async_read(other, asio::buffer(header), use_awaitable) || ping(other));
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
