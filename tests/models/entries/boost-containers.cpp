// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=boost-containers %s %S/std-unwinding.cpp -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model, for what it changes; boost-containers.cpp shows how the library is used.

#include "entries/boost-containers.h"

using entries::first, entries::tick, entries::take;
template <class T = void> using task = entries::task<T>;

struct stream {
  COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next();
  template <class T> COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<int> next_until(T);
};

task<int> start();
template <class T, class... A> T counting(A &...n);
template <class T> COROSAFE_CONSUMES_MUCH COROSAFE_CANCEL_PARTIAL T taken(COROSAFE_ON stream &from);
task<> count(int &n) {
  co_await tick();
  ++n;
}

void push_back_bad(boost::container::vector &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_bad(boost::container::vector &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_2_bad(boost::container::small_vector &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_2_bad(boost::container::small_vector &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_3_bad(boost::container::small_vector_base &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_3_bad(boost::container::small_vector_base &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_4_bad(boost::container::static_vector &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_4_bad(boost::container::static_vector &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_5_bad(boost::container::devector &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_5_bad(boost::container::devector &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void append_bad(boost::container::basic_string &o) {
  int n = 0;
  o.append(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_6_bad(boost::container::basic_string &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_bad(boost::container::basic_string &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void assign_6_bad(boost::container::basic_string &o) {
  int n = 0;
  o.assign(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void operator_bad(boost::container::basic_string &o) {
  int n = 0;
  o.operator+=(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_7_bad(boost::circular_buffer &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_front_bad(boost::circular_buffer &o) {
  int n = 0;
  o.push_front(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void insert_2_bad(boost::circular_buffer &o) {
  int n = 0;
  o.insert(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void set_capacity_bad(boost::circular_buffer &o) {
  int n = 0;
  o.set_capacity(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_back_8_bad(boost::container::deque &o) {
  int n = 0;
  o.push_back(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void push_front_2_bad(boost::container::deque &o) {
  int n = 0;
  o.push_front(count(n)); // expected-warning {{but it is kept, and awaited}}
}

void emplace_front_bad(boost::container::deque &o) {
  int n = 0;
  o.emplace_front(count(n)); // expected-warning {{but it is kept, and awaited}}
}

struct flat_map_viewed {
  boost::container::flat_map o;
  void change() { o.erase(); }
  task<> flat_map_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_map_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed {
  boost::container::flat_map o;
  void change() { o.clear(); }
  task<> flat_map_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed_2 {
  boost::container::flat_map o;
  void change() { o.insert(); }
  task<> flat_map_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed_3 {
  boost::container::flat_map o;
  void change() { o.emplace(); }
  task<> flat_map_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed_4 {
  boost::container::flat_map o;
  void change() { o.emplace_hint(); }
  task<> flat_map_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed_5 {
  boost::container::flat_map o;
  void change() { o.try_emplace(); }
  task<> flat_map_try_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed_6 {
  boost::container::flat_map o;
  void change() { o.insert_or_assign(); }
  task<> flat_map_insert_or_assign_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed_7 {
  boost::container::flat_map o;
  void change() { o.extract(); }
  task<> flat_map_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed_8 {
  boost::container::flat_map o;
  void change() { o.reserve(); }
  task<> flat_map_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed_9 {
  boost::container::flat_map o;
  void change() { o.swap(); }
  task<> flat_map_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_map_changed_10 {
  boost::container::flat_map o;
  void change() { o.shrink_to_fit(); }
  task<> flat_map_shrink_to_fit_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_set_viewed {
  boost::container::flat_set o;
  void change() { o.erase(); }
  task<> flat_set_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_set_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_set_changed {
  boost::container::flat_set o;
  void change() { o.clear(); }
  task<> flat_set_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_set_changed_2 {
  boost::container::flat_set o;
  void change() { o.insert(); }
  task<> flat_set_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_set_changed_3 {
  boost::container::flat_set o;
  void change() { o.emplace(); }
  task<> flat_set_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_set_changed_4 {
  boost::container::flat_set o;
  void change() { o.emplace_hint(); }
  task<> flat_set_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_set_changed_5 {
  boost::container::flat_set o;
  void change() { o.extract(); }
  task<> flat_set_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_set_changed_6 {
  boost::container::flat_set o;
  void change() { o.reserve(); }
  task<> flat_set_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_set_changed_7 {
  boost::container::flat_set o;
  void change() { o.swap(); }
  task<> flat_set_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_set_changed_8 {
  boost::container::flat_set o;
  void change() { o.shrink_to_fit(); }
  task<> flat_set_shrink_to_fit_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multimap_viewed {
  boost::container::flat_multimap o;
  void change() { o.erase(); }
  task<> flat_multimap_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multimap_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multimap_changed {
  boost::container::flat_multimap o;
  void change() { o.clear(); }
  task<> flat_multimap_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multimap_changed_2 {
  boost::container::flat_multimap o;
  void change() { o.insert(); }
  task<> flat_multimap_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multimap_changed_3 {
  boost::container::flat_multimap o;
  void change() { o.emplace(); }
  task<> flat_multimap_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multimap_changed_4 {
  boost::container::flat_multimap o;
  void change() { o.emplace_hint(); }
  task<> flat_multimap_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multimap_changed_5 {
  boost::container::flat_multimap o;
  void change() { o.extract(); }
  task<> flat_multimap_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multimap_changed_6 {
  boost::container::flat_multimap o;
  void change() { o.reserve(); }
  task<> flat_multimap_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multimap_changed_7 {
  boost::container::flat_multimap o;
  void change() { o.swap(); }
  task<> flat_multimap_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multimap_changed_8 {
  boost::container::flat_multimap o;
  void change() { o.shrink_to_fit(); }
  task<> flat_multimap_shrink_to_fit_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multiset_viewed {
  boost::container::flat_multiset o;
  void change() { o.erase(); }
  task<> flat_multiset_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> flat_multiset_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multiset_changed {
  boost::container::flat_multiset o;
  void change() { o.clear(); }
  task<> flat_multiset_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multiset_changed_2 {
  boost::container::flat_multiset o;
  void change() { o.insert(); }
  task<> flat_multiset_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multiset_changed_3 {
  boost::container::flat_multiset o;
  void change() { o.emplace(); }
  task<> flat_multiset_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multiset_changed_4 {
  boost::container::flat_multiset o;
  void change() { o.emplace_hint(); }
  task<> flat_multiset_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multiset_changed_5 {
  boost::container::flat_multiset o;
  void change() { o.extract(); }
  task<> flat_multiset_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multiset_changed_6 {
  boost::container::flat_multiset o;
  void change() { o.reserve(); }
  task<> flat_multiset_reserve_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multiset_changed_7 {
  boost::container::flat_multiset o;
  void change() { o.swap(); }
  task<> flat_multiset_swap_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct flat_multiset_changed_8 {
  boost::container::flat_multiset o;
  void change() { o.shrink_to_fit(); }
  task<> flat_multiset_shrink_to_fit_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct map_viewed {
  boost::container::map o;
  void change() { o.erase(); }
  task<> map_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> map_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct map_changed {
  boost::container::map o;
  void change() { o.clear(); }
  task<> map_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct map_changed_2 {
  boost::container::map o;
  void change() { o.extract(); }
  task<> map_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct set_viewed {
  boost::container::set o;
  void change() { o.erase(); }
  task<> set_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> set_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct set_changed {
  boost::container::set o;
  void change() { o.clear(); }
  task<> set_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct set_changed_2 {
  boost::container::set o;
  void change() { o.extract(); }
  task<> set_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct multimap_viewed {
  boost::container::multimap o;
  void change() { o.erase(); }
  task<> multimap_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multimap_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct multimap_changed {
  boost::container::multimap o;
  void change() { o.clear(); }
  task<> multimap_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct multimap_changed_2 {
  boost::container::multimap o;
  void change() { o.extract(); }
  task<> multimap_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct multiset_viewed {
  boost::container::multiset o;
  void change() { o.erase(); }
  task<> multiset_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_lower_bound_zz() {
    auto &seen = o.lower_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_upper_bound_zz() {
    auto &seen = o.upper_bound();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> multiset_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct multiset_changed {
  boost::container::multiset o;
  void change() { o.clear(); }
  task<> multiset_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct multiset_changed_2 {
  boost::container::multiset o;
  void change() { o.extract(); }
  task<> multiset_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_map_viewed {
  boost::unordered::unordered_map o;
  void change() { o.erase(); }
  task<> unordered_map_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_map_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_map_changed {
  boost::unordered::unordered_map o;
  void change() { o.clear(); }
  task<> unordered_map_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_map_changed_2 {
  boost::unordered::unordered_map o;
  void change() { o.insert(); }
  task<> unordered_map_insert_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_map_changed_3 {
  boost::unordered::unordered_map o;
  void change() { o.emplace(); }
  task<> unordered_map_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_map_changed_4 {
  boost::unordered::unordered_map o;
  void change() { o.emplace_hint(); }
  task<> unordered_map_emplace_hint_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_map_changed_5 {
  boost::unordered::unordered_map o;
  void change() { o.try_emplace(); }
  task<> unordered_map_try_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_map_changed_6 {
  boost::unordered::unordered_map o;
  void change() { o.insert_or_assign(); }
  task<> unordered_map_insert_or_assign_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_map_changed_7 {
  boost::unordered::unordered_map o;
  void change() { o.extract(); }
  task<> unordered_map_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_set_viewed {
  boost::unordered::unordered_set o;
  void change() { o.erase(); }
  task<> unordered_set_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_set_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_set_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_set_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_set_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_set_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_set_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_set_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_set_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_set_changed {
  boost::unordered::unordered_set o;
  void change() { o.clear(); }
  task<> unordered_set_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_set_changed_2 {
  boost::unordered::unordered_set o;
  void change() { o.insert(); }
  task<> unordered_set_insert_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_set_changed_3 {
  boost::unordered::unordered_set o;
  void change() { o.emplace(); }
  task<> unordered_set_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_set_changed_4 {
  boost::unordered::unordered_set o;
  void change() { o.emplace_hint(); }
  task<> unordered_set_emplace_hint_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_set_changed_5 {
  boost::unordered::unordered_set o;
  void change() { o.extract(); }
  task<> unordered_set_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_node_map_viewed {
  boost::unordered::unordered_node_map o;
  void change() { o.erase(); }
  task<> unordered_node_map_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_map_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_node_map_changed {
  boost::unordered::unordered_node_map o;
  void change() { o.clear(); }
  task<> unordered_node_map_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_node_map_changed_2 {
  boost::unordered::unordered_node_map o;
  void change() { o.insert(); }
  task<> unordered_node_map_insert_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_node_map_changed_3 {
  boost::unordered::unordered_node_map o;
  void change() { o.emplace(); }
  task<> unordered_node_map_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_node_map_changed_4 {
  boost::unordered::unordered_node_map o;
  void change() { o.emplace_hint(); }
  task<> unordered_node_map_emplace_hint_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_node_map_changed_5 {
  boost::unordered::unordered_node_map o;
  void change() { o.try_emplace(); }
  task<> unordered_node_map_try_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_node_map_changed_6 {
  boost::unordered::unordered_node_map o;
  void change() { o.insert_or_assign(); }
  task<> unordered_node_map_insert_or_assign_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_node_map_changed_7 {
  boost::unordered::unordered_node_map o;
  void change() { o.extract(); }
  task<> unordered_node_map_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_node_set_viewed {
  boost::unordered::unordered_node_set o;
  void change() { o.erase(); }
  task<> unordered_node_set_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_set_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_set_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_set_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_set_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_set_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_set_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_set_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_node_set_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_node_set_changed {
  boost::unordered::unordered_node_set o;
  void change() { o.clear(); }
  task<> unordered_node_set_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_node_set_changed_2 {
  boost::unordered::unordered_node_set o;
  void change() { o.insert(); }
  task<> unordered_node_set_insert_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_node_set_changed_3 {
  boost::unordered::unordered_node_set o;
  void change() { o.emplace(); }
  task<> unordered_node_set_emplace_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_node_set_changed_4 {
  boost::unordered::unordered_node_set o;
  void change() { o.emplace_hint(); }
  task<> unordered_node_set_emplace_hint_changes_ok() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n);
  }
};

struct unordered_node_set_changed_5 {
  boost::unordered::unordered_node_set o;
  void change() { o.extract(); }
  task<> unordered_node_set_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_map_viewed {
  boost::unordered::unordered_flat_map o;
  void change() { o.erase(); }
  task<> unordered_flat_map_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_at_zz() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_try_emplace_zz() {
    auto &seen = o.try_emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_map_insert_or_assign_zz() {
    auto &seen = o.insert_or_assign();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_map_changed {
  boost::unordered::unordered_flat_map o;
  void change() { o.clear(); }
  task<> unordered_flat_map_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_map_changed_2 {
  boost::unordered::unordered_flat_map o;
  void change() { o.insert(); }
  task<> unordered_flat_map_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_map_changed_3 {
  boost::unordered::unordered_flat_map o;
  void change() { o.emplace(); }
  task<> unordered_flat_map_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_map_changed_4 {
  boost::unordered::unordered_flat_map o;
  void change() { o.emplace_hint(); }
  task<> unordered_flat_map_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_map_changed_5 {
  boost::unordered::unordered_flat_map o;
  void change() { o.try_emplace(); }
  task<> unordered_flat_map_try_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_map_changed_6 {
  boost::unordered::unordered_flat_map o;
  void change() { o.insert_or_assign(); }
  task<> unordered_flat_map_insert_or_assign_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_map_changed_7 {
  boost::unordered::unordered_flat_map o;
  void change() { o.extract(); }
  task<> unordered_flat_map_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_set_viewed {
  boost::unordered::unordered_flat_set o;
  void change() { o.erase(); }
  task<> unordered_flat_set_begin_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_set_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_set_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_set_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_set_find_zz() {
    auto &seen = o.find();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_set_equal_range_zz() {
    auto &seen = o.equal_range();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_set_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_set_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> unordered_flat_set_emplace_hint_zz() {
    auto &seen = o.emplace_hint();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_set_changed {
  boost::unordered::unordered_flat_set o;
  void change() { o.clear(); }
  task<> unordered_flat_set_clear_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_set_changed_2 {
  boost::unordered::unordered_flat_set o;
  void change() { o.insert(); }
  task<> unordered_flat_set_insert_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_set_changed_3 {
  boost::unordered::unordered_flat_set o;
  void change() { o.emplace(); }
  task<> unordered_flat_set_emplace_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_set_changed_4 {
  boost::unordered::unordered_flat_set o;
  void change() { o.emplace_hint(); }
  task<> unordered_flat_set_emplace_hint_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct unordered_flat_set_changed_5 {
  boost::unordered::unordered_flat_set o;
  void change() { o.extract(); }
  task<> unordered_flat_set_extract_changes_bad() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_viewed {
  boost::container::vector o;
  void change() { o.erase(); }
  task<> vector_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> vector_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_changed {
  boost::container::vector o;
  void change() { o.clear(); }
  task<> vector_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_changed_2 {
  boost::container::vector o;
  void change() { o.insert(); }
  task<> vector_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_changed_3 {
  boost::container::vector o;
  void change() { o.emplace(); }
  task<> vector_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_changed_4 {
  boost::container::vector o;
  void change() { o.emplace_back(); }
  task<> vector_emplace_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_changed_5 {
  boost::container::vector o;
  void change() { o.pop_back(); }
  task<> vector_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_changed_6 {
  boost::container::vector o;
  void change() { o.reserve(); }
  task<> vector_reserve_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_changed_7 {
  boost::container::vector o;
  void change() { o.swap(); }
  task<> vector_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_changed_8 {
  boost::container::vector o;
  void change() { o.shrink_to_fit(); }
  task<> vector_shrink_to_fit_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct vector_changed_9 {
  boost::container::vector o;
  void change() { o.resize(); }
  task<> vector_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_viewed {
  boost::container::small_vector o;
  void change() { o.erase(); }
  task<> small_vector_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed {
  boost::container::small_vector o;
  void change() { o.clear(); }
  task<> small_vector_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_2 {
  boost::container::small_vector o;
  void change() { o.insert(); }
  task<> small_vector_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_3 {
  boost::container::small_vector o;
  void change() { o.emplace(); }
  task<> small_vector_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_4 {
  boost::container::small_vector o;
  void change() { o.emplace_back(); }
  task<> small_vector_emplace_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_5 {
  boost::container::small_vector o;
  void change() { o.pop_back(); }
  task<> small_vector_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_6 {
  boost::container::small_vector o;
  void change() { o.reserve(); }
  task<> small_vector_reserve_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_7 {
  boost::container::small_vector o;
  void change() { o.swap(); }
  task<> small_vector_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_8 {
  boost::container::small_vector o;
  void change() { o.shrink_to_fit(); }
  task<> small_vector_shrink_to_fit_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_changed_9 {
  boost::container::small_vector o;
  void change() { o.resize(); }
  task<> small_vector_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_viewed {
  boost::container::small_vector_base o;
  void change() { o.erase(); }
  task<> small_vector_base_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> small_vector_base_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_changed {
  boost::container::small_vector_base o;
  void change() { o.clear(); }
  task<> small_vector_base_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_changed_2 {
  boost::container::small_vector_base o;
  void change() { o.insert(); }
  task<> small_vector_base_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_changed_3 {
  boost::container::small_vector_base o;
  void change() { o.emplace(); }
  task<> small_vector_base_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_changed_4 {
  boost::container::small_vector_base o;
  void change() { o.emplace_back(); }
  task<> small_vector_base_emplace_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_changed_5 {
  boost::container::small_vector_base o;
  void change() { o.pop_back(); }
  task<> small_vector_base_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_changed_6 {
  boost::container::small_vector_base o;
  void change() { o.reserve(); }
  task<> small_vector_base_reserve_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_changed_7 {
  boost::container::small_vector_base o;
  void change() { o.swap(); }
  task<> small_vector_base_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_changed_8 {
  boost::container::small_vector_base o;
  void change() { o.shrink_to_fit(); }
  task<> small_vector_base_shrink_to_fit_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct small_vector_base_changed_9 {
  boost::container::small_vector_base o;
  void change() { o.resize(); }
  task<> small_vector_base_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_viewed {
  boost::container::static_vector o;
  void change() { o.erase(); }
  task<> static_vector_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> static_vector_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_changed {
  boost::container::static_vector o;
  void change() { o.clear(); }
  task<> static_vector_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_changed_2 {
  boost::container::static_vector o;
  void change() { o.insert(); }
  task<> static_vector_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_changed_3 {
  boost::container::static_vector o;
  void change() { o.emplace(); }
  task<> static_vector_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_changed_4 {
  boost::container::static_vector o;
  void change() { o.emplace_back(); }
  task<> static_vector_emplace_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_changed_5 {
  boost::container::static_vector o;
  void change() { o.pop_back(); }
  task<> static_vector_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_changed_6 {
  boost::container::static_vector o;
  void change() { o.reserve(); }
  task<> static_vector_reserve_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_changed_7 {
  boost::container::static_vector o;
  void change() { o.swap(); }
  task<> static_vector_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_changed_8 {
  boost::container::static_vector o;
  void change() { o.shrink_to_fit(); }
  task<> static_vector_shrink_to_fit_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct static_vector_changed_9 {
  boost::container::static_vector o;
  void change() { o.resize(); }
  task<> static_vector_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_viewed {
  boost::container::devector o;
  void change() { o.erase(); }
  task<> devector_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> devector_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_changed {
  boost::container::devector o;
  void change() { o.clear(); }
  task<> devector_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_changed_2 {
  boost::container::devector o;
  void change() { o.insert(); }
  task<> devector_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_changed_3 {
  boost::container::devector o;
  void change() { o.emplace(); }
  task<> devector_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_changed_4 {
  boost::container::devector o;
  void change() { o.emplace_back(); }
  task<> devector_emplace_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_changed_5 {
  boost::container::devector o;
  void change() { o.pop_back(); }
  task<> devector_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_changed_6 {
  boost::container::devector o;
  void change() { o.reserve(); }
  task<> devector_reserve_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_changed_7 {
  boost::container::devector o;
  void change() { o.swap(); }
  task<> devector_swap_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_changed_8 {
  boost::container::devector o;
  void change() { o.shrink_to_fit(); }
  task<> devector_shrink_to_fit_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct devector_changed_9 {
  boost::container::devector o;
  void change() { o.resize(); }
  task<> devector_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct deque_viewed {
  boost::container::deque o;
  void change() { o.erase(); }
  task<> deque_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> deque_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct deque_changed {
  boost::container::deque o;
  void change() { o.clear(); }
  task<> deque_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct deque_changed_2 {
  boost::container::deque o;
  void change() { o.insert(); }
  task<> deque_insert_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct deque_changed_3 {
  boost::container::deque o;
  void change() { o.emplace(); }
  task<> deque_emplace_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct deque_changed_4 {
  boost::container::deque o;
  void change() { o.emplace_back(); }
  task<> deque_emplace_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct deque_changed_5 {
  boost::container::deque o;
  void change() { o.pop_back(); }
  task<> deque_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct deque_changed_6 {
  boost::container::deque o;
  void change() { o.pop_front(); }
  task<> deque_pop_front_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct deque_changed_7 {
  boost::container::deque o;
  void change() { o.resize(); }
  task<> deque_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_viewed {
  boost::circular_buffer o;
  void change() { o.erase(); }
  task<> circular_buffer_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> circular_buffer_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_changed {
  boost::circular_buffer o;
  void change() { o.clear(); }
  task<> circular_buffer_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_changed_2 {
  boost::circular_buffer o;
  void change() { o.pop_back(); }
  task<> circular_buffer_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct circular_buffer_changed_3 {
  boost::circular_buffer o;
  void change() { o.pop_front(); }
  task<> circular_buffer_pop_front_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct list_viewed {
  boost::container::list o;
  void change() { o.erase(); }
  task<> list_front_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_push_back_zz() {
    auto &seen = o.push_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> list_push_front_zz() {
    auto &seen = o.push_front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct list_changed {
  boost::container::list o;
  void change() { o.clear(); }
  task<> list_clear_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct list_changed_2 {
  boost::container::list o;
  void change() { o.pop_back(); }
  task<> list_pop_back_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct list_changed_3 {
  boost::container::list o;
  void change() { o.pop_front(); }
  task<> list_pop_front_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct slist_viewed {
  boost::container::slist o;
  void change() { o.erase(); }
  task<> slist_front_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_push_back_zz() {
    auto &seen = o.push_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> slist_push_front_zz() {
    auto &seen = o.push_front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct slist_changed {
  boost::container::slist o;
  void change() { o.clear(); }
  task<> slist_clear_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct slist_changed_2 {
  boost::container::slist o;
  void change() { o.pop_back(); }
  task<> slist_pop_back_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct slist_changed_3 {
  boost::container::slist o;
  void change() { o.pop_front(); }
  task<> slist_pop_front_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct stable_vector_viewed {
  boost::container::stable_vector o;
  void change() { o.erase(); }
  task<> stable_vector_front_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_insert_zz() {
    auto &seen = o.insert();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_emplace_zz() {
    auto &seen = o.emplace();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_emplace_back_zz() {
    auto &seen = o.emplace_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_push_back_zz() {
    auto &seen = o.push_back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> stable_vector_push_front_zz() {
    auto &seen = o.push_front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct stable_vector_changed {
  boost::container::stable_vector o;
  void change() { o.clear(); }
  task<> stable_vector_clear_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct stable_vector_changed_2 {
  boost::container::stable_vector o;
  void change() { o.pop_back(); }
  task<> stable_vector_pop_back_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct stable_vector_changed_3 {
  boost::container::stable_vector o;
  void change() { o.pop_front(); }
  task<> stable_vector_pop_front_changes_bad() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_string_viewed {
  boost::container::basic_string o;
  void change() { o.erase(); }
  task<> basic_string_at_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_operator_zz() {
    auto &seen = o[1];
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_front_zz() {
    auto &seen = o.front();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_back_zz() {
    auto &seen = o.back();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_data_zz() {
    auto &seen = o.data();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_c_str_zz() {
    auto &seen = o.c_str();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_begin_zz() {
    auto &seen = o.begin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_end_zz() {
    auto &seen = o.end();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_cbegin_zz() {
    auto &seen = o.cbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_cend_zz() {
    auto &seen = o.cend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_rbegin_zz() {
    auto &seen = o.rbegin();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
  task<> basic_string_rend_zz() {
    auto &seen = o.rend();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_string_changed {
  boost::container::basic_string o;
  void change() { o.clear(); }
  task<> basic_string_clear_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_string_changed_2 {
  boost::container::basic_string o;
  void change() { o.pop_back(); }
  task<> basic_string_pop_back_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};

struct basic_string_changed_3 {
  boost::container::basic_string o;
  void change() { o.resize(); }
  task<> basic_string_resize_changes_bad() {
    auto &seen = o.at();
    co_await tick();
    entries::use(seen.n); // expected-warning {{is used after a suspend point}}
  }
};
