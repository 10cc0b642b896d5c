//===- LockedCalls.h - Functions that run under their callers' lock --------===//
//
//   task<> cache::trim() { auto units = co_await get_units(sem_, 1); co_await carry(); }
//   task<> cache::carry() { for (auto &e : list_) co_await remove(e); }
//
// Nobody else goes over list_ meanwhile, for whoever calls carry() holds the lock.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LOCKEDCALLS_H
#define COROSAFE_FLOW_LOCKEDCALLS_H

#include "Program.h"

namespace corosafe {

/// True if a function has callers that are seen, and all of them hold a lock when they call it, or were called so
/// themselves; or if it is given the lock to hold.
bool runsLocked(const Program &P, FunctionId F);

} // namespace corosafe

#endif
