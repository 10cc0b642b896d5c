//===- Idioms.h - What else could be written -------------------------------===//
//
// What models know to write in the place of what the code says: a library's own
// way to sleep or to let a task go, a function that is safer than the one called.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_IDIOMS_H
#define COROSAFE_FLOW_IDIOMS_H

#include "Awaited.h"
#include <optional>
#include <string>
#include <vector>

namespace corosafe {

/// What to write before and after an expression.
struct Idiom {
  std::string Before, After;
};

/// A model's text with "{0}" for the expression, in the library's namespace as the code has it; none where the code
/// does not know the names that it needs.
std::optional<Idiom> idiomOf(const Program &P, const LibraryModel &Library, llvm::StringRef Text,
                             const std::vector<std::string> &Needs);

/// What lets a task that is dropped go on purpose: the library's idiom, or a cast to void where that says it. What it
/// is given must not end before it.
std::optional<Idiom> dismissal(const Program &P, FunctionId F, EventId Made);

/// The function that a model knows to be safer than the one called, where its errors are told as that one's are, as far as
/// this function looks.
Renaming saferThan(const Program &P, FunctionId F, EventId Call);

struct LostRace;

/// The combinator that would not drop what is lost, in the place of the one that does.
Renaming saferRace(const Program &P, const LostRace &R);

} // namespace corosafe

#endif
