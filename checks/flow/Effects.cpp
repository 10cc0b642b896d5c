//===- Effects.cpp - Is a coroutine safe to cancel? ------------------------===//
//
// A path is half-done at a suspend point when an effect is complete that the
// caller cannot see yet (semantics.md section 3):
//
//   auto m = co_await in.async_receive(use_awaitable);   Taken: m is only in a local
//   co_await out.async_send(m, use_awaitable);           cancelled here, m is lost
//
//===----------------------------------------------------------------------===//

#include "AwaitedEffects.h"
#include "Carried.h"
#include "PairArguments.h"
#include "ServiceLoops.h"
#include "Summary.h"
#include "Takes.h"
#include "WaysOut.h"
#include "llvm/ADT/STLExtras.h"
#include <memory>
#include <optional>
#include <set>

namespace corosafe {

//===-- half-done paths ----------------------------------------------------===//

namespace {

enum ItemKind : uint32_t {
  Taken,   ///< A: Suspend event; B: number of its effect. Consumed, and only in a local.
  Sent,    ///< A: Suspend event; B: number of its effect. Produced.
  Changed, ///< A: Assign or Compute event; B: place; C: Suspend event crossed since, or None.
  Closed,  ///< B: place. Its life is over.
  Renewed, ///< B: place. Its life was ended here, whatever begins there afterwards.
  Shielded, ///< Cancellation does not arrive from here on. A: the local that shields while it lives, or None.
};

/// What is found out once about a co_await, and about what it gives. Of what is taken without one: Effects and Gives.
struct Awaiting {
  std::optional<AwaitNode> Node;
  std::optional<std::vector<NodeEffect>> Effects;
  bool OwnReported = false, DiscardReported = false;
  std::optional<Carried> Gives; ///< What becomes of what it took. Made when it is asked for.
};

class EffectDomain : public Domain {
public:
  EffectDomain(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out)
      : P(P), Fn(P.function(F)), F(F), Known(Known), Out(Out), Uses(usesOf(P, F, Known, /*VisibleOnly=*/true)),
        Awaited(P, F, Known), Service(P, F, Awaited), CutShort(P, F, Known, Uses) {}

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    for (const PlaceUse &U : Uses[Id])
      renews(U, S);
    for (const PlaceUse &U : Uses[Id])
      if (U.K == PlaceUse::Closes && isVisibleOutside(U.On) && E.Kind != EventKind::Assign && !isElement(U.On))
        S.add({Closed, 0, Places.keyOf(U.On)});
      else if (U.K == PlaceUse::Uses)
        S.removeIf([&](const Item &I) { return I.Kind == Closed && overlaps(Places[I.B], U.On); });
    if (E.Kind == EventKind::Call || E.Kind == EventKind::Init)
      takes(Id, S);
    if (Fn.IsCoroutine) {
      switch (E.Kind) {
      case EventKind::Suspend:
        suspend(Id, E, S);
        break;
      case EventKind::Init:
        if (const TypeModel *M = typeOfLocal(E); M && M->Shield)
          S.add({Shielded, E.Target.Index});
        break;
      case EventKind::Destroy:
        if (E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty())
          S.remove({Shielded, E.Target.Index});
        // Nobody wanted it on this path.
        if (E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty())
          S.removeIf([&](const Item &I) { return I.Kind == Taken && carried(I.A).onlyLocal() == E.Target.Index; });
        break;
      case EventKind::Assign:
      case EventKind::Compute:
        changed(Id, E, S);
        break;
      case EventKind::Return:
        returned(Id, E, S);
        break;
      default:
        break;
      }
      S.removeIf([&](const Item &I) {
        return I.Kind == Taken && I.A != Id && carried(I.A).isSink(Id);
      });
    }
  }

  bool watchesThrows() const override { return false; }

  /// What came back as an error, or as nothing, took nothing.
  bool learn(const Test &T, State &S) override {
    if ((T.K == Test::Error && T.Holds) || (T.K == Test::Value && !T.Holds))
      S.removeIf([&](const Item &I) {
        return I.Kind == Taken && I.A == T.Source && !(awaiting(I.A).Node && awaiting(I.A).Node->K == AwaitNode::Combinator);
      });
    return true;
  }

  void unwound(llvm::ArrayRef<uint32_t> Locals, State &S) override {
    // An exception, and no cancellation, has dropped what only those locals held.
    S.removeIf([&](const Item &I) {
      return (I.Kind == Shielded && llvm::is_contained(Locals, I.A)) || (I.Kind == Taken && carried(I.A).diesWith(Locals));
    });
  }

  void left(State &S, bool ByException) override {
    if (ByException) {
      if (S.Raised.Type != None && !llvm::is_contained(Out.Throws, S.Raised.Type))
        Out.Throws.push_back(S.Raised.Type);
      return;
    }
    Returns = true;
    // A way out that leaves it open is one on which it was closed, gone or healthy already:
    // `if (s.is_open()) s.close();`.
    for (const Item &I : S.Items)
      if (I.Kind == Closed)
        ClosedAtExit.insert(I.B);
  }

  void finish() {
    Out.Returns = Returns;
    llvm::sort(Out.Throws);
    // Each once: a summary is kept, and takes no more room than it needs.
    llvm::SmallVector<const PlaceUse *, 16> Once;
    for (const PlaceUse &U : Uses.All)
      if (U.K == PlaceUse::Uses && isVisibleOutside(U.On) && Once.size() < MaxUses &&
          llvm::none_of(Once, [&](const PlaceUse *Have) { return Have->On == U.On && Have->Dir == U.Dir && Have->Sure == U.Sure; }))
        Once.push_back(&U);
    Out.Uses.reserve(Once.size() + ClosedAtExit.size());
    auto Close = [&](uint32_t K) {
      if (Out.Uses.size() < MaxUses) {
        PlaceUse &U = Out.Uses.emplace_back();
        U.On = Places[K];
        U.K = PlaceUse::Closes;
      }
    };
    // What it closes before it does anything else with it.
    for (uint32_t K : ClosedFirst)
      if (!ClosedAtExit.count(K) && llvm::none_of(UsedFirst, [&](uint32_t Used) { return overlaps(Places[Used], Places[K]); }))
        Close(K);
    for (const PlaceUse *U : Once)
      Out.Uses.push_back(*U);
    llvm::for_each(ClosedAtExit, Close);
  }

private:
  static constexpr size_t MaxUses = 256, MaxLosses = 32;
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<Summary> &Known;
  Summary &Out;
  EventUses Uses;
  AwaitedEffects Awaited;
  ServiceLoops Service;
  WaysOut CutShort;
  PlaceTable Places;
  std::vector<std::unique_ptr<Awaiting>> Awaits; ///< By event, as far as they were asked for; empty until one is.
  SharedText Self; ///< The function's name. Made when it is asked for.
  std::set<uint32_t> ClosedAtExit, ClosedFirst, UsedFirst;
  bool Closes = llvm::any_of(Uses.All, [](const PlaceUse &U) { return U.K == PlaceUse::Closes && isVisibleOutside(U.On); });
  bool Returns = false;
  std::set<std::pair<EventId, EventId>> ReportedTaken, ReportedSent, ReportedChange;

  /// `sock_.close(); co_await sock_.async_connect(...);` or `sock_ = tcp::socket(ex_);`: what it was when the function began is over
  /// before it is used.
  void renews(const PlaceUse &U, State &S) {
    if (!Closes || !isVisibleOutside(U.On))
      return;
    if (U.K == PlaceUse::Closes && !isElement(U.On)) {
      S.add({Renewed, 0, Places.keyOf(U.On)});
      ClosedFirst.insert(Places.keyOf(U.On));
    } else if (U.K == PlaceUse::Uses && llvm::none_of(S.Items, [&](const Item &I) { return I.Kind == Renewed && isWithin(U.On, Places[I.B]); })) {
      UsedFirst.insert(Places.keyOf(U.On));
    }
  }

  Awaiting &awaiting(EventId Suspend) {
    if (Awaits.empty())
      Awaits.resize(Fn.Events.size());
    std::unique_ptr<Awaiting> &Slot = Awaits[Suspend];
    if (!Slot)
      Slot = std::make_unique<Awaiting>();
    return *Slot;
  }

  const SharedText &self() {
    if (Self.empty())
      Self = P.functionName(F);
    return Self;
  }

  /// The model of a local that begins here.
  const TypeModel *typeOfLocal(const Event &E) const {
    bool IsLocal = E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty();
    return IsLocal ? P.typeModel(Fn.Locals[E.Target.Index].Type) : nullptr;
  }

  corosafe::Places visibleOnly(llvm::ArrayRef<Place> On) const {
    corosafe::Places R;
    for (const Place &Pl : On)
      if (isVisible(Pl))
        R.push_back(Pl);
    return R;
  }
  bool isElement(const Place &Pl) const { return !Pl.Path.empty() && P.str(Pl.Path.back()) == "[]"; }
  bool isVisible(const Place &Pl) const { return isVisibleOutside(Pl) && P.lifetime(F, Pl) != Lifetime::Frame; }

  void suspend(EventId Id, const Event &E, State &S) {
    if (!E.Args.empty() && E.Args[0].K == Operand::OfValue)
      if (const FunctionModel *M = P.meaning(F, E.Args[0].V).Model; M && M->ShieldsRest) {
        S.removeIf([](const Item &I) { return I.Kind == Shielded && I.A == None; });
        if (*M->ShieldsRest)
          S.add({Shielded});
      }
    if (E.How != SuspendKind::Await || neverSuspends(P, F, Id))
      return;
    Awaiting &Here = awaiting(Id);
    if (!Here.Node) {
      Here.Node = Fn.Events[Id].Args.empty() ? AwaitNode() : resolveAwaited(P, F, Fn.Events[Id].Args[0], S);
      CutShort.awaits(Id, *Here.Node);
    }
    const AwaitNode &N = *Here.Node;
    bool Sure = true;
    bool Can = !llvm::any_of(S.Items, [](const Item &I) { return I.Kind == Shielded; }) && Awaited.cancellable(N, Sure);
    if (!Here.Effects)
      Awaited.effectsOf(N, Here.Effects.emplace());
    const std::vector<NodeEffect> &Effects = *Here.Effects;
    if (Can && Awaited.arrives(N) && !llvm::is_contained(Out.CancelPoints, Id))
      Out.CancelPoints.insert(llvm::upper_bound(Out.CancelPoints, Id), Id);
    if (Can) {
      Out.Suspends = true;
      halfDone(Id, E, Effects, Sure, S);
      if (!Here.OwnReported) {
        Here.OwnReported = true;
        llvm::SmallVector<Loss, 2> Own;
        lossesOf(P, Known, N, false, false, "", Own);
        Out.Inherent.reserve(std::min<size_t>(Out.Inherent.size() + Own.size(), MaxLosses));
        for (Loss &L : Own) {
          llvm::erase_if(L.On, [&](const Place &On) { return !isVisible(On) || CutShort.closes(Id, On); });
          if (L.On.empty())
            continue;
          if (L.Why.empty() || N.K != AwaitNode::Coroutine) {
            L.Why.prepend({E.Range, "'" + N.Name + "' is awaited here: " + L.What.str()});
          } else {
            static const SharedText Awaited = SharedText::constant(" is awaited here");
            L.Why.prepend({E.Range, QuotedText(N.Name, Awaited)});
          }
          addLoss(Out.Inherent, std::move(L));
        }
      }
    }
    if (N.K == AwaitNode::Parameter && !llvm::is_contained(Out.AwaitsParameters, std::pair(N.Index, N.Callable)))
      Out.AwaitsParameters.push_back({N.Index, N.Callable});
    // Now it has completed.
    S.removeIf([&](const Item &I) { return I.Kind == Taken && (I.A == Id || carried(I.A).isSink(Id)); });
    for (uint32_t K = 0; K < Effects.size(); ++K) {
      const NodeEffect &Eff = Effects[K];
      if (Eff.Dir == Direction::In) {
        // An answer completes the request that was sent before it.
        S.removeIf([&](const Item &I) {
          return I.Kind == Sent && llvm::any_of(effect(I).On, [&](const Place &A) {
                   return llvm::any_of(Eff.On, [&](const Place &B) { return overlaps(A, B); });
                 });
        });
        bool KeptOutside = Eff.Into && P.lifetime(F, *Eff.Into) != Lifetime::Frame;
        if (!KeptOutside && carried(Id).goesOn())
          S.add({Taken, Id, K});
      } else {
        S.add({Sent, Id, K});
      }
      done(Eff, Eff.Dir == Direction::In && carried(Id).isReturned());
    }
  }

  /// What the function takes out of a container without waiting.
  void takes(EventId Id, State &S) {
    std::optional<TakenAtOnce> T = takenAtOnce(P, F, Id, Known);
    if (!T)
      return;
    Awaiting &Here = awaiting(Id);
    if (!Here.Effects) {
      NodeEffect &E = Here.Effects.emplace().emplace_back();
      E.On = {T->From};
      E.AtOnce = E.OfQueue = true;
      E.Name = T->By;
      E.Range = Fn.Events[Id].Range;
      Here.Gives.emplace(P, F, Id, T->Given, T->Locals);
      done((*Here.Effects)[0], Here.Gives->isReturned());
    }
    if (Fn.IsCoroutine && Here.Gives->isHandedOnFrom(Id))
      S.add({Taken, Id, 0});
  }

  /// Notes an effect for the callers.
  void done(const NodeEffect &E, bool Returned) {
    DoneEffect D;
    D.Dir = E.Dir;
    D.On = visibleOnly(E.On);
    D.Returned = Returned;
    D.AtOnce = E.AtOnce;
    D.OfQueue = E.OfQueue;
    if (!D.On.empty() && !llvm::any_of(Out.Effects, [&](const DoneEffect &X) {
          return X.Dir == D.Dir && X.On == D.On && X.Returned == D.Returned && X.AtOnce == D.AtOnce && X.OfQueue == D.OfQueue;
        }))
      Out.Effects.push_back(std::move(D));
  }

  void addLoss(llvm::SmallVectorImpl<Loss> &To, Loss &&L) {
    if (To.size() < MaxLosses)
      To.push_back(std::move(L));
  }

  void halfDone(EventId Id, const Event &E, const std::vector<NodeEffect> &Effects, bool Sure, State &S) {
    llvm::SmallVector<Item, 4> Items(S.Items);
    for (const Item &I : Items) {
      if (I.Kind == Taken && ReportedTaken.insert({I.A, Id}).second && (!effect(I).AtOnce || carried(I.A).isHandedOnFrom(Id)) &&
          !CutShort.putsBack(Id, effect(I).On, carried(I.A))) {
        const NodeEffect &T = effect(I);
        Loss L;
        L.K = Loss::HalfDone;
        L.Dir = Direction::In;
        L.AtOnce = T.AtOnce;
        L.OfQueue = T.OfQueue;
        L.Name = self();
        static const SharedText Lost = SharedText::constant("what it has taken is lost when it is cancelled before handing it on"),
                                Completes = SharedText::constant(" completes here, and its result is only in a local"),
                                TakesOut = SharedText::constant(" takes it out here, and it is only in a local"),
                                MovedOut = SharedText::constant("what is moved out here is only in a local"),
                                Here = SharedText::constant("cancelled at this suspend point, that is lost");
        L.What = Lost;
        L.On = visibleOnly(T.On);
        L.Sure = Sure ? Confidence::High : Confidence::Medium;
        L.Why.prepend({E.Range, Here, NoteRole::Cancelled});
        if (T.AtOnce && T.Name.empty())
          L.Why.prepend({T.Range, MovedOut, NoteRole::Effect});
        else
          L.Why.prepend({T.Range, QuotedText(T.Name, T.AtOnce ? TakesOut : Completes), NoteRole::Effect});
        if (!L.On.empty())
          addLoss(Out.Inherent, std::move(L));
      }
      if (I.Kind == Sent) {
        const NodeEffect &T = effect(I);
        bool Same = llvm::any_of(Effects, [&](const NodeEffect &Next) {
          return llvm::any_of(T.On, [&](const Place &A) {
            return llvm::any_of(Next.On, [&](const Place &B) { return overlaps(A, B); });
          });
        });
        // A loop that serves sends one thing after the other, not parts of one.
        if (!Same || Service.servesBetween(I.A, Id) || !ReportedSent.insert({I.A, Id}).second)
          continue;
        Loss L;
        L.K = Loss::HalfDone;
        L.Dir = Direction::Both;
        L.Name = self();
        static const SharedText Between = SharedText::constant("one step is done and the next is not when it is cancelled in between"),
                                Done = SharedText::constant(" is done here"),
                                Here = SharedText::constant("cancelled at this suspend point, what belongs to it never follows");
        L.What = Between;
        L.On = visibleOnly(T.On);
        L.Sure = Sure ? Confidence::High : Confidence::Medium;
        L.Why.prepend({E.Range, Here, NoteRole::Cancelled});
        L.Why.prepend({T.Range, QuotedText(T.Name, Done), NoteRole::Effect});
        if (!L.On.empty())
          addLoss(Out.Inherent, std::move(L));
      }
      if (I.Kind == Changed && I.C == None) {
        S.remove(I);
        Item Crossed = I;
        Crossed.C = Id;
        S.add(Crossed);
      }
    }
  }

  //===-- state that is changed and changed back ----------------------------===//

  /// +1, -1 for ++ and --, the sign of a compound assignment; nothing for others.
  std::optional<int> stepOf(const Event &E) const {
    llvm::StringRef Op = P.str(E.Op);
    if (Op == "++" || Op == "+=" || Op == "|=")
      return 1;
    if (Op == "--" || Op == "-=" || Op == "&=")
      return -1;
    return std::nullopt;
  }

  void changed(EventId Id, const Event &E, State &S) {
    if (!E.HasTarget)
      return;
    Place On = P.normalize(F, E.Target);
    if (!isVisibleOutside(On) || P.lifetime(F, On) == Lifetime::Frame)
      return;
    llvm::SmallVector<Item, 4> Items(S.Items);
    for (const Item &I : Items) {
      if (I.Kind == Changed && I.C != None && transfers(I.A, Id) &&
          !CutShort.sets(I.C, Places[I.B]) && ReportedChange.insert({I.A, I.C}).second)
        transferred(I, E, On);
      if (I.Kind != Changed || !(Places[I.B] == On))
        continue;
      if (I.C != None && undoes(Fn.Events[I.A], E) && !ofTwoElements(P, F, I.A, Id) && !CutShort.sets(I.C, On) &&
          ReportedChange.insert({I.A, I.C}).second) {
        Loss L;
        L.K = Loss::HalfDone;
        L.Dir = Direction::Both;
        L.Name = self();
        L.What = "'" + P.spell(F, On) + "' is never set back when it is cancelled in between";
        L.On = {On};
        L.Why.append({Fn.Events[I.A].Range, "'" + P.spell(F, On) + "' is changed here", NoteRole::Effect});
        L.Why.append({Fn.Events[I.C].Range, "cancelled at this suspend point, it stays so", NoteRole::Cancelled});
        L.Why.append({E.Range, "and is not set back here", NoteRole::Lost});
        addLoss(Out.Inherent, std::move(L));
      }
      S.remove(I);
    }
    if (isConstantChange(E))
      S.add({Changed, Id, Places.keyOf(On), None});
  }

  /// `from.balance -= n;` and, later, `to.balance += n;`: the same amount of the same member of two objects, or of two elements.
  bool transfers(EventId FirstId, EventId SecondId) const {
    const Event &First = Fn.Events[FirstId], &Second = Fn.Events[SecondId];
    if (First.Kind != EventKind::Compute || Second.Kind != EventKind::Compute || First.Args.size() != 2 || Second.Args.size() != 2)
      return false;
    std::optional<int> A = stepOf(First), B = stepOf(Second);
    const Operand &X = First.Args[1], &Y = Second.Args[1];
    const Place &From = First.Target, &To = Second.Target;
    return A && B && *A == -*B && X.K == Operand::InPlace && Y.K == Operand::InPlace && X.P == Y.P && !From.Path.empty() &&
           !To.Path.empty() && (From == To ? ofTwoElements(P, F, FirstId, SecondId) : From.Path.back() == To.Path.back() || (*A < 0 && sideBySide(P, From, To)));
  }

  void transferred(const Item &I, const Event &E, const Place &To) {
    const Place &From = Places[I.B];
    Loss L;
    L.K = Loss::HalfDone;
    L.Dir = Direction::Both;
    L.Name = self();
    L.What = "'" + P.spell(F, From) + "' is changed and '" + P.spell(F, To) + "' is not when it is cancelled in between";
    L.On = {From};
    L.Why.append({Fn.Events[I.A].Range, "'" + P.spell(F, From) + "' is changed here", NoteRole::Effect});
    L.Why.append({Fn.Events[I.C].Range, "cancelled at this suspend point, it stays so", NoteRole::Cancelled});
    L.Why.append({E.Range, "and '" + P.spell(F, To) + "' is not changed here", NoteRole::Lost});
    addLoss(Out.Inherent, std::move(L));
  }

  bool isConstantChange(const Event &E) const {
    if (E.Kind == EventKind::Compute)
      return stepOf(E).has_value();
    return E.Args.size() == 1 && E.Args[0].K == Operand::Constant;
  }
  bool undoes(const Event &First, const Event &Second) const {
    if (First.Kind != Second.Kind)
      return false;
    if (First.Kind == EventKind::Compute) {
      std::optional<int> A = stepOf(First), B = stepOf(Second);
      return A && B && *A == -*B;
    }
    return isConstantChange(First) && isConstantChange(Second) && First.Args[0].C != Second.Args[0].C;
  }

  const NodeEffect &effect(const Item &I) { return (*awaiting(I.A).Effects)[I.B]; }

  const Carried &carried(EventId Suspend) {
    std::optional<Carried> &Gives = awaiting(Suspend).Gives;
    if (!Gives)
      Gives.emplace(P, F, Suspend);
    return *Gives;
  }

  void returned(EventId Id, const Event &E, State &S) {
    if (E.Args.empty())
      return;
    for (const Item &I : S.Items) {
      if (I.Kind != Taken || !carried(I.A).in(E.Args[0]) || awaiting(I.A).DiscardReported || effect(I).AtOnce)
        continue;
      awaiting(I.A).DiscardReported = true;
      const NodeEffect &T = effect(I);
      Loss L;
      L.K = Loss::Discarded;
      L.Dir = Direction::In;
      L.Name = self();
      static const SharedText Dropped = SharedText::constant("what it has taken and returns is dropped when it completes as another branch wins"),
                              Takes = SharedText::constant(" takes it here"), Returned = SharedText::constant("and it is returned here, to nobody");
      L.What = Dropped;
      L.On = visibleOnly(T.On);
      L.OfQueue = T.OfQueue;
      L.Why.prepend({E.Range, Returned, NoteRole::Lost});
      L.Why.prepend({T.Range, QuotedText(T.Name, Takes), NoteRole::Effect});
      if (!L.On.empty())
        addLoss(Out.OnDiscard, std::move(L));
    }
    (void)Id;
  }
};

} // namespace

PathsResult inferEffects(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out) {
  EffectDomain D(P, F, Known, Out);
  PathsResult R = walkPaths(P, F, D);
  D.finish();
  Out.Known = R == PathsResult::Done;
  if (!Out.Known)
    Out.Returns = true;
  return R;
}

} // namespace corosafe
