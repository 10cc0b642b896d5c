//===- Takes.h - What a function takes out of containers at once ------------===//
//
//   auto m = std::move(queue_.front());
//   queue_.pop_front();                  nothing waits here: from now on m is all there is
//
//   auto batch = std::exchange(pending_, {});
//
// Whoever is cancelled before it hands that on has lost it, as with what a
// co_await gave (Effects.cpp).
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TAKES_H
#define COROSAFE_FLOW_TAKES_H

#include "Summary.h"

namespace corosafe {

/// A call or initialisation by which data leaves a container that others see.
struct TakenAtOnce {
  Place From;
  SharedText By;                          ///< What takes it, for messages.
  llvm::SmallVector<uint32_t, 2> Locals;  ///< Locals that hold it afterwards.
  bool Given = false;                     ///< The event's own value is it.
};

/// What one event of F takes; none if it takes nothing, or not for sure. Known: what was inferred of the others so far.
/// Only data counts: a connection or handle of which its destructor takes care may be dropped.
std::optional<TakenAtOnce> takenAtOnce(const Program &P, FunctionId F, EventId Id, const std::vector<Summary> &Known);

/// True if the call takes all that is in its argument or receiver: std::exchange(pending_, {}), batch.swap(pending_).
bool takesAll(const Program &P, FunctionId F, EventId Id, const Operand &O);

} // namespace corosafe

#endif
