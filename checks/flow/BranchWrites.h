//===- BranchWrites.h - What a race's branches write to tell their end ------===//
//
//   co_await (receive(message) || sleep(1s, late));
//   if (late)        the sleep has set it: the other branch lost
//   if (!message)    receive() gives it at its very end: it has not come so far
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_BRANCHWRITES_H
#define COROSAFE_FLOW_BRANCHWRITES_H

#include "Awaited.h"
#include "Summary.h"

namespace corosafe {

/// What a branch sets, once and to a constant: in its closures, or through its coroutine's parameters.
void addWritesOfWinner(const Program &P, FunctionId F, const AwaitNode &Branch, llvm::SmallVectorImpl<LosingExit::Write> &Out);

/// The flags and optionals of F that a branch writes only when it cannot be lost any more: where it lost, they are what
/// they were before.
void addKeptByLoser(const Program &P, FunctionId F, const AwaitNode &Branch, llvm::SmallVectorImpl<LosingExit::Write> &Out);

} // namespace corosafe

#endif
