//===- Report.h - What a run found -----------------------------------------===//
//
// The runner makes it, the filters sort it, the reporters print it: one file a
// format. Everything is in its final order.
//
//   runner ─► Report ─► NOLINT, baseline, changed lines ─► text, json, sarif, ...
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_REPORT_REPORT_H
#define COROSAFE_TOOL_CLI_REPORT_REPORT_H

#include "Analyze.h"
#include "Finding.h"
#include "SourceTexts.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <vector>

namespace corosafe {

/// Why a finding is on record but not reported.
struct Suppression {
  enum Kind : uint8_t {
    NoLint,  ///< A comment in the source silences it.
    Baseline ///< It was known before.
  };
  Kind By = NoLint;
  std::string Reason; ///< What stands after the comment's NOLINT(...); may be empty.
};

struct ReportedFinding {
  Finding What;
  bool IsError = false; ///< WarningsAsErrors of the .clang-tidy file says so.
  std::optional<Suppression> Hidden = std::nullopt;
};

struct PhaseTimes {
  double Parse = 0, Extract = 0, Analyze = 0; ///< Seconds.
};

struct FileTimes {
  std::string File;
  PhaseTimes Times;
};

/// What a run cost, for --stats.
struct RunStats {
  double Parse = 0, Extract = 0, Analyze = 0; ///< Seconds, summed over all threads.
  double Elapsed = 0;                         ///< Seconds.
  uint64_t PeakMemory = 0;                    ///< Bytes.
  uint64_t Parsed = 0;
  uint64_t OnTop = 0, Again = 0;           ///< Of shared headers; parsed more than once, as the first left a doubt.
  uint64_t LeftOut = 0;                    ///< Units that were not parsed: they can add nothing (Plan.h).
  uint64_t CacheHits = 0, CacheMisses = 0; ///< Both 0 without a cache.
  std::vector<FileTimes> PerFile;
};

/// An entry of the baseline that nothing matches any more.
struct StaleEntry {
  std::string Check, File, Function, Message; ///< The check's bare id; the file as the baseline spells it.
};

struct Report {
  std::vector<ReportedFinding> Findings;
  std::vector<ReportedFinding> Suppressed; ///< In the same order.
  std::vector<Skipped> NotAnalysed;
  std::vector<std::string> Analysed; ///< Sources that were parsed or tried, each once.
  std::vector<std::string> WithFunctions; ///< Sources and headers of users' functions that were analysed, each once.
  uint64_t Files = 0, Functions = 0, Coroutines = 0, SuspendPoints = 0;

  std::string Root;                ///< Paths in portable formats are relative to this folder.
  std::optional<std::string> Baseline; ///< The file, if one is in use.
  std::vector<StaleEntry> Stale;
  uint64_t OutsideDiff = 0; ///< Findings that --diff or --line-filter left out.

  RunStats Stats;
  bool WithStats = false; ///< They differ from run to run, and are printed on demand only.
};

/// The id under which a NOLINT comment that silences nothing is reported.
inline constexpr char UnusedNoLint[] = "unused-nolint";

/// Of the checks' own descriptions, and of what the command itself can find.
const CheckInfo &infoOf(llvm::StringRef Check);

/// All that infoOf() knows, in a fixed order.
std::vector<CheckInfo> allRules();

/// Relative to the report's root with '/', or absolute if it is not below it.
std::string portablePath(const Report &R, llvm::StringRef File);

/// What --stats prints.
void printStats(const Report &R, llvm::raw_ostream &OS);

/// clang's style: the line, a caret, the notes.
void printText(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS, bool Colors);

/// One object, described by docs/json-schema.json; valid UTF-8 whatever is in it.
void printJson(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS);

/// SARIF 2.1.0, as GitHub and editors take it.
void printSarif(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS);

/// Annotations of a GitHub workflow.
void printGitHub(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS);

/// GitLab's Code Quality report.
void printGitLab(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS);

/// JUnit's XML: a suite for each file.
void printJUnit(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS);

/// Checkstyle's XML.
void printCheckstyle(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS);

/// One page for people, with code and filters, that needs nothing else.
void printHtml(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS);

} // namespace corosafe

#endif
