//===- TaskWaits.h - How a function waits for tasks that it let go of -------===//
//
//   co_await done.async_receive(use_awaitable);         a signal that the task was given
//   while (running > 0) co_await pause();               asks its counter again and again
//   while (left-- > 0) co_await results.pop();          waits as often as there are tasks
//   context.run();                                      blocks until all is done
//   for (auto &t : threads) t.join();                   whoever comes past this has joined them all
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TASKWAITS_H
#define COROSAFE_FLOW_TASKWAITS_H

#include "Borrows.h"
#include "Loops.h"
#include <optional>

namespace corosafe {

struct AwaitNode;
struct ScopeModel;
struct Test;

class TaskWaits {
public:
  TaskWaits(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known) : P(P), Fn(P.function(F)), F(F), Known(Known) {}

  /// True if a call returns only when other work is done: run(), join().
  bool blocks(EventId Call) const;

  /// True if a call waits for a task by its future in a local, and what it gives is asked whether that was in time.
  bool asksInTime(EventId Call) const;
  /// True if that was in time: `f.wait_for(1s) == std::future_status::ready`.
  bool isOver(const Test &T) const;

  /// True if what is awaited is a signal, which a task may give, and not I/O of our own.
  bool isForSignal(const Operand &Awaited) const;

  /// False of the buffer that a receive fills: that it is full says nothing of others who were given it.
  bool isWaitedOn(const Operand &Awaited, const Place &Named) const;

  /// `co_await (group.wait() || timer)`, with `co_await group.wait()` further on: who comes past the first without the second
  /// is taken to have seen that all is over.
  bool isTriedFirst(const Event &Suspend) const;

  /// `for (...) co_spawn(ex, work(), [&](auto) { done.try_send(...); });  co_await done.async_receive(...);`: one of the tasks
  /// that were let go of in a loop has sent what is received once, behind it, and each of them does.
  bool isOneOfMany(EventId Launch, EventId Suspend);

  /// True if what is awaited is over when it is made.
  bool isReady(const Operand &Awaited, FunctionId In, unsigned Depth) const;

  /// True if what is awaited is only a turn of our own in a context, `co_await scheduler.yield()`: it waits for nothing else
  /// that runs there.
  bool isOurTurn(const Operand &Awaited, const Place &Context) const;

  /// False if what is awaited only names an object of which the scope is a member, and nothing says that it joins that:
  /// `co_await settle()`, and not `co_await stop()`.
  bool mayJoin(const Operand &Awaited, const Place &Named, const Place &Scope) const;

  /// What a chain of calls begins with: `task` of `task.ignoreResult().attach(mv(s))`; null if that is no place.
  const Place *chainedOn(const Event &Call) const;

  /// The places that what is awaited, or handed on, names.
  void mentioned(const Operand &O, llvm::SmallVectorImpl<Place> &Out, unsigned Depth = 0) const;

  /// The innermost loop of which an event is a part of the condition that ends it; null if it is of none.
  const Loop *endedBy(EventId Id);

  /// True if the function itself runs a context by a call behind an event, and so far nobody does: `load(); io->run();`
  bool runsLater(EventId From, const Place &Context) const;

  /// True if such an event asks what only others change: `while (!done)`, `while (!sessions.empty())`.
  bool polls(const Loop &L, EventId Id, const Place &Asked);

  /// `++running_; co_spawn(ex_, work(), detached);`: a member that the function counts up, and another method of the object down.
  bool isOwnCount(const Place &Member) const;

  /// True if the loop awaits a signal on one of the places that a task was given.
  bool signalledIn(const Loop &L, llvm::ArrayRef<Place> Given);

  /// True if every way from an event to a block (None: to the end) leads through the head of a loop that waits, in each turn,
  /// for one of many: `for (auto &t : threads) t.join();`. The graph has a way around its body, the program has not.
  bool joinedBetween(EventId From, BlockId To);

  static bool isAmong(llvm::ArrayRef<Place> Given, const Place &Pl);

  /// Of the function, made when they are asked for.
  const Loops &loops();

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<BorrowSummary> &Known;
  std::optional<Loops> All;

  bool isOwnSignal(FunctionId Method) const;
  bool keepsItsHandler(const Operand &Awaited, FunctionId In) const;
  bool isToldOf(EventId Suspend, FunctionId In) const;
  bool isAwaiter(const Event &Made) const;
  bool sendsAlways(const Operand &Task) const;
  bool isForSignal(const AwaitNode &N) const;
  bool saysItWaits(const Event &E) const;
  bool saysItWaitsForTasks(FunctionId Coroutine) const;
  bool namesWaitingForTasks(EntityId Coroutine) const;
  bool joins(FunctionId Method, const Place &Member, const ScopeModel &M, unsigned Depth) const;
  bool countsItself(const Loop &L, const Place &Number);
  bool endsWhenOver(const Loop &L, EventId Id);
  bool joinsEach(const Loop &L);
  bool decides(const Loop &L, BlockId B) const;
};

} // namespace corosafe

#endif
