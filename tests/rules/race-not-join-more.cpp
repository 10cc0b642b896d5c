// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Work in the shapes of real programs.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::steady_timer;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

struct event {
  std::string text;
};

class service {
public:
  awaitable<void> on_event_bad(event e) {
    co_await (store_event(e) || send_mail(e)); // expected-warning {{first of these only}} expected-warning 2 {{corosafe-unsafe-race-branch}}
  }
  awaitable<void> on_event_ok(event e) { co_await (store_event(e) && send_mail(e)); }
  awaitable<void> on_event_in_turn_ok(event e) {
    co_await store_event(e);
    co_await send_mail(e);
  }
  awaitable<void> goodbye_bad() {
    co_await (asio::async_write(db_, asio::buffer("bye", 3), use_awaitable) || // expected-warning {{first of these only}}
              asio::async_write(mail_, asio::buffer("quit", 4), use_awaitable));
    db_.close();
    mail_.close();
  }
  awaitable<void> lambdas_bad(event e) {
    auto first = [&]() -> awaitable<void> { co_await asio::async_write(db_, asio::buffer(e.text), use_awaitable); };
    auto second = [&]() -> awaitable<void> { co_await asio::async_write(mail_, asio::buffer(e.text), use_awaitable); };
    co_await (first() || second()); // expected-warning {{first of these only}} expected-warning 2 {{corosafe-unsafe-race-branch}}
  }
  awaitable<void> locals_bad(event e) {
    auto first = store_event(e); // expected-warning {{corosafe-unsafe-race-branch}}
    auto second = send_mail(e); // expected-warning {{corosafe-unsafe-race-branch}}
    co_await (std::move(first) || std::move(second)); // expected-warning {{first of these only}}
  }
  awaitable<void> three_steps_bad(event e) {
    co_await (store_event(e) || // expected-warning {{first of these only}} expected-warning {{corosafe-unsafe-race-branch}}
              archive(e)); // expected-warning {{corosafe-unsafe-race-branch}}
  }
  awaitable<void> with_deadline_ok(event e) {
    timer_.expires_after(2s);
    co_await ((store_event(e) && send_mail(e)) || timer_.async_wait(use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
  }
  awaitable<void> spawned_bad(event e) {
    co_await (asio::co_spawn(db_.get_executor(), store_event(e), use_awaitable) || // expected-warning {{first of these only}} expected-warning {{corosafe-unsafe-race-branch}}
              asio::co_spawn(mail_.get_executor(), send_mail(e), use_awaitable)); // expected-warning {{corosafe-unsafe-race-branch}}
  }
  awaitable<void> whoever_wins_ok(event e) {
    if ((co_await (store_event(e) || send_mail(e))).index() == 0) // expected-warning 2 {{corosafe-unsafe-race-branch}}
      db_.close();
  }
  awaitable<std::size_t> returned_ok(event e) { co_return (co_await (store_event(e) || send_mail(e))).index(); } // expected-warning 2 {{corosafe-unsafe-race-branch}}

  awaitable<void> reads_requests() {
    std::string line;
    while (db_.is_open())
      co_await asio::async_read_until(db_, asio::dynamic_buffer(line), '\n', use_awaitable);
  }
  awaitable<void> serve_ok() { co_await (reads_requests() || sends_updates()); } // expected-warning {{corosafe-unsafe-race-branch}}
  awaitable<void> sends_updates() {
    for (;;) {
      timer_.expires_after(1s);
      co_await timer_.async_wait(use_awaitable);
      co_await asio::async_write(mail_, asio::buffer("tick", 4), use_awaitable);
    }
  }
  awaitable<void> until_told() { co_await timer_.async_wait(use_awaitable); }
  awaitable<void> either_ok(event e) { co_await (until_told() || store_event(e)); } // expected-warning {{corosafe-unsafe-race-branch}}
  awaitable<void> reads_one() {
    char c;
    co_await db_.async_read_some(asio::buffer(&c, 1), use_awaitable);
  }
  // The answer ends the wait.
  awaitable<void> until_answer_ok(event e) { co_await (reads_one() || send_mail(e)); } // expected-warning {{corosafe-unsafe-race-branch}}

private:
  awaitable<void> store_event(const event &e) {
    std::string row = "insert " + e.text;
    co_await asio::async_write(db_, asio::buffer(row), use_awaitable);
  }
  awaitable<void> send_mail(const event &e) {
    co_await asio::async_write(mail_, asio::buffer(e.text), use_awaitable);
  }
  awaitable<void> archive(const event &e) {
    co_await store_event(e);
    co_await send_mail(e);
  }
  tcp::socket db_, mail_;
  steady_timer timer_;
};

awaitable<void> group_bad(tcp::socket &a, tcp::socket &b, std::string data) {
  co_await asio::experimental::make_parallel_group( // expected-warning {{first of these only}}
      asio::async_write(a, asio::buffer(data), asio::deferred), asio::async_write(b, asio::buffer(data), asio::deferred))
      .async_wait(asio::experimental::wait_for_one(), use_awaitable);
}
awaitable<void> group_ok(tcp::socket &a, tcp::socket &b, std::string data) {
  co_await asio::experimental::make_parallel_group(
      asio::async_write(a, asio::buffer(data), asio::deferred), asio::async_write(b, asio::buffer(data), asio::deferred))
      .async_wait(asio::experimental::wait_for_all(), use_awaitable);
}

awaitable<void> update_cache(event e);
awaitable<void> invalidate_replica(event e);
awaitable<void> send_messages(tcp::socket &s);
awaitable<void> sender(tcp::socket &s);
awaitable<void> log_writer(tcp::socket &s);
awaitable<void> streams_ok(tcp::socket &s) { co_await (send_messages(s) || log_writer(s)); }
awaitable<void> agents_ok(tcp::socket &s) { co_await (sender(s) || log_writer(s)); }
awaitable<void> handshake(tcp::socket &s);
awaitable<void> watchdog(steady_timer &t);
awaitable<void> caches_bad(event e) {
  co_await (update_cache(e) || invalidate_replica(e)); // expected-warning {{first of these only}}
}
awaitable<void> guarded_ok(tcp::socket &s, steady_timer &t) { co_await (handshake(s) || watchdog(t)); }

//===-- what every branch gives is taken --------------------------------------------------===//

struct users {};
struct orders {};
awaitable<users> fetch_users();
awaitable<orders> fetch_orders();
awaitable<void> load_users(users &into);
awaitable<void> load_orders(orders &into);
void render(const users &u, const orders &o);

awaitable<void> both_results_bad() {
  auto r = co_await (fetch_users() || fetch_orders()); // expected-warning {{first of these only}}
  render(std::get<0>(r), std::get<1>(r));
}
awaitable<void> both_by_type_bad() {
  auto r = co_await (fetch_users() || fetch_orders()); // expected-warning {{first of these only}}
  auto &u = std::get<users>(r);
  render(u, std::get<orders>(r));
}
awaitable<void> winner_asked_ok() {
  auto r = co_await (fetch_users() || fetch_orders());
  if (r.index() == 0)
    render(std::get<0>(r), {});
  else
    render({}, std::get<1>(r));
}
awaitable<void> winner_kept_ok() {
  auto r = co_await (fetch_users() || fetch_orders());
  const bool first = r.index() == 0;
  auto u = first ? std::get<0>(r) : users();
  auto o = first ? orders() : std::get<1>(r);
  render(u, o);
}
awaitable<void> joined_ok() {
  auto [u, o] = co_await (fetch_users() && fetch_orders());
  render(u, o);
}
awaitable<void> both_filled_bad() {
  users u;
  orders o;
  co_await (load_users(u) || load_orders(o)); // expected-warning {{first of these only}}
  render(u, o);
}
awaitable<void> both_filled_ok() {
  users u;
  orders o;
  co_await (load_users(u) && load_orders(o));
  render(u, o);
}
awaitable<void> count_users(int &n);
awaitable<void> count_orders(int &n);
awaitable<void> try_users(bool &done);
awaitable<void> try_orders(bool &done);
void report(int users, int orders);
awaitable<void> both_counted_bad() {
  int u = 0, o = 0;
  co_await (count_users(u) || count_orders(o)); // expected-warning {{first of these only}}
  report(u, o);
}
awaitable<void> whichever_was_counted_ok() {
  int u = 0, o = 0;
  co_await (count_users(u) || count_orders(o));
  if (u > 0)
    report(u, 0);
  else
    report(0, o);
}
// A flag says who was first.
awaitable<void> both_tried_ok() {
  bool u = false, o = false;
  co_await (try_users(u) || try_orders(o));
  report(u, o);
}
awaitable<void> one_filled_ok(steady_timer &t) {
  users u;
  co_await (load_users(u) || t.async_wait(use_awaitable));
  render(u, {});
}
awaitable<void> twice_ok() {
  users u, v;
  auto r = co_await (load_users(u) || load_users(v));
  render(r.index() == 0 ? u : v, {});
}

awaitable<void> store(tcp::socket &s, const std::string &k) { co_await asio::async_write(s, asio::buffer(k), use_awaitable); }
awaitable<void> tick(steady_timer &t) { co_await t.async_wait(use_awaitable); }

/// The result has a name, and no more.
awaitable<void> unread_bad(tcp::socket &a, tcp::socket &b, std::string k) {
  auto r = co_await (store(a, k) || store(b, k)); // expected-warning {{first of these only}} expected-note 2 {{work that ends}}
  (void)r;
}
awaitable<std::size_t> read_ok(tcp::socket &a, tcp::socket &b, std::string k) {
  auto r = co_await (store(a, k) || store(b, k));
  co_return r.index();
}

/// Races of the program's own over what they are given.
template <class A, class B> awaitable<void> first_of(A a, B b) { co_await (a() || b()); }
template <class A, class B> awaitable<void> both_of(A a, B b) { co_await (a() && b()); }
awaitable<void> either(awaitable<void> a, awaitable<void> b) { co_await (std::move(a) || std::move(b)); }
awaitable<bool> in_time(awaitable<void> a, awaitable<void> b) {
  auto r = co_await (std::move(a) || std::move(b));
  co_return r.index() == 0;
}
awaitable<void> given_bad(tcp::socket &a, tcp::socket &b, std::string k) {
  co_await either(store(a, k), store(b, k)); // expected-warning {{first of these only}} expected-note 2 {{work that ends}}
}
awaitable<void> given_closures_bad(tcp::socket &a, tcp::socket &b, std::string k) {
  co_await first_of([&] { return store(a, k); }, [&] { return store(b, k); }); // expected-warning {{first of these only}} expected-note 2 {{work that ends}}
}
awaitable<void> given_closures_ok(tcp::socket &a, tcp::socket &b, std::string k) {
  co_await both_of([&] { return store(a, k); }, [&] { return store(b, k); });
}
awaitable<void> given_timer_ok(tcp::socket &a, steady_timer &t, std::string k) {
  co_await either(store(a, k), tick(t));
  a.close();
}
awaitable<void> told_ok(tcp::socket &a, tcp::socket &b, std::string k) {
  if (!co_await in_time(store(a, k), store(b, k)))
    std::abort();
}

/// A connection has its socket itself.
class connection {
public:
  explicit connection(tcp::socket s) : socket_(std::move(s)) {}
  awaitable<void> send(std::string line) {
    co_await asio::async_write(socket_, asio::buffer(line), use_awaitable);
    co_await asio::async_write(socket_, asio::buffer("\n", 1), use_awaitable);
  }

private:
  tcp::socket socket_;
};
awaitable<void> to_each_bad(std::string k) {
  connection a(tcp::socket(co_await asio::this_coro::executor)), b(tcp::socket(co_await asio::this_coro::executor));
  co_await (a.send(k) || b.send(k)); // expected-warning {{first of these only}} expected-note 2 {{work that ends}}
}
