//===- FreshTasks.cpp --------------------------------------------------------===//

#include "FreshTasks.h"
#include "Awaited.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// An optional or result that can be awaited in a function of its own kind: a value, and no work.
static bool isValue(const Program &P, const TypeFacts &Ty) {
  auto Has = [&](llvm::StringRef Name) { return llvm::any_of(Ty.Methods, [&](Symbol S) { return P.str(S) == Name; }); };
  return (Has("has_value") || Has("hasValue")) && Has("value");
}

/// `~future() { if (handle) handle.destroy(); }`: what was started ends with the object.
static bool destroysFrame(const Program &P, TypeId T, unsigned Depth = 0) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || Depth > 3)
    return false;
  bool Destroys = false, Asks = false;
  if (FunctionId D = P.destructorOf(T); D != None)
    for (const Event &E : P.function(D).Events) {
      const TypeFacts *On = E.Kind == EventKind::Call && E.Callee != None ? P.type(P.typeOf(P.function(D), E.Receiver)) : nullptr;
      if (!On || !P.str(On->Name).ends_with("coroutine_handle"))
        continue;
      Destroys |= P.str(P.Facts.Entities[E.Callee].Leaf) == "destroy";
      Asks |= P.str(P.Facts.Entities[E.Callee].Leaf) == "done";
    }
  return Destroys ? !Asks : llvm::any_of(Ty->Bases, [&](TypeId B) { return destroysFrame(P, B, Depth + 1); });
}

std::optional<TaskInfo> taskInfo(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || Ty->Kind != TypeFacts::Record)
    return std::nullopt;
  TaskInfo R;
  SuspendPolicy Initial = Ty->InitialSuspend;
  if (const TypeModel *M = P.typeModel(T); M && M->Task) {
    R.Model = &*M->Task;
    R.Awaitable = M->Task->Awaitable;
    R.VoidCastIsQuiet = M->Task->VoidCastIsQuiet;
    R.OnDrop = M->Task->OnDrop;
    if (R.OnDrop != TaskModel::FromStart)
      return R;
    if (M->Task->Starts == TaskModel::Lazy)
      Initial = SuspendPolicy::Always;
    else if (M->Task->Starts == TaskModel::Eager)
      Initial = SuspendPolicy::Never;
    R.OnDrop = Initial == SuspendPolicy::Never ? TaskModel::Detaches : TaskModel::NeverRuns;
    return R;
  }
  if (!Ty->HasPromise || Ty->CanYield || isValue(P, *Ty))
    return std::nullopt;
  R.Awaitable = Ty->Awaitable;
  switch (Initial) {
  case SuspendPolicy::Always:
    R.OnDrop = TaskModel::NeverRuns;
    if (!Ty->Awaitable)
      R.Sure = Confidence::Medium;
    return R;
  case SuspendPolicy::Never:
    // It runs by itself; only what can be awaited has a result to lose.
    if (!Ty->Awaitable)
      return std::nullopt;
    R.OnDrop = destroysFrame(P, T) ? TaskModel::Cancels : TaskModel::Detaches;
    return R;
  case SuspendPolicy::Unknown:
    if (!Ty->Awaitable)
      return std::nullopt;
    R.OnDrop = TaskModel::Detaches;
    R.Sure = Ty->NoDiscard ? Confidence::Medium : Confidence::Low;
    return R;
  }
  return std::nullopt;
}

TypeId elementTaskType(const Program &P, TypeId T, unsigned Depth) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (Ty && Ty->Kind == TypeFacts::Array)
    return taskInfo(P, Ty->Pointee) ? Ty->Pointee : None;
  if (!Ty || Ty->Kind != TypeFacts::Record || taskInfo(P, T))
    return None;
  if (!Ty->InSystemHeader && !P.str(Ty->Name).starts_with("std::"))
    return None;
  for (const TemplateArg &A : Ty->Args)
    if (A.K == TemplateArg::Type) {
      std::optional<TaskInfo> I = taskInfo(P, A.T);
      if (I && I->OnDrop != TaskModel::Harmless)
        return A.T;
      if (TypeId Inner = Depth < 2 && !I ? elementTaskType(P, A.T, Depth + 1) : None; Inner != None)
        return Inner;
    }
  return None;
}

std::optional<TaskInfo> elementTask(const Program &P, TypeId T) {
  TypeId Task = elementTaskType(P, T);
  return Task == None ? std::nullopt : taskInfo(P, Task);
}

bool FreshTasks::returnsReference(EventId Id) const {
  const Event &E = Fn.Events[Id];
  if (E.Kind != EventKind::Call || E.Callee == None)
    return false;
  const TypeFacts *R = P.type(P.Facts.Entities[E.Callee].ReturnType);
  return R && (R->Kind == TypeFacts::LvalueRef || R->Kind == TypeFacts::RvalueRef || R->Kind == TypeFacts::Pointer);
}

std::optional<TaskInfo> FreshTasks::madeBy(EventId Id) const {
  const Event &E = Fn.Events[Id];
  if (E.Kind == EventKind::Construct)
    return startedBy(Id);
  if ((E.Kind != EventKind::Call && E.Kind != EventKind::Suspend && E.Kind != EventKind::Choose) ||
      returnsReference(Id))
    return std::nullopt;
  // What comes of waiting for a task, as a task: it has ended.
  if (E.Kind == EventKind::Suspend && !E.Args.empty() && E.Args[0].K == Operand::OfValue &&
      Fn.Events[E.Args[0].V].Kind == EventKind::Call)
    if (const FunctionModel *Waits = P.meaning(F, E.Args[0].V).Model; Waits && Waits->ErrorsReturned)
      return std::nullopt;
  const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
  std::optional<TaskInfo> Info = taskInfo(P, E.Type);
  // It may be kept until its holder ends; dropped where it is made, or by a function that nothing runs in, it cancels what it was made of.
  bool Undone = Info && Info->OnDrop == TaskModel::Cancels && M && M->Wraps && (E.Discarded == Discard::Yes || nothingRunsAfter(Id));
  if ((M && M->ResultIsDroppable && !Undone) || givesOnlyDroppable(P, F, Id, /*Started=*/true))
    return std::nullopt;
  // It runs to its end whatever becomes of its task.
  if (Info && Info->OnDrop == TaskModel::Cancels && E.Kind == EventKind::Call && E.Callee != None && takesShield(P, E.Callee))
    return std::nullopt;
  if (M && M->ResultIsTask) {
    if (!Info)
      Info = TaskInfo();
    // The function says what dropping its result does where the type by itself does not matter.
    if (Info->OnDrop == TaskModel::Harmless)
      Info->OnDrop = TaskModel::Blocks;
  }
  if (!Info && E.Kind == EventKind::Call && E.Discarded == Discard::No)
    Info = awaiterOf(Id);
  if (!Info || Info->OnDrop == TaskModel::Harmless)
    return std::nullopt;
  return Info;
}

/// True of a function that neither suspends nor blocks once it has made a task: whatever it keeps for itself gets no time.
bool FreshTasks::nothingRunsAfter(EventId Made) const {
  auto IsObject = [&](const Operand &O) {
    const TypeFacts *T = P.type(P.strip(P.typeOf(Fn, O)));
    return O.K == Operand::InPlace && T && (T->Kind == TypeFacts::Record || T->Kind == TypeFacts::Pointer);
  };
  auto MayBlock = [&](EventId Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Call || E.Callee == None)
      return E.Kind == EventKind::Call;
    const Meaning &M = P.meaning(F, Id);
    if (M.Model)
      return M.Model->Blocks != BlockingStrength::NotBlocking;
    if (!M.Bodies.empty())
      return llvm::any_of(M.Bodies, [&](FunctionId B) { return P.has(B, Trait::Blocks); });
    return !P.Facts.Entities[E.Callee].InSystemHeader && (E.Receiver.K != Operand::Nothing || llvm::any_of(E.Args, IsObject));
  };
  if (Fn.IsCoroutine)
    return false;
  for (EventId Id = Made + 1; Id < Fn.Events.size(); ++Id)
    if (MayBlock(Id))
      return false;
  return true;
}

/// A thread runs from its constructor on.
std::optional<TaskInfo> FreshTasks::startedBy(EventId Id) const {
  const Event &E = Fn.Events[Id];
  const TypeModel *T = E.Heap ? nullptr : P.typeModel(E.Type);
  const FunctionModel *M = T && T->Task && T->Task->OnDrop == TaskModel::Terminates ? P.meaning(F, Id).Model : nullptr;
  bool Starts = M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Offloads || A.Does == Act::Spawns; });
  return Starts ? taskInfo(P, E.Type) : std::nullopt;
}

std::optional<TaskInfo> FreshTasks::discardedBy(EventId Id) const {
  const Event &E = Fn.Events[Id];
  std::optional<TaskInfo> Info = madeBy(Id);
  // `task<>(f());` as a statement: a task type made from a task. What `new` gives is a pointer.
  if (!Info && E.Kind == EventKind::Construct && !E.Heap && E.Args.size() == 1)
    Info = of(E.Args[0]);
  return Info || E.Discarded != Discard::Yes ? Info : awaiterOf(Id);
}

/// An awaiter that a call in a coroutine returned, and that no task type is: nothing has happened yet. Kept in a local,
/// somebody has to await it.
std::optional<TaskInfo> FreshTasks::awaiterOf(EventId Id) const {
  const Event &E = Fn.Events[Id];
  if (E.Kind != EventKind::Call || !Fn.IsCoroutine || returnsReference(Id))
    return std::nullopt;
  const TypeFacts *Ty = P.type(P.strip(E.Type));
  const FunctionModel *M = P.meaning(F, Id).Model;
  if (!Ty || Ty->Kind != TypeFacts::Record || Ty->HasPromise || (M && M->ResultIsDroppable))
    return std::nullopt;
  bool IsOp = M && ((M->Op && M->Op->Does != Effect::Unknown) || M->Combines || M->Wraps || M->Shields) && Ty->Awaitable;
  // Kept in a local, a value that can also be awaited may be there for something else.
  bool MustBe = Ty->Awaitable && Ty->NoDiscard && E.Discarded != Discard::No;
  if (!IsOp && !Ty->Awaiter && !MustBe)
    return std::nullopt;
  if (const TypeModel *TM = P.typeModel(E.Type); TM && (TM->Task || TM->Guard || TM->NeverSuspends))
    return std::nullopt;
  TaskInfo Info;
  Info.OnDrop = TaskModel::NeverRuns;
  Info.Sure = IsOp || Ty->NoDiscard ? Confidence::High : Confidence::Medium;
  return Info;
}

const TypeFacts *FreshTasks::partsMade(const Operand &O) const {
  if (O.K != Operand::OfValue || O.V >= Fn.Events.size())
    return nullptr;
  const Event &E = Fn.Events[O.V];
  const TypeFacts *Whole = P.type(P.strip(E.Type));
  if ((E.Kind != EventKind::Construct && E.Kind != EventKind::Call) || E.Heap || !Whole || Whole->Fields.size() != E.Args.size())
    return nullptr;
  bool Aggregate = E.Kind == EventKind::Construct && E.Callee == None && Whole->Bases.empty();
  bool Pair = P.str(Whole->Name) == "std::pair" && (E.Kind == EventKind::Construct || P.str(P.Facts.Entities[E.Callee].Leaf) == "make_pair");
  return Aggregate || Pair ? Whole : nullptr;
}

std::optional<UnnamedPart> FreshTasks::unnamedPart(EventId Binding) const {
  const Event &E = Fn.Events[Binding];
  if (E.Kind != EventKind::Init || !E.HasTarget || E.Target.Root != Place::Local || !E.Target.Path.empty() || E.Args.size() != 1 ||
      E.Args[0].K != Operand::OfValue || Fn.Events[E.Args[0].V].Kind != EventKind::Call || returnsReference(E.Args[0].V) ||
      Fn.Locals[E.Target.Index].Pass != Passing::ByValue)
    return std::nullopt;
  llvm::StringRef Name = P.str(Fn.Locals[E.Target.Index].Name);
  const TypeFacts *Whole = P.type(P.strip(Fn.Locals[E.Target.Index].Type));
  if (!Name.consume_front("[") || !Name.consume_back("]") || !Whole)
    return std::nullopt;
  llvm::SmallVector<llvm::StringRef, 4> Names;
  Name.split(Names, ", ");
  bool OfStd = P.str(Whole->Name) == "std::pair" || P.str(Whole->Name) == "std::tuple";
  for (uint32_t Part = 0; Part < Names.size(); ++Part) {
    TypeId T = !OfStd ? (Part < Whole->Fields.size() && Whole->Bases.empty() ? Whole->Fields[Part].Type : TypeId(None))
               : Part < Whole->Args.size() && Whole->Args[Part].K == TemplateArg::Type ? Whole->Args[Part].T : TypeId(None);
    std::optional<TaskInfo> Info = T == None ? std::nullopt : taskInfo(P, T);
    if (!Info || Info->OnDrop == TaskModel::Harmless || Info->OnDrop == TaskModel::Blocks || Names[Part].starts_with("_") ||
        Names[Part].contains_insensitive("unused") || Names[Part].contains_insensitive("ignore"))
      continue;
    std::string Step = OfStd ? "#" + std::to_string(Part) : P.str(Whole->Fields[Part].Name).str();
    auto Leads = [&](const Operand &O) {
      return O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Index == E.Target.Index &&
             (O.P.Path.empty() || P.str(O.P.Path[0]) == Step);
    };
    auto NamesIt = [&](const Event &X) {
      return Leads(X.Receiver) || llvm::any_of(X.Args, Leads) ||
             (&X != &E && X.Kind != EventKind::Destroy && X.HasTarget && X.Target.Root == Place::Local && X.Target.Index == E.Target.Index);
    };
    if (llvm::none_of(Fn.Events, NamesIt))
      return UnnamedPart{T, Names[Part].str()};
  }
  return std::nullopt;
}

bool givesOnlyDroppable(const Program &P, FunctionId F, EventId Made, bool Started) {
  const Event &E = P.function(F).Events[Made];
  if (E.Kind != EventKind::Call || P.meaning(F, Made).Bodies.size() != 1)
    return false;
  FunctionId G = P.meaning(F, Made).Bodies[0];
  const FunctionFacts &Body = P.function(G);
  auto IsDroppable = [&](const Event &R) {
    if (R.Args.size() != 1 || R.Args[0].K != Operand::OfValue || Body.Events[R.Args[0].V].Kind != EventKind::Call)
      return false;
    const FunctionModel *M = P.meaning(G, R.Args[0].V).Model;
    return M && M->ResultIsDroppable && (!Started || llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Spawns; }));
  };
  bool Any = false;
  for (const Event &R : Body.Events)
    if (R.Kind == EventKind::Return) {
      if (!IsDroppable(R))
        return false;
      Any = true;
    }
  return Any && !Body.IsCoroutine;
}

} // namespace corosafe
