// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value %verify

// Handing a task on: structs, tuples, variants, exchange, pointers, captures, bind, promises, algorithms.

#include "minicoro.h"

#include <algorithm>
#include <any>
#include <array>
#include <functional>
#include <future>
#include <initializer_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <ranges>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

mini::task<> flush();
mini::task<int> fetch(int id);
mini::task<bool> more();
void start_all(std::vector<mini::task<>> &tasks);
void start(mini::task<> *t);
void observe(const mini::task<> &t);
void post(std::function<void()> f);

struct entry {
  int id;
  mini::task<> work;
};

mini::task<> vector_of_structs_ok() {
  std::vector<entry> entries;
  entries.push_back({1, flush()});
  entries.emplace_back(entry{2, flush()});
  for (auto &e : entries)
    co_await std::move(e.work);
}

mini::task<> struct_awaited_ok() {
  entry e{1, flush()};
  co_await std::move(e.work);
}

mini::task<> struct_dropped_bad() {
  entry e{1, flush()}; // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> tuple_apply_ok() {
  std::tuple<mini::task<int>, mini::task<int>> both{fetch(1), fetch(2)};
  const int a = co_await std::move(std::get<0>(both));
  const int b = co_await std::move(std::get<1>(both));
  (void)(a + b);
}

mini::task<> tuple_dropped_bad() {
  auto both = std::make_tuple(
      fetch(1),  // expected-warning {{without being awaited}}
      fetch(2)); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> variant_ok(bool first) {
  std::variant<std::monostate, mini::task<>, mini::task<int>> v;
  if (first)
    v = flush();
  else
    v = fetch(1);
  if (auto *t = std::get_if<1>(&v))
    co_await std::move(*t);
  else if (auto *u = std::get_if<2>(&v))
    co_await std::move(*u);
}

mini::task<> variant_bad() {
  std::variant<std::monostate, mini::task<>> v;
  v = flush(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> exchange_ok() {
  auto current = fetch(1);
  for (int id = 2; id < 4; ++id)
    co_await std::exchange(current, fetch(id));
  co_await std::move(current);
}

mini::task<> pointer_ok() {
  auto pending = flush();
  start(&pending);
  co_await more();
}

// Whoever gets a const reference of a task that can be awaited as const may have awaited it.
void container_by_reference_ok() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(flush());
  start_all(tasks);
}

struct holder {
  explicit holder(mini::task<> t) : work(std::move(t)) {}
  holder() : work(flush()) {}
  mini::task<> work;
};

mini::task<> constructed_member_ok() {
  holder h(flush());
  co_await std::move(h.work);
}

std::unique_ptr<holder> heap_member_ok() { return std::make_unique<holder>(flush()); }

mini::task<> bind_ok() {
  auto later = std::bind(fetch, 1);
  co_await later();
}

mini::task<> bind_called_bad() {
  auto later = std::bind(fetch, 1);
  later(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> range_transform_ok() {
  std::array ids{1, 2, 3};
  for (auto t : ids | std::views::transform(fetch))
    co_await std::move(t);
}

mini::task<> algorithm_transform_ok() {
  std::vector<int> ids{1, 2, 3};
  std::vector<mini::task<int>> tasks;
  std::transform(ids.begin(), ids.end(), std::back_inserter(tasks), fetch);
  for (auto &t : tasks)
    co_await std::move(t);
}

mini::task<> for_each_drops_bad() {
  std::vector<int> ids{1, 2, 3};
  std::for_each(ids.begin(), ids.end(), [](int id) {
    fetch(id); // expected-warning {{without being awaited}}
  });
  co_await more();
}
