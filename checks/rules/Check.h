//===- Check.h - A check is a value ----------------------------------------===//
//
// A rule file defines one Check: what it is called, what its page says, and a
// pure function from flow results to findings. checks.def lists them all.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_RULES_CHECK_H
#define COROSAFE_RULES_CHECK_H

#include "../Finding.h"
#include "../flow/Program.h"
#include "../flow/Summary.h"
#include "llvm/ADT/StringRef.h"
#include <array>
#include <string>
#include <vector>

namespace corosafe {

/// What a check looks at: one function in its program.
struct CheckInput {
  const Program &P;
  const ProgramFlow &Flow;
  FunctionId F = None;

  const FunctionFacts &facts() const { return P.function(F); }
  const FunctionFlow &flow() const { return Flow.of(F); }
  Location at(const SourceSpan &S) const;
  /// A finding of this function with its place, ready for message and notes.
  Finding finding(llvm::StringRef Check, const SourceSpan &Where, Confidence Sure) const;
  /// The call's name replaced by that of another function.
  std::vector<Fix> renamed(const Renaming &R) const;
  /// A type as people write it, shortened to its name where that gets long.
  std::string spellType(TypeId T) const;
};

struct Check {
  llvm::StringLiteral Id;
  llvm::StringLiteral Summary; ///< One line, for lists.
  llvm::StringLiteral Doc;     ///< Its page: why, bad, good, limits, when not to use it.
  void (*Run)(const CheckInput &In, std::vector<Finding> &Out);
  std::array<uint16_t, 3> Cwe = {}; ///< The weaknesses (cwe.mitre.org) that its findings are, best fit first; 0 ends them.
};

#define CHECK(Name) extern const Check Name;
#include "checks.def"
#undef CHECK

} // namespace corosafe

#endif
