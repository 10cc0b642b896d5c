// RUN: %corosafe %s -- -std=c++20 %verify

// A helper races on its reference parameter and comes back after losing; what its callers then do decides. The finding
// stands at the race, so the verdict is in the helper's name and its caller is the function after it.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Quote = std::array<char, 24>;

void publish(const Quote &quote);
void mark_stale();

// The caller polls again.
awaitable<bool> receive_quote_bad(tcp::socket &feed, Quote &quote) {
  asio::steady_timer timer(feed.get_executor(), 1s);
  auto r = co_await (asio::async_read(feed, asio::buffer(quote), use_awaitable) || // expected-warning {{not safe to lose}}
                     timer.async_wait(use_awaitable));
  co_return r.index() == 0;
}

awaitable<void> follow_feed(tcp::socket feed) {
  Quote quote;
  for (;;) {
    if (co_await receive_quote_bad(feed, quote))
      publish(quote);
    else
      mark_stale();
  }
}

// The caller closes.
awaitable<bool> receive_quote_or_close_ok(tcp::socket &feed, Quote &quote) {
  asio::steady_timer timer(feed.get_executor(), 1s);
  auto r =
      co_await (asio::async_read(feed, asio::buffer(quote), use_awaitable) || timer.async_wait(use_awaitable));
  co_return r.index() == 0;
}

awaitable<void> follow_feed_once(tcp::socket &feed) {
  Quote quote;
  while (co_await receive_quote_or_close_ok(feed, quote))
    publish(quote);
  feed.close();
}

// The caller owns the socket and leaves.
awaitable<std::optional<Quote>> fetch_quote_ok(tcp::socket &feed) {
  asio::steady_timer timer(feed.get_executor(), 1s);
  Quote quote;
  auto r = co_await (asio::async_read(feed, asio::buffer(quote), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return std::nullopt;
  co_return quote;
}

awaitable<void> fetch_until_silent(tcp::socket feed) {
  for (;;) {
    std::optional<Quote> quote = co_await fetch_quote_ok(feed);
    if (!quote) {
      mark_stale();
      co_return;
    }
    publish(*quote);
  }
}

// The caller tries again.
awaitable<std::optional<Quote>> fetch_quote_bad(tcp::socket &feed) {
  asio::steady_timer timer(feed.get_executor(), 1s);
  Quote quote;
  auto r = co_await (asio::async_read(feed, asio::buffer(quote), use_awaitable) || // expected-warning {{not safe to lose}}
                     timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return std::nullopt;
  co_return quote;
}

awaitable<std::optional<Quote>> fetch_with_retries(tcp::socket &feed) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    auto quote = co_await fetch_quote_bad(feed);
    if (quote)
      co_return quote;
  }
  co_return std::nullopt;
}

struct SilentPeer : std::runtime_error {
  SilentPeer() : std::runtime_error("silent peer") {}
};

// The helper throws, and its caller catches and reads on.
awaitable<Quote> quote_or_throw_bad(tcp::socket &feed) {
  asio::steady_timer timer(feed.get_executor(), 1s);
  Quote quote;
  auto r = co_await (asio::async_read(feed, asio::buffer(quote), use_awaitable) || // expected-warning {{not safe to lose}}
                     timer.async_wait(use_awaitable));
  if (r.index() == 1)
    throw SilentPeer();
  co_return quote;
}

awaitable<void> follow_patiently(tcp::socket feed) {
  for (;;) {
    try {
      publish(co_await quote_or_throw_bad(feed));
    } catch (const SilentPeer &) {
      mark_stale();
    }
  }
}

// The helper throws, and the exception leaves the owner.
awaitable<Quote> quote_or_throw_ok(tcp::socket &feed) {
  asio::steady_timer timer(feed.get_executor(), 1s);
  Quote quote;
  auto r = co_await (asio::async_read(feed, asio::buffer(quote), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    throw SilentPeer();
  co_return quote;
}

awaitable<void> follow_strictly(tcp::socket feed) {
  for (;;)
    publish(co_await quote_or_throw_ok(feed));
}

// Two calls up, someone reads again.
awaitable<bool> read_quote_deep_bad(tcp::socket &feed, Quote &quote) {
  asio::steady_timer timer(feed.get_executor(), 1s);
  auto r = co_await (asio::async_read(feed, asio::buffer(quote), use_awaitable) || // expected-warning {{not safe to lose}}
                     timer.async_wait(use_awaitable));
  co_return r.index() == 0;
}

awaitable<int> refresh(tcp::socket &feed) {
  Quote quote;
  bool fresh = co_await read_quote_deep_bad(feed, quote);
  if (fresh)
    publish(quote);
  co_return fresh ? 1 : 0;
}

awaitable<void> refresh_twice(tcp::socket feed) {
  int fresh = co_await refresh(feed);
  fresh += co_await refresh(feed);
  if (fresh == 0)
    mark_stale();
}

// The helper gives the socket to a function that closes it.
void hang_up(tcp::socket &sock) {
  error_code ignored;
  sock.shutdown(tcp::socket::shutdown_both, ignored);
  sock.close(ignored);
}

awaitable<bool> receive_or_hang_up_ok(tcp::socket &feed, Quote &quote) {
  asio::steady_timer timer(feed.get_executor(), 1s);
  auto r = co_await (asio::async_read(feed, asio::buffer(quote), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    hang_up(feed);
    co_return false;
  }
  co_return true;
}

awaitable<void> follow_or_hang_up(tcp::socket feed) {
  Quote quote;
  for (;;)
    if (co_await receive_or_hang_up_ok(feed, quote))
      publish(quote);
}

// Nobody calls it here: that the caller goes on with the stream would be a guess.
awaitable<bool> library_entry_point_ok(tcp::socket &feed, Quote &quote) {
  asio::steady_timer timer(feed.get_executor(), 1s);
  auto r = co_await (asio::async_read(feed, asio::buffer(quote), use_awaitable) || timer.async_wait(use_awaitable));
  co_return r.index() == 0;
}
