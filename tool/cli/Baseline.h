//===- Baseline.h - Findings that are known ------------------------------------===//
//
// A file of the findings of one day; later runs report what is new. It is made to
// be kept under version control: one finding a line, in order, without line numbers.
//
//   {
//     "corosafe-baseline": 1,
//     "findings": [
//       {"fingerprint":"..","check":"..","file":"..","function":"..","message":".."},
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_BASELINE_H
#define COROSAFE_TOOL_CLI_BASELINE_H

#include "Options.h"
#include "report/Report.h"

namespace corosafe {

struct BaselineEntry {
  std::string Fingerprint;
  StaleEntry What;
};

struct Baseline {
  std::string File;
  std::vector<BaselineEntry> Entries;
};

/// The error names the file and the line or the entry.
llvm::Expected<Baseline> readBaseline(llvm::StringRef File);

/// Hides what is known: each entry one finding, that of its own file if there are
/// several. What was analysed and matches nothing is stale; returned are entries
/// of files that this run did not, or could not, look at.
std::vector<BaselineEntry> applyBaseline(const Baseline &Known, Report &R);

/// All findings of the report but those that comments silence, and the others.
void printBaseline(const Report &R, std::vector<BaselineEntry> Others, llvm::raw_ostream &OS);

} // namespace corosafe

#endif
