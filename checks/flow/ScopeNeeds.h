//===- ScopeNeeds.h - Tasks that a helper leaves in the caller's scope --------===//
//
//   void server::add(Promise<void> p) { tasks_.add(kj::mv(p)); }
//
//   add(serve(name));      runs in tasks_ from now on, and borrows name
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SCOPENEEDS_H
#define COROSAFE_FLOW_SCOPENEEDS_H

#include "Launches.h"

namespace corosafe {

/// What a function leaves running that no scope of its caller's waits for.
NeedList leftAlone(const NeedList &Left);

/// Puts what a launch in a scope which outlives the function leaves to its caller into Left. True if it is such a launch.
bool leaveInScope(const Program &P, FunctionId F, const Launch &L, const Need &N, NeedList &Left);

/// The scope, in F's places, in which the functions that F calls leave something running that they were given, if they do;
/// L learns what that borrows.
std::optional<Place> leftInScope(const Program &P, const Borrows &B, FunctionId F, EventId Call, const std::vector<BorrowSummary> &Known, Launch &L);

} // namespace corosafe

#endif
