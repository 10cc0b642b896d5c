//===- ServiceLoops.h - Loops that answer what comes, one after the other ---===//
//
//   for (;;) { auto p = co_await read(socket); co_await outbox.send(ack(p)); }   messages of their own
//   for (auto &part : parts) co_await outbox.send(part);                         parts of one
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SERVICELOOPS_H
#define COROSAFE_FLOW_SERVICELOOPS_H

#include "AwaitedEffects.h"
#include "Iteration.h"
#include "NormalEnds.h"
#include <optional>

namespace corosafe {

class ServiceLoops {
public:
  ServiceLoops(const Program &P, FunctionId F, const AwaitedEffects &Awaited) : P(P), Fn(P.function(F)), F(F), Awaited(Awaited) {}

  /// True if what was awaited at Before in one turn has nothing to do with what is awaited at Now in the next: the loop never ends by
  /// itself, or does not count its turns and waits in each for something to come, or for a time.
  bool servesBetween(EventId Before, EventId Now);

private:
  bool serves(const Loop &In) const;
  bool waitsForNext(EventId Suspend) const;
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const AwaitedEffects &Awaited;
  NormalEnds Ends{Fn};
  std::optional<Iteration> Turns; ///< Made when it is asked for.
};

} // namespace corosafe

#endif
