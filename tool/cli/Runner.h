//===- Runner.h - All units, in parallel, merged ---------------------------===//

#ifndef COROSAFE_TOOL_CLI_RUNNER_H
#define COROSAFE_TOOL_CLI_RUNNER_H

#include "CompileCommands.h"
#include "FileConfig.h"
#include "Options.h"
#include "Report.h"
#include "Unit.h"
#include "models/ModelStore.h"

namespace corosafe {

struct RunResult {
  Report Found;
  std::string Facts;
  TextsRead Texts; ///< For --fix.
  std::string Printed; ///< For stderr, in the order of the jobs.
  std::string Index;   ///< Of --index: the bytes to be written.
  bool CouldNotDoAll = false, Verified = false, VerifyFailed = false;
};

/// The result does not depend on the number of threads. A finding in a header
/// that several units include is there once. It does not depend on the cache either,
/// which may be null; but what does not compile is known from when it last did.
RunResult runJobs(const JobList &List, FileConfigs &Configs, const ModelStore &Models, const Options &Request, Cache *Kept);

/// The same for units that are already described.
RunResult runUnits(std::vector<UnitResult> Units, FileConfigs &Configs, const ModelStore &Models, const Options &Request);

} // namespace corosafe

#endif
