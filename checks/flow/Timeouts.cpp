//===- Timeouts.cpp ----------------------------------------------------------===//

#include "Timeouts.h"
#include "Idioms.h"
#include "Loops.h"
#include "NeededResults.h"
#include "Offload.h"
#include "Summary.h"
#include "ThrowingTimeouts.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

namespace {

class Judge {
public:
  Judge(const Program &P, FunctionId F, const std::vector<Summary> &Known)
      : P(P), Fn(P.function(F)), F(F), Known(Known), Offloaded(P) {}

  RaceShapes run() {
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Suspend || E.How != SuspendKind::Await || E.Args.empty())
        continue;
      AwaitNode N = resolveAwaited(P, F, E.Args[0]);
      races(Id, N, 0);
      falseJoin(Id, N);
      racesOfGiven(Id, N);
    }
    return std::move(Out);
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<Summary> &Known;
  OffloadedCode Offloaded;
  RaceShapes Out;
  std::set<std::pair<uint32_t, uint32_t>> Told; ///< Branches, by where they are written.

  void races(EventId Id, const AwaitNode &N, unsigned Depth) {
    if (N.K != AwaitNode::Combinator || !N.Combines || Depth > 4 || N.Shielded)
      return;
    for (const AwaitNode &B : N.Branches)
      races(Id, B, Depth + 1);
    if (!cutsShort(N, F))
      return;
    for (const AwaitNode &B : N.Branches)
      branchOf(Id, N, B, Fn.Events[Id].Range);
  }

  /// The function that the event stands in which made a combinator or operation that Root awaits; None if it is not seen.
  FunctionId whereMade(const AwaitNode &N, FunctionId Root) const {
    if (N.Path.empty())
      return Root;
    const Meaning &M = P.meaning(N.Path.back().Caller, N.Path.back().Call);
    return M.Bodies.empty() ? None : M.Bodies[0];
  }

  /// A race or timeout. One that ends by a condition, and no clock, promises nothing about time.
  bool cutsShort(const AwaitNode &N, FunctionId Root) const {
    if (N.Combines->Kind != CombinatorKind::Timeout || N.Made == None || llvm::any_of(N.Branches, isTimer))
      return N.Combines->Kind != CombinatorKind::Join;
    FunctionId In = whereMade(N, Root);
    return In == None || N.Made >= P.function(In).Events.size() || givenTime(In, P.function(In).Events[N.Made]);
  }

  /// One branch of a race that ends for it when its turn comes, or never.
  void branchOf(EventId Id, const AwaitNode &N, const AwaitNode &B, const SourceSpan &Race) {
    const Combinator &C = *N.Combines;
    UncutBranch U;
    U.Suspend = Id;
    U.Branch = B.Range.valid() ? B.Range : Fn.Events[Id].Range;
    U.Race = Race;
    U.Name = B.Name;
    U.RaceName = N.Name;
    LoserFate Fate = B.Lvalue && C.LvalueLosers ? *C.LvalueLosers : C.Losers;
    if (C.Wins == WinsOn::FirstSuccess && Fate != LoserFate::LeftRunning && throwsAfterTimer(B)) {
      U.IsTimeout = true;
      U.Why = "only throws, and only what returns wins this race";
      U.WinsNever = true;
      return tell(std::move(U));
    }
    if (Fate != LoserFate::CancelledAwaited || hasStopper(F, B) || !uncut(B, U, 0))
      return;
    if (B.K == AwaitNode::Operation && B.Made != None && B.Path.empty())
      U.Safer = saferThan(P, F, B.Made);
    U.IsTimeout = (C.Kind == CombinatorKind::Timeout || llvm::any_of(N.Branches, isTimer)) && !isTimer(B);
    // Without a clock, a shield says that it is meant so.
    if (!U.IsTimeout && (B.Shielded || U.InPlace))
      return;
    if (!U.IsTimeout)
      U.Sure = std::min(U.Sure, Confidence::Medium);
    tell(std::move(U));
  }

  void tell(UncutBranch U) {
    if (Told.insert({U.Branch.Begin, U.Branch.End}).second)
      Out.Uncut.push_back(std::move(U));
  }

  /// A coroutine that does nothing but wait for the time to pass, and ends by throwing only.
  bool throwsAfterTimer(const AwaitNode &B) const {
    if (B.K != AwaitNode::Coroutine || B.Shielded)
      return false;
    const Summary &S = Known[B.Callee];
    return S.Known && !S.Throws.empty() && onlyWaitsForTime(P, B) && (!S.Returns || returnsOnlyIfCancelled(P, B.Callee));
  }

  bool givenTime(FunctionId In, const Event &E) const {
    return llvm::any_of(E.Args, [&](const Operand &A) {
      const TypeFacts *T = P.type(P.typeOf(P.function(In), A));
      llvm::StringRef Name = T ? P.str(T->Name) : "";
      return A.K == Operand::Constant || Name.ends_with("::duration") || Name.ends_with("::time_point") ||
             (T && T->Kind != TypeFacts::Record && T->Kind != TypeFacts::Enum) || Name.contains_insensitive("duration") ||
             Name.contains_insensitive("deadline") || Name.contains_insensitive("time");
    });
  }

  /// It is wrapped together with a function that stops it: cancellable(read(s), [&] { s.close(); }).
  bool hasStopper(FunctionId In, const AwaitNode &B) const {
    const FunctionFacts &Fn = P.function(In);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (!(E.Range == B.Range) || E.Args.size() < 2)
        continue;
      const FunctionModel *M = E.Callee == None ? nullptr : P.meaning(In, Id).Model;
      const TypeModel *T = E.Kind == EventKind::Construct ? P.typeModel(E.Type) : nullptr;
      bool WrapsOne = (M && M->Wraps) || (T && T->Combines && B.Branches.size() == 1);
      // The closure of the branch itself stops nothing.
      llvm::SmallVector<const Operand *, 4> Wrapped;
      if (M && M->Wraps)
        Wrapped = P.operands(Fn, E, *M->Wraps);
      if (WrapsOne && !(M && M->Continues) && llvm::any_of(E.Args, [&](const Operand &A) { return P.isCallable(P.typeOf(Fn, A)) && !llvm::is_contained(Wrapped, &A); }))
        return true;
    }
    return false;
  }

  /// True if no cancellation gets into a branch.
  bool uncut(const AwaitNode &N, UncutBranch &U, unsigned Depth) {
    if (Depth > 5 || N.MadeCancellable)
      return false;
    if (N.Shielded) {
      U.Why = "is shielded from cancellation";
      return true;
    }
    switch (N.K) {
    case AwaitNode::Operation:
      if (computes(N)) {
        U.Why = "computes and never looks whether to stop";
        U.Sure = Confidence::Medium;
        return true;
      }
      if (!N.Op || canBeCancelled(N) || givesToken(N))
        return false;
      U.Why = "cannot be cancelled";
      U.SaferAlternative = N.Op->SaferAlternative;
      return true;
    case AwaitNode::Combinator:
      if (!N.Combines || N.Combines->Kind != CombinatorKind::Join)
        return false;
      return llvm::any_of(N.Branches, [&](const AwaitNode &B) { return uncut(B, U, Depth + 1); });
    case AwaitNode::Coroutine:
      return coroutine(N, U, Depth);
    default:
      return false;
    }
  }

  /// `pool.run([](token t) { while (!t) step(); })`: what it runs is told by other means.
  bool givesToken(const AwaitNode &N) const {
    if (N.Made == None || !N.Model)
      return false;
    const FunctionId In = whereMade(N, F);
    if (In == None || N.Made >= P.function(In).Events.size())
      return false;
    const FunctionFacts &Body = P.function(In);
    return llvm::any_of(Body.Events[N.Made].Args, [&](const Operand &A) {
      const TypeFacts *T = P.type(P.typeOf(Body, A));
      FunctionId Given = A.K == Operand::OfValue && Body.Events[A.V].Kind == EventKind::Lambda ? P.bodyOf(Body.Events[A.V].Callee)
                         : T && T->IsLambda                                                    ? P.bodyOf(T->CallOperator)
                         : A.K == Operand::Function                                            ? P.bodyOf(A.V)
                                                                                               : None;
      return Given != None && looksAtToken(Given);
    });
  }

  /// A hop or a value that is there, and then a function that does the work: schedule(pool) | then(crunch).
  bool computes(const AwaitNode &N) const {
    if (!N.Op || N.Op->Does != Effect::Wait || N.Op->Timer || !N.On.empty() || N.OnLost)
      return false;
    return llvm::any_of(N.Then, [&](FunctionId B) {
      if (B == None || looksAtToken(B))
        return false;
      const FunctionFacts &Body = P.function(B);
      for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
        const Event &E = Body.Events[Id];
        if (E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::Nothing && !P.meaning(B, Id).InLibrary &&
            !P.meaning(B, Id).Model && !P.Facts.Entities[E.Callee].InSystemHeader)
          return true;
      }
      return P.mayLoop(B);
    });
  }

  bool coroutine(const AwaitNode &N, UncutBranch &U, unsigned Depth) {
    const Summary &S = Known[N.Callee];
    const FunctionFacts &Body = P.function(N.Callee);
    if (!S.Known || S.Suspends || looksAtToken(N.Callee))
      return false;
    bool Waits = false, Shields = false;
    for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
      const Event &E = Body.Events[Id];
      if (E.Kind != EventKind::Suspend || E.Args.empty())
        continue;
      // Whatever it awaits then, known or not.
      if (E.Args[0].K == Operand::OfValue)
        if (const FunctionModel *M = P.meaning(N.Callee, E.Args[0].V).Model; M && M->ShieldsRest)
          Shields = *M->ShieldsRest;
      if (neverSuspends(P, N.Callee, Id))
        continue;
      AwaitNode Inner = resolveAwaited(P, N.Callee, E.Args[0]);
      UncutBranch Deeper;
      if (!uncut(Inner, Deeper, Depth + 1)) {
        bool CouldBe = Shields || Inner.K == AwaitNode::Operation || (Inner.K == AwaitNode::Coroutine && Known[Inner.Callee].Suspends);
        if (!CouldBe)
          continue;
        Deeper.Why = "is out of cancellation's reach here"; // The coroutine has put itself there.
      }
      Waits = true;
      U.SaferAlternative = Deeper.SaferAlternative;
      U.Path.assign(1, {E.Range, "'" + Inner.Name + "' " + Deeper.Why});
      llvm::append_range(U.Path, Deeper.Path);
      break;
    }
    if (Waits)
      U.Why = "has no point at which it can be cancelled";
    // Work that never looks up, on a pool's thread, or on this one, which then does not even see that the time is over.
    else if (hasLoopOrCall(Body) && Offloaded.runsElsewhere(N.Callee))
      U.Why = "runs on another thread and never looks whether to stop";
    else if (U.InPlace = mayLoop(Body) && llvm::none_of(Body.Events, [](const Event &E) { return E.Kind == EventKind::Suspend; }); U.InPlace)
      U.Why = "computes without a suspend point until it is done";
    else
      return false;
    return true;
  }

  static bool hasLoopOrCall(const FunctionFacts &Body) {
    return mayLoop(Body) || llvm::any_of(Body.Events, [](const Event &E) { return E.Kind == EventKind::Call; });
  }

  /// It has a token, and so a way to be told.
  bool looksAtToken(FunctionId G) const {
    const FunctionFacts &Body = P.function(G);
    auto Token = [&](TypeId T) {
      const TypeModel *M = P.typeModel(T);
      return M && M->Token;
    };
    for (const Event &E : Body.Events) {
      if (E.Callee != None && Token(P.typeOf(Body, E.Receiver)))
        return true;
      if (E.Kind == EventKind::Call && E.Callee != None)
        if (const FunctionModel *M = P.meaning(G, &E - Body.Events.data()).Model; M && M->ChecksCancellation)
          return true;
      // `co_withCancellation({}, work())`: the token is there to keep cancellation out.
      if (!shields(G, E) && llvm::any_of(E.Args, [&](const Operand &A) { return Token(P.typeOf(Body, A)); }))
        return true;
    }
    return false;
  }

  bool shields(FunctionId G, const Event &E) const {
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(G, &E - P.function(G).Events.data()).Model : nullptr;
    return M && M->Shields && !M->Cancellable;
  }

  //===-- a race that was meant to wait for all -----------------------------===//

  void falseJoin(EventId Id, const AwaitNode &N) {
    if (N.K != AwaitNode::Combinator || !N.Combines || N.Combines->Kind != CombinatorKind::Race ||
        (N.Branches.size() < 2 && !(N.Combines->Range && writesToElements(N))))
      return;
    FalseJoin J;
    J.Suspend = Id;
    J.Race = Fn.Events[Id].Range;
    J.RaceName = N.Name;
    if (llvm::none_of(N.Branches, isTimer) && allResultsNeeded(P, F, Id, N)) {
      J.Needed = true;
      for (const AwaitNode &B : N.Branches)
        J.Branches.push_back({B.Range.valid() ? B.Range : J.Race, B.Name});
      Out.Joins.push_back(std::move(J));
      return;
    }
    if (!looksAt(F, Id))
      works(std::move(J), N.Branches);
  }

  /// `co_await first_of(save(a), save(b));`: a coroutine of the program's own races what it is given.
  void racesOfGiven(EventId Id, const AwaitNode &N) {
    if (N.K != AwaitNode::Coroutine || Known[N.Callee].Races.empty() || N.Path.size() != 1 || N.Shielded)
      return;
    const FunctionFacts &Helper = P.function(N.Callee);
    auto IsGiven = [](const AwaitNode &B) { return B.K == AwaitNode::Parameter; };
    for (EventId E = 0; E < Helper.Events.size(); ++E) {
      if (Helper.Events[E].Kind != EventKind::Suspend || Helper.Events[E].Args.empty())
        continue;
      AwaitNode Race = resolveAwaited(P, N.Callee, Helper.Events[E].Args[0]);
      if (Race.K != AwaitNode::Combinator || !Race.Combines || Race.Shielded || llvm::none_of(Race.Branches, IsGiven))
        continue;
      std::vector<AwaitNode> Given;
      for (const AwaitNode &B : Race.Branches)
        if (IsGiven(B)) {
          AwaitNode &G = Given.emplace_back(resolveArgument(P, N.Path, B.Index, B.Callable));
          G.MadeCancellable |= B.MadeCancellable || hasStopper(N.Callee, B);
          G.Shielded |= B.Shielded;
        }
      if (cutsShort(Race, N.Callee))
        for (const AwaitNode &B : Given)
          branchOf(Id, Race, B, Helper.Events[E].Range);
      if (Race.Combines->Kind == CombinatorKind::Race && Given.size() > 1 && Given.size() == Race.Branches.size() && !looksAt(F, Id) &&
          !looksAt(N.Callee, E)) {
        FalseJoin J;
        J.Suspend = Id;
        J.Race = Fn.Events[Id].Range;
        J.RaceName = N.Name.str();
        works(std::move(J), Given);
        return;
      }
    }
  }

  /// A race that nobody asks for its winner, if all its branches are work.
  void works(FalseJoin J, llvm::ArrayRef<AwaitNode> Of) {
    std::set<FunctionId> Callees;
    for (const AwaitNode &B : Of) {
      if (!isWork(B, J.Sure))
        return;
      if (B.K == AwaitNode::Coroutine)
        Callees.insert(B.Callee);
      J.Branches.push_back({B.Range.valid() ? B.Range : J.Race, B.Name});
    }
    // The same work several times over: whichever is done first will do. But each of several objects may be to get it.
    if (Of.size() > 1 && Callees.size() == 1 && Of[0].K == AwaitNode::Coroutine && !writesToEach(Of))
      return;
    Out.Joins.push_back(std::move(J));
  }

  /// False where the result is dropped, or has a name and no more: `auto r = co_await (...); (void)r;`
  bool looksAt(FunctionId G, EventId Race) const {
    const FunctionFacts &Fn = P.function(G);
    if (Fn.Events[Race].Discarded != Discard::No)
      return false;
    uint32_t Named = None;
    for (const Event &E : Fn.Events)
      if (llvm::any_of(E.Args, [&](const Operand &A) { return A.K == Operand::OfValue && A.V == Race; }) && E.Kind != EventKind::Destroy) {
        if (Named != None || E.Kind != EventKind::Init || !E.HasTarget || E.Target.Root != Place::Local || !E.Target.Path.empty())
          return true;
        Named = E.Target.Index;
      }
    auto Is = [&](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Index == Named; };
    auto LooksAt = [&](const Event &E) {
      bool Written = E.HasTarget && E.Target.Root == Place::Local && E.Target.Index == Named && E.Kind != EventKind::Init;
      if (E.Kind == EventKind::Destroy || (E.Kind == EventKind::Read && E.Discarded != Discard::No))
        return false;
      return Written || Is(E.Receiver) || llvm::any_of(E.Args, Is);
    };
    return Named == None || llvm::any_of(Fn.Events, LooksAt) || llvm::any_of(Fn.Blocks, [&](const Block &B) { return Is(B.Condition); });
  }

  /// `for (auto &p : peers_) tasks.push_back(append(p));`: it gives nothing, and writes to another element in each turn.
  bool writesToElements(const AwaitNode &N) const {
    if (N.Branches.size() != 1 || N.Branches[0].K != AwaitNode::Coroutine || N.Branches[0].Path.size() != 1 ||
        !Loops(Fn).around(N.Branches[0].Path[0].Call))
      return false;
    const AwaitNode &B = N.Branches[0];
    auto IsElement = [&](const Place &On) {
      std::optional<Place> Pl = On.Root == Place::Parameter || On.Root == Place::This ? toRoot(P, B.Callee, On, B.Path) : std::nullopt;
      return Pl && llvm::any_of(Pl->Path, [&](Symbol S) { return P.str(S) == "[]"; });
    };
    return llvm::none_of(P.function(B.Callee).Events, [](const Event &E) { return E.Kind == EventKind::Return && !E.Args.empty(); }) &&
           llvm::any_of(Known[B.Callee].Effects, [&](const DoneEffect &E) { return E.Dir != Direction::In && llvm::any_of(E.On, IsElement); });
  }

  /// True if the coroutine that all branches are gives nothing, and writes to another object of the caller's in each.
  bool writesToEach(llvm::ArrayRef<AwaitNode> Branches) const {
    FunctionId Callee = Branches[0].Callee;
    if (llvm::any_of(P.function(Callee).Events, [](const Event &E) { return E.Kind == EventKind::Return && !E.Args.empty(); }))
      return false;
    std::vector<Place> Written;
    for (const AwaitNode &B : Branches) {
      std::vector<Place> Here;
      for (const DoneEffect &E : Known[Callee].Effects)
        for (const Place &On : E.On)
          if (E.Dir != Direction::In && (On.Root == Place::Parameter || On.Root == Place::This))
            if (std::optional<Place> Pl = toRoot(P, Callee, On, B.Path); Pl && !llvm::is_contained(Here, *Pl))
              Here.push_back(*Pl);
      if (Here.empty() || llvm::any_of(Here, [&](const Place &Pl) { return llvm::is_contained(Written, Pl); }))
        return false;
      Written.insert(Written.end(), Here.begin(), Here.end());
    }
    return true;
  }

  /// Work that ends by itself and leaves something behind that was wanted.
  bool isWork(const AwaitNode &N, Confidence &Sure, unsigned Depth = 0) const {
    if (Depth > 4)
      return false;
    switch (N.K) {
    case AwaitNode::Operation:
      if (!N.Op || saysForever(llvm::StringRef(N.Name).rsplit(':').second))
        return false;
      if (N.Op->Does == Effect::ComposedProduce)
        return true;
      Sure = std::min(Sure, Confidence::Medium);
      return N.Op->Does == Effect::ComposedConsume || (N.Op->Does == Effect::Produce && N.Op->Safety != CancelSafety::Safe);
    case AwaitNode::Coroutine: {
      const FunctionFacts &Body = P.function(N.Callee);
      const Summary &S = Known[N.Callee];
      if (!S.Returns || Body.Blocks.empty() || saysForever(P.str(P.Facts.Entities[Body.Entity].Leaf)))
        return false;
      Loops L(Body);
      bool Gives = false;
      for (EventId E = 0; E < Body.Events.size(); ++E) {
        if (Body.Events[E].Kind != EventKind::Suspend || Body.Events[E].Args.empty())
          continue;
        if (L.around(E))
          return false; // It pumps: the first to end ends the others.
        AwaitNode Inner = resolveAwaited(P, N.Callee, Body.Events[E].Args[0]);
        bool Receives = Inner.K == AwaitNode::Operation && Inner.Op &&
                        (Inner.Op->Does == Effect::Consume || (Inner.Op->Does == Effect::Wait && !Inner.Op->Timer && !isHop(Inner)));
        if (Receives)
          return false; // What it waits for decides when it ends.
        Gives |= Inner.K == AwaitNode::Operation && Inner.Op &&
                 (Inner.Op->Does == Effect::Produce || Inner.Op->Does == Effect::ComposedProduce);
        if (Inner.K == AwaitNode::Coroutine) {
          Confidence Ignored = Sure;
          Gives |= isWork(Inner, Ignored, Depth + 1);
        }
      }
      if (Gives)
        return true;
      Sure = std::min(Sure, Confidence::Medium);
      return saysWork(P.str(P.Facts.Entities[Body.Entity].Leaf));
    }
    case AwaitNode::Unknown:
      // Only its name tells what it does.
      Sure = std::min(Sure, Confidence::Medium);
      return saysWork(N.Name.str().substr(N.Name.str().rfind(':') + 1));
    default:
      return false;
    }
  }

  /// `schedule(pool)`, `yield()`: it waits for its turn to run, and not for something that is to happen.
  static bool isHop(const AwaitNode &N) {
    std::string Words = wordsOf(llvm::StringRef(N.Name).substr(llvm::StringRef(N.Name).rfind(':') + 1));
    return N.On.empty() && !N.OnLost && llvm::none_of(std::array{"signal", "event", "empty"}, [&](llvm::StringRef W) { return saysVerb(Words, W); }) &&
           llvm::any_of(std::array{"schedule", "reschedule", "yield", "post", "dispatch", "defer", "switch", "resume"},
                        [&](llvm::StringRef W) { return saysVerb(Words, W); });
  }

  static bool saysForever(llvm::StringRef Name) {
    for (llvm::StringRef Word : {"loop", "serve", "run", "pump", "watch", "listen", "monitor", "wait", "forward", "relay"})
      if (Name.contains_insensitive(Word))
        return true;
    return false;
  }
  /// A verb of doing one thing: save_order, notifyCustomer. Several things may be a stream without an end, unless
  /// the verb is for what is there: save_users.
  static bool saysWork(llvm::StringRef Name) {
    if (saysForever(Name))
      return false;
    bool Several = Name.ends_with_insensitive("s");
    std::string All = wordsOf(Name);
    llvm::SmallVector<llvm::StringRef, 4> Words;
    llvm::StringRef(All).split(Words, ' ');
    return llvm::any_of(Words, [&](llvm::StringRef W) {
      if (llvm::is_contained({"save", "delete", "remove", "persist", "commit", "flush", "backup", "invalidate", "charge"}, W))
        return true;
      return !Several && llvm::is_contained({"store", "write", "send", "notify", "publish", "upload", "insert", "update",
                                             "record", "log", "create", "replicate"},
                                            W);
    });
  }
};

} // namespace

RaceShapes judgeRaces(const Program &P, FunctionId F, const std::vector<Summary> &Known) {
  if (!P.function(F).IsCoroutine || P.isLibraryCode(F))
    return {};
  if (!P.has(F, Trait::AwaitsTree) && llvm::none_of(P.callees(F), [&](FunctionId G) { return !Known[G].Races.empty(); }))
    return {};
  return Judge(P, F, Known).run();
}

} // namespace corosafe
