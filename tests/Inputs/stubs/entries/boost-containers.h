// Declarations under boost-containers's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {
  int n;
};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace boost {
struct circular_buffer {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void push_front(A &&...) {}
  template <class... A> void insert(A &&...) {}
  template <class... A> void set_capacity(A &&...) {}
  template <class... A> int pop_back(A &&...);
  template <class... A> int pop_front(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost

namespace boost::container {
struct basic_string {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & c_str(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> void append(A &&...) {}
  template <class... A> void push_back(A &&...) {}
  template <class... A> void insert(A &&...) {}
  template <class... A> void assign(A &&...) {}
  template <class... A> void operator+=(A &&...) {}
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int resize(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct deque {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void push_front(A &&...) {}
  template <class... A> void emplace_front(A &&...) {}
  template <class... A> int pop_back(A &&...);
  template <class... A> int pop_front(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int resize(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct devector {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void assign(A &&...) {}
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
  template <class... A> int resize(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct flat_map {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct flat_multimap {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct flat_multiset {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct flat_set {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct list {
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> entries::part & push_back(A &&...);
  template <class... A> entries::part & push_front(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int pop_front(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct map {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct multimap {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct multiset {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct set {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & lower_bound(A &&...);
  template <class... A> entries::part & upper_bound(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct slist {
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> entries::part & push_back(A &&...);
  template <class... A> entries::part & push_front(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int pop_front(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct small_vector {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void assign(A &&...) {}
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
  template <class... A> int resize(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct small_vector_base {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void assign(A &&...) {}
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
  template <class... A> int resize(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct stable_vector {
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> entries::part & push_back(A &&...);
  template <class... A> entries::part & push_front(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int pop_front(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct static_vector {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void assign(A &&...) {}
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
  template <class... A> int resize(A &&...);
};
} // namespace boost::container

namespace boost::container {
struct vector {
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & front(A &&...);
  template <class... A> entries::part & back(A &&...);
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & rbegin(A &&...);
  template <class... A> entries::part & rend(A &&...);
  template <class... A> entries::part & data(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_back(A &&...);
  template <class... A> void push_back(A &&...) {}
  template <class... A> void assign(A &&...) {}
  template <class... A> int erase(A &&...);
  template <class... A> int clear(A &&...);
  template <class... A> int pop_back(A &&...);
  template <class... A> int reserve(A &&...);
  template <class... A> int swap(A &&...);
  template <class... A> int shrink_to_fit(A &&...);
  template <class... A> int resize(A &&...);
};
} // namespace boost::container

namespace boost::unordered {
struct unordered_flat_map {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::unordered

namespace boost::unordered {
struct unordered_flat_set {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::unordered

namespace boost::unordered {
struct unordered_map {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::unordered

namespace boost::unordered {
struct unordered_node_map {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & at(A &&...);
  entries::part &operator[](int);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> entries::part & try_emplace(A &&...);
  template <class... A> entries::part & insert_or_assign(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::unordered

namespace boost::unordered {
struct unordered_node_set {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::unordered

namespace boost::unordered {
struct unordered_set {
  template <class... A> entries::part & begin(A &&...);
  template <class... A> entries::part & end(A &&...);
  template <class... A> entries::part & cbegin(A &&...);
  template <class... A> entries::part & cend(A &&...);
  template <class... A> entries::part & find(A &&...);
  template <class... A> entries::part & equal_range(A &&...);
  template <class... A> entries::part & insert(A &&...);
  template <class... A> entries::part & emplace(A &&...);
  template <class... A> entries::part & emplace_hint(A &&...);
  template <class... A> int erase(A &&...);
  template <class... A> int extract(A &&...);
  template <class... A> int clear(A &&...);
};
} // namespace boost::unordered

