// Declarations under doctest's names, one for each entry of its model.
#pragma once

#include "../entries.h"

namespace doctest::detail {
struct Subcase {
  Subcase(const char *name);
  ~Subcase();
  operator bool() const;
};
} // namespace doctest::detail
