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

struct Combinator;

/// The number of the part of an event's value that a test looks at: a binding's, or a member's of a plain class; -1 for the whole.
int partTested(const Program &P, FunctionId F, const Test &T);

/// The branch of a race of so many that its result is tested to have won; none if the test does not tell.
std::optional<uint32_t> winnerTested(const Program &P, FunctionId F, const Test &T, const Combinator &C, uint32_t Branches);

} // namespace corosafe

#endif
