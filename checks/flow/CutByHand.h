//===- CutByHand.h - Timeouts that people make of a timer's handler ----------===//
//
//   timer.expires_after(5s);
//   timer.async_wait([&](error_code ec) { if (!ec) socket.cancel(); });
//   auto [ec, n] = co_await async_read(socket, frame, as_tuple(use_awaitable));
//
// The read is bounded by that timer as if it stood in a race with it.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_CUTBYHAND_H
#define COROSAFE_FLOW_CUTBYHAND_H

#include "Awaited.h"

namespace corosafe {

/// What handlers of timers that a function starts, itself or through its helpers, cancel when the time is over: objects with pending
/// operations, and signals. What they close is over for good and does not count.
Places cancelledByTimers(const Program &P, FunctionId F);

/// True if one of those cuts short what a Suspend event of F awaits, which works on On: an object itself, or a signal whose slot
/// its token listens to.
bool isCutByHand(const Program &P, FunctionId F, EventId Suspend, const Places &On, const Places &Cancelled);

/// The timeout that such a handler makes.
const Combinator &timeoutByHand();

} // namespace corosafe

#endif
