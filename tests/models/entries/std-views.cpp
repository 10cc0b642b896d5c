// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++2b -I%inputs/stubs -I%source_dir/checks/include %verify

// Views into what the standard library keeps, by each of its ways to look.

#include "entries/std.h"

//===-- views into containers ---------------------------------------------===//

struct vector_views_bad {
  std::vector<int> o;
  void alter() { o.clear(); }
  VIEW(&o.at(0)) // expected-warning {{may have changed}}
  VIEW(&o[0]) // expected-warning {{may have changed}}
  VIEW(&o.front()) // expected-warning {{may have changed}}
  VIEW(&o.back()) // expected-warning {{may have changed}}
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.rbegin()) // expected-warning {{may have changed}}
  VIEW(o.rend()) // expected-warning {{may have changed}}
  VIEW(o.data()) // expected-warning {{may have changed}}
  VIEW(o.emplace(o.begin(), 1)) // expected-warning {{may have changed}}
  VIEW(o.insert(o.begin(), 1)) // expected-warning {{may have changed}}
  VIEW(&o.emplace_back(1)) // expected-warning {{may have changed}}
};

struct deque_views_bad {
  std::deque<int> o;
  void alter() { o.clear(); }
  VIEW(&o.at(0)) // expected-warning {{may have changed}}
  VIEW(&o[0]) // expected-warning {{may have changed}}
  VIEW(&o.front()) // expected-warning {{may have changed}}
  VIEW(&o.back()) // expected-warning {{may have changed}}
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.rbegin()) // expected-warning {{may have changed}}
  VIEW(o.rend()) // expected-warning {{may have changed}}
  VIEW(o.emplace(o.begin(), 1)) // expected-warning {{may have changed}}
  VIEW(o.insert(o.begin(), 1)) // expected-warning {{may have changed}}
  VIEW(&o.emplace_back(1)) // expected-warning {{may have changed}}
  VIEW(&o.emplace_front(1)) // expected-warning {{may have changed}}
};

struct list_views_bad {
  std::list<int> o;
  void alter() { o.clear(); }
  VIEW(&o.front()) // expected-warning {{may have changed}}
  VIEW(&o.back()) // expected-warning {{may have changed}}
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.rbegin()) // expected-warning {{may have changed}}
  VIEW(o.rend()) // expected-warning {{may have changed}}
  VIEW(o.emplace(o.begin(), 1)) // expected-warning {{may have changed}}
  VIEW(o.insert(o.begin(), 1)) // expected-warning {{may have changed}}
  VIEW(&o.emplace_back(1)) // expected-warning {{may have changed}}
  VIEW(&o.emplace_front(1)) // expected-warning {{may have changed}}
};

struct forward_list_views_bad {
  std::forward_list<int> o;
  void alter() { o.clear(); }
  VIEW(&o.front()) // expected-warning {{may have changed}}
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(&o.emplace_front(1)) // expected-warning {{may have changed}}
  VIEW(o.emplace_after(o.begin(), 1)) // expected-warning {{may have changed}}
  VIEW(o.insert_after(o.begin(), 1)) // expected-warning {{may have changed}}
};

struct string_views_bad {
  std::string o;
  void alter() { o.clear(); }
  VIEW(&o.at(0)) // expected-warning {{may have changed}}
  VIEW(&o[0]) // expected-warning {{may have changed}}
  VIEW(&o.front()) // expected-warning {{may have changed}}
  VIEW(&o.back()) // expected-warning {{may have changed}}
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.rbegin()) // expected-warning {{may have changed}}
  VIEW(o.rend()) // expected-warning {{may have changed}}
  VIEW(o.data()) // expected-warning {{may have changed}}
  VIEW(o.c_str()) // expected-warning {{may have changed}}
  VIEW(o.operator std::string_view().data()) // expected-warning {{may have changed}}
};

struct array_views_bad {
  std::vector<std::array<int, 2>> o;
  void alter() { o.clear(); }
  VIEW(&o[0].at(0)) // expected-warning {{may have changed}}
  VIEW(&o[0][0]) // expected-warning {{may have changed}}
  VIEW(&o[0].front()) // expected-warning {{may have changed}}
  VIEW(&o[0].back()) // expected-warning {{may have changed}}
  VIEW(o[0].begin()) // expected-warning {{may have changed}}
  VIEW(o[0].end()) // expected-warning {{may have changed}}
  VIEW(o[0].cbegin()) // expected-warning {{may have changed}}
  VIEW(o[0].cend()) // expected-warning {{may have changed}}
  VIEW(o[0].rbegin()) // expected-warning {{may have changed}}
  VIEW(o[0].rend()) // expected-warning {{may have changed}}
  VIEW(o[0].data()) // expected-warning {{may have changed}}
};

/// Likewise, for what is walked.
#define WALK(range) \
  task<> CAT(walk_, __LINE__)() { \
    auto seen = range; \
    co_await tick(); \
    for (const auto &i : seen) \
      look_at(i); \
  }

struct range_views_bad {
  std::vector<int> o;
  void alter() { o.clear(); }
  WALK((o | std::views::take(1))) // expected-warning {{may have changed}}
  WALK(std::views::all(o)) // expected-warning {{may have changed}}
  WALK(std::views::reverse(o)) // expected-warning {{may have changed}}
  WALK(std::views::common(o)) // expected-warning {{may have changed}}
  WALK(std::views::transform(o, odd)) // expected-warning {{may have changed}}
  WALK(std::views::take(o, 1)) // expected-warning {{may have changed}}
  WALK(std::views::take_while(o, odd)) // expected-warning {{may have changed}}
  WALK(std::views::drop(o, 1)) // expected-warning {{may have changed}}
  VIEW(std::ranges::begin(o)) // expected-warning {{may have changed}}
  VIEW(std::ranges::end(o)) // expected-warning {{may have changed}}
  VIEW(std::ranges::cbegin(o)) // expected-warning {{may have changed}}
  VIEW(std::ranges::cend(o)) // expected-warning {{may have changed}}
  VIEW(std::ranges::rbegin(o)) // expected-warning {{may have changed}}
  VIEW(std::ranges::rend(o)) // expected-warning {{may have changed}}
  VIEW(std::ranges::data(o)) // expected-warning {{may have changed}}
  WALK(std::views::filter(o, odd)) // expected-warning {{may have changed}}
  WALK(std::views::drop_while(o, odd)) // expected-warning {{may have changed}}
};

struct range_of_pairs_views_bad {
  std::map<int, int> o;
  std::vector<std::vector<int>> lists;
  void alter() { o.clear(), lists.clear(); }
  WALK(std::views::keys(o)) // expected-warning {{may have changed}}
  WALK(std::views::values(o)) // expected-warning {{may have changed}}
  WALK(std::views::elements<0>(o)) // expected-warning {{may have changed}}
  WALK(std::views::join(lists)) // expected-warning {{may have changed}}
};

struct map_views_bad {
  std::map<int, int> o;
  void alter() { o.clear(); }
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.rbegin()) // expected-warning {{may have changed}}
  VIEW(o.rend()) // expected-warning {{may have changed}}
  VIEW(o.lower_bound(1)) // expected-warning {{may have changed}}
  VIEW(o.upper_bound(1)) // expected-warning {{may have changed}}
  VIEW(o.equal_range(1).first) // expected-warning {{may have changed}}
  VIEW(o.find(1)) // expected-warning {{may have changed}}
  VIEW(&o.at(1)) // expected-warning {{may have changed}}
  VIEW(&o[1]) // expected-warning {{may have changed}}
  VIEW(o.emplace(1, 2).first) // expected-warning {{may have changed}}
  VIEW(o.insert(std::pair(1, 2)).first) // expected-warning {{may have changed}}
  VIEW(o.emplace_hint(o.begin(), 1, 2)) // expected-warning {{may have changed}}
  VIEW(o.try_emplace(1, 2).first) // expected-warning {{may have changed}}
  VIEW(o.insert_or_assign(1, 2).first) // expected-warning {{may have changed}}
};

struct multimap_views_bad {
  std::multimap<int, int> o;
  void alter() { o.clear(); }
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.rbegin()) // expected-warning {{may have changed}}
  VIEW(o.rend()) // expected-warning {{may have changed}}
  VIEW(o.lower_bound(1)) // expected-warning {{may have changed}}
  VIEW(o.upper_bound(1)) // expected-warning {{may have changed}}
  VIEW(o.equal_range(1).first) // expected-warning {{may have changed}}
  VIEW(o.find(1)) // expected-warning {{may have changed}}
  VIEW(o.emplace(1, 2)) // expected-warning {{may have changed}}
  VIEW(o.insert(std::pair(1, 2))) // expected-warning {{may have changed}}
  VIEW(o.emplace_hint(o.begin(), 1, 2)) // expected-warning {{may have changed}}
};

struct unordered_map_views_bad {
  std::unordered_map<int, int> o;
  void alter() { o.clear(); }
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.equal_range(1).first) // expected-warning {{may have changed}}
  VIEW(o.find(1)) // expected-warning {{may have changed}}
  VIEW(&o.at(1)) // expected-warning {{may have changed}}
  VIEW(&o[1]) // expected-warning {{may have changed}}
  VIEW(o.emplace(1, 2).first) // expected-warning {{may have changed}}
  VIEW(o.insert(std::pair(1, 2)).first) // expected-warning {{may have changed}}
  VIEW(o.emplace_hint(o.begin(), 1, 2)) // expected-warning {{may have changed}}
  VIEW(o.try_emplace(1, 2).first) // expected-warning {{may have changed}}
  VIEW(o.insert_or_assign(1, 2).first) // expected-warning {{may have changed}}
};

struct unordered_multimap_views_bad {
  std::unordered_multimap<int, int> o;
  void alter() { o.clear(); }
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.equal_range(1).first) // expected-warning {{may have changed}}
  VIEW(o.find(1)) // expected-warning {{may have changed}}
  VIEW(o.emplace(1, 2)) // expected-warning {{may have changed}}
  VIEW(o.insert(std::pair(1, 2))) // expected-warning {{may have changed}}
  VIEW(o.emplace_hint(o.begin(), 1, 2)) // expected-warning {{may have changed}}
};

struct set_views_bad {
  std::set<int> o;
  void alter() { o.clear(); }
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.rbegin()) // expected-warning {{may have changed}}
  VIEW(o.rend()) // expected-warning {{may have changed}}
  VIEW(o.lower_bound(1)) // expected-warning {{may have changed}}
  VIEW(o.upper_bound(1)) // expected-warning {{may have changed}}
  VIEW(o.equal_range(1).first) // expected-warning {{may have changed}}
  VIEW(o.find(1)) // expected-warning {{may have changed}}
  VIEW(o.emplace(1).first) // expected-warning {{may have changed}}
  VIEW(o.insert(1).first) // expected-warning {{may have changed}}
  VIEW(o.emplace_hint(o.begin(), 1)) // expected-warning {{may have changed}}
};

struct multiset_views_bad {
  std::multiset<int> o;
  void alter() { o.clear(); }
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.rbegin()) // expected-warning {{may have changed}}
  VIEW(o.rend()) // expected-warning {{may have changed}}
  VIEW(o.lower_bound(1)) // expected-warning {{may have changed}}
  VIEW(o.upper_bound(1)) // expected-warning {{may have changed}}
  VIEW(o.equal_range(1).first) // expected-warning {{may have changed}}
  VIEW(o.find(1)) // expected-warning {{may have changed}}
  VIEW(o.emplace(1)) // expected-warning {{may have changed}}
  VIEW(o.insert(1)) // expected-warning {{may have changed}}
  VIEW(o.emplace_hint(o.begin(), 1)) // expected-warning {{may have changed}}
};

struct unordered_set_views_bad {
  std::unordered_set<int> o;
  void alter() { o.clear(); }
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.equal_range(1).first) // expected-warning {{may have changed}}
  VIEW(o.find(1)) // expected-warning {{may have changed}}
  VIEW(o.emplace(1).first) // expected-warning {{may have changed}}
  VIEW(o.insert(1).first) // expected-warning {{may have changed}}
  VIEW(o.emplace_hint(o.begin(), 1)) // expected-warning {{may have changed}}
};

struct unordered_multiset_views_bad {
  std::unordered_multiset<int> o;
  void alter() { o.clear(); }
  VIEW(o.begin()) // expected-warning {{may have changed}}
  VIEW(o.end()) // expected-warning {{may have changed}}
  VIEW(o.cbegin()) // expected-warning {{may have changed}}
  VIEW(o.cend()) // expected-warning {{may have changed}}
  VIEW(o.equal_range(1).first) // expected-warning {{may have changed}}
  VIEW(o.find(1)) // expected-warning {{may have changed}}
  VIEW(o.emplace(1)) // expected-warning {{may have changed}}
  VIEW(o.insert(1)) // expected-warning {{may have changed}}
  VIEW(o.emplace_hint(o.begin(), 1)) // expected-warning {{may have changed}}
};

struct queue_views_bad {
  std::queue<int> o;
  void alter() { o.pop(); }
  VIEW(&o.front()) // expected-warning {{may have changed}}
  VIEW(&o.back()) // expected-warning {{may have changed}}
  VIEW(&o.emplace(1)) // expected-warning {{may have changed}}
};

struct stack_views_bad {
  std::stack<int> o;
  void alter() { o.pop(); }
  VIEW(&o.top()) // expected-warning {{may have changed}}
  VIEW(&o.emplace(1)) // expected-warning {{may have changed}}
};

struct priority_queue_views_bad {
  std::priority_queue<int> o;
  void alter() { o.pop(); }
  VIEW(&o.top()) // expected-warning {{may have changed}}
};

//===-- views of views, and into what is owned ----------------------------===//

struct free_functions_bad {
  std::vector<int> o;
  void alter() { o.clear(); }
  VIEW(std::begin(o)) // expected-warning {{may have changed}}
  VIEW(std::end(o)) // expected-warning {{may have changed}}
  VIEW(std::cbegin(o)) // expected-warning {{may have changed}}
  VIEW(std::cend(o)) // expected-warning {{may have changed}}
  VIEW(std::data(o)) // expected-warning {{may have changed}}
  VIEW(std::next(o.begin())) // expected-warning {{may have changed}}
  VIEW(std::prev(o.end())) // expected-warning {{may have changed}}
};

struct span_views_bad {
  std::vector<int> o;
  void alter() { o.clear(); }
  VIEW(&std::span(o)[0]) // expected-warning {{may have changed}}
  VIEW(&std::span(o).front()) // expected-warning {{may have changed}}
  VIEW(&std::span(o).back()) // expected-warning {{may have changed}}
  VIEW(std::span(o).begin()) // expected-warning {{may have changed}}
  VIEW(std::span(o).end()) // expected-warning {{may have changed}}
  VIEW(std::span(o).rbegin()) // expected-warning {{may have changed}}
  VIEW(std::span(o).rend()) // expected-warning {{may have changed}}
  VIEW(std::span(o).data()) // expected-warning {{may have changed}}
  VIEW(std::span(o).subspan(1).data()) // expected-warning {{may have changed}}
  VIEW(std::span(o).first(1).data()) // expected-warning {{may have changed}}
  VIEW(std::span(o).last(1).data()) // expected-warning {{may have changed}}
};

struct string_view_views_bad {
  std::string o;
  void alter() { o.clear(); }
  VIEW(&std::string_view(o).at(0)) // expected-warning {{may have changed}}
  VIEW(&std::string_view(o)[0]) // expected-warning {{may have changed}}
  VIEW(&std::string_view(o).front()) // expected-warning {{may have changed}}
  VIEW(&std::string_view(o).back()) // expected-warning {{may have changed}}
  VIEW(std::string_view(o).begin()) // expected-warning {{may have changed}}
  VIEW(std::string_view(o).end()) // expected-warning {{may have changed}}
  VIEW(std::string_view(o).cbegin()) // expected-warning {{may have changed}}
  VIEW(std::string_view(o).cend()) // expected-warning {{may have changed}}
  VIEW(std::string_view(o).rbegin()) // expected-warning {{may have changed}}
  VIEW(std::string_view(o).rend()) // expected-warning {{may have changed}}
  VIEW(std::string_view(o).data()) // expected-warning {{may have changed}}
  VIEW(std::string_view(o).substr(1).data()) // expected-warning {{may have changed}}
};

struct unique_ptr_views_bad {
  std::unique_ptr<part> o;
  void alter() { o.reset(); }
  VIEW(o.get()) // expected-warning {{may have changed}}
  VIEW(&*o) // expected-warning {{may have changed}}
  VIEW(&o->n) // expected-warning {{may have changed}}
};

struct unique_array_views_bad {
  std::unique_ptr<int[]> o;
  void alter() { o.reset(); }
  VIEW(&o[0]) // expected-warning {{may have changed}}
};

struct shared_ptr_views_bad {
  std::shared_ptr<part> o;
  void alter() { o.reset(); }
  VIEW(o.get()) // expected-warning {{may have changed}}
  VIEW(&*o) // expected-warning {{may have changed}}
  VIEW(&o->n) // expected-warning {{may have changed}}
};

struct optional_views_bad {
  std::optional<part> o;
  void alter() { o.reset(); }
  VIEW(&*o) // expected-warning {{may have changed}}
  VIEW(&o->n) // expected-warning {{may have changed}}
  VIEW(&o.value()) // expected-warning {{may have changed}}
};

struct expected_views_bad {
  std::expected<part, part> o;
  void alter() { o.emplace(); }
  VIEW(&*o) // expected-warning {{may have changed}}
  VIEW(&o->n) // expected-warning {{may have changed}}
  VIEW(&o.value()) // expected-warning {{may have changed}}
  VIEW(&o.error()) // expected-warning {{may have changed}}
};

struct reference_views_bad {
  std::vector<int> o;
  void alter() { o.clear(); }
  VIEW(&std::ref(o).get()[0]) // expected-warning {{may have changed}}
};

