//===- Wanted.h - Which findings are reported -------------------------------===//

#ifndef COROSAFE_TOOL_CLI_WANTED_H
#define COROSAFE_TOOL_CLI_WANTED_H

#include "FileConfig.h"
#include "NoLint.h"
#include "Options.h"
#include "Report.h"
#include "llvm/Support/Regex.h"
#include <optional>

namespace corosafe {

/// Confidence, --header-filter and NOLINT comments, read through one source manager.
class Wanted {
public:
  Wanted(const Options &Request, clang::SourceManager &Sources);

  /// InMainFile: the finding is in a file that was asked for, not in a header.
  /// What a comment silences is kept on record as such, whatever its confidence.
  std::optional<ReportedFinding> judge(Finding F, bool InMainFile, const FileConfig &Config);
  std::string complaints() const { return Silenced.complaints(); }

private:
  const Options &Request;
  NoLint Silenced;
  std::optional<llvm::Regex> Headers;
};

} // namespace corosafe

#endif
