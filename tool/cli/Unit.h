//===- Unit.h - One translation unit, from command to findings -------------===//

#ifndef COROSAFE_TOOL_CLI_UNIT_H
#define COROSAFE_TOOL_CLI_UNIT_H

#include "Analyze.h"
#include "Cache.h"
#include "CompileCommands.h"
#include "FileConfig.h"
#include "Fixes.h"
#include "Options.h"
#include "Report.h"
#include "SharedHeaders.h"
#include <optional>
#include <string>
#include <vector>

namespace corosafe {

struct UnitResult {
  std::vector<ReportedFinding> Findings;
  std::vector<Skipped> NotAnalysed;
  AnalysisStats Stats;
  PhaseTimes Times;
  TextsRead Texts;           ///< For --fix.
  std::vector<std::string> WithFunctions; ///< Files of the functions that were analysed.
  std::string Printed;       ///< Compile errors and the like, for stderr.
  std::string Facts;         ///< Of --dump-facts, --summary, --check-models: text that is printed in place of findings.
  std::optional<TuFacts> Described; ///< What the code does; Whole.h goes on from there.
  std::optional<StaleUnit> Stale;   ///< Its facts from when it last compiled, if now it does not.
  std::vector<std::string> Inputs;  ///< With Options::DepFile or PrefixMap: the files that were read, sorted.
  bool OnTop = false, Again = false; ///< Of shared headers; parsed more than once.
  bool Parsed = false, FromCache = false; ///< Where the facts come from; neither for what is not C++.
  bool CouldNotDoAll = false; ///< The file does not compile, or clang gave up on it.
  bool Verified = false;     ///< -verify was among the flags: findings went to clang, whose verdict is VerifyFailed.
  bool VerifyFailed = false;
};

/// What spares a unit most of its parse, if there are Headers: the first that will do is taken.
struct Shortcut {
  std::vector<const PrecompiledHeaders *> Headers;
  const ScanResult *Scan = nullptr;
  Scanner *Sources = nullptr;
  bool Alone = false; ///< Nothing else is parsed in this process: the memory of the parse need not be given back.
};

/// The unit as the cache has kept it. Like describeUnit safe to call from several threads at once.
std::optional<UnitResult> findUnit(const Job &What, const Options &Request, Cache &Kept);

/// Parses and describes; the cache, if there is one, keeps it. Only where clang is to verify the
/// findings (-verify) is the unit also analysed, alone.
UnitResult describeUnit(const Job &What, const FileConfig &Config, const ModelStore &Models, const Options &Request, Cache *Kept,
                        const Shortcut &Way = {});

} // namespace corosafe

#endif
