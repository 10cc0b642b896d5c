// RUN: %corosafe %s -- -std=c++20 %verify

// What leaves a container without waiting is lost like what was received, if the coroutine is cancelled before it has
// handed it on. What it may drop (a connection), put back, or only looked at is not.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <deque>
#include <queue>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <vector>
#include <iostream>
namespace asio = boost::asio;
using asio::awaitable; using asio::use_awaitable; using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
struct Msg { int id; std::string body; };
class Hub {
public:
  explicit Hub(asio::any_io_executor e, tcp::socket s) : wake_(e), sock_(std::move(s)) {}
  void post(Msg m) { out_.push_back(std::move(m)); wake_.cancel_one(); }
  // takes, then writes
  awaitable<void> flush_one() {
    while (out_.empty()) co_await wait();
    Msg m = std::move(out_.front());
    out_.pop_front();
    co_await asio::async_write(other_->sock_, asio::buffer(m.body), use_awaitable);
  }
  awaitable<void> flush_peek() {
    while (out_.empty()) co_await wait();
    co_await audit(out_.front());
    out_.pop_front();
  }
  awaitable<Msg> next() {
    while (out_.empty()) co_await wait();
    Msg m = std::move(out_.front());
    out_.pop_front();
    co_return m;
  }
  awaitable<Msg> next_audited() {
    Msg m = co_await next();
    co_await audit(m);
    co_return m;
  }
  awaitable<Msg> next_restoring() {
    Msg m = co_await next();
    try {
      co_await audit(m);
    } catch (...) {
      out_.push_front(std::move(m));
      throw;
    }
    co_return m;
  }
  awaitable<std::vector<Msg>> batch() {
    while (out_.empty()) co_await wait();
    std::vector<Msg> b(std::make_move_iterator(out_.begin()), std::make_move_iterator(out_.end()));
    out_.clear();
    co_return b;
  }
  awaitable<std::deque<Msg>> drained() {
    auto all = std::exchange(out_, {});
    for (auto &m : all) co_await audit(m);
    co_return all;
  }
  awaitable<std::deque<Msg>> swapped() {
    std::deque<Msg> all;
    all.swap(out_);
    for (auto &m : all) co_await audit(m);
    co_return all;
  }
  awaitable<void> dropping_old() {
    while (out_.size() > 100) {
      Msg old = std::move(out_.front());
      out_.pop_front();
      std::clog << "dropped " << old.id << "\n";
    }
    co_await wait();
  }
  awaitable<void> sorted_away() {
    std::vector<Msg> keep;
    while (!out_.empty()) {
      Msg m = std::move(out_.front());
      out_.pop_front();
      if (m.id > 0) keep_.push_back(std::move(m));
    }
    co_await wait();
  }

  awaitable<void> audits_what_it_took_bad() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      auto r = co_await (next_audited() || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
      if (r.index() == 0) handle(std::get<0>(r));
    }
  }
  awaitable<void> puts_back_in_a_handler_ok() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      auto r = co_await (next_restoring() || t.async_wait(use_awaitable));
      if (r.index() == 0) handle(std::get<0>(r));
    }
  }
  awaitable<void> exchanged_bad() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      auto r = co_await (drained() || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
      if (r.index() == 0) for (auto &m : std::get<0>(r)) handle(m);
    }
  }
  awaitable<void> swapped_bad() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      auto r = co_await (swapped() || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
      if (r.index() == 0) for (auto &m : std::get<0>(r)) handle(m);
    }
  }
  awaitable<void> drops_on_purpose_ok() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      co_await (dropping_old() || t.async_wait(use_awaitable));
    }
  }
  awaitable<void> sorts_without_waiting_ok() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      co_await (sorted_away() || t.async_wait(use_awaitable));
    }
  }
  awaitable<void> looks_then_pops_ok() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      co_await (flush_peek() || t.async_wait(use_awaitable));
    }
  }
  awaitable<void> writes_what_it_took_bad() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      co_await (flush_one() || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    }
  }
  awaitable<void> writer() {
    for (;;) {
      while (out_.empty()) co_await wait();
      Msg m = std::move(out_.front());
      out_.pop_front();
      co_await asio::async_write(sock_, asio::buffer(m.body), use_awaitable);
    }
  }
  awaitable<void> reader() {
    char b[100];
    for (;;) {
      auto n = co_await sock_.async_read_some(asio::buffer(b), use_awaitable);
      handle(Msg{1, std::string(b, n)});
    }
  }
  awaitable<void> session_ok() {
    try { co_await (reader() || writer()); } catch (const std::exception &) {}
    sock_.close();
  }
  awaitable<void> session2_ok() {
    co_await (reader() || writer());
  }
private:
  awaitable<void> wait() {
    wake_.expires_at(std::chrono::steady_clock::time_point::max());
    boost::system::error_code ec;
    co_await wake_.async_wait(asio::redirect_error(use_awaitable, ec));
  }
  awaitable<void> audit(const Msg &m) {
    asio::steady_timer t(co_await asio::this_coro::executor, 1ms);
    co_await t.async_wait(use_awaitable);
  }
  void handle(const Msg &);
  asio::steady_timer wake_;
  tcp::socket sock_;
  Hub *other_;
  std::deque<Msg> out_, keep_;
};
// pool of connections: dropping is how they end
class Pool {
  std::vector<tcp::socket> idle_;
  std::vector<std::unique_ptr<tcp::socket>> spare_;
  std::vector<int> ports_;
  std::queue<std::string> names_;
public:
  awaitable<std::string> query(std::string q) {
    auto c = std::move(idle_.back());
    idle_.pop_back();
    co_await asio::async_write(c, asio::buffer(q), use_awaitable);
    std::string r;
    co_await asio::async_read_until(c, asio::dynamic_buffer(r), '\n', use_awaitable);
    idle_.push_back(std::move(c));
    co_return r;
  }
  awaitable<std::string> query2(std::string q) {
    auto c = std::move(spare_.back());
    spare_.pop_back();
    co_await asio::async_write(*c, asio::buffer(q), use_awaitable);
    spare_.push_back(std::move(c));
    co_return q;
  }
  awaitable<void> on_port(std::string q) {
    int p = ports_.back();
    ports_.pop_back();
    tcp::socket s(co_await asio::this_coro::executor);
    co_await s.async_connect(tcp::endpoint(tcp::v4(), p), use_awaitable); // expected-warning {{corosafe-lost-cleanup}}
    ports_.push_back(p);
  }
  std::optional<std::string> try_name() {
    if (names_.empty()) return std::nullopt;
    std::string n = std::move(names_.front());
    names_.pop();
    return n;
  }
  awaitable<std::string> greet() {
    auto n = try_name();
    if (!n) co_return "";
    asio::steady_timer t(co_await asio::this_coro::executor, 1ms);
    co_await t.async_wait(use_awaitable);
    co_return *n;
  }
  awaitable<std::string> greet_if() {
    asio::steady_timer t(co_await asio::this_coro::executor, 1ms);
    for (;;) {
      if (auto n = try_name()) co_return *n;
      co_await t.async_wait(use_awaitable);
    }
  }
};
awaitable<void> pool_query_ok(Pool &p) {
  for (int i = 0; i < 3; ++i) {
    asio::steady_timer t(co_await asio::this_coro::executor, 1s);
    auto r = co_await (p.query("x") || t.async_wait(use_awaitable));
    if (r.index() == 0) co_return;
  }
}
awaitable<void> pool_query2_ok(Pool &p) {
  for (int i = 0; i < 3; ++i) {
    asio::steady_timer t(co_await asio::this_coro::executor, 1s);
    auto r = co_await (p.query2("x") || t.async_wait(use_awaitable));
    if (r.index() == 0) co_return;
  }
}
awaitable<void> pooled_port_bad(Pool &p) {
  for (int i = 0; i < 3; ++i) {
    asio::steady_timer t(co_await asio::this_coro::executor, 1s);
    auto r = co_await (p.on_port("x") || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0) co_return;
  }
}
awaitable<void> helper_gives_it_bad(Pool &p) {
  for (int i = 0; i < 3; ++i) {
    asio::steady_timer t(co_await asio::this_coro::executor, 1s);
    auto r = co_await (p.greet() || t.async_wait(use_awaitable)); // expected-warning {{not safe to lose}}
    if (r.index() == 0) std::cout << std::get<0>(r);
  }
}
awaitable<void> last_step_ok(Pool &p) {
  for (int i = 0; i < 3; ++i) {
    asio::steady_timer t(co_await asio::this_coro::executor, 1s);
    auto r = co_await (p.greet_if() || t.async_wait(use_awaitable));
    if (r.index() == 0) std::cout << std::get<0>(r);
  }
}
//===-- when it is no longer needed ------------------------------------------===//

class Lines {
public:
  explicit Lines(asio::any_io_executor e) : tick_(e) {}
  awaitable<void> copies_and_pops_when_done(tcp::socket &log) {
    const auto line = lines_.front();
    co_await show(line);
    lines_.pop_front();
    co_await pause();
  }
  awaitable<void> pops_first() {
    const auto line = lines_.front();
    lines_.pop_front();
    co_await pause();
    co_await show(line);
  }
  awaitable<void> gives_the_number_back() {
    Number n(free_, free_.back());
    free_.pop_back();
    co_await pause();
    use(n.value);
  }
  awaitable<void> counts() {
    std::size_t most = 0;
    while (!lines_.empty()) {
      auto line = std::move(lines_.front());
      lines_.pop_front();
      most = std::max(most, line.size());
    }
    for (;;)
      co_await pause();
  }
  awaitable<void> done_before_ok(tcp::socket &log) {
    for (;;)
      co_await (copies_and_pops_when_done(log) || pause());
  }
  awaitable<void> not_done_bad() {
    for (;;)
      co_await (pops_first() || pause()); // expected-warning {{not safe to lose}}
  }
  awaitable<void> guard_ok() {
    for (;;)
      co_await (gives_the_number_back() || pause());
  }
  awaitable<void> only_looked_at_ok() {
    for (;;)
      co_await (counts() || pause());
  }

private:
  struct Number {
    std::vector<int> &from;
    int value;
    Number(std::vector<int> &from, int value) : from(from), value(value) {}
    ~Number() { from.push_back(value); }
  };
  awaitable<void> pause() {
    tick_.expires_after(1ms);
    co_await tick_.async_wait(use_awaitable);
  }
  awaitable<void> show(const std::string &line);
  void use(int number);
  asio::steady_timer tick_;
  std::deque<std::string> lines_;
  std::vector<int> free_;
};

//===-- two halves of one step ----------------------------------------------===//

struct Account {
  long balance = 0;
};

class Bank {
public:
  awaitable<void> transfer(Account &from, Account &to, long amount) {
    from.balance -= amount;
    co_await note();
    to.balance += amount;
  }
  awaitable<void> transfer_at_once(Account &from, Account &to, long amount) {
    co_await note();
    from.balance -= amount;
    to.balance += amount;
  }
  awaitable<void> transfer_taken_back(Account &from, Account &to, long amount) {
    from.balance -= amount;
    try {
      co_await note();
    } catch (...) {
      from.balance += amount;
      throw;
    }
    to.balance += amount;
  }
  awaitable<void> debit_bad() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      co_await (transfer(a_, b_, 3) || t.async_wait(use_awaitable)); // expected-warning {{'from.balance' is changed and 'to.balance' is not}}
    }
  }
  awaitable<void> both_ok() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      co_await (transfer_at_once(a_, b_, 3) || t.async_wait(use_awaitable));
    }
  }
  awaitable<void> taken_back_ok() {
    for (;;) {
      asio::steady_timer t(co_await asio::this_coro::executor, 1s);
      co_await (transfer_taken_back(a_, b_, 3) || t.async_wait(use_awaitable));
    }
  }

private:
  awaitable<void> note() {
    asio::steady_timer t(co_await asio::this_coro::executor, 1ms);
    co_await t.async_wait(use_awaitable);
  }
  Account a_, b_;
};
