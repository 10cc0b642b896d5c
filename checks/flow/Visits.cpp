//===- Visits.cpp -----------------------------------------------------------===//

#include "Visits.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// The call operators of a closure, a function object, or of what inherits those of several.
static void callOperators(const Program &P, TypeId T, llvm::SmallVectorImpl<FunctionId> &Out, unsigned Depth = 0) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || Ty->Kind != TypeFacts::Record || Depth > 4)
    return;
  for (FunctionId B : P.membersOf(P.strip(T)))
    if (P.str(P.Facts.Entities[P.function(B).Entity].Leaf) == "operator()")
      Out.push_back(B);
  for (TypeId Base : Ty->Bases)
    callOperators(P, Base, Out, Depth + 1);
}

static bool isSameType(const Program &P, TypeId A, TypeId B) {
  A = P.strip(A);
  B = P.strip(B);
  if (A == B || A == None || B == None)
    return A == B && A != None;
  // One may be spelled with an alias, or be const.
  const TypeFacts &X = P.Facts.Types[A], &Y = P.Facts.Types[B];
  return X.Kind == Y.Kind && X.Name && X.Name == Y.Name && X.Args == Y.Args;
}

std::optional<Visit> visitAt(const Program &P, FunctionId F, EventId Id) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  if (E.Kind != EventKind::Call || E.Args.size() != 2)
    return std::nullopt;
  const FunctionModel *M = P.meaning(F, Id).Model;
  bool Invokes = M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Invokes; });
  const TypeFacts *Of = Invokes ? P.type(P.typeOf(Fn, E.Args[1])) : nullptr;
  if (!Of || !P.str(Of->Name).ends_with("variant"))
    return std::nullopt;
  Visit V;
  V.Visitor = &E.Args[0];
  V.Variant = &E.Args[1];
  llvm::SmallVector<FunctionId, 8> Operators;
  callOperators(P, P.typeOf(Fn, E.Args[0]), Operators);
  bool Any = false;
  for (const TemplateArg &A : Of->Args) {
    auto Taker = llvm::find_if(Operators, [&](FunctionId B) {
      return A.K == TemplateArg::Type && P.function(B).Params.size() == 1 && isSameType(P, P.function(B).Params[0].Type, A.T);
    });
    V.Bodies.push_back(Taker == Operators.end() ? None : *Taker);
    Any |= Taker != Operators.end();
  }
  return Any ? std::optional<Visit>(std::move(V)) : std::nullopt;
}

std::optional<Place> placeOutside(const Program &P, FunctionId F, const Visit &V, FunctionId Body, const Place &Pl) {
  if (P.function(Body).IsLambda) {
    Program::CallSite Site = P.lambdaSite(Body);
    return Site.Caller == F ? P.rebase(F, Site.Call, Body, Pl) : std::nullopt;
  }
  if (Pl.Root == Place::Global)
    return Pl;
  if (Pl.Root != Place::This || Pl.Path.empty())
    return std::nullopt;
  if (V.Visitor->K == Operand::InPlace) {
    Place Here = V.Visitor->P;
    Here.Path.insert(Here.Path.end(), Pl.Path.begin(), Pl.Path.end());
    return P.normalize(F, Here);
  }
  if (V.Visitor->K != Operand::OfValue)
    return std::nullopt;
  // Handler{socket}: its fields in their order.
  const Event &Made = P.function(F).Events[V.Visitor->V];
  const TypeFacts *T = P.type(P.strip(Made.Type));
  for (size_t I = 0; T && Made.Kind == EventKind::Construct && Made.Callee == None && I < T->Fields.size() && I < Made.Args.size(); ++I)
    if (T->Fields[I].Name == Pl.Path[0])
      if (std::optional<Place> Here = P.placeOf(F, Made.Args[I])) {
        Here->Path.insert(Here->Path.end(), Pl.Path.begin() + 1, Pl.Path.end());
        return P.normalize(F, *Here);
      }
  return std::nullopt;
}

std::optional<int64_t> alwaysReturns(const Program &P, FunctionId F) {
  std::optional<int64_t> R;
  for (const Event &E : P.function(F).Events)
    if (E.Kind == EventKind::Return) {
      if (E.Args.empty() || E.Args[0].K != Operand::Constant || (R && *R != E.Args[0].C))
        return std::nullopt;
      R = E.Args[0].C;
    }
  return R;
}

} // namespace corosafe
