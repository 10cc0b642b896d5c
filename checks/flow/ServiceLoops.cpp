//===- ServiceLoops.cpp -----------------------------------------------------===//

#include "ServiceLoops.h"
#include "ElementLoops.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

bool ServiceLoops::waitsForNext(EventId Suspend) const {
  AwaitNode N = resolveAwaited(P, F, Fn.Events[Suspend].Args[0]);
  if (N.K == AwaitNode::Operation && N.Op->Timer)
    return true;
  std::vector<NodeEffect> Effects;
  Awaited.effectsOf(N, Effects);
  return llvm::any_of(Effects, [](const NodeEffect &E) { return E.Dir == Direction::In && !E.AtOnce; });
}

bool ServiceLoops::serves(const Loop &In) const {
  if (Turns->ending(In).Counts)
    return false;
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    if (Fn.Events[Id].Kind == EventKind::Suspend && !Fn.Events[Id].Args.empty() && In.contains(Turns->loops().blockOf(Id)) && waitsForNext(Id))
      return true;
  return false;
}

bool ServiceLoops::servesBetween(EventId Before, EventId Now) {
  if (Before == Now && !Ends.reachableFrom(Now))
    return true;
  if (!Turns)
    Turns.emplace(P, F);
  const Loops &All = Turns->loops();
  const Loop *In = All.around(Now);
  while (In && !In->contains(All.blockOf(Before)))
    In = All.parent(*In);
  if (!In || !serves(*In))
    return false;
  // Not one after the other in one turn.
  BlockId From = All.blockOf(Before), To = All.blockOf(Now);
  return From == To ? Now <= Before : !reachesAround(Fn, From, To, In->Head);
}

} // namespace corosafe
