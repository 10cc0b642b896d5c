//===- KeptHandles.cpp -------------------------------------------------------===//

#include "KeptHandles.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static const TaskModel *taskModel(const Program &P, TypeId T) {
  const TypeModel *M = P.typeModel(T);
  return M && M->Task ? &*M->Task : nullptr;
}

std::optional<Place> handleOfBranch(const Program &P, FunctionId F, const AwaitNode &Race, uint32_t K) {
  if (Race.Made == None || !Race.Path.empty() || !Race.Combines || Race.Combines->Range)
    return std::nullopt;
  const FunctionFacts &Fn = P.function(F);
  llvm::SmallVector<const Operand *, 4> Given;
  for (ArgRef Ref : Race.Combines->Branches)
    llvm::append_range(Given, P.operands(Fn, Fn.Events[Race.Made], Ref));
  if (K >= Given.size() || Given.size() != Race.Branches.size())
    return std::nullopt;
  const Operand &O = *Given[K];
  if (O.K != Operand::InPlace || O.Moved || O.P.Root != Place::Local || !O.P.Path.empty() || Fn.Locals[O.P.Index].Static)
    return std::nullopt;
  TypeId Type = Fn.Locals[O.P.Index].Type;
  const TaskModel *M = taskModel(P, Type);
  if (!M || M->OnDrop != TaskModel::Cancels)
    return std::nullopt;
  const TypeFacts *T = P.type(P.strip(Type));
  const TypeFacts *Gives = T && !T->Args.empty() && T->Args[0].K == TemplateArg::Type ? P.type(P.strip(T->Args[0].T)) : nullptr;
  bool Void = !Gives || (Gives->Kind == TypeFacts::Builtin && P.str(Gives->Name) == "void");
  if (Void && Race.Combines->Winner == WinnerTold::NotTold)
    return std::nullopt;
  return O.P;
}

AwaitNode workBehind(const Program &P, FunctionId F, const Place &Handle) {
  AwaitNode N;
  const FunctionFacts &Fn = P.function(F);
  const Operand *Given = P.soleValue(F, Handle.Index);
  const FunctionModel *M = Given && Given->K == Operand::OfValue && Fn.Events[Given->V].Kind == EventKind::Call ? P.meaning(F, Given->V).Model : nullptr;
  if (!M || !M->Cancellable)
    return N;
  for (const Operand *A : P.operands(Fn, Fn.Events[Given->V], *M->Cancellable)) {
    const Event *Made = A->K == Operand::OfValue ? &Fn.Events[A->V] : nullptr;
    FunctionId Body = Made && Made->Kind == EventKind::Lambda ? P.bodyOf(Made->Callee) : None;
    if (Body == None)
      continue;
    N.K = AwaitNode::Coroutine;
    N.Callee = Body;
    N.Name = P.spell(F, Handle);
    N.Range = Fn.Events[Given->V].Range;
    N.Path.push_back({F, Given->V});
    N.Lvalue = true;
    return N;
  }
  return N;
}

llvm::SmallVector<AwaitNode, 2> worksOfBranch(const Program &P, FunctionId F, const AwaitNode &Race, uint32_t K) {
  std::optional<Place> Handle = Race.Branches[K].K == AwaitNode::Unknown ? handleOfBranch(P, F, Race, K) : std::nullopt;
  if (!Handle)
    return {Race.Branches[K]};
  llvm::SmallVector<AwaitNode, 2> R{workBehind(P, F, *Handle)};
  const FunctionFacts &Fn = P.function(F);
  for (const Event &E : Fn.Events) {
    bool Sets = (E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget && E.Target == *Handle;
    bool Assigns = E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace && E.Receiver.P == *Handle &&
                   P.str(P.Facts.Entities[E.Callee].Leaf) == "operator=";
    if ((Sets || Assigns) && !E.Args.empty() && E.Args[0].K == Operand::OfValue)
      R.push_back(resolveAwaited(P, F, E.Args[0]));
  }
  return R;
}

HandleUse useOfHandle(const Program &P, FunctionId F, EventId Id, const Place &Handle) {
  const Event &E = P.function(F).Events[Id];
  auto Is = [&](const Operand &O) { return O.K == Operand::InPlace && overlaps(O.P, Handle); };
  if (E.Kind == EventKind::Destroy)
    return HandleUse::None;
  if (llvm::any_of(E.Args, Is) || (E.HasTarget && E.Kind != EventKind::Init && overlaps(E.Target, Handle)))
    return HandleUse::Taken;
  if (!Is(E.Receiver) || E.Callee == None)
    return HandleUse::None;
  llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
  if (saysVerb(wordsOf(Leaf), "cancel"))
    return HandleUse::Cancelled;
  const TaskModel *M = taskModel(P, P.typeOf(P.function(F), E.Receiver));
  bool Observes = M && llvm::is_contained(M->Observers, Leaf.str());
  return Observes ? HandleUse::None : HandleUse::Taken;
}

} // namespace corosafe
