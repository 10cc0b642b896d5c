// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Tasks in containers are awaited when somebody awaits the elements or takes the container over.

#include "minicoro.h"

#include <array>
#include <map>
#include <string>
#include <vector>

mini::task<> warm(int shard);
mini::task<int> count(int shard);
mini::task<bool> more();
void run_all(std::vector<mini::task<>> tasks);

mini::task<> pushed_and_forgotten_bad() {
  std::vector<mini::task<>> tasks;
  for (int shard = 0; shard < 4; ++shard)
    tasks.push_back(warm(shard)); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> pushed_and_awaited_ok() {
  std::vector<mini::task<>> tasks;
  for (int shard = 0; shard < 4; ++shard)
    tasks.push_back(warm(shard));
  for (auto &t : tasks)
    co_await t;
}

mini::task<> pushed_and_awaited_by_index_ok() {
  std::vector<mini::task<int>> tasks;
  for (int shard = 0; shard < 4; ++shard)
    tasks.emplace_back(count(shard));
  for (std::size_t i = 0; i < tasks.size(); ++i)
    co_await std::move(tasks[i]);
}

mini::task<> when_all_of_a_vector_ok() {
  std::vector<mini::task<>> tasks;
  tasks.reserve(4);
  for (int shard = 0; shard < 4; ++shard)
    tasks.push_back(warm(shard));
  co_await mini::when_all(std::move(tasks));
}

mini::task<> when_all_of_a_vector_bad() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(warm(0));
  mini::when_all(std::move(tasks)); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> when_all_ok() {
  auto [a, b] = co_await mini::when_all(count(0), count(1));
  (void)(a + b);
}

mini::task<> when_all_bad() {
  auto both = mini::when_all(count(0), count(1)); // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> only_counted_bad() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(warm(0)); // expected-warning {{without being awaited}}
  if (!tasks.empty())
    co_await more();
}

mini::task<> cleared_bad() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(warm(0)); // expected-warning {{without being awaited}}
  tasks.clear();
  co_await more();
}

void passed_on_ok() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(warm(0));
  run_all(std::move(tasks));
}

std::vector<mini::task<>> returned_ok() {
  std::vector<mini::task<>> tasks;
  tasks.push_back(warm(0));
  tasks.push_back(warm(1));
  return tasks;
}

mini::task<> array_ok() {
  mini::task<> tasks[] = {warm(0), warm(1)};
  for (auto &t : tasks)
    co_await t;
}

mini::task<> array_bad() {
  std::array<mini::task<>, 2> tasks{
      warm(0),  // expected-warning {{without being awaited}}
      warm(1)}; // expected-warning {{without being awaited}}
  co_await more();
}

mini::task<> map_ok() {
  std::map<std::string, mini::task<int>> tasks;
  tasks.emplace("a", count(0));
  tasks["b"] = count(1);
  for (auto &[name, t] : tasks)
    co_await std::move(t);
}

class pool {
public:
  void add_ok(int shard) { tasks_.push_back(warm(shard)); }

private:
  std::vector<mini::task<>> tasks_;
};
