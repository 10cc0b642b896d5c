// RUN: %corosafe %s -- -std=c++20 -I%inputs %verify

// Tasks that are parts of pairs and aggregates, and tasks that an algorithm puts into a container.

#include "minicoro.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

mini::task<int> fetch(int id);
struct Job {
  int id;
  mini::task<int> run;
};
std::pair<int, mini::task<int>> submit();
Job queueUp();

mini::task<int> field_nobody_awaits_bad() {
  Job j{1, fetch(1)}; // expected-warning {{'mini::task<int>' in 'j.run' goes out of scope without being awaited}}
  co_return j.id;
}
mini::task<int> field_is_awaited_ok() {
  Job j{1, fetch(1)};
  co_return j.id + co_await std::move(j.run);
}
mini::task<int> field_on_some_path_bad(bool now) {
  Job j{1, fetch(1)}; // expected-warning {{in 'j.run' goes out of scope on some path}}
  if (now)
    co_return co_await std::move(j.run);
  co_return j.id;
}
Job field_is_returned_ok() {
  Job j{1, fetch(1)};
  j.id = 3;
  return j;
}
mini::task<int> second_of_pair_bad() {
  std::pair<int, mini::task<int>> p{2, fetch(1)}; // expected-warning {{'mini::task<int>' in 'p.second' goes out of scope without being awaited}}
  co_return p.first;
}
mini::task<int> second_of_pair_ok() {
  auto p = std::make_pair(2, fetch(1));
  co_return p.first + co_await std::move(p.second);
}

mini::task<int> bound_and_not_named_bad() {
  auto [id, reply] = submit(); // expected-warning {{'mini::task<int>' in 'reply' goes out of scope without being awaited}}
  co_return id;
}
mini::task<int> bound_of_aggregate_bad() {
  auto [id, run] = queueUp(); // expected-warning {{'mini::task<int>' in 'run' goes out of scope without being awaited}}
  co_return id;
}
mini::task<int> bound_and_awaited_ok() {
  auto [id, reply] = submit();
  co_return id + co_await std::move(reply);
}
mini::task<int> bound_and_awaited_on_a_path_ok() {
  auto [id, reply] = submit();
  if (id < 0)
    co_return -1;
  co_return co_await std::move(reply);
}
mini::task<int> bound_by_a_name_for_nothing_ok() {
  auto [id, _] = submit();
  co_return id;
}

mini::task<int> parts_of_an_aggregate_made_here_ok() {
  auto [id, run] = Job{1, fetch(1)};
  co_return id + co_await std::move(run);
}
mini::task<int> part_of_an_aggregate_made_here_bad() {
  auto [id, run] = Job{1, fetch(1)}; // expected-warning {{goes out of scope without being awaited}}
  co_return id;
}

mini::task<> filled_by_algorithm_bad(std::vector<int> ids) {
  std::vector<mini::task<int>> all;
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), fetch); // expected-warning {{goes out of scope in 'all' without being awaited}}
  co_return;
}
mini::task<> filled_and_awaited_ok(std::vector<int> ids) {
  std::vector<mini::task<int>> all;
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), fetch);
  for (auto &t : all)
    co_await std::move(t);
}
std::vector<mini::task<int>> filled_and_returned_ok(std::vector<int> ids) {
  std::vector<mini::task<int>> all;
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), fetch);
  return all;
}
