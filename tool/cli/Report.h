//===- Report.h - What a run found -----------------------------------------===//
//
// The runner makes it, the reporters print it. Everything is in its final order.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_REPORT_H
#define COROSAFE_TOOL_CLI_REPORT_H

#include "Finding.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <vector>

namespace corosafe {

struct ReportedFinding {
  Finding What;
  bool IsError = false; ///< WarningsAsErrors of the .clang-tidy file says so.
};

/// What a run cost, for --stats.
struct RunStats {
  double Parse = 0, Extract = 0, Analyze = 0; ///< Seconds, summed over all threads.
  uint64_t Parsed = 0;
  uint64_t CacheHits = 0, CacheMisses = 0; ///< Both 0 without a cache.
};

struct Report {
  std::vector<ReportedFinding> Findings;
  std::vector<Skipped> NotAnalysed;
  uint64_t Files = 0, Functions = 0, Coroutines = 0, SuspendPoints = 0;
  std::optional<RunStats> Stats;
};

/// clang's style: the line, a caret, the notes.
void printText(const Report &Findings, llvm::raw_ostream &OS);

/// One object, described by docs/json-schema.json; valid UTF-8 whatever is in it.
void printJson(const Report &Findings, llvm::raw_ostream &OS);

} // namespace corosafe

#endif
