// Declarations under fmt's names, one for each entry of its model.
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

namespace fmt {
template <class... A> int format(A &&...);
template <class... A> int format_to(A &&...);
template <class... A> int format_to_n(A &&...);
template <class... A> int print(A &&...);
template <class... A> int println(A &&...);
template <class... A> int vformat(A &&...);
template <class... A> int vprint(A &&...);
template <class... A> int join(A &&...);
template <class... A> int to_string(A &&...);
} // namespace fmt

