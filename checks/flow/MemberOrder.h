//===- MemberOrder.h - Members that end before the scope that uses them ------===//
//
//   class prices {
//     BackgroundTaskStorage tasks_;      waits for its tasks when it is destroyed, which is last
//     std::map<key, price> known_;       is destroyed before that, and used by them
//   };
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_MEMBERORDER_H
#define COROSAFE_FLOW_MEMBERORDER_H

#include "ScopeTasks.h"

namespace corosafe {

/// A member that is declared behind the scope, whose destructor waits for what uses it.
struct LateMember {
  const ScopeTask *Task = nullptr;
  Symbol State = 0;
  MemberUse Use; ///< Where the task uses it.
};

/// At most one for each task. Nothing where the program joins the scope itself, or may do so in functions that it does not show.
std::vector<LateMember> findLateMembers(const Program &P, llvm::ArrayRef<ScopeTask> Tasks);

} // namespace corosafe

#endif
