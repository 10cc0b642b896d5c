// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// std::visit runs one function of several: the one for the branch that won.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <stdexcept>
#include <type_traits>
#include <variant>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::steady_timer;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;

template <class... Fs> struct overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs> overloaded(Fs...) -> overloaded<Fs...>;

struct Sample {
  std::vector<char> bytes;
};
void store(const Sample &s);
void note(const char *text);
awaitable<void> keep(Sample s);
awaitable<void> expired();

awaitable<Sample> next_sample(tcp::socket &s) {
  Sample x;
  x.bytes.resize(64);
  co_await asio::async_read(s, asio::buffer(x.bytes), use_awaitable);
  co_return x;
}

class probe {
  tcp::socket link_;
  steady_timer clock_;

public:
  void stop() {
    link_.close();
    clock_.cancel();
  }
  awaitable<void> closes_ok() {
    while (link_.is_open()) {
      auto r = co_await (next_sample(link_) || clock_.async_wait(use_awaitable));
      std::visit(overloaded{[](const Sample &s) { store(s); }, [this](std::monostate) { stop(); }}, r);
    }
  }
  awaitable<void> only_notes_bad() {
    while (link_.is_open()) {
      auto r = co_await (next_sample(link_) || // expected-warning {{not safe to lose}}
                         clock_.async_wait(use_awaitable));
      std::visit(overloaded{[](const Sample &s) { store(s); }, [](std::monostate) { note("late"); }}, r);
    }
  }
  // One generic visitor.
  awaitable<void> generic_ok() {
    while (link_.is_open()) {
      auto r = co_await (next_sample(link_) || clock_.async_wait(use_awaitable));
      std::visit(
          [this](auto &&x) {
            if constexpr (std::is_same_v<std::decay_t<decltype(x)>, Sample>)
              store(x);
            else
              stop();
          },
          r);
    }
  }
  awaitable<void> generic_bad() {
    while (link_.is_open()) {
      auto r = co_await (next_sample(link_) || // expected-warning {{not safe to lose}}
                         clock_.async_wait(use_awaitable));
      std::visit(
          [this](auto &&x) {
            if constexpr (std::is_same_v<std::decay_t<decltype(x)>, Sample>)
              store(x);
            else
              note("late");
          },
          r);
    }
  }
};

// Function objects of the program's own.
struct closes_late {
  tcp::socket &link;
  void operator()(const Sample &s) const { store(s); }
  void operator()(std::monostate) const { link.close(); }
};
struct notes_late {
  void operator()(const Sample &s) const { store(s); }
  void operator()(std::monostate) const { note("late"); }
};
awaitable<void> object_ok(tcp::socket &link, steady_timer &clock) {
  while (link.is_open()) {
    auto r = co_await (next_sample(link) || clock.async_wait(use_awaitable));
    std::visit(closes_late{link}, r);
  }
}
awaitable<void> object_bad(tcp::socket &link, steady_timer &clock) {
  while (link.is_open()) {
    auto r = co_await (next_sample(link) || // expected-warning {{not safe to lose}}
                       clock.async_wait(use_awaitable));
    std::visit(notes_late{}, r);
  }
}

// What the visitor says, or writes down.
awaitable<void> says_ok(tcp::socket &link, steady_timer &clock) {
  for (;;) {
    auto r = co_await (next_sample(link) || clock.async_wait(use_awaitable));
    bool late = std::visit(overloaded{[](Sample &s) {
                                        store(s);
                                        return false;
                                      },
                                      [](std::monostate) { return true; }},
                           r);
    if (late)
      break;
  }
}
awaitable<void> says_other_bad(tcp::socket &link, steady_timer &clock) {
  for (;;) {
    auto r = co_await (next_sample(link) || // expected-warning {{not safe to lose}}
                       clock.async_wait(use_awaitable));
    bool last = std::visit(overloaded{[](Sample &s) { return s.bytes.empty(); },
                                      [](std::monostate) {
                                        note("late");
                                        return false;
                                      }},
                           r);
    if (last)
      break;
  }
}
awaitable<void> flag_ok(tcp::socket &link, steady_timer &clock) {
  bool late = false;
  while (!late) {
    auto r = co_await (next_sample(link) || clock.async_wait(use_awaitable));
    std::visit(overloaded{[](Sample &s) { store(s); }, [&](std::monostate) { late = true; }}, r);
  }
}
awaitable<void> counts_bad(tcp::socket &link, steady_timer &clock) {
  int late = 0;
  while (late < 5) {
    auto r = co_await (next_sample(link) || // expected-warning {{not safe to lose}}
                       clock.async_wait(use_awaitable));
    std::visit(overloaded{[](Sample &s) { store(s); }, [&](std::monostate) { ++late; }}, r);
  }
}
awaitable<void> throws_ok(tcp::socket &link, steady_timer &clock) {
  for (;;) {
    auto r = co_await (next_sample(link) || clock.async_wait(use_awaitable));
    std::visit(overloaded{[](Sample &s) { store(s); }, [](std::monostate) { throw std::runtime_error("late"); }}, r);
  }
}

// Kept in a local; of a temporary; one that closes where the other branch won.
awaitable<void> kept_ok(tcp::socket &link, steady_timer &clock) {
  auto take = overloaded{[](Sample &s) { store(s); }, [&](std::monostate) { link.close(); }};
  while (link.is_open()) {
    auto r = co_await (next_sample(link) || clock.async_wait(use_awaitable));
    std::visit(take, r);
  }
}
awaitable<void> temporary_ok(tcp::socket &link, steady_timer &clock) {
  while (link.is_open())
    std::visit(overloaded{[](Sample s) { store(s); }, [&](std::monostate) { link.close(); }},
               co_await (next_sample(link) || clock.async_wait(use_awaitable)));
}
awaitable<void> closes_for_the_winner_bad(tcp::socket &link, steady_timer &clock) {
  while (link.is_open())
    std::visit(overloaded{[&](Sample s) {
                            if (s.bytes.empty())
                              link.close();
                          },
                          [](std::monostate) { note("late"); }},
               co_await (next_sample(link) || // expected-warning {{not safe to lose}}
                         clock.async_wait(use_awaitable)));
}
awaitable<void> coroutines_bad(tcp::socket &link, steady_timer &clock) {
  for (;;) {
    auto r = co_await (next_sample(link) || // expected-warning {{not safe to lose}}
                       clock.async_wait(use_awaitable));
    co_await std::visit(overloaded{[](Sample s) { return keep(std::move(s)); }, [](std::monostate) { return expired(); }},
                        std::move(r));
  }
}
