// Declarations under GoogleTest's names, one for each entry of its model.
#pragma once

#include "../entries.h"

namespace testing::internal {
bool AlwaysTrue();
struct TrueWithString {
  explicit operator bool() const;
};
struct ConstCharPtr {
  ConstCharPtr(const char *text);
  operator bool() const;
};
} // namespace testing::internal
