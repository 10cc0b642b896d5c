//===- Throws.h - What is seen to throw ------------------------------------===//
//
// Any call may throw, and saying so of all of them helps nobody. What counts here
// is a throw that the program shows: a throw expression, or a call or an awaited
// coroutine with one in its body that nothing there catches.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_THROWS_H
#define COROSAFE_FLOW_THROWS_H

#include "Program.h"

namespace corosafe {

/// True if an event of F is seen to end with an exception.
bool isSeenToThrow(const Program &P, FunctionId F, EventId Id, unsigned Depth = 0);

/// The same for one function, asked often.
class SeenThrows {
public:
  SeenThrows(const Program &P, FunctionId F) : P(P), F(F) {}
  bool at(EventId Id) const {
    auto [It, New] = Known.try_emplace(Id, false);
    if (New)
      It->second = isSeenToThrow(P, F, Id);
    return It->second;
  }

private:
  const Program &P;
  FunctionId F;
  mutable llvm::DenseMap<EventId, bool> Known;
};

} // namespace corosafe

#endif
