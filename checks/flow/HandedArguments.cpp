//===- HandedArguments.cpp ---------------------------------------------------===//

#include "HandedArguments.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// The function or lambda that a callable is, or what is declared of it.
static std::pair<FunctionId, EntityId> calledBy(const Program &P, FunctionId F, const Operand &O) {
  const Operand *Def = O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : &O;
  if (!Def)
    return {None, None};
  if (Def->K == Operand::Function)
    return {P.bodyOf(Def->V), Def->V};
  const Event *E = Def->K == Operand::OfValue ? &P.function(F).Events[Def->V] : nullptr;
  return E && E->Kind == EventKind::Lambda ? std::pair(P.bodyOf(E->Callee), E->Callee) : std::pair(None, None);
}

void addHandedArguments(const Program &P, const Borrows &B, const std::vector<BorrowSummary> &Known, FunctionId F, EventId Call,
                        const Operand &Callable, std::vector<Borrow> &Out) {
  const FunctionFacts &Fn = P.function(F);
  llvm::ArrayRef<Operand> Args = Fn.Events[Call].Args;
  auto At = llvm::find_if(Args, [&](const Operand &A) { return &A == &Callable; });
  auto [Body, Entity] = At == Args.end() ? std::pair(None, None) : calledBy(P, F, Callable);
  if (Entity == None)
    return;
  const EntityFacts &C = P.Facts.Entities[Entity];
  auto Add = [&](const Operand &A, const Need &Of) {
    // By value, as it is copied: what remains is what a pointer or reference_wrapper refers to.
    for (Borrow &X : B.referredTo(F, A, false))
      if (X.Of.Name.empty() && !X.Temporary) {
        X.Of = Of;
        Out.push_back(std::move(X));
      }
  };
  // `start(&session::run, &s)`: the object comes first.
  const Operand *First = At + 1;
  bool Lambda = Body != None && P.function(Body).IsLambda;
  if (!Lambda && C.Class != None && !C.IsStatic && First != Args.end()) {
    if (Body != None && P.function(Body).IsCoroutine)
      for (const Need &N : Known[Body].Result)
        if (N.K == Need::This && !B.isCounted(C.Class))
          Add(*First, N);
    ++First;
  }
  for (uint32_t I = 0; I < C.ParamTypes.size() && First + I < Args.end(); ++I) {
    const Operand &A = First[I];
    if (!byReference(C.Params[I]) && !isRawPointer(P, C.ParamTypes[I]))
      continue; // A copy, whatever it is made of.
    Need Of;
    Of.Index = I;
    if (Body != None && P.function(Body).IsCoroutine) {
      auto Used = llvm::find_if(Known[Body].Result, [&](const Need &N) { return N.K == Need::Parameter && N.Index == I; });
      if (Used == Known[Body].Result.end())
        continue;
      Of = *Used;
    } else {
      Of.Sure = Confidence::Medium;
      Of.Name = I < C.ParamNames.size() && C.ParamNames[I] ? P.str(C.ParamNames[I]).str() : "its parameter";
    }
    Add(A, Of);
  }
}

bool addLentBuffers(const Program &P, const Borrows &B, FunctionId F, EventId Call, const FunctionModel &M, std::vector<Borrow> &Out) {
  const Event &E = P.function(F).Events[Call];
  if (!M.Op || M.Op->Does == Effect::Wait || M.Op->Does == Effect::Acquire || !isTask(P, E.Type) || E.Callee == None)
    return false;
  const EntityFacts &C = P.Facts.Entities[E.Callee];
  bool Any = false;
  for (uint32_t I = 0; I < E.Args.size(); ++I) {
    const Operand &A = E.Args[I];
    const TypeFacts *T = P.type(P.typeOf(P.function(F), A));
    bool Lent = isView(P, P.typeOf(P.function(F), A)) || (T && (T->Kind == TypeFacts::Array || isRawPointer(P, P.typeOf(P.function(F), A)))) ||
                (A.K == Operand::InPlace && A.AddressOf);
    bool Copied = llvm::any_of(M.Acts, [&](const Action &X) {
      return X.Does == Act::Observes && llvm::is_contained(P.operands(P.function(F), E, X.On), &A);
    });
    if (!Lent || Copied)
      continue;
    for (Borrow &X : B.referredTo(F, A, false)) {
      X.Of.Index = I;
      X.Of.Name = I < C.ParamNames.size() && C.ParamNames[I] ? P.str(C.ParamNames[I]).str() : "its buffer";
      Out.push_back(std::move(X));
      Any = true;
    }
  }
  return Any;
}

} // namespace corosafe
