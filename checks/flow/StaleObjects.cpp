//===- StaleObjects.cpp ----------------------------------------------------===//

#include "StaleObjects.h"
#include "Cancellability.h"
#include "Lookups.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// True if main() is among what is seen: then so is whoever starts the program's threads.
static bool definesMain(const Program &P) {
  std::optional<Symbol> Main = P.symbol("main");
  return Main && llvm::any_of(P.Facts.Functions, [&](const FunctionFacts &Fn) {
    return Fn.Entity != None && P.Facts.Entities[Fn.Entity].Name == *Main;
  });
}

bool StaleObjects::relevant() {
  if (!P.has(F, Trait::Views) || !Fn.IsCoroutine || llvm::none_of(P.marks(F), [](EventMark M) { return M.Kind == EventKind::Suspend; }))
    return false;
  // A program of which main() is not seen may have any number of threads.
  if (const LibraryModel *L = libraryOf(P, F))
    Migrates = L->Migrates || (!L->MigratesWith.empty() && llvm::any_of(P.Facts.Globals, [](const GlobalFacts &G) { return G.ThreadLocal; }) &&
                               (llvm::any_of(L->MigratesWith, [&](const std::string &N) { return P.namesType(N); }) ||
                                P.namesType("std::thread") || P.namesType("std::jthread") || !definesMain(P)));
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    if (Fn.Events[Id].Kind == EventKind::Call)
      if (const FunctionModel *M = P.meaning(F, Id).Model; M && M->Op && M->Op->Into)
        for (const Operand *O : P.operands(Fn, Fn.Events[Id], *M->Op->Into))
          if (std::optional<Place> Pl = P.placeOf(F, *O))
            Filled.push_back(*Pl);
  if (!anyView())
    return false;
  auto Name = [&](const Operand &O) {
    if (O.K == Operand::InPlace && O.P.Root == Place::Value && isBehind(O.P))
      Named.insert(O.P.Index);
  };
  for (const Event &E : Fn.Events) {
    Name(E.Receiver);
    llvm::for_each(E.Args, Name);
  }
  auto IsShared = [&](const Operand &O) { return O.K == Operand::InPlace && (shared(O.P) || ofThread(O.P)); };
  return !Filled.empty() || llvm::any_of(Fn.Events, [&](const Event &E) {
    return IsShared(E.Receiver) || llvm::any_of(E.Args, IsShared) || (E.HasTarget && shared(E.Target)) ||
           (Migrates && E.Kind == EventKind::Init && !E.Args.empty() && threadOf(E)) || looksThrough(E);
  });
}

bool StaleObjects::anyView() const {
  auto Leads = [&](const Place &Pl) {
    std::optional<Place> Through = followed(Pl), Into = containerOf(Pl);
    return (Through && mayChange(*Through)) || (Into && mayChange(*Into));
  };
  auto Viewed = [&](const Operand &O) {
    std::optional<Place> Pl = P.placeOf(F, O);
    return (Pl && Pl->Root != Place::Value && mayChange(*Pl) && shared(*Pl)) ||
           (O.K == Operand::InPlace && llvm::any_of(Filled, [&](const Place &In) { return overlaps(In, O.P); }));
  };
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    auto Named = [&](const Operand &O) { return O.K == Operand::InPlace && !O.P.Path.empty() && Leads(O.P); };
    if (Named(E.Receiver) || llvm::any_of(E.Args, Named) || (E.HasTarget && !E.Target.Path.empty() && Leads(E.Target)))
      return true;
    if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && !E.Args.empty() && E.Args[0].K == Operand::InPlace && ownerOf(E.Args[0]))
      return true;
    if (Migrates && (E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget && !E.Args.empty() && threadOf(E))
      return true;
    if (E.Kind == EventKind::Construct && P.typeModel(E.Type) && P.typeModel(E.Type)->View && llvm::any_of(E.Args, Viewed))
      return true;
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
    if (M && M->Views && llvm::any_of(P.operands(Fn, E, *M->Views), [&](const Operand *O) { return Viewed(*O); }))
      return true;
    if (looksThrough(E))
      return true;
  }
  return false;
}

bool StaleObjects::looksThrough(const Event &E) const {
  EventId Id = &E - Fn.Events.data();
  return E.Kind == EventKind::Call && P.marks(F)[Id].Changes && llvm::any_of(viewedThrough(P, F, Id), [&](const Place &Pl) {
    return mayChange(Pl) && shared(Pl);
  });
}

bool StaleObjects::mayChange(const Place &Object) const {
  if (Changes.mayChange(F, Object))
    return true;
  for (size_t I = Object.Path.size(); I-- > 0;)
    if (P.str(Object.Path[I]) == "[]" || (P.str(Object.Path[I]) == "*" && I > 0) || isPart(Object, I)) {
      Place Outer = Object;
      Outer.Path.erase(Outer.Path.begin() + I, Outer.Path.end());
      if (Changes.mayChange(F, Outer))
        return true;
    }
  return false;
}

std::optional<Place> StaleObjects::threadOf(const Event &E) const {
  if (E.Target.Root != Place::Local || (!E.Args[0].AddressOf && Fn.Locals[E.Target.Index].Pass == Passing::ByValue))
    return std::nullopt;
  std::optional<Place> Pl = P.placeOf(F, E.Args[0]);
  return Pl && ofThread(*Pl) ? Pl : std::nullopt;
}

bool StaleObjects::isPart(const Place &Pl, size_t Step) const {
  return Step > 0 && namesMember(P, Pl.Path[Step]) && namesMember(P, Pl.Path[Step - 1]);
}

const Invalidations::Change *StaleObjects::changed(const Place &Container, Invalidations::Look L) const {
  if (const Invalidations::Change *C = Changes.of(F, Container, typeAt(Container), L))
    return C;
  for (size_t I = Container.Path.size(); I-- > 0;) {
    bool Element = P.str(Container.Path[I]) == "[]", Behind = P.str(Container.Path[I]) == "*" && I > 0;
    // `outbox_.lines` goes with what outbox_ held.
    bool Part = isPart(Container, I) && L.By != Ends::Contents;
    if (!Element && !Behind && !Part)
      continue;
    Place Outer = Container;
    Outer.Path.erase(Outer.Path.begin() + I, Outer.Path.end());
    // What a handle alone owns goes when the handle gets another value.
    if (Behind && (L.By == Ends::Contents || !Changes.owns(F, Outer)))
      continue;
    Ends By = Element && isBehindElement(Container, I) ? Ends::Pointees : L.By == Ends::Iterators ? Ends::References : L.By;
    if (const Invalidations::Change *C = Changes.of(F, Outer, typeAt(Outer), {By, false, L.Told, L.Lasting, L.Suspended, L.Used, L.Locked}))
      return C;
  }
  return nullptr;
}

bool StaleObjects::isBehindElement(const Place &Pl, size_t Step) const {
  if (Step + 1 < Pl.Path.size())
    return P.str(Pl.Path[Step + 1]) == "*";
  TypeId Element = typeAt(Pl);
  return Element != None && (P.isPointerLike(Element) || P.isSoleOwner(P.strip(Element)));
}

Ends StaleObjects::neededOf(const Place &Container, const Place &Referred) const {
  size_t Step = Container.Path.size();
  if (Referred.Path.size() < Step + 2 || P.str(Referred.Path[Step]) != "[]" || P.str(Referred.Path[Step + 1]) != "*")
    return Ends::References;
  // A reference to the handle itself goes with its place in memory.
  bool Bound = llvm::any_of(Fn.Events, [&](const Event &E) {
    return E.Kind == EventKind::Read && !E.Args.empty() && E.Args[0].K == Operand::InPlace && E.Args[0].AddressOf &&
           E.Args[0].P.Path.size() >= Step + 2 && isWithin(Referred, E.Args[0].P);
  });
  return Bound ? Ends::Pointees : Ends::References;
}

bool StaleObjects::isSomething(const Operand &O) const {
  if (O.K == Operand::OfValue)
    return !Fn.Events[O.V].Args.empty();
  return O.K == Operand::InPlace && (O.P.Root == Place::Local || O.P.Root == Place::Parameter);
}

TypeId StaleObjects::typeAt(const Place &Pl) const {
  for (const Event &E : Fn.Events) {
    if (E.Receiver.K == Operand::InPlace && E.Receiver.P == Pl && !E.Receiver.AddressOf)
      return P.typeOf(Fn, E.Receiver);
    for (const Operand &A : E.Args)
      if (A.K == Operand::InPlace && A.P == Pl && !A.AddressOf)
        return P.typeOf(Fn, A);
  }
  return None;
}

std::optional<Place> StaleObjects::containerOf(const Place &Pl) const {
  std::optional<Place> C = corosafe::containerOf(P, F, Pl);
  return C && shared(*C) ? C : std::nullopt;
}

std::optional<Place> StaleObjects::ownerOf(const Operand &O) const {
  // A copy of a pointer leads to the same.
  const TypeFacts *T = O.AddressOf || O.P.Path.empty() || O.P.Root == Place::Local ? nullptr : P.type(P.typeOf(Fn, O));
  bool Pointer = T && T->Kind == TypeFacts::Pointer && shared(O.P);
  std::optional<Place> Handle = O.AddressOf ? followed(O.P) : Pointer ? std::optional(O.P) : std::nullopt;
  return Handle && Changes.owns(F, *Handle) ? Handle : std::nullopt;
}

bool StaleObjects::worksOn(llvm::ArrayRef<Operand> Of, const Place &Object, unsigned Depth) const {
  return Depth < MaxDepth && llvm::any_of(Of, [&](const Operand &O) {
    if (O.K == Operand::InPlace)
      return isWithin(P.normalize(F, O.P), P.normalize(F, Object));
    if (O.K != Operand::OfValue)
      return false;
    const Event &E = Fn.Events[O.V];
    return worksOn(E.Args, Object, Depth + 1) || worksOn(E.Receiver, Object, Depth + 1);
  });
}

bool StaleObjects::walks(uint32_t Local) const {
  return llvm::any_of(Fn.Events, [&](const Event &E) {
    bool Steps = E.Kind == EventKind::Compute ? P.str(E.Op).starts_with("++") || P.str(E.Op).starts_with("--")
                                              : E.Kind == EventKind::Call && E.Callee != None &&
                                                    (P.str(P.Facts.Entities[E.Callee].Leaf) == "operator++" ||
                                                     P.str(P.Facts.Entities[E.Callee].Leaf) == "operator--");
    auto Is = [&](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Index == Local && O.P.Path.empty(); };
    return Steps && (Is(E.Receiver) || llvm::any_of(E.Args, Is));
  });
}

bool StaleObjects::isPlainPart(const Operand &O) const {
  const TypeFacts *T = P.type(P.typeOf(Fn, O));
  llvm::StringRef Part = O.P.Path.size() == 1 ? P.str(O.P.Path[0]) : "";
  return (Part.starts_with("#") || Part == "first" || Part == "second") && T && T->Kind == TypeFacts::Builtin;
}

std::optional<Place> StaleObjects::followed(const Place &Pl) const {
  for (size_t I = Pl.Path.size(); I-- > 1;)
    if (P.str(Pl.Path[I]) == "*" && namesMember(P, Pl.Path[I - 1])) {
      Place M = Pl;
      M.Path.erase(M.Path.begin() + I, M.Path.end());
      return shared(M) ? std::optional<Place>(M) : std::nullopt;
    }
  return std::nullopt;
}

bool StaleObjects::holds(const Place &Handle) const {
  const TypeFacts *T = P.type(typeAlong(P, F, Handle, Handle.Path.size()));
  // A copy of the handle keeps it as well.
  return T && (T->Kind == TypeFacts::Record || (T->Kind == TypeFacts::Pointer && Changes.owns(F, Handle))) && llvm::none_of(Fn.Events, [&](const Event &E) {
    return E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Args.size() == 1 &&
           E.Args[0].K == Operand::InPlace && !E.Args[0].AddressOf && E.Args[0].P == Handle;
  });
}

std::optional<Place> StaleObjects::handedOver(const Operand &O) const {
  const TypeFacts *T = P.type(P.typeOf(Fn, O));
  bool Member = T && T->Kind == TypeFacts::Pointer && !O.AddressOf && O.Pass != Passing::MutableRef && O.Pass != Passing::RvalueRef && !O.P.Path.empty() &&
                namesMember(P, O.P.Path.back());
  return Member && shared(O.P) ? std::optional<Place>(O.P) : std::nullopt;
}

bool StaleObjects::tracked(const Place &Pl) const {
  return shared(Pl) || llvm::any_of(Filled, [&](const Place &F) { return overlaps(F, Pl); });
}

bool StaleObjects::isIterator(TypeId T) const {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && Ty->Kind == TypeFacts::Record && !Ty->IsLambda && !(P.typeModel(T) && P.typeModel(T)->View);
}

EventId StaleObjects::lookUpIn(EventId Id, unsigned Depth) const {
  const Event &E = Fn.Events[Id];
  const Operand &On = E.Receiver;
  EventId Inner = On.K == Operand::OfValue ? On.V : On.K == Operand::InPlace && On.P.Root == Place::Value ? On.P.Index : EventId(None);
  if (E.Kind == EventKind::Call)
    return Inner == None || Depth == MaxDepth ? Id : lookUpIn(Inner, Depth + 1);
  bool Passes = (E.Kind == EventKind::Init || E.Kind == EventKind::Assign || E.Kind == EventKind::Construct) && !E.Args.empty();
  return Passes && E.Args[0].K == Operand::OfValue && Depth < MaxDepth ? lookUpIn(E.Args[0].V, Depth + 1) : None;
}

bool StaleObjects::takesSameEnd(const Event &Takes, const Event &Look) const {
  if (Takes.Callee == None || Look.Callee == None || !Takes.Args.empty() || !Look.Args.empty())
    return false;
  llvm::StringRef Take = P.str(P.Facts.Entities[Takes.Callee].Leaf), End = P.str(P.Facts.Entities[Look.Callee].Leaf);
  return Take.contains_insensitive(End) || (Take == "pop" && End != "back");
}

bool StaleObjects::told(EventId Suspend, const Place &Object) const {
  const Event &E = Fn.Events[Suspend];
  return (E.Discarded == Discard::No || deliveryOf(P, F) != Delivery::None) && worksOn(E.Args, Object, 0);
}

std::string StaleObjects::named(const Operand &Use) const {
  Place Pl;
  Pl.Root = Use.P.Root;
  Pl.Index = Use.P.Index;
  if (!Use.P.Path.empty() && P.str(Use.P.Path[0]).starts_with("#"))
    Pl.Path.push_back(Use.P.Path[0]);
  return P.spell(F, Pl);
}

Invalidations::Change StaleObjects::own(EventId At) const {
  Invalidations::Change C;
  C.In = F;
  C.At = At;
  return C;
}

bool StaleObjects::compares(const Event &E) const {
  llvm::StringRef Leaf = E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf);
  return E.Kind == EventKind::Compute || (E.Kind == EventKind::Call && (Leaf == "operator==" || Leaf == "operator!="));
}

bool StaleObjects::isOnlyCompared(const Event &E, const Operand &O) const {
  bool Asks = compares(E) && (E.Kind == EventKind::Call || P.str(E.Op) == "==" || P.str(E.Op) == "!=");
  const TypeFacts *T = Asks && O.K == Operand::InPlace && O.P.Path.empty() ? P.type(P.typeOf(Fn, O)) : nullptr;
  return T && T->Kind == TypeFacts::Pointer;
}

bool StaleObjects::isGotFrom(const Operand &O, const Place &Handle) const {
  const Event *Got = O.K == Operand::OfValue ? &Fn.Events[O.V] : nullptr;
  const TypeFacts *T = Got ? P.type(Got->Type) : nullptr;
  return T && T->Kind == TypeFacts::Pointer && Got->Kind == EventKind::Call && Got->Args.empty() && Got->Receiver.K == Operand::InPlace && Got->Receiver.P == Handle;
}

} // namespace corosafe
