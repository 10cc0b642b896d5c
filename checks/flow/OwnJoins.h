//===- OwnJoins.h - Objects that wait for the coroutines that run on them ---===//
//
//   void start() { loop().scheduleOn(ex_).start(); }
//   Task<void> loop() { while (!stopping_) co_await step();  done_.post(); }
//   Task<void> stop() { stopping_ = true;  co_await done_; }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_OWNJOINS_H
#define COROSAFE_FLOW_OWNJOINS_H

#include "Program.h"

namespace corosafe {

/// True if a coroutine signals a member of its object when it ends, and another member function waits for that signal.
bool objectWaitsFor(const Program &P, FunctionId Coroutine);

/// True if an object waits for what runs on it, or ends that with its context, before it is gone: `~server() { thread_.join(); }`.
bool waitsWhenDestroyed(const Program &P, TypeId Class);
/// The same of an object, or of what it is a part of or leads to.
bool waitsWhenDestroyed(const Program &P, FunctionId F, const Place &Object);

} // namespace corosafe

#endif
