// RUN: %corosafe %s -- -std=c++20 %verify

// How helpers tell their callers that the deadline won: enums, error codes, pairs, expected-likes, flags in members. The
// finding stands at the race, so the verdict is in the helper's name, and its caller is the function after it.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Telegram = std::array<char, 40>;

void handle(const Telegram &telegram);
void count_timeout();

enum class Outcome { received, timed_out };

awaitable<Outcome> receive_outcome_bad(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (
      asio::async_read(sock, asio::buffer(telegram), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  co_return r.index() == 0 ? Outcome::received : Outcome::timed_out;
}

awaitable<void> pump_outcomes_forever(tcp::socket sock) {
  Telegram telegram;
  for (;;) {
    switch (co_await receive_outcome_bad(sock, telegram)) {
    case Outcome::received:
      handle(telegram);
      break;
    case Outcome::timed_out:
      count_timeout();
      break;
    }
  }
}

awaitable<Outcome> receive_outcome_ok(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (asio::async_read(sock, asio::buffer(telegram), use_awaitable) || timer.async_wait(use_awaitable));
  co_return r.index() == 0 ? Outcome::received : Outcome::timed_out;
}

awaitable<void> pump_outcomes(tcp::socket sock) {
  Telegram telegram;
  for (;;) {
    switch (co_await receive_outcome_ok(sock, telegram)) {
    case Outcome::received:
      handle(telegram);
      break;
    case Outcome::timed_out:
      count_timeout();
      co_return;
    }
  }
}

// The same, returned from two places.
awaitable<Outcome> receive_two_returns_ok(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (asio::async_read(sock, asio::buffer(telegram), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return Outcome::timed_out;
  co_return Outcome::received;
}

awaitable<void> pump_until_quiet(tcp::socket &sock) {
  Telegram telegram;
  while (co_await receive_two_returns_ok(sock, telegram) != Outcome::timed_out)
    handle(telegram);
  sock.close();
}

// An error code.
awaitable<error_code> receive_code_ok(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (asio::async_read(sock, asio::buffer(telegram), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return asio::error::timed_out;
  co_return error_code{};
}

awaitable<void> follow_codes(tcp::socket sock) {
  Telegram telegram;
  for (;;) {
    if (error_code ec = co_await receive_code_ok(sock, telegram)) {
      count_timeout();
      co_return;
    }
    handle(telegram);
  }
}

awaitable<error_code> receive_code_bad(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (
      asio::async_read(sock, asio::buffer(telegram), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return asio::error::timed_out;
  co_return error_code{};
}

awaitable<void> follow_codes_patiently(tcp::socket sock) {
  Telegram telegram;
  for (;;) {
    error_code ec = co_await receive_code_bad(sock, telegram);
    if (ec == asio::error::timed_out)
      continue;
    if (ec)
      co_return;
    handle(telegram);
  }
}

// A pair, taken apart by the caller.
awaitable<std::pair<bool, std::size_t>> receive_pair_ok(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (sock.async_read_some(asio::buffer(telegram), use_awaitable) || timer.async_wait(use_awaitable));
  if (auto *size = std::get_if<0>(&r))
    co_return std::pair<bool, std::size_t>(true, *size);
  co_return std::pair<bool, std::size_t>(false, 0);
}

awaitable<void> follow_pairs(tcp::socket sock) {
  Telegram telegram;
  for (;;) {
    auto [alive, size] = co_await receive_pair_ok(sock, telegram);
    if (!alive)
      break;
    if (size == telegram.size())
      handle(telegram);
  }
}

awaitable<std::pair<bool, std::size_t>> receive_pair_bad(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (
      sock.async_read_some(asio::buffer(telegram), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (auto *size = std::get_if<0>(&r))
    co_return std::pair<bool, std::size_t>(true, *size);
  co_return std::pair<bool, std::size_t>(false, 0);
}

awaitable<void> follow_pairs_forever(tcp::socket sock) {
  Telegram telegram;
  for (;;) {
    auto [alive, size] = co_await receive_pair_bad(sock, telegram);
    if (alive && size == telegram.size())
      handle(telegram);
    else
      count_timeout();
  }
}

// An expected of the program's own.
template <class T>
class Result {
public:
  Result(T value) : state_(std::move(value)) {}
  Result(error_code error) : state_(error) {}
  explicit operator bool() const { return state_.index() == 0; }
  const T &value() const { return std::get<0>(state_); }
  error_code error() const { return std::get<1>(state_); }

private:
  std::variant<T, error_code> state_;
};

awaitable<Result<Telegram>> receive_result_ok(tcp::socket &sock) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  Telegram telegram;
  auto r = co_await (asio::async_read(sock, asio::buffer(telegram), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return Result<Telegram>(error_code(asio::error::timed_out));
  co_return Result<Telegram>(telegram);
}

awaitable<void> follow_results(tcp::socket sock) {
  for (;;) {
    Result<Telegram> telegram = co_await receive_result_ok(sock);
    if (!telegram) {
      count_timeout();
      co_return;
    }
    handle(telegram.value());
  }
}

awaitable<Result<Telegram>> receive_result_bad(tcp::socket &sock) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  Telegram telegram;
  auto r = co_await (
      asio::async_read(sock, asio::buffer(telegram), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return Result<Telegram>(error_code(asio::error::timed_out));
  co_return Result<Telegram>(telegram);
}

awaitable<void> follow_results_forever(tcp::socket sock) {
  for (;;)
    if (auto telegram = co_await receive_result_bad(sock))
      handle(telegram.value());
    else
      count_timeout();
}

// Nothing read within the limit is zero bytes, and zero bytes end the loop.
awaitable<std::optional<std::size_t>> receive_size_ok(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (sock.async_read_some(asio::buffer(telegram), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 0)
    co_return std::get<0>(r);
  co_return std::nullopt;
}

awaitable<void> follow_sizes(tcp::socket sock) {
  Telegram telegram;
  for (;;) {
    const std::size_t size = (co_await receive_size_ok(sock, telegram)).value_or(0);
    if (size == 0)
      co_return;
    handle(telegram);
  }
}

// The exception of the helper is translated on its way, and the last handler closes.
awaitable<void> receive_or_throw_ok(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (asio::async_read(sock, asio::buffer(telegram), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    throw boost::system::system_error(asio::error::timed_out);
}

awaitable<void> receive_translated(tcp::socket &sock, Telegram &telegram) {
  try {
    co_await receive_or_throw_ok(sock, telegram);
  } catch (const boost::system::system_error &e) {
    throw std::runtime_error("upstream: " + e.code().message());
  }
}

awaitable<void> follow_translated(tcp::socket &sock) {
  Telegram telegram;
  try {
    for (;;) {
      co_await receive_translated(sock, telegram);
      handle(telegram);
    }
  } catch (const std::exception &) {
    count_timeout();
  }
  error_code ignored;
  sock.close(ignored);
}

// Who won is compared in what is returned: as the whole, and as a part of a plain class.
awaitable<bool> receive_late(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (asio::async_read(sock, asio::buffer(telegram), use_awaitable) || // expected-warning {{not safe to lose}}
                     timer.async_wait(use_awaitable));
  co_return r.index() == 1;
}
awaitable<void> follow_late_bad(tcp::socket &sock) {
  Telegram telegram;
  for (;;) {
    if (co_await receive_late(sock, telegram))
      count_timeout();
    else
      handle(telegram);
  }
}

struct Received {
  bool timed_out;
  int attempt;
};
awaitable<Received> receive_attempt(tcp::socket &sock, Telegram &telegram, int attempt) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (asio::async_read(sock, asio::buffer(telegram), use_awaitable) || // expected-warning {{not safe to lose}}
                     timer.async_wait(use_awaitable));
  co_return Received{r.index() != 0, attempt};
}
awaitable<void> follow_attempts_bad(tcp::socket &sock) {
  Telegram telegram;
  for (int attempt = 0;; ++attempt) {
    Received received = co_await receive_attempt(sock, telegram, attempt);
    if (received.timed_out)
      count_timeout();
    else
      handle(telegram);
  }
}
awaitable<Received> receive_once(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (asio::async_read(sock, asio::buffer(telegram), use_awaitable) || timer.async_wait(use_awaitable));
  co_return Received{r.index() != 0, 1};
}
awaitable<void> follow_once_ok(tcp::socket &sock) {
  Telegram telegram;
  for (;;) {
    Received received = co_await receive_once(sock, telegram);
    if (received.timed_out) {
      sock.close();
      co_return;
    }
    handle(telegram);
  }
}

// One field is enough to tell.
struct SizedTelegram {
  std::size_t size = 0;
  explicit operator bool() const { return size != 0; }
};

awaitable<SizedTelegram> receive_sized_ok(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (asio::async_read(sock, asio::buffer(telegram), use_awaitable) || timer.async_wait(use_awaitable));
  if (auto *size = std::get_if<0>(&r))
    co_return SizedTelegram{*size};
  co_return SizedTelegram{};
}

awaitable<void> follow_sized(tcp::socket sock) {
  Telegram telegram;
  while (auto got = co_await receive_sized_ok(sock, telegram))
    handle(telegram);
}

awaitable<SizedTelegram> receive_sized_bad(tcp::socket &sock, Telegram &telegram) {
  asio::steady_timer timer(sock.get_executor(), 2s);
  auto r = co_await (
      asio::async_read(sock, asio::buffer(telegram), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (auto *size = std::get_if<0>(&r))
    co_return SizedTelegram{*size};
  co_return SizedTelegram{};
}

awaitable<void> follow_sized_on(tcp::socket sock) {
  Telegram telegram;
  for (;;)
    if (auto got = co_await receive_sized_bad(sock, telegram); got.size != 0)
      handle(telegram);
}
