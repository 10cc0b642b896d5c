//===- Closings.cpp ---------------------------------------------------------===//

#include "Closings.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// The parameter that a place is, or lies in, seen from the function that has it, if a closure captured it.
std::optional<std::pair<FunctionId, uint32_t>> Closings::parameterOf(FunctionId F, Place On) const {
  for (unsigned Depth = 0; Depth < 4 && On.Root == Place::Capture && P.function(F).IsLambda; ++Depth) {
    Program::CallSite Site = P.lambdaSite(F);
    if (Site.Caller == None)
      return std::nullopt;
    std::optional<Place> Outside = P.rebase(Site.Caller, Site.Call, F, On);
    if (!Outside)
      return std::nullopt;
    On = P.normalize(Site.Caller, *Outside);
    F = Site.Caller;
  }
  if (On.Root != Place::Parameter)
    return std::nullopt;
  return std::pair(F, On.Index);
}

/// True if the model of a call says that it ends what it is called on, or if it does so to a member of that.
bool Closings::closesByModel(FunctionId F, EventId Call, unsigned Depth) const {
  const Meaning &M = P.meaning(F, Call);
  if (M.Model)
    return llvm::any_of(M.Model->Acts, [](const Action &A) {
      return A.On.K == ArgRef::Receiver && (A.Does == Act::Closes || A.Does == Act::Cancels);
    });
  if (M.Bodies.size() != 1 || Depth > 2)
    return false;
  const FunctionFacts &Fn = P.function(M.Bodies[0]);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
    if (const Event &E = Fn.Events[Id]; E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace &&
                                        E.Receiver.P.Root == Place::This && closesByModel(M.Bodies[0], Id, Depth + 1))
      return true;
  return false;
}

void Closings::lend(FunctionId F, EventId Id) const {
  const Event &E = P.function(F).Events[Id];
  if (E.Kind != EventKind::Construct && E.Kind != EventKind::Call)
    return;
  const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
  if (E.Kind == EventKind::Call && !P.meaning(F, Id).Bodies.empty() && !M)
    return;
  // Given to what a model says nothing of: make_unique's object may keep it.
  auto IsKnown = [&](const Operand &A) {
    return M && (M->Op || llvm::any_of(M->Acts, [&](const Action &X) { return X.Does != Act::Stores && llvm::is_contained(P.operands(P.function(F), E, X.On), &A); }));
  };
  for (const Operand &A : E.Args)
    if (!IsKnown(A) && A.K == Operand::InPlace && (A.AddressOf || A.Pass != Passing::ByValue) && A.P.Root == Place::Local)
      for (SharedObject &O : objectsOf(P, F, A.P))
        Lent[keyOf(O)].push_back(std::move(O));
}

void Closings::collect() const {
  Known = true;
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    if (P.isLibraryCode(F))
      continue;
    for (EventId Id = 0; Id < P.function(F).Events.size(); ++Id) {
      const Event &E = P.function(F).Events[Id];
      lend(F, Id);
      if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K == Operand::Nothing)
        continue;
      llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
      bool ByModel = closesByModel(F, Id);
      if (!ByModel && Leaf != "cancel" && Leaf != "release" && !P.closesByName(E.Callee))
        continue;
      std::optional<Place> On = P.placeOf(F, E.Receiver);
      if (!On)
        continue;
      Place Pl = P.normalize(F, *On);
      if (auto Parameter = parameterOf(F, Pl))
        Parameters.insert(*Parameter);
      for (SharedObject &O : objectsOf(P, F, Pl)) {
        if (ByModel)
          Broken[keyOf(O)].push_back(O);
        Ended[keyOf(O)].push_back(std::move(O));
      }
    }
  }
}

bool Closings::isAmong(const Objects &Of, FunctionId F, const Place &Pl) const {
  return llvm::any_of(objectsOf(P, F, Pl), [&](const SharedObject &O) {
    auto It = Of.find(keyOf(O));
    return It != Of.end() && llvm::any_of(It->second, [&](const SharedObject &E) { return sameObject(P, E, O); });
  });
}

bool Closings::ends(FunctionId F, const Place &On) const {
  if (!Known)
    collect();
  Place Pl = P.normalize(F, On);
  if (auto Parameter = parameterOf(F, Pl); Parameter && Parameters.count(*Parameter))
    return true;
  // Lent by somebody who is not seen, and who may do with it what they like.
  if (Pl.Root == Place::Parameter && P.function(F).Params[Pl.Index].Pass != Passing::ByValue && P.callers(F).empty())
    return true;
  return isAmong(Ended, F, Pl);
}

bool Closings::isLent(FunctionId F, const Place &On) const {
  if (!Known)
    collect();
  return isAmong(Lent, F, P.normalize(F, On));
}

bool Closings::isBroken(FunctionId F, const Place &On) const {
  if (!Known)
    collect();
  return isAmong(Broken, F, P.normalize(F, On));
}

} // namespace corosafe
