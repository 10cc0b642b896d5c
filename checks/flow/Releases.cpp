//===- Releases.cpp ---------------------------------------------------------===//

#include "Releases.h"
#include "SharedObject.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

bool isHandle(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && P.str(Ty->Name).ends_with("::coroutine_handle");
}

/// The object whose only handle to its coroutine an event of G takes or clears: `std::exchange(t.h, {})`, `t.h = {}`,
/// `t.release()`.
std::optional<Place> releasedBy(const Program &P, FunctionId G, EventId Id, unsigned Depth = 0) {
  const FunctionFacts &In = P.function(G);
  const Event &E = In.Events[Id];
  auto HolderOf = [&](const Place &Pl) -> std::optional<Place> {
    if ((Pl.Root != Place::Parameter && Pl.Root != Place::This) || Pl.Path.size() != 1 || !namesMember(P, Pl.Path[0]))
      return std::nullopt;
    Place Of = Pl;
    Of.Path.clear();
    return Of;
  };
  if (E.Kind == EventKind::Assign) {
    bool Cleared = E.HasTarget && E.Args.size() == 1 && isHandle(P, E.Type == None ? P.typeOf(In, E.Args[0]) : E.Type) &&
                   (E.Args[0].K == Operand::Constant || (E.Args[0].K == Operand::OfValue && In.Events[E.Args[0].V].Args.empty()));
    return Cleared ? HolderOf(E.Target) : std::nullopt;
  }
  if (E.Kind != EventKind::Call)
    return std::nullopt;
  const Meaning &M = P.meaning(G, Id);
  if (M.Model)
    for (const Action &A : M.Model->Acts)
      for (const Operand *O : A.Does == Act::Closes ? P.operands(In, E, A.On) : llvm::SmallVector<const Operand *, 4>())
        if (O->K == Operand::InPlace && isHandle(P, P.typeOf(In, *O)) && E.Receiver.K == Operand::Nothing)
          return HolderOf(O->P);
  bool OnWhole = E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Parameter && E.Receiver.P.Path.empty();
  if (OnWhole && Depth < 2 && M.Bodies.size() == 1) {
    const FunctionFacts &Body = P.function(M.Bodies[0]);
    for (EventId B = 0; B < Body.Events.size() && !Body.IsCoroutine; ++B)
      if (std::optional<Place> Of = releasedBy(P, M.Bodies[0], B, Depth + 1); Of && Of->Root == Place::This)
        return E.Receiver.P;
  }
  return std::nullopt;
}

/// True if a function ends coroutines itself, or asks whether they have ended.
bool endsHandles(const Program &P, FunctionId G) {
  const FunctionFacts &In = P.function(G);
  return llvm::any_of(In.Events, [&](const Event &E) {
    if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K == Operand::Nothing || !isHandle(P, P.typeOf(In, E.Receiver)))
      return false;
    llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
    return Leaf == "destroy" || Leaf == "done";
  });
}

} // namespace

std::optional<Operand> taskReleasedBy(const Program &P, FunctionId F, EventId Id) {
  const FunctionFacts &Fn = P.function(F);
  auto IsTask = [&](TypeId T) { return P.type(P.strip(T)) && P.type(P.strip(T))->HasPromise; };
  if (llvm::none_of(Fn.Params, [&](const Variable &V) { return IsTask(V.Type); }))
    return std::nullopt;
  const EntityFacts &Own = P.Facts.Entities[Fn.Entity];
  const TypeFacts *Gives = P.type(P.strip(Own.ReturnType));
  // What is given back, or moved from one owner into another, still has an owner.
  if (Own.IsConstructor || Own.IsConversion || Fn.IsCoroutine || (Gives && Gives->Kind != TypeFacts::Builtin))
    return std::nullopt;
  std::optional<Place> Of = releasedBy(P, F, Id);
  if (!Of || Of->Root != Place::Parameter)
    return std::nullopt;
  TypeId Task = P.strip(Fn.Params[Of->Index].Type);
  auto EndsInClass = [&] {
    return Own.Class != None && llvm::any_of(P.membersOf(Own.Class), [&](FunctionId M) {
      return P.Facts.Entities[P.function(M).Entity].IsDestructor && endsHandles(P, M);
    });
  };
  if (!IsTask(Task) || Task == Own.Class || endsHandles(P, F) || EndsInClass())
    return std::nullopt;
  Operand O;
  O.K = Operand::InPlace;
  O.P = *Of;
  O.Type = Task;
  return O;
}

bool saysItDetaches(const Program &P, FunctionId F, EventId Call) {
  const Event &E = P.function(F).Events[Call];
  if (E.Callee == None || E.Receiver.K == Operand::Nothing || P.str(P.Facts.Entities[E.Callee].Leaf) != "detach" || P.meaning(F, Call).Model)
    return false;
  const TypeFacts *T = P.type(P.strip(P.typeOf(P.function(F), E.Receiver)));
  return T && T->Awaitable;
}

} // namespace corosafe
