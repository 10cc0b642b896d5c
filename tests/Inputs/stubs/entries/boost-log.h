// Declarations under boost-log's names, one for each entry of its model.
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

namespace boost::log {
struct basic_formatting_ostream {
  basic_formatting_ostream &operator<<(const void *);
};
} // namespace boost::log

namespace boost::log {
struct basic_record_ostream {
  basic_record_ostream &operator<<(const void *);
};
} // namespace boost::log


namespace boost::log {
template <class T> basic_record_ostream &operator<<(basic_record_ostream &, T &);
}
