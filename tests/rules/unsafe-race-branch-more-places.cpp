// RUN: %corosafe %s -- -std=c++20 %verify

// Where the stream lives and by what name it is called: fields, pointers, getters, bindings, captures, wrappers.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/ssl.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Order = std::array<char, 96>;

void place(const Order &order);
void count_timeout();

struct Peer {
  tcp::socket socket;
  std::string name;
};

awaitable<void> field_bad(Peer &peer, asio::steady_timer &timer) {
  Order order;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(peer.socket, asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      place(order);
  }
}

awaitable<void> binding_bad(Peer peer, asio::steady_timer &timer) {
  auto &[socket, name] = peer;
  Order order;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(socket, asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      place(order);
  }
}

// Raced by one name, closed by another.
awaitable<void> binding_closed_ok(Peer peer, asio::steady_timer &timer, tcp::endpoint backup) {
  auto &[socket, name] = peer;
  Order order;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(socket, asio::buffer(order), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      peer.socket.close();
      co_await peer.socket.async_connect(backup, use_awaitable);
      continue;
    }
    place(order);
  }
}

awaitable<void> pointer_bad(tcp::socket *socket, asio::steady_timer *timer) {
  Order order;
  while (socket->is_open()) {
    timer->expires_after(1s);
    auto r = co_await (
        asio::async_read(*socket, asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
        timer->async_wait(use_awaitable));
    if (r.index() == 0)
      place(order);
  }
}

awaitable<void> alias_closed_ok(Peer *peer, asio::steady_timer &timer, tcp::endpoint backup) {
  tcp::socket &wire = peer->socket;
  Order order;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(wire, asio::buffer(order), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      peer->socket.close();
      co_await wire.async_connect(backup, use_awaitable);
      continue;
    }
    place(order);
  }
}

awaitable<void> element_bad(std::array<tcp::socket, 2> &wires, asio::steady_timer &timer) {
  Order order;
  for (int turn = 0; turn < 10; ++turn) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(wires[0], asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      place(order);
  }
}

// Failing over to the second element leaves the first alone.
awaitable<void> fail_over_ok(std::array<tcp::socket, 2> wires, asio::steady_timer &timer) {
  Order order;
  timer.expires_after(1s);
  auto r = co_await (asio::async_read(wires[0], asio::buffer(order), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_await asio::async_read(wires[1], asio::buffer(order), use_awaitable);
  place(order);
}

awaitable<void> tuple_bad(std::tuple<tcp::socket, std::string> &peer, asio::steady_timer &timer) {
  Order order;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(std::get<0>(peer), asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      place(order);
  }
}

awaitable<void> reference_wrapper_bad(std::reference_wrapper<tcp::socket> wire, asio::steady_timer &timer) {
  Order order;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(wire.get(), asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      place(order);
  }
}

// A layer of the program's own, as beast's streams have them.
template <class Next>
class Counted {
public:
  explicit Counted(Next next) : next_(std::move(next)) {}
  Next &next_layer() { return next_; }
  void close() { next_.close(); }

private:
  Next next_;
};

class Venue {
public:
  explicit Venue(tcp::socket s) : wire_(std::move(s)) {}

  Counted<tcp::socket> &wire() { return wire_; }
  tcp::socket &socket() { return wire_.next_layer(); }

private:
  Counted<tcp::socket> wire_;
};

awaitable<void> getter_bad(std::shared_ptr<Venue> venue) {
  asio::steady_timer timer(venue->socket().get_executor());
  Order order;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        asio::async_read(venue->socket(), asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      place(order);
  }
}

// Read through one layer, closed through the other.
awaitable<void> getter_closed_FP(std::shared_ptr<Venue> venue, tcp::endpoint backup) {
  asio::steady_timer timer(venue->socket().get_executor());
  Order order;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (asio::async_read(venue->wire().next_layer(), asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      venue->wire().close();
      co_await venue->socket().async_connect(backup, use_awaitable);
      continue;
    }
    place(order);
  }
}

using Secure = asio::ssl::stream<tcp::socket>;

awaitable<void> secure_bad(Secure &stream) {
  asio::steady_timer timer(stream.get_executor());
  Order order;
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (
        stream.async_read_some(asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      place(order);
  }
}

awaitable<bool> secure_handshake_ok(Secure &stream) {
  asio::steady_timer timer(stream.get_executor(), 5s);
  auto r = co_await (stream.async_handshake(asio::ssl::stream_base::client, use_awaitable) ||
                     timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    error_code ignored;
    stream.lowest_layer().close(ignored);
    co_return false;
  }
  co_return true;
}

awaitable<bool> secure_handshake_bad(Secure stream) {
  asio::steady_timer timer(stream.get_executor());
  for (int attempt = 0; attempt < 3; ++attempt) {
    timer.expires_after(5s);
    auto r = co_await (
        stream.async_handshake(asio::ssl::stream_base::client, use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return true;
  }
  co_return false;
}

//===-- taken out of a member -----------------------------------------------------===//

// The socket is the function's own until it is put back.
class connections {
public:
  awaitable<void> once_ok(asio::steady_timer &timer) {
    auto stream = std::move(current_);
    Order order;
    co_await (asio::async_read(*stream, asio::buffer(order), use_awaitable) || timer.async_wait(use_awaitable));
  }
  awaitable<void> exchanged_ok(asio::steady_timer &timer) {
    auto stream = std::exchange(current_, nullptr);
    Order order;
    co_await (asio::async_read(*stream, asio::buffer(order), use_awaitable) || timer.async_wait(use_awaitable));
  }
  awaitable<void> exchanged_and_put_back_bad(asio::steady_timer &timer) {
    auto stream = std::exchange(current_, nullptr);
    Order order;
    co_await (asio::async_read(*stream, asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
              timer.async_wait(use_awaitable));
    current_ = std::move(stream);
  }
  awaitable<void> back_to_the_pool_bad(asio::steady_timer &timer) {
    auto stream = std::move(idle_.back());
    idle_.pop_back();
    Order order;
    co_await (asio::async_read(*stream, asio::buffer(order), use_awaitable) || // expected-warning {{not safe to lose}}
              timer.async_wait(use_awaitable));
    idle_.push_back(std::move(stream));
  }
  awaitable<void> back_to_the_pool_when_read_ok(asio::steady_timer &timer) {
    auto stream = std::move(idle_.back());
    idle_.pop_back();
    Order order;
    auto r = co_await (asio::async_read(*stream, asio::buffer(order), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 0)
      idle_.push_back(std::move(stream));
  }

private:
  std::unique_ptr<tcp::socket> current_;
  std::vector<std::unique_ptr<tcp::socket>> idle_;
};
