//===- OtherLocks.cpp -------------------------------------------------------===//

#include "OtherLocks.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include <array>

namespace corosafe {

static bool leafSays(const Program &P, EntityId E, llvm::ArrayRef<llvm::StringRef> Verbs) {
  std::string Words = wordsOf(P.str(P.Facts.Entities[E].Leaf));
  return llvm::any_of(Verbs, [&](llvm::StringRef Verb) { return saysVerb(Words, Verb); });
}

/// A program's own `AsyncMutex`, by its name. A semaphore is used as one where it guards anything.
static bool isOwnMutex(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || Ty->Kind != TypeFacts::Record || Ty->InSystemHeader || P.typeModel(T))
    return false;
  llvm::StringRef Name = P.str(Ty->Name);
  std::string Words = wordsOf(Name.drop_front(Name.rfind(':') + 1));
  return llvm::any_of(std::array{"mutex", "lock", "semaphore"}, [&](llvm::StringRef W) { return saysVerb(Words, W); });
}

static bool isMutex(const Program &P, TypeId T) {
  const TypeModel *M = P.typeModel(T);
  return M ? M->Mutex.has_value() : isOwnMutex(P, T);
}

/// The mutex of `co_await mutex_.lock()`, or of `co_await mutex_` where that locks it; null if none is awaited.
static const Place *lockAwaited(const Program &P, const FunctionFacts &Fn, const Event &Suspend) {
  if (Suspend.Kind != EventKind::Suspend || Suspend.How != SuspendKind::Await || Suspend.Args.empty())
    return nullptr;
  const Operand &O = Suspend.Args[0];
  if (O.K == Operand::InPlace) {
    const TypeModel *M = P.typeModel(P.typeOf(Fn, O));
    return M && M->Mutex && M->Awaited && M->Awaited->Does == Effect::Acquire ? &O.P : nullptr;
  }
  if (O.K != Operand::OfValue)
    return nullptr;
  const Event &Call = Fn.Events[O.V];
  bool Locks = Call.Kind == EventKind::Call && Call.Callee != None && Call.Receiver.K == Operand::InPlace &&
               isMutex(P, P.typeOf(Fn, Call.Receiver)) && leafSays(P, Call.Callee, {"lock", "acquire"});
  return Locks ? &Call.Receiver.P : nullptr;
}

bool isGuardType(const Program &P, TypeId T) {
  if (const TypeModel *M = P.typeModel(T); M && M->Guard)
    return true;
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && P.str(Ty->Name) == "std::optional" && !Ty->Args.empty() && Ty->Args[0].K == TemplateArg::Type && isGuardType(P, Ty->Args[0].T);
}

static bool makesGuard(const Program &P, FunctionId F, const Event &Init, unsigned Depth = 0);

/// Whether what is awaited gives the guard of a program's own mutex: its lock(), or a coroutine that returns what that gave.
static bool awaitsGuard(const Program &P, FunctionId F, const Operand &O, unsigned Depth) {
  const FunctionFacts &Fn = P.function(F);
  if (O.K != Operand::OfValue || Depth > 2)
    return false;
  const Event &Suspend = Fn.Events[O.V];
  if (lockAwaited(P, Fn, Suspend))
    return true;
  if (Suspend.Kind != EventKind::Suspend || Suspend.Args.empty() || Suspend.Args[0].K != Operand::OfValue ||
      Fn.Events[Suspend.Args[0].V].Kind != EventKind::Call || P.meaning(F, Suspend.Args[0].V).Bodies.size() != 1)
    return false;
  FunctionId Body = P.meaning(F, Suspend.Args[0].V).Bodies[0];
  const FunctionFacts &B = P.function(Body);
  return llvm::any_of(B.Events, [&](const Event &R) {
    if (R.Kind != EventKind::Return || R.Args.empty())
      return false;
    const Operand &Given = R.Args[0];
    bool Local = Given.K == Operand::InPlace && Given.P.Root == Place::Local && Given.P.Path.empty();
    return Local ? llvm::any_of(B.Events, [&](const Event &E) { return E.HasTarget && E.Target == Given.P && makesGuard(P, Body, E, Depth + 1); })
                 : awaitsGuard(P, Body, Given, Depth + 1);
  });
}

/// `auto l = co_await mutex_.lock();`: whether that initializes a guard.
static bool makesGuard(const Program &P, FunctionId F, const Event &Init, unsigned Depth) {
  if (Init.Kind != EventKind::Init || !Init.HasTarget || Init.Target.Root != Place::Local || !Init.Target.Path.empty())
    return false;
  TypeId T = P.function(F).Locals[Init.Target.Index].Type;
  if (isGuardType(P, T))
    return true;
  const TypeFacts *Ty = P.type(P.strip(T));
  return !P.typeModel(T) && Ty && Ty->Kind == TypeFacts::Record && !Init.Args.empty() && awaitsGuard(P, F, Init.Args[0], Depth);
}

static void collect(const Program &P, FunctionId F, const Operand &O, Mutexes &Out, unsigned Depth) {
  const FunctionFacts &Fn = P.function(F);
  if (O.K == Operand::InPlace && isMutex(P, P.typeOf(Fn, O)))
    llvm::append_range(Out, objectsOf(P, F, O.P));
  if (O.K != Operand::OfValue || Depth > 4)
    return;
  collect(P, F, Fn.Events[O.V].Receiver, Out, Depth + 1);
  for (const Operand &A : Fn.Events[O.V].Args)
    collect(P, F, A, Out, Depth + 1);
}

Mutexes mutexesOf(const Program &P, FunctionId F, EventId Guard) {
  Mutexes R;
  for (const Operand &A : P.function(F).Events[Guard].Args)
    collect(P, F, A, R, 0);
  return R;
}

/// All that a function locks, by guards and without.
static Mutexes lockedIn(const Program &P, FunctionId F) {
  const FunctionFacts &Fn = P.function(F);
  Mutexes R;
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (makesGuard(P, F, E))
      llvm::append_range(R, mutexesOf(P, F, Id));
    if (const Place *On = lockAwaited(P, Fn, E))
      llvm::append_range(R, objectsOf(P, F, *On));
    const TypeModel *On = E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace ? P.typeModel(P.typeOf(Fn, E.Receiver)) : nullptr;
    if (On && On->Mutex && llvm::is_contained(On->Mutex->Acquire, P.str(P.Facts.Entities[E.Callee].Leaf).str()))
      llvm::append_range(R, objectsOf(P, F, E.Receiver.P));
  }
  return R;
}

bool locksOnlyOthers(const Program &P, FunctionId F, llvm::ArrayRef<SharedObject> Held) {
  auto IsHeld = [&](const SharedObject &O) { return llvm::any_of(Held, [&](const SharedObject &H) { return sameObject(P, O, H); }); };
  Mutexes Own = lockedIn(P, F);
  if (Own.empty() || llvm::any_of(Own, IsHeld))
    return false;
  return llvm::none_of(P.callers(F), [&](const Program::CallSite &S) { return llvm::any_of(lockedIn(P, S.Caller), IsHeld); });
}

/// `auto l = co_await m_.lock();`: what the call gives, awaited, is a guard, which has the lock.
static bool givesGuard(const Program &P, const Event &Call) {
  const TypeFacts *T = P.type(P.strip(Call.Type));
  return T && llvm::any_of(T->Args, [&](const TemplateArg &A) {
    const TypeModel *M = A.K == TemplateArg::Type ? P.typeModel(A.T) : nullptr;
    return M && M->Guard;
  });
}

void LocksOnPath::step(EventId Id, State &S) {
  const Event &E = Fn.Events[Id];
  bool Whole = E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty();
  if (E.Kind == EventKind::Init && Whole) {
    if (makesGuard(P, F, E))
      S.add({Kind, E.Target.Index, None, Id});
  } else if (const Place *On = lockAwaited(P, Fn, E)) {
    const TypeFacts *Gives = P.type(P.strip(E.Type)); // A guard that is dropped has given up the lock.
    if (E.Discarded != Discard::No && (!Gives || Gives->Kind != TypeFacts::Record))
      S.add({Kind, None, Places.keyOf(*On)});
  } else if (E.Kind == EventKind::Destroy && Whole) {
    S.removeIf([&](const Item &I) { return I.Kind == Kind && I.A == E.Target.Index; });
  } else if (E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace) {
    const TypeModel *M = P.typeModel(P.typeOf(Fn, E.Receiver));
    std::string Leaf = P.str(P.Facts.Entities[E.Callee].Leaf).str();
    if (M && M->Guard && E.Receiver.P.Root == Place::Local && llvm::is_contained(M->Guard->Release, Leaf))
      S.removeIf([&](const Item &I) { return I.Kind == Kind && I.A == E.Receiver.P.Index; });
    bool Unlocks = !M && leafSays(P, E.Callee, {"unlock", "release"});
    if (Unlocks && E.Receiver.P.Root == Place::Local)
      S.removeIf([&](const Item &I) { return I.Kind == Kind && I.A == E.Receiver.P.Index; });
    if (Unlocks)
      S.remove({Kind, None, Places.keyOf(E.Receiver.P)});
    if (M && M->Mutex && llvm::is_contained(M->Mutex->Acquire, Leaf) && E.Discarded == Discard::No && !givesGuard(P, E))
      S.add({Kind, None, Places.keyOf(E.Receiver.P)});
    if (M && M->Mutex && llvm::is_contained(M->Mutex->Release, Leaf))
      S.remove({Kind, None, Places.keyOf(E.Receiver.P)});
  }
}

bool LocksOnPath::any(const State &S) const {
  return llvm::any_of(S.Items, [&](const Item &I) { return I.Kind == Kind; });
}

Mutexes LocksOnPath::held(const State &S) const {
  Mutexes R;
  for (const Item &I : S.Items) {
    if (I.Kind != Kind)
      continue;
    Mutexes Of = I.A == None ? objectsOf(P, F, Places[I.B]) : mutexesOf(P, F, I.C);
    if (Of.empty())
      return {};
    llvm::append_range(R, Of);
  }
  return R;
}

} // namespace corosafe
