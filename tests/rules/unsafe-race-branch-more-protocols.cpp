// RUN: %corosafe %s -- -std=c++20 %verify

// Protocol steps that are half-done when they lose, over several functions, and the undo that makes them harmless.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Permits = asio::experimental::channel<void(error_code, int)>;
using Replies = asio::experimental::channel<void(error_code, std::string)>;

void count_timeout();
void log_line(std::string_view line);

// Four calls deep: the greeting, the name, the sender, the reply to it.
awaitable<std::string> reply_line(tcp::socket &mail, std::string &pending) {
  std::size_t size = co_await asio::async_read_until(mail, asio::dynamic_buffer(pending), "\r\n", use_awaitable);
  std::string line = pending.substr(0, size);
  pending.erase(0, size);
  co_return line;
}

awaitable<int> command(tcp::socket &mail, std::string &pending, std::string_view text) {
  co_await asio::async_write(mail, asio::buffer(text), use_awaitable);
  std::string line = co_await reply_line(mail, pending);
  co_return line.empty() ? 0 : line[0] - '0';
}

awaitable<bool> envelope(tcp::socket &mail, std::string &pending, std::string sender) {
  if (co_await command(mail, pending, "HELO here\r\n") != 2)
    co_return false;
  co_return co_await command(mail, pending, "MAIL FROM:<" + sender + ">\r\n") == 2;
}

awaitable<bool> submit(tcp::socket &mail, std::string &pending) {
  if (!co_await envelope(mail, pending, "me@example.org"))
    co_return false;
  co_return co_await command(mail, pending, "DATA\r\n") == 3;
}

awaitable<void> mailer_bad(tcp::socket mail) {
  asio::steady_timer timer(mail.get_executor());
  std::string pending;
  for (int attempt = 0; attempt < 3; ++attempt) {
    timer.expires_after(30s);
    auto r = co_await (
        submit(mail, pending) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 0 && std::get<0>(r))
      co_return;
  }
}

awaitable<bool> mailer_ok(tcp::endpoint server) {
  auto executor = co_await asio::this_coro::executor;
  for (int attempt = 0; attempt < 3; ++attempt) {
    tcp::socket mail(executor);
    co_await mail.async_connect(server, use_awaitable);
    asio::steady_timer timer(executor, 30s);
    std::string pending;
    auto r = co_await (submit(mail, pending) || timer.async_wait(use_awaitable));
    if (r.index() == 0 && std::get<0>(r))
      co_return true;
  }
  co_return false;
}

// Half a line stays with the caller: nothing is lost, only the wait.
awaitable<void> lines_ok(tcp::socket mail) {
  asio::steady_timer timer(mail.get_executor());
  std::string pending;
  for (;;) {
    timer.expires_after(30s);
    auto r = co_await (reply_line(mail, pending) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      count_timeout();
      continue;
    }
    log_line(std::get<0>(r));
  }
}

// A permit taken and, when the upload is cut short, never given back.
awaitable<void> upload(Permits &permits, tcp::endpoint where, std::string blob) {
  int permit = co_await permits.async_receive(use_awaitable);
  tcp::socket sock(permits.get_executor());
  co_await sock.async_connect(where, use_awaitable);
  co_await asio::async_write(sock, asio::buffer(blob), use_awaitable);
  permits.try_send(error_code(), permit);
}

awaitable<void> uploader_bad(Permits &permits, tcp::endpoint where) {
  asio::steady_timer timer(permits.get_executor());
  for (;;) {
    timer.expires_after(10s);
    auto r = co_await (
        upload(permits, where, "blob") || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    if (r.index() == 1)
      count_timeout();
  }
}

// What is waited for and what waits are entered in a table.
class Multiplexer {
public:
  explicit Multiplexer(tcp::socket sock) : sock_(std::move(sock)), timer_(sock_.get_executor()) {}

  // The entry of a call that timed out stays for ever.
  awaitable<std::string> call_FN(int id) {
    timer_.expires_after(1s);
    auto r = co_await (
        wait_for_reply(id) ||
        timer_.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return std::string();
    co_return std::get<0>(r);
  }

  // Here whoever lost takes the entry out.
  awaitable<std::string> call_ok(int id) {
    timer_.expires_after(1s);
    auto r = co_await (wait_for_reply(id) || timer_.async_wait(use_awaitable));
    if (r.index() == 1) {
      waiting_.erase(id);
      co_return std::string();
    }
    co_return std::get<0>(r);
  }

  // Here the entry goes with the frame that made it.
  awaitable<std::string> guarded_call_ok(int id) {
    timer_.expires_after(1s);
    auto r = co_await (wait_guarded(id) || timer_.async_wait(use_awaitable));
    if (r.index() == 1)
      co_return std::string();
    co_return std::get<0>(r);
  }

  void on_reply(int id, std::string reply) {
    if (auto it = waiting_.find(id); it != waiting_.end())
      it->second->try_send(error_code(), std::move(reply));
  }

private:
  struct Entry {
    Entry(Multiplexer &m, int id, std::shared_ptr<Replies> replies) : owner(m), id(id) {
      owner.waiting_.emplace(id, std::move(replies));
    }
    ~Entry() { owner.waiting_.erase(id); }
    Multiplexer &owner;
    int id;
  };

  awaitable<std::string> wait_for_reply(int id) {
    auto replies = std::make_shared<Replies>(sock_.get_executor(), 1);
    waiting_.emplace(id, replies);
    std::string reply = co_await replies->async_receive(use_awaitable); // expected-warning {{corosafe-lost-cleanup}}
    waiting_.erase(id);
    co_return reply;
  }

  awaitable<std::string> wait_guarded(int id) {
    auto replies = std::make_shared<Replies>(sock_.get_executor(), 1);
    Entry entry(*this, id, replies);
    co_return co_await replies->async_receive(use_awaitable);
  }

  tcp::socket sock_;
  asio::steady_timer timer_;
  std::map<int, std::shared_ptr<Replies>> waiting_;
};

// Tokens taken before the wait come back after it, if it ends well.
class Bucket {
public:
  explicit Bucket(asio::any_io_executor executor) : refill_(executor), limit_(executor) {}

  awaitable<void> spend(int tokens) {
    tokens_ -= tokens;
    refill_.expires_after(100ms);
    co_await refill_.async_wait(use_awaitable); // expected-warning {{corosafe-lost-cleanup}}
    tokens_ += tokens;
  }

  awaitable<void> run_bad() {
    while (tokens_ > 0) {
      limit_.expires_after(50ms);
      co_await (spend(1) || limit_.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    }
  }

  // The wait comes first, and what changes after it changes at once.
  awaitable<void> spend_late(int tokens) {
    refill_.expires_after(100ms);
    co_await refill_.async_wait(use_awaitable);
    tokens_ -= tokens;
    spent_ += tokens;
  }

  awaitable<void> run_ok() {
    while (tokens_ > 0) {
      limit_.expires_after(50ms);
      co_await (spend_late(1) || limit_.async_wait(use_awaitable));
    }
  }

private:
  asio::steady_timer refill_, limit_;
  int tokens_ = 10, spent_ = 0;
};

// The request is sent outside the race; only the wait for readiness is inside.
awaitable<void> ask_then_wait_ok(tcp::socket sock, std::string_view question) {
  asio::steady_timer timer(sock.get_executor());
  std::array<char, 256> answer;
  co_await asio::async_write(sock, asio::buffer(question), use_awaitable);
  for (;;) {
    timer.expires_after(1s);
    auto r = co_await (sock.async_wait(tcp::socket::wait_read, use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      count_timeout();
      continue;
    }
    co_await asio::async_read(sock, asio::buffer(answer), use_awaitable);
    co_return;
  }
}

// A length in a member, so that the next call knows where it stands.
class Resumable {
public:
  explicit Resumable(tcp::socket sock) : sock_(std::move(sock)), timer_(sock_.get_executor()) {}

  awaitable<void> run_ok() {
    for (;;) {
      timer_.expires_after(1s);
      auto r = co_await (readable() || timer_.async_wait(use_awaitable));
      if (r.index() == 1) {
        count_timeout();
        continue;
      }
      have_ += sock_.read_some(asio::buffer(frame_) + have_);
      if (have_ == frame_.size())
        have_ = 0;
    }
  }

private:
  awaitable<void> readable() { co_await sock_.async_wait(tcp::socket::wait_read, use_awaitable); }

  tcp::socket sock_;
  asio::steady_timer timer_;
  std::array<char, 128> frame_;
  std::size_t have_ = 0;
};
