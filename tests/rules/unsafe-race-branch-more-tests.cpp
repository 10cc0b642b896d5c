// RUN: %corosafe %s -- -std=c++20 %verify

// Asking who won in the program's own words: visitors, predicates, named indices, flags in members.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <type_traits>
#include <variant>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Tick = std::array<std::uint8_t, 24>;

void publish(const Tick &tick);
void count_timeout();

template <class... Fs>
struct overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

awaitable<void> visitor_bad(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(feed, asio::buffer(tick), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    std::visit(overloaded{[&](std::size_t) { publish(tick); }, [&](std::monostate) { count_timeout(); }}, r);
  }
}

awaitable<void> visitor_tells_to_stop_ok(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(feed, asio::buffer(tick), use_awaitable) || timer.async_wait(use_awaitable));
    const bool go_on = std::visit(overloaded{[&](std::size_t) {
                                               publish(tick);
                                               return true;
                                             },
                                             [](std::monostate) { return false; }},
                                  r);
    if (!go_on)
      co_return;
  }
}

// The visitor's second alternative closes.
awaitable<void> visitor_closes_ok(tcp::socket &feed, asio::steady_timer timer) {
  Tick tick;
  timer.expires_after(1s);
  auto r = co_await (asio::async_read(feed, asio::buffer(tick), use_awaitable) || timer.async_wait(use_awaitable));
  std::visit(overloaded{[&](std::size_t) { publish(tick); }, [&](std::monostate) { feed.close(); }}, r);
}

template <class... Ts>
bool timed_out(const std::variant<Ts...> &r) {
  return r.index() == sizeof...(Ts) - 1;
}

awaitable<void> predicate_ok(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(feed, asio::buffer(tick), use_awaitable) || timer.async_wait(use_awaitable));
    if (timed_out(r))
      co_return;
    publish(tick);
  }
}

awaitable<void> predicate_bad(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(feed, asio::buffer(tick), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (timed_out(r))
      continue;
    publish(tick);
  }
}

bool deadline_won(std::size_t index) { return index == 1; }

awaitable<void> predicate_on_index_ok(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(feed, asio::buffer(tick), use_awaitable) || timer.async_wait(use_awaitable));
    if (deadline_won(r.index()))
      break;
    publish(tick);
  }
}

enum Winner : std::size_t { Data, Deadline };
constexpr std::size_t kDeadline = 1;

awaitable<void> named_index_ok(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(feed, asio::buffer(tick), use_awaitable) || timer.async_wait(use_awaitable));
    if (kDeadline == r.index())
      co_return;
    publish(tick);
  }
}

awaitable<void> enum_of_index_ok(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(feed, asio::buffer(tick), use_awaitable) || timer.async_wait(use_awaitable));
    switch (static_cast<Winner>(r.index())) {
    case Data:
      publish(tick);
      continue;
    case Deadline:
      break;
    }
    break;
  }
  feed.close();
}

awaitable<void> enum_of_index_bad(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  for (int silent = 0; silent < 3;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(feed, asio::buffer(tick), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    const Winner winner = static_cast<Winner>(r.index());
    if (winner == Deadline) {
      ++silent;
    } else {
      silent = 0;
      publish(tick);
    }
  }
}

// A flag in a member ends the loop.
class Ticker {
public:
  explicit Ticker(tcp::socket feed) : feed_(std::move(feed)), timer_(feed_.get_executor()) {}

  awaitable<void> run_ok() {
    Tick tick;
    while (!silent_) {
      timer_.expires_after(1s);
      auto r = co_await (asio::async_read(feed_, asio::buffer(tick), use_awaitable) || timer_.async_wait(use_awaitable));
      silent_ = r.index() == 1;
      if (!silent_)
        publish(tick);
    }
    feed_.close();
  }

private:
  tcp::socket feed_;
  asio::steady_timer timer_;
  bool silent_ = false;
};

// A flag that only the losing path leaves down.
awaitable<void> flag_set_in_branches_ok(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  bool alive = true;
  while (alive) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(feed, asio::buffer(tick), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 0)
      publish(tick);
    else
      alive = false;
  }
}

// Two questions in one condition: the second is only asked of a read that won.
awaitable<void> short_circuit_ok(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(feed, asio::buffer(tick), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() != 0 || std::get<0>(r) < tick.size())
      co_return;
    publish(tick);
  }
}

// Only a second timeout in a row ends it; after the first it reads on.
awaitable<void> second_chance_bad(tcp::socket feed, asio::steady_timer timer) {
  Tick tick;
  bool warned = false;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(feed, asio::buffer(tick), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1 && warned)
      co_return;
    warned = r.index() == 1;
    if (!warned)
      publish(tick);
  }
}
