//===- LockTypes.h - Which types lock, and whether that blocks a thread ----===//
//
// A mutex or a guard is one by its model, by clang's thread-safety attributes, or
// by what its methods do in this program. Guards may be inside of other objects.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LOCKTYPES_H
#define COROSAFE_FLOW_LOCKTYPES_H

#include "Locks.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// Questions about types, asked from one function.
class LockTypes {
protected:
  /// Whether a mutex or guard type blocks its thread, as far as models and code tell.
  enum class Blocks : uint8_t { No, Yes, Probably };

  LockTypes(const Program &P, FunctionId F, const std::vector<LockSummary> &Summaries)
      : P(P), Fn(P.function(F)), F(F), Summaries(Summaries) {}

  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<LockSummary> &Summaries;
  std::vector<TypeId> GivenAsGuards; ///< Types without a model that a function which gives guards returned.

  /// Null if objects of the type are no guards.
  const GuardModel *guardModel(TypeId T) const;
  /// The guard type that T is, wraps (optional, unique_ptr) or has as a member or base; None if none.
  TypeId guardIn(TypeId T, unsigned Depth = 0) const;
  /// A class of the program's own that locks in its constructor and unlocks in its destructor. By itself it is told by those;
  /// what keeps one inside (optional, unique_ptr) holds a guard.
  bool isOwnGuard(TypeId T) const;
  bool holdsGuard(TypeId T) const { return guardIn(T) != None; }
  Blocks mutexBlocks(TypeId T, unsigned Depth = 0) const;
  /// Whether holding this guard (or what has one inside) blocks a thread.
  Blocks guardBlocks(TypeId T, unsigned Depth = 0) const;
  /// The type of a whole variable or value; None of what is inside of one.
  TypeId typeOfPlace(const Place &Pl) const;
  static bool names(const std::vector<std::string> &List, llvm::StringRef Leaf) {
    return llvm::any_of(List, [&](const std::string &N) { return N == Leaf; });
  }
  bool typeIsOneOf(const Operand &O, const std::vector<std::string> &Tags) const;
};

} // namespace corosafe

#endif
