// RUN: %corosafe %s -- -std=c++20 %verify

// Channels: a message popped by a branch that loses is gone.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Channel = asio::experimental::channel<void(error_code, std::string)>;

void handle(std::string message);
void flush_statistics();

awaitable<void> periodic_flush_bad(Channel &inbox) {
  asio::steady_timer tick(inbox.get_executor());
  for (;;) {
    tick.expires_after(10s);
    auto r = co_await (inbox.async_receive(use_awaitable) || tick.async_wait(use_awaitable)); // expected-warning {{not safe to lose}} expected-warning {{corosafe-restarted-timer}}
    if (r.index() == 0)
      handle(std::get<0>(std::move(r)));
    else
      flush_statistics();
  }
}

// The same with the channel that more than one thread uses.
using SharedChannel = asio::experimental::concurrent_channel<void(error_code, std::string)>;

awaitable<void> concurrent_channel_bad(SharedChannel &inbox) {
  asio::steady_timer tick(inbox.get_executor());
  for (;;) {
    tick.expires_after(10s);
    auto r = co_await (inbox.async_receive(use_awaitable) || tick.async_wait(use_awaitable)); // expected-warning {{not safe to lose}} expected-warning {{corosafe-restarted-timer}}
    if (r.index() == 0)
      handle(std::get<0>(std::move(r)));
    else
      flush_statistics();
  }
}

// Not raced: the clock is looked at between two messages.
awaitable<void> periodic_flush_ok(Channel &inbox) {
  asio::steady_timer tick(inbox.get_executor());
  tick.expires_after(10s);
  for (;;) {
    std::string message = co_await inbox.async_receive(use_awaitable);
    handle(std::move(message));
    if (tick.expiry() <= asio::steady_timer::clock_type::now()) {
      flush_statistics();
      tick.expires_after(10s);
    }
  }
}

// A stop request ends the consumer together with its channel.
awaitable<void> stop_request_ok(Channel inbox, asio::steady_timer &stopped) {
  for (;;) {
    auto r = co_await (inbox.async_receive(use_awaitable) || stopped.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return;
    handle(std::get<0>(std::move(r)));
  }
}

// Closing the channel, here by its only consumer, gives its messages up.
awaitable<void> closed_on_stop_ok(Channel &inbox, asio::steady_timer &stopped) {
  for (;;) {
    auto r = co_await (inbox.async_receive(use_awaitable) || stopped.async_wait(use_awaitable));
    if (r.index() == 1) {
      inbox.close();
      co_return;
    }
    handle(std::get<0>(std::move(r)));
  }
}

// A mailbox that others post to and drain.
class Mailbox {
public:
  explicit Mailbox(asio::any_io_executor executor) : inbox_(executor, 64), timer_(executor) {}

  awaitable<std::optional<std::string>> take_for_bad(std::chrono::milliseconds limit) {
    timer_.expires_after(limit);
    auto r = co_await (
        inbox_.async_receive(use_awaitable) || // expected-warning {{not safe to lose}}
        timer_.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return std::get<0>(std::move(r));
    co_return std::nullopt;
  }

  awaitable<std::string> take() { co_return co_await inbox_.async_receive(use_awaitable); }

  bool post(std::string message) { return inbox_.try_send(error_code(), std::move(message)); }

private:
  Channel inbox_;
  asio::steady_timer timer_;
};

// Waiting for room with a limit; on a timeout the message is dropped on purpose.
awaitable<void> send_or_drop_ok(Channel &outbox, std::string message) {
  asio::steady_timer timer(outbox.get_executor(), 50ms);
  auto r = co_await (outbox.async_send(error_code(), std::move(message), use_awaitable) ||
                     timer.async_wait(use_awaitable));
  if (r.index() == 1)
    flush_statistics();
}

// Taken from one channel, not yet in the other.
awaitable<void> forward(Channel &from, Channel &to) {
  for (;;) {
    std::string message = co_await from.async_receive(use_awaitable);
    co_await to.async_send(error_code(), std::move(message), use_awaitable);
  }
}

awaitable<void> forward_until_paused_bad(Channel &from, Channel &to, asio::steady_timer &pause) {
  for (;;) {
    co_await (
        forward(from, to) || // expected-warning {{not safe to lose}}
        pause.async_wait(use_awaitable));
    flush_statistics();
  }
}

awaitable<void> forward_until_stopped_ok(Channel from, Channel to, asio::steady_timer &stopped) {
  co_await (forward(from, to) || stopped.async_wait(use_awaitable));
  flush_statistics();
}

// The socket and the outbox are both raced: a message popped in the turn a frame arrives is never sent. Receiving by
// `read_until` keeps its bytes in `pending`.
awaitable<void> chat_member_bad(tcp::socket sock, Channel &outbox) {
  std::string pending;
  for (;;) {
    auto r = co_await (
        asio::async_read_until(sock, asio::dynamic_buffer(pending), '\n', use_awaitable) ||
        outbox.async_receive(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0) {
      handle(pending.substr(0, std::get<0>(r)));
      pending.erase(0, std::get<0>(r));
    } else {
      std::string message = std::get<1>(std::move(r));
      co_await asio::async_write(sock, asio::buffer(message), use_awaitable);
    }
  }
}

// Each direction in a loop of its own, and the member leaves when either ends.
awaitable<void> read_loop(tcp::socket &sock) {
  std::string pending;
  for (;;) {
    std::size_t size = co_await asio::async_read_until(sock, asio::dynamic_buffer(pending), '\n', use_awaitable);
    handle(pending.substr(0, size));
    pending.erase(0, size);
  }
}

awaitable<void> write_loop(tcp::socket &sock, Channel &outbox) {
  for (;;) {
    std::string message = co_await outbox.async_receive(use_awaitable);
    co_await asio::async_write(sock, asio::buffer(message), use_awaitable);
  }
}

awaitable<void> chat_member_ok(tcp::socket sock) {
  Channel outbox(sock.get_executor(), 16);
  co_await (read_loop(sock) || write_loop(sock, outbox));
}

// The winner's value is given to the one who has both channels: that says nothing of the loser.
struct Shard {
  Channel commands, replies;
  void apply(std::string text);
};
void take(Shard &shard, std::string text);

awaitable<void> shard_loop_bad(Shard &shard) {
  for (;;) {
    auto r = co_await (shard.commands.async_receive(use_awaitable) || // expected-warning {{'shard.commands' is used again}}
                       shard.replies.async_receive(use_awaitable)); // expected-warning {{'shard.replies' is used again}}
    if (r.index() == 0)
      shard.apply(std::get<0>(r));
    else
      shard.apply(std::get<1>(r));
  }
}

awaitable<void> shard_visit_bad(Shard &shard) {
  for (;;) {
    auto r = co_await (shard.commands.async_receive(use_awaitable) || // expected-warning {{'shard.commands' is used again}}
                       shard.replies.async_receive(use_awaitable)); // expected-warning {{'shard.replies' is used again}}
    std::visit([&](auto &text) { shard.apply(std::move(text)); }, r);
  }
}

// Whoever is given the whole result can look who won.
struct Judge {
  Channel in;
  bool goes_on(const std::variant<std::string, std::monostate> &r);
};
awaitable<void> judged_ok(Judge &judge, asio::steady_timer &t) {
  for (;;) {
    auto r = co_await (judge.in.async_receive(use_awaitable) || t.async_wait(use_awaitable));
    if (!judge.goes_on(r))
      co_return;
  }
}

//===-- messages of their own, and parts of one -------------------------------------//

struct Packet {
  int kind = 0;
};
using Outbox = asio::experimental::channel<void(error_code, std::string)>;
using Inbox = asio::experimental::channel<void(error_code, Packet)>;

/// Answers what comes on a connection; the queue of answers outlives that.
struct Answering {
  Outbox outbox;
  asio::steady_timer idle;
  bool stopped = false;
  awaitable<void> answers(tcp::socket &s) {
    Packet p;
    while (s.is_open()) {
      co_await asio::async_read(s, asio::buffer(&p, sizeof p), use_awaitable);
      if (p.kind == 1)
        co_await outbox.async_send({}, "ack", use_awaitable);
      else
        co_await outbox.async_send({}, "pong", use_awaitable);
    }
  }
  awaitable<void> pings() {
    for (;;) {
      co_await idle.async_wait(use_awaitable);
      if (stopped)
        co_return;
      co_await outbox.async_send({}, "ping", use_awaitable);
    }
  }
  awaitable<void> connected_ok(tcp::socket s) { co_await (answers(s) || pings()); }
  awaitable<void> run() {
    while (!stopped)
      co_await connected_ok(tcp::socket(idle.get_executor()));
  }
};

/// One list, in parts.
struct Listing {
  Outbox outbox;
  asio::steady_timer limit;
  bool stopped = false;
  awaitable<void> list(std::vector<std::string> parts) {
    for (auto &part : parts)
      co_await outbox.async_send({}, part, use_awaitable);
  }
  awaitable<void> begins_and_ends() {
    Packet p;
    while (!stopped) {
      co_await limit.async_wait(use_awaitable);
      co_await outbox.async_send({}, "begin", use_awaitable);
      co_await outbox.async_send({}, "end", use_awaitable);
    }
  }
  awaitable<void> run_bad() {
    while (!stopped)
      co_await (list({"a", "b"}) || limit.async_wait(use_awaitable)); // expected-warning {{'Listing::list' is not safe to lose}}
  }
  awaitable<void> run_again_bad() {
    while (!stopped)
      co_await (begins_and_ends() || limit.async_wait(use_awaitable)); // expected-warning {{'Listing::begins_and_ends' is not safe to lose}}
  }
};
