//===- ScopeTasks.h - What runs in the scopes of objects ---------------------===//
//
//   class server {
//     AsyncScope scope_;
//     std::unique_ptr<connection> conn_;
//     Task<void> pump() { for (;;) { co_await tick(); conn_->poll(); } }   uses conn_ behind a suspend point
//   public:
//     void start() { scope_.add(pump().scheduleOn(executor_)); }           runs pump in scope_
//   };
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SCOPETASKS_H
#define COROSAFE_FLOW_SCOPETASKS_H

#include "SharedObject.h"
#include <vector>

namespace corosafe {

/// A coroutine that is started in a scope, or a context with threads of its own, which is a member of an object.
struct ScopeTask {
  SharedObject Scope;                ///< Or its handle, which waits for it when it is destroyed.
  const ScopeModel *Model = nullptr; ///< Null for a handle.
  FunctionId By = None; ///< Who starts it, and where.
  EventId At = None;
  FunctionId Body = None;
};

/// One for each scope and coroutine, in the order of the program.
std::vector<ScopeTask> findScopeTasks(const Program &P);

/// The member of an object that a place of F is; null for anything else. Room holds it.
const SharedObject *memberAt(const Program &P, FunctionId F, const Place &Pl, llvm::SmallVectorImpl<SharedObject> &Room);

/// The same of an operand that is a scope.
const SharedObject *memberScope(const Program &P, FunctionId F, const Operand &O, llvm::SmallVectorImpl<SharedObject> &Room);

struct MemberUse {
  FunctionId In = None; ///< Of the task, or what it calls.
  EventId At = None;    ///< None if there is none.
};

/// What counts as a use of a member.
enum class UseOf : uint8_t {
  Itself,     ///< Whatever is done with it, before it was suspended as well: by then it runs on its own.
  Pointee,    ///< Of what it leads to. If somebody looks whether that is still there, nothing counts.
  Suspending, ///< Pointee, where the task is suspended in what that does itself.
};

/// Where a coroutine, or what it calls on the same object, uses a member, after it was suspended if not said otherwise.
MemberUse usedBy(const Program &P, FunctionId Task, const SharedObject &State, UseOf What);

} // namespace corosafe

#endif
