//===- LockedCalls.cpp ------------------------------------------------------===//

#include "LockedCalls.h"
#include "OtherLocks.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

namespace {

/// The calls that are reached with nothing locked on some path.
class Unguarded : public Domain {
public:
  Unguarded(const Program &P, FunctionId F) : Fn(P.function(F)), Locks(P, F, /*Kind=*/1) {}
  std::set<EventId> Calls;

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    Locks.step(Id, S);
    if (Fn.Events[Id].Kind == EventKind::Call && !Locks.any(S))
      Calls.insert(Id);
  }

private:
  const FunctionFacts &Fn;
  LocksOnPath Locks;
};

/// A closure that is given to a call together with the lock that it is called under: with_lock(mutex, [&] { ... }).
bool isCalledLocked(const Program &P, FunctionId F) {
  Program::CallSite Site = P.lambdaSite(F);
  if (Site.Caller == None)
    return false;
  const FunctionFacts &Fn = P.function(Site.Caller);
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(Site.Caller, Id).Model : nullptr;
    auto IsClosure = [&](const Operand &O) { return O.K == Operand::OfValue && O.V == Site.Call; };
    if (!M || llvm::none_of(E.Args, IsClosure))
      continue;
    bool Invokes = llvm::any_of(M->Acts, [&](const Action &A) {
      return A.Does == Act::Invokes && llvm::any_of(P.operands(Fn, E, A.On), [&](const Operand *O) { return IsClosure(*O); });
    });
    return Invokes && llvm::any_of(E.Args, [&](const Operand &O) {
      const TypeModel *Lock = P.typeModel(P.typeOf(Fn, O));
      return Lock && Lock->Mutex;
    });
  }
  return false;
}

bool runsLocked(const Program &P, FunctionId F, std::set<FunctionId> &Seen) {
  const FunctionFacts &Fn = P.function(F);
  auto Given = [&](const std::vector<Variable> &Vars) {
    return llvm::any_of(Vars, [&](const Variable &V) { return V.Pass == Passing::ByValue && isGuardType(P, V.Type); });
  };
  if (Given(Fn.Params) || Given(Fn.Captures))
    return true;
  if (Fn.IsLambda && isCalledLocked(P, F))
    return true;
  if (P.callers(F).empty() || Seen.size() > 8 || !Seen.insert(F).second)
    return false;
  return llvm::all_of(P.callers(F), [&](const Program::CallSite &Site) {
    Unguarded Callers(P, Site.Caller);
    return (walkPaths(P, Site.Caller, Callers) == PathsResult::Done && !Callers.Calls.count(Site.Call)) ||
           runsLocked(P, Site.Caller, Seen);
  });
}

} // namespace

bool runsLocked(const Program &P, FunctionId F) {
  std::set<FunctionId> Seen;
  return runsLocked(P, F, Seen);
}

} // namespace corosafe
