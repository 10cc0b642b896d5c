//===- Releases.h - Coroutines that are taken out of their tasks ------------===//
//
// A task type of the program's own ends its coroutine when it is destroyed. Who
// takes the handle out of it lets the coroutine run on:
//
//   void spawn(task t) { std::exchange(t.handle, {}).resume(); }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_RELEASES_H
#define COROSAFE_FLOW_RELEASES_H

#include "Program.h"
#include <optional>

namespace corosafe {

/// The task, a parameter of F, that does not end its coroutine any more after this event, and that has no other owner since.
std::optional<Operand> taskReleasedBy(const Program &P, FunctionId F, EventId Id);

/// `work().detach();` of a task type that no model knows.
bool saysItDetaches(const Program &P, FunctionId F, EventId Call);

} // namespace corosafe

#endif
