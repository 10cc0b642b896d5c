//===- Sieve.h - From all that was found to what is reported ----------------===//
//
//   found ─► fingerprints ─► NOLINT ─► baseline ─► changed lines ─► reported
//                               └──────────┴────► suppressed, on record
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_SIEVE_H
#define COROSAFE_TOOL_CLI_SIEVE_H

#include "Baseline.h"
#include "ChangedLines.h"
#include "FileConfig.h"
#include "Options.h"
#include "report/Report.h"

namespace corosafe {

struct Sieve {
  std::string Root; ///< That was used, for reports.
  std::optional<Baseline> Known;
  std::vector<ChangedLines> Lines; ///< All must let a finding through.
};

/// Reads what the request names. Names in diffs are relative to the root.
llvm::Expected<Sieve> readSieve(const Options &Request, llvm::StringRef Root);

/// The runner's report has all findings in one list; this parts them. With
/// --write-baseline, the file is written, and all that is in it is known.
llvm::Error siftFindings(Report &R, SourceTexts &Sources, const Sieve &By, FileConfigs &Configs, const Options &Request);

/// What a person should know of the baseline, for standard error.
void printRemarks(const Report &R, const Options &Request, llvm::raw_ostream &OS);

} // namespace corosafe

#endif
