//===- Dangling.cpp ---------------------------------------------------------===//

#include "Dangling.h"
#include "Awaited.h"
#include "Tasks.h"
#include "Throws.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include <array>
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

/// One place where a task is let go of, or put away.
struct Launch {
  EventId At = None;
  DanglingTask::How Manner = DanglingTask::Detached;
  std::vector<Borrow> What;
  std::vector<bool> Own;            ///< By borrow: it dies with this function.
  std::optional<Place> Scope;       ///< What waits for it.
  std::optional<uint32_t> Handle;   ///< The local that its result is in.
  llvm::SmallVector<Place, 4> Given; ///< Places that the task was given in any way: a wait on one may be a wait for it.
  EventId Closure = None;
  Confidence Sure = Confidence::High;
};

class DanglingDomain : public Domain {
public:
  DanglingDomain(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known)
      : P(P), Fn(P.function(F)), F(F), Known(Known), B(P, Known) {}

  /// True if paths have to be walked.
  bool scan() {
    LaunchOf.assign(Fn.Events.size(), None);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      switch (E.Kind) {
      case EventKind::Call:
        called(Id, E);
        break;
      case EventKind::Construct:
        constructed(Id, E);
        break;
      case EventKind::Suspend:
        if (!E.Args.empty() && P.has(F, Trait::AwaitsTree))
          raced(Id, resolveAwaited(P, F, E.Args[0]), 0);
        break;
      case EventKind::Init:
      case EventKind::Assign:
        if (!E.Args.empty() && E.Args[0].K == Operand::OfValue && LaunchOf[Id] == None)
          put(Id, E.Args[0]);
        break;
      case EventKind::Return:
        if (!E.Args.empty())
          returned(Id, E.Args[0]);
        break;
      default:
        break;
      }
    }
    return !Launches.empty();
  }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    switch (E.Kind) {
    case EventKind::Suspend:
      waited(Id, E, S);
      break;
    case EventKind::CatchEnter:
      S.removeIf([](const Item &I) { return I.Kind == Threw; });
      break;
    case EventKind::Call:
      if (blocks(Id))
        S.removeIf([](const Item &I) { return I.Kind == Running; });
      joinedByCall(E, S);
      if (LaunchOf[Id] == None || Launches[LaunchOf[Id]].Manner != DanglingTask::Kept)
        for (const Operand &A : E.Args)
          taken(A, E.Range, S);
      break;
    case EventKind::Init:
    case EventKind::Assign:
      if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty())
        died(E.Target, S);
      moved(E, S);
      break;
    case EventKind::Return:
      for (const Operand &A : E.Args)
        taken(A, E.Range, S, /*Returned=*/true);
      break;
    case EventKind::Destroy:
      if (E.HasTarget && E.Target.Path.empty() && !E.Heap)
        died(E.Target, S);
      break;
    default:
      break;
    }
    if (LaunchOf[Id] != None)
      launch(LaunchOf[Id], E, S);
  }

  bool followsThrow(EventId Id) const override { return Throws.at(Id); }

  void thrown(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    S.removeIf([](const Item &I) { return I.Kind == Threw; });
    if (Fn.Events[Id].Kind == EventKind::Suspend)
      waited(Id, Fn.Events[Id], S); // What it waits for has ended, or is no longer ours.
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
      if (I.Kind == Held && !diesHere(Places[I.A]) && Launches[I.B].Own[I.C]) {
        report(I.B, I.C);
        continue;
      }
      if (I.Kind != Running)
        continue;
      const Launch &L = Launches[I.A];
      if (!L.Own[I.B])
        leave(L, L.What[I.B]);
      else if (!isMain() && !(L.Scope && dies(*L.Scope)))
        report(I.A, I.B);
    }
  }

  DanglingResult Result;
  std::vector<Need> Left;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<BorrowSummary> &Known;
  Borrows B;
  SeenThrows Throws{P, F};
  std::vector<Launch> Launches;
  std::vector<uint32_t> LaunchOf; ///< By event.
  std::vector<Place> Places;

  bool isMain() const { return P.str(P.Facts.Entities[Fn.Entity].Name) == "main"; }

  uint32_t key(const Place &Pl) {
    auto It = llvm::find(Places, Pl);
    if (It != Places.end())
      return It - Places.begin();
    Places.push_back(Pl);
    return Places.size() - 1;
  }

  //===-- what dies with the function --------------------------------------===//

  bool movedAway(const Place &Pl) const {
    for (const Event &E : Fn.Events)
      for (const Operand &A : E.Args)
        if (A.Moved && A.K == Operand::InPlace && A.P.Root == Pl.Root && A.P.Index == Pl.Index && A.P.Path.empty())
          return true;
    return false;
  }

  bool dies(const Place &Pl) const {
    bool Behind = llvm::any_of(Pl.Path, [&](Symbol S) { return P.str(S) == "*"; });
    switch (Pl.Root) {
    case Place::Local:
    case Place::Parameter:
      return P.lifetime(F, Pl) == Lifetime::Frame && !(Behind && movedAway(Pl));
    case Place::Capture:
      return Fn.IsCoroutine && !Behind && Fn.Captures[Pl.Index].Pass == Passing::ByValue;
    default:
      return false;
    }
  }

  //===-- where tasks are let go of -----------------------------------------===//

  const ScopeModel *scopeOf(TypeId T) const {
    const TypeModel *M = P.typeModel(T);
    return M && M->Scope ? &*M->Scope : nullptr;
  }

  /// A context in which tasks are run, rather than a scope that they are added to.
  bool runsOnly(const Place &Pl) const {
    const ScopeModel *M = Pl.Path.empty() ? scopeOf(typeOfRoot(Pl)) : nullptr;
    return M && M->Adds.empty();
  }

  TypeId typeOfRoot(const Place &Pl) const {
    switch (Pl.Root) {
    case Place::Local: return Fn.Locals[Pl.Index].Type;
    case Place::Parameter: return Fn.Params[Pl.Index].Type;
    case Place::Capture: return Fn.Captures[Pl.Index].Type;
    case Place::Global: return P.Facts.Globals[Pl.Index].Type;
    default: return None;
    }
  }

  /// The scope, or the context that runs it, which an operand is or was made from.
  std::optional<Place> scopeIn(const Operand &O, unsigned Depth = 0) const {
    if (Depth > 4)
      return std::nullopt;
    if (scopeOf(P.typeOf(Fn, O)))
      return P.placeOf(F, O);
    if (O.K == Operand::InPlace) {
      // What an accessor gives of it: its executor, its token.
      Place Pl = P.normalize(F, O.P);
      if (Pl.Path.size() == 1 && P.str(Pl.Path[0]).ends_with("()") && scopeOf(typeOfRoot(Pl))) {
        Pl.Path.clear();
        return Pl;
      }
      if (Pl.Root == Place::Local && Pl.Path.empty())
        if (const Operand *Def = P.soleValue(F, Pl.Index))
          return scopeIn(*Def, Depth + 1);
      return std::nullopt;
    }
    if (O.K == Operand::OfValue && Fn.Events[O.V].Kind == EventKind::Call) {
      const Event &E = Fn.Events[O.V];
      if (E.Receiver.K != Operand::Nothing && scopeOf(P.typeOf(Fn, E.Receiver)))
        return P.placeOf(F, E.Receiver);
    }
    return std::nullopt;
  }

  void given(const Operand &O, Launch &L, unsigned Depth = 0) const {
    if (Depth > 6)
      return;
    if (O.K == Operand::InPlace && O.P.Root != Place::Value)
      return L.Given.push_back(P.normalize(F, O.P));
    if (O.K != Operand::OfValue)
      return;
    const Event &E = Fn.Events[O.V];
    if (E.Receiver.K != Operand::Nothing)
      given(E.Receiver, L, Depth + 1);
    for (const Operand &A : E.Args)
      given(A, L, Depth + 1);
  }

  /// The closure that is called on the spot to make the task, if the callee would take the closure itself.
  EventId closureCalled(const Operand &O) const {
    if (O.K != Operand::OfValue || Fn.Events[O.V].Kind != EventKind::Call)
      return None;
    const Event &E = Fn.Events[O.V];
    bool Called = E.Args.empty() && E.Receiver.K == Operand::OfValue && Fn.Events[E.Receiver.V].Kind == EventKind::Lambda;
    return Called ? O.V : None;
  }

  bool keepsObject(const Event &E) const {
    TypeId Class = B.classOf(F);
    // A completion handler that holds on to the object does so until the coroutine has ended.
    for (const Operand &A : E.Args)
      if (A.K == Operand::OfValue && Fn.Events[A.V].Kind == EventKind::Lambda)
        for (const Operand &C : Fn.Events[A.V].Args) {
          TypeId T = P.typeOf(Fn, C);
          const TypeModel *M = P.typeModel(T);
          if (C.Pass == Passing::ByValue && M && M->Owner && Class != None && P.type(P.pointee(T)) &&
              (P.typeIs(Class, P.str(P.type(P.pointee(T))->Name)) ||
               P.typeIs(P.pointee(T), P.str(P.Facts.Types[Class].Name))))
            return true;
        }
    return false;
  }

  bool usedInExpression(EventId Id) const {
    for (const Event &E : Fn.Events) {
      if (E.Kind == EventKind::Init || E.Kind == EventKind::Assign || E.Kind == EventKind::Destroy)
        continue;
      auto Is = [&](const Operand &O) {
        return (O.K == Operand::OfValue && O.V == Id) || (O.K == Operand::InPlace && O.P.Root == Place::Value && O.P.Index == Id);
      };
      if (Is(E.Receiver) || llvm::any_of(E.Args, Is))
        return true;
    }
    return false;
  }

  std::optional<uint32_t> handleOf(EventId Id) const {
    for (const Event &E : Fn.Events)
      if ((E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget && E.Target.Root == Place::Local &&
          !E.Args.empty() && E.Args[0].K == Operand::OfValue && E.Args[0].V == Id)
        return E.Target.Index;
    return std::nullopt;
  }

  void add(Launch L) {
    if (L.What.empty())
      return;
    for (const Borrow &X : L.What)
      L.Own.push_back(dies(X.On));
    uint32_t Index = Launches.size();
    LaunchOf[L.At] = Index;
    Launches.push_back(std::move(L));
    const Launch &Now = Launches.back();
    bool Waits = Now.Manner == DanglingTask::Kept;
    for (uint32_t I = 0; I < Now.What.size(); ++I)
      if (Now.What[I].Temporary && !Waits)
        report(Index, I);
  }

  void take(const Operand &O, Launch &L) const {
    for (Borrow &X : B.ofTask(F, O))
      if (O.K != Operand::InPlace || !X.Temporary) // Already gone when it was kept.
        L.What.push_back(std::move(X));
  }

  void called(EventId Id, const Event &E) {
    const Meaning &M = P.meaning(F, Id);
    Launch L;
    L.At = Id;
    bool Spawns = false;
    auto Take = [&](const Operand &O) {
      Spawns = true;
      take(O, L);
      if (M.Model && L.Closure == None && llvm::any_of(M.Model->Acts, [](const Action &A) { return A.Does == Act::Owns; }))
        L.Closure = closureCalled(O);
    };
    if (M.Model)
      for (const Action &A : M.Model->Acts) {
        if (A.Does == Act::Spawns)
          for (const Operand *O : P.operands(Fn, E, A.On))
            Take(*O);
        if (A.Does == Act::Drops)
          for (const Operand *O : P.operands(Fn, E, A.On))
            dropped(Id, *O);
      }
    const ScopeModel *Scope = E.Receiver.K == Operand::Nothing ? nullptr : scopeOf(P.typeOf(Fn, E.Receiver));
    if (!Spawns && Scope && E.Callee != None && llvm::is_contained(Scope->Adds, P.str(P.Facts.Entities[E.Callee].Leaf).str()))
      for (const Operand &A : E.Args)
        Take(A);
    if (!Spawns && detachesItself(E))
      Take(valueOf(Id));
    if (Spawns) {
      for (const Operand &A : E.Args)
        if (!L.Scope)
          L.Scope = scopeIn(A);
      if (!L.Scope && E.Receiver.K != Operand::Nothing)
        L.Scope = scopeIn(E.Receiver);
      // An execution context that is not ours runs the task for as long as it likes.
      if (L.Scope && !dies(*L.Scope) && runsOnly(*L.Scope))
        L.Scope.reset();
      if (L.Scope)
        L.Manner = DanglingTask::InScope;
      // Whoever takes the value on waits for it; kept in a local, that local is the handle.
      if (usedInExpression(Id) && E.Discarded == Discard::No)
        return;
      L.Handle = handleOf(Id);
      if (keepsObject(E))
        llvm::erase_if(L.What, [](const Borrow &X) { return X.On.Root == Place::This; });
      given(E.Receiver, L);
      for (const Operand &A : E.Args)
        given(A, L);
      return add(std::move(L));
    }
    for (FunctionId Body : M.Bodies)
      if (!Known[Body].Left.empty()) {
        B.bind(F, Id, Body, Known[Body].Left, L.What);
        given(valueOf(Id), L);
      }
    if (!L.What.empty())
      return add(std::move(L));
    if (!E.Args.empty() && M.Model && llvm::any_of(M.Model->Acts, [](const Action &A) { return A.Does == Act::Stores; }) &&
        E.Receiver.K == Operand::InPlace)
      for (const Operand &A : E.Args)
        if (taskInfo(P, P.typeOf(Fn, A)))
          put(Id, A);
  }

  /// A constructor may leave coroutines running that use the object.
  void constructed(EventId Id, const Event &E) {
    Launch L;
    L.At = Id;
    for (FunctionId Body : P.meaning(F, Id).Bodies) {
      B.bind(F, Id, Body, Known[Body].Left, L.What);
      for (EventId Begins = Id + 1; Begins < Fn.Events.size() && !E.Heap; ++Begins) {
        const Event &Init = Fn.Events[Begins];
        if (Init.Kind != EventKind::Init || Init.Args.empty() || Init.Args[0].K != Operand::OfValue || Init.Args[0].V != Id)
          continue;
        for (const Need &N : Known[Body].Left)
          if (N.K == Need::This) {
            Borrow &X = L.What.emplace_back();
            X.On = Init.Target;
            X.Of = N;
          }
        L.At = Begins;
        break;
      }
    }
    for (const Operand &A : E.Args)
      given(A, L);
    add(std::move(L));
  }

  static Operand valueOf(EventId Id) {
    Operand O;
    O.K = Operand::OfValue;
    O.V = Id;
    return O;
  }

  /// A call that starts a coroutine which nobody can, or does, wait for.
  bool detachesItself(const Event &E) const {
    const TypeFacts *Ty = P.type(P.strip(E.Type));
    if (!Ty || Ty->Kind != TypeFacts::Record || E.Callee == None)
      return false;
    std::optional<TaskInfo> Info = taskInfo(P, E.Type);
    // What is harmless to drop because nobody can wait for it runs on all the same.
    bool RunsOn = Info && Info->OnDrop == TaskModel::Harmless && !Info->Awaitable;
    if (Info && Info->OnDrop != TaskModel::Detaches && !RunsOn)
      return false;
    if (!Info || !Info->Awaitable)
      return Ty->HasPromise && !Ty->CanYield && !Ty->Awaitable && Ty->InitialSuspend == SuspendPolicy::Never;
    return E.Discarded != Discard::No;
  }

  /// A continuation that is destroyed when it has returned its task.
  void dropped(EventId Id, const Operand &O) {
    const Operand *Def = O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : &O;
    if (!Def || Def->K != Operand::OfValue || Fn.Events[Def->V].Kind != EventKind::Lambda)
      return;
    FunctionId Body = P.bodyOf(Fn.Events[Def->V].Callee);
    if (Body == None || !P.function(Body).IsCoroutine)
      return;
    for (const Need &N : Known[Body].Result)
      if (N.K == Need::Closure) {
        DanglingTask D;
        D.Manner = DanglingTask::Dropped;
        D.At = Id;
        D.What.Temporary = true;
        D.What.On.Root = Place::Value;
        D.What.On.Index = Def->V;
        D.What.Of = N;
        Result.Tasks.push_back(std::move(D));
      }
  }

  /// Losers that go on when the race is over.
  void raced(EventId Id, const AwaitNode &N, unsigned Depth) {
    if (N.K != AwaitNode::Combinator || !N.Combines || Depth > 4)
      return;
    bool GoesOn = N.Combines->Kind != CombinatorKind::Join &&
                  (N.Combines->Losers == LoserFate::LeftRunning || N.Combines->Losers == LoserFate::CancelledDetached);
    if (GoesOn && N.Path.empty() && N.Made != None) {
      Launch L;
      L.At = Id;
      L.Manner = DanglingTask::Loser;
      L.Sure = N.Combines->Losers == LoserFate::LeftRunning ? Confidence::High : Confidence::Medium;
      for (ArgRef Ref : N.Combines->Branches)
        for (const Operand *O : P.operands(Fn, Fn.Events[N.Made], Ref)) {
          take(*O, L);
          given(*O, L);
          // The tasks that were put into a container.
          if (N.Combines->Range && O->K == Operand::InPlace && O->P.Root == Place::Local)
            for (const Event &E : Fn.Events)
              if (E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && E.Receiver.P == O->P)
                for (const Operand &A : E.Args)
                  take(A, L);
        }
      if (LaunchOf[Id] == None)
        add(std::move(L));
    }
    for (const AwaitNode &Branch : N.Branches)
      raced(Id, Branch, Depth + 1);
  }

  /// A task that is put away to be awaited later.
  void put(EventId Id, const Operand &O) {
    std::optional<TaskInfo> Info = taskInfo(P, P.typeOf(Fn, O));
    if (!Info && !(P.type(P.typeOf(Fn, O)) && P.type(P.typeOf(Fn, O))->HasPromise))
      return;
    if (Info && !Info->Awaitable)
      return; // A thread: whoever stores it joins it where it knows best.
    Launch L;
    L.At = Id;
    L.Manner = DanglingTask::Kept;
    take(O, L);
    llvm::erase_if(L.What, [&](const Borrow &X) { return !X.Temporary && !dies(X.On); });
    add(std::move(L));
  }

  void returned(EventId Id, const Operand &O) {
    const TypeFacts *Made = P.type(P.strip(P.Facts.Entities[Fn.Entity].ReturnType));
    if (!Made || (Fn.IsCoroutine && !taskInfo(P, P.typeOf(Fn, O))))
      return;
    Launch L;
    L.At = Id;
    L.Manner = DanglingTask::Returned;
    L.What = B.ofTask(F, O);
    for (Borrow &X : L.What)
      if (X.Temporary || dies(X.On))
        finding(L, X);
  }

  //===-- along the paths ------------------------------------------------------===//

  void launch(uint32_t Index, const Event &E, State &S) {
    const Launch &L = Launches[Index];
    if (L.Manner == DanglingTask::Kept) {
      const Place *Holder = E.HasTarget ? &E.Target : E.Receiver.K == Operand::InPlace ? &E.Receiver.P : nullptr;
      if (!Holder)
        return;
      uint32_t K = key(P.normalize(F, *Holder));
      for (uint32_t I = 0; I < L.What.size(); ++I) {
        if (L.What[I].Temporary && Places[K].Root != Place::Local)
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

  void died(const Place &What, State &S) {
    auto Same = [&](const Place &Pl) { return Pl.Root == What.Root && Pl.Index == What.Index; };
    S.removeIf([&](const Item &I) {
      if (isKept(I) || I.Kind == Threw)
        return isKept(I) && Same(Places[I.A]);
      const Launch &L = Launches[I.A];
      if (I.Kind == Running && L.Scope && Same(*L.Scope) && endsBeforeScope(L, I.B))
        report(I.A, I.B);
      return (L.Scope && Same(*L.Scope)) || (L.Handle && What.Root == Place::Local && *L.Handle == What.Index && endsItsTask(What));
    });
    llvm::SmallVector<Item, 2> Later;
    S.removeIf([&](const Item &I) {
      if (I.Kind == Threw || I.Kind == Orphaned)
        return false;
      const Launch &L = Launches[I.Kind == Running ? I.A : I.B];
      uint32_t Which = I.Kind == Running ? I.B : I.C;
      if (I.Kind == Dead || !L.Own[Which] || !Same(L.What[Which].On))
        return false;
      if (I.Kind == Running && waitsForItsContext(L))
        Later.push_back({Orphaned, I.A, I.B});
      else if (I.Kind == Running)
        report(I.A, I.B);
      else if (!diesHere(Places[I.A])) // Who awaits it does so after this function.
        report(I.B, I.C);
      else
        Later.push_back({Dead, I.A, I.B, I.C});
      return true;
    });
    for (const Item &I : Later)
      S.add(I);
  }

  /// A local that has no destructor, and is declared behind the scope whose end waits for the task.
  bool endsBeforeScope(const Launch &L, uint32_t Which) const {
    const Place &On = L.What[Which].On;
    if (!L.Own[Which] || On.Root != Place::Local || L.Scope->Root != Place::Local || !L.Scope->Path.empty())
      return false;
    const ScopeModel *M = scopeOf(typeOfRoot(*L.Scope));
    const TypeFacts *T = P.type(typeOfRoot(On));
    const SourceSpan &Borrowed = Fn.Locals[On.Index].Range, &Scope = Fn.Locals[L.Scope->Index].Range;
    return M && (M->OnMissing == ScopeModel::Blocks || M->OnMissing == ScopeModel::SelfJoins) && T &&
           T->Kind != TypeFacts::LvalueRef && T->TrivialDestructor && !Fn.Locals[On.Index].Static &&
           Borrowed.valid() && Scope.valid() && Borrowed.File == Scope.File && Borrowed.Begin > Scope.Begin;
  }

  /// A task in a context of our own that destroys what waits in it: it goes on only when that is run again.
  bool waitsForItsContext(const Launch &L) const {
    const ScopeModel *M = L.Scope && dies(*L.Scope) ? scopeOf(typeOfRoot(*L.Scope)) : nullptr;
    return M && M->OnMissing == ScopeModel::Destroys;
  }

  /// An exception ends what running tasks use before they were waited for. Outwards: past all handlers; those that there
  /// are will be for what is thrown here.
  template <class Pred> void abandoned(const State &S, Pred Ends, bool Outwards) {
    const Item *Thrown = llvm::find_if(S.Items, [](const Item &I) { return I.Kind == Threw; });
    if (Thrown == S.Items.end() ||
        (Outwards && Fn.Events[Thrown->A].Region != None && Fn.Events[Thrown->A].Kind != EventKind::Throw))
      return;
    for (const Item &I : S.Items) {
      if (runsOn(I) && Launches[I.B].Own[I.C] && Ends(Launches[I.B].What[I.C].On)) {
        DanglingTask D = make(Launches[I.B], Launches[I.B].What[I.C]);
        D.LeftBy = Thrown->A;
        keep(std::move(D));
      }
      if (I.Kind != Running)
        continue;
      const Launch &L = Launches[I.A];
      Place Handle;
      Handle.Root = Place::Local;
      Handle.Index = L.Handle.value_or(0);
      // Whoever joins its scope, or ends with its handle, is another matter.
      if (!L.Own[I.B] || !Ends(L.What[I.B].On) || L.Scope || (L.Handle && endsItsTask(Handle)))
        continue;
      DanglingTask D = make(L, L.What[I.B]);
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

  /// By its name, where there is no more to go by: `wait_for_all()`, `loop.run()`.
  bool saysItWaits(const Event &E) const {
    if (E.Callee == None || taskInfo(P, E.Type))
      return false;
    std::string Words = wordsOf(P.str(P.Facts.Entities[E.Callee].Leaf));
    return Words == "run" || behind(Words, "run until") || behind(Words, "run all") ||
           llvm::any_of(std::array{"wait", "join", "drain", "block"}, [&](llvm::StringRef Verb) { return saysVerb(Words, Verb); });
  }

  bool blocks(EventId Id) const {
    const Meaning &M = P.meaning(F, Id);
    if (M.Model)
      return M.Model->Blocks >= BlockingStrength::Medium;
    if (M.Bodies.empty() && !M.InLibrary)
      return saysItWaits(Fn.Events[Id]);
    return llvm::any_of(M.Bodies, [&](FunctionId G) { return !P.function(G).IsCoroutine && Known[G].Blocks; });
  }

  void joinedByCall(const Event &E, State &S) {
    if (E.Receiver.K == Operand::Nothing)
      return;
    std::optional<Place> On = P.placeOf(F, E.Receiver);
    if (!On)
      return;
    const ScopeModel *Scope = scopeOf(P.typeOf(Fn, E.Receiver));
    bool Joins = Scope && !Scope->JoinIsAwaited && E.Callee != None &&
                 llvm::is_contained(Scope->Joins, P.str(P.Facts.Entities[E.Callee].Leaf).str());
    bool Observes = E.Callee != None && P.Facts.Entities[E.Callee].IsConst;
    S.removeIf([&](const Item &I) {
      if (I.Kind == Orphaned && Scope && !Observes && overlaps(*Launches[I.A].Scope, *On) &&
          !llvm::is_contained(Scope->Stops, P.str(P.Facts.Entities[E.Callee].Leaf).str())) {
        report(I.A, I.B);
        return true;
      }
      if (I.Kind != Running)
        return false;
      const Launch &L = Launches[I.A];
      return (Joins && L.Scope && overlaps(*L.Scope, *On)) ||
             (L.Handle && !Observes && On->Root == Place::Local && On->Index == *L.Handle);
    });
  }

  void mentioned(const Operand &O, llvm::SmallVectorImpl<Place> &Out, unsigned Depth = 0) const {
    if (Depth > 8)
      return;
    if (O.K == Operand::InPlace) {
      Out.push_back(P.normalize(F, O.P));
      if (O.P.Root == Place::Local && O.P.Path.empty())
        if (const Operand *Def = P.soleValue(F, O.P.Index);
            Def && Def->K == Operand::OfValue && taskInfo(P, Fn.Events[Def->V].Type))
          mentioned(*Def, Out, Depth + 1);
      return;
    }
    if (O.K != Operand::OfValue)
      return;
    const Event &E = Fn.Events[O.V];
    if (E.Receiver.K != Operand::Nothing)
      mentioned(E.Receiver, Out, Depth + 1);
    for (const Operand &A : E.Args)
      mentioned(A, Out, Depth + 1);
  }

  void waited(EventId Id, const Event &E, State &S) {
    if (E.Args.empty() || S.Items.empty())
      return;
    llvm::SmallVector<Place, 8> Named;
    mentioned(E.Args[0], Named);
    for (const Operand &A : E.Args)
      taken(A, E.Range, S);
    AwaitNode N = resolveAwaited(P, F, E.Args[0]);
    // Waiting on what the task was given is waiting for the task, unless it is I/O of our own.
    bool Signal = N.K != AwaitNode::Operation || !N.Op || N.Op->Does == Effect::Wait || N.Op->Does == Effect::Acquire ||
                  N.Op->Does == Effect::Unknown || (N.Op->Does == Effect::Consume && N.Op->ClosedTold);
    bool Own = N.K == AwaitNode::Coroutine || N.K == AwaitNode::Combinator;
    (void)Id;
    S.removeIf([&](const Item &I) {
      if (I.Kind != Running)
        return false;
      const Launch &L = Launches[I.A];
      return llvm::any_of(Named, [&](const Place &Pl) {
        if (L.Scope && overlaps(*L.Scope, Pl))
          return true;
        if (L.Handle && Pl.Root == Place::Local && Pl.Index == *L.Handle)
          return true;
        return Signal && !Own && Pl.Root != Place::This &&
               llvm::any_of(L.Given, [&](const Place &G) { return G.Root == Pl.Root && G.Index == Pl.Index; });
      });
    });
  }

  /// Somebody takes a task out of its holder: too late if what it borrows is gone.
  void taken(const Operand &O, const SourceSpan &Where, State &S, bool Returned = false) {
    llvm::SmallVector<Place, 8> Named;
    mentioned(O, Named);
    S.removeIf([&](const Item &I) {
      if (!isKept(I) || llvm::none_of(Named, [&](const Place &Pl) { return overlaps(Places[I.A], Pl); }))
        return false;
      if (I.Kind == Dead || (Returned && Launches[I.B].Own[I.C]))
        report(I.B, I.C, Where);
      return true;
    });
  }

  void moved(const Event &E, State &S) {
    if (E.Args.empty() || E.Args[0].K != Operand::InPlace || !E.HasTarget)
      return;
    llvm::SmallVector<Item, 2> Now;
    S.removeIf([&](const Item &I) {
      if (!isKept(I) || !overlaps(Places[I.A], E.Args[0].P) || E.Kind == EventKind::Init)
        return false;
      Now.push_back(I);
      return true;
    });
    for (Item I : Now) {
      I.A = key(P.normalize(F, E.Target));
      S.add(I);
    }
  }

  //===-- what is reported -------------------------------------------------------===//

  void leave(const Launch &L, const Borrow &X) {
    Need N = X.Of;
    N.LeftAt = Fn.Events[L.At].Range;
    N.Index = X.On.Index;
    N.Behind = X.On.Root == Place::Parameter && !X.On.Path.empty() && P.str(X.On.Path[0]) == "*";
    switch (X.On.Root) {
    case Place::Parameter: N.K = Need::Parameter; break;
    case Place::Capture: N.K = Need::Capture; break;
    case Place::This:
      N.K = Need::This;
      N.Index = 0;
      break;
    default: return;
    }
    if (L.Manner != DanglingTask::Detached || L.Scope)
      return;
    if (N.K == Need::This && B.isCounted(B.classOf(F))) {
      finding(L, X);
      return;
    }
    if (llvm::none_of(Left, [&](const Need &Have) { return Have.same(N); })) {
      Left.push_back(N);
      Result.Unowned.push_back(make(L, X));
    }
  }

  DanglingTask make(const Launch &L, const Borrow &X) const {
    DanglingTask D;
    D.Manner = L.Manner;
    D.At = L.At;
    D.What = X;
    if (!X.Temporary) {
      D.Object = P.spell(F, X.On);
      if (X.On.Root == Place::Local)
        D.Declared = Fn.Locals[X.On.Index].Range;
      else if (X.On.Root == Place::Parameter)
        D.Declared = Fn.Params[X.On.Index].Range;
      else if (X.On.Root == Place::Capture)
        D.Declared = Fn.Captures[X.On.Index].Range;
    }
    if (X.Of.In != None && !P.function(X.Of.In).IsLambda)
      D.Task = P.functionName(X.Of.In);
    D.Closure = X.Of.K == Need::Closure ? L.Closure : None;
    D.Sure = std::min(L.Sure, X.Of.Sure);
    return D;
  }

  void finding(const Launch &L, const Borrow &X, SourceSpan Used = {}) {
    DanglingTask D = make(L, X);
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
    const Launch &L = Launches[LaunchIndex];
    finding(L, L.What[Which], Used);
  }
};

} // namespace

DanglingResult analyzeDangling(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known,
                               std::vector<Need> &Left) {
  DanglingDomain D(P, F, Known);
  if (D.scan())
    D.Result.Walked = walkPaths(P, F, D);
  llvm::stable_sort(D.Result.Tasks, [](const DanglingTask &A, const DanglingTask &B) { return A.At < B.At; });
  Left = std::move(D.Left);
  return std::move(D.Result);
}

void Instantiated::add(TypeId T) {
  T = P.strip(T);
  if (T == None || !Types.insert(T).second || P.Facts.Types[T].Kind != TypeFacts::Record)
    return;
  // By what Program::typeIs() would know it.
  llvm::SmallVector<TypeId, 8> Work{T};
  for (size_t I = 0; I < Work.size(); ++I) {
    const TypeFacts &Ty = P.Facts.Types[Work[I]];
    auto Called = [&](Symbol S) {
      Names.insert(P.str(S));
      Names.insert(P.Models.canonical(P.str(S)));
    };
    if (Ty.Name)
      Called(Ty.Name);
    llvm::for_each(Ty.Aliases, Called);
    for (TypeId B : Ty.Bases)
      if (B = P.strip(B); B != None && !llvm::is_contained(Work, B))
        Work.push_back(B);
  }
}

bool Instantiated::has(TypeId Class) {
  if (!Made) {
    Made = true;
    for (const TypeFacts &T : P.Facts.Types)
      for (const TypeFacts::Field &Fd : T.Fields) {
        add(Fd.Type);
        if (P.isPointerLike(Fd.Type))
          add(P.pointee(Fd.Type));
      }
    for (const GlobalFacts &G : P.Facts.Globals)
      add(G.Type);
    std::vector<bool> Seen(P.Facts.Entities.size());
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      for (const Event &E : P.function(F).Events) {
        if (E.Kind == EventKind::Construct)
          add(E.Type);
        if (E.Kind != EventKind::Call || E.Callee == None || Seen[E.Callee])
          continue;
        Seen[E.Callee] = true;
        const EntityFacts &Callee = P.Facts.Entities[E.Callee];
        if (P.str(Callee.Leaf).starts_with("make_"))
          for (const TemplateArg &A : Callee.TemplateArgs)
            if (A.K == TemplateArg::Type)
              add(A.T);
      }
  }
  return Types.count(Class) || Names.count(P.str(P.Facts.Types[Class].Name));
}

/// Does the object wait for its coroutines, or end them with their context, before it is gone?
static bool waitsInDestructor(const Program &P, TypeId Class, const std::vector<BorrowSummary> &Known) {
  for (const TypeFacts::Field &Fd : P.Facts.Types[Class].Fields)
    if (const TypeModel *M = Fd.Reference ? nullptr : P.typeModel(Fd.Type); M && M->Scope && M->Scope->Adds.empty())
      return true;
  FunctionId D = P.destructorOf(Class);
  return D != None && Known[D].Blocks;
}

/// A type whose objects come and go: what is passed for a moment, not a part of the program's frame.
static bool isValueLike(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || Ty->Kind == TypeFacts::Builtin)
    return Ty;
  const LibraryModel *L = P.Models.libraryOf(P.str(Ty->Name));
  const TypeModel *M = P.typeModel(T);
  return (L && L->Name == "std") || (M && (M->View || M->Owner));
}

static bool isPassedForAMoment(const Program &P, const Variable &V) {
  if (V.Pass == Passing::RvalueRef)
    return true;
  const TypeModel *M = P.typeModel(V.Type);
  return (V.Pass == Passing::ConstRef && isValueLike(P, V.Type)) || (M && M->View);
}

void judgeUnowned(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known, Instantiated &Objects,
                  DanglingResult &Result) {
  const FunctionFacts &Fn = P.function(F);
  Borrows B(P, Known);
  for (DanglingTask &D : Result.Unowned) {
    D.Sure = std::min(D.Sure, Confidence::Medium);
    if (D.What.On.Root == Place::This) {
      TypeId Class = B.classOf(F);
      if (Class == None || Objects.has(Class) || waitsInDestructor(P, Class, Known))
        continue;
    } else if (D.What.On.Root != Place::Parameter || !P.callers(F).empty() || Fn.IsLambda ||
               !isPassedForAMoment(P, Fn.Params[D.What.On.Index])) {
      continue;
    }
    Result.Tasks.push_back(std::move(D));
  }
  Result.Unowned.clear();
  // A coroutine that nobody can wait for, called by who knows whom.
  const TypeFacts *Ty = P.type(P.strip(P.Facts.Entities[Fn.Entity].ReturnType));
  if (!Fn.IsCoroutine || Fn.IsLambda || !Ty || Ty->Awaitable || Ty->CanYield || Fn.InitialSuspend != SuspendPolicy::Never ||
      !P.callers(F).empty() || P.str(P.Facts.Entities[Fn.Entity].Name) == "main" || taskInfo(P, P.Facts.Entities[Fn.Entity].ReturnType))
    return;
  for (const Need &N : Known[F].Result) {
    bool Momentary = N.K == Need::Parameter && isPassedForAMoment(P, Fn.Params[N.Index]);
    bool Counted = N.K == Need::This && B.isCounted(B.classOf(F));
    if (!Momentary && !Counted)
      continue;
    DanglingTask D;
    D.What.Of = N;
    D.What.On.Root = N.K == Need::This ? Place::This : Place::Parameter;
    D.What.On.Index = N.K == Need::This ? 0 : N.Index;
    D.Object = P.spell(F, D.What.On);
    D.Declared = N.K == Need::This ? Fn.Name : Fn.Params[N.Index].Range;
    D.Task = P.functionName(F);
    D.Sure = Confidence::Medium;
    Result.Tasks.push_back(std::move(D));
  }
}

} // namespace corosafe
