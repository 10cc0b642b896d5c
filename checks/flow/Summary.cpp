//===- Summary.cpp - Bottom-up over the program ----------------------------===//

#include "Summary.h"
#include "Cancellability.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

namespace corosafe {

namespace {

/// Functions that run as part of a race's branches or on the way to it.
void reach(const Program &P, FunctionId From, std::set<FunctionId> &Into) {
  std::vector<FunctionId> Work{From};
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    if (!Into.insert(F).second || Into.size() > 2000)
      continue;
    const FunctionFacts &Fn = P.function(F);
    for (EventId E = 0; E < Fn.Events.size(); ++E)
      if (Fn.Events[E].Callee != None)
        for (FunctionId B : P.meaning(F, E).Bodies)
          Work.push_back(B);
  }
}

/// What outlives its function without anybody seen to use it: judged by who else works on it.
class Escapes {
public:
  Escapes(const Program &P, ProgramFlow &Flow) : P(P), Flow(Flow) {}

  void run() {
    std::set<RaceBranch> Have;
    for (FunctionFlow &Fn : Flow.Functions)
      for (const LostRace &R : Fn.Races)
        Have.insert(R.Race);
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      for (const Abandon &A : Flow.Summaries[F].Abandons) {
        if (A.Race.Function != F || Have.count(A.Race))
          continue;
        // Whoever calls it was looked at, and did not use the object again.
        bool Called = !P.callers(F).empty();
        const Place &On = A.What.On.front();
        if (Called && On.Root != Place::This)
          continue;
        LostRace R;
        R.Race = A.Race;
        R.What = A.What;
        R.BranchRange = A.BranchRange;
        R.RaceRange = A.RaceRange;
        R.RaceName = A.RaceName;
        R.In = F;
        R.Object = P.spell(F, A.What.On.front());
        R.Sure = Confidence::Low;
        bool Shared = !Called && (On.Root == Place::Capture ? usedBesides(F, A, R) : usedElsewhere(F, A, R));
        if (Shared && A.What.Sure == Confidence::High)
          R.Sure = Confidence::Medium;
        if (Have.insert(A.Race).second)
          Flow.Functions[F].Races.push_back(std::move(R));
      }
  }

private:
  const Program &P;
  ProgramFlow &Flow;
  std::map<FunctionId, std::set<FunctionId>> Reached;
  std::optional<llvm::DenseMap<uint32_t, std::vector<FunctionId>>> Methods, Lambdas; ///< By class; by the function they stand in.

  /// Functions of a class, lambdas in them included.
  llvm::ArrayRef<FunctionId> functionsOf(TypeId Class) {
    if (!Methods) {
      Methods.emplace();
      for (FunctionId F = 0; F < P.functionCount(); ++F)
        if (TypeId C = P.classOf(F); C != None)
          (*Methods)[C].push_back(F);
    }
    return (*Methods)[Class];
  }
  llvm::ArrayRef<FunctionId> lambdasIn(FunctionId Outer) {
    if (!Lambdas) {
      Lambdas.emplace();
      for (FunctionId F = 0; F < P.functionCount(); ++F)
        if (P.function(F).IsLambda && P.lambdaSite(F).Caller != None)
          (*Lambdas)[P.lambdaSite(F).Caller].push_back(F);
    }
    return (*Lambdas)[Outer];
  }

  /// A local of the enclosing function that other lambdas, or that function, work on as well.
  bool usedBesides(FunctionId F, const Abandon &A, LostRace &R) {
    Program::CallSite Site = P.lambdaSite(F);
    if (Site.Caller == None)
      return false;
    std::optional<Place> On = P.rebase(Site.Caller, Site.Call, F, A.What.On.front());
    if (!On)
      return false;
    std::set<FunctionId> &Within = Reached[F];
    if (Within.empty())
      reach(P, F, Within);
    for (FunctionId G : lambdasIn(Site.Caller)) {
      Program::CallSite Other = P.lambdaSite(G);
      if (Within.count(G))
        continue;
      for (const PlaceUse &U : Flow.Summaries[G].Uses) {
        std::optional<Place> There = P.rebase(Site.Caller, Other.Call, G, U.On);
        if (!There || !overlaps(*There, *On))
          continue;
        if (U.K == PlaceUse::Closes)
          return false;
        if (U.Sure && (A.What.Dir == Direction::Both || U.Dir == Direction::Both || U.Dir == A.What.Dir)) {
          R.Noticed = U.Where;
          R.NoticedIn = G;
        }
      }
    }
    return R.Noticed.valid();
  }

  bool usedElsewhere(FunctionId F, const Abandon &A, LostRace &R) {
    const Place &On = A.What.On.front();
    if (On.Root != Place::This || On.Path.empty())
      return false;
    std::set<FunctionId> &Within = Reached[F];
    if (Within.empty())
      reach(P, F, Within);
    TypeId Class = P.classOf(F);
    if (Class == None)
      return false;
    for (FunctionId G : functionsOf(Class)) {
      if (Within.count(G))
        continue;
      const EntityFacts &E = P.Facts.Entities[P.function(G).Entity];
      if (E.IsConstructor || E.IsDestructor)
        continue;
      bool Closes = llvm::any_of(Flow.Summaries[G].Uses, [&](const PlaceUse &U) {
        return U.K == PlaceUse::Closes && overlaps(U.On, On);
      });
      if (Closes)
        continue;
      for (const PlaceUse &U : Flow.Summaries[G].Uses)
        if (U.K == PlaceUse::Uses && U.Sure && U.On.Root == Place::This && overlaps(U.On, On) &&
            (A.What.Dir == Direction::Both || U.Dir == Direction::Both || U.Dir == A.What.Dir)) {
          R.Noticed = U.Where;
          R.NoticedIn = G;
          return true;
        }
    }
    return false;
  }
};

std::string reasonFor(PathsResult R, llvm::StringRef What) {
  if (R == PathsResult::TooLarge)
    return (What + ": too many paths").str();
  return {};
}

constexpr unsigned MaxRounds = 5;

/// True if the functions of a component call each other round, or the only one calls itself.
bool callsRound(const Program &P, llvm::ArrayRef<FunctionId> Component) {
  return Component.size() > 1 ||
         llvm::any_of(P.callers(Component[0]), [&](const Program::CallSite &S) { return S.Caller == Component[0]; });
}

/// Every place of A is one of B or a part of one: `next->next->socket` says no more than `next`.
bool within(llvm::ArrayRef<Place> A, llvm::ArrayRef<Place> B) {
  return llvm::all_of(A, [&](const Place &X) { return llvm::any_of(B, [&](const Place &Y) { return isWithin(X, Y); }); });
}

/// True if A says nothing that B does not say as well. Witnesses do not count.
bool saysNoMore(const Summary &A, const Summary &B) {
  auto Among = [](const auto &As, const auto &Bs, auto Same) {
    return llvm::all_of(As, [&](const auto &X) { return llvm::any_of(Bs, [&](const auto &Y) { return Same(X, Y); }); });
  };
  auto SameLoss = [](const Loss &X, const Loss &Y) { return X.K == Y.K && X.Dir == Y.Dir && X.Sure <= Y.Sure && within(X.On, Y.On); };
  auto SameUse = [](const PlaceUse &X, const PlaceUse &Y) { return X.K == Y.K && X.Dir == Y.Dir && X.Sure <= Y.Sure && isWithin(X.On, Y.On); };
  auto SameEffect = [](const DoneEffect &X, const DoneEffect &Y) { return X.Dir == Y.Dir && X.Returned == Y.Returned && within(X.On, Y.On); };
  auto SameAbandon = [](const Abandon &X, const Abandon &Y) { return X.Race == Y.Race && X.Exit == Y.Exit && within(X.What.On, Y.What.On); };
  auto SameRace = [](const ParameterRace &X, const ParameterRace &Y) {
    return X.Index == Y.Index && X.Callable == Y.Callable && X.Combines == Y.Combines && X.Exits == Y.Exits;
  };
  return A.Known == B.Known && A.Suspends == B.Suspends && A.Returns == B.Returns && A.CancelPoints == B.CancelPoints &&
         Among(A.Inherent, B.Inherent, SameLoss) && Among(A.OnDiscard, B.OnDiscard, SameLoss) &&
         Among(A.Effects, B.Effects, SameEffect) && Among(A.Uses, B.Uses, SameUse) &&
         Among(A.Abandons, B.Abandons, SameAbandon) && Among(A.Races, B.Races, SameRace) &&
         Among(A.AwaitsParameters, B.AwaitsParameters, [](const auto &X, const auto &Y) { return X == Y; });
}

/// Callees first. Functions that call each other round are gone through again until
/// what they know of each other settles, but not for ever. Step is true if it learned nothing new.
void bottomUp(const Program &P, ProgramFlow &Flow, llvm::function_ref<bool(FunctionId)> Step) {
  for (size_t K = 0; K < P.componentCount(); ++K) {
    llvm::ArrayRef<FunctionId> Component = P.component(K);
    bool Round = callsRound(P, Component), Settled = false;
    for (unsigned Rounds = 0; Rounds < MaxRounds && !Settled; ++Rounds) {
      Settled = true;
      for (FunctionId F : Component)
        Settled &= Step(F) || !Round;
    }
    if (!Settled)
      for (FunctionId F : Component)
        Flow.Functions[F].Unsettled = true;
  }
}

/// One function by what is known of its callees; what is found in it replaces what an earlier round found.
Summary summarize(const Program &P, FunctionId F, ProgramFlow &Flow) {
  FunctionFlow &Fn = Flow.Functions[F];
  Fn.Tasks = analyzeTasks(P, F);
  Fn.Races.clear();
  Summary S;
  Fn.EffectsWalked = inferEffects(P, F, Flow.Summaries, S);
  Fn.RacesWalked = inferRaces(P, F, Flow.Summaries, S, Fn.Races);
  return S;
}

void tellIncomplete(FunctionFlow &Fn) {
  for (std::string Reason : {reasonFor(Fn.Locks.Walked, "locks"), reasonFor(Fn.Tasks.Walked, "tasks"),
                             reasonFor(Fn.Dangling.Walked, "dangling tasks"), reasonFor(Fn.Scopes.Walked, "scopes"),
                             reasonFor(Fn.Stale.Walked, "views"), reasonFor(Fn.EffectsWalked, "effects"), reasonFor(Fn.RacesWalked, "races")})
    if (!Reason.empty())
      Fn.Incomplete.push_back(std::move(Reason));
  if (Fn.Unsettled)
    Fn.Incomplete.push_back("recursion: what the functions that call each other do did not settle");
}

} // namespace

ProgramFlow analyzeProgram(const Program &P) {
  ProgramFlow Flow;
  uint32_t N = P.functionCount();
  Flow.Functions.resize(N);
  Flow.Summaries.resize(N);
  std::vector<LockSummary> Locks(N);

  bottomUp(P, Flow, [&](FunctionId F) {
    LockResult L = analyzeLocks(P, F, Locks);
    bool Same = L.Summary == Locks[F];
    Locks[F] = std::move(L.Summary);
    Flow.Functions[F].Locks = std::move(L);
    return Same;
  });
  std::vector<BorrowSummary> Borrowed(N);
  for (FunctionId F : P.bottomUp()) {
    Borrowed[F] = Borrows(P, Borrowed).infer(F);
    if (!P.isLibraryCode(F))
      Flow.Functions[F].Dangling = analyzeDangling(P, F, Borrowed, Borrowed[F].Left);
  }
  for (FunctionId F = 0; F < N; ++F)
    judgeUnowned(P, F, Borrowed, Flow.Functions[F].Dangling);
  bottomUp(P, Flow, [&](FunctionId F) {
    Summary S = summarize(P, F, Flow);
    bool Same = saysNoMore(S, Flow.Summaries[F]) && saysNoMore(Flow.Summaries[F], S);
    Flow.Summaries[F] = std::move(S);
    return Same;
  });
  std::vector<ScopeResult *> Scopes;
  Invalidations Changes(P);
  for (FunctionId F = 0; F < N; ++F) {
    if (!P.isLibraryCode(F))
      Flow.Functions[F].Stale = analyzeStale(P, F, Changes);
    Flow.Functions[F].Scopes = analyzeScopes(P, F, Flow.Summaries[F].CancelPoints);
    Scopes.push_back(&Flow.Functions[F].Scopes);
  }
  findUnjoinedMembers(P, Scopes);
  for (FunctionId F = 0; F < N; ++F)
    tellIncomplete(Flow.Functions[F]);
  Escapes(P, Flow).run();
  Flow.Cancellable = inferCancellability(P, Flow.Summaries);
  std::vector<std::vector<BlockingCall>> Blocking = findBlocking(P);
  for (FunctionId F = 0; F < N; ++F) {
    FunctionFlow &Fn = Flow.Functions[F];
    Fn.Blocking = std::move(Blocking[F]);
    Fn.Unforwarded = findUnforwarded(P, F);
    Fn.Shapes = judgeRaces(P, F, Flow.Summaries);
    Fn.Restarted = findRestartedTimers(P, F, Flow.Summaries);
    if (!P.function(F).IsCoroutine || P.isLibraryCode(F))
      continue;
    Fn.Cleanup = analyzeCleanup(P, F, Flow);
    Fn.Swallowed = analyzeSwallowed(P, F, Flow);
    Fn.Endless = findEndless(P, F, Flow);
    Fn.Spins = analyzeSpins(P, F, Flow);
    for (std::string Reason : {reasonFor(Fn.Cleanup.Walked, "cleanup"), reasonFor(Fn.Swallowed.Walked, "swallowed signals"),
                               reasonFor(Fn.Spins.Walked, "closed channels")})
      if (!Reason.empty())
        Fn.Incomplete.push_back(std::move(Reason));
  }
  return Flow;
}

} // namespace corosafe
