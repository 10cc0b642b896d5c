//===- KeptClosures.h - What keeps a coroutine's closure, or its object ------===//
//
//   handlers_.push_back([&]() -> task { ... });      stored: the closure outlives this function
//   on_message([&]() -> task { ... });               and so, if on_message() puts it into a member
//   co_spawn(ex, run(), [self = shared_from_this()](std::exception_ptr) {});   the handler keeps the object
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_KEPTCLOSURES_H
#define COROSAFE_FLOW_KEPTCLOSURES_H

#include "Program.h"

namespace corosafe {

/// True for calls that put what they are given into their object, or their first argument.
bool stores(const Meaning &M);

/// The closure of a coroutine that a value is, as it is or in a function object; None if it is none.
EventId closureIn(const Program &P, FunctionId F, const Operand &O);

/// Where a function puts its parameter so that it stays: a place of its object, or a global. In the function's own places.
std::optional<Place> keptBy(const Program &P, FunctionId Body, uint32_t Param);

/// True if a call is given a completion handler that owns the object of that class, which it does until the coroutine ends.
bool keepsObject(const Program &P, FunctionId F, const Event &Call, TypeId Class);

/// True if what is called was made by a function that keeps its callable until the coroutine has ended: `coCapture(f)()`.
bool keepsItsCallable(const Program &P, FunctionId F, const Operand &Called);

} // namespace corosafe

#endif
