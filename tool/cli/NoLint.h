//===- NoLint.h - Which findings NOLINT comments silence -------------------===//
//
// The reading is clang-tidy's own, so that the same comments mean the same here.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_NOLINT_H
#define COROSAFE_TOOL_CLI_NOLINT_H

#include "Finding.h"
#include <memory>
#include <string>

namespace clang {
class SourceManager;
} // namespace clang

namespace corosafe {

class NoLint {
public:
  explicit NoLint(clang::SourceManager &Sources);
  ~NoLint();
  bool covers(const Finding &What);

  /// Malformed comments met so far (a BEGIN without END), one line each.
  std::string complaints() const;

private:
  struct State;
  std::unique_ptr<State> Inside;
};

} // namespace corosafe

#endif
