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
    R.OnDrop = TaskModel::Detaches;
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

std::optional<TaskInfo> elementTask(const Program &P, TypeId T, unsigned Depth) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (Ty && Ty->Kind == TypeFacts::Array)
    return taskInfo(P, Ty->Pointee);
  if (!Ty || Ty->Kind != TypeFacts::Record || taskInfo(P, T))
    return std::nullopt;
  if (!Ty->InSystemHeader && !P.str(Ty->Name).starts_with("std::"))
    return std::nullopt;
  for (const TemplateArg &A : Ty->Args)
    if (A.K == TemplateArg::Type) {
      if (std::optional<TaskInfo> I = taskInfo(P, A.T); I && I->OnDrop != TaskModel::Harmless)
        return I;
      if (Depth < 2 && !taskInfo(P, A.T))
        if (std::optional<TaskInfo> I = elementTask(P, A.T, Depth + 1))
          return I;
    }
  return std::nullopt;
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
  // It may be kept until its holder ends; dropped where it is made, it cancels what it was made of.
  bool Undone = Info && Info->OnDrop == TaskModel::Cancels && M && M->Wraps && E.Discarded == Discard::Yes;
  if (M && M->ResultIsDroppable && !Undone)
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

bool FreshTasks::isReadyFromTheStart(EventId Made) const {
  const Event &E = Fn.Events[Made];
  if (E.Kind != EventKind::Call || P.meaning(F, Made).Bodies.size() != 1)
    return false;
  FunctionId G = P.meaning(F, Made).Bodies[0];
  const FunctionFacts &Body = P.function(G);
  auto IsReady = [&](const Event &R) {
    if (R.Args.size() != 1 || R.Args[0].K != Operand::OfValue || Body.Events[R.Args[0].V].Kind != EventKind::Call)
      return false;
    const FunctionModel *M = P.meaning(G, R.Args[0].V).Model;
    return M && M->ResultIsDroppable;
  };
  bool Any = false;
  for (const Event &R : Body.Events)
    if (R.Kind == EventKind::Return) {
      if (!IsReady(R))
        return false;
      Any = true;
    }
  return Any && !Body.IsCoroutine;
}

} // namespace corosafe
