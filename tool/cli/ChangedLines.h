//===- ChangedLines.h - Findings of some lines only ----------------------------===//
//
// From a unified diff (--diff), or as clang-tidy's --line-filter. A finding is
// kept if it, or a step of its witness, is on one of the lines: a new lock
// matters as much as a new suspend point under an old one.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_CHANGEDLINES_H
#define COROSAFE_TOOL_CLI_CHANGEDLINES_H

#include "Options.h"
#include "report/Report.h"
#include <map>

namespace corosafe {

/// First and last line, both counted.
using LineRange = std::pair<uint32_t, uint32_t>;

class ChangedLines {
public:
  /// File "-" is standard input. Names are relative to the root, or to the
  /// current folder; "b/" and the like before them is dropped. That a file is not
  /// there is an error: the diff is of another checkout, and would hide everything.
  static llvm::Expected<ChangedLines> fromDiff(llvm::StringRef File, llvm::StringRef Root);

  /// [{"name": "a.cpp", "lines": [[1, 3], [5, 7]]}, {"name": "b.h"}]; a name is the end of a path.
  static llvm::Expected<ChangedLines> fromLineFilter(llvm::StringRef Text);

  bool touch(const Finding &F) const;

private:
  bool touch(const Location &Where) const;

  std::map<std::string, std::vector<LineRange>> Files; ///< By canonical path.
  std::vector<std::pair<std::string, std::vector<LineRange>>> Names; ///< By the end of the path; no ranges means all lines.
};

} // namespace corosafe

#endif
