//===- ScopeNeeds.cpp -------------------------------------------------------===//

#include "ScopeNeeds.h"
#include "Contexts.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

NeedList leftAlone(const NeedList &Left) {
  NeedList R;
  llvm::copy_if(Left, std::back_inserter(R), [](const Need &N) { return !N.Scope; });
  return R;
}

bool leaveInScope(const Program &P, FunctionId F, const Launch &L, const Need &N, NeedList &Left) {
  if (!L.Scope)
    return false;
  bool Callers = (L.Scope->Root == Place::This || L.Scope->Root == Place::Parameter) && !diesWith(P, F, *L.Scope);
  if (!Callers || N.K != Need::Parameter || !N.Behind)
    return true;
  Need Here = N;
  Here.Scope = std::make_shared<const Place>(*L.Scope);
  if (llvm::none_of(Left, [&](const Need &Have) { return Have.same(Here); }))
    Left.push_back(std::move(Here));
  return true;
}

std::optional<Place> leftInScope(const Program &P, const Borrows &B, FunctionId F, EventId Call, const std::vector<BorrowSummary> &Known, Launch &L) {
  for (FunctionId Body : P.meaning(F, Call).Bodies) {
    const NeedList &Left = Known[Body].Left;
    auto First = llvm::find_if(Left, [](const Need &N) { return N.Scope != nullptr; });
    std::optional<Place> Scope = First == Left.end() ? std::nullopt : P.rebase(F, Call, Body, *First->Scope);
    if (!Scope)
      continue;
    NeedList There;
    llvm::copy_if(Left, std::back_inserter(There), [&](const Need &N) { return N.Scope && *N.Scope == *First->Scope; });
    B.bind(F, Call, Body, There, L.What);
    return Scope;
  }
  return std::nullopt;
}

} // namespace corosafe
