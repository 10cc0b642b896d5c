//===- Interleaving.cpp -----------------------------------------------------===//

#include "Interleaving.h"
#include "ElementLoops.h"
#include "FreshTasks.h"
#include "Loops.h"
#include "SharedObject.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {
constexpr unsigned MaxDepth = 8, MaxRoots = 16;

bool takes(const Operand &O, EventId Value) { return O.K == Operand::OfValue && O.V == Value; }
} // namespace

Interleaving::Interleaving(const Program &P) : P(P), Known(P.functionCount()) {
  std::vector<std::pair<Symbol, FileId>> Bodies;
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    const EntityFacts &E = P.Facts.Entities[P.function(F).Entity];
    // Of functions with internal linkage, whose keys name their file, each file has its own.
    if (P.function(F).Body.valid() && P.str(E.Key).starts_with("c:@"))
      Bodies.push_back({P.str(E.Name) == "main" ? E.Name : E.Key, P.function(F).Body.File});
  }
  llvm::sort(Bodies);
  Bodies.erase(llvm::unique(Bodies), Bodies.end());
  for (size_t I = 0; I < Bodies.size(); ++I)
    if ((I && Bodies[I - 1].first == Bodies[I].first) || (I + 1 < Bodies.size() && Bodies[I + 1].first == Bodies[I].first))
      Namesakes[Bodies[I].second].push_back(Bodies[I].first);
  findHolders();
}

void Interleaving::findHolders() {
  llvm::DenseMap<TypeId, FunctionId> Destructors;
  for (FunctionId F = 0; F < P.functionCount(); ++F)
    for (const Variable &V : P.function(F).Locals) {
      TypeId T = V.Pass == Passing::ByValue ? P.strip(V.Type) : None;
      const TypeFacts *Ty = P.type(T);
      if (!Ty || Ty->TrivialDestructor || llvm::none_of(Ty->Fields, [](const TypeFacts::Field &Fd) { return Fd.Reference; }))
        continue;
      auto [It, New] = Destructors.try_emplace(T, None);
      if (New)
        It->second = P.destructorOf(T);
      if (It->second != None && !llvm::is_contained(Holders[It->second], F))
        Holders[It->second].push_back(F);
    }
}

llvm::ArrayRef<FunctionId> Interleaving::holdersOf(FunctionId Destructor, FunctionId Asked) const {
  auto It = Holders.find(Destructor);
  TypeId Of = P.classOf(Asked);
  const TypeFacts *Guard = P.type(P.classOf(Destructor));
  if (It == Holders.end() || Of == None || !Guard)
    return {};
  auto Refers = [&](const TypeFacts::Field &Fd) {
    TypeId To = P.pointee(Fd.Type);
    return Fd.Reference && P.strip(To == None ? Fd.Type : To) == P.strip(Of);
  };
  return llvm::any_of(Guard->Fields, Refers) ? llvm::ArrayRef<FunctionId>(It->second) : llvm::ArrayRef<FunctionId>();
}

bool Interleaving::ofOtherProgram(FunctionId A, FunctionId B) const {
  FileId InA = P.function(A).Body.File, InB = P.function(B).Body.File;
  auto OfA = Namesakes.find(InA), OfB = Namesakes.find(InB);
  if (InA == InB || OfA == Namesakes.end() || OfB == Namesakes.end())
    return false;
  return llvm::any_of(OfA->second, [&](Symbol Key) { return llvm::binary_search(OfB->second, Key); });
}

bool Interleaving::isAwaitable(FunctionId F) const {
  if (P.function(F).IsCoroutine)
    return true;
  TypeId T = P.strip(P.Facts.Entities[P.function(F).Entity].ReturnType);
  const TypeModel *M = P.typeModel(T);
  return P.type(T) && (P.type(T)->Awaitable || P.type(T)->HasPromise || (M && M->Task));
}

/// True if what an operand is made of calls a coroutine of the program.
bool Interleaving::makesCoroutine(FunctionId Caller, const Operand &O, unsigned Depth) const {
  if (O.K != Operand::OfValue || Depth > MaxDepth)
    return false;
  const Event &E = P.function(Caller).Events[O.V];
  if (E.Kind == EventKind::Suspend)
    return false;
  if (E.Callee != None && llvm::any_of(P.meaning(Caller, O.V).Bodies, [&](FunctionId B) { return isAwaitable(B); }))
    return true;
  return makesCoroutine(Caller, E.Receiver, Depth + 1) ||
         llvm::any_of(E.Args, [&](const Operand &A) { return makesCoroutine(Caller, A, Depth + 1); });
}

/// True if a closure over locals is given to a function of which nothing but the name is seen: unless that says that it
/// keeps the closure, it calls it at once, as whoever lets it have his locals relies upon.
bool Interleaving::isCalledAtOnce(FunctionId Caller, EventId Call, EventId Closure) const {
  const FunctionFacts &Fn = P.function(Caller);
  const Event &E = Fn.Events[Call];
  while (Fn.Events[Closure].Kind == EventKind::Construct && Fn.Events[Closure].Args.size() == 1 && Fn.Events[Closure].Args[0].K == Operand::OfValue)
    Closure = Fn.Events[Closure].Args[0].V;
  const Event &Made = Fn.Events[Closure];
  FunctionId Body = Made.Kind == EventKind::Lambda ? P.bodyOf(Made.Callee) : None;
  return E.Kind == EventKind::Call && E.Callee != None && P.meaning(Caller, Call).Bodies.empty() && Body != None && !P.function(Body).IsCoroutine &&
         llvm::any_of(Made.Args, [](const Operand &C) { return C.Pass == Passing::MutableRef && C.K == Operand::InPlace && C.P.Root == Place::Local; }) &&
         !saysCalledLater(P.str(P.Facts.Entities[E.Callee].Leaf));
}

/// True if the task or closure that an event makes runs, as far as it does, before the caller goes on.
static bool awaitsLocal(const Event &E, uint32_t Local) {
  return E.Kind == EventKind::Suspend && !E.Args.empty() && E.Args[0].K == Operand::InPlace && E.Args[0].P.Root == Place::Local &&
         E.Args[0].P.Index == Local;
}

/// `auto running = spawn(run()).fork(); co_await report(); co_await running;`: what has started goes on while something else is awaited.
bool Interleaving::isBusyMeanwhile(FunctionId Caller, EventId Init) const {
  const FunctionFacts &Fn = P.function(Caller);
  uint32_t Local = Fn.Events[Init].Target.Index;
  std::optional<TaskInfo> Task = taskInfo(P, Fn.Locals[Local].Type);
  if (!Task || !Task->Model || Task->OnDrop == TaskModel::NeverRuns || Task->OnDrop == TaskModel::Harmless)
    return false;
  auto Awaits = [&](const Event &E) { return awaitsLocal(E, Local); };
  const Loops All(Fn);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Suspend || E.How != SuspendKind::Await || E.Args.empty() || Awaits(E) || !makesCoroutine(Caller, E.Args[0], 0))
      continue;
    BlockId From = All.blockOf(Init), At = All.blockOf(Id);
    bool After = From != None && At != None && (From == At ? Id > Init : reachesAround(Fn, From, At, None));
    bool Before = false;
    for (EventId U = 0; After && U < Fn.Events.size(); ++U)
      if (Awaits(Fn.Events[U]) && All.blockOf(U) != None)
        Before |= All.blockOf(U) == At ? U > Id : reachesAround(Fn, At, All.blockOf(U), None) && !reachesAround(Fn, All.blockOf(U), At, None);
    if (After && Before)
      return true;
  }
  return false;
}

bool Interleaving::runsInPlace(FunctionId Caller, EventId Made, unsigned Depth) const {
  const FunctionFacts &Fn = P.function(Caller);
  if (Depth > MaxDepth)
    return false;
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    bool Receives = takes(E.Receiver, Made);
    const Operand *As = nullptr;
    for (const Operand &A : E.Args)
      if (takes(A, Made))
        As = &A;
    if (!As && !Receives)
      continue;
    switch (E.Kind) {
    case EventKind::Suspend:
    case EventKind::Return:
      return true;
    case EventKind::Init:
      return E.Target.Root == Place::Local && !isBusyMeanwhile(Caller, Id) &&
             llvm::any_of(Fn.Events, [&](const Event &U) { return awaitsLocal(U, E.Target.Index); });
    case EventKind::Call:
    case EventKind::Construct: {
      if (const FunctionModel *M = P.meaning(Caller, Id).Model) {
        bool Apart = false;
        for (const Action &A : M->Acts)
          if (As && llvm::is_contained(P.operands(Fn, E, A.On), As)) {
            if (A.Does == Act::Invokes && llvm::none_of(M->Acts, [](const Action &B) { return B.Does == Act::Stores || B.Does == Act::Spawns || B.Does == Act::Offloads; }))
              return true;
            Apart |= A.Does == Act::Spawns || A.Does == Act::Offloads || A.Does == Act::Stores;
          }
        if (Apart && !M->Wraps)
          return false;
      } else if (isCalledAtOnce(Caller, Id, Made)) {
        return true;
      }
      // Beside another coroutine of the program it runs at the same time as that one.
      unsigned Coroutines = Receives ? 1 : 0;
      for (const Operand &A : E.Args)
        Coroutines += makesCoroutine(Caller, A, 0);
      return Coroutines <= 1 && runsInPlace(Caller, Id, Depth + 1);
    }
    default:
      return false;
    }
  }
  return false;
}

/// The function whose local the object is that a callee or closure runs on; none if it is the caller's own object, or a part of
/// that; None where that is not known.
std::optional<FunctionId> Interleaving::ownerAt(Program::CallSite S, bool Closure) const {
  if (Closure)
    return std::nullopt;
  Operand On = P.function(S.Caller).Events[S.Call].Receiver;
  for (unsigned Depth = 0; Depth < MaxDepth; ++Depth) {
    if (On.K != Operand::InPlace)
      return None;
    Place Pl = P.normalize(S.Caller, On.P);
    if (llvm::any_of(Pl.Path, [&](Symbol Step) { return !namesMember(P, Step); }))
      return None;
    const FunctionFacts &Fn = P.function(S.Caller);
    switch (Pl.Root) {
    case Place::This:
      return std::nullopt;
    case Place::Local:
      return Fn.Locals[Pl.Index].Pass == Passing::ByValue && !Fn.Locals[Pl.Index].Static ? S.Caller : None;
    case Place::Capture: {
      if (Fn.Captures[Pl.Index].Pass == Passing::ByValue)
        return S.Caller;
      S = P.lambdaSite(S.Caller);
      if (S.Caller == None || Pl.Index >= P.function(S.Caller).Events[S.Call].Args.size())
        return None;
      On = P.function(S.Caller).Events[S.Call].Args[Pl.Index];
      break;
    }
    default:
      return None;
    }
  }
  return None;
}

/// Owner: of the object that the function asked about runs on, as far as it is known on the way up.
void Interleaving::addRuns(FunctionId F, std::optional<FunctionId> Owner, llvm::SmallVectorImpl<Run> &Out, std::vector<FunctionId> &Open) const {
  if (Out.size() >= MaxRoots || llvm::is_contained(Open, F) || Open.size() > 64)
    return;
  Open.push_back(F);
  const FunctionFacts &Fn = P.function(F);
  auto Add = [&](Run R) {
    if (!llvm::is_contained(Out, R))
      Out.push_back(R);
  };
  auto Site = [&](Program::CallSite S, bool Closure) {
    std::optional<FunctionId> Now = Owner ? Owner : ownerAt(S, Closure);
    // An ordinary function runs where it is called, whatever becomes of what it returns.
    bool InPlace = (!Closure && !isAwaitable(F)) || runsInPlace(S.Caller, S.Call, 0);
    if (!InPlace)
      return Add({F, Now.value_or(None)});
    llvm::SmallVector<Run, 2> Above;
    addRuns(S.Caller, Now, Above, Open);
    // What only makes F's task and gives it away starts F, as whoever calls F itself does.
    bool Hands = isAwaitable(F) && isAwaitable(S.Caller) && !P.function(S.Caller).IsCoroutine;
    for (const Run &A : Above)
      Add({Hands && A.Root == S.Caller ? F : A.Root, A.Owner});
  };
  llvm::ArrayRef<Program::CallSite> Callers = P.callers(F);
  for (const Program::CallSite &S : Callers)
    Site(S, false);
  llvm::ArrayRef<FunctionId> Held = Callers.empty() ? holdersOf(F, Open.front()) : llvm::ArrayRef<FunctionId>();
  for (FunctionId H : Held) {
    llvm::SmallVector<Run, 2> Above;
    // Of an object of the holder's own, or of who knows whose.
    bool Own = llvm::any_of(P.function(H).Locals, [&](const Variable &V) {
      return V.Pass == Passing::ByValue && P.strip(V.Type) == P.strip(P.classOf(Open.front()));
    });
    addRuns(H, Own ? H : FunctionId(None), Above, Open);
    llvm::for_each(Above, Add);
  }
  if (Callers.empty() && Held.empty()) {
    Program::CallSite S = Fn.IsLambda ? P.lambdaSite(F) : Program::CallSite{None, None};
    S.Caller != None ? Site(S, true) : Add({F, Owner.value_or(None)});
  }
}

const Interleaving::Origin &Interleaving::origin(FunctionId F) const {
  std::unique_ptr<Origin> &Slot = Known[F];
  if (!Slot) {
    Slot = std::make_unique<Origin>();
    std::vector<FunctionId> Open;
    addRuns(F, std::nullopt, Slot->Runs, Open);
    for (const Run &R : Slot->Runs)
      if (!llvm::is_contained(Slot->Of, R.Root))
        Slot->Of.push_back(R.Root);
  }
  return *Slot;
}

/// True if a root is started again and again by one object, each time beside the runs before.
bool Interleaving::repeats(FunctionId Root) const {
  auto Again = [&](Program::CallSite S) {
    if (S.Caller == None)
      return false;
    const FunctionFacts &Fn = P.function(S.Caller);
    if (!Loops(Fn).around(S.Call))
      return false;
    const Operand &On = Fn.Events[S.Call].Receiver;
    std::optional<Place> Pl = On.K == Operand::Nothing ? std::nullopt : P.placeOf(S.Caller, On);
    return P.function(Root).IsLambda || On.K == Operand::Nothing || (Pl && Pl->Root == Place::This && Pl->Path.empty());
  };
  if (P.function(Root).IsLambda && P.callers(Root).empty())
    return Again(P.lambdaSite(Root));
  return llvm::any_of(P.callers(Root), [&](const Program::CallSite &S) {
    const FunctionFacts &Caller = P.function(S.Caller);
    return Again(S) || (Caller.IsLambda && !Caller.IsCoroutine && P.callers(S.Caller).empty() && Again(P.lambdaSite(S.Caller)));
  });
}

Interleaving::When Interleaving::runs(FunctionId Other, FunctionId F, bool OnSelf) const {
  auto SetsUp = [&](FunctionId R) {
    const EntityFacts &E = P.Facts.Entities[P.function(R).Entity];
    bool IsMain = P.str(E.Name) == "main" || P.overridesModelled(P.function(R).Entity, &FunctionModel::Main);
    return E.IsConstructor || E.IsDestructor || (IsMain && !P.function(R).IsCoroutine);
  };
  if (ofOtherProgram(Other, F))
    return Never;
  When Seen = Never;
  for (auto [O, OnTheirs] : origin(Other).Runs)
    for (auto [R, OnOurs] : origin(F).Runs) {
      bool Apart = OnSelf && OnTheirs != None && OnOurs != None && OnTheirs != OnOurs;
      if (Apart || SetsUp(O) || ofOtherProgram(O, R))
        continue;
      When Here = Never;
      if (O == R)
        Here = P.classOf(O) == P.classOf(F) && repeats(O) ? OtherRun : Never;
      else
        // Whoever awaits both may do so in turn, but not if F was let go before.
        Here = P.function(O).IsCoroutine && !P.function(O).IsLambda && P.callers(O).empty() && P.callers(R).empty() ? Perhaps : Meanwhile;
      Seen = std::max(Seen, Here);
    }
  return Seen;
}

} // namespace corosafe
