// RUN: %corosafe --checks='-*,corosafe-unsafe-race-branch' %s -- -std=c++20 %verify
// REQUIRES: boost

// A race was lost, and what it was about is used no more: a flag that is set then keeps everybody from it, or it begins anew.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace refusals {
namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

void handle(const std::string &);

//===-- a flag says that it is broken ---------------------------------------------------===//

class asked_at_entry {
  tcp::socket sock_;
  std::string buf_;
  bool broken_ = false;

public:
  awaitable<bool> next_ok(asio::steady_timer &timer) {
    if (broken_)
      throw std::runtime_error("broken");
    auto r = co_await (asio::async_read(sock_, asio::buffer(buf_), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      broken_ = true;
      co_return false;
    }
    co_return true;
  }
  awaitable<void> run(asio::steady_timer &timer) {
    for (;;)
      if (co_await next_ok(timer))
        handle(buf_);
  }
};
class asked_by_predicate {
  tcp::socket sock_;
  bool broken_ = false;
  bool usable() const { return !broken_; }

public:
  awaitable<void> send_ok(std::string text, asio::steady_timer &timer) {
    if (!usable())
      co_return;
    auto r = co_await (asio::async_write(sock_, asio::buffer(text), use_awaitable) || timer.async_wait(use_awaitable));
    broken_ = r.index() == 1;
  }
  awaitable<void> run(asio::steady_timer &timer) {
    for (int i = 0; i < 10; ++i)
      co_await send_ok(std::to_string(i), timer);
  }
};
class asked_further_in {
  enum class state { open, failed };
  tcp::socket sock_;
  state state_ = state::open;
  awaitable<void> raw_ok(std::string text, asio::steady_timer &timer) {
    if (state_ == state::failed)
      co_return;
    auto r = co_await (asio::async_write(sock_, asio::buffer(text), use_awaitable) || timer.async_wait(use_awaitable));
    if (r.index() == 1)
      state_ = state::failed;
  }

public:
  awaitable<void> send(std::string text, asio::steady_timer &timer) { co_await raw_ok(text + "\n", timer); }
  awaitable<void> run(asio::steady_timer &timer) {
    for (int i = 0; i < 10; ++i)
      co_await send(std::to_string(i), timer);
  }
};
struct connection {
  tcp::socket sock;
  bool dead = false;
};
awaitable<void> send_on_ok(connection &c, std::string text, asio::steady_timer &timer) {
  if (c.dead)
    co_return;
  auto r = co_await (asio::async_write(c.sock, asio::buffer(text), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    c.dead = true;
}
awaitable<void> send_all_on(std::shared_ptr<connection> c, asio::steady_timer &timer) {
  for (int i = 0; i < 10; ++i)
    co_await send_on_ok(*c, std::to_string(i), timer);
}
class asked_by_nobody {
  tcp::socket sock_;
  bool broken_ = false;

public:
  awaitable<void> send_bad(std::string text, asio::steady_timer &timer) {
    auto r = co_await (asio::async_write(sock_, asio::buffer(text), use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 1)
      broken_ = true;
  }
  awaitable<void> run(asio::steady_timer &timer) {
    for (int i = 0; i < 10; ++i)
      co_await send_bad(std::to_string(i), timer);
  }
};
class asked_the_other_way_round {
  tcp::socket sock_;
  bool broken_ = false;

public:
  awaitable<void> send_bad(std::string text, asio::steady_timer &timer) {
    if (!broken_ && text.empty())
      co_return;
    auto r = co_await (asio::async_write(sock_, asio::buffer(text), use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 1)
      broken_ = true;
  }
  awaitable<void> run(asio::steady_timer &timer) {
    for (int i = 0; i < 10; ++i)
      co_await send_bad(std::to_string(i), timer);
  }
};
class not_asked_by_all {
  tcp::socket sock_;
  bool broken_ = false;

public:
  awaitable<void> send_bad(std::string text, asio::steady_timer &timer) {
    if (broken_)
      co_return;
    auto r = co_await (asio::async_write(sock_, asio::buffer(text), use_awaitable) || // expected-warning {{not safe to lose}}
                       timer.async_wait(use_awaitable));
    if (r.index() == 1)
      broken_ = true;
  }
  awaitable<void> farewell() { co_await asio::async_write(sock_, asio::buffer("bye"), use_awaitable); }
  awaitable<void> run(asio::steady_timer &timer) {
    for (int i = 0; i < 10; ++i)
      co_await send_bad(std::to_string(i), timer);
    co_await farewell();
  }
};

//===-- it begins anew --------------------------------------------------------------------===//

class replaced {
  tcp::socket sock_;
  tcp::endpoint peer_;
  asio::any_io_executor ex_;
  awaitable<void> reconnect() {
    sock_ = tcp::socket(ex_);
    co_await sock_.async_connect(peer_, use_awaitable);
  }

public:
  awaitable<void> send_ok(std::string text, asio::steady_timer &timer) {
    for (;;) {
      auto r = co_await (asio::async_write(sock_, asio::buffer(text), use_awaitable) ||
                         timer.async_wait(use_awaitable));
      if (r.index() == 0)
        co_return;
      co_await reconnect();
    }
  }
};
class made_again {
  std::unique_ptr<tcp::socket> sock_;
  tcp::endpoint peer_;
  asio::any_io_executor ex_;
  awaitable<void> reconnect() {
    sock_ = std::make_unique<tcp::socket>(ex_);
    co_await sock_->async_connect(peer_, use_awaitable);
  }

public:
  awaitable<void> send_ok(std::string text, asio::steady_timer &timer) {
    for (;;) {
      auto r = co_await (asio::async_write(*sock_, asio::buffer(text), use_awaitable) ||
                         timer.async_wait(use_awaitable));
      if (r.index() == 0)
        co_return;
      co_await reconnect();
    }
  }
};
class closed_first {
  tcp::socket sock_;
  tcp::endpoint peer_;
  asio::any_io_executor ex_;
  awaitable<void> reconnect() {
    sock_.close();
    co_await sock_.async_connect(peer_, use_awaitable);
  }

public:
  awaitable<void> send_ok(std::string text, asio::steady_timer &timer) {
    for (;;) {
      auto r = co_await (asio::async_write(sock_, asio::buffer(text), use_awaitable) ||
                         timer.async_wait(use_awaitable));
      if (r.index() == 0)
        co_return;
      co_await reconnect();
    }
  }
};
class used_first {
  tcp::socket sock_;
  tcp::endpoint peer_;
  asio::any_io_executor ex_;
  awaitable<void> reconnect() {
    co_await asio::async_write(sock_, asio::buffer("sorry"), use_awaitable);
    sock_.close();
    co_await sock_.async_connect(peer_, use_awaitable);
  }

public:
  awaitable<void> send_bad(std::string text, asio::steady_timer &timer) {
    for (;;) {
      auto r = co_await (asio::async_write(sock_, asio::buffer(text), use_awaitable) || // expected-warning {{not safe to lose}}
                         timer.async_wait(use_awaitable));
      if (r.index() == 0)
        co_return;
      co_await reconnect();
    }
  }
};
} // namespace refusals
