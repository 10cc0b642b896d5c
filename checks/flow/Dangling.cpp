//===- Dangling.cpp ---------------------------------------------------------===//

#include "Dangling.h"
#include "Contexts.h"
#include "ElementLoops.h"
#include "FreshTasks.h"
#include "OwnJoins.h"
#include "ScopeNeeds.h"
#include "SharedObject.h"
#include "TaskWaits.h"
#include "Throws.h"
#include "Winner.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace corosafe {

namespace {

enum ItemKind : uint32_t {
  Running, ///< A: launch; B: which of its borrows.
  Held,    ///< A: holder; B: launch; C: which of its borrows. The task has not started, or is still to be awaited.
  Dead,    ///< The same, and what it borrows is gone.
  Orphaned, ///< A: launch; B: which of its borrows: that is gone, and the context that would resume the task has not been run since.
  Threw,   ///< A: the event that was left by an exception.
};

class DanglingDomain : public Domain {
public:
  DanglingDomain(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known)
      : P(P), Fn(P.function(F)), F(F), Known(Known), B(P, Known), Found(findLaunches(P, F, Known)) {
    for (DanglingTask &D : Found.AtOnce)
      keep(std::move(D));
  }

  /// True if paths have to be walked.
  bool hasLaunches() const { return !Found.All.empty(); }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    switch (E.Kind) {
    case EventKind::Suspend:
      waited(E, S);
      forget(S, [](const Place &) { return true; }); // What it waits for may well be the last call of a closure.
      break;
    case EventKind::CatchEnter:
      S.removeIf([](const Item &I) { return I.Kind == Threw; });
      break;
    case EventKind::Call:
      if (Waits.asksInTime(Id))
        break;
      if (Waits.blocks(Id)) {
        S.removeIf([](const Item &I) { return I.Kind == Running; });
        forget(S, [](const Place &) { return true; });
      }
      if (E.Receiver.K == Operand::InPlace && Found.ByEvent[Id] == None && !looksUp(Id))
        forget(S, [&, On = P.normalize(F, E.Receiver.P)](const Place &Holder) { return overlaps(Holder, On); });
      cleared(Id, E, S);
      joinedByCall(E, S);
      emptied(Id, E, S);
      if (E.Receiver.K == Operand::InPlace)
        polled(Id, E.Receiver.P, S);
      // `task.attach(mv(s))`: what is made of it keeps what it uses.
      if (const Place *Of = Waits.chainedOn(E))
        S.removeIf([&, On = P.normalize(F, *Of)](const Item &I) {
          return isKept(I) && overlaps(Places[I.A], On) && B.keptByContinuation(F, E, Found.All[I.B].What[I.C]);
        });
      if (Found.ByEvent[Id] == None || Found.All[Found.ByEvent[Id]].Manner != DanglingTask::Kept)
        for (const Operand &A : E.Args)
          taken(A, E.Range, S);
      break;
    case EventKind::Init:
    case EventKind::Assign:
      if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty())
        died(Id, E.Target, S);
      if (E.Kind == EventKind::Assign)
        emptied(Id, E, S);
      if (E.HasTarget)
        forget(S, [&, To = P.normalize(F, E.Target)](const Place &Holder) { return overlaps(Holder, To); });
      moved(E, S);
      break;
    case EventKind::Compute:
    case EventKind::Read:
      for (const Operand &A : E.Args)
        if (A.K == Operand::InPlace)
          polled(Id, A.P, S);
      break;
    case EventKind::Return:
      for (const Operand &A : E.Args)
        taken(A, E.Range, S, /*Returned=*/true);
      break;
    case EventKind::Destroy:
      if (E.HasTarget && E.Target.Path.empty() && !E.Heap)
        died(Id, E.Target, S);
      break;
    default:
      break;
    }
    if (Found.ByEvent[Id] != None)
      launch(Found.ByEvent[Id], E, S);
  }

  bool followsThrow(EventId Id) const override { return Throws.at(Id); }

  /// Who has won a race does not run on.
  bool learn(const Test &T, State &S) override {
    uint32_t Of = T.Source == None ? None : Found.ByEvent[T.Source];
    const Launch *L = Of == None ? nullptr : &Found.All[Of];
    if (L && L->Race)
      if (std::optional<uint32_t> Won = winnerTested(P, F, T, *L->Race, L->Branches))
        S.removeIf([&](const Item &I) { return I.Kind == Running && I.A == Of && L->Branch[I.B] == *Won; });
    if (Waits.isOver(T))
      S.removeIf([&, On = P.normalize(F, Fn.Events[T.Source].Receiver.P)](const Item &I) {
        return I.Kind == Running && Found.All[I.A].Handle && *Found.All[I.A].Handle == On.Index;
      });
    return true;
  }

  void thrown(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    S.removeIf([](const Item &I) { return I.Kind == Threw; });
    if (Fn.Events[Id].Kind == EventKind::Suspend)
      waited(Fn.Events[Id], S); // What it waits for has ended, or is no longer ours.
    if (Fn.Events[Id].Kind == EventKind::Call) { // `future.get()` throws what the task has ended with.
      if (Waits.blocks(Id))
        S.removeIf([](const Item &I) { return I.Kind == Running; });
      joinedByCall(Fn.Events[Id], S);
    }
    if (llvm::any_of(S.Items, [&](const Item &I) { return I.Kind == Running || runsOn(I); }))
      S.add({Threw, Id});
  }

  void unwound(llvm::ArrayRef<uint32_t> Locals, State &S) override {
    abandoned(S, [&](const Place &Pl) { return Pl.Root == Place::Local && llvm::is_contained(Locals, Pl.Index); }, false);
  }

  void left(State &S, bool ByException) override {
    if (ByException)
      return abandoned(S, [](const Place &) { return true; }, true);
    for (const Item &I : S.Items) {
      if (I.Kind == Held && !diesHere(Places[I.A]) && Found.All[I.B].Own[I.C] && !(isMain() && Found.All[I.B].Holder)) {
        if (S.Returned == None ? elementsAwaited(I, None) : elementsAwaitedBefore(I, S.Returned))
          continue;
        report(I.B, I.C);
        continue;
      }
      if (I.Kind != Running)
        continue;
      const Launch &L = Found.All[I.A];
      if (Waits.joinedBetween(L.At, S.Returned == None ? BlockId(None) : Waits.loops().blockOf(S.Returned)))
        continue;
      if (!L.Own[I.B])
        leave(L, L.What[I.B]);
      else if (!isMain() && !(L.Scope && diesWith(P, F, *L.Scope)))
        report(I.A, I.B);
    }
  }

  DanglingResult Result;
  NeedList Left;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<BorrowSummary> &Known;
  Borrows B;
  Contexts In{P, F, B.classOf(F)};
  SeenThrows Throws{P, F};
  Launches Found;
  PlaceTable Places;
  TaskWaits Waits{P, F, Known};

  bool isMain() const { return P.str(P.Facts.Entities[Fn.Entity].Name) == "main"; }

  //===-- along the paths ------------------------------------------------------===//

  void launch(uint32_t Index, const Event &E, State &S) {
    const Launch &L = Found.All[Index];
    if (L.Manner == DanglingTask::Kept || L.Manner == DanglingTask::Stored) {
      const Place *Holder = L.Holder ? &*L.Holder : E.HasTarget ? &E.Target : E.Receiver.K == Operand::InPlace ? &E.Receiver.P : nullptr;
      if (!Holder)
        return;
      uint32_t K = Places.keyOf(P.normalize(F, *Holder));
      for (uint32_t I = 0; I < L.What.size(); ++I) {
        if (L.What[I].Temporary && (Places[K].Root != Place::Local || runsAlready(L.What[I])))
          report(Index, I);
        else
          S.add({L.What[I].Temporary ? Dead : Held, K, Index, I});
      }
      return;
    }
    for (uint32_t I = 0; I < L.What.size(); ++I)
      if (!L.What[I].Temporary)
        S.add({Running, Index, I});
  }

  /// Stored closures are taken out of what they are in, or may be.
  template <class Pred> void forget(State &S, Pred Of) {
    S.removeIf([&](const Item &I) { return I.Kind == Held && Found.All[I.B].Holder && Of(Places[I.A]); });
  }

  /// A call that finds the place in a container, or puts more there.
  bool looksUp(EventId Id) const {
    const FunctionModel *M = P.meaning(F, Id).Model;
    EntityId Callee = Fn.Events[Id].Callee;
    return (M && M->Views) || (Callee != None && P.str(P.Facts.Entities[Callee].Leaf) == "operator=");
  }

  /// It is used behind a suspend point of a coroutine that has begun when it was called.
  bool runsAlready(const Borrow &X) const {
    return X.Of.In != None && P.function(X.Of.In).IsCoroutine && P.function(X.Of.In).InitialSuspend == SuspendPolicy::Never;
  }

  /// A task in a container of others, all of which were awaited one by one on the way here.
  bool elementsAwaited(const Item &I, BlockId Here) {
    if (Places[I.A].Root == Place::Local)
      return false;
    return elementsAwaitedBetween(P, F, Waits.loops(), Found.All[I.B].At, Here, Places[I.A]);
  }
  bool elementsAwaitedBefore(const Item &I, EventId Now) {
    return elementsAwaited(I, Waits.loops().blockOf(Now));
  }

  /// `tasks_.clear()`: what is destroyed before it ran, or is waited for then, needs nothing any more.
  void cleared(EventId Id, const Event &E, State &S) {
    if (E.Receiver.K != Operand::InPlace || E.Callee == None)
      return;
    llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
    const FunctionModel *M = P.meaning(F, Id).Model;
    bool Closes = M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Closes && A.On.K == ArgRef::Receiver; });
    if (!Closes && Leaf != "clear" && Leaf != "reset")
      return;
    Place On = P.normalize(F, E.Receiver.P);
    S.removeIf([&](const Item &I) {
      return I.Kind == Held && Places[I.A] == On && Found.All[I.B].Ends;
    });
  }

  void died(EventId Id, const Place &What, State &S) {
    auto Same = [&](const Place &Pl) { return Pl.Root == What.Root && Pl.Index == What.Index; };
    S.removeIf([&](const Item &I) {
      if (isKept(I) || I.Kind == Threw)
        return isKept(I) && Same(Places[I.A]);
      const Launch &L = Found.All[I.A];
      if (I.Kind == Running && L.Scope && Same(*L.Scope) && endsBeforeScope(L, I.B) && !joinedBefore(Id, L))
        report(I.A, I.B);
      return (L.Scope && Same(*L.Scope)) || (L.Handle && What.Root == Place::Local && *L.Handle == What.Index && endsItsTask(What));
    });
    gone(Id, S, Same);
  }

  /// `p.reset()`, `p = nullptr`, `items.clear()`: what a local owned is gone before the local is.
  void emptied(EventId Id, const Event &E, State &S) {
    if (llvm::none_of(S.Items, [](const Item &I) { return I.Kind == Running || I.Kind == Held; }))
      return;
    std::optional<Place> Of;
    if (E.Kind == EventKind::Assign && E.HasTarget) {
      Of = P.normalize(F, E.Target);
      if (!P.isPointerLike(typeAlong(P, F, *Of, Of->Path.size())))
        return;
    } else if (const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
               M && !M->Invalidates.empty() && !M->ElementOnly && E.Receiver.K == Operand::InPlace) {
      llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
      if (Leaf != "reset" && Leaf != "clear")
        return;
      Of = P.normalize(F, E.Receiver.P);
    }
    if (!Of || Of->Root != Place::Local)
      return;
    auto Inside = [&](const Place &On) { return isWithin(On, *Of) && On.Path.size() > Of->Path.size(); };
    S.removeIf([&](const Item &I) { return I.Kind == Running && Found.All[I.A].Scope && Inside(*Found.All[I.A].Scope); });
    gone(Id, S, Inside);
  }

  /// What those places hold is no more, whoever uses it.
  template <class Pred> void gone(EventId Id, State &S, Pred Ends) {
    llvm::SmallVector<Item, 2> Later;
    S.removeIf([&](const Item &I) {
      if (I.Kind == Threw || I.Kind == Orphaned)
        return false;
      const Launch &L = Found.All[I.Kind == Running ? I.A : I.B];
      uint32_t Which = I.Kind == Running ? I.B : I.C;
      if (I.Kind == Dead || !L.Own[Which] || !Ends(L.What[Which].On))
        return false;
      if (I.Kind == Running && waitsForItsContext(L) && !isRunBy(Id, *L.Scope))
        Later.push_back({Orphaned, I.A, I.B});
      else if (I.Kind == Running) {
        if (!joinedBefore(Id, L))
          report(I.A, I.B);
      } else if (!diesHere(Places[I.A])) { // Who awaits it does so after this function.
        if (!elementsAwaitedBefore(I, Id))
          report(I.B, I.C);
      } else
        Later.push_back({Dead, I.A, I.B, I.C});
      return true;
    });
    for (const Item &I : Later)
      S.add(I);
  }

  /// A local that has no destructor, and is declared behind the scope, or its owner, whose end waits for the task.
  bool endsBeforeScope(const Launch &L, uint32_t Which) const {
    const Place &On = L.What[Which].On;
    if (!L.Own[Which] || On.Root != Place::Local || L.Scope->Root != Place::Local || L.Scope->Path.size() > 1)
      return false;
    const ScopeModel *M = scopeOf(P, typeAlong(P, F, *L.Scope, L.Scope->Path.size()));
    const TypeFacts *T = P.type(typeOfRoot(P, F, On));
    const SourceSpan &Borrowed = Fn.Locals[On.Index].Range, &Scope = Fn.Locals[L.Scope->Index].Range;
    return M && (M->OnMissing == ScopeModel::Blocks || M->OnMissing == ScopeModel::SelfJoins) && T &&
           T->Kind != TypeFacts::LvalueRef && T->TrivialDestructor && !Fn.Locals[On.Index].Static &&
           Borrowed.valid() && Scope.valid() && Borrowed.File == Scope.File && Borrowed.Begin > Scope.Begin;
  }

  /// A task in a context of our own that destroys what waits in it: it goes on only when that is run again.
  bool waitsForItsContext(const Launch &L) const {
    const ScopeModel *M = L.Scope && diesWith(P, F, *L.Scope) ? scopeOf(P, typeOfRoot(P, F, *L.Scope)) : nullptr;
    return M && M->OnMissing == ScopeModel::Destroys;
  }

  bool joinedBefore(EventId Now, const Launch &L) { return Waits.joinedBetween(L.At, Waits.loops().blockOf(Now)); }

  /// `std::thread t([&] { io.run(); });`: a closure made before that runs our own context, meanwhile.
  bool isRunBy(EventId Before, const Place &Scope) const {
    const ScopeModel *M = scopeOf(P, typeOfRoot(P, F, Scope));
    for (EventId Id = 0; M && Id < Before; ++Id) {
      const Event &Made = Fn.Events[Id];
      FunctionId Body = Made.Kind == EventKind::Lambda ? P.bodyOf(Made.Callee) : None;
      if (Body == None)
        continue;
      for (const Event &E : P.function(Body).Events) {
        if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K != Operand::InPlace || E.Receiver.P.Root != Place::Capture ||
            !llvm::is_contained(M->Joins, P.str(P.Facts.Entities[E.Callee].Leaf).str()))
          continue;
        if (std::optional<Place> Here = P.rebase(F, Id, Body, E.Receiver.P); Here && overlaps(*Here, Scope))
          return true;
      }
    }
    return false;
  }

  /// An exception ends what running tasks use before they were waited for. Outwards: past all handlers; those that there
  /// are will be for what is thrown here.
  template <class Pred> void abandoned(const State &S, Pred Ends, bool Outwards) {
    const Item *Thrown = llvm::find_if(S.Items, [](const Item &I) { return I.Kind == Threw; });
    if (Thrown == S.Items.end() ||
        (Outwards && Fn.Events[Thrown->A].Region != None && Fn.Events[Thrown->A].Kind != EventKind::Throw))
      return;
    for (const Item &I : S.Items) {
      if (runsOn(I) && Found.All[I.B].Own[I.C] && Ends(Found.All[I.B].What[I.C].On)) {
        DanglingTask D = danglingAt(P, F, Found.All[I.B], Found.All[I.B].What[I.C]);
        D.LeftBy = Thrown->A;
        keep(std::move(D));
      }
      if (I.Kind != Running)
        continue;
      const Launch &L = Found.All[I.A];
      Place Handle;
      Handle.Root = Place::Local;
      Handle.Index = L.Handle.value_or(0);
      // Whoever joins its scope, or ends with its handle, is another matter.
      if (!L.Own[I.B] || !Ends(L.What[I.B].On) || L.Scope || (L.Handle && endsItsTask(Handle)) || (L.Context && Waits.runsLater(Thrown->A, *L.Context)))
        continue;
      DanglingTask D = danglingAt(P, F, L, L.What[I.B]);
      D.LeftBy = Thrown->A;
      keep(std::move(D));
    }
  }

  /// A task that is kept in a local, runs already, and does not end with it.
  bool runsOn(const Item &I) const {
    if (I.Kind != Held || Places[I.A].Root != Place::Local || !Places[I.A].Path.empty())
      return false;
    std::optional<TaskInfo> Info = taskInfo(P, Fn.Locals[Places[I.A].Index].Type);
    return Info && Info->OnDrop == TaskModel::Detaches;
  }

  /// A holder that ends with the function: a local, or a value that a reference keeps alive (the range of a range-for).
  static bool diesHere(const Place &Holder) { return Holder.Root == Place::Local || Holder.Root == Place::Value; }

  static bool isKept(const Item &I) { return I.Kind == Held || I.Kind == Dead; }

  bool endsItsTask(const Place &Handle) const {
    std::optional<TaskInfo> Info = taskInfo(P, Fn.Locals[Handle.Index].Type);
    return Info && (Info->OnDrop == TaskModel::Blocks || Info->OnDrop == TaskModel::Cancels);
  }

  /// Whoever asks a flag, counter or list of the task's again and again waits for it, and who waits in a loop for what
  /// it was given, as often as there are tasks: `while (left > 0) co_await results.async_receive(...)`.
  void polled(EventId Id, const Place &Asked, State &S) {
    auto Runs = [&](const Item &I) { return I.Kind == Running && !Found.All[I.A].Given.empty(); };
    if (llvm::none_of(S.Items, Runs))
      return;
    const Loop *L = Waits.endedBy(Id);
    if (!L)
      return;
    bool Polls = Waits.polls(*L, Id, Asked);
    Place Pl = P.normalize(F, Asked);
    S.removeIf([&](const Item &I) {
      return Runs(I) && ((Polls && (llvm::is_contained(Found.All[I.A].Given, Pl) || Waits.isOwnCount(Pl))) || Waits.signalledIn(*L, Found.All[I.A].Given));
    });
  }

  void joinedByCall(const Event &E, State &S) {
    if (E.Receiver.K == Operand::Nothing)
      return;
    std::optional<Place> On = P.placeOf(F, E.Receiver);
    if (!On)
      return;
    const ScopeModel *Scope = scopeOf(P, P.typeOf(Fn, E.Receiver));
    bool Joins = Scope && !Scope->JoinIsAwaited && E.Callee != None &&
                 llvm::is_contained(Scope->Joins, P.str(P.Facts.Entities[E.Callee].Leaf).str());
    // What is assigned to a handle begins to run, rather than ends.
    bool Observes = E.Callee != None && (P.Facts.Entities[E.Callee].IsConst || P.str(P.Facts.Entities[E.Callee].Leaf) == "operator=");
    S.removeIf([&](const Item &I) {
      if (I.Kind == Orphaned && Scope && !Observes && overlaps(*Found.All[I.A].Scope, *On) &&
          !llvm::is_contained(Scope->Stops, P.str(P.Facts.Entities[E.Callee].Leaf).str())) {
        report(I.A, I.B);
        return true;
      }
      if (I.Kind != Running)
        return false;
      const Launch &L = Found.All[I.A];
      return (Joins && L.Scope && overlaps(*L.Scope, *On)) ||
             (L.Handle && !Observes && On->Root == Place::Local && On->Index == *L.Handle);
    });
  }

  /// True if a value is made of what an event gave.
  bool comesFrom(EventId From, const Operand &O, const State &S, unsigned Depth = 0) const {
    if (O.K == Operand::Nothing || Depth > 8)
      return false;
    if (sourceOf(P, F, O, S).Event == From)
      return true;
    if (O.K != Operand::OfValue || O.V == From)
      return false;
    const Event &E = Fn.Events[O.V];
    return comesFrom(From, E.Receiver, S, Depth + 1) ||
           llvm::any_of(E.Args, [&](const Operand &A) { return comesFrom(From, A, S, Depth + 1); });
  }

  void waited(const Event &E, State &S) {
    if (E.Args.empty() || S.Items.empty())
      return;
    llvm::SmallVector<Place, 8> Named;
    Waits.mentioned(E.Args[0], Named);
    for (const Operand &A : E.Args)
      taken(A, E.Range, S);
    bool Signal = Waits.isForSignal(E.Args[0]) || Waits.isTriedFirst(E);
    S.removeIf([&](const Item &I) {
      // What gives a signal while its handle is kept was started, and is over.
      if (I.Kind == Held)
        return Signal && !Waits.isOneOfMany(Found.All[I.B].At, static_cast<EventId>(&E - Fn.Events.data())) && llvm::any_of(Named, [&](const Place &Pl) {
          return TaskWaits::isAmong(Found.All[I.B].Given, Pl) && Waits.isWaitedOn(E.Args[0], Pl);
        });
      if (I.Kind != Running)
        return false;
      const Launch &L = Found.All[I.A];
      // The losers that a race gave back.
      if (L.Manner == DanglingTask::Loser && comesFrom(L.At, E.Args[0], S))
        return true;
      return llvm::any_of(Named, [&](const Place &Pl) {
        if (L.Scope && overlaps(*L.Scope, Pl))
          return !Waits.isOurTurn(E.Args[0], Pl) && Waits.mayJoin(E.Args[0], Pl, *L.Scope);
        if (L.Handle && Pl.Root == Place::Local && Pl.Index == *L.Handle)
          return true;
        return Signal && TaskWaits::isAmong(L.Given, Pl) && Waits.isWaitedOn(E.Args[0], Pl) && !Waits.isOurTurn(E.Args[0], Pl) &&
               !Waits.isOneOfMany(L.At, static_cast<EventId>(&E - Fn.Events.data()));
      });
    });
  }

  /// Somebody takes a task out of its holder: too late if what it borrows is gone.
  void taken(const Operand &O, const SourceSpan &Where, State &S, bool Returned = false) {
    llvm::SmallVector<Place, 8> Named;
    Waits.mentioned(O, Named);
    S.removeIf([&](const Item &I) {
      if (!isKept(I) || llvm::none_of(Named, [&](const Place &Pl) { return overlaps(Places[I.A], Pl); }))
        return false;
      if (I.Kind == Dead || (Returned && Found.All[I.B].Own[I.C]))
        report(I.B, I.C, Where);
      return true;
    });
  }

  void moved(const Event &E, State &S) {
    if (E.Args.empty() || E.Args[0].K != Operand::InPlace || !E.HasTarget)
      return;
    llvm::SmallVector<Item, 2> Now;
    S.removeIf([&](const Item &I) {
      if (!isKept(I) || !overlaps(Places[I.A], E.Args[0].P))
        return false;
      // What a local is made of another is one place already.
      if (E.Kind == EventKind::Init && (!E.Args[0].Moved || Places[I.A].Root == Place::Local))
        return false;
      Now.push_back(I);
      return true;
    });
    for (Item I : Now) {
      I.A = Places.keyOf(P.normalize(F, E.Target));
      S.add(I);
    }
  }

  //===-- what is reported -------------------------------------------------------===//

  void leave(const Launch &L, const Borrow &X) {
    Need N = X.Of;
    N.LeftAt = &Fn.Events[L.At].Range;
    N.Index = X.On.Index;
    N.Behind = X.On.Root == Place::Parameter && !X.On.Path.empty() && P.str(X.On.Path[0]) == "*";
    switch (X.On.Root) {
    case Place::Parameter: N.K = Need::Parameter; break;
    case Place::Capture: N.K = Need::Capture; break;
    case Place::This:
      if (!In.isOfObject(X.On)) // Another object, of which nothing is known here.
        return;
      N.K = Need::This;
      N.Index = 0;
      break;
    default: return;
    }
    // What runs in the object's own scope outlives the call all the same, and what is passed for its time.
    if (L.Scope && L.Scope->Root == Place::This && N.K == Need::Parameter && !N.Behind)
      Result.Unowned.push_back(danglingAt(P, F, L, X));
    if (leaveInScope(P, F, L, N, Left) || L.Manner != DanglingTask::Detached)
      return;
    if (N.K == Need::This && B.isCounted(B.classOf(F))) {
      if (!objectWaitsFor(P, X.Of.In))
        finding(L, X);
      return;
    }
    if (llvm::none_of(Left, [&](const Need &Have) { return Have.same(N); })) {
      Left.push_back(N);
      if (!L.InContext) // Who made that context knows which of both lives longer.
        Result.Unowned.push_back(danglingAt(P, F, L, X));
    }
  }

  void finding(const Launch &L, const Borrow &X, SourceSpan Used = {}) {
    DanglingTask D = danglingAt(P, F, L, X);
    D.Used = Used;
    keep(std::move(D));
  }

  /// One finding for each task and what it uses; what happens without an exception says more, then the earliest exit.
  void keep(DanglingTask D) {
    for (DanglingTask &Have : Result.Tasks)
      if (Have.At == D.At && Have.What.On.Root == D.What.On.Root && Have.What.On.Index == D.What.On.Index) {
        auto Rank = [&](const DanglingTask &T) { return std::pair(!Throws.at(T.LeftBy), T.LeftBy); };
        if (Have.LeftBy != None && (D.LeftBy == None || Rank(D) < Rank(Have)))
          Have = std::move(D);
        return;
      }
    Result.Tasks.push_back(std::move(D));
  }

  void report(uint32_t LaunchIndex, uint32_t Which, SourceSpan Used = {}) {
    const Launch &L = Found.All[LaunchIndex];
    finding(L, L.What[Which], Used);
  }
};

} // namespace

DanglingResult analyzeDangling(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known,
                               NeedList &Left) {
  DanglingDomain D(P, F, Known);
  if (D.hasLaunches())
    D.Result.Walked = walkPaths(P, F, D);
  llvm::stable_sort(D.Result.Tasks, [](const DanglingTask &A, const DanglingTask &B) { return A.At < B.At; });
  Left = std::move(D.Left);
  return std::move(D.Result);
}

} // namespace corosafe
