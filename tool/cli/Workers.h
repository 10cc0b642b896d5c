//===- Workers.h - Many jobs on some threads, within some memory ------------===//

#ifndef COROSAFE_TOOL_CLI_WORKERS_H
#define COROSAFE_TOOL_CLI_WORKERS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <cstdint>

namespace corosafe {

struct WorkLimits {
  unsigned Threads = 0; ///< 0: one a core.
  uint64_t Bytes = 0;   ///< Of this process; 0: three quarters of what the machine has left.
};

/// Calls Do for each of the jobs, those in front first. While the process holds
/// so much that one more job could go beyond the limit, only those that run go
/// on; one always does.
void forEachJob(llvm::ArrayRef<size_t> Jobs, const WorkLimits &Limits, llvm::function_ref<void(size_t)> Do);

} // namespace corosafe

#endif
