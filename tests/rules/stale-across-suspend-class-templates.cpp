// RUN: %corosafe --checks='-*,corosafe-stale-across-suspend' %s -- -std=c++20 -I%inputs %verify

// Members of a class template that nobody instantiates change what others look into as all members do, and hold the
// flags that they hold.

#include "minicoro.h"

#include <map>
#include <string>
#include <vector>

void handle(const std::string &);
mini::task<> flush();

template <class Key> struct cache {
  std::map<int, std::string> rows_;
  std::vector<int> todo_;
  bool busy_ = false;
  void drop(int k) { rows_.erase(k); }
  void add(int i) {
    if (!busy_)
      todo_.push_back(i);
  }
  mini::task<> touch_bad(int k) {
    auto it = rows_.find(k);
    co_await flush();
    handle(it->second); // expected-warning {{which 'cache::drop' may have changed}}
  }
  mini::task<> touch_again_ok(int k) {
    co_await flush();
    if (auto it = rows_.find(k); it != rows_.end())
      handle(it->second);
  }
  mini::task<> walk_ok() {
    if (busy_)
      co_return;
    busy_ = true;
    for (int i : todo_)
      co_await flush();
    busy_ = false;
  }
};
mini::task<> use(cache<int> &rows) {
  co_await rows.touch_bad(1);
  co_await rows.touch_again_ok(1);
  co_await rows.walk_ok();
}

/// Nothing of this one is instantiated.
template <class Key> struct table {
  std::map<int, std::string> rows_;
  void drop(int k) { rows_.erase(k); }
  mini::task<> touch_bad(int k) {
    auto it = rows_.find(k);
    co_await flush();
    handle(it->second); // expected-warning {{which 'table::drop' may have changed}}
  }
};
