//===- RangeLoops.cpp --------------------------------------------------------===//

#include "RangeLoops.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// The block in front of an event from which a range-for goes on or ends: it decides by what no condition of the code says. None
/// if there is none. Where every turn leaves, it is the head of no loop.
static BlockId headBefore(const FunctionFacts &Fn, EventId Id) {
  auto Body = llvm::find_if(Fn.Blocks, [&](const Block &B) { return llvm::is_contained(B.Events, Id); });
  for (BlockId Head = 0; Head < Fn.Blocks.size() && Body != Fn.Blocks.end(); ++Head) {
    const Block &B = Fn.Blocks[Head];
    if (B.Condition.K == Operand::Nothing && B.Succs.size() == 2 && B.Events.empty() &&
        llvm::any_of(B.Succs, [&](const Edge &E) { return E.To == BlockId(Body - Fn.Blocks.begin()); }))
      return Head;
  }
  return None;
}

RangeLoops::RangeLoops(const Program &P, FunctionId F) {
  const FunctionFacts &Fn = P.function(F);
  if (P.mayLoop(F))
    All.emplace(Fn);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Init || !E.HasTarget)
      continue;
    const Place *Element = E.Args.empty() ? &E.Target : E.Args[0].K == Operand::InPlace ? &E.Args[0].P : nullptr;
    if (!Element || Element->Path.empty() || P.str(Element->Path.back()) != "[]")
      continue;
    BlockId Head = headBefore(Fn, Id);
    if (Head == None)
      continue;
    const Loop *L = All ? All->around(Id) : nullptr;
    Place Container = *Element;
    Container.Path.pop_back();
    Over.emplace(Id, Turn{std::move(Container), L && L->Head == Head ? L : nullptr});
  }
}

} // namespace corosafe
