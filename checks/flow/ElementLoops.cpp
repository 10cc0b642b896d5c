//===- ElementLoops.cpp ------------------------------------------------------===//

#include "ElementLoops.h"
#include "llvm/ADT/SmallVector.h"

namespace corosafe {

/// True if a place is an element of a container, or something in one.
static bool isElementOf(const Program &P, const Place &Pl, const Place &Container) {
  if (Pl.Root != Container.Root || Pl.Index != Container.Index || Pl.Path.size() <= Container.Path.size())
    return false;
  for (size_t I = 0; I < Container.Path.size(); ++I)
    if (Pl.Path[I] != Container.Path[I])
      return false;
  return P.str(Pl.Path[Container.Path.size()]) == "[]";
}

bool reachesAround(const FunctionFacts &Fn, BlockId From, BlockId To, BlockId Head) {
  if (From == To)
    return true;
  llvm::BitVector Seen(Fn.Blocks.size());
  llvm::SmallVector<BlockId, 16> Work{From};
  Seen.set(From);
  while (!Work.empty()) {
    const Block &B = Fn.Blocks[Work.pop_back_val()];
    if (B.Succs.empty() && To == None)
      return true;
    for (const Edge &E : B.Succs) {
      if (E.To == None || E.To == Head || Seen[E.To])
        continue;
      if (E.To == To)
        return true;
      Seen.set(E.To);
      Work.push_back(E.To);
    }
  }
  return false;
}

bool elementsAwaitedBetween(const Program &P, FunctionId F, const Loops &All, EventId From, BlockId To, const Place &Container) {
  const FunctionFacts &Fn = P.function(F);
  const BlockId Start = All.blockOf(From);
  if (Start == None)
    return false;
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    const Loop *L = E.Kind == EventKind::Suspend ? All.around(Id) : nullptr;
    if (!L || L->Head == To || L->contains(Start) || (To != None && L->contains(To)))
      continue;
    for (const Operand &A : E.Args)
      if (std::optional<Place> Pl = P.placeOf(F, A); Pl && isElementOf(P, P.normalize(F, *Pl), Container) && !reachesAround(Fn, Start, To, L->Head))
        return true;
  }
  return false;
}

} // namespace corosafe
