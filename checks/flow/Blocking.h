//===- Blocking.h - What blocks the thread of a coroutine -------------------===//
//
// A call that blocks its thread, in a coroutine or in a function that a coroutine
// calls, any number of calls down:
//
//   serve (coroutine) ── load() ── std::this_thread::sleep_for
//
// Work that runs elsewhere does not count: a closure that is posted is not called
// here, and behind a hop to a pool (`co_await pool.schedule()`), or in a coroutine
// that is only ever started on one, blocking is what the thread is for. Nor does a
// call that returns at once: a future known to be ready, a timeout of zero.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_BLOCKING_H
#define COROSAFE_FLOW_BLOCKING_H

#include "../Finding.h"
#include "Awaited.h"
#include <string>
#include <vector>

namespace corosafe {

struct BlockingCall {
  EventId Call = None;       ///< In the coroutine: the blocking call, or the call that leads to it.
  std::string Name;          ///< What blocks.
  std::string Through;       ///< The function called that leads to it; empty when the coroutine calls it itself.
  std::string Alternative;   ///< What to write instead.
  std::string Before, After; ///< What to write around its duration to await it instead; empty where that is not known.
  SourceSpan Duration;
  std::vector<Step> Path;    ///< From the function called down to what blocks. Empty for a direct call.
  Confidence Sure = Confidence::High;
};

/// By function: the blocking calls of the program's own coroutines, in the order of events.
std::vector<std::vector<BlockingCall>> findBlocking(const Program &P);

} // namespace corosafe

#endif
