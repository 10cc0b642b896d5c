//===- Outputs.h - Each report into its place -------------------------------===//

#ifndef COROSAFE_TOOL_CLI_OUTPUTS_H
#define COROSAFE_TOOL_CLI_OUTPUTS_H

#include "Options.h"
#include "report/Report.h"

namespace corosafe {

/// What would keep a report from being written, before the work is done.
llvm::Error checkOutputs(const Options &Request);

/// Prints to standard output, or the file in its place, and writes all further
/// files. Instead is printed in place of the findings where that was asked for.
llvm::Error writeOutputs(const Report &R, SourceTexts &Sources, llvm::StringRef Instead, const Options &Request);

} // namespace corosafe

#endif
