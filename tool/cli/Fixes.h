//===- Fixes.h - Changing the user's files ----------------------------------===//
//
// A finding with one fix is mended by it; alternatives are the reader's to choose
// from. A fix is applied whole or not at all: never one that overlaps an earlier
// one, never in a file that is not as it was when it was read.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_FIXES_H
#define COROSAFE_TOOL_CLI_FIXES_H

#include "FilesRead.h"
#include "Report.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class SourceManager;
} // namespace clang

namespace corosafe {

/// Files as they were read. Two units that read different texts of one file leave no hash of it.
class TextsRead {
public:
  void add(const std::vector<std::string> &Files, const clang::SourceManager &Sources);
  /// Of a unit that was not parsed now, but whose inputs were just seen to be the same.
  void addFromDisk(const std::vector<std::string> &Files);
  void merge(const TextsRead &Other);
  bool isAsRead(llvm::StringRef File, llvm::StringRef Text) const;

private:
  void add(const std::string &File, Hash Of);
  std::map<std::string, std::optional<Hash>> ByFile; ///< By canonical path.
};

/// Writes the mended files, each at once and with its permissions. Returns lines for stderr.
std::string applyFixes(const Report &Found, const TextsRead &Texts);

/// What clang-apply-replacements reads.
void printFixes(const Report &Found, llvm::raw_ostream &OS);

} // namespace corosafe

#endif
