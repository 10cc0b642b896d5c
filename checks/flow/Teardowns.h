//===- Teardowns.h - State that ends before what uses it was waited for -----===//
//
//   Task<void> stop() {
//     conn_.reset();                          ends here
//     co_await scope_.joinAsync();            and what the scope runs is waited for only here:
//   }
//   Task<void> pump() { for (;;) use(co_await conn_->read()); }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TEARDOWNS_H
#define COROSAFE_FLOW_TEARDOWNS_H

#include "ScopeTasks.h"
#include <vector>

namespace corosafe {

/// A member that a function ends while tasks in another member, a scope, may still use it.
struct EarlyTeardown {
  FunctionId In = None;
  EventId At = None;
  std::string State, Scope; ///< As the function names them.
  const ScopeModel *Model = nullptr;
  EventId Waits = None;     ///< The join behind it.
  FunctionId Task = None;   ///< What runs in the scope,
  FunctionId UsedIn = None; ///< and where that or what it calls uses the member behind a suspend point. None if the tasks are stopped
  EventId Use = None;       ///< first: what they wait for ends before they get there.
};

std::vector<EarlyTeardown> findEarlyTeardowns(const Program &P, llvm::ArrayRef<ScopeTask> Tasks);

} // namespace corosafe

#endif
