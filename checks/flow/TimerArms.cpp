//===- TimerArms.cpp ---------------------------------------------------------===//

#include "TimerArms.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static constexpr size_t MaxEvents = 16;

/// A point in time, or what is left until one: that does not begin anew.
static bool isUntil(const Program &P, const FunctionFacts &Fn, const Operand &O, unsigned Depth = 0) {
  const TypeFacts *T = P.type(P.typeOf(Fn, O));
  if ((T && P.str(T->Name).ends_with("::time_point")) || Depth > 6)
    return true;
  if (O.K != Operand::OfValue)
    return false;
  const Event &E = Fn.Events[O.V];
  llvm::StringRef Leaf = E.Callee == None ? llvm::StringRef() : P.str(P.Facts.Entities[E.Callee].Leaf);
  if (llvm::any_of(std::initializer_list<llvm::StringRef>{"remain", "left", "until", "next", "due"}, [&](llvm::StringRef W) { return Leaf.contains_insensitive(W); }))
    return true;
  return (E.Receiver.K != Operand::Nothing && isUntil(P, Fn, E.Receiver, Depth + 1)) ||
         llvm::any_of(E.Args, [&](const Operand &A) { return isUntil(P, Fn, A, Depth + 1); });
}

bool armsInHelper(const Program &P, FunctionId F, EventId Call, llvm::ArrayRef<Place> On, const Operand *&Time) {
  const Meaning &M = P.meaning(F, Call);
  if (M.Model || M.Bodies.size() != 1 || P.function(M.Bodies[0]).IsCoroutine || P.function(M.Bodies[0]).Events.size() > MaxEvents)
    return false;
  const FunctionFacts &Body = P.function(M.Bodies[0]);
  for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
    const Event &E = Body.Events[Id];
    const FunctionModel *Does = E.Kind == EventKind::Call ? P.meaning(M.Bodies[0], Id).Model : nullptr;
    if (!Does || E.Args.empty() || llvm::none_of(Does->Acts, [](const Action &A) { return A.Does == Act::Arms; }) ||
        isUntil(P, Body, E.Args[0]))
      continue;
    std::optional<Place> Timer = E.Receiver.K == Operand::Nothing ? std::nullopt : P.placeOf(M.Bodies[0], E.Receiver);
    std::optional<Place> Here = Timer ? P.rebase(F, Call, M.Bodies[0], *Timer) : std::nullopt;
    if (!Here || llvm::none_of(On, [&](const Place &Pl) { return overlaps(Pl, *Here); }))
      continue;
    const Operand &For = E.Args[0];
    llvm::ArrayRef<Operand> Given = P.function(F).Events[Call].Args;
    if (For.K == Operand::InPlace && For.P.Root == Place::Parameter && For.P.Path.empty() && For.P.Index < Given.size())
      Time = &Given[For.P.Index];
    return true;
  }
  return false;
}

} // namespace corosafe
