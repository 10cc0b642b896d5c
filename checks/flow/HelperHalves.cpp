//===- HelperHalves.cpp ------------------------------------------------------===//

#include "HelperHalves.h"
#include "PairNames.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static constexpr size_t MaxEvents = 40, MaxBlocks = 16;

bool isFlag(const Program &P, const Operand &Value) {
  const TypeFacts *T = P.type(P.strip(Value.Type));
  if (!T)
    return Value.C == 0 || Value.C == 1;
  if (T->Kind == TypeFacts::Enum || T->Kind == TypeFacts::Pointer)
    return true;
  return T->Kind == TypeFacts::Builtin && (P.str(T->Name) != "int" || Value.C == 0 || Value.C == 1);
}

/// The condition looks at Of.
static bool asks(const Program &P, FunctionId F, const Operand &O, const Place &Of, unsigned Depth = 0) {
  if (O.K == Operand::InPlace)
    return P.normalize(F, O.P) == Of;
  if (O.K != Operand::OfValue || Depth > 3)
    return false;
  return llvm::any_of(P.function(F).Events[O.V].Args, [&](const Operand &A) { return asks(P, F, A, Of, Depth + 1); });
}

/// Every normal way through the function passes the event; but for `if (state_ == to) return;`, behind which state_ is the same.
static bool always(const Program &P, FunctionId F, EventId Id, const Half &H) {
  const FunctionFacts &Fn = P.function(F);
  if (Fn.Entry == None || Fn.Exit == None)
    return false;
  llvm::BitVector Seen(Fn.Blocks.size());
  llvm::SmallVector<BlockId, 16> Work{Fn.Entry};
  while (!Work.empty()) {
    BlockId B = Work.pop_back_val();
    if (Seen[B])
      continue;
    Seen.set(B);
    if (llvm::is_contained(Fn.Blocks[B].Events, Id))
      continue;
    if (B == Fn.Exit)
      return false;
    if (H.K != Half::Step && H.On && asks(P, F, Fn.Blocks[B].Condition, *H.On))
      continue;
    for (const Edge &E : Fn.Blocks[B].Succs)
      if (E.To != None)
        Work.push_back(E.To);
  }
  return true;
}

/// What the helper's caller gave for the parameter that O names, if that is a constant.
static const Operand *givenFor(const Event &Call, const Operand *O) {
  if (!O || O->K != Operand::InPlace || O->P.Root != Place::Parameter || !O->P.Path.empty() || O->P.Index >= Call.Args.size())
    return nullptr;
  const Operand &A = Call.Args[O->P.Index];
  return A.K == Operand::Constant ? &A : nullptr;
}

/// `busy_ = on`, `n_ += by`: with the constant that the caller gave, it is as if that were written there. Else, a change to something
/// that is not known says nothing.
static bool takesConstant(const Program &P, const Event &Inner, const Event &Call, Half &H) {
  if (H.K == Half::Set)
    return true;
  if (H.K == Half::Step) {
    const Operand *By = Inner.Kind == EventKind::Compute && Inner.Args.size() > 1 ? givenFor(Call, &Inner.Args[1]) : nullptr;
    if (By && By->C < 0)
      H.Value = -H.Value;
    return true;
  }
  bool Writes = Inner.Kind == EventKind::Assign || (Inner.Kind == EventKind::Call && Inner.Receiver.K != Operand::Nothing);
  const Operand *To = H.K == Half::Assign && Writes && !Inner.Args.empty() ? givenFor(Call, &Inner.Args[0]) : nullptr;
  if (!To)
    return false;
  H.K = Half::Set;
  H.Value = To->C;
  H.Flag = isFlag(P, *To);
  return true;
}

void halvesOfHelper(const Program &P, FunctionId F, EventId Call, unsigned Depth, std::vector<Half> &Out) {
  const Meaning &M = P.meaning(F, Call);
  if (Depth > 1 || M.Bodies.size() != 1 || P.function(M.Bodies[0]).IsCoroutine)
    return;
  FunctionId Helper = M.Bodies[0];
  const FunctionFacts &Body = P.function(Helper);
  if (Body.Events.size() > MaxEvents || Body.Blocks.size() > MaxBlocks)
    return;
  llvm::ArrayRef<EventMark> Marks = P.marks(Helper);
  for (EventId Inner = 0; Inner < Marks.size(); ++Inner) {
    if (!Marks[Inner].Half)
      continue;
    for (Half &H : halvesOf(P, Helper, Inner, Depth + 1)) {
      if (!H.On || !takesConstant(P, Body.Events[Inner], P.function(F).Events[Call], H) || !always(P, Helper, Inner, H))
        continue;
      std::optional<Place> There = P.rebase(F, Call, Helper, *H.On);
      if (!There)
        continue;
      H.On = There;
      H.At = Call;
      Out.push_back(std::move(H));
    }
  }
}

} // namespace corosafe
