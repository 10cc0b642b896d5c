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

/// The class whose member a place is, seen from a function.
TypeId classOf(const Program &P, FunctionId F) {
  for (unsigned Depth = 0; Depth < 8 && F != None; ++Depth) {
    const EntityFacts &E = P.Facts.Entities[P.function(F).Entity];
    if (!P.function(F).IsLambda)
      return E.Class;
    F = P.lambdaSite(F).Caller;
  }
  return None;
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
    for (FunctionId G = 0; G < P.functionCount(); ++G) {
      Program::CallSite Other = P.function(G).IsLambda ? P.lambdaSite(G) : Program::CallSite{None, None};
      if (Within.count(G) || Other.Caller != Site.Caller)
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
    TypeId Class = classOf(P, F);
    for (FunctionId G = 0; G < P.functionCount(); ++G) {
      if (Within.count(G) || classOf(P, G) != Class || Class == None)
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

} // namespace

ProgramFlow analyzeProgram(const Program &P) {
  ProgramFlow Flow;
  uint32_t N = P.functionCount();
  Flow.Functions.resize(N);
  Flow.Summaries.resize(N);
  std::vector<LockSummary> Locks(N);

  for (FunctionId F : P.bottomUp()) {
    LockResult L = analyzeLocks(P, F, Locks);
    Locks[F] = std::move(L.Summary);
    Flow.Functions[F].Locks = std::move(L);
  }
  std::vector<BorrowSummary> Borrowed(N);
  for (FunctionId F : P.bottomUp()) {
    Borrowed[F] = Borrows(P, Borrowed).infer(F);
    if (!P.isLibraryCode(F))
      Flow.Functions[F].Dangling = analyzeDangling(P, F, Borrowed, Borrowed[F].Left);
  }
  for (FunctionId F = 0; F < N; ++F)
    judgeUnowned(P, F, Borrowed, Flow.Functions[F].Dangling);
  // Recursion is not followed round: a second pass sees the first one's summaries.
  for (FunctionId F : P.bottomUp()) {
    FunctionFlow &Fn = Flow.Functions[F];
    Fn.Tasks = analyzeTasks(P, F);
    Summary S;
    PathsResult Effects = inferEffects(P, F, Flow.Summaries, S);
    PathsResult Races = inferRaces(P, F, Flow.Summaries, S, Fn.Races);
    Flow.Summaries[F] = std::move(S);
    for (std::string Reason : {reasonFor(Fn.Locks.Walked, "locks"), reasonFor(Fn.Tasks.Walked, "tasks"), reasonFor(Fn.Dangling.Walked, "dangling tasks"),
                               reasonFor(Effects, "effects"), reasonFor(Races, "races")})
      if (!Reason.empty())
        Fn.Incomplete.push_back(std::move(Reason));
  }
  Escapes(P, Flow).run();
  Flow.Cancellable = inferCancellability(P, Flow.Summaries);
  std::vector<std::vector<BlockingCall>> Blocking = findBlocking(P);
  for (FunctionId F = 0; F < N; ++F)
    Flow.Functions[F].Blocking = std::move(Blocking[F]);
  return Flow;
}

} // namespace corosafe
