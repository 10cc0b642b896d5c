// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Views that are made of shared containers: as long as they are walked, the container must not change. A view of a temporary
// has taken it over, and what was collected from a view is a container of its own.

#include <algorithm>
#include <boost/asio.hpp>
#include <map>
#include <ranges>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::udp;

struct player {
  udp::endpoint at;
  int level;
};
constexpr auto advanced = [](const player &p) { return p.level > 1; };

class arena {
  std::map<int, player> players_;
  std::vector<player> waiting_;
  udp::socket socket_;
  awaitable<void> tell(player p) { co_await socket_.async_send_to(asio::buffer("!", 1), p.at, use_awaitable); }
  awaitable<void> tell_each(auto players) {
    for (auto &p : players)
      co_await tell(p);
  }
  std::vector<player> snapshot() const { return waiting_; }
  const std::vector<player> &waiting() const { return waiting_; }

public:
  void leave(int id) { players_.erase(id); }
  void queue(player p) { waiting_.push_back(p); }

  awaitable<void> values_bad() {
    for (auto &p : players_ | std::views::values) // expected-warning {{a loop over 'players_'}}
      co_await tell(p);
  }
  awaitable<void> filtered_bad() {
    for (auto &p : waiting() | std::views::filter(advanced) | std::views::reverse) // expected-warning {{a loop over 'waiting_'}}
      co_await tell(p);
  }
  awaitable<void> named_bad() {
    auto some = std::views::take(waiting_, 3);
    for (auto &p : some) // expected-warning {{'waiting_'}}
      co_await tell(p);
  }
  awaitable<void> kept_bad() {
    auto levels = players_ | std::views::values | std::views::transform(&player::level);
    co_await tell({});
    for (int level : levels) // expected-warning {{'players_'}}
      if (level > 3)
        break;
  }
  awaitable<void> from_the_first_bad() {
    auto first = std::ranges::find_if(waiting_, advanced);
    for (auto &p : std::ranges::subrange(first, waiting_.end())) // expected-warning {{a loop over 'waiting_'}}
      co_await tell(p);
  }
  awaitable<void> by_hand_bad() {
    for (auto at = std::ranges::begin(waiting_); at != std::ranges::end(waiting_); ++at) // expected-warning {{'at' points into 'waiting_'}}
      co_await tell(*at);
  }

  awaitable<void> temporary_ok() {
    for (auto &p : snapshot() | std::views::filter(advanced))
      co_await tell(p);
  }
  awaitable<void> taken_ok() {
    auto now = std::move(waiting_);
    for (auto &p : std::move(now) | std::views::take(3))
      co_await tell(p);
  }
  awaitable<void> copied_ok() {
    auto values = players_ | std::views::values;
    std::vector<player> all(values.begin(), values.end());
    for (auto &p : all | std::views::reverse)
      co_await tell(p);
  }
  awaitable<void> computed_ok() {
    auto levels = players_ | std::views::values | std::views::transform(&player::level);
    int best = *std::ranges::max_element(levels);
    co_await tell({{}, best});
  }
  awaitable<void> numbers_ok() {
    for (int i : std::views::iota(0, 9) | std::views::filter([](int i) { return i % 2; }))
      co_await tell({{}, i});
  }
  awaitable<void> given_ok() {
    std::vector<player> mine = snapshot();
    co_await tell_each(mine | std::views::take(2));
  }
};

template <class R> awaitable<void> wait_for_each(R players) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (auto &p : players) {
    timer.expires_after(std::chrono::seconds(p.level));
    co_await timer.async_wait(use_awaitable);
  }
}
/// That the view which the coroutine was given refers to a local is not seen.
void let_go_FN(asio::io_context &io) {
  std::vector<player> mine(3);
  asio::co_spawn(io, wait_for_each(mine | std::views::take(2)), asio::detached);
}
