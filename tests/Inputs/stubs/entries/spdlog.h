// Declarations under spdlog's names, one for each entry of its model.
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

namespace spdlog {
struct logger {
  template <class... A> int log(A &&...);
  template <class... A> int trace(A &&...);
  template <class... A> int debug(A &&...);
  template <class... A> int info(A &&...);
  template <class... A> int warn(A &&...);
  template <class... A> int error(A &&...);
  template <class... A> int critical(A &&...);
  template <class... A> int flush(A &&...);
};
} // namespace spdlog

namespace spdlog {
template <class... A> int log(A &&...);
template <class... A> int trace(A &&...);
template <class... A> int debug(A &&...);
template <class... A> int info(A &&...);
template <class... A> int warn(A &&...);
template <class... A> int error(A &&...);
template <class... A> int critical(A &&...);
template <class... A> entries::task<int> get(A &&...);
template <class... A> entries::task<int> default_logger(A &&...);
template <class... A> entries::task<int> default_logger_raw(A &&...);
} // namespace spdlog

