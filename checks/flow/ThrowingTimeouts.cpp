//===- ThrowingTimeouts.cpp -------------------------------------------------===//

#include "ThrowingTimeouts.h"
#include "Locks.h"
#include "LosingExits.h"
#include "SharedObject.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

bool onlyWaitsForTime(const Program &P, const AwaitNode &N, unsigned Depth) {
  if (N.K != AwaitNode::Coroutine || N.Shielded || Depth > 3)
    return isTimer(N);
  const FunctionFacts &Body = P.function(N.Callee);
  bool Waits = false;
  for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
    const Event &E = Body.Events[Id];
    if (E.Kind != EventKind::Suspend || E.Args.empty() || neverSuspends(P, N.Callee, Id))
      continue;
    if (!onlyWaitsForTime(P, resolveAwaited(P, N.Callee, E.Args[0]), Depth + 1))
      return false; // It does other things as well.
    Waits = true;
  }
  return Waits;
}

namespace {

/// Looks for a normal end on the paths on which nothing has failed but what the function throws itself.
class UncancelledEnds : public Domain {
public:
  UncancelledEnds(const Program &P, FunctionId F) : P(P), F(F) {}
  bool Found = false;

  void after(EventId, State &, llvm::SmallVectorImpl<State> &) override {}
  void thrown(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    if (P.function(F).Events[Id].Kind != EventKind::Throw)
      S.add({Cancelled});
  }
  bool learn(const Test &T, State &) override { return !saysFailed(T); }
  void left(State &S, bool ByException) override { Found |= !ByException && !S.has({Cancelled}); }

private:
  static constexpr uint32_t Cancelled = 0;
  const Program &P;
  FunctionId F;

  bool saysFailed(const Test &T) const {
    if (!T.Holds || T.K == Test::Error)
      return T.Holds;
    bool Nonzero = T.K == Test::Truth || (T.K == Test::Equals && T.Number != 0);
    return Nonzero && T.Where && isErrorCode(P, typeAlong(P, F, *T.Where, T.Where->Path.size()));
  }
};

} // namespace

bool returnsOnlyIfCancelled(const Program &P, FunctionId F) {
  AwaitNode Self;
  Self.K = AwaitNode::Coroutine;
  Self.Callee = F;
  if (!P.function(F).IsCoroutine || llvm::none_of(P.function(F).Events, [](const Event &E) { return E.Kind == EventKind::Throw && !E.Args.empty(); }) ||
      !onlyWaitsForTime(P, Self))
    return false;
  UncancelledEnds D(P, F);
  return walkPaths(P, F, D) == PathsResult::Done && !D.Found;
}

bool throwsForEachBranch(const Program &P, FunctionId F, EventId Race, size_t Branches) {
  const FunctionFacts &Fn = P.function(F);
  std::set<int> Thrown;
  for (const Block &B : Fn.Blocks)
    for (EventId Id : B.Events)
      if (Fn.Events[Id].Kind == EventKind::Call && B.Succs.empty())
        for (const Operand &A : Fn.Events[Id].Args)
          if (SourceValue V = sourceOf(P, F, A, State()); V.Event == Race && V.Part >= 0)
            Thrown.insert(V.Part);
  return Thrown.size() >= Branches;
}

} // namespace corosafe
