//===- CalledClosures.cpp - What a task refers to that a closure has made ---===//
//
//   return std::visit([&](auto &s) { return s.send(text); }, stream_);
//
// The closure has been called when the call returns, and is not needed any more:
// the task needs what was captured, and the closure only if that is the coroutine.
//
//===----------------------------------------------------------------------===//

#include "Borrows.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

bool Borrows::callsAtOnce(FunctionId F, EventId Call, const Operand &Callable) const {
  const FunctionModel *M = P.meaning(F, Call).Model;
  const Event &E = P.function(F).Events[Call];
  bool Invokes = false, Spawns = false, Destroys = false, Keeps = false;
  for (const Action &A : M ? llvm::ArrayRef(M->Acts) : llvm::ArrayRef<Action>()) {
    if (!llvm::is_contained(P.operands(P.function(F), E, A.On), &Callable))
      continue;
    Invokes |= A.Does == Act::Invokes;
    Spawns |= A.Does == Act::Spawns;
    Destroys |= A.Does == Act::Drops;
    Keeps |= A.Does == Act::Stores || A.Does == Act::Owns || A.Does == Act::Offloads;
  }
  // Who destroys it has taken it along, to call it when it is time; or else to let what it makes run by itself.
  return Invokes && !Keeps && (Spawns || !Destroys);
}

/// Of a closure that was called already: what the task that it made refers to.
void Borrows::ofCalled(FunctionId F, const Operand &O, std::vector<Borrow> &Out, unsigned Depth) const {
  const Operand *Def = O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : &O;
  const Event *E = Def && Def->K == Operand::OfValue ? &P.function(F).Events[Def->V] : nullptr;
  FunctionId Body = E && E->Kind == EventKind::Lambda ? P.bodyOf(E->Callee) : None;
  if (Body != None)
    return bind(F, Def->V, Body, Known[Body].Result, Out);
  size_t From = Out.size();
  ofTask(F, O, Out, Depth);
  for (Borrow &B : llvm::MutableArrayRef(Out).drop_front(From))
    B.Called = B.On.Root == Place::Parameter && O.K == Operand::InPlace && P.isCallable(P.typeOf(P.function(F), O));
}

/// Who merely calls a closure does not keep it: its coroutine has no other.
bool Borrows::ofCalledAtOnce(FunctionId F, EventId Call, const Operand &O, std::vector<Borrow> &Out, unsigned Depth) const {
  if (!callsAtOnce(F, Call, O))
    return false;
  ofCalled(F, O, Out, Depth + 1);
  const Operand *Def = O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : &O;
  const Event *E = Def && Def->K == Operand::OfValue ? &P.function(F).Events[Def->V] : nullptr;
  FunctionId Body = E && E->Kind == EventKind::Lambda ? P.bodyOf(E->Callee) : None;
  if (Body == None || !P.function(Body).IsCoroutine)
    return true;
  auto Closure = llvm::find_if(Known[Body].Result, [](const Need &N) { return N.K == Need::Closure; });
  if (Closure == Known[Body].Result.end())
    return true;
  Borrow &B = Out.emplace_back();
  B.Of = *Closure;
  B.Temporary = O.K == Operand::OfValue;
  if (B.Temporary) {
    B.On.Root = Place::Value;
    B.On.Index = Def->V;
  } else {
    B.On = P.normalize(F, O.P);
  }
  return true;
}

} // namespace corosafe
