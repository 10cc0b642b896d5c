// RUN: %corosafe %s -- -std=c++20 %verify

// A receive from a closed channel, or a read at the end of a stream, completes at once.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <chrono>
#include <iostream>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::as_tuple;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

using channel = asio::experimental::channel<void(error_code, std::string)>;

void handle(const std::string &message);
bool fatal(const error_code &ec);
void log(const error_code &ec);

awaitable<void> continue_bad(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable)); // expected-warning {{once 'ch' has ended}}
    if (ec)
      continue;
    handle(message);
  }
}

awaitable<void> not_looked_at_bad(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
    handle(message);
  }
}

awaitable<void> only_when_good_bad(channel &ch) {
  while (true) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
    if (!ec)
      handle(message);
  }
}

awaitable<void> logged_bad(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
    if (ec) {
      log(ec);
      continue;
    }
    handle(message);
  }
}

awaitable<void> only_cancelled_bad(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
    if (ec == asio::error::operation_aborted)
      co_return;
    if (!ec)
      handle(message);
  }
}

awaitable<void> read_bad(tcp::socket &s) {
  char data[64];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(data), as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
    if (ec) {
      std::cerr << ec.message() << '\n';
      continue;
    }
    handle(std::string(data, n));
  }
}

awaitable<void> redirected_bad(tcp::socket &s) {
  char data[64];
  error_code ec;
  for (;;) {
    auto n = co_await s.async_read_some(asio::buffer(data), asio::redirect_error(use_awaitable, ec)); // expected-warning {{this loop spins}}
    if (!ec)
      handle(std::string(data, n));
  }
}

awaitable<void> accept_bad(tcp::acceptor &a) {
  for (;;) {
    auto [ec, s] = co_await a.async_accept(as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
    if (ec)
      continue;
    s.close();
  }
}

//===-- right ----------------------------------------------------------------===//

awaitable<void> return_ok(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
    if (ec)
      co_return;
    handle(message);
  }
}

awaitable<void> break_ok(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
    if (!ec)
      handle(message);
    else
      break;
  }
}

awaitable<void> throws_ok(channel &ch) {
  for (;;)
    handle(co_await ch.async_receive(use_awaitable));
}

awaitable<void> asks_for_the_end_ok(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
    if (ec == asio::experimental::error::channel_closed)
      co_return;
    if (ec)
      continue;
    handle(message);
  }
}

awaitable<void> delay_ok(channel &ch, asio::steady_timer &t) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
    if (ec) {
      t.expires_after(1s);
      co_await t.async_wait(use_awaitable);
      continue;
    }
    handle(message);
  }
}

awaitable<void> predicate_ok(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
    if (fatal(ec))
      co_return;
    handle(message);
  }
}

awaitable<void> while_open_ok(channel &ch) {
  while (ch.is_open()) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
    if (ec)
      continue;
    handle(message);
  }
}

awaitable<void> redirected_ok(tcp::socket &s) {
  char data[64];
  error_code ec;
  for (;;) {
    auto n = co_await s.async_read_some(asio::buffer(data), asio::redirect_error(use_awaitable, ec));
    if (ec)
      break;
    handle(std::string(data, n));
  }
}

awaitable<void> redirected_condition_ok(tcp::socket &s) {
  char data[64];
  error_code ec;
  while (!ec) {
    auto n = co_await s.async_read_some(asio::buffer(data), asio::redirect_error(use_awaitable, ec));
    handle(std::string(data, n));
  }
}

awaitable<void> some_times_ok(channel &ch) {
  for (int i = 0; i < 8; ++i) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
    if (ec)
      continue;
    handle(message);
  }
}

// A timer has no end.
awaitable<void> timer_ok(asio::steady_timer &t) {
  for (;;) {
    t.expires_after(1s);
    auto [ec] = co_await t.async_wait(as_tuple(use_awaitable));
    if (ec)
      continue;
    handle("tick");
  }
}

awaitable<void> replaced_ok(tcp::socket &s, tcp::endpoint to) {
  char data[64];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(data), as_tuple(use_awaitable));
    if (ec) {
      s.close();
      co_await s.async_connect(to, use_awaitable);
      continue;
    }
    handle(std::string(data, n));
  }
}

awaitable<void> once_ok(channel &ch) {
  auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
  handle(message);
}

//===-- errors that are no end --------------------------------------------------===//

struct decoder {
  void feed(const char *data, std::size_t size);
  bool wants_more() const;
};

// The one error that is let through is no end: all others throw.
awaitable<void> all_but_one_error_throws_ok(tcp::socket &s, decoder &d) {
  char data[64];
  while (d.wants_more()) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(data), as_tuple(use_awaitable));
    if (ec && ec != asio::error::would_block)
      throw boost::system::system_error(ec);
    d.feed(data, n);
  }
}

awaitable<void> only_the_end_goes_on_bad(tcp::socket &s, decoder &d) {
  char data[64];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(data), as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
    if (ec && ec != asio::error::eof)
      throw boost::system::system_error(ec);
    d.feed(data, n);
  }
}

awaitable<void> reset_ends_it_ok(tcp::socket &s, decoder &d) {
  char data[64];
  for (;;) {
    auto [ec, n] = co_await s.async_read_some(asio::buffer(data), as_tuple(use_awaitable));
    if (ec == asio::error::connection_reset || ec == asio::error::eof)
      co_return;
    d.feed(data, n);
  }
}

// An acceptor ends when its own side closes it, and here nobody can.
awaitable<void> accept_own_ok() {
  tcp::acceptor a(co_await asio::this_coro::executor, {tcp::v4(), 8080});
  for (;;) {
    auto [ec, s] = co_await a.async_accept(as_tuple(use_awaitable));
    if (s.is_open())
      s.close();
  }
}
awaitable<void> accept_closed_bad(asio::io_context &io) {
  tcp::acceptor a(co_await asio::this_coro::executor, {tcp::v4(), 8080});
  asio::signal_set stop(io, 15);
  stop.async_wait([&a](boost::system::error_code, int) { a.close(); });
  for (;;) {
    auto [ec, s] = co_await a.async_accept(as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
    if (s.is_open())
      s.close();
  }
}
awaitable<void> accept_given_ok(tcp::acceptor a) {
  for (;;) {
    auto [ec, s] = co_await a.async_accept(as_tuple(use_awaitable));
    if (ec)
      continue;
    s.close();
  }
}
awaitable<void> accept_lent_ok(tcp::acceptor &a) {
  for (;;) {
    auto [ec, s] = co_await a.async_accept(as_tuple(use_awaitable));
    if (ec)
      continue;
    s.close();
  }
}
awaitable<void> lends() {
  tcp::acceptor a(co_await asio::this_coro::executor, {tcp::v4(), 8081});
  co_await accept_lent_ok(a);
}
awaitable<void> accept_lent_bad(tcp::acceptor &a) {
  for (;;) {
    auto [ec, s] = co_await a.async_accept(as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
    if (ec)
      continue;
    s.close();
  }
}
awaitable<void> lends_and_cancels(asio::steady_timer &stop) {
  tcp::acceptor a(co_await asio::this_coro::executor, {tcp::v4(), 8081});
  stop.async_wait([&](auto) { a.cancel(); });
  co_await accept_lent_bad(a);
}

// The member of one class is not that of another.
class never_stopped {
  tcp::acceptor acceptor_;

public:
  awaitable<void> accept_ok() {
    for (;;) {
      auto [ec, s] = co_await acceptor_.async_accept(as_tuple(use_awaitable));
      if (ec)
        continue;
      s.close();
    }
  }
};
class stopped {
  tcp::acceptor acceptor_;
  bool stopping_ = false;

public:
  void stop() {
    stopping_ = true;
    acceptor_.close();
  }
  awaitable<void> accept_bad() {
    for (;;) {
      auto [ec, s] = co_await acceptor_.async_accept(as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
      if (ec)
        continue;
      s.close();
    }
  }
  // Whoever closes it aborts the operation that waits.
  awaitable<void> accept_asks_ok() {
    for (;;) {
      auto [ec, s] = co_await acceptor_.async_accept(as_tuple(use_awaitable));
      if (ec == asio::error::operation_aborted)
        co_return;
      if (ec)
        continue;
      s.close();
    }
  }
  awaitable<void> accept_asks_within_ok() {
    for (;;) {
      auto [ec, s] = co_await acceptor_.async_accept(as_tuple(use_awaitable));
      if (ec) {
        if (ec == asio::error::operation_aborted)
          break;
        continue;
      }
      s.close();
    }
  }
  awaitable<void> accept_while_open_ok() {
    while (acceptor_.is_open()) {
      auto [ec, s] = co_await acceptor_.async_accept(as_tuple(use_awaitable));
      if (!ec)
        s.close();
    }
  }
  awaitable<void> accept_until_told_ok() {
    while (!stopping_) {
      auto [ec, s] = co_await acceptor_.async_accept(as_tuple(use_awaitable));
      if (!ec)
        s.close();
    }
  }
};

// A datagram socket has no end but being closed, which cancels what waits.
class beacon {
public:
  void stop() { socket_.close(); }
  awaitable<void> told_ok() {
    for (;;) {
      auto [ec, n] = co_await socket_.async_receive_from(asio::buffer(data_), from_, asio::experimental::as_tuple(use_awaitable));
      if (ec == asio::error::operation_aborted)
        break;
      if (ec)
        continue;
      (void)n;
    }
  }
  awaitable<void> passedOver_bad() {
    for (;;) {
      auto [ec, n] = co_await socket_.async_receive_from(asio::buffer(data_), from_, asio::experimental::as_tuple(use_awaitable)); // expected-warning {{this loop spins}}
      if (ec)
        continue;
      (void)n;
    }
  }

private:
  asio::ip::udp::socket socket_;
  asio::ip::udp::endpoint from_;
  std::array<char, 512> data_;
};
