// Declarations under spdlog's names, one for each entry of its model.
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

struct spdlog {
  template <class... A> entries::task<int> get(A &&...);
  template <class... A> entries::task<int> default_logger(A &&...);
  template <class... A> entries::task<int> default_logger_raw(A &&...);
  struct logger;
};

struct spdlog::logger {
};

