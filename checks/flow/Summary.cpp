//===- Summary.cpp - Bottom-up over the program ----------------------------===//

#include "Summary.h"
#include "Abandoned.h"
#include "Idioms.h"
#include "MemberOrder.h"
#include "Cancellability.h"
#include "Unowned.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <set>

namespace corosafe {

namespace {

void tellTooLarge(FunctionFlow &Fn, PathsResult R, llvm::StringRef What) {
  if (R == PathsResult::TooLarge)
    Fn.Incomplete.push_back((What + ": too many paths").str());
}

//===-- functions that call each other round --------------------------------===//

constexpr unsigned FreeRounds = 5;    ///< From here on nothing that was said is taken back, so that it settles.
constexpr unsigned MaxRounds = 40;    ///< Of a component that has not settled by then, some way out is not known.
constexpr size_t MaxSteps = 100000;   ///< Functions gone through in those rounds.

/// True if the functions of a component call each other round, or the only one calls itself.
bool callsRound(const Program &P, llvm::ArrayRef<FunctionId> Component) {
  return Component.size() > 1 ||
         llvm::any_of(P.callers(Component[0]), [&](const Program::CallSite &S) { return S.Caller == Component[0]; });
}

/// Every place of A is one of B or a part of one: `next->next->socket` says no more than `next`.
bool within(llvm::ArrayRef<Place> A, llvm::ArrayRef<Place> B) {
  return llvm::all_of(A, [&](const Place &X) { return llvm::any_of(B, [&](const Place &Y) { return isWithin(X, Y); }); });
}

/// True if X says no more than Y. Witnesses do not count.
bool saidBy(const Loss &X, const Loss &Y) { return X.K == Y.K && X.Dir == Y.Dir && X.Sure <= Y.Sure && within(X.On, Y.On); }
bool saidBy(const PlaceUse &X, const PlaceUse &Y) { return X.K == Y.K && X.Dir == Y.Dir && X.Sure <= Y.Sure && isWithin(X.On, Y.On); }
bool saidBy(const DoneEffect &X, const DoneEffect &Y) { return X.Dir == Y.Dir && X.Returned == Y.Returned && X.AtOnce == Y.AtOnce && within(X.On, Y.On); }
bool saidBy(const Abandon &X, const Abandon &Y) { return X.Race == Y.Race && X.Exit == Y.Exit && within(X.What.On, Y.What.On); }
bool saidBy(const ParameterRace &X, const ParameterRace &Y) {
  return X.Index == Y.Index && X.Callable == Y.Callable && X.Combines == Y.Combines && X.Exits == Y.Exits;
}
bool saidBy(const std::pair<uint32_t, bool> &X, const std::pair<uint32_t, bool> &Y) { return X == Y; }
bool saidBy(const Need &X, const Need &Y) { return X.same(Y); }

template <typename T> bool saidBy(const llvm::SmallVectorImpl<T> &A, const llvm::SmallVectorImpl<T> &B) {
  return llvm::all_of(A, [&](const T &X) { return llvm::any_of(B, [&](const T &Y) { return saidBy(X, Y); }); });
}

bool saysNoMore(const Summary &A, const Summary &B) {
  return A.Known == B.Known && A.Suspends == B.Suspends && A.Returns == B.Returns && A.CancelPoints == B.CancelPoints &&
         saidBy(A.Inherent, B.Inherent) && saidBy(A.OnDiscard, B.OnDiscard) && saidBy(A.Effects, B.Effects) &&
         saidBy(A.Uses, B.Uses) && saidBy(A.Abandons, B.Abandons) && saidBy(A.Races, B.Races) &&
         saidBy(A.AwaitsParameters, B.AwaitsParameters);
}

/// Adds what New says and Old does not, as far as there is room.
template <typename T> void add(llvm::SmallVectorImpl<T> &Old, llvm::SmallVectorImpl<T> &&New) {
  constexpr size_t Room = 256;
  for (T &X : New)
    if (Old.size() < Room && llvm::none_of(Old, [&](const T &Y) { return saidBy(X, Y); }))
      Old.push_back(std::move(X));
}
template <typename T> void addSorted(llvm::SmallVectorImpl<T> &Old, const llvm::SmallVectorImpl<T> &New) {
  llvm::SmallVector<T, 8> Both;
  std::set_union(Old.begin(), Old.end(), New.begin(), New.end(), std::back_inserter(Both));
  Old = std::move(Both);
}

/// What either says: nothing is taken back.
Summary joined(Summary Old, Summary New) {
  Old.Known &= New.Known;
  Old.Suspends |= New.Suspends;
  Old.Returns |= New.Returns;
  addSorted(Old.CancelPoints, New.CancelPoints);
  addSorted(Old.Throws, New.Throws);
  add(Old.Inherent, std::move(New.Inherent));
  add(Old.OnDiscard, std::move(New.OnDiscard));
  add(Old.Effects, std::move(New.Effects));
  add(Old.Uses, std::move(New.Uses));
  add(Old.Abandons, std::move(New.Abandons));
  add(Old.Races, std::move(New.Races));
  add(Old.AwaitsParameters, std::move(New.AwaitsParameters));
  return Old;
}
BorrowSummary joined(BorrowSummary Old, BorrowSummary New) {
  Old.Blocks |= New.Blocks;
  add(Old.Result, std::move(New.Result));
  add(Old.Mentions, std::move(New.Mentions));
  add(Old.Left, std::move(New.Left));
  return Old;
}
/// Of locks, what both say: they are those that are held on every way out.
LockSummary joined(const LockSummary &Old, const LockSummary &New) {
  LockSummary R;
  for (size_t I = 0; I < Old.Acquires.size(); ++I)
    if (llvm::is_contained(New.Acquires, Old.Acquires[I])) {
      R.Acquires.push_back(Old.Acquires[I]);
      R.By.push_back(Old.By[I]);
    }
  llvm::copy_if(Old.Releases, std::back_inserter(R.Releases), [&](const Place &Pl) { return llvm::is_contained(New.Releases, Pl); });
  llvm::copy_if(Old.Returned, std::back_inserter(R.Returned), [&](const Place &Pl) { return llvm::is_contained(New.Returned, Pl); });
  R.Known = Old.Known && New.Known;
  R.ReturnsHeld = Old.ReturnsHeld && New.ReturnsHeld;
  return R;
}

/// Recursion over a list or tree leads to ever longer places: of `next->next->next` no more is said.
class Shortening {
public:
  explicit Shortening(const Program &P) : P(P) {}

  void shorten(Summary &S) const {
    for (llvm::SmallVector<Loss, 0> *Losses : {&S.Inherent, &S.OnDiscard}) {
      for (Loss &L : *Losses)
        shorten(L.On);
      llvm::erase_if(*Losses, [](const Loss &L) { return L.On.empty(); });
    }
    for (DoneEffect &E : S.Effects)
      shorten(E.On);
    llvm::erase_if(S.Effects, [](const DoneEffect &E) { return E.On.empty(); });
    llvm::erase_if(S.Uses, [&](const PlaceUse &U) { return isLong(U.On); });
    for (Abandon &A : S.Abandons) {
      shorten(A.What.On);
      shorten(A.Exit.Closed);
      llvm::erase_if(A.Exit.Writes, [&](const LosingExit::Write &W) { return isLong(W.On); });
    }
    llvm::erase_if(S.Abandons, [](const Abandon &A) { return A.What.On.empty(); });
    for (ParameterRace &R : S.Races)
      for (LosingExit &Exit : R.Exits) {
        shorten(Exit.Closed);
        llvm::erase_if(Exit.Writes, [&](const LosingExit::Write &W) { return isLong(W.On); });
      }
  }

  void shorten(LockSummary &L) const {
    for (size_t I = L.Acquires.size(); I-- > 0;)
      if (isLong(L.Acquires[I])) {
        L.Acquires.erase(L.Acquires.begin() + I);
        L.By.erase(L.By.begin() + I);
      }
    shorten(L.Releases);
    shorten(L.Returned);
  }

private:
  static constexpr size_t MaxTurns = 2, MaxPath = 24;
  const Program &P;

  bool isLong(const Place &Pl) const {
    return Pl.Path.size() > MaxPath || llvm::any_of(Pl.Path, [&](Symbol Step) {
      return namesMember(P, Step) && static_cast<size_t>(llvm::count(Pl.Path, Step)) > MaxTurns;
    });
  }
  template <typename List> void shorten(List &On) const {
    llvm::erase_if(On, [&](const Place &Pl) { return isLong(Pl); });
  }
};

/// What is found callees first. Functions that call each other round are gone through
/// again until what they know of each other settles, but not for ever. One component
/// is dealt with by all analyses before the next: its facts are at hand then.
class BottomUp {
public:
  BottomUp(const Program &P, ProgramFlow &Flow)
      : P(P), Flow(Flow), InScopes(findScopeTasks(P)), Early(findEarlyTeardowns(P, InScopes)), Changes(P, Early), Short(P), Objects(P), Locks(P.functionCount()), Borrowed(P.functionCount()) {}

  void run() {
    for (size_t K = 0; K < P.componentCount(); ++K) {
      llvm::ArrayRef<FunctionId> Component = P.component(K);
      Round = callsRound(P, Component);
      settle(Component, [&](FunctionId F) { return locks(F); });
      settle(Component, [&](FunctionId F) { return borrows(F); });
      settle(Component, [&](FunctionId F) { return effects(F); });
      for (FunctionId F : Component)
        rest(F);
    }
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      unowned(F);
    for (const EarlyTeardown &T : Early)
      if (T.Use != None)
        tearsDown(T);
    for (const LateMember &L : findLateMembers(P, InScopes))
      endsFirst(L);
  }

private:
  const Program &P;
  ProgramFlow &Flow;
  std::vector<ScopeTask> InScopes;
  std::vector<EarlyTeardown> Early;
  Invalidations Changes;
  Shortening Short;
  Instantiated Objects;
  std::vector<LockSummary> Locks;
  std::vector<BorrowSummary> Borrowed;
  bool Round = false;  ///< The functions of the component at hand call each other, or themselves.
  unsigned Rounds = 0; ///< Gone through it so often.

  /// Step is true if it learned nothing new.
  void settle(llvm::ArrayRef<FunctionId> Component, llvm::function_ref<bool(FunctionId)> Step) {
    bool Settled = false;
    auto Go = [&](FunctionId F) { Settled &= Step(F) || !Round; };
    for (Rounds = 0; !Settled && (isFree() || (Rounds < MaxRounds && Rounds * Component.size() < MaxSteps)); ++Rounds) {
      Settled = true;
      // What a function learns of one that comes later in the order goes on from there the other way round.
      if (isFree() || Rounds % 2 == 0)
        llvm::for_each(Component, Go);
      else
        llvm::for_each(llvm::reverse(Component), Go);
    }
    if (!Settled)
      for (FunctionId F : Component)
        Flow.at(F).Unsettled = true;
  }

  bool isFree() const { return Rounds < FreeRounds; }

  // What is found in a function replaces what an earlier round found.

  bool locks(FunctionId F) {
    LockResult L = analyzeLocks(P, F, Locks);
    if (Round)
      Short.shorten(L.Summary);
    if (!isFree())
      L.Summary = joined(Locks[F], L.Summary);
    bool Same = L.Summary == Locks[F];
    Locks[F] = std::move(L.Summary);
    if (Round || !L.Spans.empty() || L.Walked == PathsResult::TooLarge)
      Flow.at(F).Locks = std::move(L);
    return Same;
  }

  bool borrows(FunctionId F) {
    BorrowSummary S = Borrows(P, Borrowed).infer(F);
    std::swap(S, Borrowed[F]);
    if (!isFree())
      Borrowed[F] = joined(S, std::move(Borrowed[F]));
    if (!P.isLibraryCode(F)) {
      DanglingResult D = analyzeDangling(P, F, Borrowed, Borrowed[F].Left);
      if (Round || !D.Tasks.empty() || !D.Unowned.empty() || D.Walked == PathsResult::TooLarge)
        Flow.at(F).Dangling = std::move(D);
      if (!isFree())
        add(Borrowed[F].Left, NeedList(S.Left));
    }
    const BorrowSummary &Now = Borrowed[F];
    auto Same = [](const NeedList &X, const NeedList &Y) { return X.size() == Y.size() && saidBy(X, Y); };
    return Same(S.Result, Now.Result) && Same(S.Mentions, Now.Mentions) && Same(S.Left, Now.Left) && S.Blocks == Now.Blocks;
  }

  bool effects(FunctionId F) {
    TaskResult Tasks = analyzeTasks(P, F);
    Summary S;
    std::vector<LostRace> Races;
    PathsResult Effects = inferEffects(P, F, Flow.Summaries, S), Raced = inferRaces(P, F, Flow.Summaries, S, Races);
    bool TooLarge = llvm::is_contained({Tasks.Walked, Effects, Raced}, PathsResult::TooLarge);
    if (Round || TooLarge || !Tasks.Dropped.empty() || !Races.empty()) {
      FunctionFlow &Fn = Flow.at(F);
      Fn.Tasks = std::move(Tasks);
      Fn.Races = std::move(Races);
      Fn.EffectsWalked = Effects;
      Fn.RacesWalked = Raced;
    }
    if (Round)
      Short.shorten(S);
    if (!isFree())
      S = joined(Flow.Summaries[F], std::move(S));
    bool Same = saysNoMore(S, Flow.Summaries[F]) && saysNoMore(Flow.Summaries[F], S);
    Flow.Summaries[F] = std::move(S);
    return Same;
  }

  /// What no other function depends on.
  void rest(FunctionId F) {
    P.mayLoop(F); // Asked again when the facts are no longer at hand.
    StaleResult Stale = P.isLibraryCode(F) ? StaleResult() : analyzeStale(P, F, Changes, Borrowed);
    ScopeResult Scopes = analyzeScopes(P, F, Flow.Summaries[F].CancelPoints);
    bool TooLarge = llvm::is_contained({Stale.Walked, Scopes.Walked}, PathsResult::TooLarge);
    if (!TooLarge && Stale.Uses.empty() && Scopes.Unjoined.empty())
      return;
    Flow.at(F).Stale = std::move(Stale);
    Flow.at(F).Scopes = std::move(Scopes);
  }

  void tearsDown(const EarlyTeardown &T) {
    const FunctionFacts &Fn = P.function(T.In);
    UnjoinedScope U;
    U.Manner = UnjoinedScope::StateFirst;
    U.Name = T.Scope;
    U.OnMissing = T.Model->OnMissing;
    U.Where = Fn.Events[T.At].Range;
    U.Exit = Fn.Events[T.Waits].Range;
    U.State = T.State;
    U.Task = T.Task;
    U.UsedIn = T.UsedIn;
    U.Use = T.Use;
    Flow.at(T.In).Scopes.Unjoined.push_back(std::move(U));
  }

  void endsFirst(const LateMember &L) {
    DanglingTask D;
    D.Manner = DanglingTask::LateMember;
    D.At = L.Task->At;
    D.Object = P.str(L.State).str();
    D.Scope = P.str(L.Task->Scope.Field).str();
    D.Task = P.functionName(L.Task->Body);
    D.What.Of.Used = &P.function(L.Use.In).Events[L.Use.At].Range;
    D.Sure = Confidence::Medium;
    Flow.at(L.Task->By).Dangling.Tasks.push_back(std::move(D));
  }

  /// Tasks that borrow from whoever calls, where all callers are known.
  void unowned(FunctionId F) {
    auto It = Flow.Found.find(F);
    FunctionFlow Fresh, &Here = It == Flow.Found.end() ? Fresh : *It->second;
    DanglingResult &D = Here.Dangling;
    judgeUnowned(P, F, Borrowed, Here.Tasks.Dropped, Objects, D);
    if (&Here == &Fresh && !D.Tasks.empty())
      Flow.at(F).Dangling = std::move(D);
  }
};

void tellIncomplete(FunctionFlow &Fn) {
  tellTooLarge(Fn, Fn.Locks.Walked, "locks");
  tellTooLarge(Fn, Fn.Tasks.Walked, "tasks");
  tellTooLarge(Fn, Fn.Dangling.Walked, "dangling tasks");
  tellTooLarge(Fn, Fn.Scopes.Walked, "scopes");
  tellTooLarge(Fn, Fn.Stale.Walked, "views");
  tellTooLarge(Fn, Fn.EffectsWalked, "effects");
  tellTooLarge(Fn, Fn.RacesWalked, "races");
  if (Fn.Unsettled)
    Fn.Incomplete.push_back("recursion: what the functions that call each other do did not settle");
}

} // namespace

FunctionFlow &ProgramFlow::at(FunctionId F) {
  std::unique_ptr<FunctionFlow> &Slot = Found[F];
  if (!Slot)
    Slot = std::make_unique<FunctionFlow>();
  return *Slot;
}

const FunctionFlow &ProgramFlow::of(FunctionId F) const {
  static const FunctionFlow Nothing;
  auto It = Found.find(F);
  return It == Found.end() ? Nothing : *It->second;
}

ProgramFlow analyzeProgram(const Program &P) {
  ProgramFlow Flow;
  Flow.Summaries.resize(P.functionCount());
  BottomUp(P, Flow).run();
  findUnjoinedMembers(P, [&](FunctionId F) -> ScopeResult & { return Flow.at(F).Scopes; });
  for (auto &[F, Fn] : Flow.Found)
    tellIncomplete(*Fn);
  judgeAbandoned(P, Flow);
  for (auto &[F, Fn] : Flow.Found)
    for (LostRace &R : Fn->Races)
      R.Safer = saferRace(P, R);
  Flow.Cancellable = inferCancellability(P, Flow.Summaries);
  std::vector<std::vector<BlockingCall>> Blocking = findBlocking(P);
  for (FunctionId F = 0; F < P.functionCount(); ++F)
    if (!Blocking[F].empty())
      Flow.at(F).Blocking = std::move(Blocking[F]);
  return Flow;
}

void analyzeCancelled(const Program &P, FunctionId F, const Closings &Ended, ProgramFlow &Flow) {
  if (!P.function(F).IsCoroutine || P.isLibraryCode(F))
    return;
  FunctionFlow Late;
  Late.Unforwarded = findUnforwarded(P, F, Ended);
  Late.Shapes = judgeRaces(P, F, Flow.Summaries);
  Late.Restarted = findRestartedTimers(P, F, Flow.Summaries);
  Late.Cleanup = analyzeCleanup(P, F, Flow);
  Late.Swallowed = analyzeSwallowed(P, F, Flow);
  Late.Endless = findEndless(P, F, Flow);
  Late.Spins = analyzeSpins(P, F, Flow, Ended);
  tellTooLarge(Late, Late.Cleanup.Walked, "cleanup");
  tellTooLarge(Late, Late.Swallowed.Walked, "swallowed signals");
  tellTooLarge(Late, Late.Spins.Walked, "closed channels");
  if (Late.Unforwarded.empty() && Late.Shapes.Uncut.empty() && Late.Shapes.Joins.empty() && Late.Restarted.empty() &&
      Late.Cleanup.Lost.empty() && Late.Swallowed.Found.empty() && Late.Endless.empty() && Late.Spins.Found.empty() &&
      Late.Incomplete.empty())
    return;
  FunctionFlow &Fn = Flow.at(F);
  Fn.Unforwarded = std::move(Late.Unforwarded);
  Fn.Shapes = std::move(Late.Shapes);
  Fn.Restarted = std::move(Late.Restarted);
  Fn.Cleanup = std::move(Late.Cleanup);
  Fn.Swallowed = std::move(Late.Swallowed);
  Fn.Endless = std::move(Late.Endless);
  Fn.Spins = std::move(Late.Spins);
  llvm::append_range(Fn.Incomplete, Late.Incomplete);
}

} // namespace corosafe
