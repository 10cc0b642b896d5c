//===- lock-across-suspend --------------------------------------------------===//

#include "Check.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// A block around the guard and what it guards, where that ends before the coroutine suspends.
static std::vector<Fix> scopeFix(const CheckInput &In, const LockSpan &Span) {
  const FunctionFacts &Fn = In.facts();
  for (const Event &E : Fn.Events) {
    if (E.Kind != EventKind::Init || E.Target.Root != Place::Local || !E.Target.Path.empty() || E.Args.size() != 1 ||
        E.Args[0].K != Operand::OfValue || E.Args[0].V != Span.Acquired)
      continue;
    const SourceSpan &Guarded = Fn.Locals[E.Target.Index].MayEnd;
    auto StandsBehind = [&](EventId S) { return Fn.Events[S].Range.Begin >= Guarded.End; };
    if (!Guarded.valid() || !llvm::all_of(Span.Suspends, StandsBehind))
      return {};
    // What is mended by a co_await of its own would be awaited in that block.
    auto StandsInside = [&](EventId Call) { return Fn.Events[Call].Range.Begin >= Guarded.Begin && Fn.Events[Call].Range.Begin < Guarded.End; };
    if (llvm::any_of(In.flow().Tasks.Dropped, [&](const DroppedTask &D) { return StandsInside(D.Made); }) ||
        llvm::any_of(In.flow().Blocking, [&](const BlockingCall &B) { return StandsInside(B.Call); }))
      return {};
    std::string File = In.at(Guarded).File, Indent(Guarded.Column - 1, ' ');
    return {{"end the guard's scope before the coroutine suspends",
             {{File, Guarded.Begin, 0, "{\n" + Indent}, {File, Guarded.End, 0, "\n" + Indent + "}"}},
             /*Alternative=*/false,
             In.at(Guarded)}};
  }
  return {};
}

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const LockSpan &Span : In.flow().Locks.Spans) {
    if (Span.Suspends.empty())
      continue;
    const std::vector<Event> &Events = In.facts().Events;
    Finding F = In.finding("lock-across-suspend", Events[Span.Suspends.front()].Range, Span.Sure);
    std::string What = Span.Mutex.empty() ? "a mutex" : "'" + Span.Mutex + "'";
    F.Message = What + " is locked across " +
                (Span.Suspends.size() == 1 ? std::string("a suspend point")
                                           : std::to_string(Span.Suspends.size()) + " suspend points");
    std::string By = Span.Guard.empty() ? "" : " by '" + Span.Guard + "'";
    F.Notes.push_back({(Span.Acquired == None ? "it is held" + By + " when the coroutine starts" : "locked here" + By),
                       In.at(Span.Where), NoteRole::Effect});
    for (size_t I = 1; I < Span.Suspends.size(); ++I)
      F.Notes.push_back({"still locked at this suspend point", In.at(Events[Span.Suspends[I]].Range), NoteRole::Suspend});
    F.Help = Span.Guard.empty() ? "unlock it before the coroutine suspends, or use a mutex that is awaited"
                                : "end the guard's scope before the coroutine suspends, or use a mutex that is awaited";
    if (Span.Acquired != None)
      F.Fixes = scopeFix(In, Span);
    Out.push_back(std::move(F));
  }
}

const Check LockAcrossSuspend = {
    "lock-across-suspend", "a thread-blocking lock is held where a coroutine suspends",
    R"(# lock-across-suspend

A lock that blocks threads is held at a suspend point (`co_await`, `co_yield`).

## Why

While the coroutine is suspended its thread runs others. One of them may want the same mutex: it blocks the very thread
that is needed to resume the owner, and both wait for ever. When the coroutine resumes on another thread, it unlocks a
mutex that the new thread does not own, which is undefined. And when it is cancelled at the suspend point, the lock is
held for as long as that takes.

## Bad

```cpp
awaitable<void> session::push(message m) {
  std::lock_guard lock(mutex_);
  queue_.push_back(std::move(m));
  co_await async_write(socket_, buffer(queue_.front()), use_awaitable);
}
```

## Good

```cpp
awaitable<void> session::push(message m) {
  {
    std::lock_guard lock(mutex_);
    queue_.push_back(m);
  }
  co_await async_write(socket_, buffer(m), use_awaitable);
}
```

## What it knows

The lock is followed, not the variable: guards of any spelling, moved, swapped, returned by helpers, members of
aggregates, captured or passed by value; bare `lock()` and `unlock()`; `try_lock` by its result; `defer_lock`,
`adopt_lock`, `release()`. Guards over mutexes that are awaited, or that do nothing, are fine, and so is awaiting what
cannot suspend.

## Limits

A mutex whose `lock()` is declared but not defined in the translation unit is taken for a blocking one (medium
confidence). A guard that is passed by reference to a function without a visible body is taken for unlocked there.

## When not to use it

In a program that resumes every coroutine on one thread and in which no two coroutines ever want the same mutex.
)",
    run, {833, 667}};

} // namespace corosafe
