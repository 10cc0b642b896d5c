//===- Timeouts.h - Timeouts that cannot cut short, races meant as joins -----===//
//
//   co_await (resolver.async_resolve(host, "80", use_awaitable) || timer.async_wait(use_awaitable))
//             cannot be cancelled                                    fires, and then waits for it
//
// A combinator that waits for its losers returns when the slowest of them has
// ended. A branch that no cancellation reaches makes its timeout a mere remark.
//
//   co_await (read(socket) || throw_after(5s))
//             goes on          fails, where only a success wins
//
// A timeout that ends by throwing does nothing to a race for the first success.
//
//   co_await (async_write(a, x, use_awaitable) || async_write(b, y, use_awaitable));
//
// A race of which nobody asks the winner, and whose branches all do work that ends,
// was meant to wait for all of them; so was one of which every result is then taken.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TIMEOUTS_H
#define COROSAFE_FLOW_TIMEOUTS_H

#include "Awaited.h"
#include "../Finding.h"
#include <string>
#include <vector>

namespace corosafe {

struct Summary;

/// A branch that goes on to its end although its race was lost, or a timeout that cannot win.
struct UncutBranch {
  EventId Suspend = None;
  SourceSpan Branch, Race;
  std::string Name, RaceName;
  bool IsTimeout = false;   ///< A clock is what it loses to.
  bool WinsNever = false;   ///< It is the clock itself, and ends in a way that does not win.
  bool InPlace = false;     ///< It computes on the very thread that the race runs on.
  std::string Why;          ///< "cannot be cancelled", "is shielded from cancellation" ...
  std::vector<Step> Path;   ///< Down to what cannot be cancelled.
  std::string SaferAlternative;
  Renaming Safer;           ///< What can be cancelled, in the place of what cannot.
  Confidence Sure = Confidence::High;
};

/// A race that only waits for the first of several pieces of work.
struct FalseJoin {
  EventId Suspend = None;
  SourceSpan Race;
  std::string RaceName;
  std::vector<Step> Branches; ///< Each with its name as text.
  bool Needed = false;        ///< What each of them gives is taken all the same.
  Confidence Sure = Confidence::High;
};

struct RaceShapes {
  std::vector<UncutBranch> Uncut;
  std::vector<FalseJoin> Joins;
};

/// The races of one function that cannot do what they were written for.
RaceShapes judgeRaces(const Program &P, FunctionId F, const std::vector<Summary> &Known);

} // namespace corosafe

#endif
