//===- Contexts.cpp ---------------------------------------------------------===//

#include "Contexts.h"
#include "ElementLoops.h"
#include "Lookups.h"
#include "Loops.h"
#include "SharedObject.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static bool movedAway(const FunctionFacts &Fn, const Place &Pl) {
  for (const Event &E : Fn.Events)
    for (const Operand &A : E.Args)
      if (A.Moved && A.K == Operand::InPlace && A.P.Root == Pl.Root && A.P.Index == Pl.Index && A.P.Path.empty())
        return true;
  return false;
}

bool diesWith(const Program &P, FunctionId F, const Place &Pl) {
  const FunctionFacts &Fn = P.function(F);
  bool Behind = llvm::any_of(Pl.Path, [&](Symbol S) { return P.str(S) == "*"; });
  switch (Pl.Root) {
  case Place::Local:
  case Place::Parameter:
    return P.lifetime(F, Pl) == Lifetime::Frame && !(Behind && movedAway(Fn, Pl));
  case Place::Capture:
    return Fn.IsCoroutine && !Behind && Fn.Captures[Pl.Index].Pass == Passing::ByValue;
  default:
    return false;
  }
}

const ScopeModel *scopeOf(const Program &P, TypeId T) {
  const TypeModel *M = P.typeModel(T);
  return M && M->Scope ? &*M->Scope : nullptr;
}

TypeId typeOfRoot(const Program &P, FunctionId F, const Place &Pl) {
  const FunctionFacts &Fn = P.function(F);
  switch (Pl.Root) {
  case Place::Local: return Fn.Locals[Pl.Index].Type;
  case Place::Parameter: return Fn.Params[Pl.Index].Type;
  case Place::Capture: return Fn.Captures[Pl.Index].Type;
  case Place::Global: return P.Facts.Globals[Pl.Index].Type;
  default: return None;
  }
}

bool Contexts::runsOnly(const Place &Pl) const {
  const ScopeModel *M = Pl.Path.empty() ? scopeOf(P, typeOfRoot(P, F, Pl)) : nullptr;
  return M && M->Adds.empty();
}

bool Contexts::runsElsewhere(const Place &Pl) const {
  if (diesWith(P, F, Pl))
    return false;
  const ScopeModel *M = Pl.Root == Place::This ? nullptr : scopeOf(P, typeAlong(P, F, Pl, Pl.Path.size()));
  return runsOnly(Pl) || (M && M->Adds.empty());
}

bool Contexts::isMemberElsewhere(const Place &Pl) const {
  bool Pointer = Pl.Path.size() == 2 && P.str(Pl.Path[1]) == "*";
  if (Pl.Root != Place::This || (Pl.Path.size() != 1 && !Pointer))
    return false;
  const TypeFacts::Field *Fd = memberOf(P, Class, Pl.Path[0]);
  const ScopeModel *M = Fd ? scopeOf(P, Pointer && !Fd->Reference ? P.pointee(Fd->Type) : Fd->Type) : nullptr;
  return M && M->Adds.empty() && (Fd->Reference || Pointer);
}

bool Contexts::isOfObject(const Place &Pl) const {
  for (size_t I = 0; I < Pl.Path.size(); ++I) {
    TypeId In = typeAlong(P, F, Pl, I);
    if (P.str(Pl.Path[I]) == "*") {
      if (!P.isSoleOwner(In))
        return false;
    } else if (const TypeFacts::Field *Fd = memberOf(P, In, Pl.Path[I]); Fd && Fd->Reference) {
      return false;
    }
  }
  return true;
}

std::optional<Place> Contexts::scopeIn(const Operand &O, unsigned Depth) const {
  if (Depth > 4)
    return std::nullopt;
  if (const ScopeModel *M = scopeOf(P, P.typeOf(Fn, O))) {
    std::optional<Place> Pl = P.placeOf(F, O);
    // A context that a function gives, nobody knows from where, is not ours.
    return Pl && Pl->Root == Place::Value && M->Adds.empty() ? std::nullopt : Pl;
  }
  if (O.K == Operand::InPlace) {
    if (Place Pl = P.normalize(F, O.P); O.AddressOf && Pl.Path.empty() && scopeOf(P, typeOfRoot(P, F, Pl)))
      return Pl;
    // What an accessor gives of it: its executor, its token.
    Place Pl = P.normalize(F, O.P);
    if (Pl.Path.size() == 1 && P.str(Pl.Path[0]).ends_with("()") && scopeOf(P, typeOfRoot(P, F, Pl))) {
      Pl.Path.clear();
      return Pl;
    }
    if (Pl.Root == Place::Local && Pl.Path.empty())
      if (const Operand *Def = P.soleValue(F, Pl.Index))
        return scopeIn(*Def, Depth + 1);
    return std::nullopt;
  }
  if (O.K != Operand::OfValue)
    return std::nullopt;
  const Event &E = Fn.Events[O.V];
  if (E.Kind == EventKind::Call && E.Receiver.K != Operand::Nothing && scopeOf(P, P.typeOf(Fn, E.Receiver)))
    return P.placeOf(F, E.Receiver);
  // `getKeepAliveToken(pool)` is a handle of it.
  if (const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, O.V).Model : nullptr; M && M->PartOf)
    for (const Operand *Of : P.operands(Fn, E, *M->PartOf))
      return scopeIn(*Of, Depth + 1);
  // `any_io_executor ex = io.get_executor();` holds what it is made of.
  if (E.Kind == EventKind::Construct && E.Args.size() == 1)
    return scopeIn(E.Args[0], Depth + 1);
  return std::nullopt;
}

std::optional<Place> Contexts::given(const Event &Call) const {
  auto Own = [&](const Operand &O) -> std::optional<Place> {
    std::optional<Place> Pl = scopeIn(O);
    const ScopeModel *M = Pl && diesWith(P, F, *Pl) && runsOnly(*Pl) ? scopeOf(P, typeOfRoot(P, F, *Pl)) : nullptr;
    return M && M->OnMissing == ScopeModel::Destroys ? Pl : std::nullopt;
  };
  llvm::SmallVector<const Operand *, 4> Given{&Call.Receiver};
  for (const Operand &A : Call.Args)
    Given.push_back(&A);
  for (const Operand *O : Given) {
    if (std::optional<Place> Pl = Own(*O))
      return Pl;
    const Operand *Def = O->K == Operand::InPlace && O->P.Root == Place::Local ? P.soleValue(F, O->P.Index) : nullptr;
    if (!Def || Def->K != Operand::OfValue)
      continue;
    for (const Operand &A : Fn.Events[Def->V].Args)
      if (std::optional<Place> Pl = Own(A))
        return Pl;
  }
  return std::nullopt;
}

bool Contexts::drivenWhileAlive(EventId Launch, const Place &On, bool Anybodys) const {
  if (Fn.IsCoroutine || On.Root != Place::Local)
    return false;
  const Loops All(Fn);
  const BlockId From = All.blockOf(Launch);
  // Some way leads there on which the local has not died.
  auto Reaches = [&](EventId Id) {
    BlockId To = All.blockOf(Id);
    if (From == None || To == None)
      return false;
    for (EventId D = 0; D < Fn.Events.size(); ++D) {
      const Event &E = Fn.Events[D];
      if (E.Kind != EventKind::Destroy || !E.HasTarget || E.Target.Root != Place::Local || E.Target.Index != On.Index)
        continue;
      BlockId At = All.blockOf(D);
      if (At == From && D > Launch ? To != From || Id < Launch || Id > D : At != To && !reachesAround(Fn, From, To, At))
        return false;
      if (At == To && At != From && D < Id)
        return false;
    }
    return To == From ? Id > Launch : reachesAround(Fn, From, To, None);
  };
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Call || E.Callee == None || E.Args.size() > 1 || E.Receiver.K != Operand::InPlace ||
        !(Anybodys ? E.Receiver.P.Path.empty() : isOwnLocal(Fn, E.Receiver.P)) || P.meaning(F, Id).Model || P.meaning(F, Id).InLibrary ||
        scopeOf(P, typeOfRoot(P, F, E.Receiver.P)))
      continue;
    std::string Words = wordsOf(P.str(P.Facts.Entities[E.Callee].Leaf));
    for (llvm::StringRef Verb : {"run", "loop", "exec", "poll", "step", "spin", "drive", "dispatch"})
      if (saysVerb(Words, Verb) && Reaches(Id))
        return true;
  }
  return false;
}

} // namespace corosafe
