//===- Winner.h - Who won, by what a race gave ------------------------------===//
//
//   auto r = co_await when_any(fill(buffer), sleep(1s));
//   if (r.index == 1)         the sleep has won, and fill() runs on
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_WINNER_H
#define COROSAFE_FLOW_WINNER_H

#include "Paths.h"

namespace corosafe {

/// The number of the part of an event's value that a test looks at: a binding's, or a member's of a plain class; -1 for the whole.
int partTested(const Program &P, FunctionId F, const Test &T);

/// The branch of a race of so many that its result is tested to have won; none if the test does not tell.
std::optional<uint32_t> winnerTested(const Program &P, FunctionId F, const Test &T, const Combinator &C, uint32_t Branches);

/// How the winner is told by a result of that type, which is another than the model's where somebody declared the library's
/// race anew: `struct { size_t index; ... }` for a variant, an optional where a timeout throws. Of: the type of what is timed.
WinnerTold toldBy(const Program &P, TypeId Result, const Combinator &C, TypeId Of);

} // namespace corosafe

#endif
