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

/// The subscript by which the element that a change is about was found right before; null if it is not seen.
static const Operand *subscriptOf(const Program &P, FunctionId F, EventId Change) {
  static constexpr EventId Window = 8;
  const FunctionFacts &Fn = P.function(F);
  Place Container = P.normalize(F, Fn.Events[Change].Target);
  auto IsElement = [&](Symbol Step) { return P.str(Step) == "[]"; };
  while (!Container.Path.empty() && !IsElement(Container.Path.back()))
    Container.Path.pop_back();
  if (Container.Path.empty())
    return nullptr;
  Container.Path.pop_back();
  for (EventId Id = Change; Id-- > 0 && Change - Id < Window && Fn.Events[Id].Kind != EventKind::Suspend;) {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Call && E.Callee != None && E.Args.size() == 1 && E.Receiver.K == Operand::InPlace &&
        (P.str(P.Facts.Entities[E.Callee].Leaf) == "operator[]" || P.str(P.Facts.Entities[E.Callee].Leaf) == "at") &&
        P.normalize(F, E.Receiver.P) == Container)
      return &E.Args[0];
  }
  return nullptr;
}

bool ofTwoElements(const Program &P, FunctionId F, EventId First, EventId Second) {
  if (!P.function(F).Events[First].HasTarget || !P.function(F).Events[Second].HasTarget)
    return false;
  const Operand *A = subscriptOf(P, F, First), *B = subscriptOf(P, F, Second);
  if (!A || !B || A->K != B->K)
    return false;
  return A->K == Operand::InPlace ? !overlaps(P.normalize(F, A->P), P.normalize(F, B->P)) : A->K == Operand::Constant && A->C != B->C;
}

} // namespace corosafe
