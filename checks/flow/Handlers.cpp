//===- Handlers.cpp ---------------------------------------------------------===//

#include "Handlers.h"
#include "Contexts.h"
#include "FreshTasks.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// The body of a closure that is written where it is handed over; None if there is none.
static FunctionId closureWritten(const Program &P, FunctionId F, const Operand &O) {
  const Event *E = O.K == Operand::OfValue ? &P.function(F).Events[O.V] : nullptr;
  return E && E->Kind == EventKind::Lambda ? P.bodyOf(E->Callee) : None;
}

/// `if (ec) return;`: a handler that asks how it ended may well use nothing when it was cancelled. `acceptor.cancel();`: what
/// this function waits for meanwhile ends by it.
static bool mayBeOver(const Program &P, FunctionId Body) {
  return llvm::any_of(P.function(Body).Blocks, [](const Block &B) { return B.Succs.size() > 1; }) ||
         llvm::any_of(P.function(Body).Events, [&](const Event &E) {
           llvm::StringRef Leaf = E.Kind == EventKind::Call && E.Callee != None ? P.str(P.Facts.Entities[E.Callee].Leaf) : "";
           return Leaf == "cancel" || Leaf == "emit" || Leaf == "stop" || (!Leaf.empty() && P.closesByName(E.Callee));
         });
}

/// True if an operation is started and let go of: by `detached`, or with a closure that says nothing of what becomes of it.
static bool isLetGo(const Program &P, FunctionId F, const Event &E) {
  if (E.Args.empty())
    return false;
  const TypeFacts *Token = P.type(P.strip(P.typeOf(P.function(F), E.Args.back())));
  if (Token && P.str(Token->Name).ends_with("::detached_t"))
    return true;
  FunctionId Body = closureWritten(P, F, E.Args.back());
  return Body != None && !P.function(Body).IsCoroutine && !mayBeOver(P, Body);
}

static bool givesNothing(const Program &P, const Event &E) {
  const TypeFacts *Gives = P.type(P.strip(E.Type));
  return !Gives || P.str(Gives->Name) == "void";
}

/// True if it gives a task that is dropped at once, and runs on all the same.
static bool isTaskLeftRunning(const Program &P, const Event &E) {
  std::optional<TaskInfo> Task = E.Discarded == Discard::No ? std::nullopt : taskInfo(P, E.Type);
  return Task && Task->OnDrop == TaskModel::Detaches;
}

std::vector<Borrow> usedByHandlers(const Program &P, FunctionId F, EventId Id, const Borrows &B) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  const FunctionModel *M = E.Kind == EventKind::Call && E.Callee != None ? P.meaning(F, Id).Model : nullptr;
  std::vector<Borrow> R;
  if (!M || !(givesNothing(P, E) || isTaskLeftRunning(P, E)))
    return R;
  auto Does = [&](Act What, const Operand &O) {
    return llvm::any_of(M->Acts, [&](const Action &A) { return A.Does == What && llvm::is_contained(P.operands(Fn, E, A.On), &O); });
  };
  bool Spawns = llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Spawns; });
  // Or at once, by what does not keep it: dispatch.
  auto CalledLater = [&](const Operand &O) {
    // What is told last of a task that is let go: co_spawn(ex, work(), [&](std::exception_ptr) {}).
    if (Spawns && &O == &E.Args.back() && !Does(Act::Spawns, O))
      return true;
    // fetch().then([&] {}): with what it waits for.
    return M->Op || Does(Act::Offloads, O) || (M->Wraps && Does(Act::Stores, O)) || (M->Stackful && Does(Act::Stores, O)) || (Does(Act::Stores, O) && Does(Act::Drops, O));
  };
  auto Take = [&](std::vector<Borrow> Of, FunctionId Body) {
    for (Borrow &X : Of) {
      bool Own = X.On.Root == Place::Local || (X.On.Root == Place::Parameter && Fn.Params[X.On.Index].Pass == Passing::ByValue);
      if (X.Temporary || !Own || !X.On.Path.empty() || !diesWith(P, F, X.On))
        continue;
      X.Of.In = Body;
      X.Of.Sure = std::min(X.Of.Sure, Confidence::Medium);
      R.push_back(std::move(X));
    }
  };
  for (const Operand &A : E.Args)
    if (FunctionId Body = closureWritten(P, F, A); Body != None && CalledLater(A) && !mayBeOver(P, Body))
      Take(B.referredTo(F, A, false), Body);
  // What the operation itself was lent, async_write(s, buffer(text), detached), it works on until it has ended, and what it is
  // to fill: async_receive_from(buffer(text), sender, detached). What it belongs to ends it.
  if (R.empty() && M->Op && isLetGo(P, F, E))
    for (const Operand &A : E.Args) {
      const TypeModel *T = P.typeModel(P.typeOf(Fn, A));
      bool Fills = A.Pass == Passing::MutableRef && llvm::none_of(M->Op->On, [&](const ArgRef &On) { return llvm::is_contained(P.operands(Fn, E, On), &A); });
      if (Fills || (T && T->View))
        Take(B.referredTo(F, A, Fills), None);
    }
  return R;
}

void addHandlers(const Program &P, FunctionId F, const Borrows &B, Launch &L) {
  // Where the task itself uses what may die, that says it all.
  if (!L.What.empty() || (L.Scope && diesWith(P, F, *L.Scope)))
    return;
  L.What = usedByHandlers(P, F, L.At, B);
  if (!L.What.empty())
    L.Manner = DanglingTask::Handler;
}

} // namespace corosafe
