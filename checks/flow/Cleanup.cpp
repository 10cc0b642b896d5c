//===- Cleanup.cpp ----------------------------------------------------------===//

#include "Cleanup.h"
#include "AwaitedEffects.h"
#include "Guards.h"
#include "Iteration.h"
#include "Loops.h"
#include "PairNames.h"
#include "Signals.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include <map>
#include <set>

namespace corosafe {

namespace {

class CleanupDomain : public SignalDomain {
public:
  CleanupDomain(const Program &P, FunctionId F, const ProgramFlow &Flow, std::vector<Pair> Found, llvm::ArrayRef<CleanupGuard> Made)
      : SignalDomain(P, F, Flow), Pairs(std::move(Found)) {
    for (uint32_t I = 0; I < Pairs.size(); ++I) {
      BeginsAt[Pairs[I].Begin.At].push_back(I);
      for (const Half &End : Pairs[I].Ends)
        EndsAt[End.At].push_back(I);
      for (const Half &Other : Pairs[I].Replaced)
        ReplacedAt[Other.At].push_back(I);
    }
    findGuards(Made);
  }

  std::vector<SkippedCleanup> take() {
    std::vector<SkippedCleanup> R;
    for (uint32_t I = 0; I < Pairs.size(); ++I) {
      SkippedCleanup L;
      L.Kind = Pairs[I].Kind;
      L.Object = Pairs[I].Object;
      L.Begin = Pairs[I].Begin.At;
      for (const auto &[At, Fails] : Skipped[I])
        if (auto It = Normal[I].find(At); It != Normal[I].end()) {
          L.Suspends.push_back(At);
          L.End = It->second;
          if (L.Fails == None)
            L.Fails = Fails;
        }
      if (!L.Suspends.empty())
        R.push_back(std::move(L));
    }
    for (auto [Fails, Suspend] : Awaited) {
      if (llvm::any_of(R, [&, Id = Fails](const SkippedCleanup &L) { return L.Fails == Id || L.End == Id; }))
        continue;
      SkippedCleanup L;
      L.Kind = SkippedCleanup::Awaited;
      L.Object = P.calleeName(F, Fn.Events[Fails].Args[0].V);
      L.Fails = Fails;
      L.Suspends = {Suspend};
      R.push_back(std::move(L));
    }
    return R;
  }

protected:
  enum OwnKind : uint32_t {
    Open = FirstOwn, ///< A: pair; B: suspend point crossed since it began, or None.
    Pending,         ///< A: pair; B: suspend point at which cancellation arrived; C: awaited cleanup that failed.
    Guard,           ///< A: event that made a guard. It ends pairs when it is destroyed.
  };

  bool isCancelPoint(EventId E) const override { return SignalDomain::isCancelPoint(E) || hasOwnToken(P, F, E); }

  void cancelled(EventId Suspend, State &S, bool Again) override {
    llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
    for (const Item &I : Items) {
      if (I.Kind == Open && !ends(Suspend, I.A) && !guarded(I.A, S, /*Unwinds=*/true) && !isState(I.A, Suspend))
        S.add({Pending, I.A, Suspend});
      // The cleanup itself is awaited. Where the signal was taken before, and not put aside since, it is cancelled before it begins.
      if (I.Kind == Pending && I.B != Suspend && ends(Suspend, I.A) && (!Again || failsAtOnce(Suspend) || isOutOfReach(Suspend))) {
        S.remove(I);
        if (Again && failsAtOnce(Suspend))
          S.add({Pending, I.A, I.B, Suspend});
      }
    }
    S.removeIf([](const Item &I) { return I.Kind == Open; });
    if (Again && failsAtOnce(Suspend) && isCleanup(Suspend))
      for (const Item &I : Items)
        if (I.Kind == Caught && I.A != Suspend)
          Awaited.insert({Suspend, I.A});
  }

  void destroyed(EventId Suspend, State &S) override {
    for (const Item &I : S.Items)
      if (I.Kind == Open && !ends(Suspend, I.A) && !guarded(I.A, S, /*Unwinds=*/false) && !isState(I.A, Suspend))
        Skipped[I.A].try_emplace(Suspend, None);
  }

  void toldError(EventId Suspend, State &S) override {
    llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
    for (const Item &I : Items)
      if (I.Kind == Open && I.B == Suspend && !guarded(I.A, S, /*Unwinds=*/false) && !isState(I.A, Suspend))
        S.add({Pending, I.A, Suspend});
  }

  void happened(EventId Id, State &S) override {
    bool Undid = false; // `--n` behind `++n` begins nothing, though `++n` follows it in the loop's next round.
    if (auto It = EndsAt.find(Id); It != EndsAt.end())
      for (uint32_t Which : It->second) {
        for (const Item &I : S.Items)
          if (I.Kind == Open && I.A == Which && I.B != None && !has(S, Caught))
            Normal[Which].try_emplace(I.B, Id);
        size_t Before = S.Items.size();
        S.removeIf([&](const Item &I) { return (I.Kind == Open || I.Kind == Pending) && I.A == Which; });
        Undid |= Pairs[Which].Kind == SkippedCleanup::ChangedBack && S.Items.size() != Before;
      }
    auto Replaced = ReplacedAt.find(Id);
    S.removeIf([&](const Item &I) {
      return I.Kind == Pending && ((Replaced != ReplacedAt.end() && llvm::is_contained(Replaced->second, I.A)) || asksFirst(Id, I.A));
    });
    if (isCancelPoint(Id)) {
      llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
      for (const Item &I : Items)
        if (I.Kind == Open)
          S.add({Open, I.A, Id});
    }
    if (auto It = BeginsAt.find(Id); It != BeginsAt.end())
      for (uint32_t Which : It->second) {
        skipPending(S, Which);
        S.removeIf([&](const Item &I) { return I.Kind == Open && I.A == Which; });
        if (!Undid || Pairs[Which].Kind != SkippedCleanup::ChangedBack)
          S.add({Open, Which});
      }
    if (Guards.count(Id))
      S.add({Guard, Id});
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Destroy && E.HasTarget && E.Target.Path.empty() && E.Target.Root == Place::Local)
      endGuard(E.Target.Index, S, /*Unwinds=*/false);
    if (E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Local && disarms(E))
      S.removeIf([&](const Item &I) { return I.Kind == Guard && Guards[I.A].Local == E.Receiver.P.Index; });
  }

  /// `if (first_) { first_ = false; ...`, in the turn after it was set: the flag is a state that the loop goes by, and marks nothing
  /// that is under way. Where it is found to be something else, somebody has ended it.
  bool learned(const Test &T, State &S) override {
    if ((T.K == Test::Truth || T.K == Test::Equals) && T.Where)
      S.removeIf([&](const Item &I) {
        if (I.Kind != Open || I.B == None)
          return false;
        const Half &Begin = Pairs[I.A].Begin;
        if (Begin.K != Half::Set || !Begin.Flag || !Begin.On || P.normalize(F, *T.Where) != *Begin.On)
          return false;
        return T.K == Test::Truth || T.Holds || T.Number == Begin.Value;
      });
    if ((T.K == Test::Truth || T.K == Test::Value) && !T.Holds)
      S.removeIf([&](const Item &I) { return (I.Kind == Open || I.Kind == Pending) && isNotBegun(Pairs[I.A].Begin, T); });
    return true;
  }

  void unwound(llvm::ArrayRef<uint32_t> Locals, State &S) override {
    for (uint32_t L : Locals)
      endGuard(L, S, /*Unwinds=*/true);
  }

  void ended(State &S, bool) override {
    for (uint32_t I = 0; I < Pairs.size(); ++I)
      skipPending(S, I);
  }

private:
  struct GuardInfo {
    uint32_t Local = None; ///< None: it runs when the coroutine ends.
    bool IfUnwinding = false; ///< It does nothing unless an exception unwinds the stack: not when the coroutine is destroyed.
    std::set<uint32_t> Ends;
  };
  std::vector<Pair> Pairs;
  std::map<EventId, std::vector<uint32_t>> BeginsAt, EndsAt, ReplacedAt;
  std::map<EventId, GuardInfo> Guards; ///< By the event that makes the guard.
  std::map<uint32_t, std::map<EventId, EventId>> Normal;  ///< Pair -> suspend crossed -> the end that follows.
  std::map<uint32_t, std::map<EventId, EventId>> Skipped; ///< Pair -> suspend where it is skipped -> awaited cleanup that fails.
  std::map<std::pair<uint32_t, EventId>, bool> States;    ///< Pair, suspend -> isState().
  std::set<std::pair<EventId, EventId>> Awaited;          ///< Awaited cleanup -> where cancellation arrived.

  /// What is found to be false there says that nothing was begun: `if (!slots_->try_acquire())`, in `peers_.insert(p); ...;
  /// if (p) peers_.erase(p);` the p, and in `active_->store(true); ...; if (active_) active_->store(false);` the pointer.
  bool isNotBegun(const Half &Begin, const Test &T) const {
    if (T.Source != None && T.Part < 0 && Begin.K == Half::Call && Begin.In == F && (T.Source == Begin.Where || T.Source == Begin.At))
      return isBool(Fn.Events[Begin.At].Type) && !tellsOld(Fn.Events[Begin.Where]);
    if (!T.Where)
      return false;
    Place Asked = P.normalize(F, *T.Where);
    return isBegunWith(Begin, Asked) || (Begin.On && *Begin.On != Asked && isWithin(*Begin.On, Asked));
  }

  /// test_and_set() gives what was there before: false is success.
  bool tellsOld(const Event &Call) const { return P.str(P.Facts.Entities[Call.Callee].Leaf) == "test_and_set"; }

  bool isBool(TypeId T) const {
    const TypeFacts *Is = P.type(P.strip(T));
    return Is && P.str(Is->Name) == "bool";
  }

  /// True if a call that begins something was given that place.
  bool isBegunWith(const Half &Begin, const Place &Given) const {
    return Begin.K == Half::Call && Begin.In == F && llvm::any_of(Fn.Events[Begin.Where].Args, [&](const Operand &A) {
      return A.K == Operand::InPlace && !A.AddressOf && P.normalize(F, A.P) == Given;
    });
  }

  void skipPending(const State &S, uint32_t Which) {
    for (const Item &I : S.Items)
      if (I.Kind == Pending && I.A == Which)
        Skipped[Which].try_emplace(I.B, I.C);
  }

  bool ends(EventId At, uint32_t Which) const {
    auto It = EndsAt.find(At);
    return It != EndsAt.end() && llvm::is_contained(It->second, Which);
  }

  /// A parser's `in_header_`, set at the end of one turn of a loop and asked in the next before it suspends: where that turn is
  /// cancelled, the flag still says where things stand.
  bool isState(uint32_t Which, EventId Suspend) {
    const Half &Begin = Pairs[Which].Begin;
    if (Begin.K != Half::Set || !Begin.Flag || !Begin.On)
      return false;
    auto [It, New] = States.try_emplace({Which, Suspend}, false);
    if (!New)
      return It->second;
    Loops L(Fn);
    std::vector<BlockId> Heads;
    for (const Loop *Around = L.around(Begin.At); Around; Around = L.parent(*Around))
      Heads.push_back(Around->Head);
    bool Asks = false;
    llvm::BitVector SameTurn = reached({L.blockOf(Begin.At)}, Heads, *Begin.On, Asks);
    if (Heads.empty() || Asks || SameTurn.test(L.blockOf(Suspend)))
      return false;
    llvm::BitVector Unasked = reached(Heads, Heads, *Begin.On, Asks);
    return It->second = Asks && !Unasked.test(L.blockOf(Suspend));
  }
  /// What may be reached without a way over one of those heads again, and without a condition on the flag.
  llvm::BitVector reached(std::vector<BlockId> From, llvm::ArrayRef<BlockId> Heads, const Place &Flag, bool &Asks) const {
    llvm::BitVector Seen(Fn.Blocks.size());
    for (BlockId B : From)
      Seen.set(B);
    while (!From.empty()) {
      const Block &B = Fn.Blocks[From.back()];
      From.pop_back();
      if (looksAt(B.Condition, Flag)) {
        Asks = true;
        continue;
      }
      for (const Edge &E : B.Succs)
        if (E.To != None && !Seen.test(E.To) && !llvm::is_contained(Heads, E.To)) {
          Seen.set(E.To);
          From.push_back(E.To);
        }
    }
    return Seen;
  }
  bool looksAt(const Operand &O, const Place &At, unsigned Depth = 0) const {
    if (O.K == Operand::InPlace)
      return P.normalize(F, O.P) == At;
    return O.K == Operand::OfValue && Depth < 4 && Fn.Events[O.V].Kind == EventKind::Compute &&
           llvm::any_of(Fn.Events[O.V].Args, [&](const Operand &A) { return looksAt(A, At, Depth + 1); });
  }

  /// `if (auto it = m_.find(k); it != m_.end()) m_.erase(it)`: it is ended unless somebody else has ended it.
  bool asksFirst(EventId Look, uint32_t Which) const {
    const Half &Begin = Pairs[Which].Begin;
    const Event &Asks = Fn.Events[Look];
    if (Begin.K != Half::Call || !Begin.On || Asks.Kind != EventKind::Call || ends(Look, Which) || !P.placeOf(F, Asks.Receiver) ||
        *P.placeOf(F, Asks.Receiver) != *Begin.On || Asks.Args.empty())
      return false;
    return llvm::any_of(EndsAt, [&](const auto &End) {
      const Event &E = Fn.Events[End.first];
      if (End.first < Look || !llvm::is_contained(End.second, Which) || E.Kind != EventKind::Call || E.Args.empty())
        return false;
      const Operand &A = E.Args[0];
      const Operand *Def = A.K == Operand::InPlace && A.P.Root == Place::Local && A.P.Path.empty() ? P.soleValue(F, A.P.Index) : nullptr;
      return (Def && Def->K == Operand::OfValue && Def->V == Look) ||
             (A.K == Operand::InPlace && Asks.Args[0].K == Operand::InPlace && A.P == Asks.Args[0].P);
    });
  }

  bool guarded(uint32_t Which, const State &S, bool Unwinds) const {
    return llvm::any_of(S.Items, [&](const Item &I) {
      if (I.Kind != Guard)
        return false;
      auto It = Guards.find(I.A);
      return It != Guards.end() && (Unwinds || !It->second.IfUnwinding) && It->second.Ends.count(Which);
    });
  }

  void endGuard(uint32_t Local, State &S, bool Unwinds) {
    llvm::SmallVector<Item, 4> Items(S.Items.begin(), S.Items.end());
    for (const Item &I : Items)
      if (I.Kind == Guard && Guards[I.A].Local == Local) {
        S.remove(I);
        if (!Unwinds && Guards[I.A].IfUnwinding)
          continue;
        for (uint32_t Which : Guards[I.A].Ends)
          S.removeIf([&](const Item &X) { return (X.Kind == Open || X.Kind == Pending) && X.A == Which; });
      }
  }

  bool disarms(const Event &E) const {
    if (E.Callee == None)
      return false;
    std::string Leaf = P.str(P.Facts.Entities[E.Callee].Leaf).lower();
    return Leaf == "dismiss" || Leaf == "release" || Leaf == "cancel" || Leaf == "disengage" || Leaf == "deactivate" ||
           Leaf == "disarm";
  }

  /// Where nothing but tokens tells of a stop: it is given none.
  bool isOutOfReach(EventId Suspend) const {
    const LibraryModel *L = libraryOf(P, F);
    const Operand &O = Fn.Events[Suspend].Args[0];
    return L && onlyTokensTell(*L) && O.K == Operand::OfValue &&
           llvm::none_of(Fn.Events[O.V].Args, [&](const Operand &A) { return isToken(P, F, A) && !isTokenMadeHere(P, F, A); });
  }

  /// Awaiting this ends something: close, rollback, shutdown.
  bool isCleanup(EventId Suspend) const {
    const Operand &O = Fn.Events[Suspend].Args[0];
    if (O.K != Operand::OfValue || Fn.Events[O.V].Kind != EventKind::Call || !P.pairNames().isEnd(Fn.Events[O.V].Callee))
      return false;
    // Whatever it is called, a mere delay or hop works on nothing that it could end, and who takes something out ends nothing.
    const FunctionModel *M = P.meaning(F, O.V).Model;
    return !M || !M->Op || !((M->Op->Does == Effect::Wait && M->Op->On.empty()) || M->Op->Does == Effect::Consume ||
                             M->Op->Does == Effect::ComposedConsume);
  }

  //===-- guards ------------------------------------------------------------===//

  /// The same end, in whatever function it stands.
  bool ends(const Half &H, const Pair &Of) const {
    if (undoes(P, Of.Begin, H) || replaces(P, Of.Begin, H))
      return true;
    // Put back in whatever way: a guard that writes the place is trusted.
    return H.On && Of.Begin.On == H.On && Of.Begin.K != Half::Call && H.K != Half::Call &&
           !(H.K == Half::Step && Of.Begin.K == Half::Step && H.Value == Of.Begin.Value);
  }

  void findGuards(llvm::ArrayRef<CleanupGuard> Made) {
    for (const CleanupGuard &G : Made) {
      GuardInfo &Info = Guards[G.Made];
      Info.Local = G.Local;
      Info.IfUnwinding = G.IfUnwinding;
      for (uint32_t I = 0; I < Pairs.size(); ++I) {
        auto GivesBack = [&](const Half &H) { return Pairs[I].Begin.K == Half::Make && H.Local == Pairs[I].Begin.Local; };
        if (llvm::any_of(G.Does, [&](const Half &H) { return ends(H, Pairs[I]); }) || llvm::any_of(G.GivesBack, GivesBack))
          Info.Ends.insert(I);
      }
      if (G.Trusted)
        trust(G.Made, *G.Trusted);
    }
  }

  /// A guard whose destructor is not seen, made on the very object: lock_guard g(m, adopt_lock).
  void trust(EventId Made, const Operand &O) {
    if (O.K != Operand::OfValue)
      return;
    const Event &E = Fn.Events[O.V];
    if (E.Kind != EventKind::Construct)
      return;
    for (const Operand &A : E.Args)
      if (std::optional<Place> On = P.placeOf(F, A))
        for (uint32_t I = 0; I < Pairs.size(); ++I) {
          const Half &B = Pairs[I].Begin;
          bool Same = B.On && *On == *B.On && (A.Pass != Passing::ByValue || A.AddressOf);
          bool Raw = B.Local != None && On->Root == Place::Local && On->Index == B.Local;
          if (Same || Raw)
            Guards[Made].Ends.insert(I);
        }
  }
};

} // namespace

CleanupResult analyzeCleanup(const Program &P, FunctionId F, const ProgramFlow &Flow) {
  CleanupResult R;
  llvm::ArrayRef<EventMark> Marks = P.marks(F);
  auto HasOwnToken = [&](EventId E) { return Marks[E].Kind == EventKind::Suspend && hasOwnToken(P, F, E); };
  if (Flow.Cancellable[F].Sure == Reached::No || deliveryOf(P, F) == Delivery::None ||
      (Flow.Summaries[F].CancelPoints.empty() && llvm::none_of(llvm::seq<EventId>(0, Marks.size()), HasOwnToken) &&
       !hasThrowingCheck(P, F)))
    return R;
  bool TooMany = false;
  std::vector<Pair> Pairs = pairsIn(P, F, TooMany);
  std::vector<CleanupGuard> Guards = cleanupGuardsIn(P, F);
  llvm::append_range(Pairs, pairsEndedByGuards(P, F, Pairs, Guards));
  if (Pairs.empty() && P.function(F).Regions.empty())
    return R;
  CleanupDomain D(P, F, Flow, std::move(Pairs), Guards);
  R.Walked = TooMany ? PathsResult::TooLarge : PathsResult::Done;
  if (!TooMany)
    R.Walked = walkPaths(P, F, D);
  R.Lost = D.take();
  Confidence Sure = Flow.Cancellable[F].Sure == Reached::Evident ? Confidence::High : Confidence::Medium;
  for (SkippedCleanup &L : R.Lost)
    L.Sure = std::min(L.Sure, Sure);
  return R;
}

} // namespace corosafe
