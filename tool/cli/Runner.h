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
  std::string Printed; ///< For stderr, in the order of the jobs.
  size_t LeftOut = 0;  ///< Units that were not parsed: they can add nothing (Plan.h).
  PhaseTimes Times;    ///< Summed over all threads.
  bool CouldNotDoAll = false, Verified = false, VerifyFailed = false;
};

/// The result does not depend on the number of threads. A finding in a header
/// that several units include is there once.
RunResult runJobs(const JobList &List, FileConfigs &Configs, const ModelStore &Models, const Options &Request);

} // namespace corosafe

#endif
