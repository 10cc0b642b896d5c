// RUN: %corosafe %s -- -std=c++20 %verify

// Streams and queues of other kinds: datagrams, pipes, serial ports, descriptors, channels of several payloads.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::as_tuple;
using asio::ip::tcp;
using asio::ip::udp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

void handle(const void *data, std::size_t size);
void every_second();
awaitable<void> session(tcp::socket peer);

// A datagram that arrives in the turn of the tick is dropped.
awaitable<void> datagrams_bad(udp::socket sock) {
  asio::steady_timer tick(sock.get_executor());
  std::array<char, 1500> packet;
  udp::endpoint from;
  for (;;) {
    tick.expires_after(1s);
    auto r = co_await (
        sock.async_receive_from(asio::buffer(packet), from, use_awaitable) || // expected-warning {{not safe to lose}}
        tick.async_wait(use_awaitable)); // expected-warning {{corosafe-restarted-timer}}
    if (auto *size = std::get_if<std::size_t>(&r))
      handle(packet.data(), *size);
    else
      every_second();
  }
}

// A lookup on a socket of its own, once per server.
awaitable<std::size_t> datagram_query_ok(std::vector<udp::endpoint> servers, std::string question) {
  auto executor = co_await asio::this_coro::executor;
  std::array<char, 512> answer;
  for (const udp::endpoint &server : servers) {
    udp::socket sock(executor, udp::v4());
    asio::steady_timer timer(executor, 2s);
    co_await sock.async_send_to(asio::buffer(question), server, use_awaitable);
    udp::endpoint from;
    auto r = co_await (sock.async_receive_from(asio::buffer(answer), from, use_awaitable) ||
                       timer.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return std::get<0>(r);
  }
  co_return 0;
}

// A frame of a serial bus is cut in two.
awaitable<void> serial_bad(asio::serial_port &port) {
  asio::steady_timer tick(port.get_executor());
  std::array<std::uint8_t, 8> frame;
  for (;;) {
    tick.expires_after(1s);
    auto r = co_await (
        asio::async_read(port, asio::buffer(frame), use_awaitable) || // expected-warning {{not safe to lose}}
        tick.async_wait(use_awaitable)); // expected-warning {{corosafe-restarted-timer}}
    if (r.index() == 1)
      every_second();
    else
      handle(frame.data(), frame.size());
  }
}

// A silent bus is closed, and opened again.
awaitable<void> serial_ok(asio::serial_port &port) {
  asio::steady_timer silence(port.get_executor());
  std::array<std::uint8_t, 8> frame;
  for (;;) {
    silence.expires_after(1s);
    auto r = co_await (asio::async_read(port, asio::buffer(frame), use_awaitable) || silence.async_wait(use_awaitable));
    if (r.index() == 1) {
      port.close();
      port.open("/dev/ttyUSB0");
      continue;
    }
    handle(frame.data(), frame.size());
  }
}

awaitable<void> pipe_bad(asio::readable_pipe from_child) {
  asio::steady_timer tick(from_child.get_executor());
  std::array<char, 4096> chunk;
  for (;;) {
    tick.expires_after(1s);
    auto r = co_await (
        from_child.async_read_some(asio::buffer(chunk), use_awaitable) || // expected-warning {{not safe to lose}}
        tick.async_wait(use_awaitable)); // expected-warning {{corosafe-restarted-timer}}
    if (r.index() == 0)
      handle(chunk.data(), std::get<0>(r));
    else
      every_second();
  }
}

awaitable<void> descriptor_bad(asio::posix::stream_descriptor input) {
  asio::steady_timer tick(input.get_executor());
  std::array<char, 64> keys;
  for (;;) {
    tick.expires_after(1s);
    auto r = co_await (
        tick.async_wait(use_awaitable) || // expected-warning {{corosafe-restarted-timer}}
        input.async_read_some(asio::buffer(keys), use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 1)
      handle(keys.data(), std::get<1>(r));
    else
      every_second();
  }
}

awaitable<void> descriptor_ready_ok(asio::posix::stream_descriptor input) {
  asio::steady_timer tick(input.get_executor());
  std::array<char, 64> keys;
  for (;;) {
    tick.expires_after(1s);
    auto r = co_await (input.async_wait(asio::posix::stream_descriptor::wait_read, use_awaitable) ||
                       tick.async_wait(use_awaitable)); // expected-warning {{corosafe-restarted-timer}}
    if (r.index() == 0)
      handle(keys.data(), input.read_some(asio::buffer(keys)));
    else
      every_second();
  }
}

// Two payloads: the branch's value is a tuple.
using Quotes = asio::experimental::channel<void(error_code, std::string, double)>;

awaitable<void> quotes_bad(std::shared_ptr<Quotes> quotes) {
  asio::steady_timer tick(quotes->get_executor());
  for (;;) {
    tick.expires_after(1s);
    auto r = co_await (
        quotes->async_receive(use_awaitable) || // expected-warning {{not safe to lose}}
        tick.async_wait(use_awaitable)); // expected-warning {{corosafe-restarted-timer}}
    if (r.index() == 0) {
      auto [name, price] = std::get<0>(r);
      handle(name.data(), name.size());
    } else {
      every_second();
    }
  }
}

// One channel, two kinds of messages in it, the tick among them: nothing is raced.
using Events = asio::experimental::channel<void(error_code, std::variant<std::string, std::monostate>)>;

awaitable<void> events_ok(Events &events) {
  for (;;) {
    auto event = co_await events.async_receive(use_awaitable);
    if (event.index() == 1)
      every_second();
  }
}

// Both listeners are asked again, and an accepted connection of the loser is dropped.
awaitable<void> dual_stack_bad(tcp::acceptor v4, tcp::acceptor v6) {
  for (;;) {
    auto r = co_await (
        v4.async_accept(use_awaitable) || // expected-warning {{not safe to lose}}
        v6.async_accept(use_awaitable));  // expected-warning {{not safe to lose}}
    auto executor = v4.get_executor();
    if (r.index() == 0)
      asio::co_spawn(executor, session(std::get<0>(std::move(r))), asio::detached);
    else
      asio::co_spawn(executor, session(std::get<1>(std::move(r))), asio::detached);
  }
}

// The same with a loop for each.
awaitable<void> accept_all(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket peer = co_await acceptor.async_accept(use_awaitable);
    auto executor = acceptor.get_executor();
    asio::co_spawn(executor, session(std::move(peer)), asio::detached);
  }
}

awaitable<void> dual_stack_ok(tcp::acceptor v4, tcp::acceptor v6) {
  co_await (accept_all(std::move(v4)) || accept_all(std::move(v6)));
}

// Whatever was read before the tick stays in the stream buffer.
awaitable<void> growing_buffer_ok(tcp::socket sock) {
  asio::steady_timer tick(sock.get_executor());
  asio::streambuf pending;
  for (;;) {
    tick.expires_after(1s);
    auto r = co_await (asio::async_read(sock, pending, asio::transfer_at_least(1), use_awaitable) ||
                       tick.async_wait(use_awaitable)); // expected-warning {{corosafe-restarted-timer}}
    if (r.index() == 1)
      every_second();
  }
}

// A range of endpoints is tried again on a socket that a losing attempt left connecting.
awaitable<bool> connect_range_bad(tcp::socket &sock, tcp::resolver::results_type where) {
  asio::steady_timer timer(sock.get_executor());
  for (int attempt = 0; attempt < 3; ++attempt) {
    timer.expires_after(3s);
    auto r = co_await (
        asio::async_connect(sock, where, use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return true;
  }
  co_return false;
}

// Happy eyeballs: two sockets, and the loser's dies.
awaitable<tcp::socket> happy_eyeballs_ok(tcp::endpoint v6, tcp::endpoint v4) {
  auto executor = co_await asio::this_coro::executor;
  tcp::socket first(executor), second(executor);
  auto r = co_await (first.async_connect(v6, use_awaitable) || second.async_connect(v4, use_awaitable));
  if (r.index() == 0)
    co_return std::move(first);
  co_return std::move(second);
}

// A join cancels the others when one fails; with errors that come as values none does.
class mirror {
public:
  explicit mirror(tcp::socket s) : socket_(std::move(s)) {}
  awaitable<void> publish_ok(tcp::socket &to, std::string line) {
    co_await (asio::async_write(to, asio::buffer(line), as_tuple(use_awaitable)) &&
              asio::async_write(socket_, asio::buffer(line), as_tuple(use_awaitable)));
  }
  awaitable<void> publish_bad(tcp::socket &to, std::string line) {
    co_await (asio::async_write(to, asio::buffer(line), use_awaitable) &&
              asio::async_write(socket_, asio::buffer(line), use_awaitable)); // expected-warning {{'socket_' is used again}}
  }
  awaitable<void> serve(tcp::acceptor &a) {
    for (int failed = 0; failed < 100;) {
      tcp::socket to = co_await a.async_accept(use_awaitable);
      try {
        co_await publish_ok(to, "hello");
        co_await publish_bad(to, "hello");
      } catch (const std::exception &) {
        ++failed;
      }
    }
  }

private:
  tcp::socket socket_;
};
