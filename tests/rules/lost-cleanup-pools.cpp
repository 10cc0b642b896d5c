// RUN: %corosafe %s -- -std=c++20 %verify

// What is taken out of a pool or free list, and given back behind a suspend point. Pointers and numbers are lost then;
// what an owner holds is destroyed, and the pool is refilled.

#include <boost/asio.hpp>

#include <deque>
#include <memory>
#include <set>
#include <stack>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;

struct connection {
  int fd;
};
struct pool {
  connection *take();
  void give(connection *c);
  connection *rent();
  void return_to_pool(connection *c);
  std::unique_ptr<connection> acquire();
  void release(std::unique_ptr<connection> c);
  awaitable<connection *> next();
  void put_back(connection *c);
};
struct ids {
  int next();
  void push(int id);
};
awaitable<void> query(connection *c, std::string text);
awaitable<void> send(int id);
bool worked(connection *c);

template <class F> struct scope_exit {
  F f;
  explicit scope_exit(F f) : f(std::move(f)) {}
  ~scope_exit() { f(); }
};

class service {
public:
  awaitable<void> taken_bad(std::string text) {
    connection *c = pool_.take();
    co_await query(c, text); // expected-warning {{'c' is never released}}
    pool_.give(c);
  }
  awaitable<void> rented_bad(std::string text) {
    auto *c = pool_.rent();
    co_await query(c, text); // expected-warning {{'c' is never released}}
    pool_.return_to_pool(c);
  }
  awaitable<void> awaited_bad(std::string text) {
    auto *c = co_await pool_.next();
    co_await query(c, text); // expected-warning {{'c' is never released}}
    pool_.put_back(c);
  }
  awaitable<void> guarded_ok(std::string text) {
    connection *c = pool_.take();
    scope_exit back([&] { pool_.give(c); });
    co_await query(c, text);
  }
  awaitable<void> owned_ok(std::string text) {
    auto c = pool_.acquire();
    co_await query(c.get(), text);
    pool_.release(std::move(c));
  }
  awaitable<void> given_before_ok(std::string text) {
    connection *c = pool_.take();
    bool fine = worked(c);
    pool_.give(c);
    if (fine)
      co_await query(nullptr, text);
  }
  awaitable<void> other_pool_ok(std::string text) {
    connection *c = pool_.take();
    co_await query(c, text);
    reserve_.give(c);
  }
  awaitable<void> free_list_bad(std::string text) {
    connection *c = idle_.back();
    idle_.pop_back();
    co_await query(c, text); // expected-warning {{'idle_.push_back()' is never called}}
    idle_.push_back(c);
  }
  awaitable<void> numbers_bad() {
    int id = free_.front();
    free_.pop_front();
    co_await send(id); // expected-warning {{'free_.push_back()' is never called}}
    free_.push_back(id);
  }
  awaitable<void> stacked_bad() {
    auto id = stack_.top();
    stack_.pop();
    co_await send(id); // expected-warning {{'stack_.push()' is never called}}
    stack_.push(id);
  }
  awaitable<void> own_numbers_bad() {
    int id = ids_.next();
    co_await send(id); // expected-warning {{'id' is never released}}
    ids_.push(id);
  }
  awaitable<void> free_list_guarded_ok(std::string text) {
    connection *c = idle_.back();
    idle_.pop_back();
    scope_exit back([&, c] { idle_.push_back(c); });
    co_await query(c, text);
  }
  awaitable<void> handler_ok(std::string text) {
    connection *c = idle_.back();
    idle_.pop_back();
    try {
      co_await query(c, text);
    } catch (...) {
      idle_.push_back(c);
      throw;
    }
    idle_.push_back(c);
  }
  // What is pushed is something else.
  awaitable<void> queue_ok(int next) {
    int id = free_.front();
    free_.pop_front();
    co_await send(id);
    free_.push_back(next);
  }
  awaitable<void> owned_list_ok(std::string text) {
    auto c = std::move(owned_.back());
    owned_.pop_back();
    co_await query(c.get(), text);
    owned_.push_back(std::move(c));
  }
  awaitable<void> rotated_first_ok() {
    int id = free_.front();
    free_.pop_front();
    free_.push_back(id);
    co_await send(id);
  }

private:
  pool pool_, reserve_;
  ids ids_;
  std::vector<connection *> idle_;
  std::deque<int> free_;
  std::stack<int> stack_;
  std::vector<std::unique_ptr<connection>> owned_;
};

struct Motor {
  void enable();
  void disable();
  void power_on();
  void power_off();
};
asio::awaitable<void> motor_bad(Motor &m, asio::steady_timer &t) {
  m.enable();
  co_await t.async_wait(asio::use_awaitable); // expected-warning {{'m.disable()' is never called}}
  m.disable();
}
asio::awaitable<void> power_bad(Motor &m, asio::steady_timer &t) {
  m.power_on();
  co_await t.async_wait(asio::use_awaitable); // expected-warning {{'m.power_off()' is never called}}
  m.power_off();
}
asio::awaitable<void> motor_ok(Motor &m, asio::steady_timer &t) {
  co_await t.async_wait(asio::use_awaitable);
  m.enable();
  m.disable();
}

// Without what it would be ended for, nothing was begun.
struct client;
struct peers {
  std::set<std::shared_ptr<client>> clients_;
  awaitable<void> handle(std::shared_ptr<client> c);
  awaitable<void> erase_if_there_ok(std::shared_ptr<client> c) {
    try {
      clients_.emplace(c);
      co_await handle(c);
    } catch (const boost::system::system_error &e) {
    } catch (const std::exception &e) {
    }
    if (c) {
      try {
        clients_.erase(c);

      } catch (const std::exception &e) {
      }
    }
  }
  awaitable<void> erase_if_big_bad(std::shared_ptr<client> c, int n) {
    try {
      clients_.emplace(c);
      co_await handle(c); // expected-warning {{'clients_.erase()' is never called}}
    } catch (const std::exception &e) {
    }
    if (n > 3)
      clients_.erase(c);
  }
};
