//===- RangeLoops.cpp --------------------------------------------------------===//

#include "RangeLoops.h"

namespace corosafe {

RangeLoops::RangeLoops(const Program &P, FunctionId F) {
  if (!P.mayLoop(F))
    return;
  const FunctionFacts &Fn = P.function(F);
  All.emplace(Fn);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Init || !E.HasTarget)
      continue;
    const Place *Element = E.Args.empty() ? &E.Target : E.Args[0].K == Operand::InPlace ? &E.Args[0].P : nullptr;
    if (!Element || Element->Path.empty() || P.str(Element->Path.back()) != "[]")
      continue;
    const Loop *L = All->around(Id);
    // A range-for's head decides by what no condition of the code says.
    if (!L || Fn.Blocks[L->Head].Condition.K != Operand::Nothing || Fn.Blocks[L->Head].Succs.size() != 2 || !Fn.Blocks[L->Head].Events.empty())
      continue;
    Place Container = *Element;
    Container.Path.pop_back();
    Over.emplace(Id, std::move(Container));
  }
}

} // namespace corosafe
