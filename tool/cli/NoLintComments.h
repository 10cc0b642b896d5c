//===- NoLintComments.h - Which comment it was, and why -----------------------===//
//
//   co_await work(); // NOLINT(corosafe-lock-across-suspend): one thread only
//
// Whether a finding is silenced is clang-tidy's own verdict (NoLint.h). This finds
// the comment that did it, for the reason that stands in it, and those that
// silence nothing.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_NOLINTCOMMENTS_H
#define COROSAFE_TOOL_CLI_NOLINTCOMMENTS_H

#include "FileConfig.h"
#include "report/Report.h"

namespace corosafe {

struct NoLintComment {
  uint32_t Offset = 0;                  ///< Of the word NOLINT.
  uint32_t FirstLine = 0, LastLine = 0; ///< What it covers.
  std::optional<llvm::StringRef> Globs; ///< Within its parentheses, if it has some.
  llvm::StringRef Reason;               ///< What stands behind them on the line.
};

/// Those that cover something, in the order of the text, which they point into.
std::vector<NoLintComment> commentsIn(llvm::StringRef Text);

/// Gives the findings that comments silence the comments' reasons.
void addReasons(std::vector<ReportedFinding> &Findings, SourceTexts &Sources);

/// A finding for each name of a check in a comment of these files that silences
/// none of the findings, if the checks it names ran on the file, or if there is
/// no such check. Comments that name no check of corosafe are others' business.
std::vector<ReportedFinding> unusedComments(llvm::ArrayRef<std::string> Files, llvm::ArrayRef<ReportedFinding> Findings,
                                            SourceTexts &Sources, FileConfigs &Configs);

} // namespace corosafe

#endif
