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

#include "KeptHandles.h"
#include "RaceTests.h"
#include "Refusals.h"
#include "ToldWrites.h"
#include "Visits.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

namespace corosafe {

using namespace race_items;

namespace {

class RaceDomain : public Domain, RaceTests {
public:
  RaceDomain(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out,
             std::vector<LostRace> &Found)
      : RaceTests(P, F, Known, Out), Found(Found) {}

  bool relevant() {
    auto Speaks = [&](FunctionId B) { return !Known[B].Abandons.empty() || !Known[B].Races.empty(); };
    if (!P.has(F, Trait::AwaitsTree) && llvm::none_of(P.callees(F), Speaks) && Cancelled.empty())
      return false;
    for (EventId E = 0; E < Fn.Events.size(); ++E)
      if (Fn.Events[E].Kind == EventKind::Suspend && Fn.Events[E].How == SuspendKind::Await &&
          !Fn.Events[E].Args.empty() && interesting(E))
        return true;
    return false;
  }

  void prepare() { Uses = usesOf(P, F, Known); }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks) override {
    if (visited(Id, S, Forks))
      return;
    compared(Id, S, Forks);
    counted(Id, S);
    read(Id, S);
    handles(Id, S);
    use(Id, Uses[Id], S);
    flags(Id, S);
    asked(Id, S);
    Told.note(Id, llvm::any_of(S.Items, [](const Item &I) { return I.Kind == Lost; }), S);
    if (Fn.Events[Id].Kind != EventKind::Suspend)
      return;
    RacePoint &R = point(Id, S);
    for (const Item &I : S.Items)
      if (I.Kind == WonBy && I.A == Id)
        Repeats.insert({Id, I.B});
    forget(Id, S);
    enterLost(Id, R, R.OnReturn, S);
  }

  /// What went on by itself was taken up again, or was cancelled.
  void handles(EventId Id, State &S) {
    std::vector<Item> Items(S.Items.begin(), S.Items.end());
    for (const Item &I : Items) {
      if (I.Kind != Lost || !Candidates[I.C].Handle)
        continue;
      HandleUse U = useOfHandle(P, F, Id, *Candidates[I.C].Handle);
      if (U == HandleUse::Taken)
        S.remove(I);
      else if (U == HandleUse::Cancelled)
        S.add({NoBuffer, None, None, I.C});
    }
  }

  void puzzled(EventId Value, State &S) override {
    std::vector<Item> Items(S.Items.begin(), S.Items.end());
    Operand O;
    O.K = Operand::OfValue;
    O.V = Value;
    for (const Item &I : Items)
      if (I.Kind == Lost && !Candidates[I.C].Handle && (Reader.tells(I.A, O, S, 0) || readsFlag(I.C, Value)))
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
    brokenBy(Id, S);
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

  /// `co_await async_write(socket, farewell)` that fails: the stream is broken, and nobody misses what was read of it.
  void brokenBy(EventId Suspend, State &S) {
    const Event &E = Fn.Events[Suspend];
    if (S.Items.empty() || E.Args.empty() || E.Args[0].K != Operand::OfValue || Fn.Events[E.Args[0].V].Kind != EventKind::Call)
      return;
    for (const PlaceUse &U : Uses[E.Args[0].V])
      if (U.K == PlaceUse::Uses && U.Sure && U.Dir == Direction::Out)
        S.removeIf([&](const Item &I) {
          return I.Kind == Lost && llvm::any_of(Candidates[I.C].What.On, [&](const Place &On) { return overlaps(On, U.On); });
        });
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

  bool learn(const Test &T, State &S) override {
    Told.learned(T, S);
    learnFromFlags(T, S);
    learnFromError(T, S);
    learnFromCount(T, S);
    if (T.Source == None)
      return true;
    // `if (s.is_open()) s.close();`: what is not open needs no closing.
    const Event &Asked = Fn.Events[T.Source];
    if (T.K == Test::Truth && !T.Holds && Asked.Kind == EventKind::Call && Asked.Callee != None &&
        Asked.Receiver.K == Operand::InPlace && P.str(P.Facts.Entities[Asked.Callee].Leaf).contains("open"))
      if (std::optional<Place> Pl = P.placeOf(F, Asked.Receiver))
        end(*Pl, S);
    return learnWinner(T, S);
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
      // Whatever the test of its value told: it is used again either way.
      else if (auto It = GuessedWays.find(Key); It != GuessedWays.end() && It->second == 3)
        R.Sure = std::max(R.Sure, std::min(R.What.Sure, Confidence::Medium));
      Found.push_back(std::move(R));
    }
  }

private:
  std::vector<LostRace> &Found;
  EventUses Uses;
  ToldWrites Told{P, F, Reader};
  std::map<RaceBranch, LostRace> Noticed;
  std::map<RaceBranch, unsigned> GuessedWays; ///< How the test of its value came out, as bits, where the loss was noticed.
  std::set<std::pair<EventId, uint32_t>> Repeats; ///< Races that run again after that branch won.

  void forget(EventId Id, State &S) {
    S.removeIf([&](const Item &I) {
      return ((I.Kind == MayWin || I.Kind == Lost || I.Kind == WonBy) && I.A == Id) ||
             ((I.Kind == Unclear || I.Kind == Guessed || I.Kind == NoBuffer || I.Kind == EndedFor || I.Kind == Rewritten) && Candidates[I.C].Race.Race == Id &&
              Candidates[I.C].Race.Function == F);
    });
  }

  bool unclear(uint32_t C, const State &S) const {
    return S.has({Unclear, None, None, C}) || S.has({Guessed, None, 0, C}) || S.has({Guessed, None, 1, C});
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

  static bool notices(Direction Loss, Direction Use) {
    if (Loss == Direction::In)
      return Use != Direction::Out; // After a lost read, a farewell may still be written.
    return true;
  }

  /// std::visit: on each path the function for the alternative that is held there runs.
  bool visited(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks) {
    if (S.Items.empty() || Fn.Events[Id].Kind != EventKind::Call)
      return false;
    std::optional<Visit> V = visitAt(P, F, Id);
    SourceValue Of = V ? sourceOf(P, F, *V->Variant, S) : SourceValue();
    auto Pt = Of.Event == None || Of.Part >= 0 ? Points.end() : Points.find(Of.Event);
    if (Pt == Points.end() || Pt->second.Winner != WinnerTold::VariantIndex)
      return false;
    llvm::SmallVector<State, 4> Ways;
    for (uint32_t K = 0; K < V->Bodies.size(); ++K) {
      State Way = S;
      Test T;
      T.K = Test::Index;
      T.Number = K;
      T.Source = Of.Event;
      FunctionId Body = V->Bodies[K];
      if (!learnWinner(T, Way) || (Body != None && !Known[Body].Returns))
        continue; // What throws there is taken to leave for good.
      if (Body != None)
        ran(Id, *V, Body, Way);
      Ways.push_back(std::move(Way));
    }
    if (Ways.empty())
      return false;
    S = std::move(Ways.back());
    Ways.pop_back();
    Forks.append(Ways.begin(), Ways.end());
    return true;
  }

  /// A function of a visitor has run.
  void ran(EventId Id, const Visit &V, FunctionId Body, State &S) {
    std::vector<PlaceUse> Here;
    for (PlaceUse U : Known[Body].Uses)
      if (std::optional<Place> Pl = placeOutside(P, F, V, Body, U.On)) {
        U.On = *Pl;
        U.Where = Fn.Events[Id].Range;
        Here.push_back(std::move(U));
      }
    use(Id, Here, S, true);
    if (std::optional<int64_t> Gives = alwaysReturns(P, Body))
      decideValue(Id, *Gives, S);
    // A flag by which it tells this function: `stop = true`.
    for (const Event &E : P.function(Body).Events)
      if (E.Kind == EventKind::Assign && E.HasTarget && E.Args.size() == 1 && E.Args[0].K == Operand::Constant)
        if (std::optional<Place> Pl = placeOutside(P, F, V, Body, E.Target)) {
          llvm::erase_if(S.Known, [&](const State::KnownPlace &K) { return overlaps(K.Where, *Pl); });
          S.Known.push_back({*Pl, E.Args[0].C});
        }
  }

  /// Whether a callee that is given the value learns who won. Where that is known already, what the winner gave says nothing of it.
  bool tellsCallee(EventId Race, const Operand &O, const State &S) {
    if (!Reader.tells(Race, O, S, 0))
      return false;
    if (llvm::none_of(S.Items, [&](const Item &I) { return I.Kind == WonBy && I.A == Race; }))
      return true;
    SourceValue V = sourceOf(P, F, O, S);
    const TypeFacts *T = P.type(P.strip(P.typeOf(Fn, O)));
    return V.Event == Race ? V.Part < 0 : T && (T->Kind == TypeFacts::Builtin || T->Kind == TypeFacts::Enum);
  }

  /// Visits: it is a visitor of the result that does so.
  void use(EventId Id, llvm::ArrayRef<PlaceUse> Of, State &S, bool Visits = false) {
    if (Of.empty() || S.Items.empty())
      return;
    for (const PlaceUse &U : Of) {
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
        // A flag that was set along with the loss, and keeps the callee from touching it.
        if (llvm::any_of(C.Writes, [&](const LosingExit::Write &W) {
              return W.Value && W.Of == None && !S.has({Rewritten, None, Places.keyOf(W.On), I.C}) && refuses(P, F, Id, W.On, *W.Value, *Hit);
            }))
          continue;
        // A callee that is told how the race ended can be trusted to look.
        const Event &E = Fn.Events[Id];
        if (E.Kind == EventKind::Call && U.Dir == Direction::Both && !Visits && !P.meaning(F, Id).Model &&
            llvm::any_of(E.Args, [&](const Operand &A) { return tellsCallee(I.A, A, S); })) {
          S.remove(I);
          continue;
        }
        for (uint32_t Way : {0, 1})
          if (S.has({Guessed, None, Way, I.C}))
            GuessedWays[C.Race] |= 1u << Way;
        notice(C, Id, U.Sure, P.spell(F, *Hit), unclear(I.C, S));
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
        S.add({EndedFor, None, Places.keyOf(What), I.C});
      if (C.What.Into && isWithin(*C.What.Into, What))
        S.add({NoBuffer, None, None, I.C});
      // Closing a part (the lowest layer of a stream) closes the whole; the end of one element does not.
      if (llvm::any_of(C.What.On, [&](const Place &On) {
            bool OneOfMany = What.Path.size() > On.Path.size() && P.str(What.Path[On.Path.size()]) == "[]";
            return overlaps(On, What) && !OneOfMany;
          }))
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
    if (!ByException) {
      Reader.describeReturn(I, S, Exit);
      // What a callee gave that lost it, handed on.
      if (Exit.ReturnsResult && C.Exit && Exit.Parts.empty()) {
        Exit.Parts = C.Exit->Parts;
        Exit.Vague = C.Exit->Vague;
        if (!Exit.Returns)
          Exit.Returns = C.Exit->Returns;
        Exit.Opaque |= C.Exit->Opaque;
      }
      Told.describeParts(S, Exit);
    }
    if (unclear(I.C, S))
      Exit.Opaque = true;
    Reader.describeWrites(C, I, S, Exit);
    Told.describeWrites(S, Exit);
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
    A.What.Unread = false; // The result stays here.
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
