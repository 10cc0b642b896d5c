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
#include "Paths.h"
#include "Receives.h"
#include <vector>

namespace corosafe {

struct ProgramFlow;

struct SpinResult {
  std::vector<Receive> Found;
  PathsResult Walked = PathsResult::Done;
};

SpinResult analyzeSpins(const Program &P, FunctionId F, const ProgramFlow &Flow, const Closings &Ended);

} // namespace corosafe

#endif
