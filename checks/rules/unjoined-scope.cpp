//===- unjoined-scope -------------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static std::string consequence(const UnjoinedScope &U) {
  switch (U.OnMissing) {
  case ScopeModel::Terminates: return "its destructor ends the program";
  case ScopeModel::Throws: return "its destructor throws";
  case ScopeModel::Blocks: return "its destructor blocks the thread";
  case ScopeModel::Cancels: return "its destructor asks its tasks to stop and waits for nothing";
  default: return "its tasks run on and use what is gone";
  }
}

static Confidence sure(const CheckInput &In, const UnjoinedScope &U) {
  bool Mild = U.OnMissing == ScopeModel::Blocks || U.OnMissing == ScopeModel::Cancels;
  // Stopped itself, it stops its tasks: that is what such a scope is for.
  if (Mild && U.Manner == UnjoinedScope::WhenStopped)
    return Confidence::Low;
  if (U.Manner == UnjoinedScope::StateFirst || Mild || U.Manner == UnjoinedScope::Member)
    return Confidence::Medium;
  bool Stopped = U.Manner == UnjoinedScope::WhenStopped && In.facts().Events[U.StoppedAt].Kind != EventKind::Throw;
  if (!Stopped || In.Flow.Cancellable[In.F].Sure == Reached::Evident)
    return Confidence::High;
  return U.Throws || In.Flow.Cancellable[In.F].Sure == Reached::Possible ? Confidence::Medium : Confidence::Low;
}

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const UnjoinedScope &U : In.flow().Scopes.Unjoined) {
    Finding F = In.finding("unjoined-scope", U.Where, sure(In, U));
    std::string Name = "'" + U.Name + "'";
    switch (U.Manner) {
    case UnjoinedScope::Ends: F.Message = Name + " may end without having been joined: " + consequence(U); break;
    case UnjoinedScope::WhenStopped:
      F.Message = Name + " is not joined when '" + In.P.functionName(In.F) + "' is left early: " + consequence(U);
      break;
    case UnjoinedScope::NotAwaited:
      F.Message = "joining " + Name + " is not awaited: nothing is waited for";
      break;
    case UnjoinedScope::StateFirst:
      F.Message = "'" + U.State + "' ends before " + Name + " is joined, and '" + In.P.functionName(U.Task) + "', which runs in it, may still use that";
      F.Notes.push_back({"it is used here", In.at(In.P.function(U.UsedIn).Events[U.Use].Range)});
      F.Notes.push_back({"only then is it waited for", In.at(U.Exit)});
      F.Help = "wait for " + Name + " first";
      Out.push_back(std::move(F));
      continue;
    case UnjoinedScope::Member: F.Message = "nothing joins " + Name + " before its object ends: " + consequence(U); break;
    }
    if (U.Added.valid())
      F.Notes.push_back({"work is added here", In.at(U.Added)});
    if (U.Exit.valid())
      F.Notes.push_back({"it can be left here", In.at(U.Exit)});
    if (U.Manner == UnjoinedScope::WhenStopped)
      for (const Step &S : In.Flow.Cancellable[In.F].Why)
        F.Notes.push_back({S.Text, In.at(S.Where)});
    std::string Join = U.Join.empty() ? "join" : U.Join;
    F.Help = U.Manner == UnjoinedScope::NotAwaited ? "co_await it" : "wait for '" + Join + "()' on every way out, also those of exceptions and cancellation";
    if (U.Manner == UnjoinedScope::NotAwaited && In.facts().IsCoroutine && !U.InMacro) {
      Location L = In.at(U.Where);
      F.Fixes.push_back({"insert 'co_await'", {{L.File, L.Offset, 0, "co_await "}}});
    }
    Out.push_back(std::move(F));
  }
}

const Check UnjoinedScopes = {
    "unjoined-scope", "a scope that holds running work ends without being joined",
    R"(# unjoined-scope

A scope (nursery, gate, task group) was given work, and ends on some path before it was joined. Or what its tasks use ends before.

## Why

A scope owns work that is running. If it ends first, the work goes on with what is gone, or the scope's destructor ends
the program, blocks the thread, or merely asks for a stop. Early returns, exceptions and cancellation all leave the function
by a way that skips the join at its end.

## Bad

```cpp
folly::coro::Task<void> refresh(Executor *ex) {
  folly::coro::AsyncScope scope;
  scope.add(load("a").scheduleOn(ex));
  co_await prepare();              // cancelled or failed here, the scope ends unjoined and aborts
  co_await scope.joinAsync();
}
```

## Good

```cpp
folly::coro::Task<void> refresh(Executor *ex) {
  folly::coro::AsyncScope scope;
  scope.add(load("a").scheduleOn(ex));
  auto prepared = co_await folly::coro::co_awaitTry(prepare());
  co_await scope.joinAsync();
  prepared.throwIfFailed();
}
```

## What it knows

What adds to a scope, what joins it, and what its destructor does otherwise come from the library's model. A join that must be
awaited counts when it is. A handler that joins and rethrows is enough where cancellation is an exception, not where it unwinds the
frame (stdexec, libunifex). A member counts as joined if any function of the program joins it. Scopes that join themselves are fine.
A class of the program's own that has one such member, adds to it in one function and joins it in another, is a scope itself.

`conn_.reset(); co_await scope_.joinAsync();` is the wrong order where a coroutine that was added to `scope_` goes on to `conn_` behind a
suspend point, and does not look whether it is still there. Where the join stops the tasks as well, that is said of those only which are
suspended in something that `conn_` itself does.

## Limits

A scope that is passed to code outside the program is that code's business. A plain call counts as one that
throws where the program shows a throw in it.

## When not to use it

In programs that end through `std::exit` with work still running, on purpose.
)",
    run, {404}};

} // namespace corosafe
