//===- Endless.h - Loops that cancellation cannot get into ------------------===//
//
// A loop that may run for long, in a coroutine that somebody cancels, none of whose
// suspend points can be cut short, and that never looks whether it should stop:
//
//   task<> index(std::stop_token stop, source &in) {
//     while (auto doc = in.next())     no co_await, no look at `stop`
//       add(*doc);
//   }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_ENDLESS_H
#define COROSAFE_FLOW_ENDLESS_H

#include "../Finding.h"
#include "Paths.h"
#include <vector>

namespace corosafe {

struct ProgramFlow;

struct EndlessLoop {
  Confidence Sure = Confidence::High;
  EventId First = None;            ///< The first event of the loop, in source order.
  std::vector<EventId> Suspends;   ///< Suspend points in it, none of which cancellation can cut short.
  Symbol Token = 0;                ///< The name of a token that nothing in the function looks at: a parameter, a local, a member; 0 if there is none.
  SourceSpan TokenRange;           ///< Where it is declared; invalid of a member.
};

std::vector<EndlessLoop> findEndless(const Program &P, FunctionId F, const ProgramFlow &Flow);

} // namespace corosafe

#endif
