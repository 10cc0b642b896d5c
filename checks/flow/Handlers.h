//===- Handlers.h - What completion handlers go on using -------------------===//
//
//   post(executor, [&] { log(name); });               uses name when it is called
//   timer.async_wait([&](error_code) { ++expired; });   uses expired then
//
// Nobody waits for these: they are left behind like a coroutine that is spawned.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_HANDLERS_H
#define COROSAFE_FLOW_HANDLERS_H

#include "Borrows.h"

namespace corosafe {

/// The locals and by-value parameters of a function that a call of it leaves in use: it gives nothing by which to wait for it.
std::vector<Borrow> usedByHandlers(const Program &P, FunctionId F, EventId Id, const Borrows &B);

} // namespace corosafe

#endif
