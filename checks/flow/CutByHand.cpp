//===- CutByHand.cpp ---------------------------------------------------------===//

#include "CutByHand.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// The places that a body cancels when it runs, as it names them.
static void cancelledIn(const Program &P, FunctionId Body, Places &Out) {
  const FunctionFacts &Fn = P.function(Body);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K == Operand::Nothing)
      continue;
    const FunctionModel *M = P.meaning(Body, Id).Model;
    std::string Words = wordsOf(P.str(P.Facts.Entities[E.Callee].Leaf));
    if (!M || (Words != "cancel" && Words != "emit") || llvm::none_of(M->Acts, [](const Action &A) { return A.Does == Act::Cancels; }))
      continue;
    if (std::optional<Place> Pl = P.placeOf(Body, E.Receiver))
      Out.push_back(*Pl);
  }
}

static void collect(const Program &P, FunctionId F, unsigned Depth, Places &Out) {
  const FunctionFacts &Fn = P.function(F);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Call)
      continue;
    const Meaning &M = P.meaning(F, Id);
    if (M.Model) {
      if (!M.Model->Op || !M.Model->Op->Timer)
        continue;
      for (const Operand &A : E.Args) {
        const Event *Made = A.K == Operand::OfValue ? &Fn.Events[A.V] : nullptr;
        FunctionId Body = Made && Made->Kind == EventKind::Lambda ? P.bodyOf(Made->Callee) : None;
        if (Body == None || P.function(Body).IsCoroutine)
          continue;
        Places There;
        cancelledIn(P, Body, There);
        for (const Place &Pl : There)
          if (std::optional<Place> Here = P.rebase(F, A.V, Body, Pl))
            Out.push_back(*Here);
      }
    } else if (Depth < 2 && M.Bodies.size() == 1 && !P.function(M.Bodies[0]).IsCoroutine && !P.isLibraryCode(M.Bodies[0])) {
      Places There;
      collect(P, M.Bodies[0], Depth + 1, There);
      for (const Place &Pl : There)
        if (std::optional<Place> Here = P.rebase(F, Id, M.Bodies[0], Pl))
          Out.push_back(*Here);
    }
  }
}

Places cancelledByTimers(const Program &P, FunctionId F) {
  Places Out;
  if (P.function(F).IsCoroutine && !P.isLibraryCode(F))
    collect(P, F, 0, Out);
  for (Place &Pl : Out)
    Pl = P.normalize(F, Pl);
  return Out;
}

/// The object that some call on the way to a value was made on.
static bool comesFromCallOn(const Program &P, FunctionId F, const Operand &O, const Places &Of, unsigned Depth) {
  if (O.K != Operand::OfValue || Depth > 5)
    return false;
  const Event &E = P.function(F).Events[O.V];
  if (E.Kind != EventKind::Call && E.Kind != EventKind::Construct)
    return false;
  std::optional<Place> On = E.Receiver.K == Operand::InPlace ? P.placeOf(F, E.Receiver) : std::nullopt;
  return (On && llvm::is_contained(Of, P.normalize(F, *On))) ||
         llvm::any_of(E.Args, [&](const Operand &A) { return comesFromCallOn(P, F, A, Of, Depth + 1); });
}

bool isCutByHand(const Program &P, FunctionId F, EventId Suspend, const Places &On, const Places &Cancelled) {
  if (Cancelled.empty())
    return false;
  bool Itself = llvm::any_of(On, [&](const Place &Pl) {
    return llvm::any_of(Cancelled, [&](const Place &C) { return isWithin(P.normalize(F, Pl), C) || isWithin(C, P.normalize(F, Pl)); });
  });
  const Event &E = P.function(F).Events[Suspend];
  if (Itself || E.Args.empty() || E.Args[0].K != Operand::OfValue)
    return Itself;
  // Its arguments, and not what it is called on.
  return llvm::any_of(P.function(F).Events[E.Args[0].V].Args, [&](const Operand &A) { return comesFromCallOn(P, F, A, Cancelled, 0); });
}

const Combinator &timeoutByHand() {
  static const Combinator ByHand = [] {
    Combinator C;
    C.Kind = CombinatorKind::Timeout;
    C.Losers = LoserFate::CancelledAwaited;
    C.Results = LoserResult::Returned;
    C.Winner = WinnerTold::Throws;
    return C;
  }();
  return ByHand;
}

} // namespace corosafe
