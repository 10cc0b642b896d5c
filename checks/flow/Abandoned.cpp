//===- Abandoned.cpp --------------------------------------------------------===//

#include "Abandoned.h"
#include "Awaited.h"
#include "Paths.h"
#include "Summary.h"
#include "Words.h"
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

class Escapes {
public:
  Escapes(const Program &P, ProgramFlow &Flow) : P(P), Flow(Flow) {}

  void run() {
    std::set<RaceBranch> Have;
    for (const auto &[F, Fn] : Flow.Found)
      for (const LostRace &R : Fn->Races)
        Have.insert(R.Race);
    // Where a branch may be lost to a failure as well as to another's success, the latter counts.
    std::vector<FunctionId> Abandoning;
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      if (!Flow.Summaries[F].Abandons.empty())
        Abandoning.push_back(F);
    for (bool ToFailure : {false, true})
      for (FunctionId F : Abandoning)
        judge(F, ToFailure, Have);
  }

private:
  const Program &P;
  ProgramFlow &Flow;
  std::map<FunctionId, std::set<FunctionId>> Reached;
  std::optional<llvm::DenseMap<uint32_t, std::vector<FunctionId>>> Methods, Lambdas, OfGlobals; ///< By class; by the function they stand in; by variable.

  void judge(FunctionId F, bool ToFailure, std::set<RaceBranch> &Have) {
    for (const Abandon &A : Flow.Summaries[F].Abandons) {
      if (A.Race.Function != F || A.ToFailure != ToFailure || Have.count(A.Race))
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
      bool Shared = !Called && (On.Root == Place::Capture     ? usedBesides(F, A, R)
                                : On.Root == Place::Parameter ? isMissedBySenders(F, A)
                                                              : usedElsewhere(F, A, R));
      // Where an error has come up, the object is hardly worked on as if nothing had been.
      // A lock or permit that nobody gives back is missed by whoever else wants it, seen or not.
      Shared |= !Called && A.What.Acquired;
      // A container that others only fill is none the wiser, unless it was lost to a time: whoever calls goes on with it.
      if (Shared && A.What.Sure == Confidence::High && !A.ToFailure && (!A.What.AtOnce || comesBack(F, A)))
        R.Sure = Confidence::Medium;
      if (Have.insert(A.Race).second)
        Flow.at(F).Races.push_back(std::move(R));
    }
  }

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

  /// Functions that work on a global variable.
  llvm::ArrayRef<FunctionId> usersOf(uint32_t Global) {
    if (!OfGlobals) {
      OfGlobals.emplace();
      for (FunctionId F = 0; F < P.functionCount(); ++F)
        for (const PlaceUse &U : Flow.Summaries[F].Uses)
          if (U.On.Root == Place::Global)
            if (std::vector<FunctionId> &Users = (*OfGlobals)[U.On.Index]; Users.empty() || Users.back() != F)
              Users.push_back(F);
    }
    return (*OfGlobals)[Global];
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

  /// A member that other functions of its class work on, or a global variable: or this function, when it is called again.
  bool usedElsewhere(FunctionId F, const Abandon &A, LostRace &R) {
    const Place &On = A.What.On.front();
    bool Member = On.Root == Place::This && !On.Path.empty() && P.classOf(F) != None;
    if (!Member && On.Root != Place::Global)
      return false;
    std::set<FunctionId> &Within = Reached[F];
    if (Within.empty())
      reach(P, F, Within);
    bool Closed = false;
    for (FunctionId G : Member ? functionsOf(P.classOf(F)) : usersOf(On.Index)) {
      const EntityFacts &E = P.Facts.Entities[P.function(G).Entity];
      if (Within.count(G) || E.IsConstructor || E.IsDestructor)
        continue;
      if (llvm::any_of(Flow.Summaries[G].Uses, [&](const PlaceUse &U) { return U.K == PlaceUse::Closes && overlaps(U.On, On); }))
        Closed = true;
      else if (noticedIn(G, A, R))
        return true;
    }
    return !Closed && noticedIn(F, A, R) && (comesBack(F, A) || givesAnother(F, A));
  }

  /// A channel, queue or acceptor that it is given: what was sent is gone, whoever receives next, and the caller cannot know.
  /// (The caller of one that breaks off in a stream can close that.)
  bool isMissedBySenders(FunctionId F, const Abandon &A) const {
    return isTaken(A) && (saysTimeIsOver(F, A) || givesAnother(F, A));
  }

  static bool isTaken(const Abandon &A) {
    bool Whole = (A.What.K == Loss::Discarded && !A.What.Notification && !A.What.Unread) || A.What.K == Loss::HalfDone;
    return Whole && A.What.Dir == Direction::In;
  }

  /// Its caller goes on when the time was over, or the object is a queue that lives longer than one caller's patience: of a
  /// stream, whoever hears of it may be done with all.
  bool comesBack(FunctionId F, const Abandon &A) const {
    return saysTimeIsOver(F, A) || (A.What.OfQueue && isTaken(A) && isLostToTime(F, A) && !isFarewell(F) && !closesItsPeer(F, A));
  }

  /// `co_await (reader() || writer() || watchdog()); socket_.close();`: what the branches work on besides is over, and nobody waits
  /// for what was in the queue.
  bool closesItsPeer(FunctionId F, const Abandon &A) const {
    const Event &Race = P.function(F).Events[A.Race.Race];
    AwaitNode N = Race.Args.empty() ? AwaitNode() : resolveAwaited(P, F, Race.Args[0]);
    return llvm::any_of(Flow.Summaries[F].Uses, [&](const PlaceUse &U) {
      return U.K == PlaceUse::Closes && !overlaps(U.On, A.What.On.front()) && worksOn(N, U.On);
    });
  }

  /// True if a coroutine among the branches works on that place of the function that races them.
  bool worksOn(const AwaitNode &N, const Place &Pl) const {
    if (N.K != AwaitNode::Coroutine)
      return llvm::any_of(N.Branches, [&](const AwaitNode &B) { return worksOn(B, Pl); });
    return llvm::any_of(Flow.Summaries[N.Callee].Uses, [&](const PlaceUse &U) {
      std::optional<Place> There = U.K == PlaceUse::Uses ? toRoot(P, N.Callee, U.On, N.Path) : std::nullopt;
      return There && overlaps(*There, Pl);
    });
  }

  /// What it does not get done in time is given up for good.
  bool isFarewell(FunctionId F) const {
    std::string Words = wordsOf(P.str(P.Facts.Entities[P.function(F).Entity].Leaf));
    return llvm::any_of(std::initializer_list<llvm::StringRef>{"stop", "close", "shutdown", "shut", "drain", "finish", "terminate", "disconnect", "quit",
                                                               "cleanup", "destroy", "last", "final"},
                        [&](llvm::StringRef Verb) { return saysVerb(Words, Verb); });
  }

  /// True if the function returns what the branch takes, or what another one took instead: its caller comes back for more.
  bool givesAnother(FunctionId F, const Abandon &A) const {
    const FunctionFacts &Fn = P.function(F);
    const Event &Race = Fn.Events[A.Race.Race];
    AwaitNode N = Race.Args.empty() ? AwaitNode() : resolveAwaited(P, F, Race.Args[0]);
    auto Returned = [&](uint32_t Part) {
      return [&, Part](const Event &E) {
        return E.Kind == EventKind::Return && llvm::any_of(E.Args, [&](const Operand &O) { return isPart(F, O, A.Race.Race, Part, 0); });
      };
    };
    if (N.Combines && N.Combines->Winner == WinnerTold::VariantIndex && llvm::any_of(Fn.Events, Returned(A.Race.Branch)))
      for (uint32_t K = 0; K < N.Branches.size(); ++K)
        if (K != A.Race.Branch && takes(N.Branches[K]) && llvm::any_of(Fn.Events, Returned(K)))
          return true;
    // One result for all branches, which is returned whoever won.
    return N.Combines && N.Combines->Winner == WinnerTold::PairFirst &&
           llvm::all_of(N.Branches, [&](const AwaitNode &B) { return takes(B); }) &&
           llvm::any_of(Fn.Events, Returned(1)) &&
           llvm::all_of(Fn.Events, [&](const Event &E) { return E.Kind != EventKind::Return || Returned(1)(E); });
  }

  bool takes(const AwaitNode &N) const {
    if (N.K == AwaitNode::Coroutine)
      return llvm::any_of(Flow.Summaries[N.Callee].Effects, [](const DoneEffect &E) { return E.Dir == Direction::In && E.Returned; });
    return N.K == AwaitNode::Operation && N.Op && N.Op->Does == Effect::Consume;
  }

  /// True if a value is, or is made from, that part of what an event gave.
  bool isPart(FunctionId F, const Operand &O, EventId Of, uint32_t Part, unsigned Depth) const {
    SourceValue From = sourceOf(P, F, O, State());
    if (From.Event == Of)
      return From.Part == static_cast<int>(Part);
    if (O.K != Operand::OfValue || Depth > 3)
      return false;
    const Event &E = P.function(F).Events[O.V];
    return E.Kind != EventKind::Suspend && llvm::any_of(E.Args, [&](const Operand &A) { return isPart(F, A, Of, Part, Depth + 1); });
  }

  /// Its caller is told that the time was over, goes on, and can do nothing but call it again.
  bool saysTimeIsOver(FunctionId F, const Abandon &A) const {
    bool Tells = !A.Exit.Throws && llvm::any_of(P.function(F).Events, [](const Event &E) { return E.Kind == EventKind::Return && !E.Args.empty(); });
    return Tells && isLostToTime(F, A);
  }

  /// True if the other side of the race is a time that begins with it, rather than an event that may be the end of all.
  bool isLostToTime(FunctionId F, const Abandon &A) const {
    const Event &Race = P.function(F).Events[A.Race.Race];
    AwaitNode N = Race.Args.empty() ? AwaitNode() : resolveAwaited(P, F, Race.Args[0]);
    return N.Combines && (N.Combines->Kind == CombinatorKind::Timeout ||
                          llvm::any_of(N.Branches, [&](const AwaitNode &B) { return isTime(F, B, 0); }));
  }

  bool isTime(FunctionId F, const AwaitNode &N, unsigned Depth) const {
    if (N.K == AwaitNode::Operation && N.Op && N.Op->Timer)
      return llvm::all_of(N.On, [&](const Place &Pl) { return Pl.Root == Place::Local || isArmed(F, Pl); });
    if (N.K != AwaitNode::Coroutine || Depth > 3)
      return false;
    const FunctionFacts &In = P.function(N.Callee);
    unsigned Waits = 0;
    for (const Event &E : In.Events)
      if (E.Kind == EventKind::Suspend && E.How == SuspendKind::Await && !E.Args.empty()) {
        AwaitNode Of = resolveAwaited(P, N.Callee, E.Args[0]);
        if (isTime(N.Callee, Of, Depth + 1))
          ++Waits;
        else if (Of.K != AwaitNode::Unknown) // An executor.
          return false;
      }
    return Waits == 1;
  }

  /// True if the function gives a timer its time.
  bool isArmed(FunctionId F, const Place &Timer) const {
    const FunctionFacts &Fn = P.function(F);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const FunctionModel *M = Fn.Events[Id].Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
      if (!M || Fn.Events[Id].Receiver.K == Operand::Nothing || llvm::none_of(M->Acts, [](const Action &A) { return A.Does == Act::Arms; }))
        continue;
      if (std::optional<Place> On = P.placeOf(F, Fn.Events[Id].Receiver); On && overlaps(*On, Timer))
        return true;
    }
    return false;
  }

  /// True if the function works on what was abandoned, in the same direction.
  bool noticedIn(FunctionId G, const Abandon &A, LostRace &R) const {
    const Place &On = A.What.On.front();
    for (const PlaceUse &U : Flow.Summaries[G].Uses)
      if (U.K == PlaceUse::Uses && U.Sure && U.On.Root == On.Root && overlaps(U.On, On) &&
          (A.What.Dir == Direction::Both || U.Dir == Direction::Both || U.Dir == A.What.Dir)) {
        R.Noticed = U.Where;
        R.NoticedIn = G;
        return true;
      }
    return false;
  }
};

} // namespace

void judgeAbandoned(const Program &P, ProgramFlow &Flow) { Escapes(P, Flow).run(); }

} // namespace corosafe
