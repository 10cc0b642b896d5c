//===- Surroundings.h - What a unit needs to know of its program ------------===//
//
//   program (linked, from an index)  ─┐
//                                     ├─► what the unit calls, and what calls it
//   one unit, as it is now  ──────────┘   (without what the unit itself says)
//
// An editor has one unit's facts and wants its findings, at once. Linked with its
// surroundings instead of the whole program, what it does costs what it concerns.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FACTS_SURROUNDINGS_H
#define COROSAFE_FACTS_SURROUNDINGS_H

#include "Facts.h"
#include "llvm/ADT/StringMap.h"
#include <vector>

namespace corosafe {

class Surroundings {
public:
  explicit Surroundings(TuFacts Program);

  /// The nearest functions around the unit's, at most so many: those that they reach by
  /// calls, then the other members of their classes, then their callers and what these
  /// reach. What stands in the unit's main file, or has a body in the unit, is left out:
  /// the unit knows better. Its rows are as the program's, those that nothing needs left out.
  TuFacts of(const TuFacts &Unit, size_t AtMost = 2000) const;

private:
  TuFacts Program;
  llvm::StringMap<EntityId> ByKey;
  // By entity.
  std::vector<std::vector<uint32_t>> Bodies, Users;
  std::vector<std::vector<EntityId>> Overriders;
  std::vector<std::vector<EntityId>> Members; ///< By class.
  std::vector<std::vector<EntityId>> Used; ///< By function: what it calls, or names.

  std::vector<uint32_t> select(const TuFacts &Unit, size_t AtMost) const;
};

} // namespace corosafe

#endif
