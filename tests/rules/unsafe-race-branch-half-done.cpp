// RUN: %corosafe %s -- -std=c++20 %verify

// Branches that are half-done at a suspend point: the first of two messages sent, the request without its answer, a
// flag raised and not lowered.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

using Reply = std::array<char, 16>;

void on_reply(const Reply &reply);
void count_timeout();

// The write is cut short, and the next one follows the fragment.
awaitable<void> write_then_write_again_bad(tcp::socket sock, std::string first, std::string second) {
  asio::steady_timer timer(sock.get_executor(), 500ms);
  auto r = co_await (
      asio::async_write(sock, asio::buffer(first), use_awaitable) || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 1)
    count_timeout();
  co_await asio::async_write(sock, asio::buffer(second), use_awaitable);
}

// The whole message is sent again, after its own fragment.
awaitable<bool> write_retried_bad(tcp::socket sock, std::string message) {
  asio::steady_timer timer(sock.get_executor());
  bool sent = false;
  for (int attempt = 0; attempt < 3 && !sent; ++attempt) {
    timer.expires_after(500ms);
    auto r = co_await (
        asio::async_write(sock, asio::buffer(message), use_awaitable) || // expected-warning {{not safe to lose}}
        timer.async_wait(use_awaitable));
    sent = r.index() == 0;
  }
  co_return sent;
}

// A request whose answer is still on its way.
awaitable<Reply> exchange(tcp::socket &sock, std::string_view request) {
  co_await asio::async_write(sock, asio::buffer(request), use_awaitable);
  Reply reply;
  co_await asio::async_read(sock, asio::buffer(reply), use_awaitable);
  co_return reply;
}

awaitable<void> exchange_bad(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  for (std::string_view command : {"STAT\r\n", "LIST\r\n", "QUIT\r\n"}) {
    timer.expires_after(2s);
    auto r = co_await (exchange(sock, command) || timer.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0)
      on_reply(std::get<0>(r));
  }
}

awaitable<void> exchange_ok(tcp::socket sock) {
  asio::steady_timer timer(sock.get_executor());
  for (std::string_view command : {"STAT\r\n", "LIST\r\n", "QUIT\r\n"}) {
    timer.expires_after(2s);
    auto r = co_await (exchange(sock, command) || timer.async_wait(use_awaitable));
    if (r.index() == 1) {
      sock.close();
      break;
    }
    on_reply(std::get<0>(r));
  }
}

// A transaction begun and not committed.
awaitable<void> transfer(tcp::socket &database, std::string_view statement) {
  co_await exchange(database, "BEGIN\r\n");
  co_await exchange(database, statement);
  co_await exchange(database, "COMMIT\r\n");
}

awaitable<bool> transfer_bad(tcp::socket database) {
  asio::steady_timer timer(database.get_executor(), 5s);
  auto r = co_await (
      transfer(database, "UPDATE a\r\n") || // expected-warning {{not safe to lose}}
      timer.async_wait(use_awaitable));
  if (r.index() == 0)
    co_return true;
  co_await exchange(database, "SELECT a\r\n");
  co_return false;
}

awaitable<bool> transfer_ok(tcp::socket database) {
  asio::steady_timer timer(database.get_executor(), 5s);
  auto r = co_await (transfer(database, "UPDATE a\r\n") || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    co_return false;
  on_reply(co_await exchange(database, "SELECT a\r\n"));
  co_return true;
}

// `busy_` is never lowered when the wait is cut short, and `try_move` then refuses for ever.
class Actuator {
public:
  explicit Actuator(asio::any_io_executor executor) : settle_(executor), deadline_(executor) {}

  awaitable<void> move() {
    busy_ = true;
    settle_.expires_after(1s);
    co_await settle_.async_wait(use_awaitable); // expected-warning {{corosafe-lost-cleanup}}
    busy_ = false;
  }

  awaitable<bool> try_move_bad() {
    if (busy_)
      co_return false;
    deadline_.expires_after(500ms);
    auto r = co_await (move() || deadline_.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    co_return r.index() == 0;
  }

  awaitable<void> run() {
    for (;;)
      if (!co_await try_move_bad())
        count_timeout();
  }

private:
  asio::steady_timer settle_, deadline_;
  bool busy_ = false;
};

class BusyGuard {
public:
  explicit BusyGuard(bool &busy) : busy_(busy) { busy_ = true; }
  BusyGuard(const BusyGuard &) = delete;
  ~BusyGuard() { busy_ = false; }

private:
  bool &busy_;
};

// The same with the flag in a guard.
class GuardedActuator {
public:
  explicit GuardedActuator(asio::any_io_executor executor) : settle_(executor), deadline_(executor) {}

  awaitable<void> move() {
    BusyGuard busy(busy_);
    settle_.expires_after(1s);
    co_await settle_.async_wait(use_awaitable);
  }

  awaitable<bool> try_move_ok() {
    if (busy_)
      co_return false;
    deadline_.expires_after(500ms);
    auto r = co_await (move() || deadline_.async_wait(use_awaitable));
    co_return r.index() == 0;
  }

  awaitable<void> run() {
    for (;;)
      if (!co_await try_move_ok())
        count_timeout();
  }

private:
  asio::steady_timer settle_, deadline_;
  bool busy_ = false;
};

/// What came back as an error took nothing.
class listener {
  tcp::acceptor acceptor_;
  asio::steady_timer stop_;
  void serve(tcp::socket peer);

  awaitable<void> accept_told_by_code() {
    for (;;) {
      auto [ec, peer] = co_await acceptor_.async_accept(asio::as_tuple(use_awaitable));
      if (ec == asio::error::operation_aborted)
        co_return;
      if (ec)
        continue;
      serve(std::move(peer));
    }
  }
  awaitable<void> accept_then_pause() {
    for (;;) {
      auto [ec, peer] = co_await acceptor_.async_accept(asio::as_tuple(use_awaitable));
      if (ec)
        continue;
      co_await asio::post(use_awaitable);
      serve(std::move(peer));
    }
  }

public:
  awaitable<void> again_ok() {
    for (;;)
      co_await (accept_told_by_code() || stop_.async_wait(use_awaitable));
  }
  awaitable<void> again_bad() {
    for (;;)
      co_await (accept_then_pause() || stop_.async_wait(use_awaitable)); // expected-warning {{'listener::accept_then_pause' is not safe to lose}}
  }
};

/// An amount that is taken away here and added there.
class purse {
  asio::steady_timer audit_, deadline_;
  int cash_ = 0, bank_ = 0, budget_ = 0, sent_ = 0;

  awaitable<void> pay_in(int n) {
    cash_ -= n;
    co_await audit_.async_wait(use_awaitable);
    bank_ += n;
  }
  awaitable<void> pay_in_at_the_end(int n) {
    co_await audit_.async_wait(use_awaitable);
    cash_ -= n;
    bank_ += n;
  }
  // The second one merely counts.
  awaitable<void> send(int n) {
    budget_ -= n;
    co_await audit_.async_wait(use_awaitable);
    sent_ += n;
  }

public:
  awaitable<void> between_members_bad(int n) {
    for (;;)
      co_await (pay_in(n) || deadline_.async_wait(use_awaitable)); // expected-warning {{'cash_' is changed and 'bank_' is not}}
  }
  awaitable<void> both_at_the_end_ok(int n) {
    for (;;)
      co_await (pay_in_at_the_end(n) || deadline_.async_wait(use_awaitable));
  }
  awaitable<void> counted_ok(int n) {
    for (;;)
      co_await (send(n) || deadline_.async_wait(use_awaitable));
  }
  int worth() const { return cash_ + bank_ + budget_; }
};

struct account {
  int balance = 0;
};
awaitable<void> pay(account &from, account &to, int n, asio::steady_timer &audit) {
  from.balance -= n;
  co_await audit.async_wait(use_awaitable);
  to.balance += n;
}
struct repayment {
  account &of;
  int amount;
  bool due = true;
  ~repayment() {
    if (due)
      of.balance += amount;
  }
};
awaitable<void> pay_or_repay(account &from, account &to, int n, asio::steady_timer &audit) {
  from.balance -= n;
  repayment back{from, n};
  co_await audit.async_wait(use_awaitable);
  to.balance += n;
  back.due = false;
}
awaitable<int> paid_bad(account &a, account &b, asio::steady_timer &audit, asio::steady_timer &deadline) {
  co_await (pay(a, b, 10, audit) || deadline.async_wait(use_awaitable)); // expected-warning {{'from.balance' is changed and 'to.balance' is not}}
  co_return a.balance + b.balance;
}
awaitable<int> repaid_by_a_destructor_ok(account &a, account &b, asio::steady_timer &audit, asio::steady_timer &deadline) {
  co_await (pay_or_repay(a, b, 10, audit) || deadline.async_wait(use_awaitable));
  co_return a.balance + b.balance;
}

// Of two elements of one container, by different subscripts.
struct ledger {
  std::map<int, int> balance;
  std::map<int, account> accounts;
  awaitable<void> move(int from, int to, int n, tcp::socket &audit) {
    balance[from] -= n;
    co_await asio::async_write(audit, asio::buffer("moved"), use_awaitable);
    balance[to] += n;
  }
  awaitable<void> move_member(int from, int to, int n, asio::steady_timer &t) {
    accounts[from].balance -= n;
    co_await t.async_wait(use_awaitable);
    accounts[to].balance += n;
  }
  awaitable<void> lend(int whose, int n, asio::steady_timer &t) {
    balance[whose] -= n;
    co_await t.async_wait(use_awaitable); // expected-warning {{'balance[...]' is never set back}}
    balance[whose] += n;
  }
  awaitable<void> at_once(int from, int to, int n, asio::steady_timer &t) {
    co_await t.async_wait(use_awaitable);
    balance[from] -= n;
    balance[to] += n;
  }
  awaitable<int> total();
  awaitable<int> moved_bad(tcp::socket audit, asio::steady_timer &deadline) {
    co_await (move(1, 2, 10, audit) || deadline.async_wait(use_awaitable)); // expected-warning {{'balance[...]' is changed and 'balance[...]' is not}}
    audit.close();
    co_return balance[1] + balance[2];
  }
  awaitable<int> members_FN(asio::steady_timer &t, asio::steady_timer &deadline) {
    co_await (move_member(1, 2, 10, t) || deadline.async_wait(use_awaitable));
    co_return accounts[1].balance + accounts[2].balance;
  }
  awaitable<int> lent_bad(asio::steady_timer &t, asio::steady_timer &deadline) {
    co_await (lend(1, 10, t) || deadline.async_wait(use_awaitable)); // expected-warning {{'balance[...]' is never set back}}
    co_return balance[1];
  }
  awaitable<int> at_once_ok(asio::steady_timer &t, asio::steady_timer &deadline) {
    co_await (at_once(1, 2, 10, t) || deadline.async_wait(use_awaitable));
    co_return balance[1] + balance[2];
  }
};
