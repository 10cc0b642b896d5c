//===- ServeLoops.h - Tasks that are meant to be cancelled by their handle --===//
//
//   auto sender = async(send_loop, ref(socket));
//   receive(socket);
//   // ~sender() cancels the loop, and waits for it
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SERVELOOPS_H
#define COROSAFE_FLOW_SERVELOOPS_H

#include "Tasks.h"

namespace corosafe {

/// True if a task that a local holds, and whose handle cancels it, goes round a loop that has no end of its own and gives nothing,
/// while the function that holds it goes on: to let it go is to end it, as soon as nobody needs it any more.
bool servesUntilDropped(const Program &P, FunctionId F, const DroppedTask &D);

} // namespace corosafe

#endif
