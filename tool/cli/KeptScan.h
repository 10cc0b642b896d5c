//===- KeptScan.h - What the cache keeps of a scan --------------------------===//
//
// As JSON, as it is read only when a unit is parsed again.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_KEPTSCAN_H
#define COROSAFE_TOOL_CLI_KEPTSCAN_H

#include "Scan.h"

namespace corosafe {

struct KeptScan {
  uint64_t Bytes = 0;                ///< ScanResult::Bytes.
  bool OthersKnowCoroutines = false; ///< ScanResult::KnowsCoroutines, but for the user's files.
  /// It holds as long as these say the same.
  struct UserFile {
    std::string Path;
    std::string Directives;             ///< A hash of all directives.
    std::optional<TextContext> Context; ///< ScanResult::UserFile's.
    Hash Named;                         ///< Of all words.
    DirectiveResults Results;           ///< ScanResult::UserFile::Directives.
  };
  std::vector<UserFile> Users;
  std::vector<ScanResult::Include> Includes;
  std::vector<std::string> MacrosBefore, Pasting;
};

/// Empty if it cannot be kept: a name is no UTF-8.
std::string textOf(const KeptScan &Scan);
/// The inverse.
std::optional<KeptScan> keptScanFrom(llvm::StringRef Text);

} // namespace corosafe

#endif
