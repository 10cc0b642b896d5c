// What the tests of the standard library's entries share. Each line of them is one entry, used as real code uses it.
#pragma once

#include "../entries.h"
#include <algorithm>
#include <any>
#include <array>
#include <atomic>
#include <barrier>
#include <condition_variable>
#include <deque>
#include <expected>
#include <filesystem>
#include <forward_list>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <latch>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <queue>
#include <ranges>
#include <semaphore>
#include <set>
#include <shared_mutex>
#include <span>
#include <stack>
#include <stop_token>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

using entries::first, entries::tick, entries::take, entries::task;

template <class T> void look_at(const T &);
bool odd(int);
struct part {
  int n;
};
struct stream {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
  const char *name;
  int number;
};
inline task<> count(int &n) {
  co_await tick();
  ++n;
}

using map_of_ints = std::map<int, int>;
using multimap_of_ints = std::multimap<int, int>;
using unordered_map_of_ints = std::unordered_map<int, int>;
using unordered_multimap_of_ints = std::unordered_multimap<int, int>;
using set_of_ints = std::set<int>;
using multiset_of_ints = std::multiset<int>;
using unordered_set_of_ints = std::unordered_set<int>;
using unordered_multiset_of_ints = std::unordered_multiset<int>;
using map_of_tasks = std::map<int, task<>>;
using expected_int = std::expected<int, int>;

#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)

/// In a class with a container o that another method changes: what was looked up is used again.
#define VIEW(look) \
  task<> CAT(view_, __LINE__)() { \
    auto seen = look; \
    co_await tick(); \
    look_at(*seen); \
  }

/// What was looked up in o, while another method makes that change.
#define CHANGE(type, look, change) \
  struct CAT(changed_, __LINE__) { \
    type o, other; \
    void alter() { change; } \
    task<> look_bad() { \
      auto seen = look; \
      co_await tick(); \
      look_at(*seen); \
    } \
  };

/// The same, looked at by reference.
#define REFERS(type, look, change) \
  struct CAT(refers_, __LINE__) { \
    type o; \
    void alter() { change; } \
    task<> look_bad() { \
      auto &seen = look; \
      co_await tick(); \
      look_at(seen); \
    } \
  };

/// What is only looked at, closed or swapped away was not used again after the race.
#define AFTER(type, call) \
  task<> CAT(after_, __LINE__)(type &o) { \
    co_await first(take(o), tick()); \
    call; \
  }
