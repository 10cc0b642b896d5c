//===- Guards.h - Objects whose end undoes something ------------------------===//
//
// What undoes a change however the coroutine is left: a scope guard with a closure,
// an object with a destructor, a callback that runs at the coroutine's exit.
//
//   auto leave = scope_exit([this] { --active_; });
//
// It does so from where it is made on. What was begun before, with a suspend point
// between, is not undone when the coroutine is cancelled there.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_GUARDS_H
#define COROSAFE_FLOW_GUARDS_H

#include "Pairs.h"

namespace corosafe {

/// What one guard does when it ends.
struct CleanupGuard {
  EventId Made = None;      ///< The event that makes it.
  uint32_t Local = None;    ///< The variable that it is; None: it runs when the coroutine ends.
  bool IfUnwinding = false; ///< It does nothing unless an exception unwinds the stack: not when the coroutine is destroyed.
  std::vector<Half> Does;      ///< In the function's own places.
  std::vector<Half> GivesBack; ///< Unmake: captured locals that its closure passes to something, or deletes.
  const Operand *Trusted = nullptr; ///< Its destructor is not seen: made of this.
};

/// The guards that a function makes, in the order of their events.
std::vector<CleanupGuard> cleanupGuardsIn(const Program &P, FunctionId F);

/// Pairs that nothing but a guard ends, which is made some time after they begin: their end is where it is made.
std::vector<Pair> pairsEndedByGuards(const Program &P, FunctionId F, llvm::ArrayRef<Pair> Plain, llvm::ArrayRef<CleanupGuard> Guards);

} // namespace corosafe

#endif
