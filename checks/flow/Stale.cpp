//===- Stale.cpp ------------------------------------------------------------===//

#include "Stale.h"
#include "Locks.h"
#include "Loops.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

enum ItemKind : uint32_t {
  Held,   ///< A: local; B: container; C: where it was looked up; D: the suspend point since, or None.
  Looked, ///< B: container; C: where an element was looked up; D: as above. The element is named without a local.
  Follow, ///< B: member; C: where it was followed; D: as above.
};

/// The member that a place is, as any function would name it; none if it is not one.
std::optional<Symbol> memberOf(const Place &Pl) {
  if (Pl.Path.empty() || Pl.Root == Place::Global)
    return std::nullopt;
  return Pl.Path.back();
}

/// Code that runs before or after all coroutines of an object.
bool isBornOrDying(const Program &P, FunctionId F) {
  const EntityFacts &E = P.Facts.Entities[P.function(F).Entity];
  return E.IsConstructor || E.IsDestructor;
}

/// The class whose own member a place is; None if it is some other object's.
TypeId ownerOf(const Program &P, FunctionId F, const Place &Pl) {
  if (Pl.Root != Place::This || Pl.Path.size() != 1)
    return None;
  for (unsigned Depth = 0; Depth < 8 && F != None; ++Depth) {
    if (!P.function(F).IsLambda)
      return P.Facts.Entities[P.function(F).Entity].Class;
    F = P.lambdaSite(F).Caller;
  }
  return None;
}

/// nullptr, nullopt, a default-constructed value.
bool isNothing(const Program &P, const FunctionFacts &Fn, const Operand &O) {
  if (O.K == Operand::Constant)
    return O.C == 0;
  if (O.K == Operand::InPlace && O.P.Root == Place::Global)
    return P.str(P.Facts.Globals[O.P.Index].Name).ends_with("nullopt");
  return O.K == Operand::OfValue && Fn.Events[O.V].Kind == EventKind::Construct &&
         llvm::all_of(Fn.Events[O.V].Args, [&](const Operand &A) { return isNothing(P, Fn, A); });
}

} // namespace

Invalidations::Invalidations(const Program &P) : P(P) {
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    const FunctionFacts &Fn = P.function(F);
    if (isBornOrDying(P, F) || P.isLibraryCode(F) || Fn.IsTemplatePattern)
      continue;
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      auto Note = [&](const Operand &O, bool IteratorsOnly, bool Resets) {
        std::optional<Place> On = P.placeOf(F, O);
        if (!On)
          return;
        Change C{F, Id, P.typeOf(Fn, O), ownerOf(P, F, *On), IteratorsOnly, Resets};
        if (On->Root == Place::Global && On->Path.empty())
          Globals.push_back({On->Index, C});
        else if (std::optional<Symbol> Name = memberOf(*On))
          Members.push_back({*Name, C});
      };
      if (E.Kind == EventKind::Call) {
        if (const FunctionModel *M = P.meaning(F, Id).Model)
          for (ArgRef Ref : M->Invalidates)
            for (const Operand *O : P.operands(Fn, E, Ref))
              Note(*O, M->IteratorsOnly, E.Args.empty() && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Closes; }));
      }
      if (E.Kind == EventKind::Assign && E.HasTarget) {
        // `conn_ = nullptr`, `items_ = {}`: what was there is gone.
        if (std::optional<Symbol> Name = memberOf(E.Target); Name && E.Target.Root != Place::Local && P.str(*Name) != "*" && P.str(*Name) != "[]") {
          TypeId Owner = ownerOf(P, F, E.Target);
          if (Owner != None)
            Members.push_back({*Name, {F, Id, None, Owner, false, !E.Args.empty() && isNothing(P, Fn, E.Args[0])}});
        } else if (E.Target.Root == Place::Global && E.Target.Path.empty()) {
          Globals.push_back({E.Target.Index, {F, Id, None, None, false, !E.Args.empty() && isNothing(P, Fn, E.Args[0])}});
        }
      }
      for (const Operand &A : E.Args)
        if (A.Moved && A.K == Operand::InPlace && A.P.Root != Place::Local && A.P.Root != Place::Parameter && E.Kind != EventKind::Suspend)
          Note(A, false, true);
    }
  }
}

const Invalidations::Change *Invalidations::of(FunctionId F, const Place &Object, TypeId Type, bool ForIterator, bool ResetOnly) const {
  TypeId Owner = ownerOf(P, F, Object);
  auto Fits = [&](const Change &C) {
    bool SameOwner = Owner == None || C.Owner == None || Owner == C.Owner || P.typeIs(Owner, P.str(P.Facts.Types[C.Owner].Name)) ||
                     P.typeIs(C.Owner, P.str(P.Facts.Types[Owner].Name));
    if (!SameOwner || (Owner == None && C.Owner != None && Type == None))
      return false;
    if (C.In == F || (C.IteratorsOnly && !ForIterator) || (ResetOnly && !C.Resets))
      return false;
    if (C.Type != None && Type != None && P.strip(C.Type) != P.strip(Type))
      return false;
    // A helper that only this coroutine calls runs when it says so.
    llvm::ArrayRef<Program::CallSite> Callers = P.callers(C.In);
    bool OnlyOurs = !Callers.empty() && llvm::all_of(Callers, [&](const Program::CallSite &S) { return S.Caller == F; });
    if (OnlyOurs)
      return false;
    if (P.function(C.In).IsLambda && P.lambdaSite(C.In).Caller == F && !P.function(F).IsCoroutine)
      return false;
    return true;
  };
  if (Object.Root == Place::Global && Object.Path.empty()) {
    for (const auto &[G, C] : Globals)
      if (G == Object.Index && Fits(C))
        return &C;
    return nullptr;
  }
  std::optional<Symbol> Name = memberOf(Object);
  for (const auto &[M, C] : Members)
    if (Name && M == *Name && Fits(C))
      return &C;
  return nullptr;
}

namespace {

class StaleDomain : public Domain {
public:
  StaleDomain(const Program &P, FunctionId F, const Invalidations &Changes)
      : P(P), Fn(P.function(F)), F(F), Changes(Changes) {}

  bool relevant() {
    if (!Fn.IsCoroutine || llvm::none_of(Fn.Events, [](const Event &E) { return E.Kind == EventKind::Suspend; }))
      return false;
    // What holds an asynchronous lock keeps the others out.
    for (const Variable &V : Fn.Locals)
      if (const TypeModel *M = P.typeModel(V.Type); M && M->Guard)
        return false;
    auto IsShared = [&](const Operand &O) { return O.K == Operand::InPlace && shared(O.P); };
    return llvm::any_of(Fn.Events, [&](const Event &E) {
      return IsShared(E.Receiver) || llvm::any_of(E.Args, IsShared) || (E.HasTarget && shared(E.Target));
    });
  }

  void loops() {
    Loops All(Fn);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Init || !E.HasTarget)
        continue;
      const Place *Element = E.Args.empty() ? &E.Target : E.Args[0].K == Operand::InPlace ? &E.Args[0].P : nullptr;
      if (!Element || Element->Path.empty() || P.str(Element->Path.back()) != "[]")
        continue;
      const Loop *L = All.around(Id);
      // A range-for's head decides by what no condition of the code says.
      if (!L || Fn.Blocks[L->Head].Condition.K != Operand::Nothing || Fn.Blocks[L->Head].Succs.size() != 2 ||
          !Fn.Blocks[L->Head].Events.empty())
        continue;
      Place Container = *Element;
      Container.Path.pop_back();
      if (!shared(Container))
        continue;
      for (EventId S = 0; S < Fn.Events.size(); ++S)
        if (Fn.Events[S].Kind == EventKind::Suspend && All.around(S) && L->contains(All.blockOf(S)) && !neverSuspends(P, F, S) && returnsTo(*L, All.blockOf(S))) {
          if (const Invalidations::Change *C = changed(Container, true, false))
            report(StaleUse::Loop, Container, "", E.Range, S, E.Range, *C);
          break;
        }
    }
  }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Suspend) {
      for (const Operand &A : E.Args)
        used(A, E.Range, S);
      if (!neverSuspends(P, F, Id))
        suspend(Id, S);
      return;
    }
    if (E.Kind == EventKind::Destroy)
      return;
    if (E.Kind == EventKind::Call && lookedUp(Id, E, S))
      return;
    bool Renewed = E.Kind == EventKind::Call && E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf) == "operator=" &&
                   E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Local && E.Receiver.P.Path.empty();
    if (!Renewed)
      used(E.Receiver, E.Range, S);
    bool Binds = (E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty();
    for (const Operand &A : E.Args)
      used(A, E.Range, S);
    if (Binds)
      bound(Id, E, S);
    else if (E.HasTarget && E.Kind != EventKind::Init)
      written(E, S);
    for (const Operand &A : E.Args)
      follow(A, Id, S);
    follow(E.Receiver, Id, S);
  }

  bool learn(const Test &T, State &S) override {
    // Asked again whether it is there: a new look.
    if (T.Where)
      S.removeIf([&](const Item &I) { return I.Kind == Follow && overlaps(Places[I.B], *T.Where); });
    return true;
  }

  StaleResult Result;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const Invalidations &Changes;
  std::vector<Place> Places;

  uint32_t key(const Place &Pl) {
    auto It = llvm::find(Places, Pl);
    if (It != Places.end())
      return It - Places.begin();
    Places.push_back(Pl);
    return Places.size() - 1;
  }

  /// Something that others may change while this coroutine is suspended.
  bool shared(const Place &Pl) const {
    switch (Pl.Root) {
    case Place::This:
      return !Pl.Path.empty();
    case Place::Global:
      return !P.Facts.Globals[Pl.Index].Const && !P.Facts.Globals[Pl.Index].ThreadLocal;
    case Place::Capture:
      // Through a captured handle to the object, as `self->sessions_`.
      return Pl.Path.size() > 1 && P.str(Pl.Path[0]) == "*";
    case Place::Local:
      return Pl.Path.size() > 1 && P.str(Pl.Path[0]) == "*" && P.isPointerLike(Fn.Locals[Pl.Index].Type);
    default:
      return false;
    }
  }

  bool returnsTo(const Loop &L, BlockId From) const {
    llvm::BitVector Seen(Fn.Blocks.size());
    std::vector<BlockId> Work{From};
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      for (const Edge &E : Fn.Blocks[B].Succs) {
        if (E.To == L.Head)
          return true;
        if (E.To != None && L.contains(E.To) && !Seen[E.To]) {
          Seen.set(E.To);
          Work.push_back(E.To);
        }
      }
    }
    return false;
  }

  const Invalidations::Change *changed(const Place &Container, bool ForIterator, bool ResetOnly) const {
    return Changes.of(F, Container, typeAt(Container), ForIterator, ResetOnly);
  }

  /// The type of a member as some operand of this function names it; None if none does.
  TypeId typeAt(const Place &Pl) const {
    for (const Event &E : Fn.Events) {
      if (E.Receiver.K == Operand::InPlace && E.Receiver.P == Pl)
        return P.typeOf(Fn, E.Receiver);
      for (const Operand &A : E.Args)
        if (A.K == Operand::InPlace && A.P == Pl && !A.AddressOf)
          return P.typeOf(Fn, A);
    }
    return None;
  }

  /// The shared container that an element's or holder's place leads into.
  std::optional<Place> containerOf(const Place &Pl) const {
    for (size_t I = 0; I < Pl.Path.size(); ++I)
      if (P.str(Pl.Path[I]) == "[]") {
        Place C = Pl;
        C.Path.erase(C.Path.begin() + I, C.Path.end());
        return shared(C) ? std::optional<Place>(C) : std::nullopt;
      }
    return std::nullopt;
  }

  /// A new look at a container by one of its accessors. True if nothing is used but the container.
  bool lookedUp(EventId Id, const Event &E, State &S) {
    const FunctionModel *M = P.meaning(F, Id).Model;
    if (!M || (!M->Views && M->Invalidates.empty()))
      return false;
    llvm::SmallVector<const Operand *, 4> On;
    if (M->Views)
      On = P.operands(Fn, E, *M->Views);
    for (ArgRef Ref : M->Invalidates)
      llvm::append_range(On, P.operands(Fn, E, Ref));
    bool Any = false;
    for (const Operand *O : On) {
      if (O->K != Operand::InPlace || !shared(O->P) || containerOf(O->P))
        continue;
      Any = true;
      uint32_t C = key(O->P);
      S.removeIf([&](const Item &I) { return I.Kind == Looked && I.B == C; });
      if (M->Views)
        S.add({Looked, None, C, Id});
    }
    for (const Operand &A : E.Args)
      used(A, E.Range, S);
    return Any;
  }

  void suspend(EventId Id, State &S) {
    llvm::SmallVector<Item, 4> Old;
    S.removeIf([&](const Item &I) {
      if (I.D != None)
        return false;
      Old.push_back(I);
      return true;
    });
    for (Item I : Old) {
      I.D = Id;
      S.add(I);
    }
  }

  /// A local that is given a view of something shared.
  void bound(EventId Id, const Event &E, State &S) {
    uint32_t L = E.Target.Index;
    S.removeIf([&](const Item &I) { return I.Kind == Held && I.A == L; });
    if (E.Args.empty())
      return;
    const Operand &A = E.Args[0];
    if (A.K == Operand::OfValue && Fn.Events[A.V].Kind == EventKind::Call) {
      const FunctionModel *M = P.meaning(F, A.V).Model;
      const EntityFacts *Callee = Fn.Events[A.V].Callee == None ? nullptr : &P.Facts.Entities[Fn.Events[A.V].Callee];
      if (!M || !M->Views || !Callee || (P.type(Callee->ReturnType) && P.type(Callee->ReturnType)->Kind == TypeFacts::LvalueRef))
        return; // A copy of what the reference names.
      for (const Operand *O : P.operands(Fn, Fn.Events[A.V], *M->Views))
        if (O->K == Operand::InPlace && shared(O->P) && !containerOf(O->P))
          S.add({Held, L, key(O->P), Id});
      return;
    }
    if (A.K != Operand::InPlace || !A.AddressOf)
      return;
    if (std::optional<Place> C = containerOf(A.P))
      S.add({Held, L, key(*C), Id});
    else if (A.P.Root == Place::Local)
      for (const Item &I : llvm::SmallVector<Item, 4>(S.Items))
        if (I.Kind == Held && I.A == A.P.Index && I.D == None)
          S.add({Held, L, I.B, Id});
  }

  void written(const Event &E, State &S) {
    Operand O;
    O.K = Operand::InPlace;
    O.P = E.Target;
    bool Whole = shared(E.Target);
    S.removeIf([&](const Item &I) { return Whole && I.Kind == Follow && overlaps(Places[I.B], E.Target); });
    used(O, E.Range, S);
  }

  bool isIterator(TypeId T) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    return Ty && Ty->Kind == TypeFacts::Record && !(P.typeModel(T) && P.typeModel(T)->View);
  }

  void used(const Operand &O, const SourceSpan &Where, State &S) {
    if (O.K != Operand::InPlace)
      return;
    std::optional<Place> C = containerOf(O.P);
    for (const Item &I : S.Items) {
      if (I.D == None)
        continue;
      if (I.Kind == Held && O.P.Root == Place::Local && O.P.Index == I.A) {
        const Variable &V = Fn.Locals[I.A];
        if (const Invalidations::Change *Ch = changed(Places[I.B], isIterator(V.Type), false))
          report(StaleUse::View, Places[I.B], P.str(V.Name).str(), Fn.Events[I.C].Range, I.D, Where, *Ch);
      } else if (I.Kind == Looked && C && Places[I.B] == *C && !fresh(*C, S)) {
        if (const Invalidations::Change *Ch = changed(*C, false, false))
          report(StaleUse::Reference, *C, "", Fn.Events[I.C].Range, I.D, Where, *Ch);
      } else if (I.Kind == Follow && followed(O.P) && *followed(O.P) == Places[I.B]) {
        if (const Invalidations::Change *Ch = changed(Places[I.B], true, true))
          report(StaleUse::Pointee, Places[I.B], "", Fn.Events[I.C].Range, I.D, Where, *Ch);
      }
    }
  }

  bool fresh(const Place &C, const State &S) const {
    return llvm::any_of(S.Items, [&](const Item &I) { return I.Kind == Looked && Places[I.B] == C && I.D == None; });
  }

  /// The member pointer that a place is behind: `this.conn_` of `this.conn_.*.x`.
  std::optional<Place> followed(const Place &Pl) const {
    if (Pl.Root != Place::This || Pl.Path.size() < 2 || P.str(Pl.Path[1]) != "*")
      return std::nullopt;
    Place M = Pl;
    M.Path.erase(M.Path.begin() + 1, M.Path.end());
    return M;
  }

  void follow(const Operand &O, EventId Id, State &S) {
    if (O.K != Operand::InPlace)
      return;
    std::optional<Place> M = followed(O.P);
    if (!M)
      return;
    uint32_t K = key(*M);
    // Seen to be stale once is enough; from here it counts as looked at.
    S.removeIf([&](const Item &I) { return I.Kind == Follow && I.B == K; });
    S.add({Follow, None, K, Id});
  }

  void report(StaleUse::How Manner, const Place &Object, std::string Holder, SourceSpan Looked, EventId Suspended,
              SourceSpan Used, const Invalidations::Change &C) {
    for (const StaleUse &U : Result.Uses)
      if (U.Used.Line == Used.Line || (U.Looked == Looked && U.Manner == Manner))
        return;
    StaleUse U;
    U.Manner = Manner;
    U.Object = P.spell(F, Object);
    U.Holder = std::move(Holder);
    U.Looked = Looked;
    U.Suspended = Fn.Events[Suspended].Range;
    U.Used = Used;
    U.Changed = P.function(C.In).Events[C.At].Range;
    U.ChangedIn = C.In;
    U.Sure = Manner == StaleUse::Pointee ? Confidence::Medium : Confidence::High;
    Result.Uses.push_back(std::move(U));
  }
};

} // namespace

StaleResult analyzeStale(const Program &P, FunctionId F, const Invalidations &Changes) {
  StaleDomain D(P, F, Changes);
  if (!D.relevant())
    return {};
  D.loops();
  D.Result.Walked = walkPaths(P, F, D);
  llvm::stable_sort(D.Result.Uses, [](const StaleUse &A, const StaleUse &B) { return A.Used.Begin < B.Used.Begin; });
  return std::move(D.Result);
}

} // namespace corosafe
