//===- IgnoredTasks.h - Tasks of callables whose callers drop them -----------===//
//
//   std::function<void()> f = [&]() -> task<> { ... };     what is called returns nothing
//   post(executor, []() -> awaitable<void> { ... });       runs it, and looks at no result
//   timer.async_wait([](error_code) -> awaitable<void>     a completion handler
//                    { ... });
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_IGNOREDTASKS_H
#define COROSAFE_FLOW_IGNOREDTASKS_H

#include "FreshTasks.h"

namespace corosafe {

struct IgnoredTask {
  EventId At = None; ///< The closure, or where a function is passed on.
  TypeId Type = None;
  TaskInfo Info;
};

/// The callables that a call or construction is given, and whose tasks nobody will get.
llvm::SmallVector<IgnoredTask, 1> ignoredTasks(const Program &P, FunctionId F, EventId Id);

/// True if a call that runs a callable drops its task before that has begun.
bool ignoresTask(const Program &P, FunctionId F, EventId Call, TypeId Task);

/// True of a call whose result goes to a local that nothing names again: `auto r = start();`.
bool isForgotten(const FunctionFacts &Fn, EventId Call);

} // namespace corosafe

#endif
