//===- HelperTasks.h - Tasks that are meant to end with their handle --------===//
//
//   auto sender = async(send_loop, ref(socket));
//   receive(socket);
//   // ~sender() cancels the loop, and waits for it
//
//   auto helper = async([&] { prepare(); ready.send(); });
//   ready.wait();                                           what was wanted of it is done
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_HELPERTASKS_H
#define COROSAFE_FLOW_HELPERTASKS_H

#include "Tasks.h"

namespace corosafe {

/// True if a task that a local holds, and whose handle cancels it, goes round a loop that has no end of its own and gives nothing,
/// while the function that holds it goes on: to let it go is to end it, as soon as nobody needs it any more.
bool servesUntilDropped(const Program &P, FunctionId F, const DroppedTask &D);

/// True if the function that holds such a handle waits for something else, a local that the task was given by reference, or tells the task
/// to end by it: it knows how far the task is.
bool keepsInTouch(const Program &P, FunctionId F, const DroppedTask &D);

} // namespace corosafe

#endif
