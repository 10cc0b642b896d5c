//===- Timers.cpp ------------------------------------------------------------===//

#include "Timers.h"
#include "KeptHandles.h"
#include "Locks.h"
#include "LosingExits.h"
#include "Loops.h"
#include "Signals.h"
#include "Silence.h"
#include "Summary.h"
#include "TimerArms.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

namespace corosafe {

namespace {

bool saysBudget(llvm::StringRef Name) { return says(Name, {"total", "overall", "budget", "whole", "entire"}); }

/// One race with a clock in a loop.
struct Point {
  WinnerTold Winner = WinnerTold::NotTold;
  unsigned FirstIndex = 0;
  uint32_t Timer = 0; ///< Branch number; for a timeout, the one after its operation.
  unsigned Branches = 2;
  EventId Helper = None; ///< The call of the coroutine that makes the race.
  llvm::SmallVector<std::optional<int64_t>, 2> Values; ///< By branch, where only the value of the race tells who won.
  std::set<EventId> AfterTimer, AfterOther; ///< Until the race comes again.
  bool TimerComesBack = false, OtherComesBack = false;
};

class Turns : public Domain {
public:
  Turns(const Program &P, FunctionId F) : P(P), F(F) {}

  std::map<EventId, Point> Points;

  enum : uint32_t { TimerWon, OtherWon };

  void after(EventId E, State &S, llvm::SmallVectorImpl<State> &Forks) override {
    note(E, S);
    compared(E, S);
    auto It = Points.find(E);
    if (It == Points.end())
      return;
    State Timer = back(E, It->second, S);
    Timer.add({TimerWon, E});
    S.add({OtherWon, E});
    if (It->second.Winner != WinnerTold::Throws)
      Forks.push_back(std::move(Timer));
  }
  void thrown(EventId E, State &S, llvm::SmallVectorImpl<State> &) override {
    note(E, S);
    auto It = Points.find(E);
    if (It == Points.end()) {
      S.Items.clear(); // Something else failed: its handler says nothing about the race.
      return;
    }
    back(E, It->second, S);
    if (It->second.Winner == WinnerTold::Throws)
      S.add({TimerWon, E});
  }
  bool learn(const Test &T, State &S) override {
    auto It = T.Source == None ? Points.end() : Points.find(T.Source);
    if (It == Points.end())
      return true;
    const Point &R = It->second;
    if (!R.Values.empty())
      return T.Part >= 0 || mayHaveWon(T, R, S);
    std::optional<uint32_t> Branch;
    bool Holds = T.Holds;
    switch (R.Winner) {
    case WinnerTold::VariantIndex:
      if (T.K == Test::Index && T.Part < 0)
        Branch = T.Number;
      break;
    case WinnerTold::Index:
      if (T.K == Test::Truth) {
        Branch = 0;
        Holds = !T.Holds;
      } else if (T.K == Test::Equals || T.K == Test::Index) {
        Branch = T.Number;
      }
      break;
    case WinnerTold::PairFirst:
    case WinnerTold::OrderArray:
      if (T.Part == 0 && T.K == Test::Truth) {
        Branch = 0;
        Holds = !T.Holds;
      } else if (T.Part == 0 && (T.K == Test::Equals || T.K == Test::Index)) {
        Branch = T.Number;
      }
      break;
    case WinnerTold::Optionals:
      if (T.Part >= 0 && (T.K == Test::Value || T.K == Test::Truth))
        Branch = T.Part;
      break;
    case WinnerTold::OptionalResult:
    case WinnerTold::BoolResult:
    case WinnerTold::ErrorCode:
      if (T.Part <= 0 && (T.K == Test::Value || T.K == Test::Truth || T.K == Test::Error)) {
        Branch = 0;
        Holds = T.K == Test::Error ? !T.Holds : T.Holds;
      }
      break;
    default:
      break;
    }
    if (!Branch || *Branch < R.FirstIndex)
      return true;
    bool IsTimer = *Branch - R.FirstIndex == R.Timer;
    if (S.has({TimerWon, T.Source}))
      return IsTimer == Holds || (!IsTimer && !Holds);
    if (S.has({OtherWon, T.Source}))
      return IsTimer ? !Holds : Holds || R.Branches > 2;
    return true;
  }

private:
  const Program &P;
  FunctionId F;

  /// The error of a timeout is compared with one by its name: where the time was over it is the signal.
  void compared(EventId E, State &S) {
    std::optional<ErrorAsked> Asked = S.Items.empty() ? std::nullopt : asksForError(P, F, E);
    if (!Asked)
      return;
    SourceValue Of = sourceOf(P, F, *Asked->Error, S);
    bool OfCaught = isOfCaught(P, F, *Asked->Error);
    bool Told = llvm::any_of(S.Items, [&](const Item &I) {
      // A timeout's clock stands behind its only branch.
      const Point &R = Points[I.A];
      bool Throws = R.Winner == WinnerTold::Throws, Code = R.Winner == WinnerTold::ErrorCode;
      return I.Kind == TimerWon && ((Throws && OfCaught) || (Code && Of.Event == I.A && Of.Part <= 0));
    });
    if (Told)
      decideValue(E, Asked->IfSignal, S);
  }

  void note(EventId E, const State &S) {
    for (const Item &I : S.Items)
      (I.Kind == TimerWon ? Points[I.A].AfterTimer : Points[I.A].AfterOther).insert(E);
  }
  /// False if the value of the race cannot be tested so where that side won.
  static bool mayHaveWon(const Test &T, const Point &R, const State &S) {
    if (S.has({TimerWon, T.Source}))
      return !contradicts(T, *R.Values[R.Timer], false);
    if (!S.has({OtherWon, T.Source}))
      return true;
    for (uint32_t K = 0; K < R.Values.size(); ++K)
      if (K != R.Timer && (R.Values[K] ? !contradicts(T, *R.Values[K], false) : contradicts(T, *R.Values[R.Timer], false)))
        return true;
    return false;
  }
  /// The race comes again: what was known of its last turn is over.
  State back(EventId E, Point &R, State &S) {
    R.TimerComesBack |= S.has({TimerWon, E});
    R.OtherComesBack |= S.has({OtherWon, E});
    S.removeIf([&](const Item &I) { return I.A == E; });
    return S;
  }
};

class Finder {
public:
  Finder(const Program &P, FunctionId F, const std::vector<Summary> &Known)
      : P(P), Fn(P.function(F)), F(F), Known(Known) {}

  std::vector<RestartedTimer> run() {
    std::vector<RestartedTimer> Out;
    bool Suspends = llvm::any_of(Fn.Events, [](const Event &E) { return E.Kind == EventKind::Suspend; });
    if (!Suspends)
      return Out;
    Loops L(Fn);
    if (L.All.empty())
      return Out;
    Turns D(P, F);
    std::map<EventId, AwaitNode> Nodes;
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Suspend || E.How != SuspendKind::Await || E.Args.empty() || !L.around(Id))
        continue;
      AwaitNode N = resolveAwaited(P, F, E.Args[0]);
      Point R;
      if (std::optional<HelperTimeout> H = timeoutInHelper(P, N, Known)) {
        R.Winner = H->Throws ? WinnerTold::Throws : WinnerTold::NotTold;
        R.Timer = H->Timer;
        R.Helper = H->Race.Path.front().Call;
        if (!H->Throws)
          R.Values.resize(2);
        if (!H->Throws)
          R.Values[R.Timer] = H->Gives;
        D.Points[Id] = R;
        Nodes[Id] = std::move(H->Race);
        continue;
      }
      // A timeout that another function makes does not say here what time it has.
      if (N.K != AwaitNode::Combinator || !N.Combines || N.Combines->Kind == CombinatorKind::Join ||
          (N.Combines->Kind == CombinatorKind::Timeout && !N.Path.empty()))
        continue;
      R.Winner = N.Combines->Winner;
      if (boundsByTrigger(N))
        N = AwaitNode(N.Branches[0]);
      R.FirstIndex = N.Combines->FirstIndex;
      R.Branches = std::max<size_t>(N.Branches.size(), 2);
      if (N.Combines->Kind == CombinatorKind::Timeout) {
        if (N.Branches.empty())
          continue;
        if (R.Winner == WinnerTold::Throws && N.Branches[0].CountReturned)
          R.Winner = WinnerTold::ErrorCode;
        R.Timer = 1;
        if (N.Branches.size() > 1 && !isClock(N.Branches[1]))
          continue;
      } else {
        auto It = llvm::find_if(N.Branches, [&](const AwaitNode &B) { return isClock(B); });
        if (It == N.Branches.end())
          continue;
        R.Timer = It - N.Branches.begin();
        R.Values = valuesOfBranches(P, N);
      }
      if (R.Winner == WinnerTold::NotTold && (R.Timer >= R.Values.size() || !R.Values[R.Timer]))
        continue;
      D.Points[Id] = R;
      Nodes[Id] = std::move(N);
    }
    if (D.Points.empty() || walkPaths(P, F, D) != PathsResult::Done)
      return Out;
    for (auto &[Id, R] : D.Points)
      if (std::optional<RestartedTimer> T = judge(Id, Nodes[Id], R))
        Out.push_back(std::move(*T));
    return Out;
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<Summary> &Known;

  const Point *Turn = nullptr; ///< The race that is judged.

  std::optional<RestartedTimer> judge(EventId Id, const AwaitNode &N, const Point &R) {
    Turn = &R;
    if (!R.OtherComesBack)
      return std::nullopt;
    RestartedTimer T;
    T.Suspend = Id;
    T.Name = N.Name;
    const Operand *Time = nullptr;
    std::string Helper;
    if (!restarts(Id, N, R, T, Time, Helper))
      return std::nullopt;
    // Meant for all turns together, and counted for each.
    if (!R.TimerComesBack) {
      T.Budget = Time ? nameOf(*Time) : Helper;
      if (!saysBudget(T.Budget))
        return std::nullopt;
      return T;
    }
    if ((Time && saysSilence(nameOf(*Time))) || (!isJustTimeout(Helper) && saysSilence(Helper)))
      return std::nullopt;
    std::vector<Place> Raced;
    for (uint32_t K = 0; K < N.Branches.size(); ++K)
      if (K != R.Timer)
        for (const AwaitNode &B : worksOfBranch(P, F, N, K))
          raced(B, Raced);
    if (N.Made != None && N.Path.empty())
      for (const Operand &A : Fn.Events[N.Made].Args)
        if (A.K == Operand::InPlace && A.P.Root == Place::Local)
          Raced.push_back(A.P); // A task that was made before.
    std::vector<EventId> Work;
    for (EventId E : R.AfterTimer)
      if (!R.AfterOther.count(E) && E != Id)
        Work.push_back(E);
    if (isTimerOfSilence(N, R) || countsSilence(P, F, Work, R.AfterOther) || receivesFirst(P, F, R.AfterTimer, R.AfterOther))
      return std::nullopt;
    for (EventId E : Work) {
      if (isForSilence(P, F, E, Raced))
        return std::nullopt;
      if (!T.Work.valid() && isDueWork(P, F, E))
        T.Work = Fn.Events[E].Range;
    }
    if (EventId Told = T.Work.valid() ? None : tellsCount(P, F, Work, R.AfterOther); Told != None)
      T.Work = Fn.Events[Told].Range;
    return T.Work.valid() ? std::optional<RestartedTimer>(std::move(T)) : std::nullopt;
  }

  bool isClock(const AwaitNode &B) const {
    return (B.K == AwaitNode::Operation && B.Op && B.Op->Timer) || (B.K == AwaitNode::Coroutine && onlyWaits(P, B.Callee));
  }

  /// `done_as_optional(stop_when(operation, clock))`: who won is told by the outer one.
  static bool boundsByTrigger(const AwaitNode &N) {
    auto IsTimeout = [](const AwaitNode &X) { return X.K == AwaitNode::Combinator && X.Combines->Kind == CombinatorKind::Timeout; };
    return IsTimeout(N) && N.Branches.size() == 1 && IsTimeout(N.Branches[0]) && N.Branches[0].Path.empty() &&
           N.Branches[0].Branches.size() > 1 && N.Branches[0].Combines->Winner == WinnerTold::Throws;
  }

  bool isTimerOfSilence(const AwaitNode &N, const Point &R) const {
    return R.Timer < N.Branches.size() && llvm::any_of(N.Branches[R.Timer].On, [&](const Place &Pl) { return namesSilence(P.spell(F, Pl)); });
  }

  /// `timeout(5s)`: the name of a helper that may wait for whatever it likes.
  static bool isJustTimeout(llvm::StringRef Name) {
    return says(Name, {"timeout"}) && !says(Name, {"idle", "inactiv", "quiet", "silen", "alive", "read", "recv"});
  }

  /// True if another branch's win leads to a new beginning of the same time. It is counted by a helper of that name.
  bool restarts(EventId Id, const AwaitNode &N, const Point &R, RestartedTimer &T, const Operand *&Time, std::string &Helper) {
    if (R.Helper != None) {
      Helper = P.calleeName(F, R.Helper);
      T.Timer = Fn.Events[R.Helper].Range;
      const Meaning &M = P.meaning(F, R.Helper);
      return R.AfterOther.count(R.Helper) && !M.Bodies.empty() && delayOf(P, M.Bodies[0], Fn.Events[R.Helper], Time) && (!Time || isFixed(*Time));
    }
    if (N.Combines->Kind == CombinatorKind::Timeout && R.Timer >= N.Branches.size()) {
      T.Timer = N.Range.valid() ? N.Range : Fn.Events[Id].Range;
      if (N.Made == None || !R.AfterOther.count(N.Made))
        return false;
      for (const Operand &A : Fn.Events[N.Made].Args)
        if (isDuration(A))
          Time = &A;
      return Time && isFixed(*Time);
    }
    const AwaitNode &B = N.Branches[R.Timer];
    T.Timer = B.Range.valid() ? B.Range : Fn.Events[Id].Range;
    if (B.K == AwaitNode::Coroutine && B.Path.size() == 1 && B.Path.front().Caller == F) {
      Helper = P.functionName(B.Callee);
      return R.AfterOther.count(B.Path.front().Call) && delayOf(P, B.Callee, Fn.Events[B.Path.front().Call], Time) && (!Time || isFixed(*Time));
    }
    // `wait_for(5s)`: a function that gives the wait of a timer which it sets, or makes.
    if (const Frame *By = B.Path.size() == 1 && B.Path.front().Caller == F ? &B.Path.front() : nullptr) {
      Helper = P.calleeName(F, By->Call);
      const Meaning &M = P.meaning(F, By->Call);
      bool Arms = B.On.empty() ? !M.Bodies.empty() && delayOf(P, M.Bodies[0], Fn.Events[By->Call], Time) : armsInHelper(P, F, By->Call, B.On, Time);
      return R.AfterOther.count(By->Call) && Arms && (!Time || isFixed(*Time));
    }
    if (!B.Path.empty() || B.Made == None)
      return false;
    for (const Operand &A : Fn.Events[B.Made].Args)
      if (isDuration(A))
        Time = &A;
    // Made in this turn, and not once before the loop.
    if (Time || (B.On.empty() && !B.OnLost))
      return R.AfterOther.count(B.Made) && Time && isFixed(*Time);
    for (EventId E : R.AfterOther) {
      const Event &Ev = Fn.Events[E];
      if (Ev.Kind == EventKind::Call) {
        if (armsInHelper(P, F, E, B.On, Time)) {
          Helper = P.str(P.Facts.Entities[Ev.Callee].Leaf).str();
          T.Restart = Ev.Range;
          return !Time || isFixed(*Time);
        }
        const FunctionModel *M = P.meaning(F, E).Model;
        if (!M || llvm::none_of(M->Acts, [](const Action &A) { return A.Does == Act::Arms; }) || Ev.Args.empty())
          continue;
        std::optional<Place> On = Ev.Receiver.K == Operand::Nothing ? std::nullopt : P.placeOf(F, Ev.Receiver);
        if (On && llvm::any_of(B.On, [&](const Place &Pl) { return overlaps(Pl, *On); }) && isFixed(Ev.Args[0])) {
          Time = &Ev.Args[0];
          T.Restart = Ev.Range;
          return true;
        }
      } else if (Ev.Kind == EventKind::Init && Ev.HasTarget && Ev.Target.Root == Place::Local && Ev.Target.Path.empty() &&
                 !Ev.Args.empty() && Ev.Args[0].K == Operand::OfValue) {
        if (llvm::none_of(B.On, [&](const Place &Pl) { return Pl.Root == Place::Local && Pl.Index == Ev.Target.Index; }))
          continue;
        for (const Operand &A : Fn.Events[Ev.Args[0].V].Args)
          if (isDuration(A) && isFixed(A)) {
            Time = &A;
            T.Restart = Ev.Range;
            return true;
          }
      }
    }
    return false;
  }

  bool isDuration(const Operand &O) const {
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    if (!T)
      return false;
    llvm::StringRef Name = P.str(T->Name);
    return isTime(Name) || (T->Kind == TypeFacts::Builtin && Name != "bool" && Name != "void");
  }

  bool callsNow(const Operand &O, unsigned Depth) const {
    if (O.K != Operand::OfValue || Depth > 6)
      return false;
    const Event &E = Fn.Events[O.V];
    if (E.Kind == EventKind::Call && E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf) == "now")
      return true;
    return callsNow(E.Receiver, Depth + 1) || llvm::any_of(E.Args, [&](const Operand &A) { return callsNow(A, Depth + 1); });
  }

  /// The same time from now on in every turn: not what is left until a point in time that stays.
  bool isFixed(const Operand &O) const {
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    bool Absolute = T && P.str(T->Name).ends_with("::time_point");
    if (O.K == Operand::Constant)
      return true;
    if (O.K == Operand::InPlace) {
      if (O.P.Root == Place::Local && O.P.Path.empty()) {
        unsigned Defs = 0;
        const Operand *Last = nullptr;
        bool InTurn = false;
        for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
          const Event &E = Fn.Events[Id];
          if (E.HasTarget && E.Target == O.P && E.Kind != EventKind::Destroy) {
            ++Defs;
            Last = E.Args.empty() ? nullptr : &E.Args[0];
            InTurn = Turn->AfterOther.count(Id);
          }
          // `next += period`
          if (E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && E.Receiver.P == O.P && E.Callee != None &&
              !P.Facts.Entities[E.Callee].IsConst)
            ++Defs;
        }
        if (Defs != 1 || (Absolute && !InTurn))
          return false;
        return !Last || Last->K == Operand::Unknown || Last->K == Operand::Nothing ? !Absolute : isFixed(*Last);
      }
      // A setting; one that this function changes is none.
      return !Absolute && llvm::none_of(Fn.Events, [&](const Event &E) { return E.HasTarget && E.Target == O.P; });
    }
    if (O.K != Operand::OfValue)
      return !Absolute;
    const Event &E = Fn.Events[O.V];
    llvm::StringRef Leaf = E.Callee == None ? llvm::StringRef() : P.str(P.Facts.Entities[E.Callee].Leaf);
    if (Absolute)
      return callsNow(O, 0) && Leaf == "operator+";
    if (E.Kind == EventKind::Suspend || callsNow(O, 0) || Leaf == "operator-" || Leaf == "min" || Leaf == "max")
      return false;
    if (E.Kind == EventKind::Compute && P.str(E.Op) == "-")
      return false;
    if (E.Kind == EventKind::Call && P.bodyOf(E.Callee) != None && says(Leaf, {"remain", "left", "until", "next", "due"}))
      return false;
    if (E.Kind == EventKind::Call && says(Leaf, {"remain", "left", "until", "next", "due", "backoff"}))
      return false;
    return llvm::all_of(E.Args, [&](const Operand &A) { return isFixed(A); });
  }

  std::string nameOf(const Operand &O, unsigned Depth = 0) const {
    if (O.K == Operand::InPlace)
      return P.spell(F, O.P);
    if (O.K != Operand::OfValue || Depth > 4)
      return "";
    const Event &E = Fn.Events[O.V];
    for (const Operand &A : E.Args)
      if (std::string N = nameOf(A, Depth + 1); !N.empty())
        return N;
    return E.Callee == None || E.Kind != EventKind::Call ? "" : P.str(P.Facts.Entities[E.Callee].Leaf).str();
  }

  /// The objects that a branch works on.
  void raced(const AwaitNode &N, std::vector<Place> &Into) const {
    for (const AwaitNode &B : N.Branches)
      raced(B, Into);
    auto Add = [&](const Place &Pl) {
      if (Pl.Root != Place::This || !Pl.Path.empty())
        Into.push_back(Pl);
    };
    for (const Place &Pl : N.On)
      Add(Pl);
    if (N.K != AwaitNode::Coroutine || N.Path.empty())
      return;
    for (const DoneEffect &D : Known[N.Callee].Effects)
      for (const Place &Pl : D.On)
        if (std::optional<Place> There = toRoot(P, N.Callee, Pl, N.Path))
          Add(*There);
    for (const PlaceUse &U : Known[N.Callee].Uses)
      if (std::optional<Place> There = toRoot(P, N.Callee, U.On, N.Path); There && !isOnlyFilled(P, N.Callee, U.On))
        Add(*There);
    const Event &Call = P.function(N.Path.front().Caller).Events[N.Path.front().Call];
    FunctionId Given = N.Path.size() == 1 ? N.Callee : FunctionId(None);
    for (uint32_t I = 0; I < Call.Args.size(); ++I) {
      Place Param;
      Param.Root = Place::Parameter;
      Param.Index = I;
      std::optional<Place> Pl = N.Path.front().Caller == F ? P.placeOf(F, Call.Args[I]) : std::nullopt;
      if (Pl && (Given == None || !isOnlyFilled(P, Given, Param)))
        Add(*Pl);
    }
  }
};

} // namespace

std::vector<RestartedTimer> findRestartedTimers(const Program &P, FunctionId F, const std::vector<Summary> &Known) {
  if (!P.function(F).IsCoroutine || !P.mayLoop(F) || P.isLibraryCode(F))
    return {};
  if (!P.has(F, Trait::AwaitsTree) && llvm::none_of(P.callees(F), [&](FunctionId G) { return !Known[G].Races.empty(); }))
    return {};
  return Finder(P, F, Known).run();
}

} // namespace corosafe
