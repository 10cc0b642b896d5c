//===- Throws.cpp -----------------------------------------------------------===//

#include "Throws.h"
#include "Awaited.h"

namespace corosafe {

static bool bodyThrows(const Program &P, FunctionId G, unsigned Depth) {
  const FunctionFacts &Fn = P.function(G);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    // What is thrown again was thrown by something that may be known.
    if (Fn.Events[Id].Region == None && !(Fn.Events[Id].Kind == EventKind::Throw && Fn.Events[Id].Args.empty()) &&
        isSeenToThrow(P, G, Id, Depth + 1))
      return true;
  return false;
}

bool isSeenToThrow(const Program &P, FunctionId F, EventId Id, unsigned Depth) {
  const Event &E = P.function(F).Events[Id];
  if (E.Kind == EventKind::Throw)
    return true;
  if (Depth > 2)
    return false;
  if (E.Kind == EventKind::Suspend && E.How == SuspendKind::Await && !E.Args.empty()) {
    AwaitNode N = resolveAwaited(P, F, E.Args[0]);
    return N.K == AwaitNode::Coroutine && !N.CountReturned && bodyThrows(P, N.Callee, Depth);
  }
  if ((E.Kind != EventKind::Call && E.Kind != EventKind::Construct) || E.Callee == None || P.Facts.Entities[E.Callee].IsNoExcept)
    return false;
  for (FunctionId G : P.meaning(F, Id).Bodies)
    if (!P.function(G).IsCoroutine && !P.isLibraryCode(G) && bodyThrows(P, G, Depth))
      return true;
  return false;
}

} // namespace corosafe
