//===- Swallowed.cpp --------------------------------------------------------===//

#include "Swallowed.h"
#include "Iteration.h"
#include "Signals.h"
#include "Throws.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include <array>
#include <map>

namespace corosafe {

namespace {

class SwallowDomain : public SignalDomain {
public:
  /// Depth: of the co_awaits through which it was come to.
  SwallowDomain(const Program &P, FunctionId F, const ProgramFlow &Flow, unsigned Depth = 0)
      : SignalDomain(P, F, Flow), Evident(Flow.Cancellable[F].Sure == Reached::Evident), Depth(Depth) {}

  std::vector<SwallowedSignal> take() {
    std::vector<SwallowedSignal> R;
    for (auto &[Catch, S] : Found)
      R.push_back(S);
    for (auto &[Suspend, S] : Values)
      if (!goesRoundWithHandler(Suspend))
        R.push_back(S);
    return R;
  }

  /// The handler behind which the function ends as if nothing had been, whenever it is cancelled; None where cancellation gets out.
  EventId endsBehind() const { return Escapes ? None : EndsBehind; }

  /// Some suspend point gives an error as a value.
  bool isToldByValues() const {
    return llvm::any_of(Flow.Summaries[F].CancelPoints, [&](EventId E) { return returnsErrors(E); });
  }

protected:
  bool returnsErrors(EventId Suspend) const override { return SignalDomain::returnsErrors(Suspend) || swallowerAt(Suspend).Handler != None; }

  void ended(State &S, bool Signalled) override {
    Escapes |= Signalled;
    for (const Item &I : S.Items)
      if (I.Kind == Caught)
        EndsBehind = I.B;
  }

  void caught(EventId Catch, EventId Suspend, State &, bool Again) override {
    if (Again && !bounded(Suspend) && !endsByItself(Catch, Suspend))
      record(Catch, Suspend, Suspend);
  }

  void toldAgain(EventId Suspend, State &) override {
    bool GoesOn = Library && !Stays &&
                 (Delivers == Delivery::Result || (Delivers == Delivery::Exception && (Library->TokenImplicit || !Library->ReachesEvery || Library->StaysCancelled)) ||
                  (Library->TokenImplicit && Delivers == Delivery::Unwind && !stopsByItself(node(Suspend)) &&
                   !stopsAgain(Fn.Events[Suspend].Args[0])));
    if (!GoesOn || bounded(Suspend) || (Delivers == Delivery::Result && mayEnd(Suspend)))
      return;
    SwallowedSignal S;
    S.Suspend = S.GoesOn = Suspend;
    S.Sure = Evident ? Confidence::High : Confidence::Medium;
    Swallower In = swallowerAt(Suspend);
    S.Within = In.Function;
    S.Handler = In.Handler;
    Values.try_emplace(Suspend, S);
  }

  void happened(EventId Id, State &S) override {
    if (has(S, Told) && namesWhatWasTold(Id, S))
      return;
    if (has(S, Told) && looksAtValue(Id, S)) {
      S.removeIf([](const Item &I) { return I.Kind == Told; });
      if (!asksForCancellation(P, F, Id)) // Which is an answer to what was caught, too.
        return;
    }
    const Item *Signal = llvm::find_if(S.Items, [](const Item &I) { return I.Kind == Caught; });
    if (Signal == S.Items.end())
      return;
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Suspend) {
      if (asksForCancellation(P, F, Id))
        return decide(Id, true, S);
      // Where the token is handed on by hand, an await without it waits on as if nothing had been.
      bool ByHand = Library && !Library->TokenImplicit && !Stays && Delivers == Delivery::Exception;
      if (ByHand && E.How == SuspendKind::Await && !isCancelPoint(Id) && !merelyYields(Id) && sameLoop(Signal->A, Id))
        record(Signal->B, Signal->A, Id);
      return;
    }
    if (E.Kind == EventKind::Compute && (P.str(E.Op) == "==" || P.str(E.Op) == "!=") &&
        llvm::any_of(E.Args, [&](const Operand &A) { return namesSignal(P, F, A); })) {
      bool Equal = P.str(E.Op) == "==";
      asked(Signal->A, S);
      return decide(Id, Equal, S);
    }
    // A number that the exception gives is compared with another: what that one means is not known.
    if (E.Kind == EventKind::Compute && llvm::any_of(E.Args, [&](const Operand &A) { return isOfException(A, Signal->B); }))
      return kill(S);
    if (E.Kind != EventKind::Call || E.Callee == None)
      return;
    if (P.Facts.Entities[E.Callee].BodySkipped && P.meaning(F, Id).Bodies.empty())
      return kill(S); // It may throw the exception again.
    const TypeFacts *T = P.type(P.strip(E.Type));
    bool IsBool = T && P.str(T->Name) == "bool";
    llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
    if (asksForCancellation(P, F, Id) || isThrowingCheck(Id)) {
      if (IsBool)
        return decide(Id, true, S);
      // It throws, and where the same handler takes that, it is no way out.
      if (isCaughtBy(Id, Signal->B) && sameLoop(Signal->A, Id) && !bounded(Signal->A))
        record(Signal->B, Signal->A, Id);
      return kill(S);
    }
    // `while (canProceed())`: its body asks.
    if (IsBool && !P.meaning(F, Id).Bodies.empty() && looksAtToken(P, F, Id))
      return kill(S);
    Operand Self;
    Self.K = Operand::OfValue;
    Self.V = Id;
    bool Compares = Leaf == "operator==" || Leaf == "operator!=";
    if (Compares && (llvm::any_of(E.Args, [&](const Operand &A) { return namesSignal(P, F, A); }) ||
                     namesSignal(P, F, E.Receiver))) {
      asked(Signal->A, S);
      return decide(Id, Leaf == "operator==", S);
    }
    // It is compared with another error: the signal is not that one.
    if (Compares && (isException(E.Receiver, Signal->B) || llvm::any_of(E.Args, [&](const Operand &A) { return isException(A, Signal->B); })) &&
        (namesError(P, F, E.Receiver) || llvm::any_of(E.Args, [&](const Operand &A) { return namesError(P, F, A); })))
      return decide(Id, Leaf == "operator!=", S);
    if (!Compares && namesSignal(P, F, Self) && IsBool)
      return decide(Id, true, S);
    if (saysItThrows(Id))
      return kill(S);
    // Somebody else looks at the exception and decides.
    if (IsBool && !Compares && llvm::any_of(E.Args, [&](const Operand &A) { return isException(A, Signal->B); }))
      kill(S);
  }

  bool learned(const Test &T, State &S) override {
    if (has(S, Told) && iteration().endsBy(T))
      S.removeIf([](const Item &I) { return I.Kind == Told; });
    const Item *Signal = llvm::find_if(S.Items, [](const Item &I) { return I.Kind == Caught; });
    if (Signal == S.Items.end())
      return true;
    const Event &Catch = Fn.Events[Signal->B];
    bool OfException = Catch.HasTarget && T.Where && overlaps(*T.Where, Catch.Target);
    // `switch (e.code().value())`: what its numbers mean is not known.
    if (T.K == Test::Equals && T.Source != None && Fn.Events[T.Source].Kind == EventKind::Call) {
      Operand Asked;
      Asked.K = Operand::OfValue;
      Asked.V = T.Source;
      const TypeFacts *Ty = P.type(P.strip(Fn.Events[T.Source].Type));
      OfException |= Ty && P.str(Ty->Name) != "bool" && isOfException(Asked, Signal->B);
    }
    if (OfException || iteration().endsBy(T))
      kill(S);
    return true;
  }

private:
  /// A coroutine that is awaited, and never tells of cancellation.
  struct Swallower {
    FunctionId Function = None;
    EventId Handler = None;
  };
  mutable std::optional<Iteration> Loop; ///< Made when it is asked for.
  bool Evident;
  unsigned Depth;
  bool Escapes = false;
  EventId EndsBehind = None;
  mutable std::map<EventId, Swallower> Swallowers; ///< By suspend point.
  std::map<EventId, SwallowedSignal> Found;
  std::map<EventId, SwallowedSignal> Values; ///< Those that came as values.

  const Iteration &iteration() const {
    if (!Loop)
      Loop.emplace(P, F);
    return *Loop;
  }

  Swallower swallowerAt(EventId Suspend) const {
    auto [It, New] = Swallowers.try_emplace(Suspend);
    if (!New || Depth > 1 || (Depth == 0 && iteration().around(Suspend).empty()) || Fn.Events[Suspend].Args.empty() || isThrowingCheck(Suspend))
      return It->second;
    const AwaitNode &N = node(Suspend);
    if (N.K != AwaitNode::Coroutine || !N.Then.empty() || N.Callee == F || P.function(N.Callee).Regions.empty() ||
        !arrivesAsException(deliveryOf(P, N.Callee)) || Flow.Summaries[N.Callee].CancelPoints.empty())
      return It->second;
    SwallowDomain Inner(P, N.Callee, Flow, Depth + 1);
    if (walkPaths(P, N.Callee, Inner) == PathsResult::Done && Inner.endsBehind() != None)
      It->second = {N.Callee, Inner.endsBehind()};
    return It->second;
  }

  /// What an event throws, of whatever type, comes to that handler.
  bool isCaughtBy(EventId Id, EventId Catch) const {
    const TypeFacts *T = P.type(P.strip(Fn.Events[Catch].Type));
    if (Fn.Events[Catch].Type != None && !(T && P.str(T->Name) == "std::exception"))
      return false;
    for (RegionId R = Fn.Events[Id].Region; R != None; R = Fn.Regions[R].Parent)
      for (const Region::Handler &H : Fn.Regions[R].Handlers) {
        const Block &B = Fn.Blocks[H.To];
        if (!B.Events.empty() && B.Events.front() == Catch)
          return true;
        const TypeFacts *Of = P.type(P.strip(H.Type));
        const TypeModel *M = P.typeModel(H.Type);
        if (H.Type == None || (Of && P.str(Of->Name) == "std::exception") || (M && M->CancelSignal))
          return false;
      }
    return false;
  }

  /// It lets others run, and waits for nothing.
  bool merelyYields(EventId Suspend) const {
    const Operand &O = Fn.Events[Suspend].Args[0];
    AwaitNode N = O.K == Operand::OfValue ? resolveAwaited(P, F, O) : AwaitNode();
    return N.K == AwaitNode::Operation && N.Op->Does == Effect::Wait && !N.Op->Cancellable && !N.Op->Timer && N.Op->On.empty();
  }

  /// `ec == error::operation_aborted`: so it is.
  bool namesWhatWasTold(EventId Id, State &S) const {
    const Event &E = Fn.Events[Id];
    llvm::StringRef Leaf = E.Kind == EventKind::Call && E.Callee != None ? P.str(P.Facts.Entities[E.Callee].Leaf) : "";
    if (Leaf != "operator==" && Leaf != "operator!=")
      return false;
    llvm::SmallVector<const Operand *, 2> Sides;
    if (E.Receiver.K != Operand::Nothing)
      Sides.push_back(&E.Receiver);
    for (const Operand &A : E.Args)
      Sides.push_back(&A);
    bool OfTold = llvm::any_of(Sides, [&](const Operand *O) {
      SourceValue V = sourceOf(P, F, *O, S);
      return V.Event != None && S.has({Told, V.Event});
    });
    if (!OfTold || llvm::none_of(Sides, [&](const Operand *O) { return namesSignal(P, F, *O); }))
      return false;
    decide(Id, Leaf == "operator==", S);
    return true;
  }

  /// Somebody asks what the value says, other than whether it is an error, or whether to stop, or waits for something
  /// that throws when it is cancelled.
  bool looksAtValue(EventId Id, const State &S) const {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Suspend || E.Kind == EventKind::Call)
      if (asksForCancellation(P, F, Id))
        return true;
    if (E.Kind == EventKind::Suspend && !returnsErrors(Id))
      return true;
    auto OfTold = [&](const Operand &O) {
      SourceValue V = O.K == Operand::Nothing ? SourceValue() : sourceOf(P, F, O, S);
      return V.Event != None && S.has({Told, V.Event});
    };
    // `AssertionResult(received)`: an object that is made of a yes or no is there to be asked.
    if (E.Kind == EventKind::Construct && E.Args.size() == 1 && OfTold(E.Args[0])) {
      const TypeFacts *Of = P.type(P.strip(P.typeOf(Fn, E.Args[0]))), *Made = P.type(P.strip(E.Type));
      return Of && Of->Kind == TypeFacts::Builtin && Made && Made->Kind == TypeFacts::Record;
    }
    if (E.Kind != EventKind::Call || E.Callee == None)
      return false;
    if (const FunctionModel *M = P.meaning(F, Id).Model;
        M && (M->Tests == ResultTest::HasError || M->Tests == ResultTest::HasValue) && P.Facts.Entities[E.Callee].TemplateArgs.empty())
      return false;
    // `failed.ignore_ready_future();` puts it away.
    const TypeFacts *Gives = P.type(P.strip(E.Type));
    if (const FunctionModel *M = P.meaning(F, Id).Model;
        M && M->Tests == ResultTest::None && M->Blocks == BlockingStrength::NotBlocking && Gives && P.str(Gives->Name) == "void" &&
        llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Consumes && A.On == ArgRef{ArgRef::Receiver, 0}; }))
      return false;
    if (P.Facts.Entities[E.Callee].IsConversion && P.str(P.Facts.Entities[E.Callee].Leaf) == "operator bool")
      return false;
    return (OfTold(E.Receiver) && !onlyForLogs(Id)) || (llvm::any_of(E.Args, OfTold) && !onlyLogs(Id));
  }

  /// What it receives from may end as well: that such a loop spins is closed-channel-spin's.
  bool mayEnd(EventId Suspend) const {
    AwaitNode N = resolveAwaited(P, F, Fn.Events[Suspend].Args[0]);
    return N.K == AwaitNode::Operation && N.Op->ClosedTold;
  }

  /// `log("{}", result.error())`: what a call gives goes nowhere else.
  bool onlyForLogs(EventId Value, unsigned Depth = 0) const {
    bool Any = false;
    auto Is = [&](const Operand &O) {
      return (O.K == Operand::OfValue && O.V == Value) || (O.K == Operand::InPlace && O.P.Root == Place::Value && O.P.Index == Value);
    };
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind == EventKind::Destroy || !(Is(E.Receiver) || llvm::any_of(E.Args, Is)))
        continue;
      bool Passes = Depth < 4 && (E.Kind == EventKind::Construct || E.Kind == EventKind::Read ||
                                  (E.Kind == EventKind::Call && E.Callee != None && E.Discarded == Discard::No));
      if (!(E.Kind == EventKind::Call && E.Callee != None && onlyLogs(Id)) && !(Passes && onlyForLogs(Id, Depth + 1)))
        return false;
      Any = true;
    }
    return Any;
  }

  /// It gives nothing back, and says by its name or model that it only writes down what it is told.
  bool onlyLogs(EventId Call) const {
    const EntityFacts &Callee = P.Facts.Entities[Fn.Events[Call].Callee];
    const TypeFacts *T = P.type(P.strip(Callee.ReturnType));
    if (!T || P.str(T->Name) != "void" || saysItThrows(Call) || isSeenToThrow(P, F, Call))
      return false;
    const FunctionModel *M = P.meaning(F, Call).Model;
    std::string Words = wordsOf(P.str(Callee.Leaf));
    return (M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Logs; })) ||
           llvm::any_of(std::array{"log", "print", "trace", "warn"}, [&](llvm::StringRef Verb) { return behind(Words, Verb).has_value(); });
  }

  /// What is stopped there may have been stopped by a race or clock inside, and not from without.
  static bool stopsByItself(const AwaitNode &N, unsigned Depth = 0) {
    if (N.K != AwaitNode::Combinator)
      return false;
    bool Single = N.Branches.size() == 1 && N.CountReturned && Depth < 3; // It only turns the signal into a value.
    return !Single || stopsByItself(N.Branches[0], Depth + 1);
  }

  /// `let_stopped([&] { log(); return just_stopped(); })` hands the signal on.
  bool stopsAgain(const Operand &O, unsigned Depth = 0) const {
    if (O.K != Operand::OfValue || Depth > 6)
      return false;
    const Event &E = Fn.Events[O.V];
    FunctionId Body = E.Kind == EventKind::Lambda ? P.bodyOf(E.Callee) : None;
    for (EventId Id = 0; Body != None && Id < P.function(Body).Events.size(); ++Id) {
      const Event &Call = P.function(Body).Events[Id];
      std::string Name = Call.Kind == EventKind::Call && Call.Callee != None ? P.calleeName(Body, Id) : "";
      if (llvm::StringRef(Name).ends_with("stopped") || llvm::StringRef(Name).ends_with("done"))
        return true;
    }
    return (E.Receiver.K != Operand::Nothing && stopsAgain(E.Receiver, Depth + 1)) ||
           llvm::any_of(E.Args, [&](const Operand &A) { return stopsAgain(A, Depth + 1); });
  }

  void record(EventId Catch, EventId Suspend, EventId GoesOn) {
    SwallowedSignal S;
    S.Catch = Catch;
    S.Suspend = Suspend;
    S.GoesOn = GoesOn;
    S.Sure = Evident ? Confidence::High : Confidence::Medium;
    Found.try_emplace(Catch, S);
  }

  /// By its name, where there is no body to look at.
  bool saysItThrows(EventId Id) const {
    const Meaning &M = P.meaning(F, Id);
    std::string Words = M.Bodies.empty() && !M.Model ? wordsOf(P.str(P.Facts.Entities[Fn.Events[Id].Callee].Leaf)) : "";
    return llvm::any_of(std::array{"throw", "rethrow", "raise"}, [&](llvm::StringRef Verb) { return behind(Words, Verb).has_value(); });
  }

  /// A handler that asks for the error and goes on means the cancel() of a timer that wakes the loop up, or the end of the time that an
  /// operation was given.
  void asked(EventId Suspend, State &S) {
    if (Evident || Fn.Events[Suspend].Args.empty() || isThrowingCheck(Suspend))
      return;
    AwaitNode N = resolveAwaited(P, F, Fn.Events[Suspend].Args[0]);
    if ((N.K == AwaitNode::Operation && N.Op->Timer) || (N.K == AwaitNode::Combinator && N.Combines->Kind == CombinatorKind::Timeout))
      kill(S);
  }

  /// An operation that was given a time tells its end by the very signal that the handler names.
  bool endsByItself(EventId Catch, EventId Suspend) const {
    if (isThrowingCheck(Suspend))
      return false;
    const TypeModel *M = P.typeModel(Fn.Events[Catch].Type);
    const Operand &O = Fn.Events[Suspend].Args[0];
    if (!M || !M->CancelSignal || O.K != Operand::OfValue)
      return false;
    if (AwaitNode N = resolveAwaited(P, F, O); N.K == AwaitNode::Operation && N.Op->Timer)
      return false;
    return llvm::any_of(Fn.Events[O.V].Args, [&](const Operand &A) {
      const TypeFacts *T = P.type(P.typeOf(Fn, A));
      return T && (P.str(T->Name).ends_with("::duration") || P.str(T->Name).ends_with("::time_point"));
    });
  }

  bool isException(const Operand &O, EventId Catch) const {
    const Event &C = Fn.Events[Catch];
    if (!C.HasTarget)
      return false;
    if (O.K == Operand::InPlace)
      return overlaps(O.P, C.Target);
    return O.K == Operand::OfValue && Fn.Events[O.V].Receiver.K == Operand::InPlace &&
           overlaps(Fn.Events[O.V].Receiver.P, C.Target);
  }

  bool isOfException(const Operand &O, EventId Catch) const {
    return Fn.Events[Catch].HasTarget && corosafe::isOfException(P, F, O, Fn.Events[Catch].Target);
  }

  /// A handler of the very loop swallows it anyway: one finding says so.
  bool goesRoundWithHandler(EventId Suspend) const {
    const corosafe::Loop *In = iteration().loops().around(Suspend);
    return In && llvm::any_of(Found, [&](const auto &F) { return In->contains(iteration().loops().blockOf(F.second.Suspend)); });
  }

  bool bounded(EventId Suspend) const {
    std::vector<const corosafe::Loop *> Around = iteration().around(Suspend);
    return llvm::all_of(Around, [&](const corosafe::Loop *L) { return iteration().ending(*L).bounded(); });
  }
  bool sameLoop(EventId A, EventId B) const {
    BlockId There = iteration().loops().blockOf(B);
    return llvm::any_of(iteration().around(A), [&](const corosafe::Loop *L) { return L->contains(There); });
  }
};

} // namespace

SwallowedResult analyzeSwallowed(const Program &P, FunctionId F, const ProgramFlow &Flow) {
  SwallowedResult R;
  bool Handles = !P.function(F).Regions.empty();
  if ((!Handles && !P.mayLoop(F)) || Flow.Cancellable[F].Sure == Reached::No ||
      (Flow.Summaries[F].CancelPoints.empty() && !hasThrowingCheck(P, F)))
    return R;
  Delivery Arrives = deliveryOf(P, F);
  Handles &= arrivesAsException(Arrives);
  if (!Handles && Arrives != Delivery::Result && Arrives != Delivery::Unwind && !arrivesAsException(Arrives))
    return R;
  SwallowDomain D(P, F, Flow);
  if (!Handles && !D.isToldByValues())
    return R;
  R.Walked = walkPaths(P, F, D);
  R.Found = D.take();
  return R;
}

} // namespace corosafe
