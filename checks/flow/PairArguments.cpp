//===- PairArguments.cpp -----------------------------------------------------===//

#include "PairArguments.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static bool namesAnEnd(const Program &P, const Event &Call, const Operand &Of) {
  if (Call.Kind != EventKind::Call || Call.Callee == None || !Call.Args.empty() || Call.Receiver.K != Operand::InPlace || Of.K != Operand::InPlace)
    return false;
  llvm::StringRef Leaf = P.str(P.Facts.Entities[Call.Callee].Leaf);
  return Call.Receiver.P == Of.P && (Leaf == "begin" || Leaf == "cbegin" || Leaf == "rbegin");
}

bool argumentsAgree(const Program &P, const Half &Begin, const Half &End) {
  const FunctionFacts &B = P.function(Begin.In), &E = P.function(End.In);
  const Event &First = B.Events[Begin.Where], &Last = E.Events[End.Where];
  size_t Skip = First.Receiver.K == Operand::Nothing ? 1 : 0, SkipLast = Last.Receiver.K == Operand::Nothing ? 1 : 0;
  if (Begin.In != End.In || First.Args.size() <= Skip || Last.Args.size() <= SkipLast)
    return true;
  const Operand &X = Last.Args[SkipLast];
  if (const TypeFacts *Order = P.type(P.strip(X.Type)); Order && P.str(Order->Name).ends_with("memory_order"))
    return true;
  // `table.erase(table.begin())`: whichever is the first then.
  if (X.K == Operand::OfValue && namesAnEnd(P, E.Events[X.V], Last.Receiver))
    return false;
  // `for (auto &done : finished) queued.erase(done);`: what another container has.
  bool Element = X.K == Operand::InPlace && !X.P.Path.empty() && P.str(X.P.Path.back()) == "[]";
  if (X.K != Operand::Constant && !(X.K == Operand::InPlace && (X.P.Path.empty() || Element)))
    return true;
  bool Comparable = false;
  for (size_t I = Skip; I < First.Args.size(); ++I) {
    const Operand &A = First.Args[I];
    if (A.K == Operand::InPlace && X.K == Operand::InPlace && overlaps(A.P, X.P))
      return true;
    if (A.K == Operand::Constant && X.K == Operand::Constant && A.C == X.C)
      return true;
    Comparable |= A.K == X.K;
  }
  // erase(it), with the iterator or id that the insertion gave.
  if (X.K == Operand::InPlace && X.P.Root == Place::Local && !Element) {
    const Operand *Def = P.soleValue(End.In, X.P.Index);
    if (Def && Def->K != Operand::Constant)
      return Def->K == Operand::OfValue || !Comparable || llvm::any_of(First.Args, [&](const Operand &A) {
               return A.K == Operand::InPlace && Def->K == Operand::InPlace && overlaps(A.P, Def->P);
             });
  }
  return !Comparable;
}

} // namespace corosafe
