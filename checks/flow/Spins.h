//===- Spins.h - Loops that spin once their channel is closed ---------------===//
//
//   for (;;) {
//     auto [ec, v] = co_await ch.async_receive(as_tuple(use_awaitable));
//     if (ec) continue;         closed: it completes at once, again and again
//     handle(v);
//   }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SPINS_H
#define COROSAFE_FLOW_SPINS_H

#include "../Finding.h"
#include "Closings.h"
#include "Paths.h"
#include <string>
#include <vector>

namespace corosafe {

struct ProgramFlow;

struct SpinningReceive {
  EventId Suspend = None;
  std::string Name;    ///< Of the operation.
  std::string Object;  ///< The channel or stream; may be empty.
  WinnerTold Told = WinnerTold::NotTold;
  Confidence Sure = Confidence::High;
};

struct SpinResult {
  std::vector<SpinningReceive> Found;
  PathsResult Walked = PathsResult::Done;
};

SpinResult analyzeSpins(const Program &P, FunctionId F, const ProgramFlow &Flow, const Closings &Ended);

} // namespace corosafe

#endif
