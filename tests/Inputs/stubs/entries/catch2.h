// Declarations under Catch2's names, one for each entry of its model.
#pragma once

#include "../entries.h"

namespace Catch {
struct Section {
  Section(const char *name);
  ~Section();
  explicit operator bool() const;
};
} // namespace Catch
