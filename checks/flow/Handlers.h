//===- Handlers.h - What completion handlers go on using -------------------===//
//
//   post(executor, [&] { log(name); });               uses name when it is called
//   timer.async_wait([&](error_code) { ++expired; });   uses expired then
//   co_spawn(executor, work(), [&](std::exception_ptr) { --left; });    uses left when work() has ended
//   async_write(socket, buffer(text), detached);       the operation uses text until it has ended
//
// Nobody waits for these: they are left behind like a coroutine that is spawned.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_HANDLERS_H
#define COROSAFE_FLOW_HANDLERS_H

#include "Launches.h"

namespace corosafe {

/// The locals and by-value parameters of a function that a call of it leaves in use: it gives nothing by which to wait for it.
std::vector<Borrow> usedByHandlers(const Program &P, FunctionId F, EventId Id, const Borrows &B);

/// Says of a task that is let go, and uses nothing that may die itself, what the handler uses that is told of its end.
void addHandlers(const Program &P, FunctionId F, const Borrows &B, Launch &L);

} // namespace corosafe

#endif
