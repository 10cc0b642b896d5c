// RUN: %corosafe %s -- -std=c++20 %verify

// Standalone Asio once more: an industrial bus, a game server, a message broker, a proxy.

#include <asio.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using asio::ip::udp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

void trace(std::string_view text);

namespace modbus {

struct Header {
  std::uint16_t transaction = 0, length = 0;
};

class Master {
public:
  explicit Master(tcp::socket bus) : bus_(std::move(bus)) {}

  // After a timeout the late answer would be taken for the next one: the bus is left.
  awaitable<std::optional<std::vector<std::uint8_t>>> ask_ok(std::vector<std::uint8_t> request) {
    asio::steady_timer timer(bus_.get_executor(), 300ms);
    auto r = co_await (transact(std::move(request)) || timer.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return std::get<0>(std::move(r));
    reset();
    co_return std::nullopt;
  }

  // Three attempts on the same bus.
  awaitable<std::optional<std::vector<std::uint8_t>>> ask_thrice_bad(std::vector<std::uint8_t> request) {
    asio::steady_timer timer(bus_.get_executor());
    for (int attempt = 0; attempt < 3; ++attempt) {
      timer.expires_after(300ms);
      auto r = co_await (
          transact(request) || // expected-warning {{not safe to lose}}
          timer.async_wait(use_awaitable));
      if (r.index() == 0)
        co_return std::get<0>(std::move(r));
      trace("no answer");
    }
    co_return std::nullopt;
  }

private:
  awaitable<Header> header() {
    std::array<std::uint8_t, 6> raw;
    co_await asio::async_read(bus_, asio::buffer(raw), use_awaitable);
    co_return Header{std::uint16_t(raw[0] << 8 | raw[1]), std::uint16_t(raw[4] << 8 | raw[5])};
  }

  awaitable<std::vector<std::uint8_t>> body(Header h) {
    std::vector<std::uint8_t> raw(h.length);
    co_await asio::async_read(bus_, asio::buffer(raw), use_awaitable);
    co_return raw;
  }

  awaitable<std::vector<std::uint8_t>> transact(std::vector<std::uint8_t> request) {
    co_await asio::async_write(bus_, asio::buffer(request), use_awaitable);
    co_return co_await body(co_await header());
  }

  void reset() {
    std::error_code ignored;
    bus_.shutdown(tcp::socket::shutdown_both, ignored);
    bus_.close(ignored);
  }

  tcp::socket bus_;
};

} // namespace modbus

namespace game {

using Inputs = asio::experimental::channel<void(std::error_code, int)>;

// Inputs are taken with try_receive between ticks: the tick alone is awaited.
awaitable<void> simulate_ok(Inputs &inputs) {
  asio::steady_timer tick(inputs.get_executor());
  for (;;) {
    tick.expires_after(16ms);
    co_await tick.async_wait(use_awaitable);
    while (inputs.try_receive([](std::error_code, int input) { trace(std::to_string(input)); }))
      ;
  }
}

// An input that arrives with the tick is never played.
awaitable<void> simulate_bad(Inputs &inputs) {
  asio::steady_timer tick(inputs.get_executor());
  tick.expires_after(16ms);
  for (;;) {
    auto event = co_await (
        inputs.async_receive(use_awaitable) || // expected-warning {{not safe to lose}}
        tick.async_wait(use_awaitable));
    if (const int *input = std::get_if<int>(&event)) {
      trace(std::to_string(*input));
      continue;
    }
    tick.expires_at(tick.expiry() + 16ms);
  }
}

struct Player {
  explicit Player(tcp::socket s) : wire(std::move(s)), out(wire.get_executor(), 32) {}
  ~Player() { trace("player gone"); }
  tcp::socket wire;
  asio::experimental::channel<void(std::error_code, std::string)> out;
};

awaitable<void> uplink(std::shared_ptr<Player> player) {
  std::array<char, 4> command;
  for (;;) {
    co_await asio::async_read(player->wire, asio::buffer(command), use_awaitable);
    trace({command.data(), command.size()});
  }
}

awaitable<void> downlink(std::shared_ptr<Player> player) {
  for (;;) {
    std::string update = co_await player->out.async_receive(use_awaitable);
    co_await asio::async_write(player->wire, asio::buffer(update), use_awaitable);
  }
}

// Whoever ends first ends the player.
awaitable<void> play_ok(tcp::socket wire) {
  auto player = std::make_shared<Player>(std::move(wire));
  co_await (uplink(player) || downlink(player));
}

// Paused and resumed on the same wire: an update taken from the queue is gone, a command is cut in two.
awaitable<void> play_with_pauses_bad(std::shared_ptr<Player> player, asio::steady_timer &pause) {
  while (player->wire.is_open()) {
    pause.expires_after(10s);
    co_await (
        uplink(player) || // expected-warning {{not safe to lose}}
        downlink(player) || // expected-warning {{not safe to lose}}
        pause.async_wait(use_awaitable));
  }
}

} // namespace game

namespace broker {

class Client {
public:
  Client(tcp::socket s) : sock_(std::move(s)), timer_(sock_.get_executor()) {}

  awaitable<void> run_ok() {
    while (sock_.is_open()) {
      timer_.expires_after(90s);
      auto packet = co_await (next_packet() || timer_.async_wait(use_awaitable));
      if (packet.index() == 1) {
        trace("keep-alive exceeded");
        drop();
        continue;
      }
      trace(std::get<0>(packet));
    }
  }

private:
  awaitable<std::string> next_packet() {
    std::array<std::uint8_t, 2> fixed;
    co_await asio::async_read(sock_, asio::buffer(fixed), use_awaitable);
    std::string rest(fixed[1], '\0');
    co_await asio::async_read(sock_, asio::buffer(rest), use_awaitable);
    co_return rest;
  }
  void drop() { sock_.close(); }

  tcp::socket sock_;
  asio::steady_timer timer_;
};

} // namespace broker

// A proxy greeting: the version, or the plain protocol after 100 ms. What came of the version is read as the protocol.
awaitable<void> sniff_bad(std::shared_ptr<tcp::socket> client) {
  asio::steady_timer timer(client->get_executor(), 100ms);
  std::array<char, 4> magic{};
  auto r = co_await (
      asio::async_read(*client, asio::buffer(magic), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 0 && magic[0] == 'P')
    trace("proxy protocol");
  std::string line;
  co_await asio::async_read_until(*client, asio::dynamic_buffer(line), '\n', use_awaitable);
}

// The greeting is peeked at: nothing leaves the socket.
awaitable<void> sniff_FP(std::shared_ptr<tcp::socket> client) {
  asio::steady_timer timer(client->get_executor(), 100ms);
  std::array<char, 4> magic{};
  auto r = co_await (client->async_receive(asio::buffer(magic), tcp::socket::message_peek, use_awaitable) || // expected-warning {{not safe to lose}}
                     timer.async_wait(use_awaitable));
  if (r.index() == 0 && magic[0] == 'P')
    trace("proxy protocol");
  std::string line;
  co_await asio::async_read_until(*client, asio::dynamic_buffer(line), '\n', use_awaitable);
}

// Error values: a failed read is told by the tuple, a lost one by the index.
awaitable<void> tuple_of_winner_ok(tcp::socket sock) {
  constexpr auto token = asio::experimental::as_tuple(use_awaitable);
  asio::steady_timer timer(sock.get_executor());
  std::array<char, 64> block;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(sock, asio::buffer(block), token) || timer.async_wait(token));
    if (r.index() == 1)
      break;
    if (auto [ec, size] = std::get<0>(r); ec)
      break;
    trace({block.data(), block.size()});
  }
  std::error_code ignored;
  sock.shutdown(tcp::socket::shutdown_both, ignored);
}
