//===- Stale.cpp ------------------------------------------------------------===//

#include "Stale.h"
#include "Lent.h"
#include "LockedCalls.h"
#include "Locks.h"
#include "Lookups.h"
#include "OtherLocks.h"
#include "RangeLoops.h"
#include "StaleObjects.h"
#include "Temporaries.h"
#include "Weak.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace corosafe {

namespace {

enum ItemKind : uint32_t {
  Held,   ///< A: local; B: what it is a view of; C: where it was looked up; D: the suspend point since, or None.
  Looked, ///< B: container; C: where an element was looked up; D: as above. The element is named without a local.
  Follow, ///< B: member; C: where it was followed or asked for; D: as above.
  Grown,  ///< As Held, but the awaited operation itself has changed B.
  Kept,   ///< As Held, but A is the event that gave the view, and no local has it: `auto &v = m_.emplace(k).first->second`.
  Popped, ///< A: local, or None for a reference; B: container; C: where an end of it was looked up; D: where that element was taken out.
  Bound,  ///< B: member handle; C: where a reference was bound to what it leads to; D: as above.
  Turn,   ///< B: container; C: where a range-for went on to an element of it; D: as above. Its hidden iterator leads there.
  Locked, ///< Of LocksOnPath.
};

class StaleDomain : public Domain, StaleObjects {
public:
  StaleDomain(const Program &P, FunctionId F, const Invalidations &Changes, llvm::ArrayRef<BorrowSummary> Borrowed)
      : StaleObjects(P, F, Changes), Borrowed(Borrowed) {}

  using StaleObjects::relevant;

  PathsResult walk() {
    Ranges.emplace(P, F);
    return walkPaths(P, F, *this);
  }

  /// After it: range-for loops that go on to another element behind a suspend point.
  void reportLoops() {
    for (const auto &[Element, Suspended] : Turned)
      if (const Invalidations::Change *C = changedSince(Suspended, Element, *Ranges->over(Element), {Ends::Iterators, true}))
        report(StaleUse::Loop, *Ranges->over(Element), "", Fn.Events[Element].Range, Suspended, Fn.Events[Element].Range, *C);
  }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    Latest = Id;
    Locks.step(Id, S);
    if (const Place *Over = Ranges->over(Id); Over && shared(*Over))
      turns(Id, *Over, S);
    if (E.Kind == EventKind::Suspend) {
      for (const Operand &A : E.Args)
        used(A, E.Range, S);
      if (!neverSuspends(P, F, Id)) {
        leavesLoops(Id, S);
        if (!Locks.any(S)) {
          Alone.insert(Id);
          lent(Id, S);
          S.cross(Id, Locked);
        } else if (Mutexes Over = Locks.held(S); !Over.empty()) {
          UnderLock.try_emplace(Id, std::move(Over));
          stamp(S, Id, [](const Item &I) { return isView(I) && I.D == None; });
        }
        for (const Operand &A : E.Args)
          grown(A, Id, S, 0);
      }
      for (const Operand &A : E.Args)
        if (A.K == Operand::OfValue)
          renewedBy(A.V, S);
      return;
    }
    if (E.Kind == EventKind::Destroy)
      return;
    if (compares(E))
      compared(E, S);
    if (E.Kind == EventKind::Call)
      kept(Id, E, S);
    if (E.Kind == EventKind::Call && lookedUp(Id, E, S))
      return;
    bool Renewed = E.Kind == EventKind::Call && E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf) == "operator=" &&
                   E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Local && E.Receiver.P.Path.empty();
    if (!Renewed)
      used(E.Receiver, E.Range, S);
    bool Binds = (E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty();
    for (const Operand &A : E.Args)
      if (!isOnlyCompared(E, A))
        used(A, E.Range, S);
    if (Binds)
      bound(Id, E, S);
    else if (E.HasTarget && E.Kind == EventKind::Init && !E.Target.Path.empty() && P.str(E.Target.Path.back()) == "[]")
      goesOver(E, S);
    else if (E.HasTarget && E.Kind != EventKind::Init)
      written(E, S);
    if (E.Kind == EventKind::Read && !E.Args.empty())
      referred(Id, E.Args[0], S);
    for (const Operand &A : E.Args)
      follow(A, Id, S);
    follow(E.Receiver, Id, S);
    if (E.HasTarget && !Binds && E.Kind != EventKind::Init)
      follow(targetOf(E), Id, S);
    if (E.Kind == EventKind::Call)
      renewedBy(Id, S);
  }

  bool learn(const Test &T, State &S) override {
    if (!T.Where)
      return true;
    // Asked again whether it is there: a new look.
    S.removeIf([&](const Item &I) { return I.Kind == Follow && overlaps(Places[I.B], *T.Where); });
    // What is set wherever it goes is not set, or what is counted on is what it was: it is still there.
    if (shared(*T.Where)) {
      auto StillThere = [&](const Item &I) {
        return (isView(I) || I.Kind == Bound || I.Kind == Follow) && I.D != None && (T.K != Test::Same || T.Since < I.D) &&
               Changes.ruledOut(F, Places[I.B], typeAt(Places[I.B]), lookOf(I), T);
      };
      S.removeIf([&](const Item &I) { return I.Kind == Follow && StillThere(I); });
      stamp(S, None, StillThere);
    }
    bool There = (T.K == Test::Truth || T.K == Test::Value) ? T.Holds : T.K == Test::Equals && T.Number == 0 && !T.Holds;
    if (There && !T.Where->Path.empty() && namesMember(P, T.Where->Path.back()) && shared(*T.Where))
      if (EventId Asked = lastNaming(*T.Where); Asked != None)
        S.add({Follow, None, Places.keyOf(*T.Where), Asked});
    return true;
  }

  StaleResult Result;
private:
  llvm::ArrayRef<BorrowSummary> Borrowed;
  std::set<EventId> Alone; ///< Suspends where it may hold no lock.
  std::map<EventId, Mutexes> UnderLock; ///< The others, and what is locked there.
  LocksOnPath Locks{P, F, Locked};
  std::optional<RangeLoops> Ranges; ///< From when the walk begins.
  std::map<EventId, EventId> Turned; ///< By where an element begins: the first suspend point that may be passed in a turn.
  EventId Latest = None; ///< The event that was walked last.
  PlaceTable Places;

  /// The event of those walked last that names a place.
  EventId lastNaming(const Place &Pl) const {
    auto Names = [&](const Operand &O) { return O.K == Operand::InPlace && O.P == Pl; };
    for (EventId Id = Latest == None ? 0 : Latest + 1; Id-- > 0;)
      if (Names(Fn.Events[Id].Receiver) || llvm::any_of(Fn.Events[Id].Args, Names))
        return Id;
    return None;
  }

  /// A new look at a container by one of its accessors. True if nothing is used but the container.
  bool lookedUp(EventId Id, const Event &E, State &S) {
    const FunctionModel *M = P.meaning(F, Id).Model;
    if (!M || (!M->Views && M->Invalidates.empty()))
      return false;
    llvm::SmallVector<const Operand *, 4> On;
    if (M->Views)
      On = P.operands(Fn, E, *M->Views);
    for (ArgRef Ref : M->Invalidates)
      llvm::append_range(On, P.operands(Fn, E, Ref));
    bool Any = false;
    for (const Operand *O : On) {
      if (O->K != Operand::InPlace || !shared(O->P))
        continue;
      used(*O, E.Range, S); // It may be an element, or behind a pointer, itself.
      follow(*O, Id, S);
      Any = true;
      uint32_t C = Places.keyOf(O->P);
      llvm::SmallVector<Item, 2> Popping;
      EventId Last = None; // Where an element was named by its place.
      for (const Item &I : S.Items)
        if (I.Kind == Looked && I.B == C)
          Last = I.C;
      S.removeIf([&](const Item &I) {
        if (I.Kind != Looked && I.Kind != Held && !(I.Kind == Popped && I.A == None))
          return false;
        bool Element = I.Kind == Held && I.B != C && containerOf(Places[I.B]) == Places[C];
        if (I.B != C && !Element)
          return false;
        EventId Look = !M->ElementOnly ? EventId(None) : Element ? Last : I.C != None ? lookUpIn(I.C) : EventId(None);
        bool Gone = Look != None && takesSameEnd(E, Fn.Events[Look]);
        if (Gone)
          Popping.push_back({Popped, I.A, C, I.C, Id});
        return Gone || I.Kind != Held;
      });
      for (const Item &I : Popping)
        S.add(I);
      if (!M->Views && !E.Args.empty())
        givenTo(O->P, Id, S);
      if (M->Views)
        S.add({Looked, None, C, Id});
    }
    for (const Operand &A : E.Args)
      used(A, E.Range, S);
    return Any;
  }

  /// The next element of a range-for: it begins by looking at the container.
  void goesOver(const Event &E, State &S) {
    Place Over = E.Target;
    Over.Path.pop_back();
    uint32_t C = Places.keyOf(Over);
    S.removeIf([&](const Item &I) { return I.Kind == Looked && I.B == C; });
    if (E.TargetThroughReference || (Over.Root == Place::Local && Over.Path.empty())) // `for (auto &p : config.peers)`, where config was bound before; or over a view.
      used(targetOf(E), E.Range, S);
  }

  /// A turn of a range-for begins.
  void turns(EventId Element, const Place &Over, State &S) {
    for (const Item &I : S.Items)
      if (I.Kind == Turn && I.C == Element && I.D != None) {
        auto [It, New] = Turned.try_emplace(Element, I.D);
        It->second = std::min(It->second, I.D);
      }
    S.removeIf([&](const Item &I) { return I.Kind == Turn && I.C == Element; });
    S.add({Turn, None, Places.keyOf(Over), Element});
  }

  /// Behind the suspend point a loop does not go on: its iterator is not needed any more, but the element may be.
  void leavesLoops(EventId Suspend, State &S) const {
    for (const Item &I : llvm::SmallVector<Item, 4>(S.Items))
      if (I.Kind == Turn && !Ranges->goesOn(I.C, Suspend)) {
        S.remove(I);
        S.add({Looked, None, I.B, I.C, I.D});
      }
  }

  static bool isView(const Item &I) { return I.Kind == Held || I.Kind == Looked || I.Kind == Kept || I.Kind == Turn; }

  static void stamp(State &S, EventId Suspend, llvm::function_ref<bool(const Item &)> Which) {
    llvm::SmallVector<Item, 4> Of;
    llvm::copy_if(S.Items, std::back_inserter(Of), Which);
    S.removeIf(Which);
    for (Item &I : Of) {
      I.D = Suspend;
      S.add(I);
    }
  }

  /// What changes a container between a suspend point and a use.
  const Invalidations::Change *changedSince(EventId Suspend, EventId Use, const Place &Container, Invalidations::Look L) const {
    auto It = Alone.count(Suspend) ? UnderLock.end() : UnderLock.find(Suspend);
    if (It != UnderLock.end())
      L.Locked = It->second;
    L.Suspended = Suspend;
    L.Used = Use;
    return changed(Container, L);
  }

  /// An element is named through what a call gave.
  void kept(EventId Id, const Event &E, State &S) {
    S.removeIf([&](const Item &I) { return I.Kind == Kept && I.A == Id; });
    if (Named.count(Id))
      keptFrom(Id, E, Id, S, 0);
  }

  void keptFrom(EventId Id, const Event &Look, EventId At, State &S, unsigned Depth) {
    const FunctionModel *M = Look.Kind == EventKind::Call ? P.meaning(F, At).Model : nullptr;
    if (!M || !M->Views || Depth > MaxDepth)
      return;
    for (const Operand *O : P.operands(Fn, Look, *M->Views))
      if (O->K == Operand::InPlace && shared(O->P))
        S.add({Kept, Id, Places.keyOf(O->P), Id});
      else if (O->K == Operand::OfValue) // *find_if(v.begin(), v.end(), ...)
        keptFrom(Id, Fn.Events[O->V], O->V, S, Depth + 1);
  }

  /// `if (c == conn_)`: a new look at where the pointer came from, and at what conn_ is.
  void compared(const Event &E, State &S) {
    auto Names = [&](const Place &Pl) {
      auto IsIt = [&](const Operand &O) { return (O.K == Operand::InPlace && O.P == Pl) || isGotFrom(O, Pl); };
      return IsIt(E.Receiver) || llvm::any_of(E.Args, IsIt);
    };
    S.removeIf([&](const Item &I) {
      Place Pointer;
      Pointer.Index = I.A;
      return (I.Kind == Held && Names(Pointer) && Names(Places[I.B])) || (I.Kind == Follow && Names(Places[I.B]));
    });
  }

  /// A local that is given a view of something shared.
  void bound(EventId Id, const Event &E, State &S) {
    uint32_t L = E.Target.Index;
    if (E.Kind == EventKind::Assign && !E.Args.empty() && isMovedOn(P, F, E.Args[0], L))
      return;
    S.removeIf([&](const Item &I) { return (I.Kind == Held || I.Kind == Grown || I.Kind == Popped) && I.A == L; });
    if (E.Args.empty())
      return;
    if (std::optional<Place> Thread = threadOf(E)) {
      S.add({Held, L, Places.keyOf(*Thread), Id});
      return;
    }
    const Operand &A = E.Args[0];
    if (A.K == Operand::OfValue && Fn.Events[A.V].Kind == EventKind::Lambda) {
      captured(L, Fn.Events[A.V], Id, S);
      return;
    }
    bool Reference = Fn.Locals[L].Pass != Passing::ByValue;
    if (A.K == Operand::OfValue) {
      view(L, A.V, Id, Reference || A.AddressOf, S, 0);
      return;
    }
    if (A.K != Operand::InPlace)
      return;
    if (A.P.Root == Place::Value) {
      // The iterator in what emplace() gives, or an element behind it.
      if (isBehind(A.P) ? Reference || A.AddressOf : !isPlainPart(A))
        view(L, A.P.Index, Id, Reference || A.AddressOf, S, 0);
    } else if (std::optional<Place> C = A.AddressOf ? containerOf(A.P) : std::nullopt)
      S.add({Held, L, Places.keyOf(isBehindElement(A.P, C->Path.size()) ? A.P : *C), Id}); // `&*sessions_[i]` is no part of sessions_.
    else if (std::optional<Place> Owner = ownerOf(A))
      S.add({Held, L, Places.keyOf(*Owner), Id});
    else if (A.P.Root == Place::Local && (A.AddressOf || (A.P.Path.empty() && A.P.Index != L)))
      for (const Item &I : llvm::SmallVector<Item, 4>(S.Items))
        if (I.Kind == Held && I.A == A.P.Index)
          S.add({Held, L, I.B, I.C, I.D});
  }

  /// `auto &c = *config_;`: c is what the handle leads to now, and not what it is given later.
  void referred(EventId Id, const Operand &A, State &S) {
    std::optional<Place> Handle = A.K == Operand::InPlace && A.AddressOf ? followed(A.P) : std::nullopt;
    if (!Handle || !holds(*Handle))
      return;
    uint32_t K = Places.keyOf(*Handle);
    S.removeIf([&](const Item &I) { return I.Kind == Bound && I.B == K; });
    S.add({Bound, None, K, Id});
  }

  /// A closure is as good as what it captured.
  void captured(uint32_t L, const Event &Closure, EventId At, State &S) {
    for (const Operand &A : Closure.Args) {
      if (A.K != Operand::InPlace)
        continue;
      if (std::optional<Place> C = A.Pass == Passing::ByValue && !A.AddressOf ? std::nullopt : containerOf(A.P))
        S.add({Held, L, Places.keyOf(*C), At});
      if (A.P.Root == Place::Local && A.P.Path.empty() && A.P.Index != L)
        for (const Item &I : llvm::SmallVector<Item, 4>(S.Items))
          if (I.Kind == Held && I.A == A.P.Index)
            S.add({Held, L, I.B, I.C, I.D});
    }
  }

  /// The local L is made from what an event gives: a look-up, or something around one.
  void view(uint32_t L, EventId From, EventId At, bool Reference, State &S, unsigned Depth) {
    const Event &Made = Fn.Events[From];
    if (Depth > MaxDepth)
      return;
    if (Made.Kind == EventKind::Construct && P.typeModel(Made.Type) && P.typeModel(Made.Type)->View) {
      for (const Operand &A : Made.Args) {
        if (A.K == Operand::OfValue)
          view(L, A.V, At, Reference, S, Depth + 1);
        else if (A.K == Operand::InPlace && tracked(A.P) && !isNumber(P, P.typeOf(Fn, A)))
          S.add({Held, L, Places.keyOf(A.P), At});
      }
      return;
    }
    for (const Operand &A : Made.Args) // it = isOld(it) ? map_.erase(it) : std::next(it)
      if (Made.Kind == EventKind::Choose && A.K == Operand::OfValue)
        view(L, A.V, At, Reference, S, Depth + 1);
    if (Made.Kind != EventKind::Call || Made.Callee == None)
      return;
    const FunctionModel *M = P.meaning(F, From).Model;
    if (!Reference && isCopied(P, F, From))
      return; // Of what the reference names.
    if (!M || !M->Views) {
      for (const Place &Pl : viewedThrough(P, F, From))
        if (tracked(Pl))
          S.add({Held, L, Places.keyOf(Pl), At});
      return;
    }
    for (const Operand *O : P.operands(Fn, Made, *M->Views)) {
      std::optional<Place> Named = O->K == Operand::OfValue ? P.placeOf(F, *O) : std::nullopt;
      if (O->K == Operand::InPlace && O->P.Root == Place::Value && isBehind(O->P))
        view(L, O->P.Index, At, true, S, Depth + 1); // std::string_view name = rows_.find(id)->second;
      else if (O->K == Operand::InPlace && tracked(O->P))
        S.add({Held, L, Places.keyOf(O->P), At});
      else if (Named && Named->Root != Place::Value && Named->Root != Place::Local && tracked(*Named))
        S.add({Held, L, Places.keyOf(*Named), At});
      else if (O->K == Operand::InPlace && O->P.Root == Place::Local) {
        for (const Item &I : llvm::SmallVector<Item, 4>(S.Items)) // A view of a view.
          if (I.Kind == Held && I.A == O->P.Index)
            S.add({Held, L, I.B, I.C, I.D});
      }
      if (O->K == Operand::OfValue)
        view(L, O->V, At, true, S, Depth + 1);
    }
  }

  /// What an operation is lent must stay as it is until it is done.
  void lent(EventId Suspend, const State &S) {
    auto HeldBy = [&](uint32_t Local) {
      llvm::SmallVector<Place, 2> Of;
      for (const Item &I : S.Items)
        if (I.Kind == Held && I.A == Local && I.D == None)
          Of.push_back(Places[I.B]);
      return Of;
    };
    for (const Lent &L : lentTo(P, F, Suspend, HeldBy))
      if (const Invalidations::Change *C = shared(L.What) ? changed(L.What, {L.Walked ? Ends::Iterators : Ends::Memory, L.Walked, false, !L.Walked, Suspend}) : nullptr)
        report(L.Walked ? StaleUse::Loop : StaleUse::Lent, L.What, "", Fn.Events[Suspend].Range, Suspend, Fn.Events[Suspend].Range, *C);
    auto HandleOf = [&](const Place &Pl) {
      std::optional<Place> Handle = followed(Pl);
      return Handle && holds(*Handle) ? Handle : std::nullopt;
    };
    for (const Given &G : elementsGiven(P, F, Suspend, HeldBy, HandleOf, Borrowed))
      if (const Invalidations::Change *C = shared(G.Into) ? changed(G.Into, {G.BehindHandle ? Ends::Pointees : Ends::References, false, G.Handle && told(Suspend, G.Into), G.Handle, Suspend}) : nullptr; C && C->In != F && C->In != G.Callee)
        Result.Uses.push_back(staleGiven(P, F, G, *C));
  }

  /// `async_read_until(sock, buf, ...)`: views of buf from before are stale when it is done.
  void grown(const Operand &O, EventId Suspend, State &S, unsigned Depth) {
    if (O.K != Operand::OfValue || Depth > MaxDepth || Fn.Events[O.V].Kind == EventKind::Suspend)
      return;
    const Event &E = Fn.Events[O.V];
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, O.V).Model : nullptr;
    if (M && M->Op && M->Op->Into)
      for (const Operand *Into : P.operands(Fn, E, *M->Op->Into))
        if (std::optional<Place> Pl = P.placeOf(F, *Into))
          for (const Item &I : llvm::SmallVector<Item, 4>(S.Items))
            if (I.Kind == Held && overlaps(P.normalize(F, Places[I.B]), *Pl)) {
              S.remove(I);
              S.add({Grown, I.A, I.B, I.C, Suspend});
            }
    grown(E.Receiver, Suspend, S, Depth + 1);
    for (const Operand &A : E.Args)
      grown(A, Suspend, S, Depth + 1);
  }

  /// What the program's own functions look at or set up anew is looked at again.
  void renewedBy(EventId Call, State &S) {
    for (FunctionId B : P.meaning(F, Call).Bodies)
      S.removeIf([&](const Item &I) { return I.Kind == Follow && looksAgain(P, F, Call, B, P.normalize(F, Places[I.B])); });
  }

  static Operand targetOf(const Event &E) {
    Operand O;
    O.K = Operand::InPlace;
    O.P = E.Target;
    O.ThroughReference = E.TargetThroughReference;
    return O;
  }

  void written(const Event &E, State &S) {
    bool Whole = shared(E.Target);
    S.removeIf([&](const Item &I) { return Whole && I.Kind == Follow && isWithin(Places[I.B], E.Target); });
    if (Whole && E.Kind == EventKind::Assign && E.Args.size() == 1 && isSomething(E.Args[0]))
      givenTo(E.Target, EventId(&E - Fn.Events.data()), S);
    used(targetOf(E), E.Range, S);
  }

  /// A member pointer leads to what it was just given, and an optional has it.
  void givenTo(const Place &Pl, EventId Id, State &S) {
    TypeId T = typeAlong(P, F, Pl, Pl.Path.size());
    if (Pl.Path.empty() || !namesMember(P, Pl.Path.back()) || !(P.isPointerLike(T) || P.isSoleOwner(T)))
      return;
    uint32_t K = Places.keyOf(Pl);
    S.removeIf([&](const Item &I) { return I.Kind == Follow && I.B == K; });
    S.add({Follow, None, K, Id});
  }

  /// What stands left of an assignment is looked up when the right side has been evaluated.
  bool isAssignedIn(const SourceSpan &Seen, const SourceSpan &Where) const {
    const Event &E = Fn.Events[Latest];
    bool Assigns = E.Kind == EventKind::Assign ||
                   (E.Kind == EventKind::Call && E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf) == "operator=");
    return Assigns && Seen.File == Where.File && Where.Begin <= Seen.Begin && Seen.End <= Where.End;
  }

  void used(const Operand &O, const SourceSpan &Where, State &S) {
    if (O.K != Operand::InPlace)
      return;
    std::optional<Place> C = containerOf(O.P);
    for (const Item &I : S.Items) {
      if (I.D == None || I.Kind == Locked)
        continue;
      bool Ours = O.P.Root == Place::Local && O.P.Index == I.A && !isPlainPart(O);
      SourceSpan Seen = I.C == None ? SourceSpan() : Fn.Events[I.C].Range;
      if (I.C != None && isAssignedIn(Seen, Where))
        continue;
      auto Changed = [&](const Place &Pl, Invalidations::Look L) { return changedSince(I.D, Latest, Pl, L); };
      if (I.Kind == Held && Ours) {
        std::string Name = named(O);
        if (ofThread(Places[I.B])) {
          report(StaleUse::Thread, Places[I.B], Name, Seen, I.D, Where, {});
          continue;
        }
        if (const Invalidations::Change *Ch = Changed(Places[I.B], lookOf(I)))
          report(isRangeOfLoop(I.A) ? StaleUse::Loop : StaleUse::View, Places[I.B], Name, Seen, I.D, Where, *Ch);
      } else if (I.Kind == Grown && Ours) {
        report(StaleUse::Regrown, Places[I.B], named(O), Seen, I.D, Where, own(I.D));
      } else if (I.Kind == Kept && O.P.Root == Place::Value && O.P.Index == I.A && isBehind(O.P)) {
        if (const Invalidations::Change *Ch = Changed(Places[I.B], {}))
          report(StaleUse::Reference, Places[I.B], "", Seen, I.D, Where, *Ch);
      } else if (I.Kind == Popped && I.A != None) {
        if (Ours)
          report(StaleUse::Popped, Places[I.B], named(O), Seen, I.D, Where, own(I.D));
      } else if (I.Kind == Popped && C && Places[I.B] == *C && !fresh(*C, S)) {
        report(StaleUse::Popped, *C, "", Seen, I.D, Where, own(I.D));
      } else if (I.Kind == Looked && C && Places[I.B] == *C && !fresh(*C, S)) {
        if (const Invalidations::Change *Ch = Changed(*C, {neededOf(*C, O.P)}))
          report(StaleUse::Reference, *C, "", Seen, I.D, Where, *Ch);
      } else if (I.Kind == Bound && O.ThroughReference && followed(O.P) && *followed(O.P) == Places[I.B]) {
        if (const Invalidations::Change *Ch = Changed(Places[I.B], {}))
          report(StaleUse::Reference, Places[I.B], "", Seen, I.D, Where, *Ch);
      } else if (I.Kind == Follow && followed(O.P) && *followed(O.P) == Places[I.B]) {
        if (const Invalidations::Change *Ch = Changed(Places[I.B], lookOf(I)))
          report(StaleUse::Pointee, Places[I.B], "", Seen, I.D, Where, *Ch);
      }
    }
  }

  /// How the view that an item stands for is used.
  Invalidations::Look lookOf(const Item &I) const {
    if (I.Kind == Turn)
      return {Ends::Iterators, true};
    if (I.Kind == Follow)
      return {Ends::Contents, false, told(I.D, Places[I.B])};
    if (I.Kind != Held)
      return {};
    const Variable &V = Fn.Locals[I.A];
    bool Bytes = P.typeModel(V.Type) && P.typeModel(V.Type)->View, Loop = isRangeOfLoop(I.A);
    bool Iterator = Loop || (isIterator(V.Type) && V.Pass == Passing::ByValue);
    return {Iterator ? Ends::Iterators : Ends::References, Loop || walks(I.A), false, Bytes};
  }

  bool fresh(const Place &C, const State &S) const {
    return llvm::any_of(S.Items, [&](const Item &I) { return I.Kind == Looked && Places[I.B] == C && I.D == None; });
  }

  void follow(const Operand &O, EventId Id, State &S) {
    if (O.K != Operand::InPlace)
      return;
    std::optional<Place> M = followed(O.P);
    if (!M && Fn.Events[Id].Kind == EventKind::Call)
      M = handedOver(O);
    if (!M)
      return;
    uint32_t K = Places.keyOf(*M);
    // Seen to be stale once is enough; from here it counts as looked at.
    S.removeIf([&](const Item &I) { return I.Kind == Follow && I.B == K; });
    S.add({Follow, None, K, Id});
  }

  void report(StaleUse::How Manner, const Place &Object, std::string Holder, SourceSpan Looked, EventId Suspended,
              SourceSpan Used, const Invalidations::Change &C) {
    for (const StaleUse &U : Result.Uses)
      if (U.Used.Line == Used.Line || (U.Looked == Looked && U.Manner == Manner))
        return;
    StaleUse U;
    U.Manner = Manner;
    U.Object = P.spell(F, Object);
    U.Holder = std::move(Holder);
    U.Looked = Looked;
    U.Suspended = Fn.Events[Suspended].Range;
    U.Used = Used;
    if (C.In != None)
      U.Changed = P.function(C.In).Events[C.At].Range;
    U.ChangedIn = C.In;
    U.Sure = Manner == StaleUse::Pointee || Manner == StaleUse::Thread ? Confidence::Medium : Confidence::High;
    Result.Uses.push_back(std::move(U));
  }
};

} // namespace

StaleResult analyzeStale(const Program &P, FunctionId F, const Invalidations &Changes, llvm::ArrayRef<BorrowSummary> Borrowed) {
  StaleDomain D(P, F, Changes, Borrowed);
  if (D.relevant()) {
    D.Result.Walked = D.walk();
    D.reportLoops();
    if (!D.Result.Uses.empty() && runsLocked(P, F))
      llvm::erase_if(D.Result.Uses, [](const StaleUse &U) { return U.Manner != StaleUse::Regrown && U.Manner != StaleUse::Thread; });
  }
  addWeakUses(P, F, D.Result);
  addTemporaryUses(P, F, Changes, D.Result);
  llvm::stable_sort(D.Result.Uses, [](const StaleUse &A, const StaleUse &B) { return A.Used.Begin < B.Used.Begin; });
  return std::move(D.Result);
}

} // namespace corosafe
