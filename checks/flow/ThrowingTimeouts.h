//===- ThrowingTimeouts.h - Timeouts that win by an exception ---------------===//
//
//   awaitable<void> timeout(milliseconds d) {
//     steady_timer timer(co_await executor, d);
//     try { co_await timer.async_wait(use_awaitable); }
//     catch (const system_error &e) { if (e.code() == operation_aborted) co_return; throw; }
//     throw timed_out();      returns only if something else was first
//   }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_THROWINGTIMEOUTS_H
#define COROSAFE_FLOW_THROWINGTIMEOUTS_H

#include "Awaited.h"

namespace corosafe {

inline bool isTimer(const AwaitNode &N) { return N.K == AwaitNode::Operation && N.Op && N.Op->Timer; }
/// A timer's operation, or a coroutine of the program's own that awaits nothing else: `co_await delay(5s)`.
bool onlyWaitsForTime(const Program &P, const AwaitNode &N, unsigned Depth = 0);

/// True of a coroutine that only waits for time, and whose every normal end lies behind a wait that was cut short.
bool returnsOnlyIfCancelled(const Program &P, FunctionId F);

/// True if a function throws what any branch of its race has thrown: it is given the parts of the result that tell of errors,
/// one a branch, to calls from which control does not come back.
bool throwsForEachBranch(const Program &P, FunctionId F, EventId Race, size_t Branches);

} // namespace corosafe

#endif
