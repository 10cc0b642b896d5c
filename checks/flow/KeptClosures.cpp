//===- KeptClosures.cpp -----------------------------------------------------===//

#include "KeptClosures.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

bool stores(const Meaning &M) {
  return M.Model && llvm::any_of(M.Model->Acts, [](const Action &A) { return A.Does == Act::Stores; });
}

static EventId closureIn(const Program &P, FunctionId F, const Operand &O, unsigned Depth) {
  if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() && Depth < 4)
    if (const Operand *Def = P.soleValue(F, O.P.Index))
      return closureIn(P, F, *Def, Depth + 1);
  if (O.K != Operand::OfValue || Depth > 3)
    return None;
  const Event &E = P.function(F).Events[O.V];
  if (E.Kind == EventKind::Construct && E.Args.size() == 1 && P.isCallable(E.Type))
    return closureIn(P, F, E.Args[0], Depth + 1);
  FunctionId Body = E.Kind == EventKind::Lambda ? P.bodyOf(E.Callee) : None;
  return Body != None && P.function(Body).IsCoroutine ? O.V : None;
}

EventId closureIn(const Program &P, FunctionId F, const Operand &O) { return closureIn(P, F, O, 0); }

static std::optional<Place> keptBy(const Program &P, FunctionId Body, uint32_t Param, unsigned Depth) {
  const FunctionFacts &In = P.function(Body);
  auto IsIt = [&](const Operand &O) {
    const Operand *Of = &O;
    if (O.K == Operand::OfValue && In.Events[O.V].Kind == EventKind::Construct && In.Events[O.V].Args.size() == 1)
      Of = &In.Events[O.V].Args[0];
    return Of->K == Operand::InPlace && Of->P.Root == Place::Parameter && Of->P.Index == Param && Of->P.Path.empty();
  };
  auto Stays = [&](const Place &Pl) {
    Place N = P.normalize(Body, Pl);
    return (N.Root == Place::This && !N.Path.empty()) || N.Root == Place::Global ? std::optional<Place>(N) : std::nullopt;
  };
  for (EventId Id = 0; Id < In.Events.size(); ++Id) {
    const Event &E = In.Events[Id];
    if (E.Kind == EventKind::Assign && E.HasTarget && !E.Args.empty() && IsIt(E.Args[0]))
      if (std::optional<Place> Pl = Stays(E.Target))
        return Pl;
    if (E.Kind != EventKind::Call)
      continue;
    const Meaning &M = P.meaning(Body, Id);
    for (uint32_t I = 0; I < E.Args.size(); ++I) {
      if (!IsIt(E.Args[I]))
        continue;
      if (stores(M) && E.Receiver.K == Operand::InPlace)
        if (std::optional<Place> Pl = Stays(E.Receiver.P))
          return Pl;
      if (M.Bodies.size() == 1 && Depth < 2)
        if (std::optional<Place> Inner = keptBy(P, M.Bodies[0], I, Depth + 1))
          if (std::optional<Place> Pl = P.rebase(Body, Id, M.Bodies[0], *Inner); Pl && Stays(*Pl))
            return Pl;
    }
  }
  return std::nullopt;
}

std::optional<Place> keptBy(const Program &P, FunctionId Body, uint32_t Param) { return keptBy(P, Body, Param, 0); }

/// `[self] (std::exception_ptr) {}`, `consign(detached, shared_from_this())`, and what adapts one of these.
static bool holdsObject(const Program &P, FunctionId F, EventId Made, TypeId Class, unsigned Depth) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Made];
  const TypeFacts *Gives = P.type(P.strip(E.Type));
  bool Adapts = E.Kind == EventKind::Call && Depth < 4 && !(Gives && (Gives->Awaitable || Gives->HasPromise));
  if (E.Kind != EventKind::Lambda && !Adapts)
    return false;
  return llvm::any_of(E.Args, [&](const Operand &C) {
    TypeId T = P.typeOf(Fn, C);
    const TypeModel *M = P.typeModel(T);
    const TypeFacts *To = M && M->Owner ? P.type(P.pointee(T)) : nullptr;
    bool Kept = E.Kind == EventKind::Call || C.Pass == Passing::ByValue;
    if (Kept && To && (P.typeIs(Class, P.str(To->Name)) || P.typeIs(P.pointee(T), P.str(P.Facts.Types[Class].Name))))
      return true;
    return Adapts && C.K == Operand::OfValue && holdsObject(P, F, C.V, Class, Depth + 1);
  });
}

bool keepsObject(const Program &P, FunctionId F, const Event &Call, TypeId Class) {
  return Class != None && llvm::any_of(Call.Args, [&](const Operand &A) {
           return A.K == Operand::OfValue && holdsObject(P, F, A.V, Class, 0);
         });
}

bool keepsItsCallable(const Program &P, FunctionId F, const Operand &Called) {
  const Operand *Def = Called.K == Operand::InPlace && Called.P.Root == Place::Local && Called.P.Path.empty()
                           ? P.soleValue(F, Called.P.Index)
                           : &Called;
  if (!Def || Def->K != Operand::OfValue || P.function(F).Events[Def->V].Kind != EventKind::Call)
    return false;
  const FunctionModel *M = P.meaning(F, Def->V).Model;
  return M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Owns; });
}

} // namespace corosafe
