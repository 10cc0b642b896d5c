//===- Races.cpp - Races that lose something that somebody notices ----------===//
//
// A race is a bug when a branch can lose, losing it loses something, and what it
// worked on is used again on a path where it lost (semantics.md section 4). Every
// branch that can lose something puts an item into the state behind its co_await;
// tests of the winner take it out on the paths where it won; closing the object
// takes it out; using the object is the bug; leaving the function with it is the
// caller's business (Summary::Abandons).
//
//===----------------------------------------------------------------------===//

#include "LosingExits.h"
#include "Summary.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

namespace corosafe {

using namespace race_items;

namespace {

class RaceDomain : public Domain {
public:
  RaceDomain(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out,
             std::vector<LostRace> &Found)
      : P(P), Fn(P.function(F)), F(F), Known(Known), Out(Out), Found(Found) {}

  bool relevant() {
    auto Speaks = [&](FunctionId B) { return !Known[B].Abandons.empty() || !Known[B].Races.empty(); };
    if (!P.has(F, Trait::AwaitsTree) && llvm::none_of(P.callees(F), Speaks))
      return false;
    for (EventId E = 0; E < Fn.Events.size(); ++E)
      if (Fn.Events[E].Kind == EventKind::Suspend && Fn.Events[E].How == SuspendKind::Await &&
          !Fn.Events[E].Args.empty() && interesting(E))
        return true;
    return false;
  }

  void prepare() { Uses = usesOf(P, F, Known); }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    use(Id, S);
    flags(Id, S);
    if (Fn.Events[Id].Kind != EventKind::Suspend)
      return;
    RacePoint &R = point(Id, S);
    for (const Item &I : S.Items)
      if (I.Kind == WonBy && I.A == Id)
        Repeats.insert({Id, I.B});
    forget(Id, S);
    enterLost(Id, R, R.OnReturn, S);
  }

  void puzzled(EventId Value, State &S) override {
    std::vector<Item> Items(S.Items.begin(), S.Items.end());
    Operand O;
    O.K = Operand::OfValue;
    O.V = Value;
    for (const Item &I : Items)
      if (I.Kind == Lost && (Reader.tells(I.A, O, S, 0) || readsFlag(I.C, Value)))
        S.add({Unclear, None, None, I.C});
  }

  /// An exception by which a loss is told is of a type that handlers know it by;
  /// any other says that something else went wrong.
  void thrown(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks) override {
    if (Fn.Events[Id].Kind != EventKind::Suspend) {
      thrownByCall(Id, S, Forks);
      return;
    }
    RacePoint &R = point(Id, S);
    forget(Id, S);
    State Other = S;
    for (uint32_t C : R.OnThrow)
      for (const Thrown &T : Candidates[C].ToldBy) {
        State *In = T.known() ? nullptr : &S;
        for (State &Fork : Forks)
          if (T.known() && Fork.Raised == T)
            In = &Fork;
        if (!In) {
          In = &Forks.emplace_back(Other);
          In->Raised = T;
        }
        In->add({Lost, Id, Candidates[C].Race.Branch, C});
      }
  }

  /// After a loss, only calls that throw on purpose are taken to do so.
  void thrownByCall(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks) {
    const Event &E = Fn.Events[Id];
    auto IsLost = [](const Item &I) { return I.Kind == Lost; };
    if ((E.Kind != EventKind::Call && E.Kind != EventKind::Construct) || llvm::none_of(S.Items, IsLost))
      return;
    bool Always = E.Callee != None && P.Facts.Entities[E.Callee].IsNoReturn;
    for (FunctionId B : P.meaning(F, Id).Bodies) {
      Always |= !Known[B].Returns && Known[B].Throws.empty();
      for (TypeId T : Known[B].Throws)
        Forks.emplace_back(S).Raised = {T, nullptr};
    }
    if (!Always)
      S.removeIf(IsLost);
  }

  void unwound(llvm::ArrayRef<uint32_t> Locals, State &S) override {
    for (uint32_t L : Locals) {
      Place Pl;
      Pl.Index = L;
      end(Pl, S);
    }
  }

  bool splitsReturns() const override { return true; }

  bool learn(const Test &Told, State &S) override {
    learnFromFlags(Told, S);
    if (Told.Source == None)
      return true;
    Test T = Told;
    // `if (s.is_open()) s.close();`: what is not open needs no closing.
    const Event &Asked = Fn.Events[T.Source];
    if (T.K == Test::Truth && !T.Holds && Asked.Kind == EventKind::Call && Asked.Callee != None &&
        Asked.Receiver.K == Operand::InPlace && P.str(P.Facts.Entities[Asked.Callee].Leaf).contains("open"))
      if (std::optional<Place> Pl = P.placeOf(F, Asked.Receiver))
        end(*Pl, S);
    auto It = Points.find(T.Source);
    if (It == Points.end())
      return true;
    const RacePoint &R = It->second;
    if (!learnFromCallee(T, S))
      return false;
    if (!R.Combines)
      return true;
    if (T.K == Test::Index || T.K == Test::Equals) {
      T.Number -= R.Combines->FirstIndex;
      if (R.Combines->FirstIndex && T.Number < 0) {
        // None has won: each failed by itself.
        if (T.Holds)
          S.removeIf([&](const Item &I) { return (I.Kind == Lost || I.Kind == MayWin) && I.A == T.Source; });
        return true;
      }
    }
    switch (R.Winner) {
    case WinnerTold::VariantIndex:
      if (T.K == Test::Index && T.Part < 0)
        return winner(T.Source, T.Number, T.Holds, S);
      return true;
    case WinnerTold::Index:
      if (T.K == Test::Equals || T.K == Test::Index)
        return winner(T.Source, T.Number, T.Holds, S);
      if (T.K == Test::Truth)
        return winner(T.Source, 0, !T.Holds, S);
      return true;
    case WinnerTold::PairFirst:
    case WinnerTold::OrderArray:
      if (T.K == Test::Error && !T.Holds && T.Part > 0)
        if (std::optional<uint32_t> K = branchOfError(T.Source, T.Part))
          return won(T.Source, *K, S); // It completed without an error.
      if (T.Part == 0 && (T.K == Test::Equals || T.K == Test::Index))
        return winner(T.Source, T.Number, T.Holds, S);
      if (T.Part == 0 && T.K == Test::Truth)
        return winner(T.Source, 0, !T.Holds, S);
      return true;
    case WinnerTold::Optionals:
      if (T.Part < 0 || (T.K != Test::Value && T.K != Test::Truth))
        return true;
      if (T.Holds)
        return won(T.Source, T.Part, S);
      return winner(T.Source, T.Part, false, S);
    case WinnerTold::OptionalResult:
    case WinnerTold::BoolResult:
      if (T.Part > 0)
        return true;
      if ((T.K == Test::Error && !T.Holds) || ((T.K == Test::Value || T.K == Test::Truth) && T.Holds))
        return won(T.Source, 0, S);
      return true;
    case WinnerTold::ErrorCode:
      if (T.K == Test::Error && !T.Holds)
        return won(T.Source, 0, S);
      if (T.K == Test::Value && T.Holds)
        return won(T.Source, 0, S);
      return true;
    case WinnerTold::Throws:
    case WinnerTold::NotTold:
      return true;
    }
    return true;
  }

  void left(State &S, bool ByException) override {
    for (const Item &I : S.Items)
      if (I.Kind == Lost)
        leave(I, S, ByException);
  }

  void finish() {
    for (auto &[Key, R] : Noticed) {
      // A notification whose arrival ends the loop is an event, not data: what lost it had something else to do.
      bool Event = Learned.count({Key.Race, Key.Branch}) && !Repeats.count({Key.Race, Key.Branch});
      if (R.What.Notification && Key.Function == F && Event)
        R.Sure = Confidence::Low;
      Found.push_back(std::move(R));
    }
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<Summary> &Known;
  Summary &Out;
  std::vector<LostRace> &Found;
  EventUses Uses;
  std::vector<Candidate> Candidates;
  std::map<EventId, RacePoint> Points;
  ExitReader Reader{P, F, Points};
  std::map<RaceBranch, LostRace> Noticed;
  std::set<std::pair<EventId, uint32_t>> Learned; ///< Branches that a condition tells to have won.
  std::set<std::pair<EventId, uint32_t>> Repeats; ///< Races that run again after that branch won.
  std::vector<Place> Places;

  uint32_t key(const Place &Pl) {
    for (uint32_t I = 0; I < Places.size(); ++I)
      if (Places[I] == Pl)
        return I;
    Places.push_back(Pl);
    return Places.size() - 1;
  }

  //===-- what is raced -----------------------------------------------------===//

  bool interesting(EventId Id) {
    return interesting(resolveAwaited(P, F, Fn.Events[Id].Args[0]), 0) || multiDef(Fn.Events[Id].Args[0]);
  }
  bool multiDef(const Operand &O) const {
    return O.K == Operand::InPlace && O.P.Root == Place::Local && !P.soleValue(F, O.P.Index);
  }
  bool interesting(const AwaitNode &N, unsigned Depth) const {
    if (Depth > 8)
      return false;
    if (N.K == AwaitNode::Combinator)
      return true;
    if (N.K == AwaitNode::Coroutine)
      return !Known[N.Callee].Abandons.empty() || !Known[N.Callee].Races.empty();
    return false;
  }

  RacePoint &point(EventId Id, const State &S) {
    auto [It, New] = Points.try_emplace(Id);
    if (!New || Fn.Events[Id].Args.empty())
      return It->second;
    RacePoint &R = It->second;
    AwaitNode N = resolveAwaited(P, F, Fn.Events[Id].Args[0], S);
    gather(Id, N, R, 0);
    return R;
  }

  void gather(EventId Id, const AwaitNode &N, RacePoint &R, unsigned Depth) {
    if (Depth > 6)
      return;
    if (N.K == AwaitNode::Combinator) {
      combinator(Id, N, R, Depth == 0);
      for (const AwaitNode &B : N.Branches)
        gather(Id, B, R, Depth + 1);
      return;
    }
    if (N.K != AwaitNode::Coroutine)
      return;
    callee(Id, N, R);
  }

  void combinator(EventId Id, const AwaitNode &N, RacePoint &R, bool Top) {
    const Combinator &C = *N.Combines;
    if (Top) {
      R.Combines = &C;
      R.Winner = C.Winner;
      R.Branches = N.Branches.size();
    }
    if (C.Kind == CombinatorKind::Join && !C.CancelsOnError)
      return;
    for (uint32_t K = 0; K < N.Branches.size(); ++K) {
      const AwaitNode &B = N.Branches[K];
      // If the others can only throw, a race that returns was won by this one.
      bool OthersThrow = C.Kind == CombinatorKind::Race && N.Branches.size() > 1 && !onlyThrows(B);
      for (uint32_t J = 0; J < N.Branches.size(); ++J)
        OthersThrow &= J == K || onlyThrows(N.Branches[J]);
      // A race for the first success waits on when those fail.
      if (OthersThrow && C.Wins == WinsOn::FirstSuccess)
        continue;
      LoserFate Fate = B.Lvalue && C.LvalueLosers ? *C.LvalueLosers : C.Losers;
      LoserResult Result = B.Lvalue && C.LvalueResults ? *C.LvalueResults : C.Results;
      if (Fate == LoserFate::Interrupted || Fate == LoserFate::Untouched)
        continue;
      if (C.Kind == CombinatorKind::Timeout && K > 0)
        continue;
      // A result that comes back as values tells how far the operation got, if somebody looks.
      bool AsValues = B.CountReturned || C.Kind == CombinatorKind::Race;
      bool CountVisible = Result == LoserResult::Returned && AsValues && countUsed(Id, C.Winner);
      std::vector<Loss> Losses;
      if (Fate == LoserFate::LeftRunning || Fate == LoserFate::CancelledDetached) {
        // It goes on, but what it will return is dropped.
        std::vector<Loss> All;
        lossesOf(P, Known, B, Result == LoserResult::Discarded, true, N.Model ? N.Model->Name : "", All);
        for (Loss &L : All)
          if (L.K == Loss::Discarded || Fate == LoserFate::CancelledDetached)
            Losses.push_back(std::move(L));
      } else {
        lossesOf(P, Known, B, Result == LoserResult::Discarded, CountVisible, N.Model ? N.Model->Name : "", Losses);
      }
      WinnerTold Winner = C.Winner;
      if (Winner == WinnerTold::Throws && (B.CountReturned || N.CountReturned))
        Winner = WinnerTold::ErrorCode;
      if (Top && C.Kind == CombinatorKind::Timeout)
        R.Winner = Winner;
      for (Loss &L : Losses) {
        Candidate Cand;
        Cand.Race = {F, Id, K};
        Cand.What = std::move(L);
        Cand.BranchRange = B.Range.valid() ? B.Range : Fn.Events[Id].Range;
        Cand.RaceRange = Fn.Events[Id].Range;
        Cand.RaceName = N.Name;
        Cand.In = F;
        Cand.ToFailure = C.Kind == CombinatorKind::Join;
        uint32_t Number = Candidates.size();
        Candidates.push_back(std::move(Cand));
        bool OnThrow = Winner == WinnerTold::Throws || C.Kind == CombinatorKind::Join || OthersThrow;
        if (Winner == WinnerTold::Throws && !C.Throws.empty())
          Candidates.back().ToldBy.assign(1, {None, &C.Throws});
        else if (OthersThrow)
          thrownByOthers(N, K, Candidates.back().ToldBy);
        (OnThrow ? R.OnThrow : R.OnReturn).push_back(Number);
      }
      if (B.K == AwaitNode::Parameter)
        parameterRace(Id, N, B);
    }
  }

  bool onlyThrows(const AwaitNode &B) const { return B.K == AwaitNode::Coroutine && !Known[B.Callee].Returns; }

  /// What the branches but K throw on purpose.
  void thrownByOthers(const AwaitNode &N, uint32_t K, llvm::SmallVectorImpl<Thrown> &Out) const {
    Out.clear();
    for (uint32_t J = 0; J < N.Branches.size(); ++J) {
      if (J == K)
        continue;
      const std::vector<TypeId> &Types = Known[N.Branches[J].Callee].Throws;
      for (TypeId T : Types)
        Out.push_back({T, nullptr});
      if (Types.empty())
        Out.emplace_back();
    }
  }

  /// Some count that the race returned is looked at.
  bool countUsed(EventId Race, WinnerTold Winner) const {
    auto IsCount = [&](const Operand &O) {
      if (O.K != Operand::InPlace)
        return false;
      SourceValue V = sourceOf(P, F, O, State());
      bool IsWinner = V.Part == 0 && (Winner == WinnerTold::OrderArray || Winner == WinnerTold::PairFirst);
      if (V.Event != Race || IsWinner)
        return false;
      const TypeFacts *T = P.type(P.typeOf(Fn, O));
      return T && T->Kind == TypeFacts::Builtin && P.str(T->Name) != "bool";
    };
    for (const Event &E : Fn.Events)
      if (llvm::any_of(E.Args, IsCount) || IsCount(E.Receiver))
        return true;
    return llvm::any_of(Fn.Blocks, [&](const Block &B) { return IsCount(B.Condition); });
  }

  /// The function races what it was given: its callers' business.
  void parameterRace(EventId Id, const AwaitNode &N, const AwaitNode &B) {
    ParameterRace R;
    R.Index = B.Index;
    R.Callable = B.Callable;
    R.Combines = N.Combines;
    R.Model = N.Model;
    R.RaceRange = Fn.Events[Id].Range;
    R.RaceName = N.Name;
    // A stand-in is lost along the paths, so that the ways out of the function are known.
    Candidate Cand;
    Cand.Race = {F, Id, static_cast<uint32_t>(&B - N.Branches.data())};
    Cand.RaceName = N.Name;
    Cand.In = F;
    Cand.Given = Out.Races.size();
    if (N.Combines->Winner == WinnerTold::Throws && !N.Combines->Throws.empty())
      Cand.ToldBy.assign(1, {None, &N.Combines->Throws});
    uint32_t Number = Candidates.size();
    Candidates.push_back(std::move(Cand));
    Out.Races.push_back(std::move(R));
    RacePoint &Pt = Points[Id];
    (N.Combines->Winner == WinnerTold::Throws ? Pt.OnThrow : Pt.OnReturn).push_back(Number);
  }

  /// The callee closed what was lost before it came back this way.
  bool closedBy(const LosingExit &Exit, const Loss &L, const AwaitNode &N) const {
    return llvm::any_of(Exit.Closed, [&](const Place &Pl) {
      std::optional<Place> Here = toRoot(P, N.Callee, Pl, N.Path);
      return Here && llvm::any_of(L.On, [&](const Place &On) { return overlaps(On, *Here); });
    });
  }

  llvm::SmallVector<LosingExit::Write, 1> writesHere(const LosingExit &Exit, const AwaitNode &N) const {
    llvm::SmallVector<LosingExit::Write, 1> R;
    for (const LosingExit::Write &W : Exit.Writes)
      if (std::optional<Place> Here = toRoot(P, N.Callee, W.On, N.Path))
        R.push_back({P.normalize(F, *Here), W.Value, W.Kept});
    return R;
  }

  void callee(EventId Id, const AwaitNode &N, RacePoint &R) {
    const Summary &S = Known[N.Callee];
    for (const Abandon &A : S.Abandons) {
      Candidate Cand;
      Cand.Race = A.Race;
      Cand.What = A.What;
      Cand.What.On.clear();
      for (const Place &Pl : A.What.On)
        if (std::optional<Place> Here = toRoot(P, N.Callee, Pl, N.Path))
          Cand.What.On.push_back(*Here);
      if (Cand.What.On.empty())
        continue;
      Cand.What.Into.reset();
      Cand.BranchRange = A.BranchRange;
      Cand.RaceRange = A.RaceRange;
      Cand.RaceName = A.RaceName;
      Cand.In = A.Race.Function;
      Cand.Exit = A.Exit;
      Cand.Writes = writesHere(A.Exit, N);
      Cand.ToldBy.assign(1, A.Exit.Raised);
      if (Cand.What.Why.size() < 8)
        Cand.What.Why.append({N.Range, "'" + P.functionName(N.Callee) + "', which may lose it, is awaited here"});
      uint32_t Number = Candidates.size();
      Candidates.push_back(std::move(Cand));
      (A.Exit.Throws ? R.OnThrow : R.OnReturn).push_back(Number);
    }
    for (const ParameterRace &Race : S.Races) {
      AwaitNode Given = resolveArgument(P, N.Path, Race.Index, Race.Callable);
      if (Given.K == AwaitNode::Parameter) {
        // Passed on from our own caller.
        if (Given.Path.empty()) {
          ParameterRace Mine = Race;
          Mine.Index = Given.Index;
          Mine.Callable = Given.Callable;
          if (Out.Races.size() < 16)
            Out.Races.push_back(std::move(Mine));
        }
        continue;
      }
      const Combinator &C = *Race.Combines;
      LoserResult Result = Given.Lvalue && C.LvalueResults ? *C.LvalueResults : C.Results;
      std::vector<LosingExit> Exits = Race.Exits;
      for (const LosingExit &Exit : Exits) {
        // A group that hands back what losers gave is of no use where the function drops it.
        bool Discards = Result == LoserResult::Discarded || (Result == LoserResult::Returned && Exit.DropsResult);
        std::vector<Loss> Losses;
        lossesOf(P, Known, Given, Discards, !Discards && Result == LoserResult::Returned && Given.CountReturned,
                 Race.Model ? Race.Model->Name : "", Losses);
        for (const Loss &L : Losses) {
          if (closedBy(Exit, L, N))
            continue;
          Candidate Cand;
          Cand.Race = {F, Id, Race.Index};
          Cand.What = L;
          Cand.BranchRange = Given.Range.valid() ? Given.Range : Fn.Events[Id].Range;
          Cand.RaceRange = Race.RaceRange;
          Cand.RaceName = Race.RaceName;
          Cand.In = F;
          Cand.Exit = Exit;
          Cand.Writes = writesHere(Exit, N);
          Cand.ToldBy.assign(1, Exit.Raised);
          uint32_t Number = Candidates.size();
          Candidates.push_back(std::move(Cand));
          (Exit.Throws ? R.OnThrow : R.OnReturn).push_back(Number);
        }
      }
    }
  }

  //===-- along the paths ---------------------------------------------------===//

  void forget(EventId Id, State &S) {
    S.removeIf([&](const Item &I) {
      return ((I.Kind == MayWin || I.Kind == Lost || I.Kind == WonBy) && I.A == Id) ||
             ((I.Kind == Unclear || I.Kind == NoBuffer || I.Kind == EndedFor || I.Kind == Rewritten) && Candidates[I.C].Race.Race == Id &&
              Candidates[I.C].Race.Function == F);
    });
  }

  void enterLost(EventId Id, const RacePoint &R, const std::vector<uint32_t> &List, State &S) {
    if (List.empty())
      return;
    for (uint32_t C : List)
      S.add({Lost, Id, Candidates[C].Race.Branch, C});
    if (R.Combines && R.Combines->Kind == CombinatorKind::Race)
      for (uint32_t K = 0; K < R.Branches; ++K)
        S.add({MayWin, Id, K});
  }

  /// Branch K completed: it lost nothing.
  bool won(EventId Race, int64_t K, State &S) {
    S.removeIf([&](const Item &I) { return I.Kind == Lost && I.A == Race && I.B == K; });
    return true;
  }

  bool winner(EventId Race, int64_t K, bool Is, State &S) {
    bool Tracked = llvm::any_of(S.Items, [&](const Item &I) { return I.Kind == MayWin && I.A == Race; });
    if (!Tracked)
      return true;
    S.removeIf([&](const Item &I) { return I.Kind == MayWin && I.A == Race && (I.B == K) != Is; });
    unsigned Left = 0;
    uint32_t Last = 0;
    for (const Item &I : S.Items)
      if (I.Kind == MayWin && I.A == Race) {
        ++Left;
        Last = I.B;
      }
    if (Left == 0)
      return false;
    if (Left == 1) {
      won(Race, Last, S);
      S.add({WonBy, Race, Last});
      Learned.insert({Race, Last});
    }
    return true;
  }

  /// The branch whose error is that part of the group's flat result.
  std::optional<uint32_t> branchOfError(EventId Race, int Part) const {
    const TypeFacts *T = P.type(P.strip(Fn.Events[Race].Type));
    if (!T || Part >= static_cast<int>(T->Args.size()))
      return std::nullopt;
    uint32_t Branch = 0;
    for (int I = 1; I < Part; ++I)
      Branch += T->Args[I].K == TemplateArg::Type && isErrorCode(P, T->Args[I].T);
    return isErrorCode(P, T->Args[Part].T) ? std::optional<uint32_t>(Branch) : std::nullopt;
  }

  /// What a callee returned when it had lost.
  bool learnFromCallee(const Test &T, State &S) {
    bool IsCode = T.Part >= 0 || isErrorCode(P, Fn.Events[T.Source].Type);
    S.removeIf([&](const Item &I) {
      if (I.Kind != Lost || I.A != T.Source)
        return false;
      const std::optional<LosingExit> &Exit = Candidates[I.C].Exit;
      if (!Exit)
        return false;
      if (Exit->ReturnsResult && T.K == Test::Index && T.Part < 0)
        return (static_cast<int64_t>(I.B) == T.Number) == T.Holds;
      // A test of a part speaks of that part; what began as one value may also be tested as the winner's (get<0>(r)).
      std::optional<int64_t> Constant = Exit->Returns;
      int Part = partTested(T);
      if (Part >= 0 && static_cast<size_t>(Part) < Exit->Parts.size())
        Constant = Exit->Parts[Part];
      else if (T.Part > 0)
        return false;
      if (!Constant)
        return false;
      return contradicts(T, *Constant, IsCode);
    });
    return true;
  }

  /// A test that cannot come out so for that value. Of an error code 0 is no error; of an expected, it stands for one.
  static bool contradicts(const Test &T, int64_t Value, bool IsCode) {
    switch (T.K) {
    case Test::Truth:
    case Test::Value: return T.Holds ? Value == 0 : Value != 0;
    case Test::Error: return IsCode ? (T.Holds ? Value == 0 : Value != 0) : (T.Holds ? false : Value == 0);
    case Test::Less: return (Value < T.Number) != T.Holds;
    case Test::Index:
    case Test::Equals: return T.Holds ? Value != T.Number : Value == T.Number;
    default: return false;
    }
  }

  //===-- flags and codes that a callee writes -------------------------------===//

  /// The place that a test asked about, also through a getter of the program's own.
  std::optional<Place> askedAbout(const Test &T) const {
    if (T.Where && T.Where->Root != Place::Value)
      return P.normalize(F, *T.Where);
    return T.Source == None ? std::nullopt : gotten(T.Source);
  }
  std::optional<Place> gotten(EventId Id) const {
    const Event &E = Fn.Events[Id];
    const Meaning *M = E.Kind == EventKind::Call ? &P.meaning(F, Id) : nullptr;
    if (!M || M->Bodies.size() != 1 || P.function(M->Bodies[0]).IsCoroutine)
      return std::nullopt;
    const Event *Only = nullptr;
    for (const Event &R : P.function(M->Bodies[0]).Events)
      if (R.Kind == EventKind::Return) {
        if (Only || R.Args.empty() || R.Args[0].K != Operand::InPlace)
          return std::nullopt;
        Only = &R;
      }
    return Only ? P.rebase(F, Id, M->Bodies[0], Only->Args[0].P) : std::nullopt;
  }

  void learnFromFlags(const Test &T, State &S) {
    if (llvm::none_of(S.Items, [&](const Item &I) { return I.Kind == Lost && !Candidates[I.C].Writes.empty(); }))
      return;
    std::optional<Place> Asked = askedAbout(T);
    if (!Asked)
      return;
    llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
    for (const Item &I : Items) {
      if (I.Kind != Lost)
        continue;
      for (const LosingExit::Write &W : Candidates[I.C].Writes) {
        if (W.On != *Asked || S.has({Rewritten, None, key(W.On), I.C}))
          continue;
        std::optional<int64_t> Value = W.Value;
        if (W.Kept && W.On.Root == Place::Local && W.On.Path.empty())
          if (const Operand *Before = firstValue(W.On.Index))
            Value = Reader.constantOf(*Before, S, 0);
        // A plain number or flag tells nothing else by an error than it does by its truth.
        if (!Value)
          S.add({Unclear, None, None, I.C});
        else if (contradicts(T, *Value, true))
          S.remove(I);
      }
    }
  }

  /// What a local began with, if that is all that this function gives it.
  const Operand *firstValue(uint32_t Local) const {
    const Operand *First = nullptr;
    for (const Event &E : Fn.Events) {
      if (!E.HasTarget || E.Target.Root != Place::Local || E.Target.Index != Local)
        continue;
      if (First || E.Kind == EventKind::Assign || E.Kind == EventKind::Compute)
        return nullptr;
      if (E.Kind == EventKind::Init && !E.Args.empty())
        First = &E.Args[0];
    }
    return First;
  }

  bool readsFlag(uint32_t C, EventId Value) const {
    const Event &E = Fn.Events[Value];
    auto Reads = [&](const Operand &O) {
      return O.K == Operand::InPlace && llvm::any_of(Candidates[C].Writes, [&](const LosingExit::Write &W) {
               return overlaps(W.On, P.normalize(F, O.P));
             });
    };
    return Reads(E.Receiver) || llvm::any_of(E.Args, Reads);
  }

  /// A flag that is written anew tells nothing any more; one that is handed to who may throw for it has been looked at.
  void flags(EventId Id, State &S) {
    const Event &E = Fn.Events[Id];
    if (llvm::none_of(S.Items, [&](const Item &I) { return I.Kind == Lost && !Candidates[I.C].Writes.empty(); }))
      return;
    llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
    for (const Item &I : Items) {
      if (I.Kind != Lost)
        continue;
      for (const LosingExit::Write &W : Candidates[I.C].Writes) {
        if (E.HasTarget && E.Kind != EventKind::Destroy && overlaps(P.normalize(F, E.Target), W.On))
          S.add({Rewritten, None, key(W.On), I.C});
        if (E.Kind == EventKind::Call && mayThrowFor(Id) && llvm::any_of(E.Args, [&](const Operand &A) {
              return A.K == Operand::InPlace && A.Pass != Passing::MutableRef && A.Pass != Passing::MutablePointer && !A.AddressOf &&
                     overlaps(P.normalize(F, A.P), W.On);
            }))
          S.add({Unclear, None, None, I.C});
      }
    }
  }

  /// It throws of its own accord, or is not seen and may.
  bool mayThrowFor(EventId Id) const {
    const Meaning &M = P.meaning(F, Id);
    if (M.Model || M.InLibrary || Fn.Events[Id].Callee == None)
      return false;
    const EntityFacts &Callee = P.Facts.Entities[Fn.Events[Id].Callee];
    bool Operator = P.str(Callee.Leaf).starts_with("operator");
    return M.Bodies.empty() ? !Operator && !Callee.InSystemHeader
                            : llvm::any_of(M.Bodies, [&](FunctionId B) { return !Known[B].Throws.empty() || !Known[B].Returns; });
  }

  /// The number of the part that a test looks at: a binding's, or a member's of a plain class.
  int partTested(const Test &T) const {
    if (T.Part >= 0)
      return T.Part;
    if (!T.Where || T.Where->Path.empty())
      return -1;
    const TypeFacts *Ty = P.type(P.strip(Fn.Events[T.Source].Type));
    if (!Ty)
      return -1;
    for (size_t I = 0; I < Ty->Fields.size(); ++I)
      if (Ty->Fields[I].Name == T.Where->Path.back())
        return static_cast<int>(I);
    return -1;
  }

  static bool notices(Direction Loss, Direction Use) {
    if (Loss == Direction::In)
      return Use != Direction::Out; // After a lost read, a farewell may still be written.
    return true;
  }

  void use(EventId Id, State &S) {
    if (Uses[Id].empty() || S.Items.empty())
      return;
    for (const PlaceUse &U : Uses[Id]) {
      if (U.K == PlaceUse::Closes) {
        end(U.On, S);
        continue;
      }
      std::vector<Item> Items(S.Items.begin(), S.Items.end());
      for (const Item &I : Items) {
        if (I.Kind != Lost)
          continue;
        const Candidate &C = Candidates[I.C];
        if (!notices(C.What.Dir, U.Dir))
          continue;
        const Place *Hit = nullptr;
        for (const Place &On : C.What.On)
          if (U.WholeObject ? isWithin(U.On, On) || (isWithin(On, U.On) && !(U.On.Root == Place::This && U.On.Path.empty()))
                            : overlaps(On, U.On))
            Hit = &On;
        if (!Hit)
          continue;
        if (C.What.Into && !S.has({NoBuffer, None, None, I.C}))
          continue;
        // A callee that is told how the race ended can be trusted to look.
        const Event &E = Fn.Events[Id];
        if (E.Kind == EventKind::Call && U.Dir == Direction::Both &&
            llvm::any_of(E.Args, [&](const Operand &A) { return Reader.tells(I.A, A, S, 0); })) {
          S.remove(I);
          continue;
        }
        notice(C, Id, U.Sure, P.spell(F, *Hit), S.has({Unclear, None, None, I.C}));
        S.remove(I);
      }
    }
  }

  /// The life of a place is over, or begins anew.
  void end(const Place &What, State &S) {
    std::vector<Item> Items(S.Items.begin(), S.Items.end());
    for (const Item &I : Items) {
      if (I.Kind != Lost)
        continue;
      const Candidate &C = Candidates[I.C];
      if (C.Given && isVisibleOutside(What))
        S.add({EndedFor, None, key(What), I.C});
      if (C.What.Into && isWithin(*C.What.Into, What))
        S.add({NoBuffer, None, None, I.C});
      // Closing a part (the lowest layer of a stream) closes the whole.
      if (llvm::any_of(C.What.On, [&](const Place &On) { return overlaps(On, What); }))
        S.remove(I);
    }
  }

  void notice(const Candidate &C, EventId At, bool Sure, std::string Object, bool Unclear) {
    LostRace R;
    R.Race = C.Race;
    R.What = C.What;
    R.BranchRange = C.BranchRange;
    R.RaceRange = C.RaceRange;
    R.RaceName = C.RaceName;
    R.In = C.In;
    R.Noticed = Fn.Events[At].Range;
    R.NoticedIn = F;
    R.Object = std::move(Object);
    R.Sure = std::min(C.What.Sure, Sure ? Confidence::High : Confidence::Medium);
    if (!Sure && C.What.Sure == Confidence::Medium)
      R.Sure = Confidence::Low;
    if (Unclear || (C.Exit && C.Exit->Opaque))
      R.Sure = Confidence::Low;
    auto [It, New] = Noticed.try_emplace(C.Race, R);
    if (!New && It->second.Sure < R.Sure)
      It->second = R;
  }

  void leave(const Item &I, State &S, bool ByException) {
    const Candidate &C = Candidates[I.C];
    LosingExit Exit;
    Exit.Throws = ByException;
    if (ByException)
      Exit.Raised = S.Raised;
    Exit.DropsResult = ByException;
    if (!ByException)
      Reader.describeReturn(I, S, Exit);
    if (S.has({Unclear, None, None, I.C}))
      Exit.Opaque = true;
    Reader.describeWrites(C, I, S, Exit);
    for (const Item &E : S.Items)
      if (E.Kind == EndedFor && E.C == I.C)
        Exit.Closed.push_back(Places[E.B]);
    if (C.Given) {
      auto &Exits = Out.Races[*C.Given].Exits;
      if (!llvm::is_contained(Exits, Exit))
        Exits.push_back(Exit);
      return;
    }
    Abandon A;
    A.What = C.What;
    A.What.On.clear();
    for (const Place &On : C.What.On)
      if (isVisibleOutside(On) && P.lifetime(F, On) != Lifetime::Frame)
        A.What.On.push_back(On);
    if (A.What.On.empty())
      return;
    if (A.What.Into) {
      // A buffer that outlives the function keeps what was read.
      if (isVisibleOutside(*A.What.Into) && P.lifetime(F, *A.What.Into) != Lifetime::Frame)
        return;
      A.What.Into.reset();
    }
    A.Race = C.Race;
    A.BranchRange = C.BranchRange;
    A.RaceRange = C.RaceRange;
    A.RaceName = C.RaceName;
    A.Exit = Exit;
    A.ToFailure = C.ToFailure && ByException;
    for (const Abandon &Have : Out.Abandons)
      if (Have.Race == A.Race && Have.Exit == A.Exit && Have.What.On == A.What.On && Have.What.K == A.What.K)
        return;
    if (Out.Abandons.size() < 64)
      Out.Abandons.push_back(std::move(A));
  }
};

} // namespace

PathsResult inferRaces(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out,
                       std::vector<LostRace> &Found) {
  RaceDomain D(P, F, Known, Out, Found);
  if (!D.relevant())
    return PathsResult::Done;
  D.prepare();
  PathsResult R = walkPaths(P, F, D);
  D.finish();
  return R;
}

} // namespace corosafe
