//===- Swallowed.h - Handlers that eat the signal of cancellation -----------===//
//
//   for (;;) {
//     try { co_await s.async_read_some(b, use_awaitable); }
//     catch (const std::exception &e) { log(e); }      takes the signal, and the loop goes on
//   }
//   for (;;) co_await read_once();                     which has such a handler: the same
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SWALLOWED_H
#define COROSAFE_FLOW_SWALLOWED_H

#include "../Finding.h"
#include "Paths.h"
#include <vector>

namespace corosafe {

struct ProgramFlow;

struct SwallowedSignal {
  EventId Catch = None;   ///< The handler; None where the signal came as a value that is passed over.
  EventId Suspend = None; ///< Where cancellation arrives.
  EventId GoesOn = None;  ///< Where the coroutine then waits on; the same suspend point where it spins.
  FunctionId Within = None; ///< The coroutine that is awaited at Suspend, where that one's handler takes the signal,
  EventId Handler = None;   ///< which is this event of it.
  Confidence Sure = Confidence::High;
};

struct SwallowedResult {
  std::vector<SwallowedSignal> Found; ///< One a handler or suspend point.
  PathsResult Walked = PathsResult::Done;
};

SwallowedResult analyzeSwallowed(const Program &P, FunctionId F, const ProgramFlow &Flow);

} // namespace corosafe

#endif
