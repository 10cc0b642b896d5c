//===- Launches.h - Where a function lets go of coroutines ------------------===//
//
//   co_spawn(ex, greet(name), detached);   spawned: borrows name from now on
//   auto t = greet(name);                  kept: borrows name until t is awaited
//   return greet(name);                    handed to the caller
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LAUNCHES_H
#define COROSAFE_FLOW_LAUNCHES_H

#include "Dangling.h"

namespace corosafe {

/// One place where a task is let go of, or put away.
struct Launch {
  EventId At = None;
  DanglingTask::How Manner = DanglingTask::Detached;
  std::vector<Borrow> What;
  std::vector<bool> Own;            ///< By borrow: it dies with this function.
  const Combinator *Race = nullptr; ///< Loser: what raced it.
  std::vector<uint32_t> Branch;     ///< Loser, by borrow: the branch that has it.
  uint32_t Branches = 0;            ///< Loser: how many there are.
  std::optional<Place> Scope;       ///< What waits for it.
  std::optional<uint32_t> Handle;   ///< The local that its result is in.
  llvm::SmallVector<Place, 4> Given; ///< Places that the task was given in any way: a wait on one may be a wait for it.
  std::optional<Place> Holder;      ///< Stored: what the closure is in from then on.
  EventId Closure = None;
  bool Ends = false;                ///< Kept: dropping the task ends it, or waits for it.
  Confidence Sure = Confidence::High;
  std::optional<Place> Context;     ///< What it runs in, which is not ours.
  bool InContext = false;           ///< Runs in a context that the object only refers to: it may outlive the object.
};

struct Launches {
  std::vector<Launch> All;
  std::vector<uint32_t> ByEvent;    ///< Which of them an event is, or None.
  std::vector<DanglingTask> AtOnce; ///< What dangles on whatever path.
};
Launches findLaunches(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known);

/// What a launch leaves with a borrow that is gone too early.
DanglingTask danglingAt(const Program &P, FunctionId F, const Launch &L, const Borrow &X);

} // namespace corosafe

#endif
