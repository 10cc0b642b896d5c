//===- OwnJoins.h - Objects that wait for the coroutines that run on them ---===//
//
//   void start() { loop().scheduleOn(ex_).start(); }
//   Task<void> loop() { while (!stopping_) co_await step();  done_.post(); }
//   Task<void> stop() { stopping_ = true;  co_await done_; }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_OWNJOINS_H
#define COROSAFE_FLOW_OWNJOINS_H

#include "Borrows.h"

namespace corosafe {

/// True if a coroutine signals a member of its object when it ends, and another member function waits for that signal.
bool objectWaitsFor(const Program &P, FunctionId Coroutine);

/// True if a call adds to a member that is a group of the program's own, which another member function of the class waits for when the
/// object ends: `workers_.spawn(loop());`, and `co_await workers_.join();` in `stop()`.
bool isJoinedWithObject(const Program &P, FunctionId F, TypeId Class, EventId Call);

/// True if an object waits for what runs on it, or ends that with its context, before it is gone: `~server() { thread_.join(); }`.
bool waitsWhenDestroyed(const Program &P, TypeId Class);
/// True if the function's own object, or a temporary, waits so for a coroutine that runs on it.
bool endsWithItsObject(const Program &P, FunctionId F, const Borrow &Used);

} // namespace corosafe

#endif
