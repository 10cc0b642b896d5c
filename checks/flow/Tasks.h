//===- Tasks.h - Tasks that nobody awaits ----------------------------------===//
//
// A task (future, join handle, awaitable) that a call makes is an obligation: it
// must be awaited, moved on, returned, spawned or stored. The analysis follows the
// local that holds it, and the local container that it was put into, along every
// path to the place where it is destroyed.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TASKS_H
#define COROSAFE_FLOW_TASKS_H

#include "../Finding.h"
#include "FreshTasks.h"
#include "Paths.h"
#include <string>
#include <vector>

namespace corosafe {

struct DroppedTask {
  enum How : uint8_t {
    AtOnce,      ///< The value of the expression is discarded.
    VoidCast,    ///< The same, behind (void) or an assignment to an ignoring object.
    NeverUsed,   ///< It is in a local that nothing awaits.
    OnSomePath,  ///< It is in a local that is awaited on other paths.
    Overwritten, ///< Another value is assigned over it.
    InContainer, ///< It is in a local container that nothing looks at.
    ByCaller,    ///< A closure gives it to whoever calls it through a function object that returns nothing.
  };
  How Manner = AtOnce;
  EventId Made = None;
  std::string Holder;     ///< Name of the local, if any.
  SourceSpan Lost;        ///< Where the holder is overwritten, if it is.
  TypeId Type = None;
  TaskInfo Info;
  std::string Before, After; ///< AtOnce: what to write around it to drop it on purpose; empty where that is not known.
  bool IsLock = false;    ///< It would have acquired a lock or permit.
  Confidence Sure = Confidence::High;
};

struct TaskResult {
  std::vector<DroppedTask> Dropped; ///< By the event that made them.
  PathsResult Walked = PathsResult::Done;
};

TaskResult analyzeTasks(const Program &P, FunctionId F);

} // namespace corosafe

#endif
