//===- Scopes.h - Scopes that end before their work was waited for ----------===//
//
// A scope (nursery, gate, task group) that was given work must be joined before
// it is destroyed. Followed along every path, those included that an exception or
// a cancellation takes.
//
//   async_scope scope;
//   scope.spawn(work());
//   co_await step();         cancelled here: scope ends unjoined
//   co_await scope.join();
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SCOPES_H
#define COROSAFE_FLOW_SCOPES_H

#include "Paths.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace corosafe {

struct UnjoinedScope {
  enum How : uint8_t {
    Ends,        ///< It ends unjoined, on some path or on all.
    WhenStopped, ///< It ends unjoined when the function is left at Exit by an exception or cancellation.
    NotAwaited,  ///< Its join is called, and not awaited.
    Member,      ///< Nobody joins the member.
    StateFirst,  ///< It is joined when State, which its tasks use, is gone.
  };
  How Manner = Ends;
  std::string Name;
  ScopeModel::Missing OnMissing = ScopeModel::Dangles;
  std::string Join; ///< The name of a function that joins it.
  SourceSpan Where; ///< The local, the join, or what adds to the member.
  bool InMacro = false; ///< NotAwaited: a macro makes the join.
  SourceSpan Added;
  SourceSpan Exit;
  EventId StoppedAt = None;
  bool Throws = false; ///< What stops it is seen to throw.
  std::string State;     ///< StateFirst.
  FunctionId Task = None; ///< StateFirst: what runs in the scope; UsedIn uses the state.
  FunctionId UsedIn = None;
  EventId Use = None;
};

struct ScopeResult {
  std::vector<UnjoinedScope> Unjoined;
  PathsResult Walked = PathsResult::Done;
};

/// CancelPoints: suspend events at which the function may be cancelled.
ScopeResult analyzeScopes(const Program &P, FunctionId F, llvm::ArrayRef<EventId> CancelPoints);

/// Members that work is added to and that nothing in the program joins, by the function that adds first.
void findUnjoinedMembers(const Program &P, llvm::function_ref<ScopeResult &(FunctionId)> Into);

} // namespace corosafe

#endif
