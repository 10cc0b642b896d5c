//===- Unstopped.h - Where nobody has asked for a stop yet ------------------===//

#ifndef COROSAFE_FLOW_UNSTOPPED_H
#define COROSAFE_FLOW_UNSTOPPED_H

#include "Paths.h"
#include <set>

namespace corosafe {

/// Which events happen on a path where nobody has asked for a stop yet, outside of handlers.
class Unstopped : public Domain {
public:
  Unstopped(const Program &P, FunctionId F) : P(P), Fn(P.function(F)), F(F) {}
  std::set<EventId> Of, Here;
  std::set<EventId> Given; ///< Suspend points that are given a token.

  /// It is to be done after a stop as well: the code goes on there behind a handler of it, and awaits nothing that would fail at once.
  bool isForBoth(EventId E) const { return AfterToo.count(E) && !GoesOn; }

  void after(EventId E, State &S, llvm::SmallVectorImpl<State> &) override;
  void thrown(EventId E, State &S, llvm::SmallVectorImpl<State> &) override { note(E, S); }
  bool learn(const Test &T, State &S) override;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  enum : uint32_t { Stopped = 1, Told };
  std::set<EventId> AfterToo;
  bool GoesOn = false;

  void note(EventId E, const State &S);
  bool namesStop(EventId Catch) const;
  bool takesStop(EventId Catch) const;
  bool mayBeStop(TypeId Handler) const;
  bool asks(EventId Id) const;
};

} // namespace corosafe

#endif
