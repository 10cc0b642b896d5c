//===- RacePoints.cpp ------------------------------------------------------===//

#include "RacePoints.h"
#include "BranchWrites.h"
#include "ThrowingTimeouts.h"
#include "CompletionTokens.h"
#include "KeptHandles.h"
#include "Winner.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

bool RacePoints::interesting(EventId Id) {
  AwaitNode N = resolveAwaited(P, F, Fn.Events[Id].Args[0]);
  return interesting(N, 0) || multiDef(Fn.Events[Id].Args[0]) || isCut(Id, N);
}

bool RacePoints::isCut(EventId Id, const AwaitNode &N) const {
  if (Cancelled.empty() || (N.K != AwaitNode::Operation && N.K != AwaitNode::Coroutine))
    return false;
  llvm::SmallVector<Loss, 2> Losses;
  lossesOf(P, Known, N, false, false, "", Losses);
  return llvm::any_of(Losses, [&](const Loss &L) { return isCutByHand(P, F, Id, L.On, Cancelled); });
}

bool RacePoints::interesting(const AwaitNode &N, unsigned Depth) const {
  if (Depth > 8)
    return false;
  if (N.K == AwaitNode::Combinator)
    return true;
  if (N.K == AwaitNode::Coroutine)
    return !Known[N.Callee].Abandons.empty() || !Known[N.Callee].Races.empty();
  return false;
}

/// Where a branch is written: of a race that a helper makes, what the helper was given.
static SourceSpan writtenAt(const AwaitNode &B) {
  if (B.K == AwaitNode::Combinator && !B.Path.empty())
    for (const AwaitNode &X : B.Branches) {
      bool Here = X.K == AwaitNode::Coroutine ? X.Path.size() == 1 : X.Path.empty() || X.K == AwaitNode::Combinator;
      if (Here && !isTimer(X) && X.Range.valid())
        return writtenAt(X);
    }
  return B.Range;
}

RacePoint &RacePoints::point(EventId Id, const State &S) {
  auto [It, New] = Points.try_emplace(Id);
  if (!New || Fn.Events[Id].Args.empty())
    return It->second;
  RacePoint &R = It->second;
  AwaitNode N = resolveAwaited(P, F, Fn.Events[Id].Args[0], S);
  if (isCut(Id, N)) {
    AwaitNode Bounded;
    Bounded.K = AwaitNode::Combinator;
    Bounded.Combines = &timeoutByHand();
    Bounded.Name = SharedText::constant("a timer's handler");
    Bounded.Range = N.Range;
    Bounded.CountReturned = N.CountReturned;
    Bounded.Branches.push_back(std::move(N));
    N = std::move(Bounded);
  }
  gather(Id, N, R, 0);
  if (R.Winner == WinnerTold::ErrorCode && N.K == AwaitNode::Combinator)
    R.ErrorAt = errorVariable(P, F, Fn.Events[Id].Args[0]);
  return R;
}

void RacePoints::gather(EventId Id, const AwaitNode &N, RacePoint &R, unsigned Depth) {
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

void RacePoints::combinator(EventId Id, const AwaitNode &N, RacePoint &R, bool Top) {
  const Combinator &C = *N.Combines;
  if (Top) {
    R.Combines = &C;
    R.Winner = toldBy(P, Fn.Events[Id].Type, C, None);
    R.Branches = N.Branches.size();
    R.Values = valuesOfBranches(P, N);
  }
  if (C.Kind == CombinatorKind::Join && !C.CancelsOnError)
    return;
  for (uint32_t K = 0; K < N.Branches.size(); ++K) {
    const AwaitNode &B = N.Branches[K];
    auto NeverFails = [&](const AwaitNode &Other) { return &Other == &B || Other.CountReturned; };
    if (C.Kind == CombinatorKind::Join && llvm::all_of(N.Branches, NeverFails))
      continue;
    // If the others can only throw, a race that returns was won by this one.
    bool OthersThrow = C.Kind == CombinatorKind::Race && N.Branches.size() > 1 && onlyThrows(B) == None;
    for (uint32_t J = 0; J < N.Branches.size(); ++J)
      OthersThrow &= J == K || onlyThrows(N.Branches[J]) != None;
    // A race for the first success waits on when those fail.
    if (OthersThrow && C.Wins == WinsOn::FirstSuccess)
      continue;
    LoserFate Fate = B.Lvalue && C.LvalueLosers ? *C.LvalueLosers : C.Losers;
    LoserResult Result = B.Lvalue && C.LvalueResults ? *C.LvalueResults : C.Results;
    std::optional<Place> Handle;
    bool HandedBack = Top && !B.Lvalue && C.Kind == CombinatorKind::Race && !C.Range && Result != LoserResult::Discarded &&
                      (Fate == LoserFate::LeftRunning || Fate == LoserFate::Untouched);
    if (HandedBack) {
      Fate = LoserFate::LeftRunning;
    } else if (Fate == LoserFate::Interrupted || Fate == LoserFate::Untouched) {
      Handle = C.Kind == CombinatorKind::Race && Top ? handleOfBranch(P, F, N, K) : std::nullopt;
      if (!Handle)
        continue;
      Fate = LoserFate::CancelledAwaited;
    }
    if (C.Kind == CombinatorKind::Timeout && K > 0)
      continue;
    // A result that comes back as values tells how far the operation got, if somebody looks.
    bool AsValues = B.CountReturned || C.Kind == CombinatorKind::Race;
    // What does several steps has done some of them when it fails: the number must be looked at where it lost, and
    // nothing else will do.
    bool Counted = Result == LoserResult::Returned && AsValues && B.K == AwaitNode::Operation &&
                   (B.Op->Does == Effect::ComposedConsume || B.Op->Does == Effect::ComposedProduce);
    bool CountVisible = Result == LoserResult::Returned && AsValues && !Counted && countUsed(Id, C.Winner);
    llvm::SmallVector<Loss, 2> Losses;
    if (HandedBack) {
      lossesIfUnread(N, B, Losses);
    } else if (Fate == LoserFate::LeftRunning || Fate == LoserFate::CancelledDetached) {
      // It goes on, but what it will return is dropped.
      llvm::SmallVector<Loss, 2> All;
      lossesOf(P, Known, B, Result == LoserResult::Discarded, true, N.Model ? N.Model->Name : "", All);
      for (Loss &L : All)
        if (L.K == Loss::Discarded || Fate == LoserFate::CancelledDetached)
          Losses.push_back(std::move(L));
      if (Losses.empty() && Fate == LoserFate::LeftRunning && Result == LoserResult::Discarded)
        readsOn(B, Losses);
    } else {
      lossesOf(P, Known, Handle && B.K == AwaitNode::Unknown ? workBehind(P, F, *Handle) : B, Result == LoserResult::Discarded,
               CountVisible, N.Model ? N.Model->Name : "", Losses);
      // Each branch has a part of its own in the result: `if (a) ... else if (b) ...` drops b where both are there.
      if (Top && Losses.empty() && Result == LoserResult::Returned && C.Kind == CombinatorKind::Race &&
          (C.Winner == WinnerTold::Optionals || (C.Winner == WinnerTold::OrderArray && eachTakes(N, Id))) && !C.Range &&
          N.Branches.size() > 1)
        lossesIfUnread(N, B, Losses);
    }
    WinnerTold Winner = Top && B.Made != None ? toldBy(P, Fn.Events[Id].Type, C, Fn.Events[B.Made].Type) : C.Winner;
    if (Winner == WinnerTold::Throws && (B.CountReturned || N.CountReturned))
      Winner = WinnerTold::ErrorCode;
    if (Top && C.Kind == CombinatorKind::Timeout)
      R.Winner = Winner;
    for (Loss &L : Losses) {
      Candidate Cand;
      Cand.Race = {F, Id, K};
      Cand.What = std::move(L);
      Cand.BranchRange = writtenAt(B).valid() ? writtenAt(B) : Fn.Events[Id].Range;
      Cand.RaceRange = Fn.Events[Id].Range;
      Cand.RaceName = N.Name;
      Cand.In = F;
      Cand.ToFailure = C.Kind == CombinatorKind::Join;
      Cand.What.Counted = Counted && Cand.What.K == Loss::Partial;
      Cand.HandedBack = HandedBack;
      if (&C == &timeoutByHand())
        Cand.What.Sure = std::min(Cand.What.Sure, Confidence::Medium);
      if (Handle) {
        Cand.Handle = Handle;
        Cand.What.Into = Handle;
        if (C.Winner == WinnerTold::NotTold)
          Cand.What.Sure = std::min(Cand.What.Sure, Confidence::Medium);
      }
      if (C.Kind == CombinatorKind::Race && N.Branches.size() == 2)
        addWritesOfWinner(P, F, N.Branches[1 - K], Cand.Writes);
      if (C.Kind == CombinatorKind::Race && Cand.Writes.empty() && Fate != LoserFate::LeftRunning)
        addKeptByLoser(P, F, B, Cand.Writes);
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
      parameterRace(Id, N, B, Winner);
  }
}

/// `co_await in.load(4); auto size = in.number(); co_await in.load(size); co_return in.text(size);`: a loser that goes on takes
/// one step after the other from what the next reader reads from as well.
void RacePoints::readsOn(const AwaitNode &B, llvm::SmallVectorImpl<Loss> &Losses) const {
  if (B.K != AwaitNode::Coroutine || B.Shielded)
    return;
  const FunctionFacts &Body = P.function(B.Callee);
  bool Returns = llvm::any_of(Body.Events, [](const Event &E) { return E.Kind == EventKind::Return && !E.Args.empty() && E.Args[0].K != Operand::Constant; });
  std::optional<Place> First;
  for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
    const Event &E = Body.Events[Id];
    const TypeFacts *Count = P.type(P.strip(E.Type));
    if (E.Kind != EventKind::Suspend || E.Args.empty() || !Count || Count->Kind != TypeFacts::Builtin)
      continue;
    AwaitNode N = resolveAwaited(P, B.Callee, E.Args[0]);
    if (N.K != AwaitNode::Operation || !N.Op || N.Op->Does != Effect::Consume || N.On.size() != 1)
      continue;
    if (First != N.On[0]) {
      First = N.On[0];
      continue;
    }
    std::optional<Place> On = toRoot(P, B.Callee, *First, B.Path);
    if (!On)
      return;
    Loss L;
    L.K = Loss::Discarded;
    L.Dir = Direction::In;
    L.Name = B.Name;
    L.What = Returns ? SharedText::constant("it reads on when another branch has won, and what it reads goes to nobody")
                     : SharedText::constant("it reads on when another branch has won, beside whoever reads next");
    L.Help = SharedText::borrowed(N.Op->SaferAlternative);
    L.On.push_back(*On);
    Losses.push_back(std::move(L));
    return;
  }
}

/// Each branch takes something, and gives it beside its error: nobody looks only at the one that was first who knows that both
/// may be there. Against a mere timer many do, and it is rare that both end at once.
bool RacePoints::eachTakes(const AwaitNode &N, EventId Id) const {
  const TypeFacts *Gives = P.type(P.strip(Fn.Events[Id].Type));
  return Gives && Gives->Args.size() > 2 * N.Branches.size() && llvm::all_of(N.Branches, [&](const AwaitNode &B) {
    llvm::SmallVector<Loss, 2> All;
    lossesOf(P, Known, B, true, true, "", All);
    return llvm::any_of(All, [](const Loss &L) { return L.K == Loss::Discarded; });
  });
}

void RacePoints::lossesIfUnread(const AwaitNode &N, const AwaitNode &B, llvm::SmallVectorImpl<Loss> &Losses) const {
  llvm::SmallVector<Loss, 2> All;
  lossesOf(P, Known, B, true, true, N.Model ? N.Model->Name : "", All);
  for (Loss &L : All) {
    if (L.K != Loss::Discarded)
      continue;
    L.Unread = true;
    L.Sure = std::min(L.Sure, Confidence::Medium);
    Losses.push_back(std::move(L));
  }
}

FunctionId RacePoints::onlyThrows(const AwaitNode &B) const {
  if (B.K == AwaitNode::Coroutine && (!Known[B.Callee].Returns || returnsOnlyIfCancelled(P, B.Callee)))
    return B.Callee;
  for (FunctionId G : B.Then)
    if (G != None && Known[G].Known && !Known[G].Returns)
      return G;
  // A timer, and what comes after it.
  if (B.K == AwaitNode::Combinator && B.Combines && B.Combines->Kind == CombinatorKind::Join)
    for (const AwaitNode &Inner : B.Branches)
      if (FunctionId G = onlyThrows(Inner); G != None)
        return G;
  return None;
}

/// The function throws what the first branch has thrown, and those beside this one only throw: what, comes into By.
bool RacePoints::othersThrow(const ParameterRace &Race, const AwaitNode &N, llvm::SmallVectorImpl<Thrown> &By) const {
  const FunctionFacts &Callee = P.function(N.Callee);
  auto At = llvm::find_if(Callee.Events, [&](const Event &E) { return E.Kind == EventKind::Suspend && !E.Args.empty() && E.Range == Race.RaceRange; });
  if (At == Callee.Events.end())
    return false;
  AwaitNode Raced = resolveAwaited(P, N.Callee, At->Args[0]);
  if (Raced.Branches.size() < 2 || !throwsForEachBranch(P, N.Callee, At - Callee.Events.begin(), Raced.Branches.size()))
    return false;
  std::optional<uint32_t> This;
  for (AwaitNode &B : Raced.Branches) {
    if (B.K != AwaitNode::Parameter)
      return false;
    bool Mine = B.Index == Race.Index;
    if (Mine)
      This = &B - Raced.Branches.data();
    B = resolveArgument(P, N.Path, B.Index, B.Callable);
    if (!Mine && onlyThrows(B) == None)
      return false;
  }
  if (This)
    thrownByOthers(Raced, *This, By);
  return This.has_value();
}

void RacePoints::thrownByOthers(const AwaitNode &N, uint32_t K, llvm::SmallVectorImpl<Thrown> &Out) const {
  Out.clear();
  for (uint32_t J = 0; J < N.Branches.size(); ++J) {
    if (J == K)
      continue;
    llvm::ArrayRef<TypeId> Types = Known[onlyThrows(N.Branches[J])].Throws;
    for (TypeId T : Types)
      Out.push_back({T, nullptr});
    if (Types.empty())
      Out.emplace_back();
  }
}

bool RacePoints::isCount(const Operand &O, EventId Race, WinnerTold Winner, const State &S) const {
  if ((O.K != Operand::InPlace && (O.K != Operand::OfValue || O.V != Race)) || O.Pass == Passing::MutableRef)
    return false;
  SourceValue V = sourceOf(P, F, O, S);
  bool IsWinner = V.Part == 0 && (Winner == WinnerTold::OrderArray || Winner == WinnerTold::PairFirst);
  if (O.K == Operand::InPlace && (V.Event != Race || IsWinner))
    return false;
  const TypeFacts *T = P.type(P.typeOf(Fn, O));
  return T && T->Kind == TypeFacts::Builtin && P.str(T->Name) != "bool";
}

bool RacePoints::countUsed(EventId Race, WinnerTold Winner) const {
  for (const Event &E : Fn.Events)
    if (looksAtCount(E, Race, Winner, State()))
      return true;
  return llvm::any_of(Fn.Blocks, [&](const Block &B) { return branchesOnCount(B, Race, Winner, State()); });
}

bool RacePoints::branchesOnCount(const Block &B, EventId Race, WinnerTold Winner, const State &S) const {
  if (B.Condition.K != Operand::InPlace)
    return isCount(B.Condition, Race, Winner, S);
  // Its type is the bool that it is converted to; an error would be asked by a call.
  SourceValue V = sourceOf(P, F, B.Condition, S);
  bool IsWinner = V.Part == 0 && (Winner == WinnerTold::OrderArray || Winner == WinnerTold::PairFirst);
  return V.Event == Race && !IsWinner;
}

bool RacePoints::looksAtCount(const Event &E, EventId Race, WinnerTold Winner, const State &S) const {
  // `std::tie(ec, n) = ...` only names it, as an initialisation does.
  bool Gives = E.Kind == EventKind::Init || E.Kind == EventKind::Read || (E.Kind == EventKind::Assign && E.Target.Root == Place::Local);
  bool Named = Gives && E.Args.size() == 1 &&
               (E.Args[0].K == Operand::OfValue || (E.Args[0].K == Operand::InPlace && E.Args[0].P.Root == Place::Value));
  return (!Named && llvm::any_of(E.Args, [&](const Operand &O) { return isCount(O, Race, Winner, S); })) ||
         isCount(E.Receiver, Race, Winner, S);
}

void RacePoints::parameterRace(EventId Id, const AwaitNode &N, const AwaitNode &B, WinnerTold Winner) {
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
  if (N.Combines->Kind == CombinatorKind::Race && N.Branches.size() == 2)
    addWritesOfWinner(P, F, N.Branches[1 - Cand.Race.Branch], Cand.Writes);
  if (Winner == WinnerTold::Throws && !N.Combines->Throws.empty())
    Cand.ToldBy.assign(1, {None, &N.Combines->Throws});
  uint32_t Number = Candidates.size();
  Candidates.push_back(std::move(Cand));
  Out.Races.push_back(std::move(R));
  RacePoint &Pt = Points[Id];
  (Winner == WinnerTold::Throws ? Pt.OnThrow : Pt.OnReturn).push_back(Number);
}

bool RacePoints::closedBy(const LosingExit &Exit, const Loss &L, const AwaitNode &N) const {
  return llvm::any_of(Exit.Closed, [&](const Place &Pl) {
    std::optional<Place> Here = toRoot(P, N.Callee, Pl, N.Path);
    return Here && llvm::any_of(L.On, [&](const Place &On) { return overlaps(On, *Here); });
  });
}

llvm::SmallVector<LosingExit::Write, 1> RacePoints::writesHere(const LosingExit &Exit, const AwaitNode &N) const {
  llvm::SmallVector<LosingExit::Write, 1> R;
  for (const LosingExit::Write &W : Exit.Writes) {
    if (W.Of != None) {
      Program::CallSite Made = P.lambdaSite(W.Of);
      if (Made.Caller != F)
        R.push_back(W);
      else if (std::optional<Place> Here = P.rebase(F, Made.Call, W.Of, W.On))
        R.push_back({P.normalize(F, *Here), W.Value, W.Kept});
    } else if (std::optional<Place> Here = toRoot(P, N.Callee, W.On, N.Path))
      R.push_back({P.normalize(F, *Here), W.Value, W.Kept});
  }
  return R;
}

void RacePoints::callee(EventId Id, const AwaitNode &N, RacePoint &R) {
  const Summary &S = Known[N.Callee];
  for (const Abandon &A : S.Abandons) {
    Candidate Cand;
    Cand.Race = A.Race;
    Cand.What = A.What;
    Cand.What.Counted &= A.Exit.ReturnsResult; // The number comes on to here.
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
        for (LosingExit &Exit : Mine.Exits) {
          llvm::SmallVector<LosingExit::Write, 1> Here = writesHere(Exit, N);
          Exit.Writes.assign(Here.begin(), Here.end());
          llvm::erase_if(Exit.Writes, [](const LosingExit::Write &W) { return W.Of == None && !isVisibleOutside(W.On); });
        }
        if (Out.Races.size() < 16)
          Out.Races.push_back(std::move(Mine));
      }
      continue;
    }
    const Combinator &C = *Race.Combines;
    LoserResult Result = Given.Lvalue && C.LvalueResults ? *C.LvalueResults : C.Results;
    llvm::SmallVector<Thrown, 1> ByOthers;
    std::vector<LosingExit> Exits = Race.Exits;
    if (othersThrow(Race, N, ByOthers)) {
      Exits.assign(1, LosingExit());
      Exits[0].Throws = true;
    }
    for (const LosingExit &Exit : Exits) {
      // A group that hands back what losers gave is of no use where the function drops it.
      bool Discards = Result == LoserResult::Discarded || (Result == LoserResult::Returned && Exit.DropsResult);
      llvm::SmallVector<Loss, 2> Losses;
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
        if (ByOthers.empty())
          Cand.ToldBy.assign(1, Exit.Raised);
        else
          Cand.ToldBy = ByOthers;
        uint32_t Number = Candidates.size();
        Candidates.push_back(std::move(Cand));
        (Exit.Throws ? R.OnThrow : R.OnReturn).push_back(Number);
      }
    }
  }
}

bool RacePoints::multiDef(const Operand &O) const {
  return O.K == Operand::InPlace && O.P.Root == Place::Local && !P.soleValue(F, O.P.Index);
}

} // namespace corosafe
