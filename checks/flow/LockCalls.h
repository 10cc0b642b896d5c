//===- LockCalls.h - What code does to locks -------------------------------===//
//
// Calls and constructions lock and unlock by the models of what they are called
// on, by a function's own model, or by what the summaries of the called bodies
// say; guards come and go with arguments and results.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LOCKCALLS_H
#define COROSAFE_FLOW_LOCKCALLS_H

#include "HeldLocks.h"

namespace corosafe {

/// Brings what an event does to locks into the state behind it.
class LockCalls : protected HeldLocks {
protected:
  using HeldLocks::HeldLocks;

  void assigned(const Event &E, State &S);
  void constructed(EventId Id, const Event &E, State &S, llvm::SmallVectorImpl<State> &Forks);
  void called(EventId Id, const Event &E, State &S, llvm::SmallVectorImpl<State> &Forks);

private:
  /// A guard is made from these arguments: by its constructor, or by a make_ function.
  void guardMade(EventId Id, const Event &E, const GuardModel &G, State &S, llvm::SmallVectorImpl<State> &Forks);
  /// A method of a mutex, a guard, or an optional guard. True if that was all.
  bool receiverCall(EventId Id, const Event &E, llvm::StringRef Leaf, State &S, llvm::SmallVectorImpl<State> &Forks);
  void modelActs(EventId Id, const Event &E, const FunctionModel &M, State &S, llvm::SmallVectorImpl<State> &Forks);
  /// What the called bodies do to locks. True if they say all there is to say.
  bool applySummaries(EventId Id, const Event &E, State &S, uint32_t Guard);
  /// Guards that an argument hands over, or that the callee may unlock.
  void passedOn(EventId Id, const Event &E, const Meaning &M, State &S);
  bool mentionsUnlock(FunctionId B, size_t Param) const;
  /// A function without a visible body returns a guard.
  void returnedGuard(EventId Id, const Event &E, const Meaning &M, State &S, llvm::SmallVectorImpl<State> &Forks);
  bool returnsReference(const Event &E) const;
  bool givesGuard(const Event &E, TypeId Mutex) const;
};

} // namespace corosafe

#endif
