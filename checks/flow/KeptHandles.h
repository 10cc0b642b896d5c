//===- KeptHandles.h - Losers that live as long as their handle --------------===//
//
//   for (;;) {
//     auto frame = read_frame(s);                        eager; its handle is a local of this turn
//     auto r = co_await race(frame, sleep(1s));          the loser goes on, and may be awaited again
//     if (r.index() == 1) continue;                      ~frame cancels it: half a frame is lost
//   }
//
// Some combinators leave alone what they were given as an lvalue. Nothing is lost
// then until the handle dies, is cancelled, or until whoever has it gets its result.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_KEPTHANDLES_H
#define COROSAFE_FLOW_KEPTHANDLES_H

#include "Awaited.h"

namespace corosafe {

/// The local handle by which branch K of a race in F was given, if its end cancels the work; none for any other.
/// Its result must be wanted unless the winner is told: who does not get one that is nothing may know that it is done.
std::optional<Place> handleOfBranch(const Program &P, FunctionId F, const AwaitNode &Race, uint32_t K);

/// The work behind a handle that a call gave for a closure: `auto t = Async("read", [this] { return read(); });`
AwaitNode workBehind(const Program &P, FunctionId F, const Place &Handle);

/// What branch K of a race in F waits for: the branch itself, or all the work that its local handle is given anywhere.
llvm::SmallVector<AwaitNode, 2> worksOfBranch(const Program &P, FunctionId F, const AwaitNode &Race, uint32_t K);

enum class HandleUse : uint8_t {
  None,
  Cancelled, ///< By a method that says so.
  Taken,     ///< Awaited, raced, moved, handed on: what becomes of the work is seen to.
};
HandleUse useOfHandle(const Program &P, FunctionId F, EventId Id, const Place &Handle);

} // namespace corosafe

#endif
