// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// The caller is told of a lost race by a field of what is returned, by a code that a helper or a closure writes, or by what a
// helper always gives.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <optional>
#include <string>
#include <tuple>

namespace asio = boost::asio;
using asio::as_tuple;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::awaitable_operators::operator||;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

//===-- a helper or a closure writes the caller's code --------------------------===//

// a closure sets the code
awaitable<std::size_t> byClosure(tcp::socket &s, asio::mutable_buffer b, error_code &ec) {
  auto late = [&] { ec = asio::error::timed_out; };
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 0) {
    auto [e, n] = std::get<0>(r);
    ec = e;
    co_return n;
  }
  late();
  co_return 0;
}
awaitable<void> byClosure_ok(tcp::socket s) {
  char a[2], b[8];
  error_code ec;
  co_await byClosure(s, asio::buffer(a), ec);
  if (ec)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
// a helper sets it
static void tooLate(error_code &ec) { ec = asio::error::timed_out; }
awaitable<std::size_t> byHelper(tcp::socket &s, asio::mutable_buffer b, error_code &ec) {
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 0) {
    auto [e, n] = std::get<0>(r);
    ec = e;
    co_return n;
  }
  tooLate(ec);
  co_return 0;
}
awaitable<void> byHelper_ok(tcp::socket s) {
  char a[2], b[8];
  error_code ec;
  co_await byHelper(s, asio::buffer(a), ec);
  if (ec)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
// conditional value
awaitable<std::size_t> eitherWay(tcp::socket &s, asio::mutable_buffer b, error_code &ec) {
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 0) {
    auto [e, n] = std::get<0>(r);
    ec = e;
    co_return n;
  }
  const auto &[we] = std::get<1>(r);
  ec = we ? we : error_code{asio::error::timed_out};
  co_return 0;
}
awaitable<void> eitherWay_ok(tcp::socket s) {
  char a[2], b[8];
  error_code ec;
  co_await eitherWay(s, asio::buffer(a), ec);
  if (ec)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
// callbacks, one level
template <class Op, class Ok, class Late> awaitable<void> within(int sec, Op &&op, Ok &&ok, Late &&late) {
  asio::steady_timer t(co_await asio::this_coro::executor, std::chrono::seconds(sec));
  auto r = co_await (op() || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 0) {
    ok(std::get<0>(r));
    co_return;
  }
  late();
}
awaitable<std::size_t> byCallback(tcp::socket &s, asio::mutable_buffer b, error_code &ec) {
  std::size_t n = 0;
  co_await within(5, [&] { return asio::async_read(s, b, as_tuple(use_awaitable)); },
                  [&](const auto &r) { ec = std::get<0>(r); n = std::get<1>(r); },
                  [&] { ec = asio::error::timed_out; n = 0; });
  co_return n;
}
awaitable<void> byCallback_ok(tcp::socket s) {
  char a[2], b[8];
  error_code ec;
  co_await byCallback(s, asio::buffer(a), ec);
  if (ec)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
template <class Op> awaitable<std::size_t> sized(int sec, Op &&op, error_code &ec) {
  std::size_t n = 0;
  co_await within(sec, std::forward<Op>(op),
                  [&](const auto &r) { const auto &[e, m] = r; ec = e; n = m; },
                  [&] { ec = asio::error::timed_out; n = 0; });
  co_return n;
}
awaitable<std::size_t> byCallbackOfAnother(tcp::socket &s, asio::mutable_buffer b, error_code &ec) {
  co_return co_await sized(5, [&] { return asio::async_read(s, b, as_tuple(use_awaitable)); }, ec);
}
awaitable<void> byCallbackOfAnother_ok(tcp::socket s) {
  char a[2], b[8];
  error_code ec;
  co_await byCallbackOfAnother(s, asio::buffer(a), ec);
  if (ec)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
awaitable<std::size_t> byCallback2(tcp::socket &s, asio::mutable_buffer b, error_code &ec) {
  std::size_t n = 0;
  co_await within(5, [&] { return asio::async_read(s, b, as_tuple(use_awaitable)); }, // expected-warning {{'boost::asio::async_read' is not safe to lose}}
                  [&](const auto &r) { ec = std::get<0>(r); n = std::get<1>(r); },
                  [&] { ec = asio::error::timed_out; n = 0; });
  co_return n;
}
awaitable<void> goesOnWhenLate_bad(tcp::socket s) {
  char a[2], b[8];
  error_code ec;
  co_await byCallback2(s, asio::buffer(a), ec);
  if (ec && ec != asio::error::timed_out)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}

//===-- a field of what is returned ---------------------------------------------===//

struct Outcome { bool ok = false; error_code ec; int n = 0; };
enum class St { ok, late, closed };
struct Reply { St st; std::string text; };
static void failed(Outcome &o, error_code ec) { o.ok = false; o.ec = ec; }
static Outcome failure(error_code ec) { Outcome o; o.ec = ec; return o; }
static Reply failure(St st) { Reply r; r.st = st; return r; }
// carries on although told by the field
awaitable<Outcome> noted(tcp::socket &s, asio::mutable_buffer b) {
  Outcome o;
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable))); // expected-warning {{'boost::asio::async_read' is not safe to lose}}
  if (r.index() == 1) {
    failed(o, asio::error::timed_out);
    co_return o;
  }
  auto [e, n] = std::get<0>(r);
  o.ec = e;
  o.n = n;
  co_return o;
}
awaitable<void> asksTheWrongWay_bad(tcp::socket s) {
  char a[2], b[8];
  auto o = co_await noted(s, asio::buffer(a));
  if (!o.ec)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
// ok flag default false, tested the wrong way
awaitable<Outcome> unset(tcp::socket &s, asio::mutable_buffer b) {
  Outcome o;
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable))); // expected-warning {{'boost::asio::async_read' is not safe to lose}}
  if (r.index() == 1)
    co_return o;
  o.ok = true;
  co_return o;
}
awaitable<void> goesOn_bad(tcp::socket s) {
  char a[2], b[8];
  for (;;) {
    auto o = co_await unset(s, asio::buffer(a));
    if (!o.ok) continue;
    co_await asio::async_read(s, asio::buffer(b), use_awaitable);
  }
}
awaitable<Outcome> told(tcp::socket &s, asio::mutable_buffer b) {
  Outcome o;
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 1)
    co_return o;
  o.ok = true;
  co_return o;
}
awaitable<void> told_ok(tcp::socket s) {
  char a[2], b[8];
  for (;;) {
    auto o = co_await told(s, asio::buffer(a));
    if (!o.ok) break;
    co_await asio::async_read(s, asio::buffer(b), use_awaitable);
  }
}
// by a helper that makes the failure
awaitable<Outcome> toldByMaker(tcp::socket &s, asio::mutable_buffer b) {
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 1)
    co_return failure(asio::error::timed_out);
  auto [e, n] = std::get<0>(r);
  if (e)
    co_return failure(e);
  Outcome o;
  o.ok = true;
  o.n = n;
  co_return o;
}
awaitable<void> toldByMaker_ok(tcp::socket s) {
  char a[2], b[8];
  auto o = co_await toldByMaker(s, asio::buffer(a));
  if (o.ec)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
awaitable<Reply> toldByState(tcp::socket &s, asio::mutable_buffer b) {
  Reply out;
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, use_awaitable) || t.async_wait(use_awaitable));
  if (r.index() == 1) {
    out.st = St::late;
  } else {
    out.st = St::ok;
    out.text.assign(static_cast<char *>(b.data()), std::get<0>(r));
  }
  co_return out;
}
awaitable<void> toldByState_ok(tcp::socket s) {
  char a[2], b[8];
  auto o = co_await toldByState(s, asio::buffer(a));
  if (o.st != St::ok)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
awaitable<void> toldByStateSwitch_ok(tcp::socket s) {
  char a[2], b[8];
  auto o = co_await toldByState(s, asio::buffer(a));
  switch (o.st) {
  case St::ok: break;
  case St::late:
  case St::closed: co_return;
  }
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
// handed on
awaitable<Outcome> twice(tcp::socket &s) {
  char a[2], b[8];
  auto o = co_await told(s, asio::buffer(a));
  if (!o.ok)
    co_return o;
  o = co_await told(s, asio::buffer(b));
  co_return o;
}
awaitable<void> handedOn_ok(tcp::socket s) {
  char c[2];
  auto o = co_await twice(s);
  if (!o.ok)
    co_return;
  co_await asio::async_read(s, asio::buffer(c), use_awaitable);
}
awaitable<Outcome> direct(tcp::socket &s) {
  char a[2];
  co_return co_await told(s, asio::buffer(a));
}
awaitable<void> handedOnAtOnce_ok(tcp::socket s) {
  char c[2];
  const auto o = co_await direct(s);
  if (!o.ok)
    co_return;
  co_await asio::async_read(s, asio::buffer(c), use_awaitable);
}
// aggregate with names; the flag before the race
awaitable<Outcome> toldBefore(tcp::socket &s, asio::mutable_buffer b) {
  Outcome o;
  o.ok = false;
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 0) {
    auto [e, n] = std::get<0>(r);
    o.ok = !e;
    o.n = n;
  }
  co_return o;
}
awaitable<void> toldBefore_ok(tcp::socket s) {
  char a[2], b[8];
  if (auto o = co_await toldBefore(s, asio::buffer(a)); !o.ok)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
awaitable<Outcome> toldAtOnce(tcp::socket &s, asio::mutable_buffer b) {
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 1)
    co_return Outcome{.ok = false, .ec = asio::error::timed_out};
  auto [e, n] = std::get<0>(r);
  co_return Outcome{.ok = !e, .ec = e, .n = int(n)};
}
awaitable<void> toldAtOnce_ok(tcp::socket s) {
  char a[2], b[8];
  const auto [ok, ec, n] = co_await toldAtOnce(s, asio::buffer(a));
  if (!ok)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
// with a getter / bool operator
struct Res { error_code ec; int n = 0; bool ok() const { return !ec; } explicit operator bool() const { return !ec; } };
awaitable<Res> toldByError(tcp::socket &s, asio::mutable_buffer b) {
  Res o;
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable)));
  if (r.index() == 1) {
    o.ec = asio::error::timed_out;
    co_return o;
  }
  std::tie(o.ec, o.n) = std::get<0>(r);
  co_return o;
}
awaitable<void> askedByMethod_ok(tcp::socket s) {
  char a[2], b[8];
  auto o = co_await toldByError(s, asio::buffer(a));
  if (!o.ok())
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
awaitable<void> askedByConversion_ok(tcp::socket s) {
  char a[2], b[8];
  auto o = co_await toldByError(s, asio::buffer(a));
  if (!o)
    co_return;
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}
awaitable<Res> toldByName(tcp::socket &s, asio::mutable_buffer b) {
  Res o;
  asio::steady_timer t(co_await asio::this_coro::executor, 5s);
  auto r = co_await (asio::async_read(s, b, as_tuple(use_awaitable)) || t.async_wait(as_tuple(use_awaitable)));
  if (auto *done = std::get_if<0>(&r)) {
    o.ec = std::get<0>(*done);
    o.n = std::get<1>(*done);
  } else {
    o.ec = make_error_code(boost::system::errc::timed_out);
  }
  co_return o;
}
awaitable<void> toldByName_ok(tcp::socket s) {
  char a[2], b[8];
  if (auto o = co_await toldByName(s, asio::buffer(a)); o.ec) {
    s.close();
    co_return;
  }
  co_await asio::async_read(s, asio::buffer(b), use_awaitable);
}

//===-- what a helper always gives ----------------------------------------------===//

void note(const std::string &);

class Handshake {
  tcp::socket &s_;
  bool refuse(const char *why) { note(why); return false; }
  awaitable<void> tell(int code) { char c = code; co_await asio::async_write(s_, asio::buffer(&c, 1), use_awaitable); }
  awaitable<bool> failing(int code) { co_await tell(code); co_return false; }
  awaitable<bool> refused(char *p) {
    error_code ec;
    co_await byHelper(s_, asio::buffer(p, 4), ec);
    if (ec) co_return refuse("a");
    co_return true;
  }
  awaitable<bool> failed(char *p) {
    error_code ec;
    co_await byHelper(s_, asio::buffer(p, 4), ec);
    if (ec) co_return co_await failing(3);
    co_return true;
  }
  awaitable<std::optional<std::string>> reason() {
    char p[9];
    error_code ec;
    co_await byHelper(s_, asio::buffer(p, 4), ec);
    if (ec) co_return "timed out";
    co_return std::nullopt;
  }
  awaitable<std::optional<std::string>> why(int c) { co_await tell(c); co_return std::string("x"); }
  awaitable<std::optional<std::string>> reasonOf() {
    char p[9];
    error_code ec;
    co_await byHelper(s_, asio::buffer(p, 4), ec);
    if (ec) co_return co_await why(1);
    co_return std::nullopt;
  }
  bool carryOn(const char *why) { note(why); return true; }
  awaitable<bool> goesOn(char *p) {
    asio::steady_timer t(co_await asio::this_coro::executor, 5s);
    auto r = co_await (asio::async_read(s_, asio::buffer(p, 4), use_awaitable) || t.async_wait(use_awaitable)); // expected-warning {{'boost::asio::async_read' is not safe to lose}}
    if (r.index() == 1)
      co_return carryOn("late");
    co_return true;
  }

public:
  awaitable<bool> carriesOn_bad() {
    char p[8];
    if (!co_await goesOn(p))
      co_return false;
    if (!co_await goesOn(p + 4))
      co_return false;
    co_return true;
  }
  awaitable<bool> refused_ok() {
    char p[8];
    if (!co_await refused(p)) co_return false;
    if (!co_await refused(p + 4)) co_return false;
    co_return true;
  }
  awaitable<bool> failed_ok() {
    char p[8];
    if (!co_await failed(p)) co_return false;
    if (!co_await failed(p + 4)) co_return false;
    co_return true;
  }
  awaitable<bool> reason_ok() {
    if (auto bad = co_await reason()) co_return false;
    if (auto bad = co_await reason(); bad.has_value()) co_return false;
    co_return true;
  }
  awaitable<bool> reasonOf_ok() {
    const auto bad = co_await reasonOf();
    if (bad) co_return false;
    const auto worse = co_await reasonOf();
    if (worse.has_value()) co_return false;
    co_return true;
  }
};
