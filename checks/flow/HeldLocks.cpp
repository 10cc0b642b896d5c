//===- HeldLocks.cpp -------------------------------------------------------===//

#include "HeldLocks.h"

namespace corosafe {

void HeldLocks::acquire(const Place &Lock, uint32_t Guard, EventId At, Blocks B, State &S) {
  if (Guard != None)
    S.add({Knows, Places.keyOf(Lock), Guard});
  if (B != Blocks::No)
    S.add({Held, Places.keyOf(Lock), Guard, At, B == Blocks::Probably});
}

void HeldLocks::release(Place Lock, State &S, bool Remember) {
  bool Was = false;
  if (Lock.Root == Place::Value)
    for (const Item &I : S.Items)
      if (I.Kind == Disowned && I.C == Lock.Index)
        Lock = Places[I.A];
  S.removeIf([&](const Item &I) {
    bool Hit = I.Kind == Held && overlaps(Places[I.A], Lock);
    Was |= Hit;
    return Hit;
  });
  if (!Was && Remember)
    S.add({Unlocked, Places.keyOf(Lock)});
}

bool HeldLocks::releaseGuard(const Place &Guard, State &S) {
  bool Was = false;
  S.removeIf([&](const Item &I) {
    bool Hit = I.Kind == Held && overlaps(Places[I.B != None ? I.B : I.A], Guard); // A guard of the caller's stands for its mutex.
    Was |= Hit;
    return Hit;
  });
  return Was;
}

void HeldLocks::destroyed(Place What, State &S) {
  llvm::SmallVector<Item, 2> Resume;
  unlockedByDestructor(What, S);
  dropDeref(What); // delete guard;
  S.removeIf([&](const Item &I) {
    if (I.Kind == Paused && isWithin(Places[I.D], What)) {
      Resume.push_back({Held, I.A, I.B, I.C, 0});
      return true;
    }
    if (I.Kind != Held && I.Kind != Knows)
      return false;
    return (I.B != None && isWithin(Places[I.B], What)) || isWithin(Places[I.A], What);
  });
  for (const Item &I : Resume)
    S.add(I);
}

void HeldLocks::unlockedByDestructor(const Place &What, State &S) {
  TypeId T = typeOfPlace(What);
  if (T == None)
    return;
  if (FunctionId D = P.destructorOf(T); D != None)
    for (const Place &Lock : Summaries[D].Releases)
      if (Lock.Root == Place::This) {
        Place There = What;
        There.Path.insert(There.Path.end(), Lock.Path.begin(), Lock.Path.end());
        There = P.normalize(F, There);
        // A lock that has moved on to another guard is not this one's any more.
        S.removeIf([&](const Item &I) {
          return I.Kind == Held && overlaps(Places[I.A], There) && (I.B == None || isWithin(Places[I.B], What));
        });
      }
  for (FunctionId B : P.closuresIn(T)) {
    Program::CallSite Site = P.lambdaSite(B);
    for (const Place &Lock : Summaries[B].Releases)
      if (std::optional<Place> Here = Site.Caller == F ? P.rebase(F, Site.Call, B, Lock) : std::nullopt) {
        release(*Here, S, /*Remember=*/false);
        releaseGuard(*Here, S);
      }
  }
}

void HeldLocks::moveGuards(const Place &From, const Place &To, State &S) {
  llvm::SmallVector<Item, 4> Moved;
  S.removeIf([&](const Item &I) {
    if ((I.Kind != Held && I.Kind != Knows) || I.B == None || !isWithin(Places[I.B], From))
      return false;
    Moved.push_back(I);
    return true;
  });
  uint32_t Guard = Places.keyOf(To);
  for (Item I : Moved) {
    // A mutex that is part of what moved (a guard class of the user's own) moves along.
    if (isWithin(Places[I.A], From)) {
      Place Lock = To;
      const Place Old = Places[I.A];
      Lock.Path.insert(Lock.Path.end(), Old.Path.begin() + From.Path.size(), Old.Path.end());
      I.A = Places.keyOf(Lock);
    }
    I.B = Guard;
    S.add(I);
  }
}

Place HeldLocks::heldBy(const Operand &Named, const Place &Guard, const State &S) const {
  auto Known = [&](const Place &Pl) {
    return llvm::any_of(S.Items, [&](const Item &I) {
      return (I.Kind == Held || I.Kind == Knows) && I.B != None && overlaps(Places[I.B], Pl);
    });
  };
  if (Named.K != Operand::InPlace || Named.P.Path.empty() || Known(Guard))
    return Guard;
  Place Handle = Named.P;
  dropDeref(Handle);
  return Known(Handle) ? Handle : Guard;
}

void HeldLocks::dropDeref(Place &Pl) const {
  if (!Pl.Path.empty() && P.str(Pl.Path.back()) == "*")
    Pl.Path.pop_back();
}

void HeldLocks::pause(const Place &What, uint32_t Reverse, State &S) {
  llvm::SmallVector<Item, 2> Found;
  S.removeIf([&](const Item &I) {
    bool Hit = I.Kind == Held && (overlaps(Places[I.A], What) || (I.B != None && overlaps(Places[I.B], What)));
    if (Hit)
      Found.push_back(I);
    return Hit;
  });
  for (const Item &I : Found)
    S.add({Paused, I.A, I.B, I.C, Reverse});
}

void HeldLocks::tryLock(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks, llvm::function_ref<void(State &)> Take,
             bool Several) {
  const TypeFacts *T = P.type(P.strip(Fn.Events[Id].Type));
  // bool says true for success; the C functions return 0; std::try_lock names the one that failed, or -1.
  bool IsBool = !T || P.str(T->Name) != "int";
  int64_t Success = IsBool ? 1 : Several ? -1 : 0, Failure = IsBool ? 0 : Several ? 0 : 1;
  State Without = S;
  Without.Truth.push_back({Id, Failure});
  llvm::sort(Without.Truth);
  Take(S);
  S.Truth.push_back({Id, Success});
  llvm::sort(S.Truth);
  Forks.push_back(std::move(Without));
}

void HeldLocks::guardTakes(const Place &Guard, EventId Id, State &S) {
  llvm::SmallVector<Item, 2> Known;
  for (const Item &I : S.Items)
    if (I.Kind == Knows && overlaps(Places[I.B], Guard))
      Known.push_back(I);
  // A guard of the caller's, locked again: over which mutex, the caller knows.
  if (TypeId T = typeOfPlace(Guard); Known.empty() && visible(Guard) && (T == None || guardBlocks(T) != Blocks::No))
    S.add({Held, Places.keyOf(Guard), None, Id, 0});
  for (const Item &I : Known) {
    Blocks B = Blocks::Yes;
    TypeId T = typeOfPlace(Guard);
    if (T != None && holdsGuard(T))
      B = guardBlocks(T);
    if (B != Blocks::No)
      S.add({Held, I.A, I.B, Id, B == Blocks::Probably});
  }
}

void HeldLocks::swap(const Place &A, const Place &B, State &S) {
  Place Aside = valuePlace(None - 3);
  moveGuards(A, Aside, S);
  moveGuards(B, A, S);
  moveGuards(Aside, B, S);
}

} // namespace corosafe
