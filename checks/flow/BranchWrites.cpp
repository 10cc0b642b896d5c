//===- BranchWrites.cpp -----------------------------------------------------===//

#include "BranchWrites.h"
#include "ElementLoops.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

/// One function that runs in a branch.
struct BranchBody {
  FunctionId Body = None;
  const AwaitNode *Coroutine = nullptr; ///< Null for a continuation.
};

llvm::SmallVector<BranchBody, 2> bodiesOf(const AwaitNode &Branch) {
  llvm::SmallVector<BranchBody, 2> Out;
  for (FunctionId Then : Branch.Then)
    Out.push_back({Then, nullptr});
  if (Branch.K == AwaitNode::Coroutine)
    Out.push_back({Branch.Callee, &Branch});
  return Out;
}

/// What an assignment in a branch writes to, as a place of F.
std::optional<Place> writtenIn(const Program &P, FunctionId F, const BranchBody &B, const Event &E) {
  if (E.Kind != EventKind::Assign || !E.HasTarget || E.Args.size() != 1)
    return std::nullopt;
  const FunctionFacts &Body = P.function(B.Body);
  if (E.Target.Root == Place::Capture && Body.IsLambda) {
    Program::CallSite Site = P.lambdaSite(B.Body);
    return Site.Caller == F ? P.rebase(F, Site.Call, B.Body, E.Target) : std::nullopt;
  }
  if (E.Target.Root == Place::Parameter && B.Coroutine && Body.Params[E.Target.Index].Pass != Passing::ByValue)
    return toRoot(P, B.Body, E.Target, B.Coroutine->Path);
  return std::nullopt;
}

/// True if nothing is awaited behind an event any more.
bool isBehindLastSuspend(const FunctionFacts &Body, EventId Id) {
  const Loops All(Body);
  BlockId In = All.blockOf(Id);
  if (In == None)
    return false;
  for (EventId S = 0; S < Body.Events.size(); ++S) {
    if (Body.Events[S].Kind != EventKind::Suspend || All.blockOf(S) == None)
      continue;
    if (All.blockOf(S) == In ? S > Id || All.around(Id) : reachesAround(Body, In, All.blockOf(S), None))
      return false;
  }
  return true;
}

/// A type by which somebody may be told that nothing has come: a flag or what may be empty, not the number that was read.
bool beginsEmpty(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && (P.str(Ty->Name) == "bool" || Ty->Kind == TypeFacts::Enum || P.isPointerLike(T) || P.str(Ty->Name).ends_with("::optional"));
}

} // namespace

void addWritesOfWinner(const Program &P, FunctionId F, const AwaitNode &Branch, llvm::SmallVectorImpl<LosingExit::Write> &Out) {
  for (const BranchBody &B : bodiesOf(Branch)) {
    const FunctionFacts &Body = P.function(B.Body);
    for (const Event &E : Body.Events) {
      auto Sets = [&](const Event &X) { return X.HasTarget && X.Target == E.Target && X.Kind != EventKind::Destroy; };
      std::optional<Place> On = writtenIn(P, F, B, E);
      if (On && E.Args[0].K == Operand::Constant && llvm::count_if(Body.Events, Sets) == 1)
        Out.push_back({*On, E.Args[0].C, false});
    }
  }
}

void addKeptByLoser(const Program &P, FunctionId F, const AwaitNode &Branch, llvm::SmallVectorImpl<LosingExit::Write> &Out) {
  if (Branch.K != AwaitNode::Coroutine)
    return;
  const BranchBody B{Branch.Callee, &Branch};
  const FunctionFacts &Body = P.function(B.Body);
  for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
    std::optional<Place> On = writtenIn(P, F, B, Body.Events[Id]);
    if (!On || On->Root != Place::Local || !On->Path.empty() || !beginsEmpty(P, P.function(F).Locals[On->Index].Type) ||
        !isBehindLastSuspend(Body, Id))
      continue;
    LosingExit::Write Kept;
    Kept.On = *On;
    Kept.Kept = true;
    Out.push_back(std::move(Kept));
  }
}

} // namespace corosafe
