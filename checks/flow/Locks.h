//===- Locks.h - Which thread-blocking locks are held at a suspend point ---===//
//
// Follows the lock, not the variable: an item of the state is "this mutex is
// locked, this guard (if any) will unlock it, it was locked at this event". Moves
// rename the guard, release() takes it away, the destructor of whatever holds the
// guard ends the item. A try_lock splits the path in two.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LOCKS_H
#define COROSAFE_FLOW_LOCKS_H

#include "../Finding.h"
#include "Paths.h"
#include <string>
#include <vector>

namespace corosafe {

/// One acquisition and the suspend points that it is held at, in source order.
struct LockSpan {
  EventId Acquired = None;  ///< None: it came with a parameter or capture.
  SourceSpan Where;         ///< The acquisition, parameter or capture.
  std::string Mutex;        ///< As the user names it; may be empty.
  std::string Guard;        ///< The guard's type, or empty for a bare lock().
  std::vector<EventId> Suspends;
  Confidence Sure = Confidence::High;
};

/// What a function does to locks of its caller.
struct LockSummary {
  llvm::SmallVector<Place, 0> Acquires; ///< Locked on every normal return,
  llvm::SmallVector<std::optional<Place>, 0> By; ///< and by which guard of the object, if one holds it.
  llvm::SmallVector<Place, 0> Releases; ///< Unlocked on every normal return, not having been locked by it.
  bool Known = false;          ///< The function was walked to the end.
  bool ReturnsHeld = false;    ///< It returns a guard that holds a lock,
  llvm::SmallVector<Place, 0> Returned; ///< and which, as far as that can be said to the caller.
  bool operator==(const LockSummary &) const = default;
};

struct LockResult {
  std::vector<LockSpan> Spans;
  LockSummary Summary;
  PathsResult Walked = PathsResult::Done;
};

/// Summaries: by FunctionId, of what is already analysed.
LockResult analyzeLocks(const Program &P, FunctionId F, const std::vector<LockSummary> &Summaries);

/// True if awaiting this event's operand does not suspend.
bool neverSuspends(const Program &P, FunctionId F, EventId Suspend);

} // namespace corosafe

#endif
