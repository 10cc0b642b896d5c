//===- ServeLoops.cpp -------------------------------------------------------===//

#include "ServeLoops.h"
#include "Iteration.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// True if a coroutine is only suspended inside of loops of which some has no bound.
static bool serves(const Program &P, FunctionId B) {
  if (B == None)
    return false;
  Iteration It(P, B);
  llvm::ArrayRef<EventMark> Marks = P.marks(B);
  bool Found = false;
  for (EventId Id = 0; Id < Marks.size(); ++Id) {
    if (Marks[Id].Kind != EventKind::Suspend)
      continue;
    if (llvm::none_of(It.around(Id), [&](const Loop *L) { return !It.ending(*L).bounded(); }))
      return false;
    Found = true;
  }
  return Found;
}

static bool givesNothing(const Program &P, TypeId Task) {
  const TypeFacts *T = P.type(P.strip(Task));
  const TemplateArg *Given = T && !T->Args.empty() && T->Args[0].K == TemplateArg::Type ? &T->Args[0] : nullptr;
  const TypeFacts *G = Given ? P.type(Given->T) : nullptr;
  return T && (!Given || (G && G->Kind == TypeFacts::Builtin && P.str(G->Name) == "void"));
}

bool servesUntilDropped(const Program &P, FunctionId F, const DroppedTask &D) {
  if (D.Manner != DroppedTask::NeverUsed || D.Info.OnDrop != TaskModel::Cancels || !givesNothing(P, D.Type))
    return false;
  const FunctionFacts &Fn = P.function(F);
  const Event &Made = Fn.Events[D.Made];
  llvm::ArrayRef<EventMark> Marks = P.marks(F);
  bool GoesOn = false;
  for (EventId Id = D.Made + 1; Id < Marks.size(); ++Id)
    GoesOn |= Marks[Id].Kind == EventKind::Suspend;
  if (!GoesOn)
    return false;
  auto BodyOf = [&](const Operand &O) {
    if (O.K == Operand::Function)
      return P.bodyOf(O.V);
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    return T && T->IsLambda ? P.bodyOf(T->CallOperator) : None;
  };
  return llvm::any_of(P.meaning(F, D.Made).Bodies, [&](FunctionId B) { return serves(P, B); }) ||
         llvm::any_of(Made.Args, [&](const Operand &A) { return serves(P, BodyOf(A)); });
}

} // namespace corosafe
