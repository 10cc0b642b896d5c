//===- ElementLoops.h - Loops that await every element of a container -------===//
//
//   tasks_.push_back(store(row));
//   for (auto &t : tasks_)         whoever comes past this has awaited it,
//     co_await t;                  though the graph has a way around the body
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_ELEMENTLOOPS_H
#define COROSAFE_FLOW_ELEMENTLOOPS_H

#include "Loops.h"
#include "Program.h"

namespace corosafe {

/// True if every way from an event to a block leads through the head of a loop that awaits the elements of a container.
/// To: None for the end of the function.
bool elementsAwaitedBetween(const Program &P, FunctionId F, const Loops &All, EventId From, BlockId To, const Place &Container);

/// Whether a block, or (None) the end of the function, is reached from another one without passing the block Head.
bool reachesAround(const FunctionFacts &Fn, BlockId From, BlockId To, BlockId Head);

} // namespace corosafe

#endif
