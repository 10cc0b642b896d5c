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

void Closings::collect() const {
  Known = true;
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    if (P.isLibraryCode(F))
      continue;
    for (const Event &E : P.function(F).Events) {
      if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K == Operand::Nothing)
        continue;
      llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
      if (Leaf != "cancel" && Leaf != "release" && !P.closesByName(E.Callee))
        continue;
      std::optional<Place> On = P.placeOf(F, E.Receiver);
      if (!On)
        continue;
      Place Pl = P.normalize(F, *On);
      if (auto Parameter = parameterOf(F, Pl))
        Parameters.insert(*Parameter);
      for (SharedObject &O : objectsOf(P, F, Pl))
        Ended[keyOf(O)].push_back(std::move(O));
    }
  }
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
  return llvm::any_of(objectsOf(P, F, Pl), [&](const SharedObject &O) {
    auto It = Ended.find(keyOf(O));
    return It != Ended.end() && llvm::any_of(It->second, [&](const SharedObject &E) { return sameObject(P, E, O); });
  });
}

} // namespace corosafe
