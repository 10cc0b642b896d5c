//===- Stale.h - Views of shared objects used after a suspend point ---------===//
//
// While a coroutine is suspended, others run. An iterator, pointer, reference or
// view into an object that they share is only as good as the last look:
//
//   auto it = sessions_.find(id);        looked up
//   co_await it->second.send(hello);     others may call erase()
//   it->second.close();                  stale
//
// It takes evidence: something in the program that changes the object in a way that
// ends such views, and that may run meanwhile (Invalidations.h, Interleaving.h). A
// view may also be ended by the awaited operation itself, and a reference to a
// thread_local by coming back on another thread.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_STALE_H
#define COROSAFE_FLOW_STALE_H

#include "../Finding.h"
#include "Borrows.h"
#include "Invalidations.h"
#include "Paths.h"
#include <optional>

namespace corosafe {

struct StaleUse {
  enum How : uint8_t {
    View,      ///< A local iterator, pointer or view.
    Reference, ///< A reference to an element.
    Loop,      ///< A range-for goes on over it.
    Pointee,   ///< A member that others reset is followed again.
    Lent,      ///< It is lent to the operation that is waited for.
    Given,     ///< An awaited coroutine, Holder, was given a reference to an element, and uses it (Looked) after it was suspended.
    RunsOn,    ///< Likewise the object that it runs on: an element, or what a member handle leads to.
    Regrown,   ///< A local view of what the awaited operation itself changes.
    Weak,      ///< What a self-nulling pointer was seen to lead to is followed again.
    Temporary, ///< What a temporary handle led to is used when that handle is gone.
    Awaited,   ///< A reference that a co_await gave leads into the task that was awaited, which was a temporary.
    Popped,    ///< A reference to an end of a queue is used after the coroutine itself took that element out.
    Thread,    ///< A reference or pointer to a thread_local, which is another thread's by then.
  };
  How Manner = View;
  std::string Object;   ///< The shared container, or the member.
  std::string Holder;   ///< The local, if any.
  SourceSpan Looked;    ///< Where it was looked up.
  SourceSpan Suspended;
  SourceSpan Used;
  SourceSpan Changed;   ///< Where it is invalidated; not for Thread.
  FunctionId ChangedIn = None;
  Confidence Sure = Confidence::High;
};

struct StaleResult {
  std::vector<StaleUse> Uses;
  PathsResult Walked = PathsResult::Done;
};

/// Borrowed: what the functions need of their callers.
StaleResult analyzeStale(const Program &P, FunctionId F, const Invalidations &Changes, llvm::ArrayRef<BorrowSummary> Borrowed);

} // namespace corosafe

#endif
