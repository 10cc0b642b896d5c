//===- AwaitedEffects.cpp ----------------------------------------------------===//

#include "AwaitedEffects.h"
#include "Cancellability.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

AwaitedEffects::AwaitedEffects(const Program &P, FunctionId F, const std::vector<Summary> &Known)
    : P(P), Fn(P.function(F)), F(F), Known(Known), Library(Fn.IsCoroutine ? corosafe::libraryOf(P, F) : nullptr) {}

bool AwaitedEffects::cancellable(const AwaitNode &N, bool &Sure) const {
  if (N.Shielded)
    return false;
  // Whatever it waits for: the co_await itself looks.
  if (Library && Library->Delivers == Delivery::ExceptionEveryAwait && N.K == AwaitNode::Operation)
    return true;
  switch (N.K) {
  case AwaitNode::Operation: return canBeCancelled(N);
  case AwaitNode::Coroutine: {
    const Summary &S = Known[N.Callee];
    if (!S.Known)
      Sure = false;
    return S.Suspends || !S.Known;
  }
  case AwaitNode::Combinator:
    if (N.Branches.empty()) { // A range that is filled elsewhere.
      Sure = false;
      return true;
    }
    return llvm::any_of(N.Branches, [&](const AwaitNode &B) { return cancellable(B, Sure); });
  case AwaitNode::Unknown:
  case AwaitNode::Parameter: Sure = false; return true;
  }
  return false;
}

bool AwaitedEffects::arrives(const AwaitNode &N) const {
  if (!Library)
    return true;
  if (Library->Delivers == Delivery::None)
    return false;
  if (!onlyTokensTell(*Library))
    return true;
  switch (N.K) {
  case AwaitNode::Combinator:
    return llvm::any_of(N.Branches, [&](const AwaitNode &B) { return arrives(B); });
  case AwaitNode::Coroutine:
    return !Known[N.Callee].CancelPoints.empty();
  default: {
    // Only a token tells it; without one, nothing does.
    EventId Made = N.Path.empty() ? N.Made : None;
    // An event or the like that is awaited itself was given no token.
    const TypeModel *Given = N.K == AwaitNode::Parameter ? P.typeModel(Fn.Params[N.Index].Type) : nullptr;
    if ((Given && Given->Awaited) || (N.K == AwaitNode::Operation && N.Path.empty() && Made == None))
      return false;
    // `as_future(ready(k, token))`: what is wrapped was given it.
    for (unsigned Depth = 0; Made != None && Depth < 4; ++Depth) {
      const FunctionModel *M = Fn.Events[Made].Kind == EventKind::Call ? P.meaning(F, Made).Model : nullptr;
      auto Wrapped = M && M->Wraps ? P.operands(Fn, Fn.Events[Made], *M->Wraps) : llvm::SmallVector<const Operand *, 4>();
      if (Wrapped.empty() || Wrapped.front()->K != Operand::OfValue || Fn.Events[Wrapped.front()->V].Kind != EventKind::Call)
        break;
      Made = Wrapped.front()->V;
    }
    return Made == None || llvm::any_of(Fn.Events[Made].Args, [&](const Operand &A) { return isToken(P, F, A); });
  }
  }
}

void AwaitedEffects::effectsOf(const AwaitNode &N, std::vector<NodeEffect> &Out, unsigned Depth) const {
  if (Depth > 6)
    return;
  switch (N.K) {
  case AwaitNode::Operation: {
    if (N.Op->Does == Effect::Unknown || N.Op->Does == Effect::Wait || N.On.empty())
      return;
    NodeEffect E;
    E.Dir = N.Op->Does == Effect::Produce || N.Op->Does == Effect::ComposedProduce ? Direction::Out : Direction::In;
    if (N.Op->Does == Effect::Acquire && !lostIfDiscarded(*N.Op))
      return; // What it gives is a guard, which takes care of itself.
    E.On = N.On;
    E.Into = N.Into;
    E.OfQueue = N.Op->Ended == EndedBy::Holders;
    E.Name = N.Name;
    E.Range = N.Range;
    Out.push_back(std::move(E));
    return;
  }
  case AwaitNode::Combinator:
    for (const AwaitNode &B : N.Branches)
      effectsOf(B, Out, Depth + 1);
    return;
  case AwaitNode::Coroutine:
    for (const DoneEffect &D : Known[N.Callee].Effects) {
      if (D.Dir == Direction::In && !D.Returned)
        continue; // It dealt with what it took.
      NodeEffect E;
      E.Dir = D.Dir;
      E.Name = N.Name;
      E.Range = N.Range;
      E.AtOnce = D.AtOnce;
      E.OfQueue = D.OfQueue;
      for (const Place &Pl : D.On)
        if (std::optional<Place> R = toRoot(P, N.Callee, Pl, N.Path))
          E.On.push_back(*R);
      if (!E.On.empty())
        Out.push_back(std::move(E));
    }
    return;
  default:
    return;
  }
}

} // namespace corosafe
