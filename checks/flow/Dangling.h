//===- Dangling.h - Coroutines that outlive what they refer to --------------===//
//
// A coroutine is let go of where it is spawned, dropped while it runs, returned,
// kept for later, or left running by a race. From there on, what it borrows
// (Borrows.h) must live until it has ended, or until something has waited for it.
//
//   std::string name = ...;
//   co_spawn(ex, greet(name), detached);      let go of; borrows name
//   io.run();                                 waited for: nothing dangles
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_DANGLING_H
#define COROSAFE_FLOW_DANGLING_H

#include "Borrows.h"
#include "Paths.h"
#include <optional>

namespace corosafe {

struct DanglingTask {
  enum How : uint8_t {
    Detached, ///< Spawned, or started and dropped: it runs by itself.
    InScope,  ///< Started in a scope, queue or container that is not waited for in time.
    Loser,    ///< Left running by a race that it lost.
    Abandoned, ///< Left running by whoever awaits it, when that is cancelled.
    Returned, ///< Handed to the caller.
    Kept,     ///< Kept for later, and awaited in another full expression.
    Stored,   ///< Not made yet: a closure that makes it is put where somebody calls it later.
    Handler,  ///< No coroutine: a completion handler that is called when its time comes.
    LetGo,    ///< It runs on when who called it drops its handle, and the object whose users that library counts as well.
    Dropped,  ///< Made by a continuation that is destroyed, with its closure, as soon as it has returned.
    LateMember, ///< Runs in a member, Scope, that waits for it only when Object, declared behind, was destroyed.
  };
  How Manner = Detached;
  EventId At = None;      ///< Where it is let go of.
  Borrow What;
  std::string Object;     ///< As the user names it; empty for a temporary.
  std::string Scope;      ///< LateMember.
  SourceSpan Declared;    ///< Of the local or parameter.
  SourceSpan Used;        ///< Kept: where it is awaited, too late.
  std::string Task;       ///< The coroutine's name; may be empty.
  EventId LeftBy = None;  ///< The event whose exception ends what it uses while it runs.
  EventId Closure = None; ///< A closure that was called on the spot, and could be handed over as it is.
  Confidence Sure = Confidence::High;
};

struct DanglingResult {
  std::vector<DanglingTask> Tasks;
  std::vector<DanglingTask> Unowned; ///< What is not this function's: its caller's object or argument.
  PathsResult Walked = PathsResult::Done;
};

/// Out gets what F leaves running of its caller's (Known[F].Left).
DanglingResult analyzeDangling(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known,
                               NeedList &Left);

} // namespace corosafe

#endif
