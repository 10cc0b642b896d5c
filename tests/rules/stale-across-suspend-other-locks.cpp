// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// A lock that is held at the suspend point keeps out only those who wait for the same one; a version that everyone who changes
// the container counts on says afterwards whether somebody did.

#include "concurrencpp.h"
#include "cppcoro.h"
#include "folly.h"
#include "seastar.h"

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

cppcoro::task<> flush(std::string);
seastar::future<> write_down(int);

struct registry {
  std::map<std::string, int> entries;
  cppcoro::async_mutex entries_lock, io_lock;
  cppcoro::task<> remove(std::string key) {
    auto lock = co_await entries_lock.scoped_lock_async();
    entries.erase(key);
  }
  cppcoro::task<> bump_bad(std::string key) {
    auto lock = co_await io_lock.scoped_lock_async();
    auto it = entries.find(key);
    if (it == entries.end())
      co_return;
    co_await flush(key);
    ++it->second; // expected-warning {{'it' points into 'entries'}}
  }
  cppcoro::task<> bump_ok(std::string key) {
    auto lock = co_await entries_lock.scoped_lock_async();
    auto it = entries.find(key);
    if (it == entries.end())
      co_return;
    co_await flush(key);
    ++it->second;
  }
  cppcoro::task<> bump_both_ok(std::string key) {
    auto io = co_await io_lock.scoped_lock_async();
    auto lock = co_await entries_lock.scoped_lock_async();
    auto it = entries.find(key);
    if (it == entries.end())
      co_return;
    co_await flush(key);
    ++it->second;
  }
};

struct tables {
  std::unordered_map<int, int> rows;
  seastar::semaphore changes{1}, reads{100};
  seastar::future<> drop(int key) {
    auto units = co_await seastar::get_units(changes, 1);
    rows.erase(key);
  }
  seastar::future<> alter_bad(int key) {
    auto units = co_await seastar::get_units(reads, 1);
    auto it = rows.find(key);
    co_await write_down(key);
    it->second = 0; // expected-warning {{'it' points into 'rows'}}
  }
  seastar::future<> alter_ok(int key) {
    auto units = co_await seastar::get_units(changes, 1);
    auto it = rows.find(key);
    co_await write_down(key);
    it->second = 0;
  }
};

/// The lock that counts is the caller's; the one inside is for threads.
struct nested {
  std::unordered_map<int, std::string> rows;
  folly::coro::Mutex outer;
  std::mutex inner;
  void wipe() {
    std::lock_guard g(inner);
    rows.clear();
  }
  folly::coro::Task<void> reset() {
    auto lock = co_await outer.co_scoped_lock();
    wipe();
  }
  folly::coro::Task<void> append_ok(int key) {
    auto lock = co_await outer.co_scoped_lock();
    auto it = rows.find(key);
    co_await folly::coro::sleep(std::chrono::milliseconds(1));
    it->second += "!";
  }
};

/// What `co_await lock()` gives is the guard, which goes with its scope.
struct queue {
  std::vector<int> items;
  concurrencpp::async_lock lock;
  std::shared_ptr<concurrencpp::thread_pool_executor> pool;
  concurrencpp::result<void> add(int i) {
    auto guard = co_await lock.lock(pool);
    items.push_back(i);
  }
  concurrencpp::result<int> first_bad() {
    int *first = nullptr;
    {
      auto guard = co_await lock.lock(pool);
      first = &items.front();
    }
    co_await concurrencpp::resume_on(pool);
    co_return *first; // expected-warning {{'first' points into 'items'}}
  }
};

folly::coro::Task<void> deliver(int);

struct topics {
  std::unordered_map<int, std::vector<int>> subscribers;
  unsigned version = 0;
  void drop(int topic) {
    subscribers.erase(topic);
    ++version;
  }
  folly::coro::Task<void> publish_ok(int topic) {
    auto &all = subscribers.at(topic);
    const unsigned seen = version;
    for (std::size_t i = 0; i != all.size(); ++i) {
      co_await deliver(all[i]);
      if (seen != version)
        co_return;
    }
  }
  folly::coro::Task<void> asks_too_early_bad(int topic) {
    auto &all = subscribers.at(topic);
    const unsigned seen = version;
    for (std::size_t i = 0; i != all.size(); ++i) { // expected-warning {{a reference into 'subscribers'}}
      if (seen != version)
        co_return;
      co_await deliver(all[i]);
    }
  }
};

struct uncounted {
  std::vector<int> subscribers;
  unsigned version = 0;
  void add(int s) {
    subscribers.push_back(s);
    ++version;
  }
  void clear() { subscribers.clear(); }
  folly::coro::Task<void> publish_bad() {
    const unsigned seen = version;
    for (int s : subscribers) { // expected-warning {{a loop over 'subscribers' is suspended in its body}}
      co_await deliver(s);
      if (seen != version)
        break;
    }
  }
};

struct counted {
  std::vector<int> subscribers;
  unsigned version = 0;
  void add(int s) {
    subscribers.push_back(s);
    ++version;
  }
  folly::coro::Task<void> publish_ok() {
    const unsigned seen = version;
    for (int s : subscribers) {
      co_await deliver(s);
      if (seen != version)
        break;
    }
  }
  folly::coro::Task<void> goes_on_bad() {
    const unsigned seen = version;
    for (int s : subscribers) { // expected-warning {{a loop over 'subscribers' is suspended in its body}}
      co_await deliver(s);
      bool changed = seen != version;
      (void)changed;
    }
  }
};
