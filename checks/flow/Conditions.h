//===- Conditions.h - What conditions say on the paths of a function --------===//
//
// For one walk over paths: which values and places are known in a state, what a
// branch condition adds to that, and what it tells the domain (Test). Conditions
// are followed through locals, negations, comparisons, and (ConditionCalls.cpp)
// accessors of results, optionals that were given a value or not, and small
// predicates of the program's own.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_CONDITIONS_H
#define COROSAFE_FLOW_CONDITIONS_H

#include "Paths.h"
#include "llvm/ADT/SmallBitVector.h"
#include <optional>

namespace corosafe {

class Conditions {
public:
  Conditions(const Program &P, FunctionId F, Domain &D);

  /// What an event does to what is known of places.
  void update(EventId Id, const Event &E, State &S) const;
  /// std::get<1>(r) goes on only where the second alternative is active. False if it cannot be.
  bool learnFromCall(EventId Id, State &S);
  /// `check(ec);` goes on only where ec is no error. False if it cannot go on.
  bool learnFromCheck(EventId Id, State &S);
  /// True if a call may be such a check.
  bool mayCheck(EventId Id, const Meaning &M) const;
  /// `return r.index() == 0;` returns true on one path and false on the other; so does a part of `return {r.index() == 0, n};`.
  void splitReturn(const Event &E, State &S, llvm::SmallVectorImpl<State> &Forks);

  /// The number that an operand is on this path, if that is known.
  std::optional<bool> givenAlways(EventId Id) const;
  std::optional<int64_t> evaluate(const Operand &O, const State &S, unsigned Depth = 0) const;
  /// Takes a condition for true or false; false if it cannot be.
  bool assume(const Operand &O, bool Holds, State &S, unsigned Depth = 0);
  /// Takes an operand for K, or for something else; false if it cannot be.
  bool assumeEquals(const Operand &O, int64_t K, bool Equal, State &S, unsigned Depth = 0);

private:
  static constexpr unsigned MaxDepth = 16;
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  Domain &D;
  llvm::SmallVector<const Place *, 4> Remembered; ///< Places that more than one branch looks at. Sorted.
  llvm::SmallBitVector Tracked; ///< By event: its value matters to more than the branch right behind it.
  llvm::SmallBitVector Escaped; ///< By local: others may write it at any time from then on.
  llvm::SmallBitVector Asked, Assigned; ///< By local: whether it was asked if it is only assigned, and the answer.

  bool Looked = false; ///< These are known.

  void look();
  void track(const Operand &O, unsigned Depth);
  bool isShortCircuit(const Event &E) const;
  const Operand *negatedBy(const Event &E) const;
  bool isTracked(EventId E);
  const Operand *writtenTo(const Place &Where, const State &S) const;
  std::optional<int64_t> knownOf(const Place &Where, const State &S) const;
  bool isRemembered(const Place &Pl);
  void remember(const Operand &O, int64_t Value, State &S);
  bool learn(Test::Kind K, bool Holds, int64_t Number, const Operand &O, State &S);
  EventId copied(const Operand &Local, const Operand &Of) const;
  bool compare(const Operand &A, const Operand &B, bool Equal, State &S, unsigned Depth);
  bool assumeIn(FunctionId G, const Operand &O, bool Holds, const Event &Call, State &S, unsigned Depth, bool &Understood);
  bool assumeCall(EventId Id, bool Holds, State &S, unsigned Depth, bool &Understood);
  ResultTest toldByField(const Place &Pl) const;
  std::optional<bool> holdsSomething(const Operand &O, const State &S);
  bool isOnlyAssigned(uint32_t Local);
  bool isBool(const Operand &O) const;
  std::optional<int64_t> namedError(const Operand &O) const;
  bool isErrorLike(const Operand &O) const;
  std::optional<int64_t> alternative(const Event &E, const Operand &On) const;
};

} // namespace corosafe

#endif
