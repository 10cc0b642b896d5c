// RUN: %corosafe %s -- -std=c++20 -I%inputs -Wno-unused-value -Wno-unused-result %verify

// More places a task can go: statics, globals, out-parameters, promises, std::async, erased functions, lists, sets.

#include "minicoro.h"

#include <algorithm>
#include <any>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

mini::task<> flush();
mini::task<int> fetch(int id);
mini::task<bool> more();

mini::task<> background;
std::vector<mini::task<>> backlog;
std::map<std::string, std::vector<mini::task<>>> by_name;

void kept_in_a_global_ok() { background = flush(); }

void kept_in_a_global_container_ok() {
  backlog.push_back(flush());
  by_name["a"].push_back(flush());
}

mini::task<int> &kept_in_a_static_ok() {
  static mini::task<int> once = fetch(1);
  return once;
}

void out_container_ok(std::vector<mini::task<>> &out) {
  out.push_back(flush());
  out.emplace_back(flush());
}

void out_pointer_ok(mini::task<> *out, std::optional<mini::task<int>> &maybe) {
  *out = flush();
  maybe = fetch(1);
}

bool out_and_status_ok(mini::task<int> &out, int id) {
  if (id < 0)
    return false;
  auto t = fetch(id);
  std::swap(out, t);
  return true;
}

mini::task<> swapped_locals_ok() {
  mini::task<> a;
  mini::task<> b = flush();
  std::swap(a, b);
  co_await std::move(a);
}

void promise_set_value_ok(std::promise<mini::task<int>> &promise) { promise.set_value(fetch(1)); }

mini::task<> future_of_a_task_ok() {
  auto made = std::async(std::launch::deferred, [] { return fetch(1); });
  co_await made.get();
}

void queue_of_functions_ok(std::deque<std::function<mini::task<>()>> &queue) {
  queue.push_back([] { return flush(); });
  queue.emplace_back(flush);
}

mini::task<> queue_of_functions_called_bad(std::deque<std::function<mini::task<>()>> &queue) {
  for (auto &make : queue)
    make(); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> vector_of_optionals_ok() {
  std::vector<std::optional<mini::task<int>>> slots;
  slots.emplace_back(fetch(1));
  slots.emplace_back(std::nullopt);
  for (auto &slot : slots)
    if (slot)
      co_await std::move(*slot);
}

mini::task<> vector_of_pointers_ok() {
  std::vector<std::unique_ptr<mini::task<int>>> slots;
  slots.push_back(std::make_unique<mini::task<int>>(fetch(1)));
  for (auto &slot : slots)
    co_await std::move(*slot);
}

mini::task<> vector_of_pointers_bad() {
  std::vector<std::unique_ptr<mini::task<int>>> slots;
  slots.push_back(std::make_unique<mini::task<int>>(fetch(1))); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> unique_pointer_bad() {
  auto pending = std::make_unique<mini::task<int>>(fetch(1)); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> back_and_front_ok() {
  std::deque<mini::task<int>> tasks;
  tasks.push_back(fetch(1));
  tasks.push_back(fetch(2));
  co_await std::move(tasks.back());
  co_await std::move(tasks.front());
}

mini::task<> passed_as_a_whole_range_ok() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(flush());
  backlog.insert(backlog.end(), std::make_move_iterator(tasks.begin()), std::make_move_iterator(tasks.end()));
  co_await more();
}

mini::task<> container_swapped_out_ok() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(flush());
  backlog.swap(tasks);
  co_await more();
}
