// RUN: %corosafe %s -- -std=c++20 %verify
// REQUIRES: boost

// Elements that are handles: what they lead to stays where it is while their container grows, and goes with the element.

#include <boost/asio.hpp>
#include <memory>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

struct client { void set(int); awaitable<int> call(); awaitable<int> connect(); };
void note(int);
struct hub {
  std::vector<std::shared_ptr<client>> a_;
  std::vector<std::unique_ptr<client>> b_;
  std::vector<std::unique_ptr<client>> c_;
  std::vector<client> d_;
  std::vector<std::shared_ptr<client>> e_;
  awaitable<void> shared_grown_ok(int i) {
    auto &c = *a_[i];
    note(co_await c.call());
    c.set(1);
  }
  void add_a(std::shared_ptr<client> c) { a_.push_back(std::move(c)); }
  awaitable<void> unique_grown_ok(int i) {
    auto &c = *b_[i];
    note(co_await c.call());
    c.set(1);
  }
  awaitable<void> unique_get_grown_ok(int i) {
    auto *c = b_[i].get();
    note(co_await c->call());
    c->set(1);
  }
  void add_b() { b_.push_back(std::make_unique<client>()); }
  awaitable<void> unique_erased_bad(int i) {
    auto &c = *c_[i];
    note(co_await c.call());
    c.set(1); // expected-warning {{may have changed it}}
  }
  void drop_c(int i) { c_.erase(c_.begin() + i); }
  awaitable<void> value_grown_bad(int i) {
    auto &c = d_[i];
    note(co_await c.call());
    c.set(1); // expected-warning {{may have changed it}}
  }
  void add_d() { d_.emplace_back(); }
  awaitable<void> handle_grown_bad(int i) {
    auto &c = e_[i];
    note(co_await c->call());
    c->set(1); // expected-warning {{may have changed it}}
  }
  void add_e() { e_.emplace_back(); }
};
awaitable<void> setup_ok(int n) {
  auto ex = co_await asio::this_coro::executor;
  std::vector<client> vec;
  for (int i = 0; i < n; i++) {
    vec.emplace_back();
    co_await vec.back().connect();
  }
  auto lazy = [&vec, n](int i) -> awaitable<void> {
    auto &c = vec[i];
    for (int k = 0; k < n; k++) {
      c.set(k);
      note(co_await c.call());
    }
  };
  co_await asio::co_spawn(ex, lazy(0), asio::use_awaitable);
}
awaitable<void> setup_push_ok(int n) {
  std::vector<client> vec;
  for (int i = 0; i < n; i++)
    vec.emplace_back();
  auto lazy = [&vec, n](int i) -> awaitable<void> {
    auto &c = vec[i];
    for (int k = 0; k < n; k++) {
      c.set(k);
      note(co_await c.call());
    }
  };
  for (int i = 0; i < n; i++)
    co_await lazy(i);
}

awaitable<void> serve(client &c) { note(co_await c.call()); c.set(1); }
struct given {
  std::vector<std::unique_ptr<client>> b_;
  std::vector<std::unique_ptr<client>> c_;
  std::vector<client> d_;
  awaitable<void> given_grown_ok(int i) {
    co_await serve(*b_[i]);
  }
  void add_b() { b_.push_back(std::make_unique<client>()); }
  awaitable<void> given_erased_bad(int i) {
    co_await serve(*c_[i]); // expected-warning {{may have changed it}}
  }
  void drop_c(int i) { c_.erase(c_.begin() + i); }
  awaitable<void> given_value_bad(int i) {
    co_await serve(d_[i]); // expected-warning {{may have changed it}}
  }
  void add_d() { d_.emplace_back(); }
  awaitable<void> last_grown_ok() {
    auto &c = *b_.back();
    note(co_await c.call());
    c.set(1);
  }
  awaitable<void> at_grown_ok(int i) {
    client &c = *b_.at(i);
    note(co_await c.call());
    c.set(1);
  }
  awaitable<void> ptr_grown_ok(int i) {
    client *c = &*b_[i];
    note(co_await c->call());
    c->set(1);
  }
};
