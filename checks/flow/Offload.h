//===- Offload.h - Which code runs on a thread that may block ---------------===//
//
//   co_await switch_to(pool);          // from here on, the pool's thread
//   std::thread([] { ... });           // the closure, elsewhere
//   co_spawn(pool, worker(), detached) // the coroutine, on the pool
//
// Models say so with the act "offloads" (of the result: awaiting it moves the
// coroutine). Where no model knows a function, its words do: a hop that is called
// schedule or resume_on and is given a thread pool.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_OFFLOAD_H
#define COROSAFE_FLOW_OFFLOAD_H

#include "Program.h"
#include <map>
#include <vector>

namespace corosafe {

class OffloadedCode {
public:
  explicit OffloadedCode(const Program &P) : P(P) {}

  /// True if a coroutine is only ever started on a thread that may block.
  bool runsElsewhere(FunctionId F, unsigned Depth = 0);

  /// Of these events, those that may happen before the coroutine moved to such a thread.
  std::vector<EventId> onOwnThread(FunctionId F, const std::vector<EventId> &Of) const;

private:
  const Program &P;
  std::map<FunctionId, bool> Known;
  /// By the value that an event makes (a closure, a task): true if an offloading call takes it.
  bool isOffloaded(FunctionId F, EventId Made, unsigned Depth) const;
  bool offloads(FunctionId F, EventId Call, const Operand &O) const;
};

} // namespace corosafe

#endif
