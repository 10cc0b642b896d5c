//===- Launches.cpp ---------------------------------------------------------===//

#include "Launches.h"
#include "Awaited.h"
#include "Contexts.h"
#include "FreshTasks.h"
#include "HandedArguments.h"
#include "Handlers.h"
#include "IgnoredTasks.h"
#include "KeptClosures.h"
#include "OwnJoins.h"
#include "Releases.h"
#include "ScopeNeeds.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

DanglingTask danglingAt(const Program &P, FunctionId F, const Launch &L, const Borrow &X) {
  const FunctionFacts &Fn = P.function(F);
  DanglingTask D;
  D.Manner = L.Manner;
  D.At = L.At;
  D.What = X;
  if (!X.Temporary || X.Last) {
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

namespace {

class Finder {
public:
  Finder(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known)
      : P(P), Fn(P.function(F)), F(F), Known(Known), B(P, Known) {}

  Launches run() {
    Found.ByEvent.assign(Fn.Events.size(), None);
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
        if (letsGo(E))
          break;
        if (std::optional<Operand> Task = taskReleasedBy(P, F, Id))
          released(Id, *Task);
        if (!E.Args.empty() && E.Args[0].K == Operand::OfValue && Found.ByEvent[Id] == None)
          put(Id, E.Args[0]);
        if (!E.Args.empty() && E.HasTarget && E.Kind == EventKind::Assign && Found.ByEvent[Id] == None)
          store(Id, E.Target, E.Args[0]);
        break;
      case EventKind::Return:
        if (!E.Args.empty())
          returned(Id, E.Args[0]);
        break;
      default:
        break;
      }
    }
    return std::move(Found);
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<BorrowSummary> &Known;
  Borrows B;
  Contexts In{P, F, B.classOf(F)};
  Launches Found;

  //===-- where tasks are let go of -----------------------------------------===//

  /// The scope that a call is given, or that one is which its receiver was made by: `with_gate(g, f).handle_exception(h)`.
  std::optional<Place> scopeGiven(const Event &E, unsigned Depth = 0) const {
    for (const Operand &A : E.Args)
      if (std::optional<Place> Pl = In.scopeIn(A))
        return Pl;
    if (E.Receiver.K == Operand::Nothing || Depth > 4)
      return std::nullopt;
    if (std::optional<Place> Pl = In.scopeIn(E.Receiver))
      return Pl;
    bool Chained = E.Receiver.K == Operand::OfValue && Fn.Events[E.Receiver.V].Kind == EventKind::Call;
    return Chained ? scopeGiven(Fn.Events[E.Receiver.V], Depth + 1) : std::nullopt;
  }

  /// `co_spawn(acceptor.get_executor(), ...)`: the acceptor tells nothing of the task.
  bool looksAt(const FunctionModel &M, const Event &E, const Operand &Arg) const {
    return llvm::any_of(M.Acts, [&](const Action &A) {
      return A.Does == Act::Observes && llvm::is_contained(P.operands(Fn, E, A.On), &Arg);
    });
  }

  void given(const Operand &O, Launch &L, unsigned Depth = 0) const {
    if (Depth > 6)
      return;
    if (O.K == Operand::InPlace && O.P.Root != Place::Value) {
      L.Given.push_back(P.normalize(F, O.P));
      // What a closure in a local captured, `auto work = [&] { ... done.count_down(); };`, or a task in one was given.
      const Operand *Def = O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : nullptr;
      if (Def && Def->K == Operand::OfValue && (Fn.Events[Def->V].Kind == EventKind::Lambda || taskInfo(P, Fn.Events[Def->V].Type)))
        given(*Def, L, Depth + 1);
      return;
    }
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

  bool usedInExpression(EventId Id) const {
    for (const Event &E : Fn.Events) {
      if (E.Kind == EventKind::Init || E.Kind == EventKind::Assign || E.Kind == EventKind::Destroy ||
          (E.Kind == EventKind::Call && E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf) == "operator="))
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
    if (L.Manner == DanglingTask::Detached)
      llvm::erase_if(L.What, [&](const Borrow &X) { return endsWithItsObject(P, F, X) || (!L.Scope && !X.Temporary && In.drivenWhileAlive(L.At, X.On)); });
    if (L.What.empty())
      return;
    for (const Borrow &X : L.What)
      L.Own.push_back((X.Last && !X.Temporary) || diesWith(P, F, X.On));
    Found.ByEvent[L.At] = Found.All.size();
    if (L.Manner != DanglingTask::Kept)
      for (const Borrow &X : L.What)
        if (X.Temporary)
          Found.AtOnce.push_back(danglingAt(P, F, L, X));
    Found.All.push_back(std::move(L));
  }

  void take(const Operand &O, Launch &L, EventId By = None) const {
    bool Starts = By != None && runsAtOnce(Fn.Events[By], P.meaning(F, By).Model, O);
    std::vector<Borrow> Needed = B.ofTask(F, O, By);
    if (By != None)
      addHandedArguments(P, B, Known, F, By, O, Needed);
    for (Borrow &X : Needed)
      if ((O.K != Operand::InPlace || !X.Temporary) && // Already gone when it was kept.
          !(Starts && X.Of.FirstPart))
        L.What.push_back(std::move(X));
  }

  /// `work().start(...)` is here again when the coroutine is suspended for the first time; `work().via(ex).start(...)` may be
  /// before it has begun.
  bool runsAtOnce(const Event &E, const FunctionModel *M, const Operand &O) const {
    const Operand *Made = O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : &O;
    if (Made && Made->K == Operand::OfValue && Fn.Events[Made->V].Kind == EventKind::Call)
      if (const FunctionModel *Through = P.meaning(F, Made->V).Model; Through && Through->Wraps)
        return false;
    auto Does = [&](Act What) {
      return M && llvm::any_of(M->Acts, [&](const Action &A) {
        return A.Does == What && llvm::is_contained(P.operands(Fn, E, A.On), &O);
      });
    };
    return Does(Act::Spawns) && Does(Act::Invokes);
  }

  void called(EventId Id, const Event &E) {
    const Meaning &M = P.meaning(F, Id);
    const ScopeModel *Scope = E.Receiver.K == Operand::Nothing ? nullptr : scopeOf(P, P.typeOf(Fn, E.Receiver));
    bool Leaves = llvm::any_of(M.Bodies, [&](FunctionId Body) { return !Known[Body].Left.empty(); });
    bool MayStart = Scope || Leaves || (M.Model && !M.Model->Acts.empty()) || detachesItself(E) || saysItDetaches(P, F, Id) ||
                    saysItLaunches(E, M);
    if (M.Model && M.Model->LeavesRunning)
      return abandoned(Id, *M.Model);
    if (MayStart && starts(Id, E, M, Scope))
      return;
    if (std::optional<Operand> Task = taskReleasedBy(P, F, Id))
      return released(Id, *Task);
    // A function without an object keeps it for its first argument: connect(sender, signal, slot).
    if (std::optional<Place> Keeper = stores(M) && E.Receiver.K == Operand::Nothing && E.Args.size() > 1 ? whatItPointsTo(E.Args[0]) : std::nullopt)
      for (const Operand &A : llvm::ArrayRef(E.Args).drop_front())
        store(Id, *Keeper, A);
    if (stores(M) && E.Receiver.K == Operand::InPlace)
      for (const Operand &A : E.Args) {
        if (taskInfo(P, P.typeOf(Fn, A)))
          put(Id, A);
        else
          store(Id, E.Receiver.P, A);
      }
    // What gives something back for it most likely takes the closure out again when that ends.
    if (const TypeFacts *Gives = P.type(P.strip(E.Type)); !Gives || Gives->Kind != TypeFacts::Record)
      for (uint32_t I = 0; I < E.Args.size() && M.Bodies.size() == 1; ++I)
        if (closureIn(P, F, E.Args[I]) != None)
          if (std::optional<Place> In = keptBy(P, M.Bodies[0], I))
            if (std::optional<Place> Here = P.rebase(F, Id, M.Bodies[0], *In))
              store(Id, *Here, E.Args[I]);
    if (Found.ByEvent[Id] == None)
      leftToHandlers(Id, E);
  }

  /// A handler that is called when this function may have ended, unless what would call it ends first.
  void leftToHandlers(EventId Id, const Event &E) {
    Launch L;
    L.At = Id;
    L.Manner = DanglingTask::Handler;
    L.What = usedByHandlers(P, F, Id, B);
    std::optional<Place> Scope = L.What.empty() ? std::nullopt : scopeGiven(E);
    if (L.What.empty() || (Scope && diesWith(P, F, *Scope)))
      return;
    given(E.Receiver, L);
    for (const Operand &A : E.Args)
      given(A, L);
    add(std::move(L));
  }

  std::optional<Place> whatItPointsTo(const Operand &O) const {
    std::optional<Place> Pl = O.K == Operand::InPlace && P.isPointerLike(P.typeOf(Fn, O)) ? P.placeOf(F, O) : std::nullopt;
    std::optional<Symbol> Behind = P.symbol("*");
    if (Pl && !O.AddressOf && Behind)
      Pl->Path.push_back(*Behind);
    return Pl;
  }

  /// A coroutine that is taken out of its task runs on.
  void released(EventId Id, const Operand &Task) {
    Launch L;
    L.At = Id;
    take(Task, L);
    if (Found.ByEvent[Id] == None)
      add(std::move(L));
  }

  /// True if the call starts a task, or leaves one running: then that is all that is said of it.
  bool starts(EventId Id, const Event &E, const Meaning &M, const ScopeModel *Scope) {
    Launch L;
    L.At = Id;
    bool Spawns = false;
    auto Take = [&](const Operand &O) {
      Spawns = true;
      take(O, L, Id);
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
    if (!Spawns && Scope && E.Callee != None && llvm::is_contained(Scope->Adds, P.str(P.Facts.Entities[E.Callee].Leaf).str()))
      for (const Operand &A : E.Args)
        Take(A);
    if (!Spawns && detachesItself(E))
      Take(valueOf(Id));
    if (!Spawns && saysItDetaches(P, F, Id))
      Take(E.Receiver);
    if (!Spawns && saysItLaunches(E, M)) {
      for (const Operand &A : E.Args)
        if (taskInfo(P, P.typeOf(Fn, A)))
          Take(A);
      L.Sure = Confidence::Medium;
      // Who owns the object knows what else he waits for, but for one that owns itself.
      bool Itself = B.isCounted(B.classOf(F)) && (E.Receiver.K != Operand::InPlace || E.Receiver.P.Root != Place::This);
      llvm::erase_if(L.What, [&](const Borrow &X) { return (X.On.Root == Place::This && !Itself) || (!X.Temporary && !isLastCall(Id, E)); });
    }
    for (FunctionId Body : M.Bodies)
      if (!Known[Body].Left.empty()) {
        B.bind(F, Id, Body, leftAlone(Known[Body].Left), L.What);
        given(valueOf(Id), L);
      }
    std::optional<Place> Theirs = Spawns || !L.What.empty() ? std::nullopt : leftInScope(P, B, F, Id, Known, L);
    if (Spawns) {
      L.Scope = scopeGiven(E);
      // An execution context that is not ours runs the task for as long as it likes.
      L.InContext = L.Scope && In.isMemberElsewhere(*L.Scope);
      if (L.InContext || (L.Scope && In.runsElsewhere(*L.Scope)))
        L.Context = std::exchange(L.Scope, std::nullopt);
      if (L.Scope)
        L.Manner = DanglingTask::InScope;
      // Whoever takes the value on waits for it; kept in a local, that local is the handle.
      if (usedInExpression(Id) && E.Discarded == Discard::No)
        return true;
      L.Handle = handleOf(Id);
      // A completion handler that has the handle of what the coroutine uses.
      llvm::erase_if(L.What, [&](const Borrow &X) { return B.keptByContinuation(F, E, X); });
      if (keepsObject(P, F, E, B.classOf(F)))
        llvm::erase_if(L.What, [](const Borrow &X) { return X.On.Root == Place::This; });
      addHandlers(P, F, B, L);
      given(E.Receiver, L);
      for (const Operand &A : E.Args)
        if (!M.Model || !looksAt(*M.Model, E, A))
          given(A, L);
      add(std::move(L));
      return true;
    }
    if (L.What.empty())
      return false;
    if (L.Scope = Theirs ? Theirs : In.given(E); L.Scope)
      L.Manner = DanglingTask::InScope;
    add(std::move(L));
    return true;
  }

  /// Whoever awaits it comes back when it is cancelled, and before it has ended.
  void abandoned(EventId Id, const FunctionModel &M) {
    Launch L;
    L.At = Id;
    L.Manner = DanglingTask::Abandoned;
    L.Sure = Confidence::Medium;
    for (const Operand *O : P.operands(Fn, Fn.Events[Id], M.Wraps.value_or(ArgRef{ArgRef::All, 0})))
      take(*O, L);
    add(std::move(L));
  }

  /// `scheduler.spawn(work());`: nothing but its name says what it does, its body is not seen or empty.
  bool saysItLaunches(const Event &E, const Meaning &M) const {
    auto Ends = [](const Event &X) { return X.Kind == EventKind::Destroy; };
    if (M.Model || E.Callee == None || !llvm::all_of(M.Bodies, [&](FunctionId G) { return llvm::all_of(P.function(G).Events, Ends); }))
      return false;
    const TypeFacts *Gives = P.type(P.strip(E.Type));
    bool Nothing = !Gives || (Gives->Kind == TypeFacts::Builtin && P.str(Gives->Name) == "void");
    return Nothing && llvm::any_of(E.Args, [&](const Operand &A) { return taskInfo(P, P.typeOf(Fn, A)).has_value(); }) &&
           P.launchesByName(E.Callee);
  }

  /// Nothing behind it could wait: no call, and nothing of the function's own that it is given to.
  bool isLastCall(EventId Id, const Event &E) const {
    bool Own = E.Receiver.K == Operand::InPlace && (E.Receiver.P.Root == Place::Local || (E.Receiver.P.Root == Place::Parameter && Fn.Params[E.Receiver.P.Index].Pass == Passing::ByValue));
    return !Own && std::none_of(Fn.Events.begin() + Id + 1, Fn.Events.end(), [](const Event &Later) {
      return Later.Kind == EventKind::Call || Later.Kind == EventKind::Suspend;
    });
  }

  //===-- closures that are kept ---------------------------------------------------===//

  /// A closure that makes a coroutine is put into something that lives longer than what it refers to.
  void store(EventId Id, const Place &Into, const Operand &O) {
    Place Holder = P.normalize(F, Into);
    if (Found.ByEvent[Id] != None || Holder.Root == Place::Local || Holder.Root == Place::Value || diesWith(P, F, Holder) || closureIn(P, F, O) == None)
      return;
    Launch L;
    L.At = Id;
    L.Manner = DanglingTask::Stored;
    L.Holder = std::move(Holder);
    L.Sure = Confidence::Medium;
    take(O, L);
    llvm::erase_if(L.What, [&](const Borrow &X) { return X.Temporary || !diesWith(P, F, X.On); });
    add(std::move(L));
  }

  /// A constructor may leave coroutines running that use the object.
  void constructed(EventId Id, const Event &E) {
    Launch L;
    L.At = Id;
    for (FunctionId Body : P.meaning(F, Id).Bodies) {
      B.bind(F, Id, Body, leftAlone(Known[Body].Left), L.What);
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
    EventId Id = &E - Fn.Events.data();
    bool Forgotten = E.Discarded != Discard::No || isForgotten(Fn, Id);
    if (Info && Forgotten && givesOnlyDroppable(P, F, Id, /*Started=*/true))
      return true;
    // What is harmless to drop because nobody can wait for it runs on all the same.
    bool RunsOn = Info && Info->OnDrop == TaskModel::Harmless && !Info->Awaitable;
    if (Info && Info->OnDrop != TaskModel::Detaches && !RunsOn)
      return false;
    if (!Info || !Info->Awaitable)
      return Ty->HasPromise && !Ty->CanYield && !Ty->Awaitable && Ty->InitialSuspend == SuspendPolicy::Never;
    return Forgotten;
  }

  /// A continuation that is destroyed when it has returned its task.
  void dropped(EventId Id, const Operand &O) {
    const Operand *Def = O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : &O;
    if (!Def || Def->K != Operand::OfValue || Fn.Events[Def->V].Kind != EventKind::Lambda)
      return;
    FunctionId Body = P.bodyOf(Fn.Events[Def->V].Callee);
    if (Body == None || ignoresTask(P, F, Id, P.Facts.Entities[P.function(Body).Entity].ReturnType))
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
        Found.AtOnce.push_back(std::move(D));
      }
  }

  /// Losers that go on when the race is over.
  void raced(EventId Id, const AwaitNode &N, unsigned Depth) {
    if (N.K != AwaitNode::Combinator || !N.Combines || Depth > 4)
      return;
    // What it took and hands back runs on as well, unless somebody then waits for it.
    bool HandsBack = N.Combines->Losers == LoserFate::Untouched && N.Model && llvm::none_of(N.Branches, [](const AwaitNode &B) { return B.Lvalue; }) &&
                     llvm::any_of(N.Model->Acts, [](const Action &A) { return A.Does == Act::Consumes; });
    bool GoesOn = N.Combines->Kind != CombinatorKind::Join &&
                  (N.Combines->Losers == LoserFate::LeftRunning || N.Combines->Losers == LoserFate::CancelledDetached || HandsBack);
    if (GoesOn && N.Path.empty() && N.Made != None) {
      Launch L;
      L.At = Id;
      L.Manner = DanglingTask::Loser;
      L.Sure = N.Combines->Losers == LoserFate::LeftRunning ? Confidence::High : Confidence::Medium;
      L.Race = N.Combines;
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
          L.Branch.resize(L.What.size(), L.Branches++);
        }
      if (Found.ByEvent[Id] == None)
        add(std::move(L));
    }
    for (const AwaitNode &Branch : N.Branches)
      raced(Id, Branch, Depth + 1);
  }

  /// `std::ignore = work();` keeps nothing.
  bool letsGo(const Event &E) const {
    const TypeModel *M = E.Kind == EventKind::Assign && E.Target.Root == Place::Global ? P.typeModel(P.Facts.Globals[E.Target.Index].Type) : nullptr;
    return M && M->Droppable;
  }

  /// A task that is put away to be awaited later.
  void put(EventId Id, const Operand &O) {
    std::optional<TaskInfo> Info = taskInfo(P, P.typeOf(Fn, O));
    if (!Info && !(P.type(P.typeOf(Fn, O)) && P.type(P.typeOf(Fn, O))->HasPromise))
      return;
    if (O.K == Operand::OfValue && Found.ByEvent[O.V] != None)
      return; // It runs already, and this is its handle.
    if (Info && !Info->Awaitable && Info->OnDrop != TaskModel::Cancels)
      return; // A thread: whoever stores it joins it where it knows best.
    Launch L;
    L.At = Id;
    L.Manner = DanglingTask::Kept;
    L.Ends = Info && Info->OnDrop != TaskModel::Detaches && Info->OnDrop != TaskModel::Harmless;
    take(O, L);
    llvm::erase_if(L.What, [&](const Borrow &X) { return !X.Temporary && !diesWith(P, F, X.On); });
    if (!L.What.empty())
      given(O, L);
    add(std::move(L));
  }

  void returned(EventId Id, const Operand &O) {
    const TypeFacts *Made = P.type(P.strip(P.Facts.Entities[Fn.Entity].ReturnType));
    if (!Made || O.AddressOf || (Fn.IsCoroutine && !taskInfo(P, P.typeOf(Fn, O))))
      return;
    Launch L;
    L.At = Id;
    L.Manner = DanglingTask::Returned;
    L.What = B.ofTask(F, O);
    for (Borrow &X : L.What)
      if (X.Temporary || diesWith(P, F, X.On))
        Found.AtOnce.push_back(danglingAt(P, F, L, X));
  }
};

} // namespace

Launches findLaunches(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known) {
  return Finder(P, F, Known).run();
}

} // namespace corosafe
