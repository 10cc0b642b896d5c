//===- Whole.h - The translation units as one program -----------------------===//

#ifndef COROSAFE_TOOL_CLI_WHOLE_H
#define COROSAFE_TOOL_CLI_WHOLE_H

#include "Unit.h"
#include <set>

namespace corosafe {

/// Analyses the linked facts of all units: what a coroutine of one file does is
/// known where another file races it. Findings of a file are subject to that
/// file's configuration; with one main file, all are subject to its, as in clang-tidy.
UnitResult analyzeWhole(const TuFacts &Program, const std::set<std::string> &MainFiles, FileConfigs &Configs,
                        const ModelStore &Models, const Options &Request);

} // namespace corosafe

#endif
