//===- TaskMethods.cpp ------------------------------------------------------===//

#include "TaskMethods.h"
#include "FreshTasks.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

constexpr unsigned MaxDepth = 4;

bool isHandle(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && P.str(Ty->Name).ends_with("::coroutine_handle");
}

llvm::StringRef leafOf(const Program &P, const Event &E) {
  return E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf);
}

/// True if a function blocks until something has happened, or resumes a coroutine.
bool drives(const Program &P, FunctionId G, unsigned Depth) {
  const FunctionFacts &Body = P.function(G);
  for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
    const Event &E = Body.Events[Id];
    if (E.Kind != EventKind::Call)
      continue;
    llvm::StringRef Leaf = leafOf(P, E);
    if ((Leaf == "resume" || Leaf == "operator()") && isHandle(P, P.typeOf(Body, E.Receiver)))
      return true;
    const Meaning &M = P.meaning(G, Id);
    if (M.Model && M.Model->Blocks != BlockingStrength::NotBlocking)
      return true;
    if (Depth < MaxDepth && llvm::any_of(M.Bodies, [&](FunctionId B) { return B != G && drives(P, B, Depth + 1); }))
      return true;
  }
  return false;
}

/// True if a function changes nothing and hands nothing on: it can only have looked.
bool onlyLooks(const Program &P, FunctionId G) {
  const FunctionFacts &Body = P.function(G);
  return llvm::all_of(Body.Events, [&](const Event &E) {
    switch (E.Kind) {
    case EventKind::Read:
    case EventKind::Return:
      return true;
    case EventKind::Compute:
      return !E.HasTarget;
    case EventKind::Call:
      return E.Args.empty() && E.Callee != None && P.Facts.Entities[E.Callee].IsConst && !isHandle(P, E.Type) &&
             leafOf(P, E) != "resume" && leafOf(P, E) != "operator()";
    default:
      return false;
    }
  });
}

/// True if a method of a task type that no model knows only looks at it.
bool looksByItself(const Program &P, FunctionId F, EventId Call, const EntityFacts &Callee) {
  const TypeFacts *Gives = P.type(P.strip(Callee.ReturnType));
  llvm::StringRef Result = Gives ? P.str(Gives->Name) : "";
  const Meaning &M = P.meaning(F, Call);
  if (!M.Bodies.empty()) {
    if (llvm::any_of(M.Bodies, [&](FunctionId B) { return drives(P, B, 0); }))
      return false;
    if (!Callee.IsConst && !(Result == "bool" && llvm::all_of(M.Bodies, [&](FunctionId B) { return onlyLooks(P, B); })))
      return false;
  } else if (!Callee.IsConst || Result == "void") {
    return false; // There is nothing to look at in it.
  }
  // What it came to is taken.
  const TypeFacts *Task = P.type(P.typeOf(P.function(F), P.function(F).Events[Call].Receiver));
  bool Value = Gives && Result != "bool" && Task && !Task->Args.empty() && Task->Args[0].K == TemplateArg::Type &&
               P.strip(Task->Args[0].T) == P.strip(Callee.ReturnType);
  return !Value;
}

} // namespace

bool observesTask(const Program &P, FunctionId F, EventId Call, const TaskInfo &Info) {
  const Event &E = P.function(F).Events[Call];
  llvm::StringRef Leaf = leafOf(P, E);
  if (E.Callee == None || Leaf == "operator co_await")
    return false;
  const EntityFacts &Callee = P.Facts.Entities[E.Callee];
  bool R = Callee.IsConst;
  if (Info.Model)
    R = (R && !llvm::is_contained(Info.Model->Consumers, Leaf.str())) || llvm::is_contained(Info.Model->Observers, Leaf.str());
  else
    R = looksByItself(P, F, Call, Callee);
  if (const FunctionModel *M = P.meaning(F, Call).Model)
    for (const Action &A : M->Acts)
      if (A.On.K == ArgRef::Receiver)
        R = A.Does == Act::Observes || (R && A.Does != Act::Consumes && A.Does != Act::Spawns);
  return R;
}

} // namespace corosafe
