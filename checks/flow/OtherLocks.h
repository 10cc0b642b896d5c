//===- OtherLocks.h - A lock that keeps nobody out -------------------------===//
//
//   task<> registry::remove(key k) { auto l = co_await entries_lock_.lock(); entries_.erase(k); }
//   task<> registry::bump(key k)   { auto l = co_await io_lock_.lock(); auto it = entries_.find(k); co_await flush(); ++it->hits; }
//
// bump() holds a lock where it is suspended, but not the one that remove() waits for.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_OTHERLOCKS_H
#define COROSAFE_FLOW_OTHERLOCKS_H

#include "Paths.h"
#include "SharedObject.h"

namespace corosafe {

using Mutexes = llvm::SmallVector<SharedObject, 2>;

/// True for a guard, also in an optional.
bool isGuardType(const Program &P, TypeId T);

/// What the guard is made over that an event initializes; empty where that is not seen.
Mutexes mutexesOf(const Program &P, FunctionId F, EventId Guard);

/// True if a function is seen to take locks, and neither it nor one of its callers takes any of these.
bool locksOnlyOthers(const Program &P, FunctionId F, llvm::ArrayRef<SharedObject> Held);

/// Where a lock is held nobody else looks. Whoever waits for one waits for those who do.
class LocksOnPath {
public:
  /// Its items in the states are of that kind. A: local that holds a lock, C: where it got it; or B: a mutex that was locked
  /// without one.
  LocksOnPath(const Program &P, FunctionId F, uint32_t Kind) : P(P), Fn(P.function(F)), F(F), Kind(Kind) {}

  void step(EventId Id, State &S);
  bool any(const State &S) const;
  /// The mutexes of all locks; none if one of them is not known.
  Mutexes held(const State &S) const;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  uint32_t Kind;
  PlaceTable Places;
};

} // namespace corosafe

#endif
