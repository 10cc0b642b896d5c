//===- Timers.h - Timers that every other event starts anew ------------------===//
//
//   for (;;) {
//     auto r = co_await (inbox.async_receive(use_awaitable) || sleep(5s));
//     if (r.index() == 1) co_await flush(log);     // every five seconds of silence
//     else handle(std::get<0>(r));
//   }
//
// The timer begins again in each turn, so that it fires only when nothing else
// happened for as long. That is right for what bounds one operation, and wrong for
// work that is due by the clock.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TIMERS_H
#define COROSAFE_FLOW_TIMERS_H

#include "Awaited.h"
#include "../Finding.h"
#include <string>
#include <vector>

namespace corosafe {

struct Summary;

struct RestartedTimer {
  EventId Suspend = None;
  SourceSpan Timer;    ///< The branch that waits for the clock.
  SourceSpan Restart;  ///< What starts it anew, where that is another place; may be invalid.
  SourceSpan Work;     ///< What is done when it fires; invalid for a budget.
  std::string Name, Budget; ///< Budget: the name that says that it was meant for all turns together.
  Confidence Sure = Confidence::Medium;
};

std::vector<RestartedTimer> findRestartedTimers(const Program &P, FunctionId F, const std::vector<Summary> &Known);

} // namespace corosafe

#endif
