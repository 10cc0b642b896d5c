// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// A lost race is told through several coroutines: each hands on what the one below it gave, in its own words.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::as_tuple;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::awaitable_operators::operator||;
using asio::ip::tcp;
using boost::system::error_code;

template <class Op, class Ok, class Late> awaitable<void> within(int seconds, Op &&op, Ok &&ok, Late &&late) {
  asio::steady_timer t(co_await asio::this_coro::executor, std::chrono::seconds(seconds));
  auto r = co_await (op() || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 0) {
    ok(std::get<0>(r));
    co_return;
  }
  late(std::get<1>(r));
}
template <class Op> awaitable<std::size_t> sized(Op &&op, error_code &ec) {
  std::size_t n = 0;
  co_await within(5, std::forward<Op>(op),
                  [&](const auto &r) { const auto &[e, m] = r; ec = e; n = m; },
                  // The choice makes two ways, and both write.
                  [&](const auto &w) { const auto &[e] = w; ec = e ? e : error_code{asio::error::timed_out}; n = 0; });
  co_return n;
}

//===-- a bool, handed on twice --------------------------------------------------===//

class Greeting {
public:
  awaitable<void> all_ok() {
    std::string name;
    if (!co_await field(1, name))
      co_return;
    co_await asio::async_read(socket_, asio::buffer(rest_), use_awaitable);
  }
  awaitable<void> carriesOn_bad() {
    std::string name;
    if (!co_await other(name))
      name = "nobody";
    co_await asio::async_read(socket_, asio::buffer(rest_), use_awaitable);
  }

private:
  tcp::socket socket_;
  char rest_[64];
  awaitable<std::size_t> part(asio::mutable_buffer b, error_code &ec) {
    co_return co_await sized([&] { return asio::async_read(socket_, b, as_tuple(use_awaitable)); }, ec);
  }
  awaitable<std::size_t> part2(asio::mutable_buffer b, error_code &ec) {
    co_return co_await sized([&] { return asio::async_read(socket_, b, as_tuple(use_awaitable)); }, ec); // expected-warning {{'boost::asio::async_read' is not safe to lose}}
  }
  awaitable<bool> refuse(int why) {
    (void)why;
    co_return false;
  }
  awaitable<bool> shortField(std::string &out) {
    char b[4];
    error_code ec;
    co_await part(asio::buffer(b), ec);
    if (ec)
      co_return co_await refuse(1);
    out.assign(b, 4);
    co_return true;
  }
  awaitable<bool> field(int kind, std::string &out) {
    if (kind == 1)
      co_return co_await shortField(out);
    co_return false;
  }
  awaitable<bool> inner(std::string &out) {
    char b[4];
    error_code ec;
    co_await part2(asio::buffer(b), ec);
    if (ec)
      co_return co_await refuse(1);
    out.assign(b, 4);
    co_return true;
  }
  awaitable<bool> other(std::string &out) { co_return co_await inner(out); }
};

//===-- a code that is written on other ways as well ------------------------------===//

class Packets {
public:
  awaitable<bool> answer_ok(std::string text) {
    error_code ec;
    co_await packet(text, ec);
    if (ec)
      co_return false;
    co_await packet(text, ec);
    co_return !ec;
  }

private:
  tcp::socket socket_;
  awaitable<void> packet(const std::string &text, error_code &ec) {
    ec.clear();
    if (text.size() > 4096) {
      ec = asio::error::message_size;
      co_return;
    }
    co_await sized([&] { return asio::async_write(socket_, asio::buffer(text), as_tuple(use_awaitable)); }, ec);
  }
};

//===-- a value for each field ----------------------------------------------------===//

struct Request { bool ok = false; std::string host; int command = 0; };
class Proxy {
public:
  awaitable<void> serve_ok() {
    const auto r = co_await request();
    if (!r.ok)
      co_return;
    co_await asio::async_read(socket_, asio::buffer(rest_), use_awaitable);
  }
  awaitable<void> serve_bad() {
    const auto r = co_await request2();
    if (!r.ok)
      ++bad_;
    co_await asio::async_read(socket_, asio::buffer(rest_), use_awaitable);
  }

private:
  tcp::socket socket_;
  int bad_ = 0;
  char rest_[64];
  static Request invalid(int command = 0) { return Request{.ok = false, .host = "", .command = command}; }
  awaitable<Request> request() {
    char b[4];
    error_code ec;
    co_await sized([&] { return asio::async_read(socket_, asio::buffer(b), as_tuple(use_awaitable)); }, ec);
    if (ec)
      co_return invalid();
    co_return Request{.ok = true, .host = std::string(b, 4), .command = b[0]};
  }
  awaitable<Request> request2() {
    char b[4];
    error_code ec;
    co_await sized([&] { return asio::async_read(socket_, asio::buffer(b), as_tuple(use_awaitable)); }, ec); // expected-warning {{'boost::asio::async_read' is not safe to lose}}
    if (ec)
      co_return invalid();
    co_return Request{.ok = true, .host = std::string(b, 4), .command = b[0]};
  }
};

//===-- a field that was asked before ---------------------------------------------===//

struct Connected { error_code ec; std::string bind; int code = 0; };
awaitable<Connected> dial(const std::string &host);
class Relay {
public:
  awaitable<void> start_ok() {
    const auto c = co_await backend();
    if (c.ec)
      co_return;
    co_await reply(0);
  }

private:
  tcp::socket socket_;
  awaitable<Connected> backend() {
    const auto result = co_await dial("db");
    if (!result.ec)
      co_return result;
    (void)co_await reply(result.code); // Whatever becomes of that: the caller is told of the error.
    co_return result;
  }
  awaitable<bool> reply(int code) {
    char out[2] = {5, static_cast<char>(code)};
    error_code ec;
    co_await sized([&] { return asio::async_write(socket_, asio::buffer(out), as_tuple(use_awaitable)); }, ec);
    co_return !ec;
  }
};

//===-- an iterator ---------------------------------------------------------------===//

using Peers = std::vector<tcp::endpoint>;
awaitable<void> reach(tcp::socket &s, const tcp::endpoint &to, error_code &ec) {
  co_await within(5, [&] { return s.async_connect(to, as_tuple(use_awaitable)); }, // expected-warning {{is not safe to lose}}
                  [&](const auto &r) { ec = std::get<0>(r); }, [&](const auto &) { ec = asio::error::timed_out; });
}
awaitable<Peers::const_iterator> firstOf(tcp::socket &s, const Peers &all) {
  for (auto it = all.begin(); it != all.end(); ++it) {
    error_code ec;
    s.close();
    co_await reach(s, *it, ec);
    if (!ec)
      co_return it;
  }
  co_return all.end();
}
struct Upstream {
  tcp::socket socket_;
  Peers peers_;
  bool none_ = false;
  awaitable<void> dial_ok() {
    auto hit = co_await firstOf(socket_, peers_);
    if (hit == peers_.end())
      co_return;
    co_await asio::async_write(socket_, asio::buffer("hello", 5), use_awaitable);
  }
  awaitable<void> dial_bad() {
    auto hit = co_await firstOf(socket_, peers_);
    if (hit == peers_.end())
      none_ = true;
    co_await asio::async_write(socket_, asio::buffer("hello", 5), use_awaitable);
  }
};
