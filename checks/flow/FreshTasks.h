//===- FreshTasks.h - What makes a task ------------------------------------===//
//
// Which types are tasks (futures, join handles, awaitables), and which events of a
// function make one anew, so that somebody has to see to it:
//
//   auto reply = fetch(url);      the call makes a task
//   std::jthread worker(run);     so does a constructor that starts one
//   auto &last = tasks.back();    this one was there before
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_FRESHTASKS_H
#define COROSAFE_FLOW_FRESHTASKS_H

#include "../Finding.h"
#include "Program.h"
#include <optional>

namespace corosafe {

/// What is known about a type whose values are to be awaited.
struct TaskInfo {
  TaskModel::Drop OnDrop = TaskModel::Harmless;
  bool VoidCastIsQuiet = false;
  bool Awaitable = true;
  const TaskModel *Model = nullptr;
  Confidence Sure = Confidence::High;
};

/// The task that a type is; none for any other type. Lazy or eager is read from
/// the model, else from the promise.
std::optional<TaskInfo> taskInfo(const Program &P, TypeId T);

/// The task type that a container, optional, pair or smart pointer has inside; None if it has none.
TypeId elementTaskType(const Program &P, TypeId T, unsigned Depth = 0);
std::optional<TaskInfo> elementTask(const Program &P, TypeId T);

/// A task among the parts of a structured binding.
struct UnnamedPart {
  TypeId Task;
  std::string Name; ///< As it is bound.
};

/// True of a call of a function that gives only what may be dropped; Started: of what it has started itself.
bool givesOnlyDroppable(const Program &P, FunctionId F, EventId Made, bool Started);

/// The events of one function that make tasks.
class FreshTasks {
public:
  FreshTasks(const Program &P, FunctionId F) : P(P), Fn(P.function(F)), F(F) {}

  /// The task that an event makes anew, if it does.
  std::optional<TaskInfo> madeBy(EventId Id) const;
  std::optional<TaskInfo> of(const Operand &O) const {
    return O.K == Operand::OfValue && O.V < Fn.Events.size() ? madeBy(O.V) : std::nullopt;
  }
  /// What is lost where an event's value is discarded: a task, or an awaiter by which nothing has happened yet.
  std::optional<TaskInfo> discardedBy(EventId Id) const;
  /// It is a call that gives a reference or pointer: to what was there before.
  bool returnsReference(EventId Id) const;
  /// The type of which a value is made part by part, an argument for each field, as aggregates and pairs are; null if it is not.
  const TypeFacts *partsMade(const Operand &O) const;
  /// `auto [id, reply] = send();`, and nothing names `reply`, which is a task.
  std::optional<UnnamedPart> unnamedPart(EventId Binding) const;
  /// A function that only wraps what is complete from the beginning: the value that a variable has until there is a better one.
  bool isReadyFromTheStart(EventId Made) const { return givesOnlyDroppable(P, F, Made, /*Started=*/false); }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;

  std::optional<TaskInfo> startedBy(EventId Id) const;
  bool nothingRunsAfter(EventId Made) const;
  std::optional<TaskInfo> awaiterOf(EventId Id) const;
};

} // namespace corosafe

#endif
