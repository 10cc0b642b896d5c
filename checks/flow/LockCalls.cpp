//===- LockCalls.cpp -------------------------------------------------------===//

#include "LockCalls.h"

namespace corosafe {

void LockCalls::constructed(EventId Id, const Event &E, State &S, llvm::SmallVectorImpl<State> &Forks) {
  const GuardModel *G = guardModel(E.Type);
  if (!G) {
    // An aggregate or class that takes guards in, and a class that locks in its constructor.
    for (const Operand &A : E.Args)
      if (A.Moved || A.K == Operand::OfValue)
        moveGuards(placeKeyOf(A), valuePlace(Id), S);
    bool Known = applySummaries(Id, E, S, Places.keyOf(valuePlace(Id)));
    // An inherited constructor, or std::optional's: the guard inside takes the mutexes.
    bool Silent = E.Callee == None || P.meaning(F, Id).Bodies.empty();
    if (!Known && Silent && holdsGuard(E.Type))
      for (const Operand &A : E.Args)
        if (Blocks B = mutexBlocks(P.typeOf(Fn, A)); B != Blocks::No && !holdsGuard(P.typeOf(Fn, A)))
          acquire(placeKeyOf(A), Places.keyOf(valuePlace(Id)), Id, B, S);
    return;
  }
  guardMade(Id, E, *G, S, Forks);
}

void LockCalls::guardMade(EventId Id, const Event &E, const GuardModel &G, State &S, llvm::SmallVectorImpl<State> &Forks) {
  bool Defer = false, Try = false;
  llvm::SmallVector<const Operand *, 2> Mutexes;
  for (const Operand &A : E.Args) {
    if (typeIsOneOf(A, G.DeferTags))
      Defer = true;
    else if (typeIsOneOf(A, G.TryTags))
      Try = true;
    else if (typeIsOneOf(A, G.AdoptTags) || (A.K == Operand::Constant && A.C == 0))
      continue;
    else if (!Mutexes.empty() && !G.AllArgs)
      Try |= G.TryByDuration;
    else
      Mutexes.push_back(&A);
  }
  if (Mutexes.size() == 1 && (Mutexes[0]->Moved || Mutexes[0]->K == Operand::OfValue) &&
      guardModel(P.typeOf(Fn, *Mutexes[0]))) {
    moveGuards(placeKeyOf(*Mutexes[0]), valuePlace(Id), S);
    return;
  }
  if (Mutexes.empty())
    return;
  uint32_t Guard = Places.keyOf(valuePlace(Id));
  if (G.Reverse) {
    pause(placeKeyOf(*Mutexes[0]), Guard, S);
    return;
  }
  State Without = S;
  for (const Operand *M : Mutexes) {
    Blocks B = mutexBlocks(P.typeOf(Fn, *M));
    if (G.Blocks == Blocking::Thread)
      B = Blocks::Yes;
    else if (G.Blocks != Blocking::ByMutex)
      B = Blocks::No;
    else if (B == Blocks::No && !P.typeModel(P.typeOf(Fn, *M)))
      B = guardBlocks(E.Type);
    Place Lock = placeKeyOf(*M);
    if (M->AddressOf || P.isPointerLike(P.typeOf(Fn, *M)))
      dropDeref(Lock);
    // Adopting takes over a lock that is already an item: the guard owns it now.
    S.removeIf([&](const Item &I) { return I.Kind == Held && I.B == None && Places[I.A] == Lock; });
    Without.add({Knows, Places.keyOf(Lock), Guard});
    if (Defer)
      S.add({Knows, Places.keyOf(Lock), Guard});
    else
      acquire(Lock, Guard, Id, B, S);
  }
  if (Try)
    Forks.push_back(std::move(Without));
}

void LockCalls::called(EventId Id, const Event &E, State &S, llvm::SmallVectorImpl<State> &Forks) {
  const Meaning &M = P.meaning(F, Id);
  llvm::StringRef Leaf = E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf);
  if (Leaf == "operator=")
    return; // The Assign behind it says it.
  if (E.Receiver.K != Operand::Nothing && receiverCall(Id, E, Leaf, S, Forks))
    return;
  bool Modelled = M.Model != nullptr;
  if (Modelled)
    modelActs(Id, E, *M.Model, S, Forks);
  if (!M.Bodies.empty() && applySummaries(Id, E, S, None))
    return;
  passedOn(Id, E, M, S);
  if (Modelled && M.Model->GuardOn && !M.Model->Op && !holdsGuard(E.Type))
    if (const TypeFacts *T = P.type(P.strip(E.Type)); T && T->Kind == TypeFacts::Record && !T->Awaitable)
      GivenAsGuards.push_back(P.strip(E.Type));
  if (holdsGuard(E.Type) && !returnsReference(E))
    returnedGuard(Id, E, M, S, Forks);
}

bool LockCalls::returnsReference(const Event &E) const {
  const TypeFacts *R = E.Callee == None ? nullptr : P.type(P.Facts.Entities[E.Callee].ReturnType);
  return R && (R->Kind == TypeFacts::LvalueRef || R->Kind == TypeFacts::Pointer);
}

/// `auto g = lock_.lock();`: an object that refers to the mutex and has a destructor unlocks it.
bool LockCalls::givesGuard(const Event &E, TypeId Mutex) const {
  const TypeFacts *Gives = P.type(P.strip(E.Type));
  auto RefersToIt = [&](const TypeFacts::Field &Fd) {
    TypeId To = Fd.Reference ? Fd.Type : P.pointee(Fd.Type);
    return To != None && P.strip(To) == P.strip(Mutex);
  };
  return Gives && Gives->Kind == TypeFacts::Record && !Gives->Awaitable && !Gives->TrivialDestructor && !returnsReference(E) &&
         llvm::any_of(Gives->Fields, RefersToIt);
}

bool LockCalls::receiverCall(EventId Id, const Event &E, llvm::StringRef Leaf, State &S, llvm::SmallVectorImpl<State> &Forks) {
  TypeId T = P.typeOf(Fn, E.Receiver);
  Place On = placeKeyOf(E.Receiver);
  if (const TypeModel *TM = P.typeModel(T)) {
    if (TM->Mutex) {
      Blocks B = mutexBlocks(T);
      if (names(TM->Mutex->Acquire, Leaf)) {
        bool Guarded = givesGuard(E, T);
        if (Guarded)
          GivenAsGuards.push_back(P.strip(E.Type));
        acquire(On, Guarded ? Places.keyOf(valuePlace(Id)) : None, Id, B, S);
        return true;
      }
      if (names(TM->Mutex->TryAcquire, Leaf)) {
        tryLock(Id, S, Forks, [&](State &X) { acquire(On, None, Id, B, X); });
        return true;
      }
      if (names(TM->Mutex->Release, Leaf)) {
        release(On, S);
        return true;
      }
    }
  }
  // With or without a model: what a lock's function gave out is a guard as well.
  if (const GuardModel *G = guardModel(T)) {
    On = heldBy(E.Receiver, On, S);
    if (names(G->Acquire, Leaf)) {
      guardTakes(On, Id, S);
      return true;
    }
    if (names(G->TryAcquire, Leaf)) {
      tryLock(Id, S, Forks, [&](State &X) { guardTakes(On, Id, X); });
      return true;
    }
    if (names(G->Release, Leaf)) {
      if (!releaseGuard(On, S) && visible(On))
        S.add({Unlocked, Places.keyOf(On)});
      return true;
    }
    if (names(G->Disown, Leaf)) {
      // The mutex stays locked, and nobody will unlock it by itself.
      llvm::SmallVector<Item, 2> Freed;
      S.removeIf([&](const Item &I) {
        bool Hit = I.Kind == Held && I.B != None && overlaps(Places[I.B], On);
        if (Hit)
          Freed.push_back(I);
        return Hit;
      });
      for (const Item &I : Freed) {
        S.add({Held, I.A, None, I.C, I.D});
        S.add({Disowned, I.A, None, Id});
      }
      return true;
    }
    if (Leaf == "swap" && E.Args.size() == 1) {
      swap(On, placeKeyOf(E.Args[0]), S);
      return true;
    }
  }
  // A method of a base class of the library's own is called on what the local is.
  if (TypeId Whole = typeOfPlace(On); !holdsGuard(T) && (Whole == None || !holdsGuard(Whole)))
    return false;
  // std::optional<guard>: emplace takes the lock, reset gives it up; a container of guards keeps the others.
  if (Leaf == "emplace" || Leaf == "emplace_back" || Leaf == "push_back") {
    if (Leaf == "emplace")
      releaseGuard(On, S);
    for (const Operand &A : E.Args) {
      if (holdsGuard(P.typeOf(Fn, A)))
        moveGuards(placeKeyOf(A), On, S);
      else
        acquire(placeKeyOf(A), Places.keyOf(On), Id, mutexBlocks(P.typeOf(Fn, A)), S);
    }
    return true;
  }
  if (Leaf == "reset" || Leaf == "clear") {
    releaseGuard(On, S);
    if (std::optional<Symbol> Behind = P.symbol("*"); Behind && P.isPointerLike(T)) {
      On.Path.push_back(*Behind);
      releaseGuard(P.normalize(F, On), S);
    }
    return true;
  }
  return false;
}

void LockCalls::modelActs(EventId Id, const Event &E, const FunctionModel &M, State &S, llvm::SmallVectorImpl<State> &Forks) {
  llvm::SmallVector<const Operand *, 2> Swapped, Tried;
  for (const Action &A : M.Acts)
    if (A.Does == Act::TryLocks)
      for (const Operand *O : P.operands(Fn, E, A.On))
        if (holdsGuard(P.typeOf(Fn, *O)) || mutexBlocks(P.typeOf(Fn, *O)) != Blocks::No || !P.typeModel(P.typeOf(Fn, *O)))
          Tried.push_back(O);
  if (!Tried.empty())
    tryLock(
        Id, S, Forks,
        [&](State &X) {
          for (const Operand *O : Tried) {
            Place On = placeKeyOf(*O);
            TypeId T = P.typeOf(Fn, *O);
            if (O->AddressOf)
              dropDeref(On);
            if (holdsGuard(T)) {
              guardTakes(On, Id, X);
              continue;
            }
            Blocks B = mutexBlocks(T);
            acquire(On, None, Id, B == Blocks::No ? Blocks::Yes : B, X);
          }
        },
        Tried.size() > 1);
  for (const Action &A : M.Acts)
    for (const Operand *O : P.operands(Fn, E, A.On)) {
      Place On = placeKeyOf(*O);
      TypeId T = P.typeOf(Fn, *O);
      if (O->AddressOf)
        dropDeref(On);
      bool IsGuard = holdsGuard(T);
      Blocks B = mutexBlocks(T);
      // A function that locks what is no class of a modelled mutex (a C mutex) says so itself.
      if (B == Blocks::No && !P.typeModel(T) && !IsGuard)
        B = Blocks::Yes;
      switch (A.Does) {
      case Act::Locks:
        IsGuard ? guardTakes(On, Id, S) : acquire(On, None, Id, B, S);
        break;
      case Act::Unlocks:
        IsGuard ? void(releaseGuard(On, S)) : release(On, S);
        break;
      case Act::Swaps:
        if (IsGuard)
          Swapped.push_back(O);
        break;
      default:
        break;
      }
    }
  if (Swapped.size() == 2)
    swap(placeKeyOf(*Swapped[0]), placeKeyOf(*Swapped[1]), S);
}

bool LockCalls::applySummaries(EventId Id, const Event &E, State &S, uint32_t Guard) {
  const Meaning &M = P.meaning(F, Id);
  if (M.Bodies.size() != 1)
    return false;
  FunctionId B = M.Bodies[0];
  const LockSummary &Sum = Summaries[B];
  if (!Sum.Known)
    return false;
  if (P.function(B).IsCoroutine && !P.isStackful(B)) // It runs when it is awaited, and its own suspend points speak for it.
    return false;
  for (const Place &Lock : Sum.Releases)
    if (std::optional<Place> Here = P.rebase(F, Id, B, Lock)) {
      release(*Here, S);
      releaseGuard(*Here, S);
    }
  for (size_t N = 0; N < Sum.Acquires.size(); ++N)
    if (std::optional<Place> Here = P.rebase(F, Id, B, Sum.Acquires[N])) {
      uint32_t By = Guard;
      if (By == None && Sum.By[N])
        if (std::optional<Place> Holder = P.rebase(F, Id, B, *Sum.By[N]))
          By = Places.keyOf(*Holder);
      bool IsGuard = llvm::any_of(S.Items, [&](const Item &I) {
        return I.Kind == Knows && overlaps(Places[I.B], *Here);
      });
      if (IsGuard)
        guardTakes(*Here, Id, S);
      else
        acquire(*Here, By, Id, Blocks::Yes, S);
    }
  passedOn(Id, E, M, S);
  if (E.Kind == EventKind::Call && !returnsReference(E)) {
    if (Sum.ReturnsHeld) {
      bool Any = false;
      for (const Place &Lock : Sum.Returned)
        if (std::optional<Place> Here = P.rebase(F, Id, B, Lock)) {
          S.add({Held, Places.keyOf(*Here), Places.keyOf(valuePlace(Id)), Id, 0});
          S.add({Knows, Places.keyOf(*Here), Places.keyOf(valuePlace(Id))});
          Any = true;
        }
      if (!Any)
        S.add({Held, Places.keyOf(valuePlace(Id)), Places.keyOf(valuePlace(Id)), Id, 0});
    }
    return true;
  }
  return true;
}

void LockCalls::passedOn(EventId Id, const Event &E, const Meaning &M, State &S) {
  for (size_t I = 0; I < E.Args.size(); ++I) {
    const Operand &A = E.Args[I];
    if (A.K != Operand::InPlace && A.K != Operand::OfValue)
      continue;
    bool HasGuard = holdsGuard(P.typeOf(Fn, A)) || P.isPointerLike(P.typeOf(Fn, A));
    if (A.Moved) {
      if (E.Kind == EventKind::Call && !(M.Model && M.Model->PartOf))
        releaseGuard(placeKeyOf(A), S);
      continue;
    }
    // A temporary guard that is made for a by-value parameter goes with it.
    if (A.K == Operand::OfValue && A.Pass == Passing::ByValue && HasGuard && E.Kind == EventKind::Call)
      releaseGuard(valuePlace(A.V), S);
    // In a template, whom it calls may not be known yet: what cannot be copied goes there by reference.
    bool Unresolved = E.Indirect && A.K == Operand::InPlace;
    bool Mutable = A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer || A.AddressOf || Unresolved;
    if (!HasGuard || !Mutable)
      continue;
    bool MayUnlock = M.Bodies.empty() && !M.Model;
    for (FunctionId B : M.Bodies)
      MayUnlock |= mentionsUnlock(B, I);
    if (MayUnlock)
      releaseGuard(placeKeyOf(A), S);
  }
  (void)Id;
}

bool LockCalls::mentionsUnlock(FunctionId B, size_t Param) const {
  const FunctionFacts &Body = P.function(B);
  return llvm::any_of(Body.Events, [&](const Event &E) {
    auto Names = [&](const Operand &O) {
      return O.K == Operand::InPlace && O.P.Root == Place::Parameter && O.P.Index == Param;
    };
    if (E.Kind != EventKind::Call)
      return false;
    if (Names(E.Receiver)) {
      const TypeModel *TM = P.typeModel(P.typeOf(Body, E.Receiver));
      llvm::StringRef Leaf = E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf);
      return TM && TM->Guard && names(TM->Guard->Release, Leaf);
    }
    return llvm::any_of(E.Args, [&](const Operand &O) {
      return Names(O) && (O.Pass == Passing::MutableRef || O.Pass == Passing::RvalueRef || O.Moved);
    });
  });
}

void LockCalls::returnedGuard(EventId Id, const Event &E, const Meaning &M, State &S, llvm::SmallVectorImpl<State> &Forks) {
  Blocks B = guardBlocks(E.Type);
  Place Lock = valuePlace(Id);
  if (M.Model && M.Model->GuardOn)
    for (const Operand *O : P.operands(Fn, E, *M.Model->GuardOn)) {
      Lock = placeKeyOf(*O);
      if (O->AddressOf)
        dropDeref(Lock);
      // A guard of which nothing is known is over the mutex that its giver is made with.
      if (const TypeFacts *Giver = P.typeModel(E.Type) ? nullptr : P.type(P.strip(P.typeOf(Fn, *O))))
        for (const TemplateArg &A : Giver->Args)
          if (const TypeModel *Over = A.K == TemplateArg::Type ? P.typeModel(A.T) : nullptr; Over && Over->Mutex)
            B = mutexBlocks(A.T);
    }
  else if (E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf).starts_with("make_")) {
    if (const GuardModel *G = guardModel(E.Type))
      return guardMade(Id, E, *G, S, Forks);
    // std::make_unique<std::lock_guard<std::mutex>>(m). Made of nothing, a guard has no mutex.
    if (E.Args.empty())
      return;
    for (const Operand &A : E.Args)
      Lock = placeKeyOf(A);
  } else if (M.Model && M.Model->PartOf) {
    return;
  } else if (const GuardModel *G = guardModel(E.Type); G && (!G->Release.empty() || !G->Acquire.empty()) && B == Blocks::Yes) {
    B = Blocks::Probably; // It may come unlocked.
  }
  acquire(Lock, Places.keyOf(valuePlace(Id)), Id, B, S);
}

void LockCalls::assigned(const Event &E, State &S) {
  if (E.Args.empty() || !E.HasTarget)
    return;
  Place To = E.Target;
  if (E.Kind == EventKind::Assign) {
    To = P.normalize(F, To);
    if (!releaseGuard(To, S) && visible(To) && !To.Path.empty() && E.Receiver.K == Operand::Nothing &&
        holdsGuard(E.Type) && P.function(F).Entity != None && !P.Facts.Entities[Fn.Entity].IsConstructor)
      S.add({Unlocked, Places.keyOf(To)});
  }
  const Operand &From = E.Args[0];
  if (From.K == Operand::OfValue)
    moveGuards(valuePlace(From.V), To, S);
  else if (From.K == Operand::InPlace && From.Moved)
    moveGuards(placeKeyOf(From), To, S);
}

} // namespace corosafe
