//===- Locks.cpp ------------------------------------------------------------===//

#include "Awaited.h"
#include "LockCalls.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

namespace corosafe {

/// A stand-in for a library that is always ready, so that it can be run without one: what is awaited is known to
/// suspend, or is a coroutine that has not begun.
static bool standsIn(const Program &P, const FunctionFacts &Fn, FunctionId F, const Event &Suspend) {
  if (Suspend.Args.empty() || Suspend.How != SuspendKind::Await)
    return false;
  const Operand &O = Suspend.Args[0];
  if (O.K == Operand::OfValue)
    if (const FunctionModel *M = P.meaning(F, O.V).Model; M && (M->Op || M->Combines) && !M->NeverSuspends)
      return true;
  TypeId T = P.strip(P.typeOf(Fn, O));
  if (const TypeModel *M = P.typeModel(T); M && (M->Task || M->Awaited || M->Combines))
    return !M->NeverSuspends;
  const TypeFacts *Ty = P.type(T);
  return Ty && Ty->HasPromise && Ty->InitialSuspend != SuspendPolicy::Unknown && !Ty->CanYield;
}

bool neverSuspends(const Program &P, FunctionId F, EventId Suspend) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Suspend];
  if (E.NeverSuspends)
    return !standsIn(P, Fn, F, E);
  if (E.Args.empty() || E.How != SuspendKind::Await)
    return false;
  if (const TypeModel *M = awaitedModel(P, F, E.Args[0]); M && M->NeverSuspends)
    return true;
  if (E.Args[0].K == Operand::OfValue)
    if (const FunctionModel *M = P.meaning(F, E.Args[0].V).Model; M && M->NeverSuspends)
      return true;
  return false;
}

namespace {

class LockDomain : public Domain, LockCalls {
public:
  LockDomain(const Program &P, FunctionId F, const std::vector<LockSummary> &Summaries) : LockCalls(P, F, Summaries) {}

  bool relevant() const {
    auto Speaks = [&](FunctionId B) {
      return !Summaries[B].Acquires.empty() || !Summaries[B].Releases.empty() || Summaries[B].ReturnsHeld;
    };
    if (!P.has(F, Trait::Locks) && llvm::none_of(P.callees(F), Speaks))
      return false;
    auto IsLockType = [&](TypeId T) { return holdsGuard(T) || mutexBlocks(T) != Blocks::No; };
    for (const Variable &V : Fn.Params)
      if (holdsGuard(V.Type))
        return true;
    for (const Variable &V : Fn.Captures)
      if (holdsGuard(V.Type))
        return true;
    for (EventId E = 0; E < Fn.Events.size(); ++E) {
      const Event &Ev = Fn.Events[E];
      if (Ev.Kind == EventKind::Construct && IsLockType(Ev.Type))
        return true;
      if (Ev.Kind != EventKind::Call && Ev.Kind != EventKind::Construct)
        continue;
      if (holdsGuard(Ev.Type) || (Ev.Receiver.K != Operand::Nothing && IsLockType(P.typeOf(Fn, Ev.Receiver))))
        return true;
      const Meaning &M = P.meaning(F, E);
      if (M.Model && (M.Model->GuardOn || llvm::any_of(M.Model->Acts, [](const Action &A) {
                        return A.Does == Act::Locks || A.Does == Act::TryLocks || A.Does == Act::Unlocks;
                      })))
        return true;
      if (llvm::any_of(M.Bodies, Speaks))
        return true;
    }
    return false;
  }

  /// Guards that a coroutine is handed by value are held from its start.
  State start() {
    State S;
    auto Enter = [&](Place::Kind Root, const std::vector<Variable> &Vars) {
      for (uint32_t I = 0; I < Vars.size(); ++I) {
        if (Vars[I].Pass != Passing::ByValue && Vars[I].Pass != Passing::RvalueRef)
          continue;
        Blocks B = holdsGuard(Vars[I].Type) ? guardBlocks(Vars[I].Type) : Blocks::No;
        if (B == Blocks::No || (Vars[I].Pass == Passing::RvalueRef && Root == Place::Parameter))
          continue;
        Place G;
        G.Root = Root;
        G.Index = I;
        S.add({Held, Places.keyOf(G), Places.keyOf(G), None, B == Blocks::Probably});
      }
    };
    if (Fn.IsCoroutine) {
      Enter(Place::Parameter, Fn.Params);
      Enter(Place::Capture, Fn.Captures);
    }
    return S;
  }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks) override {
    const Event &E = Fn.Events[Id];
    switch (E.Kind) {
    case EventKind::Suspend:
      S.removeIf([&](const Item &I) { return I.Kind == Held && endedWithItsExpression(I, E); });
      if (!neverSuspends(P, F, Id))
        for (const Item &I : S.Items)
          if (I.Kind == Held && !unlocksWhileSuspended(E, I) && !isItsOwnLock(E, I))
            record(I, Id);
      return;
    case EventKind::Init:
    case EventKind::Assign:
      assigned(E, S);
      return;
    case EventKind::Construct:
      constructed(Id, E, S, Forks);
      return;
    case EventKind::Call:
      called(Id, E, S, Forks);
      return;
    case EventKind::Lambda:
      for (const Operand &A : E.Args)
        if (A.Moved || A.K == Operand::OfValue)
          moveGuards(placeKeyOf(A), valuePlace(Id), S);
      return;
    case EventKind::Return:
      if (!E.Args.empty())
        if (std::optional<Place> From = P.placeOf(F, E.Args[0]))
          moveGuards(*From, returnedPlace(), S);
      return;
    case EventKind::Destroy:
      if (E.HasTarget)
        destroyed(E.Heap ? E.Target : P.normalize(F, E.Target), S);
      return;
    default:
      return;
    }
  }

  bool watchesThrows() const override { return false; }

  void unwound(llvm::ArrayRef<uint32_t> Locals, State &S) override {
    for (uint32_t L : Locals) {
      Place G;
      G.Index = L;
      destroyed(G, S);
    }
    // Temporaries of the expression that threw are gone as well.
    S.removeIf([&](const Item &I) { return I.Kind == Held && I.B != None && Places[I.B].Root == Place::Value; });
  }

  bool learn(const Test &T, State &S) override {
    if (T.K != Test::Owns && T.K != Test::Truth && T.K != Test::Value)
      return true;
    if (!T.Where)
      return true;
    Place Where = P.normalize(F, *T.Where);
    bool IsHeld = false, IsGuard = false;
    for (const Item &I : S.Items)
      if ((I.Kind == Held || I.Kind == Knows) && I.B != None && overlaps(Places[I.B], Where)) {
        IsGuard = true;
        IsHeld |= I.Kind == Held;
      }
    if (!IsGuard)
      return true;
    if (!T.Holds) {
      S.removeIf([&](const Item &I) { return I.Kind == Held && I.B != None && overlaps(Places[I.B], Where); });
      return true;
    }
    return IsHeld;
  }

  void left(State &S, bool ByException) override {
    if (ByException)
      return;
    std::set<uint32_t> Locked, Released;
    for (const Item &I : S.Items) {
      if (I.Kind == Held && I.B != None && Places[I.B] == returnedPlace()) {
        Result.ReturnsHeld = true;
        if (!llvm::is_contained(Result.Returned, Places[I.A]))
          Result.Returned.push_back(Places[I.A]);
        continue;
      }
      if (I.Kind == Held && visible(Places[I.A]) && (I.B == None || Places[I.B].Root == Place::This)) {
        Locked.insert(I.A);
        if (I.B != None)
          GuardOf[I.A] = I.B;
      }
      if (I.Kind == Unlocked && visible(Places[I.A]))
        Released.insert(I.A);
    }
    // `if (m_) m_->unlock();`: the way out that does not unlock had nothing to unlock.
    ExitReleased.insert(Released.begin(), Released.end());
    if (!AnyExit)
      ExitLocked = Locked;
    else
      std::erase_if(ExitLocked, [&](uint32_t X) { return !Locked.count(X); });
    AnyExit = true;
  }

  LockResult take(PathsResult Walked) {
    LockResult R;
    R.Walked = Walked;
    for (auto &[Key, Span] : Spans) {
      llvm::sort(Span.Suspends, [&](EventId A, EventId B) {
        return std::tie(Fn.Events[A].Range.Begin, A) < std::tie(Fn.Events[B].Range.Begin, B);
      });
      R.Spans.push_back(std::move(Span));
    }
    for (uint32_t K : ExitLocked) {
      Result.Acquires.push_back(Places[K]);
      auto It = GuardOf.find(K);
      Result.By.push_back(It == GuardOf.end() ? std::nullopt : std::optional<Place>(Places[It->second]));
    }
    for (uint32_t K : ExitReleased)
      Result.Releases.push_back(Places[K]);
    Result.Known = Walked == PathsResult::Done;
    R.Summary = std::move(Result);
    return R;
  }

private:
  std::map<std::pair<EventId, uint32_t>, LockSpan> Spans;
  LockSummary Result;
  std::set<uint32_t> ExitLocked, ExitReleased;
  std::map<uint32_t, uint32_t> GuardOf; ///< Lock -> the member guard that holds it at the exit.
  bool AnyExit = false;

  /// A temporary guard without a destructor (a stand-in's) has no event for its end: it lives on in what it is part of.
  bool endedWithItsExpression(const Item &I, const Event &Now) const {
    if (I.B == None || I.C == None || Places[I.B].Root != Place::Value)
      return false;
    const TypeFacts *T = P.type(P.strip(Fn.Events[I.C].Type));
    const SourceSpan &Made = Fn.Events[I.C].Range, &Whole = Now.Range;
    return T && T->TrivialDestructor && !(Made.File == Whole.File && Whole.Begin <= Made.Begin && Made.End <= Whole.End);
  }

  /// `co_await spin.coLock()`: it is locked when this await is over.
  static bool isItsOwnLock(const Event &Suspend, const Item &I) {
    return I.C != None && !Suspend.Args.empty() && Suspend.Args[0].K == Operand::OfValue && Suspend.Args[0].V == I.C;
  }

  void record(const Item &I, EventId Suspend) {
    LockSpan &Span = Spans[{I.C, I.C == None ? I.B : None}];
    if (!llvm::is_contained(Span.Suspends, Suspend))
      Span.Suspends.push_back(Suspend);
    Span.Acquired = I.C;
    if (I.D == 1)
      Span.Sure = Confidence::Medium;
    const Place &Lock = Places[I.A];
    if (I.C != None) {
      Span.Where = Fn.Events[I.C].Range;
    } else if (I.B != None) {
      const Place &G = Places[I.B];
      Span.Where = G.Root == Place::Parameter ? Fn.Params[G.Index].Range : Fn.Captures[G.Index].Range;
    }
    if (Lock.Root != Place::Value && Span.Mutex.empty())
      Span.Mutex = P.spell(F, Lock);
    if (I.B != None && Span.Guard.empty())
      Span.Guard = guardName(I);
  }

  std::string guardName(const Item &I) const {
    TypeId T = None;
    const Place &G = Places[I.B];
    if (I.C != None)
      T = Fn.Events[I.C].Type;
    else if (G.Root == Place::Parameter)
      T = Fn.Params[G.Index].Type;
    else if (G.Root == Place::Capture)
      T = Fn.Captures[G.Index].Type;
    if (TypeId In = guardIn(T); In != None)
      T = In;
    const TypeFacts *Ty = P.type(P.strip(T));
    return Ty && Ty->Kind == TypeFacts::Record ? P.str(Ty->Name).str() : "";
  }

  /// The awaiter was given the guard and unlocks it while the coroutine sleeps (a condition variable's wait).
  /// The guard, or the lock itself, is an argument of the call.
  bool isGiven(const Event &Call, const Item &I) const {
    return llvm::any_of(Call.Args, [&](const Operand &A) {
      std::optional<Place> Pl = P.placeOf(F, A);
      return Pl && ((I.B != None && overlaps(*Pl, Places[I.B])) || P.normalize(F, *Pl) == Places[I.A]);
    });
  }

  bool unlocksWhileSuspended(const Event &E, const Item &I) const {
    if (E.Args.empty() || E.Args[0].K != Operand::OfValue)
      return false;
    const Event &Made = Fn.Events[E.Args[0].V];
    if (!isGiven(Made, I))
      return false;
    // What suspends without being awaited, or does nothing but wait, is a wait that is given the lock.
    if (const FunctionModel *M = P.meaning(F, E.Args[0].V).Model; M && (M->Stackful || (M->Op && M->Op->Does == Effect::Wait)))
      return true;
    for (TypeId T : {E.AwaiterType, Made.Type})
      for (EntityId M : P.methods(P.strip(T), "await_suspend"))
        if (FunctionId B = P.bodyOf(M); B != None && !Summaries[B].Releases.empty())
          return true;
    return false;
  }
};

} // namespace

LockResult analyzeLocks(const Program &P, FunctionId F, const std::vector<LockSummary> &Summaries) {
  LockDomain D(P, F, Summaries);
  LockResult None_;
  None_.Summary.Known = !P.function(F).Blocks.empty();
  if (!D.relevant())
    return None_;
  State Start = D.start();
  PathsResult R = walkPaths(P, F, D, Start);
  return D.take(R);
}

} // namespace corosafe
