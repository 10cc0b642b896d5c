//===- Losses.cpp - What is lost when an awaited operation loses -----------===//

#include "Summary.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

Direction directionOf(const Operation &Op) {
  if (Op.Safety == CancelSafety::Unsafe)
    return Direction::Both;
  switch (Op.Does) {
  case Effect::Consume:
  case Effect::ComposedConsume:
  case Effect::Acquire: return Direction::In;
  case Effect::Produce:
  case Effect::ComposedProduce: return Direction::Out;
  default: return Direction::Both;
  }
}

bool lostIfDiscarded(const Operation &Op) {
  if (Op.LostIfDiscarded)
    return *Op.LostIfDiscarded;
  return Op.Does == Effect::Consume || Op.Does == Effect::ComposedConsume || Op.Does == Effect::Acquire;
}

/// True if a continuation has done something with the result by the time that it is dropped, other than to give it another form.
static bool handled(const Program &P, const AwaitNode &N) {
  return llvm::any_of(N.Then, [&](FunctionId B) {
    if (B == None)
      return true; // Not seen: it is trusted.
    const FunctionFacts &Body = P.function(B);
    bool Gives = llvm::any_of(Body.Events, [](const Event &E) { return E.Kind == EventKind::Return && !E.Args.empty(); });
    return llvm::any_of(Body.Events, [&](const Event &E) {
      if ((E.Kind == EventKind::Assign || E.Kind == EventKind::Compute) && E.HasTarget)
        return isVisibleOutside(E.Target);
      if (E.Kind != EventKind::Call || E.Callee == None || P.Facts.Entities[E.Callee].IsConst)
        return false;
      bool Given = E.Discarded != Discard::No && llvm::any_of(E.Args, [](const Operand &A) {
        return A.K == Operand::InPlace && A.P.Root == Place::Parameter;
      });
      // `std::exchange(request, std::move(taken))`: it is handed on to something that outlives the branch.
      auto IsPlace = [&](const Operand &A, bool Taken) {
        return A.K == Operand::InPlace && (Taken ? A.P.Root == Place::Parameter : A.P.Root != Place::Parameter && isVisibleOutside(A.P));
      };
      if (!Gives && llvm::any_of(E.Args, [&](const Operand &A) { return IsPlace(A, true); }) &&
          llvm::any_of(E.Args, [&](const Operand &A) { return IsPlace(A, false); }))
        return true;
      bool OnItsOwn = E.Receiver.K != Operand::InPlace || !isVisibleOutside(E.Receiver.P) || E.Receiver.P.Root == Place::Parameter;
      return !OnItsOwn || Given || (!Gives && E.Receiver.K == Operand::Nothing && !P.Facts.Entities[E.Callee].InSystemHeader);
    });
  });
}

static SharedText whatIsLost(const Operation &Op, Loss::Kind K) {
  constexpr auto Text = SharedText::constant;
  static const SharedText Written = Text("how much of it was already written is not known"),
                          Read = Text("what it has already read is lost"),
                          Broken = Text("what it worked on may only be closed then"),
                          Acquired = Text("what it has acquired is never released"),
                          HowMuch = Text("how much it has written is not known"),
                          Taken = Text("what it has taken is dropped when it completes as another branch wins"),
                          HalfWay = Text("it stops half-way");
  bool Out = Op.Does == Effect::Produce || Op.Does == Effect::ComposedProduce;
  switch (K) {
  case Loss::Partial: return Out ? Written : Read;
  case Loss::Unsafe: return Broken;
  case Loss::Discarded: return Op.Does == Effect::Acquire ? Acquired : Out ? HowMuch : Taken;
  case Loss::HalfDone: break;
  }
  return HalfWay;
}

void lossesOf(const Program &P, const std::vector<Summary> &Known, const AwaitNode &N, bool Discards,
              bool CountVisible, llvm::StringRef Under, llvm::SmallVectorImpl<Loss> &Out, unsigned Depth) {
  if (Depth > 8 || N.Shielded)
    return;
  switch (N.K) {
  case AwaitNode::Unknown:
  case AwaitNode::Parameter:
    return;
  case AwaitNode::Operation: {
    const Operation &Op = *N.Op;
    if (N.On.empty())
      return;
    Loss L;
    bool Named = llvm::any_of(Op.UnsafeUnder, [&](const std::string &S) { return S == Under; });
    if (canBeCancelled(N) && (Op.Safety == CancelSafety::Unsafe || Named)) {
      L.K = Loss::Unsafe;
    } else if (canBeCancelled(N) && Op.Safety == CancelSafety::Partial && !CountVisible) {
      L.K = Loss::Partial;
      L.Into = N.Into;
    } else if (Discards && !handled(P, N) && lostIfDiscarded(Op) && Op.Safety != CancelSafety::Unknown) {
      L.K = Loss::Discarded;
      L.Into = N.Into;
    } else {
      return;
    }
    L.Name = N.Name;
    L.On = N.On;
    L.Dir = directionOf(Op);
    L.Help = SharedText::borrowed(Op.SaferAlternative);
    L.What = whatIsLost(Op, L.K);
    L.Acquired = L.K == Loss::Discarded && Op.Does == Effect::Acquire;
    L.OfQueue = Op.Ended == EndedBy::Holders;
    L.Notification = L.K == Loss::Discarded && N.CarriesNothing && Op.Does == Effect::Consume;
    Out.push_back(std::move(L));
    return;
  }
  case AwaitNode::Combinator:
    for (const AwaitNode &B : N.Branches)
      lossesOf(P, Known, B, Discards, false, Under, Out, Depth + 1);
    return;
  case AwaitNode::Coroutine: {
    const Summary &S = Known[N.Callee];
    size_t First = Out.size();
    Out.reserve(First + S.Inherent.size());
    auto Take = [&](const Loss &From) {
      Places On;
      for (const Place &Pl : From.On)
        if (std::optional<Place> R = toRoot(P, N.Callee, Pl, N.Path))
          On.push_back(*R);
      if (On.empty())
        return;
      std::optional<Place> Into;
      if (From.Into)
        Into = toRoot(P, N.Callee, *From.Into, N.Path);
      // One reason is enough for each way in which losing this call leaves an object.
      if (llvm::any_of(llvm::ArrayRef(Out).drop_front(First), [&](const Loss &Have) {
            return Have.K == From.K && Have.Dir == From.Dir && Have.Sure == From.Sure &&
                   Have.Notification == From.Notification && Have.On == On && Have.Into == Into;
          }))
        return;
      Loss L = From;
      L.On = std::move(On);
      L.Into = std::move(Into);
      // Told from the outside in: the coroutine that is raced, then what happens inside.
      if (!(L.Name == N.Name) && L.Why.empty() && L.K != Loss::Discarded)
        L.Why.append({P.function(N.Callee).Name, "inside '" + N.Name + "', '" + L.Name + "' is awaited"});
      L.Name = N.Name;
      Out.push_back(std::move(L));
    };
    for (const Loss &L : S.Inherent)
      Take(L);
    if (Discards && !handled(P, N))
      for (const Loss &L : S.OnDiscard)
        Take(L);
    for (auto [Index, Callable] : S.AwaitsParameters)
      lossesOf(P, Known, resolveArgument(P, N.Path, Index, Callable), Discards, false, Under, Out, Depth + 1);
    return;
  }
  }
}

} // namespace corosafe
