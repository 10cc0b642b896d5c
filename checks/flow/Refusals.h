//===- Refusals.h - Functions that leave at once while a flag says so --------===//
//
//   if (broken_)               set when a race was lost: nothing of the stream
//     co_return nullopt;       is touched any more
//   co_await async_read(sock_, ...);
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_REFUSALS_H
#define COROSAFE_FLOW_REFUSALS_H

#include "Program.h"

namespace corosafe {

/// True if what an event of F calls or awaits leaves an object alone, when a place of F has that value before: every function
/// that it may reach is seen, and asks.
bool refuses(const Program &P, FunctionId F, EventId Event, const Place &Flag, int64_t Value, const Place &Object);

} // namespace corosafe

#endif
