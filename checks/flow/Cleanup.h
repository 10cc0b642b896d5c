//===- Cleanup.h - Cleanup that cancellation skips --------------------------===//
//
// Something is acquired, the coroutine suspends, and a plain statement behind the
// suspend point releases it:
//
//   ++active_;                         begin
//   co_await serve(s);                 cancelled here,
//   --active_;                         end: never runs
//
// Fine where a destructor ends it, where a handler ends it and the signal is an
// exception, and where it dies with the frame.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_CLEANUP_H
#define COROSAFE_FLOW_CLEANUP_H

#include "../Finding.h"
#include "Paths.h"
#include <string>
#include <vector>

namespace corosafe {

struct ProgramFlow;

/// Something that is begun before a suspend point and ended only behind it.
struct SkippedCleanup {
  enum What : uint8_t {
    ChangedBack, ///< A counter, flag or pointer that is set back.
    Call,        ///< A call that ends what another began.
    Memory,      ///< A raw resource in a local: memory, a descriptor.
    Awaited,     ///< No Begin: an awaited cleanup that fails at once, because the coroutine was cancelled before.
  };
  What Kind = ChangedBack;
  std::string Object;            ///< "active_", "db.commit()", "p".
  EventId Begin = None, End = None;
  std::vector<EventId> Suspends; ///< Where it is skipped, in source order.
  EventId Fails = None;          ///< An awaited cleanup on the cancelled path that fails at once.
  Confidence Sure = Confidence::High;
};

struct CleanupResult {
  std::vector<SkippedCleanup> Lost;
  PathsResult Walked = PathsResult::Done;
};

CleanupResult analyzeCleanup(const Program &P, FunctionId F, const ProgramFlow &Flow);

} // namespace corosafe

#endif
