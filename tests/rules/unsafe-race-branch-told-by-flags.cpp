// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Helpers that tell by a flag or code which they write (an out parameter, a member) how their race ended. Each has callers
// of one kind only: the finding stands in the helper.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
void log(const char *what);

struct device {
  tcp::socket link;
  asio::steady_timer timer;
  std::vector<char> block;
};

//===-- an error code ------------------------------------------------------------===//

awaitable<void> fill_bad(device &d, error_code &ec) {
  auto r = co_await (asio::async_read(d.link, asio::buffer(d.block), use_awaitable) || d.timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
  if (r.index() == 1) {
    ec = asio::error::timed_out;
    co_return;
  }
  ec = {};
}
awaitable<void> fill_again(device d) {
  for (;;) {
    error_code ec;
    co_await fill_bad(d, ec);
    if (ec == asio::error::timed_out)
      continue;
    if (ec)
      co_return;
  }
}

awaitable<void> fill_ok(device &d, error_code &ec) {
  auto r = co_await (asio::async_read(d.link, asio::buffer(d.block), use_awaitable) || d.timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    ec = asio::error::timed_out;
    co_return;
  }
  ec = {};
}
awaitable<void> fill_or_end(device d) {
  for (;;) {
    error_code ec;
    co_await fill_ok(d, ec);
    if (ec == asio::error::timed_out) {
      d.link.close();
      co_return;
    }
  }
}
awaitable<void> fill_while_well(device d) {
  error_code ec;
  while (!ec)
    co_await fill_ok(d, ec);
}

// Something that throws for it is trusted to.
void check(const error_code &ec, const char *what);
awaitable<void> fill_checked_ok(device &d, error_code &ec) {
  auto r = co_await (asio::async_read(d.link, asio::buffer(d.block), use_awaitable) || d.timer.async_wait(use_awaitable));
  if (r.index() == 1)
    ec = asio::error::timed_out;
}
awaitable<void> fill_checked(device d) {
  for (;;) {
    error_code ec;
    co_await fill_checked_ok(d, ec);
    check(ec, "fill");
  }
}

//===-- a flag --------------------------------------------------------------------===//

awaitable<void> poll_bad(device &d, bool &late) {
  auto r = co_await (asio::async_read(d.link, asio::buffer(d.block), use_awaitable) || d.timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
  late = r.index() == 1;
  if (late)
    log("late");
}
awaitable<void> poll_on(device d) {
  for (;;) {
    bool late = false;
    co_await poll_bad(d, late);
    if (!late)
      log("block");
  }
}

awaitable<void> poll_ok(device &d, bool &late) {
  auto r = co_await (asio::async_read(d.link, asio::buffer(d.block), use_awaitable) || d.timer.async_wait(use_awaitable));
  late = r.index() == 1;
  if (late)
    log("late");
}
awaitable<void> poll_until(device d) {
  bool late = false;
  while (!late)
    co_await poll_ok(d, late);
  d.link.close();
}

// Written only where it went well.
awaitable<void> try_bad(device &d, bool &got) {
  auto r = co_await (asio::async_read(d.link, asio::buffer(d.block), use_awaitable) || d.timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
  if (r.index() == 0)
    got = true;
}
awaitable<void> try_on(device d) {
  for (;;) {
    bool got = false;
    co_await try_bad(d, got);
    if (!got)
      continue;
    log("block");
  }
}

awaitable<void> try_ok(device &d, bool &got) {
  auto r = co_await (asio::async_read(d.link, asio::buffer(d.block), use_awaitable) || d.timer.async_wait(use_awaitable));
  if (r.index() == 0)
    got = true;
}
awaitable<void> try_once(device d) {
  for (;;) {
    bool got = false;
    co_await try_ok(d, got);
    if (!got)
      co_return;
    log("block");
  }
}

//===-- a member ------------------------------------------------------------------===//

class looped {
public:
  awaitable<void> tick_bad() {
    auto r = co_await (asio::async_read(d_.link, asio::buffer(d_.block), use_awaitable) || d_.timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose in this race}}
    expired_ = r.index() == 1;
    if (expired_)
      log("expired");
  }
  awaitable<void> run() {
    for (;;) {
      co_await tick_bad();
      if (expired_)
        log("again");
    }
  }

private:
  device d_;
  bool expired_ = false;
};

class ended {
public:
  bool expired() const { return expired_; }
  awaitable<void> tick_ok() {
    auto r = co_await (asio::async_read(d_.link, asio::buffer(d_.block), use_awaitable) || d_.timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      expired_ = true;
      co_return;
    }
    expired_ = false;
  }
  awaitable<void> run() {
    do
      co_await tick_ok();
    while (!expired());
    d_.link.close();
  }
  awaitable<void> run_as_well() {
    while (!expired_)
      co_await tick_ok();
    d_.link.close();
  }

private:
  device d_;
  bool expired_ = false;
};

// A race of what it was given, and a member of its own that tells.
class deadline {
public:
  explicit deadline(asio::any_io_executor ex) : timer_(ex, 1s) {}
  template <class T> awaitable<bool> guard(awaitable<T> what) {
    auto r = co_await (std::move(what) || timer_.async_wait(use_awaitable));
    if (r.index() == 0)
      co_return true;
    expired_ = true;
    co_return false;
  }

private:
  asio::steady_timer timer_;
  bool expired_ = false;
};
awaitable<void> guarded_bad(tcp::socket s, std::vector<char> block) {
  for (int i = 0; i < 5; ++i) {
    deadline d(s.get_executor());
    if (!co_await d.guard(asio::async_read(s, asio::buffer(block), use_awaitable))) // expected-warning {{not safe to lose in this race}}
      log("late");
  }
}
awaitable<void> guarded_ok(tcp::socket s, std::vector<char> block) {
  for (int i = 0; i < 5; ++i) {
    deadline d(s.get_executor());
    if (!co_await d.guard(asio::async_read(s, asio::buffer(block), use_awaitable)))
      co_return;
  }
}
