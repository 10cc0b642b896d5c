// Declarations under boost-log's names, one for each entry of its model.
#pragma once

#include "../entries.h"
#include <random>
#include <stop_token>
#include <string>

namespace entries {
struct part {};
struct guard_of_model {
  ~guard_of_model();
};
} // namespace entries
using entries_guard = entries::guard_of_model;

namespace boost {
struct log {
  struct basic_formatting_ostream;
  struct basic_record_ostream;
};
} // namespace boost

struct boost::log::basic_formatting_ostream {
};

struct boost::log::basic_record_ostream {
};

