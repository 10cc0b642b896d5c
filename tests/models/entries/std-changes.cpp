// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++2b -I%inputs/stubs -I%source_dir/checks/include %verify

// What the standard library changes, closes, keeps, swaps, or only looks at.

#include "entries/std.h"

//===-- what changes a container ------------------------------------------===//

CHANGE(std::vector<int>, o.begin(), o.push_back(1)) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.emplace_back(1)) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.emplace(o.end(), 1)) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.insert(o.end(), 1)) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.assign(1, 1)) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.erase(o.begin())) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.pop_back()) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.reserve(1)) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.shrink_to_fit()) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.resize(1)) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), o.swap(other)) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), std::erase(o, 1)) // expected-warning {{may have changed}}
CHANGE(std::vector<int>, o.begin(), std::erase_if(o, odd)) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.push_back(1)) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.push_front(1)) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.emplace_back(1)) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.emplace_front(1)) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.emplace(o.end(), 1)) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.insert(o.end(), 1)) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.assign(1, 1)) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.erase(o.begin())) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.pop_back()) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.pop_front()) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.shrink_to_fit()) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.resize(1)) // expected-warning {{may have changed}}
CHANGE(std::deque<int>, o.begin(), o.swap(other)) // expected-warning {{may have changed}}
CHANGE(std::list<int>, o.begin(), o.assign(1, 1)) // expected-warning {{may have changed}}
CHANGE(std::list<int>, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(std::list<int>, o.begin(), o.erase(o.begin())) // expected-warning {{may have changed}}
CHANGE(std::list<int>, o.begin(), o.remove(1)) // expected-warning {{may have changed}}
CHANGE(std::list<int>, o.begin(), o.remove_if(odd)) // expected-warning {{may have changed}}
CHANGE(std::list<int>, o.begin(), o.pop_back()) // expected-warning {{may have changed}}
CHANGE(std::list<int>, o.begin(), o.pop_front()) // expected-warning {{may have changed}}
CHANGE(std::list<int>, o.begin(), o.resize(1)) // expected-warning {{may have changed}}
CHANGE(std::forward_list<int>, o.begin(), o.assign(1, 1)) // expected-warning {{may have changed}}
CHANGE(std::forward_list<int>, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(std::forward_list<int>, o.begin(), o.erase_after(o.begin())) // expected-warning {{may have changed}}
CHANGE(std::forward_list<int>, o.begin(), o.remove(1)) // expected-warning {{may have changed}}
CHANGE(std::forward_list<int>, o.begin(), o.remove_if(odd)) // expected-warning {{may have changed}}
CHANGE(std::forward_list<int>, o.begin(), o.pop_front()) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.push_back(1)) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.insert(0, "a")) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.assign("a")) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.append("a")) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.erase(1)) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.pop_back()) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.reserve(1)) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.shrink_to_fit()) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.resize(1)) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o += 'a') // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.replace(0, 1, "a")) // expected-warning {{may have changed}}
CHANGE(std::string, o.begin(), o.swap(other)) // expected-warning {{may have changed}}
CHANGE(map_of_ints, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(map_of_ints, o.begin(), o.erase(1)) // expected-warning {{may have changed}}
CHANGE(map_of_ints, o.begin(), o.extract(1)) // expected-warning {{may have changed}}
CHANGE(multimap_of_ints, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(multimap_of_ints, o.begin(), o.erase(1)) // expected-warning {{may have changed}}
CHANGE(multimap_of_ints, o.begin(), o.extract(1)) // expected-warning {{may have changed}}
CHANGE(set_of_ints, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(set_of_ints, o.begin(), o.erase(1)) // expected-warning {{may have changed}}
CHANGE(set_of_ints, o.begin(), o.extract(1)) // expected-warning {{may have changed}}
CHANGE(multiset_of_ints, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(multiset_of_ints, o.begin(), o.erase(1)) // expected-warning {{may have changed}}
CHANGE(multiset_of_ints, o.begin(), o.extract(1)) // expected-warning {{may have changed}}
CHANGE(unordered_map_of_ints, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(unordered_map_of_ints, o.begin(), o.erase(1)) // expected-warning {{may have changed}}
CHANGE(unordered_map_of_ints, o.begin(), o.extract(1)) // expected-warning {{may have changed}}
CHANGE(unordered_map_of_ints, o.begin(), o.emplace(1, 2)) // expected-warning {{may have changed}}
CHANGE(unordered_map_of_ints, o.begin(), o.emplace_hint(o.begin(), 1, 2)) // expected-warning {{may have changed}}
CHANGE(unordered_map_of_ints, o.begin(), o.insert({1, 2})) // expected-warning {{may have changed}}
CHANGE(unordered_map_of_ints, o.begin(), o.merge(other)) // expected-warning {{may have changed}}
CHANGE(unordered_map_of_ints, o.begin(), o.try_emplace(1, 2)) // expected-warning {{may have changed}}
CHANGE(unordered_map_of_ints, o.begin(), o.insert_or_assign(1, 2)) // expected-warning {{may have changed}}
CHANGE(unordered_multimap_of_ints, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(unordered_multimap_of_ints, o.begin(), o.erase(1)) // expected-warning {{may have changed}}
CHANGE(unordered_multimap_of_ints, o.begin(), o.extract(1)) // expected-warning {{may have changed}}
CHANGE(unordered_multimap_of_ints, o.begin(), o.emplace(1, 2)) // expected-warning {{may have changed}}
CHANGE(unordered_multimap_of_ints, o.begin(), o.emplace_hint(o.begin(), 1, 2)) // expected-warning {{may have changed}}
CHANGE(unordered_multimap_of_ints, o.begin(), o.insert({1, 2})) // expected-warning {{may have changed}}
CHANGE(unordered_multimap_of_ints, o.begin(), o.merge(other)) // expected-warning {{may have changed}}
CHANGE(unordered_set_of_ints, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(unordered_set_of_ints, o.begin(), o.erase(1)) // expected-warning {{may have changed}}
CHANGE(unordered_set_of_ints, o.begin(), o.extract(1)) // expected-warning {{may have changed}}
CHANGE(unordered_set_of_ints, o.begin(), o.emplace(1)) // expected-warning {{may have changed}}
CHANGE(unordered_set_of_ints, o.begin(), o.emplace_hint(o.begin(), 1)) // expected-warning {{may have changed}}
CHANGE(unordered_set_of_ints, o.begin(), o.insert(1)) // expected-warning {{may have changed}}
CHANGE(unordered_set_of_ints, o.begin(), o.merge(other)) // expected-warning {{may have changed}}
CHANGE(unordered_multiset_of_ints, o.begin(), o.clear()) // expected-warning {{may have changed}}
CHANGE(unordered_multiset_of_ints, o.begin(), o.erase(1)) // expected-warning {{may have changed}}
CHANGE(unordered_multiset_of_ints, o.begin(), o.extract(1)) // expected-warning {{may have changed}}
CHANGE(unordered_multiset_of_ints, o.begin(), o.emplace(1)) // expected-warning {{may have changed}}
CHANGE(unordered_multiset_of_ints, o.begin(), o.emplace_hint(o.begin(), 1)) // expected-warning {{may have changed}}
CHANGE(unordered_multiset_of_ints, o.begin(), o.insert(1)) // expected-warning {{may have changed}}
CHANGE(unordered_multiset_of_ints, o.begin(), o.merge(other)) // expected-warning {{may have changed}}
CHANGE(std::queue<int>, &o.front(), o.pop()) // expected-warning {{may have changed}}
CHANGE(std::stack<int>, &o.top(), o.pop()) // expected-warning {{may have changed}}
CHANGE(std::priority_queue<int>, &o.top(), o.push(1)) // expected-warning {{may have changed}}
CHANGE(std::priority_queue<int>, &o.top(), o.emplace(1)) // expected-warning {{may have changed}}
CHANGE(std::priority_queue<int>, &o.top(), o.pop()) // expected-warning {{may have changed}}
CHANGE(std::unique_ptr<int>, o.get(), o.reset()) // expected-warning {{may have changed}}
CHANGE(std::shared_ptr<int>, o.get(), o.reset()) // expected-warning {{may have changed}}
CHANGE(std::optional<int>, &*o, o.reset()) // expected-warning {{may have changed}}
CHANGE(std::optional<int>, &*o, o.emplace(1)) // expected-warning {{may have changed}}
CHANGE(std::optional<int>, &*o, o.swap(other)) // expected-warning {{may have changed}}
CHANGE(expected_int, &*o, o.emplace(1)) // expected-warning {{may have changed}}

//===-- what is only looked at --------------------------------------------===//

AFTER(std::vector<int>, o.size())
AFTER(std::vector<int>, o.empty())
AFTER(std::vector<int>, o.capacity())
AFTER(std::vector<int>, o.max_size())
AFTER(std::deque<int>, o.size())
AFTER(std::deque<int>, o.empty())
AFTER(std::deque<int>, o.max_size())
AFTER(std::list<int>, o.size())
AFTER(std::list<int>, o.empty())
AFTER(std::list<int>, o.max_size())
AFTER(std::forward_list<int>, o.empty())
AFTER(std::forward_list<int>, o.max_size())
AFTER(std::string, o.size())
AFTER(std::string, o.length())
AFTER(std::string, o.empty())
AFTER(std::string, o.capacity())
AFTER(std::string, o.max_size())
AFTER(std::string, o.contains('a'))
AFTER(map_of_ints, o.size())
AFTER(map_of_ints, o.empty())
AFTER(map_of_ints, o.max_size())
AFTER(map_of_ints, o.count(1))
AFTER(map_of_ints, o.contains(1))
AFTER(multimap_of_ints, o.size())
AFTER(multimap_of_ints, o.empty())
AFTER(multimap_of_ints, o.max_size())
AFTER(multimap_of_ints, o.count(1))
AFTER(multimap_of_ints, o.contains(1))
AFTER(set_of_ints, o.size())
AFTER(set_of_ints, o.empty())
AFTER(set_of_ints, o.max_size())
AFTER(set_of_ints, o.count(1))
AFTER(set_of_ints, o.contains(1))
AFTER(multiset_of_ints, o.size())
AFTER(multiset_of_ints, o.empty())
AFTER(multiset_of_ints, o.max_size())
AFTER(multiset_of_ints, o.count(1))
AFTER(multiset_of_ints, o.contains(1))
AFTER(unordered_map_of_ints, o.size())
AFTER(unordered_map_of_ints, o.empty())
AFTER(unordered_map_of_ints, o.max_size())
AFTER(unordered_map_of_ints, o.reserve(1))
AFTER(unordered_map_of_ints, o.count(1))
AFTER(unordered_map_of_ints, o.contains(1))
AFTER(unordered_map_of_ints, o.bucket_count())
AFTER(unordered_map_of_ints, o.load_factor())
AFTER(unordered_multimap_of_ints, o.size())
AFTER(unordered_multimap_of_ints, o.empty())
AFTER(unordered_multimap_of_ints, o.max_size())
AFTER(unordered_multimap_of_ints, o.reserve(1))
AFTER(unordered_multimap_of_ints, o.count(1))
AFTER(unordered_multimap_of_ints, o.contains(1))
AFTER(unordered_multimap_of_ints, o.bucket_count())
AFTER(unordered_multimap_of_ints, o.load_factor())
AFTER(unordered_set_of_ints, o.size())
AFTER(unordered_set_of_ints, o.empty())
AFTER(unordered_set_of_ints, o.max_size())
AFTER(unordered_set_of_ints, o.reserve(1))
AFTER(unordered_set_of_ints, o.count(1))
AFTER(unordered_set_of_ints, o.contains(1))
AFTER(unordered_set_of_ints, o.bucket_count())
AFTER(unordered_set_of_ints, o.load_factor())
AFTER(unordered_multiset_of_ints, o.size())
AFTER(unordered_multiset_of_ints, o.empty())
AFTER(unordered_multiset_of_ints, o.max_size())
AFTER(unordered_multiset_of_ints, o.reserve(1))
AFTER(unordered_multiset_of_ints, o.count(1))
AFTER(unordered_multiset_of_ints, o.contains(1))
AFTER(unordered_multiset_of_ints, o.bucket_count())
AFTER(unordered_multiset_of_ints, o.load_factor())
AFTER(std::queue<int>, o.size())
AFTER(std::queue<int>, o.empty())
AFTER(std::stack<int>, o.size())
AFTER(std::stack<int>, o.empty())
AFTER(std::priority_queue<int>, o.size())
AFTER(std::priority_queue<int>, o.empty())
AFTER(std::shared_ptr<int>, o.use_count())
AFTER(std::weak_ptr<int>, o.use_count())
AFTER(std::weak_ptr<int>, o.expired())
AFTER(std::coroutine_handle<>, o.done())
AFTER(std::coroutine_handle<>, o.address())
AFTER(std::stop_token, o.stop_requested())
AFTER(std::stop_token, o.stop_possible())
AFTER(std::stop_source, o.stop_requested())
AFTER(std::stop_source, o.stop_possible())

//===-- what ends the life of what is in it -------------------------------===//

AFTER(std::stop_source, o.request_stop())
AFTER(std::jthread, o.request_stop())
AFTER(std::any, o.reset())
AFTER(std::any, o.emplace<int>(1))
AFTER(std::weak_ptr<int>, o.reset())
AFTER(std::coroutine_handle<>, o.destroy())
AFTER(std::variant<int>, o.emplace<0>(1))
AFTER(std::vector<int>, std::exchange(o, {}))

//===-- what is kept ------------------------------------------------------===//

#define KEEPS(type, call) \
  void CAT(keeps_, __LINE__)(type &o) { \
    int n = 0; \
    call; \
  }

KEEPS(std::vector<task<>>, o.push_back(count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::vector<task<>>, o.emplace_back(count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::vector<task<>>, o.emplace(o.end(), count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::vector<task<>>, o.insert(o.end(), count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::deque<task<>>, o.push_back(count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::deque<task<>>, o.push_front(count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::list<task<>>, o.push_back(count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::list<task<>>, o.push_front(count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::forward_list<task<>>, o.push_front(count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::queue<task<>>, o.push(count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(std::stack<task<>>, o.push(count(n))) // expected-warning {{but it is kept, and awaited}}
KEEPS(map_of_tasks, o.emplace(1, count(n))) // expected-warning {{but it is kept, and awaited}}

//===-- what is swapped ---------------------------------------------------===//

AFTER(std::vector<int>, std::swap(o, *std::make_unique<std::vector<int>>()))
/// What was there goes on as something else.
#define SWAPPED(type) \
  task<> CAT(swapped_, __LINE__)(type &o) { \
    type fresh; \
    co_await first(take(o), tick()); \
    o.swap(fresh); \
    look_at(o); \
  }
SWAPPED(std::list<int>)
SWAPPED(std::forward_list<int>)
SWAPPED(map_of_ints)
SWAPPED(multimap_of_ints)
SWAPPED(unordered_map_of_ints)
SWAPPED(unordered_multimap_of_ints)
SWAPPED(set_of_ints)
SWAPPED(multiset_of_ints)
SWAPPED(unordered_set_of_ints)
SWAPPED(unordered_multiset_of_ints)
SWAPPED(std::queue<int>)
SWAPPED(std::stack<int>)
SWAPPED(std::priority_queue<int>)
SWAPPED(std::unique_ptr<int>)
SWAPPED(std::shared_ptr<int>)
SWAPPED(std::variant<int>)
SWAPPED(std::function<void()>)
SWAPPED(std::thread)
SWAPPED(std::jthread)
SWAPPED(std::any)
SWAPPED(std::promise<int>)