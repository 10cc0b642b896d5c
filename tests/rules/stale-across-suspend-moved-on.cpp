// RUN: %corosafe %s -- -std=c++20 -I%inputs/stubs %verify

// An iterator that is moved on by a function, in place of ++.

#include "seastar.h"
#include <iterator>
#include <map>
#include <string>

struct entry {
  int age = 0;
};
struct cache {
  std::map<std::string, entry> rows_;
  void drop(const std::string &key) { rows_.erase(key); }
  int total_ = 0;

  seastar::future<> next_bad() {
    for (auto it = rows_.begin(); it != rows_.end(); it = std::next(it)) { // expected-warning {{'it' points into 'rows_'}}
      total_ += it->second.age;
      co_await seastar::coroutine::maybe_yield();
    }
  }
  seastar::future<> erases_or_next_bad() {
    for (auto it = rows_.begin(); it != rows_.end();) { // expected-warning {{'it' points into 'rows_'}}
      it = it->second.age > 3 ? rows_.erase(it) : std::next(it);
      co_await seastar::coroutine::maybe_yield();
    }
  }
  seastar::future<> erases_or_next_at_once_ok() {
    co_await seastar::coroutine::maybe_yield();
    for (auto it = rows_.begin(); it != rows_.end();)
      it = it->second.age > 3 ? rows_.erase(it) : std::next(it);
  }
  seastar::future<> looked_up_again_ok() {
    for (auto it = rows_.begin(); it != rows_.end();) {
      std::string key = it->first;
      total_ += it->second.age;
      co_await seastar::coroutine::maybe_yield();
      it = rows_.upper_bound(key);
    }
  }
};
