//===- TaskMethods.h - What a task's methods do to it -----------------------===//
//
// Some methods of a task only look at it (valid, is_ready). Others wait for it, run
// it, or give what it came to, and are as good as an await of it:
//
//   explicit operator bool() const { wait(); return error_ == 0; }
//
// The model says which; for task types of the program's own their bodies do.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TASKMETHODS_H
#define COROSAFE_FLOW_TASKMETHODS_H

#include "Program.h"

namespace corosafe {

struct TaskInfo;

/// True if a call on a task only looks at it.
bool observesTask(const Program &P, FunctionId F, EventId Call, const TaskInfo &Info);

} // namespace corosafe

#endif
