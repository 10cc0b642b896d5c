//===- Locks.cpp ------------------------------------------------------------===//

#include "Locks.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <map>
#include <set>

namespace corosafe {

bool neverSuspends(const Program &P, FunctionId F, EventId Suspend) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Suspend];
  if (E.NeverSuspends)
    return true;
  if (E.Args.empty() || E.How != SuspendKind::Await)
    return false;
  if (const TypeModel *M = P.typeModel(P.typeOf(Fn, E.Args[0])); M && M->NeverSuspends)
    return true;
  if (E.Args[0].K == Operand::OfValue)
    if (const FunctionModel *M = P.meaning(F, E.Args[0].V).Model; M && M->NeverSuspends)
      return true;
  return false;
}

namespace {

enum ItemKind : uint32_t {
  Held,     ///< A: lock place; B: guard place or None; C: acquiring event or None; D: 1 if that rests on a default.
  Knows,    ///< A: lock place; B: guard place. The guard belongs to that mutex, locked or not.
  Unlocked, ///< A: lock or guard place that the function unlocked without having locked it.
  Disowned, ///< A: lock place; C: the call of release() that returned it.
  Paused,   ///< A: lock; B: guard or None; C: acquiring event; D: place of the reverse guard.
};

/// Whether a mutex or guard type blocks its thread, as far as models and code tell.
enum class Blocks : uint8_t { No, Yes, Probably };

class LockDomain : public Domain {
public:
  LockDomain(const Program &P, FunctionId F, const std::vector<LockSummary> &Summaries)
      : P(P), Fn(P.function(F)), F(F), Summaries(Summaries) {}

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
        S.add({Held, key(G), key(G), None, B == Blocks::Probably});
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
      if (!neverSuspends(P, F, Id))
        for (const Item &I : S.Items)
          if (I.Kind == Held && !unlocksWhileSuspended(E, I))
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
      if (llvm::any_of(S.Items, [](const Item &I) { return I.Kind == Held; }) && P.suspendsCaller(F, Id))
        for (const Item &I : S.Items)
          if (I.Kind == Held && !isGiven(E, I))
            record(I, Id);
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
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<LockSummary> &Summaries;
  std::vector<Place> Places; ///< What the numbers in items stand for.
  std::map<std::pair<EventId, uint32_t>, LockSpan> Spans;
  std::vector<TypeId> GivenAsGuards; ///< Types without a model that a function which gives guards returned.
  LockSummary Result;
  std::set<uint32_t> ExitLocked, ExitReleased;
  std::map<uint32_t, uint32_t> GuardOf; ///< Lock -> the member guard that holds it at the exit.
  bool AnyExit = false;

  uint32_t key(const Place &Pl) {
    for (uint32_t I = 0; I < Places.size(); ++I)
      if (Places[I] == Pl)
        return I;
    Places.push_back(Pl);
    return Places.size() - 1;
  }
  static Place valuePlace(EventId E) {
    Place R;
    R.Root = Place::Value;
    R.Index = E;
    return R;
  }
  static Place returnedPlace() { return valuePlace(None - 1); }
  static bool visible(const Place &Pl) {
    return Pl.Root == Place::Parameter || Pl.Root == Place::This || Pl.Root == Place::Global ||
           Pl.Root == Place::Capture;
  }
  Place placeKeyOf(const Operand &O) const {
    if (std::optional<Place> Pl = P.placeOf(F, O))
      return *Pl;
    return valuePlace(None - 2);
  }

  //===-- types -------------------------------------------------------------===//

  const GuardModel *guardModel(TypeId T) const {
    const TypeModel *M = P.typeModel(T);
    if (M)
      return M->Guard ? &*M->Guard : nullptr;
    // clang's thread-safety attributes say what no model says; so does a function that gives guards.
    T = P.strip(T);
    const TypeFacts *Ty = P.type(T);
    static const GuardModel Scoped = [] {
      GuardModel G;
      G.Blocks = Blocking::Thread;
      G.Acquire = {"Lock", "lock", "relock", "ReaderLock"};
      G.Release = {"Unlock", "unlock", "Release", "release"};
      return G;
    }();
    return Ty && (Ty->ScopedLockable || llvm::is_contained(GivenAsGuards, T)) ? &Scoped : nullptr;
  }

  /// The guard type that T is, wraps (optional, unique_ptr) or has as a member or base; None if none.
  TypeId guardIn(TypeId T, unsigned Depth = 0) const {
    T = P.strip(T);
    if (T == None || Depth > 3)
      return None;
    if (guardModel(T))
      return T;
    const TypeFacts &Ty = P.Facts.Types[T];
    if (Ty.Kind != TypeFacts::Record || Ty.IsLambda)
      return None;
    llvm::StringRef N = P.str(Ty.Name);
    static constexpr llvm::StringLiteral Holders[] = {"::optional", "::unique_ptr", "::shared_ptr", "::pair", "::tuple",
                                                      "::vector",   "::deque",      "::list",       "::array"};
    if (!Ty.Args.empty() && llvm::any_of(Holders, [&](llvm::StringRef H) { return N.ends_with(H); })) {
      for (const TemplateArg &A : Ty.Args)
        if (A.K == TemplateArg::Type)
          if (TypeId G = guardIn(A.T, Depth + 1); G != None)
            return G;
      return None;
    }
    if (Ty.InSystemHeader)
      return None;
    for (const TypeFacts::Field &Fd : Ty.Fields)
      if (!Fd.Reference)
        if (TypeId G = guardIn(Fd.Type, Depth + 1); G != None)
          return G;
    for (TypeId B : Ty.Bases)
      if (TypeId G = guardIn(B, Depth + 1); G != None)
        return G;
    return None;
  }
  bool holdsGuard(TypeId T) const { return guardIn(T) != None; }

  Blocks mutexBlocks(TypeId T, unsigned Depth = 0) const {
    T = P.strip(T);
    if (T == None || Depth > 4)
      return Blocks::No;
    if (P.type(T)->Kind == TypeFacts::Pointer || P.isPointerLike(T))
      return mutexBlocks(P.pointee(T), Depth + 1);
    if (const TypeModel *M = P.typeModel(T)) {
      if (M->Mutex)
        return M->Mutex->Blocks == Blocking::Thread ? Blocks::Yes : Blocks::No;
      if (M->Guard) // A guard over a guard: std::lock(lk1, lk2).
        return guardBlocks(T, Depth + 1);
    }
    const TypeFacts &Ty = P.Facts.Types[T];
    if (Ty.Kind != TypeFacts::Record)
      return Blocks::No;
    // A class of the user's own: what does its lock() do?
    bool HasLock = false;
    for (EntityId E : P.methods(T, "lock")) {
      HasLock = true;
      const EntityFacts &Ent = P.Facts.Entities[E];
      const TypeFacts *R = P.type(P.strip(Ent.ReturnType));
      if (R && R->Awaitable)
        return Blocks::No;
      if (FunctionId B = P.bodyOf(E); B != None)
        return Summaries[B].Acquires.empty() ? Blocks::No : Blocks::Yes;
    }
    if (!HasLock && !llvm::any_of(Ty.Methods, [&](Symbol S) { return P.str(S) == "lock"; }))
      return Blocks::No;
    return Blocks::Probably;
  }

  /// Whether holding this guard (or what has one inside) blocks a thread.
  Blocks guardBlocks(TypeId T, unsigned Depth = 0) const {
    T = guardIn(T);
    const GuardModel *G = T == None ? nullptr : guardModel(T);
    if (!G || Depth > 4)
      return Blocks::No;
    switch (G->Blocks) {
    case Blocking::Thread: return Blocks::Yes;
    case Blocking::Async:
    case Blocking::NoOp: return Blocks::No;
    case Blocking::ByMutex: break;
    }
    Blocks R = Blocks::No;
    bool Any = false;
    for (const TemplateArg &A : P.Facts.Types[T].Args)
      if (A.K == TemplateArg::Type) {
        Any = true;
        R = std::max(R, mutexBlocks(A.T, Depth + 1), [](Blocks X, Blocks Y) {
          auto Rank = [](Blocks B) { return B == Blocks::Yes ? 2 : B == Blocks::Probably ? 1 : 0; };
          return Rank(X) < Rank(Y);
        });
        if (!G->AllArgs)
          break;
      }
    // A guard class that is no template (QMutexLocker of old) is over the library's own mutex.
    return Any || P.str(P.Facts.Types[T].Name).contains("scoped_lock") ? R : Blocks::Yes;
  }

  static bool names(const std::vector<std::string> &List, llvm::StringRef Leaf) {
    return llvm::any_of(List, [&](const std::string &N) { return N == Leaf; });
  }
  bool typeIsOneOf(const Operand &O, const std::vector<std::string> &Tags) const {
    return llvm::any_of(Tags, [&](const std::string &N) { return P.typeIs(P.typeOf(Fn, O), N); });
  }

  //===-- what events do ----------------------------------------------------===//

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
  /// The guard is an argument of the call.
  bool isGiven(const Event &Call, const Item &I) const {
    return I.B != None && llvm::any_of(Call.Args, [&](const Operand &A) {
      std::optional<Place> Pl = P.placeOf(F, A);
      return Pl && overlaps(*Pl, Places[I.B]);
    });
  }
  bool unlocksWhileSuspended(const Event &E, const Item &I) const {
    if (I.B == None || E.Args.empty() || E.Args[0].K != Operand::OfValue)
      return false;
    const Event &Made = Fn.Events[E.Args[0].V];
    if (!isGiven(Made, I))
      return false;
    for (TypeId T : {E.AwaiterType, Made.Type})
      for (EntityId M : P.methods(P.strip(T), "await_suspend"))
        if (FunctionId B = P.bodyOf(M); B != None && !Summaries[B].Releases.empty())
          return true;
    return false;
  }

  void acquire(const Place &Lock, uint32_t Guard, EventId At, Blocks B, State &S) {
    if (Guard != None)
      S.add({Knows, key(Lock), Guard});
    if (B != Blocks::No)
      S.add({Held, key(Lock), Guard, At, B == Blocks::Probably});
  }

  /// Remember: that a lock was released which was not taken here is the caller's business.
  void release(Place Lock, State &S, bool Remember = true) {
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
      S.add({Unlocked, key(Lock)});
  }

  /// Unlocks what a guard holds; true if it held anything.
  bool releaseGuard(const Place &Guard, State &S) {
    bool Was = false;
    S.removeIf([&](const Item &I) {
      bool Hit = I.Kind == Held && I.B != None && overlaps(Places[I.B], Guard);
      Was |= Hit;
      return Hit;
    });
    return Was;
  }

  void destroyed(Place What, State &S) {
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

  /// A guard of the program's own, or a scope guard's closure, that unlocks what others locked.
  void unlockedByDestructor(const Place &What, State &S) {
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

  /// Everything that a guard at From holds is held by To from here on.
  void moveGuards(const Place &From, const Place &To, State &S) {
    llvm::SmallVector<Item, 4> Moved;
    S.removeIf([&](const Item &I) {
      if ((I.Kind != Held && I.Kind != Knows) || I.B == None || !isWithin(Places[I.B], From))
        return false;
      Moved.push_back(I);
      return true;
    });
    uint32_t Guard = key(To);
    for (Item I : Moved) {
      // A mutex that is part of what moved (a guard class of the user's own) moves along.
      if (isWithin(Places[I.A], From)) {
        Place Lock = To;
        const Place Old = Places[I.A];
        Lock.Path.insert(Lock.Path.end(), Old.Path.begin() + From.Path.size(), Old.Path.end());
        I.A = key(Lock);
      }
      I.B = Guard;
      S.add(I);
    }
  }

  void assigned(const Event &E, State &S) {
    if (E.Args.empty() || !E.HasTarget)
      return;
    Place To = E.Target;
    if (E.Kind == EventKind::Assign) {
      To = P.normalize(F, To);
      if (!releaseGuard(To, S) && visible(To) && !To.Path.empty() && E.Receiver.K == Operand::Nothing &&
          holdsGuard(E.Type) && P.function(F).Entity != None && !P.Facts.Entities[Fn.Entity].IsConstructor)
        S.add({Unlocked, key(To)});
    }
    const Operand &From = E.Args[0];
    if (From.K == Operand::OfValue)
      moveGuards(valuePlace(From.V), To, S);
    else if (From.K == Operand::InPlace && From.Moved)
      moveGuards(placeKeyOf(From), To, S);
  }

  void constructed(EventId Id, const Event &E, State &S, llvm::SmallVectorImpl<State> &Forks) {
    const GuardModel *G = guardModel(E.Type);
    if (!G) {
      // An aggregate or class that takes guards in, and a class that locks in its constructor.
      for (const Operand &A : E.Args)
        if (A.Moved || A.K == Operand::OfValue)
          moveGuards(placeKeyOf(A), valuePlace(Id), S);
      bool Known = applySummaries(Id, E, S, key(valuePlace(Id)));
      // An inherited constructor, or std::optional's: the guard inside takes the mutexes.
      bool Silent = E.Callee == None || P.meaning(F, Id).Bodies.empty();
      if (!Known && Silent && holdsGuard(E.Type))
        for (const Operand &A : E.Args)
          if (Blocks B = mutexBlocks(P.typeOf(Fn, A)); B != Blocks::No && !holdsGuard(P.typeOf(Fn, A)))
            acquire(placeKeyOf(A), key(valuePlace(Id)), Id, B, S);
      return;
    }
    guardMade(Id, E, *G, S, Forks);
  }

  /// A guard is made from these arguments: by its constructor, or by a make_ function.
  void guardMade(EventId Id, const Event &E, const GuardModel &G, State &S, llvm::SmallVectorImpl<State> &Forks) {
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
    uint32_t Guard = key(valuePlace(Id));
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
      Without.add({Knows, key(Lock), Guard});
      if (Defer)
        S.add({Knows, key(Lock), Guard});
      else
        acquire(Lock, Guard, Id, B, S);
    }
    if (Try)
      Forks.push_back(std::move(Without));
  }

  void dropDeref(Place &Pl) const {
    if (!Pl.Path.empty() && P.str(Pl.Path.back()) == "*")
      Pl.Path.pop_back();
  }

  void pause(const Place &What, uint32_t Reverse, State &S) {
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

  /// Splits the path: S goes on with the lock and the call's value Success, a fork without.
  void tryLock(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks, llvm::function_ref<void(State &)> Take,
               bool Several = false) {
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

  void guardTakes(const Place &Guard, EventId Id, State &S) {
    llvm::SmallVector<Item, 2> Known;
    for (const Item &I : S.Items)
      if (I.Kind == Knows && overlaps(Places[I.B], Guard))
        Known.push_back(I);
    // A guard of the caller's, locked again: over which mutex, the caller knows.
    if (TypeId T = typeOfPlace(Guard); Known.empty() && visible(Guard) && (T == None || guardBlocks(T) != Blocks::No))
      S.add({Held, key(Guard), None, Id, 0});
    for (const Item &I : Known) {
      Blocks B = Blocks::Yes;
      TypeId T = typeOfPlace(Guard);
      if (T != None && holdsGuard(T))
        B = guardBlocks(T);
      if (B != Blocks::No)
        S.add({Held, I.A, I.B, Id, B == Blocks::Probably});
    }
  }

  TypeId typeOfPlace(const Place &Pl) const {
    if (!Pl.Path.empty())
      return None;
    switch (Pl.Root) {
    case Place::Local: return Fn.Locals[Pl.Index].Type;
    case Place::Parameter: return Fn.Params[Pl.Index].Type;
    case Place::Capture: return Fn.Captures[Pl.Index].Type;
    case Place::Value: return Pl.Index < Fn.Events.size() ? Fn.Events[Pl.Index].Type : None;
    default: return None;
    }
  }

  void called(EventId Id, const Event &E, State &S, llvm::SmallVectorImpl<State> &Forks) {
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

  bool returnsReference(const Event &E) const {
    const TypeFacts *R = E.Callee == None ? nullptr : P.type(P.Facts.Entities[E.Callee].ReturnType);
    return R && (R->Kind == TypeFacts::LvalueRef || R->Kind == TypeFacts::Pointer);
  }

  /// A method of a mutex, a guard, or an optional guard. True if that was all.
  bool receiverCall(EventId Id, const Event &E, llvm::StringRef Leaf, State &S, llvm::SmallVectorImpl<State> &Forks) {
    TypeId T = P.typeOf(Fn, E.Receiver);
    Place On = placeKeyOf(E.Receiver);
    if (const TypeModel *TM = P.typeModel(T)) {
      if (TM->Mutex) {
        Blocks B = mutexBlocks(T);
        if (names(TM->Mutex->Acquire, Leaf)) {
          acquire(On, None, Id, B, S);
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
      if (TM->Guard) {
        if (names(TM->Guard->Acquire, Leaf)) {
          guardTakes(On, Id, S);
          return true;
        }
        if (names(TM->Guard->TryAcquire, Leaf)) {
          tryLock(Id, S, Forks, [&](State &X) { guardTakes(On, Id, X); });
          return true;
        }
        if (names(TM->Guard->Release, Leaf)) {
          if (!releaseGuard(On, S) && visible(On))
            S.add({Unlocked, key(On)});
          return true;
        }
        if (names(TM->Guard->Disown, Leaf)) {
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
    }
    if (!holdsGuard(T))
      return false;
    // std::optional<guard>: emplace takes the lock, reset gives it up; a container of guards keeps the others.
    if (Leaf == "emplace" || Leaf == "emplace_back" || Leaf == "push_back") {
      if (Leaf == "emplace")
        releaseGuard(On, S);
      for (const Operand &A : E.Args) {
        if (holdsGuard(P.typeOf(Fn, A)))
          moveGuards(placeKeyOf(A), On, S);
        else
          acquire(placeKeyOf(A), key(On), Id, mutexBlocks(P.typeOf(Fn, A)), S);
      }
      return true;
    }
    if (Leaf == "reset" || Leaf == "clear") {
      releaseGuard(On, S);
      return true;
    }
    return false;
  }

  void swap(const Place &A, const Place &B, State &S) {
    Place Aside = valuePlace(None - 3);
    moveGuards(A, Aside, S);
    moveGuards(B, A, S);
    moveGuards(Aside, B, S);
  }

  void modelActs(EventId Id, const Event &E, const FunctionModel &M, State &S, llvm::SmallVectorImpl<State> &Forks) {
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

  /// What the called bodies do to locks. True if they say all there is to say.
  bool applySummaries(EventId Id, const Event &E, State &S, uint32_t Guard) {
    const Meaning &M = P.meaning(F, Id);
    if (M.Bodies.size() != 1)
      return false;
    FunctionId B = M.Bodies[0];
    const LockSummary &Sum = Summaries[B];
    if (!Sum.Known)
      return false;
    if (P.function(B).IsCoroutine) // It runs when it is awaited, and its own suspend points speak for it.
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
            By = key(*Holder);
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
            S.add({Held, key(*Here), key(valuePlace(Id)), Id, 0});
            S.add({Knows, key(*Here), key(valuePlace(Id))});
            Any = true;
          }
        if (!Any)
          S.add({Held, key(valuePlace(Id)), key(valuePlace(Id)), Id, 0});
      }
      return true;
    }
    return true;
  }

  /// Guards that an argument hands over, or that the callee may unlock.
  void passedOn(EventId Id, const Event &E, const Meaning &M, State &S) {
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
      bool Mutable = A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer || A.AddressOf;
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

  bool mentionsUnlock(FunctionId B, size_t Param) const {
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

  /// A function without a visible body returns a guard.
  void returnedGuard(EventId Id, const Event &E, const Meaning &M, State &S, llvm::SmallVectorImpl<State> &Forks) {
    Blocks B = guardBlocks(E.Type);
    Place Lock = valuePlace(Id);
    if (M.Model && M.Model->GuardOn)
      for (const Operand *O : P.operands(Fn, E, *M.Model->GuardOn)) {
        Lock = placeKeyOf(*O);
        if (O->AddressOf)
          dropDeref(Lock);
      }
    else if (E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf).starts_with("make_")) {
      if (const GuardModel *G = guardModel(E.Type))
        return guardMade(Id, E, *G, S, Forks);
      // std::make_unique<std::lock_guard<std::mutex>>(m).
      for (const Operand &A : E.Args)
        Lock = placeKeyOf(A);
    } else if (M.Model && M.Model->PartOf) {
      return;
    } else if (const GuardModel *G = guardModel(E.Type); G && (!G->Release.empty() || !G->Acquire.empty()) && B == Blocks::Yes) {
      B = Blocks::Probably; // It may come unlocked.
    }
    acquire(Lock, key(valuePlace(Id)), Id, B, S);
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
