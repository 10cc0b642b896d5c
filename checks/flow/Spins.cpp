//===- Spins.cpp ------------------------------------------------------------===//

#include "Spins.h"
#include "CompletionTokens.h"
#include "EndFlags.h"
#include "Iteration.h"
#include "LosingExits.h"
#include "Lookups.h"
#include "Signals.h"
#include "Throws.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include <array>
#include <map>
#include <set>

namespace corosafe {

namespace {

class SpinDomain : public Domain {
public:
  /// Depth: of the co_awaits through which it was come to; only the first of them is looked at for loops.
  SpinDomain(const Program &P, FunctionId F, const Closings &Ended, bool Cancellable, unsigned Depth = 0)
      : P(P), Fn(P.function(F)), F(F), Ended(Ended), Cancellable(Cancellable), Depth(Depth) {
    llvm::ArrayRef<EventMark> Marks = P.marks(F);
    for (EventId E = 0; E < Marks.size(); ++E)
      if (Marks[E].Kind == EventKind::Suspend && Fn.Events[E].How == SuspendKind::Await && !Fn.Events[E].Args.empty())
        consider(E);
  }

  bool relevant() const { return !Receives.empty(); }

  std::vector<Receive> take() const {
    std::vector<Receive> R;
    for (EventId Id : Spinning)
      R.push_back(Receives.at(Id));
    return R;
  }

  /// The first receive after whose end the function always returns nothing: false, an empty optional.
  const Receive *toldByNothing() const {
    auto It = llvm::find_if(Given, [](const auto &G) { return G.second; });
    return It == Given.end() ? nullptr : &Receives.at(It->first);
  }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks) override {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Suspend) {
      auto It = Receives.find(Id);
      if (It != Receives.end() && S.has({Closed, Id}))
        Spinning.insert(Id);
      if (It == Receives.end() && (neverSuspends(P, F, Id) || onlyLocks(Id) || writesNothing(Id, S)))
        return;
      S.Items.clear();
      if (It != Receives.end() && It->second.Told != WinnerTold::Throws) {
        State End = S;
        End.add({Closed, Id});
        Forks.push_back(std::move(End));
      }
      return;
    }
    if (S.Items.empty())
      return;
    if (E.Kind == EventKind::CatchEnter && E.Type != None) {
      const TypeFacts *T = P.type(P.strip(E.Type));
      if (!T || P.str(T->Name) != "std::exception")
        S.Items.clear(); // It may be for something else.
    }
    if (E.Kind == EventKind::CatchEnter && endIsTakenBefore(Id))
      S.Items.clear();
    if (E.Kind == EventKind::Call && E.Callee != None)
      called(Id, E, S);
    if (E.Kind == EventKind::Return && Depth)
      returned(E, S);
  }

  void left(State &S, bool ByException) override {
    for (const Item &I : S.Items)
      if (ByException)
        Given[I.A] = false;
  }

  void thrown(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    auto It = Receives.find(Id);
    bool Again = S.has({Closed, Id});
    S.Items.clear();
    if (It == Receives.end() || It->second.Told != WinnerTold::Throws)
      return;
    if (Again)
      Spinning.insert(Id);
    S.add({Closed, Id});
  }

  bool learn(const Test &T, State &S) override {
    if (S.Items.empty())
      return true;
    if (T.Where && ofError(*T.Where, S))
      return T.K == Test::Error || T.K == Test::Truth ? T.Holds : true;
    if (T.Source != None && S.has({Closed, T.Source})) {
      switch (T.K) {
      case Test::Value: return !T.Holds;
      case Test::Error: return T.Holds;
      case Test::Truth:
        // An error tests true, everything else false when the end has come.
        return T.Holds == (Receives[T.Source].Told == WinnerTold::ErrorCode && T.Part == 0);
      case Test::Equals:
      case Test::Less:
        // The message or count that comes beside an error is none.
        if (isCount(Fn.Events[T.Source].Type) || (Receives[T.Source].Told == WinnerTold::ErrorCode && T.Part > 0))
          return T.Holds == isSoOfNothing(T);
        if (T.K == Test::Equals && isEnd(T.Number))
          return T.Holds;
        // It is the end, and no success. What else may be told, and when, is the library's business.
        if (T.K == Test::Equals && tellsEnds(Fn.Events[T.Source].Type) && isSuccess(T.Number))
          return !T.Holds;
        [[fallthrough]];
      default: S.Items.clear(); return true;
      }
    }
    // What it gave is asked how much it is; whatever else it may say of the end is not known.
    if (T.Source != None && Fn.Events[T.Source].Kind == EventKind::Call && Fn.Events[T.Source].Callee != None) {
      const Event &Asked = Fn.Events[T.Source];
      SourceValue Of = Asked.Receiver.K == Operand::Nothing ? SourceValue() : sourceOf(P, F, Asked.Receiver, S);
      // A status of which something else is asked than whether it is an error: a timeout is not the end.
      if (Of.Event != None && Of.Part == 0 && S.has({Closed, Of.Event})) {
        S.Items.clear();
        return true;
      }
      if (Of.Event != None && Of.Part < 0 && S.has({Closed, Of.Event})) {
        llvm::StringRef Leaf = P.str(P.Facts.Entities[Asked.Callee].Leaf);
        bool IfEmpty = Leaf == "empty" || Leaf == "isEmpty" || Leaf == "isNull";
        if (T.K == Test::Truth && (IfEmpty || Leaf == "has_value" || Leaf == "operator bool"))
          return T.Holds == IfEmpty;
        if (Leaf == "size" || Leaf == "length")
          return T.Holds == isSoOfNothing(T);
        S.Items.clear();
        return true;
      }
    }
    // What an object that was made of it says is not known: a checking macro's comparison.
    if (T.K == Test::Truth && T.Source != None && isMadeOfClosed(T.Source, S))
      S.Items.clear();
    else if (Loop->endsBy(T))
      S.removeIf([&](const Item &I) { return mayTellEnd(T, Receives[I.A]); });
    return true;
  }

private:
  enum ItemKind : uint32_t { Closed }; ///< A: Suspend event. What it receives from has ended.
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const Closings &Ended;
  bool Cancellable; ///< Handlers that go on are then swallowed-cancellation's.
  unsigned Depth;
  std::optional<Iteration> Loop; ///< Made when something may spin.
  std::map<EventId, Receive> Receives;
  std::set<EventId> Spinning;    ///< Receives that find again what has ended.
  std::map<EventId, bool> Given; ///< By receive: whether all that is returned behind its end is nothing.

  /// True unless nobody sets what the loop asks when the end has come.
  bool mayTellEnd(const Test &T, Receive &R) const {
    std::vector<const corosafe::Loop *> Around = Loop->around(R.Suspend);
    const Event *Asked = T.Source == None ? nullptr : &Fn.Events[T.Source];
    if (Asked && asksWhetherOpen(T.Source, R))
      return Around.empty() || mayBeClosedIn(*Around.back(), R);
    const Place *Flag = T.Where ? &*T.Where : Asked && Asked->Kind == EventKind::Call && Asked->Receiver.K == Operand::InPlace ? &Asked->Receiver.P : nullptr;
    if (!Flag || Around.empty() || llvm::any_of(R.On, [&](const Place &On) { return overlaps(On, P.normalize(F, *Flag)); }) ||
        !isFlag(typeAlong(P, F, P.normalize(F, *Flag), P.normalize(F, *Flag).Path.size())) ||
        !knowsNothingOfEnd(P, F, *Around.back(), Loop->loops(), P.normalize(F, *Flag), R.Ended == EndedBy::Peer ? llvm::ArrayRef<Place>() : llvm::ArrayRef<Place>(R.On)))
      return true;
    R.Sure = std::min(R.Sure, Confidence::Medium);
    return false;
  }
  /// `while (sock.is_open())`: it is, also when the peer has gone.
  bool asksWhetherOpen(EventId Call, const Receive &R) const {
    const Event &E = Fn.Events[Call];
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Call).Model : nullptr;
    std::optional<Place> On = M && E.Receiver.K == Operand::InPlace ? P.placeOf(F, E.Receiver) : std::nullopt;
    return On && R.Ended == EndedBy::Peer && llvm::is_contained(R.On, *On) &&
           llvm::any_of(M->Acts, [&](const Action &A) { return A.Does == Act::Observes && llvm::is_contained(P.operands(Fn, E, A.On), &E.Receiver); });
  }
  /// True if something in the loop but its operations is done with it, or may be.
  bool mayBeClosedIn(const corosafe::Loop &L, const Receive &R) const {
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Call || !L.contains(Loop->loops().blockOf(Id)) || asksWhetherOpen(Id, R))
        continue;
      const FunctionModel *M = P.meaning(F, Id).Model;
      auto Leads = [&](const Operand &O) {
        std::optional<Place> Pl = O.K == Operand::InPlace ? P.placeOf(F, O) : std::nullopt;
        return Pl && llvm::any_of(R.On, [&](const Place &On) { return overlaps(On, *Pl) && !leavesAlone(P, F, Id, On); });
      };
      if (!(M && M->Op) && (Leads(E.Receiver) || llvm::any_of(E.Args, Leads)))
        return true;
    }
    return false;
  }
  bool isFlag(TypeId T) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    return isNumber(P, T) || (Ty && P.str(Ty->Name) == "std::atomic");
  }

  /// True if it stands in a loop that is not bounded. `got += co_await s.read(...)` is taken to come to its end, unless an
  /// error that comes beside the number is put aside.
  bool mayRepeat(EventId Id, bool ErrorBeside) {
    if (!Loop)
      Loop.emplace(P, F);
    return Depth || llvm::any_of(Loop->around(Id), [&](const corosafe::Loop *L) {
      Ending End = Loop->ending(*L);
      return ErrorBeside ? !End.bounded() : !End.Counts;
    });
  }

  void consider(EventId Id) {
    std::optional<Receive> R = receiveAt(P, F, Id, Ended);
    if (R ? !mayRepeat(Id, R->ErrorBeside) : !mayRepeat(Id, false))
      return;
    if (!R)
      R = throughCoroutine(Id);
    if (R && !(R->Told == WinnerTold::Throws && (Cancellable || Fn.Events[Id].Region == None)))
      Receives.emplace(Id, std::move(*R));
  }

  /// `co_await next_line(socket)`, which gives nothing when there is none any more.
  std::optional<Receive> throughCoroutine(EventId Id) const {
    AwaitNode N = resolveAwaited(P, F, Fn.Events[Id].Args[0]);
    if (N.K != AwaitNode::Coroutine || !N.Then.empty() || N.Callee == F || Depth > 2)
      return std::nullopt;
    SpinDomain Inner(P, N.Callee, Ended, false, Depth + 1);
    if (!Inner.relevant() || walkPaths(P, N.Callee, Inner) != PathsResult::Done)
      return std::nullopt;
    const Receive *As = Inner.toldByNothing();
    return As ? receiveThrough(P, F, Id, N, *As, Ended) : std::nullopt;
  }

  void returned(const Event &E, const State &S) {
    std::optional<int64_t> Always = ExitReader(P, F, {}).constantGivenBy(E, S);
    SourceValue Of = E.Args.empty() ? SourceValue() : sourceOf(P, F, E.Args[0], S);
    for (const Item &I : S.Items) {
      WinnerTold Told = Receives.at(I.A).Told;
      bool HandedOn = Of.Event == I.A && Of.Part < 0 && (Told == WinnerTold::OptionalResult || Told == WinnerTold::BoolResult);
      bool Nothing = HandedOn || (Always ? *Always == 0 : !E.Args.empty() && deniesError(E.Args[0], S));
      Given[I.A] = Nothing && (!Given.count(I.A) || Given[I.A]);
    }
  }
  /// `co_return !ec;`
  bool deniesError(const Operand &O, const State &S) {
    const Event *Not = O.K == Operand::OfValue ? &Fn.Events[O.V] : nullptr;
    return Not && Not->Kind == EventKind::Compute && P.str(Not->Op) == "!" && !Not->Args.empty() && isErrorOfClosed(Not->Args[0], S, 0);
  }
  bool isErrorOfClosed(const Operand &O, const State &S, unsigned Deep) {
    SourceValue V = sourceOf(P, F, O, S);
    if ((V.Event != None && S.has({Closed, V.Event}) && Receives.at(V.Event).Told == WinnerTold::ErrorCode && V.Part <= 0) || (V.Where && ofError(*V.Where, S)))
      return true;
    const Event *Asked = O.K == Operand::OfValue && Deep < 3 ? &Fn.Events[O.V] : nullptr;
    return Asked && Asked->Kind == EventKind::Call && Asked->Receiver.K != Operand::Nothing && isErrorOfClosed(Asked->Receiver, S, Deep + 1);
  }

  bool isReceive(EventId Call) const {
    return llvm::any_of(Receives, [&](const auto &R) {
      const Operand &Awaited = Fn.Events[R.first].Args[0];
      return Awaited.K == Operand::OfValue && Awaited.V == Call;
    });
  }
  /// A lock or permit that is free is there at once: taking it does not slow the loop down.
  bool onlyLocks(EventId Id) const {
    if (Fn.Events[Id].Args.empty())
      return false;
    AwaitNode N = resolveAwaited(P, F, Fn.Events[Id].Args[0]);
    return N.K == AwaitNode::Operation && N.Op && N.Op->Does == Effect::Acquire;
  }

  /// What came of the end is written on: no bytes at all, which is done at once.
  bool writesNothing(EventId Id, const State &S) {
    if (S.Items.empty() || Fn.Events[Id].Args.empty())
      return false;
    AwaitNode N = resolveAwaited(P, F, Fn.Events[Id].Args[0]);
    bool Writes = N.K == AwaitNode::Operation && N.Op && (N.Op->Does == Effect::Produce || N.Op->Does == Effect::ComposedProduce);
    const Operand &O = Fn.Events[Id].Args[0];
    if (!Writes || O.K != Operand::OfValue)
      return false;
    llvm::ArrayRef<Operand> Args = Fn.Events[O.V].Args;
    for (size_t I = 0; I < Args.size(); ++I) {
      // A number is a size behind a pointer only; a channel sends it.
      const TypeFacts *Before = I ? P.type(P.strip(P.typeOf(Fn, Args[I - 1]))) : nullptr;
      bool Size = Before && (Before->Kind == TypeFacts::Pointer || Before->Kind == TypeFacts::Array);
      if ((Size || !isCount(P.typeOf(Fn, Args[I]))) && holdsCountOfClosed(Args[I], S))
        return true;
    }
    return false;
  }
  /// The number of bytes that was received, which is none; also as the size of a buffer, or asked of what was received.
  bool holdsCountOfClosed(const Operand &O, const State &S, unsigned Depth = 0) {
    if (Depth > 3 || O.K == Operand::Nothing)
      return false;
    SourceValue V = sourceOf(P, F, O, S);
    if (V.Event != None && S.has({Closed, V.Event}))
      return isCount(P.typeOf(Fn, O)) || Depth > 0;
    if (O.K != Operand::OfValue || Fn.Events[O.V].Kind != EventKind::Call)
      return false;
    const Event &E = Fn.Events[O.V];
    llvm::StringRef Leaf = E.Callee == None ? llvm::StringRef() : P.str(P.Facts.Entities[E.Callee].Leaf);
    bool Size = E.Receiver.K != Operand::Nothing && (Leaf == "size" || Leaf == "length");
    if (Size && holdsCountOfClosed(E.Receiver, S, Depth + 1))
      return true;
    return Leaf == "buffer" && llvm::any_of(E.Args, [&](const Operand &A) { return holdsCountOfClosed(A, S, Depth + 1); });
  }

  /// True if an earlier handler of the same try block is for the exception by which the end, or cancellation, is told.
  bool endIsTakenBefore(EventId Catch) const {
    for (const Region &R : Fn.Regions)
      for (size_t I = 0; I < R.Handlers.size(); ++I) {
        const Block &B = Fn.Blocks[R.Handlers[I].To];
        if (B.Events.empty() || B.Events.front() != Catch)
          continue;
        return llvm::any_of(llvm::ArrayRef(R.Handlers).take_front(I), [&](const Region::Handler &H) { return tellsEnd(H.Type); });
      }
    return false;
  }
  bool tellsEnd(TypeId T) const {
    const TypeModel *M = P.typeModel(T);
    const TypeFacts *Ty = P.type(P.strip(T));
    if (!Ty)
      return false;
    llvm::StringRef Name = P.str(Ty->Name);
    return (M && M->CancelSignal) || Name.ends_with("system_error") ||
           llvm::any_of(std::initializer_list<llvm::StringRef>{"closed", "broken", "abort", "eof", "cancel", "stop", "shutdown", "shut_down", "disconnect", "ended"},
                        [&](llvm::StringRef W) { return Name.contains_insensitive(W); });
  }

  bool isCount(TypeId T) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    return Ty && Ty->Kind == TypeFacts::Builtin && P.str(Ty->Name) != "bool";
  }
  /// What a condition on a number is when that is zero.
  static bool isSoOfNothing(const Test &T) {
    return T.K == Test::Equals ? T.Number == 0 : T.K == Test::Less && T.Number > 0;
  }
  /// True if the code compares something with an enumerator of that number by which the end is told.
  bool isEnd(int64_t Number) const {
    return llvm::any_of(Fn.Events, [&](const Event &E) {
      return E.Kind == EventKind::Compute && llvm::any_of(E.Args, [&](const Operand &A) {
               return A.K == Operand::Constant && A.C == Number && namesEnd(P, F, A);
             });
    });
  }
  /// True of an enumeration of which one says that what was read from has ended.
  bool tellsEnds(TypeId T) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    if (!Ty || Ty->Kind != TypeFacts::Enum)
      return false;
    std::string Of = P.Models.canonical(P.str(Ty->Name)) + "::";
    return llvm::any_of(P.Models.libraries(), [&](const auto &L) {
      return llvm::any_of(L->Ends, [&](const std::string &E) { return llvm::StringRef(E).starts_with(Of); });
    });
  }
  /// True if the code compares something with an enumerator of that number that says by its name that all went well.
  bool isSuccess(int64_t Number) const {
    return llvm::any_of(Fn.Events, [&](const Event &E) {
      return E.Kind == EventKind::Compute && llvm::any_of(E.Args, [&](const Operand &A) {
               llvm::StringRef Name = A.Enumerator ? P.str(A.Enumerator) : llvm::StringRef();
               return A.K == Operand::Constant && A.C == Number && (Name.ends_with_insensitive("success") || Name.ends_with_insensitive("::ok"));
             });
    });
  }
  bool ofError(const Place &Where, const State &S) {
    return llvm::any_of(S.Items, [&](const Item &I) {
      const std::optional<Place> &At = Receives[I.A].ErrorAt;
      return At && overlaps(P.normalize(F, Where), *At);
    });
  }

  bool isMadeOfClosed(EventId Id, const State &S, unsigned Depth = 0) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Call || E.Callee == None || !P.str(P.Facts.Entities[E.Callee].Leaf).starts_with("operator"))
      return false;
    auto Of = [&](const Operand &O) {
      SourceValue V = O.K == Operand::Nothing ? SourceValue() : sourceOf(P, F, O, S);
      return V.Event != None && (S.has({Closed, V.Event}) || (Depth < 4 && isMadeOfClosed(V.Event, S, Depth + 1)));
    };
    return Of(E.Receiver) || llvm::any_of(E.Args, Of);
  }

  /// `check(ec);` ends the loop by an exception.
  bool mayThrowFor(EventId Call, llvm::StringRef Leaf) const {
    return P.meaning(F, Call).Bodies.empty() ? saysCheck(Leaf) : isSeenToThrow(P, F, Call);
  }

  void called(EventId Id, const Event &E, State &S) {
    llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
    auto FromClosed = [&](const Operand &O) {
      SourceValue V = sourceOf(P, F, O, S);
      return (V.Event != None && S.has({Closed, V.Event})) || (V.Where && ofError(*V.Where, S));
    };
    if (Leaf == "operator==" || Leaf == "operator!=") {
      llvm::SmallVector<const Operand *, 2> Sides;
      if (E.Receiver.K != Operand::Nothing)
        Sides.push_back(&E.Receiver);
      for (const Operand &A : E.Args)
        Sides.push_back(&A);
      if (llvm::none_of(Sides, [&](const Operand *O) { return FromClosed(*O); }))
        return;
      // What was received is nothing, and so is no text that is compared with it.
      for (const Operand *O : Sides)
        if (std::optional<bool> Empty = isEmptyText(P, Fn, *O))
          return decideValue(Id, (Leaf == "operator==") == *Empty, S);
      // The end, or cancellation, is asked for by its name. What other names mean is not known.
      bool OfEnd = llvm::any_of(Sides, [&](const Operand *O) { return namesEnd(P, F, *O); });
      bool OfSignal = llvm::any_of(Sides, [&](const Operand *O) { return namesSignal(P, F, *O); });
      // Whoever closes it cancels what waits.
      OfEnd |= OfSignal && llvm::all_of(S.Items, [&](const Item &I) { return Receives[I.A].Ended == EndedBy::Owner; });
      if (!OfEnd && !OfSignal)
        return S.Items.clear();
      bool Equal = OfEnd;
      return decideValue(Id, (Leaf == "operator==") == Equal, S);
    }
    // A turn that came of a timeout, in a loop that then asks whether it is to go on: what is received from may live for ever.
    if (looksAtToken(P, F, Id))
      S.removeIf([&](const Item &I) { return Receives[I.A].MayBeLate; });
    // Closing or replacing what it receives from, and asking it.
    const FunctionModel *M = P.meaning(F, Id).Model;
    if (E.Receiver.K == Operand::InPlace && !(M && M->Op) && !isReceive(Id))
      if (std::optional<Place> On = P.placeOf(F, E.Receiver))
        S.removeIf([&](const Item &I) {
          Receive &R = Receives[I.A];
          bool Meets = !asksWhetherOpen(Id, R) && llvm::any_of(R.On, [&](const Place &Pl) { return overlaps(Pl, *On); });
          if (Meets && P.meaning(F, Id).Bodies.empty())
            R.Sure = std::min(R.Sure, Confidence::Medium);
          return Meets && llvm::any_of(R.On, [&](const Place &Pl) { return overlaps(Pl, *On) && !leavesAlone(P, F, Id, Pl); });
        });
    // What somebody else makes of the result is not known.
    const TypeFacts *T = P.type(P.strip(E.Type));
    bool Asks = T && (T->Kind == TypeFacts::Enum || (T->Kind == TypeFacts::Builtin && P.str(T->Name) != "void")) &&
                E.Discarded == Discard::No;
    if (!M && llvm::any_of(E.Args, FromClosed) && !Leaf.starts_with("operator") && (Asks || mayThrowFor(Id, Leaf)))
      S.Items.clear();
  }
};

} // namespace

SpinResult analyzeSpins(const Program &P, FunctionId F, const ProgramFlow &Flow, const Closings &Ended) {
  SpinResult R;
  if (!P.mayLoop(F))
    return R;
  SpinDomain D(P, F, Ended, Flow.Cancellable[F].Sure != Reached::No && arrivesAsException(deliveryOf(P, F)));
  if (!D.relevant())
    return R;
  R.Walked = walkPaths(P, F, D);
  R.Found = D.take();
  return R;
}

} // namespace corosafe
