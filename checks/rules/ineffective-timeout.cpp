//===- ineffective-timeout ---------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const UncutBranch &U : In.flow().Shapes.Uncut) {
    Finding F = In.finding("ineffective-timeout", U.Branch, U.Sure);
    F.Message = "'" + U.Name + "' " + U.Why + ", so ";
    F.Message += U.WinsNever   ? "this timeout never ends it"
                 : U.IsTimeout ? "this timeout cannot cut it short"
                               : "this race waits for it even when it lost";
    F.Notes.push_back({"'" + U.RaceName + (U.WinsNever ? "' waits for the first success" : "' returns only when every branch has ended"),
                       In.at(U.Race)});
    for (const Step &S : U.Path)
      F.Notes.push_back({S.Text, In.at(S.Where)});
    F.Help = U.WinsNever ? "let it return when the time is over, and throw after the race"
             : !U.SaferAlternative.empty() ? U.SaferAlternative
                                         : "give it a way to be stopped, or let it go on detached from what waits for it";
    F.Fixes = In.renamed(U.Safer);
    Out.push_back(std::move(F));
  }
}

const Check IneffectiveTimeout = {
    "ineffective-timeout", "a timeout or race over an operation that no cancellation can cut short",
    R"(# ineffective-timeout

A timeout or race waits for its losers, and one of its branches cannot be cancelled: the timeout fires, and then waits.

## Why

Most combinators cancel the branches that lost and wait for them to end, since what they refer to must not go away under
them. A branch that cancellation does not reach ends when it likes. The code reads as if it took five seconds at most, and
takes as long as a name server, a lock or a computation does.

## Bad

```cpp
auto r = co_await (resolver.async_resolve(host, "443", use_awaitable) || timer.async_wait(use_awaitable));
```

A resolver's operation runs on a thread that cannot be interrupted: this returns when it has returned.

## Good

```cpp
co_spawn(executor, resolve_into(shared_result, host), detached);      // goes on by itself
auto r = co_await (shared_result->ready.async_wait(use_awaitable) || timer.async_wait(use_awaitable));
```

The same happens to a timeout that ends by throwing, where the combinator waits for the first success (Asio's `||`, folly's
`collectAnyWithoutException`): its exception is kept until the other branch has ended too.

```cpp
awaitable<void> timeout(steady_clock::duration d) {
  steady_timer t(co_await this_coro::executor, d);
  co_await t.async_wait(use_awaitable);
  throw timed_out();                                                  // return, and throw after the race
}
co_await (read_all(socket) || timeout(5s));
```

## What it knows

Which combinators wait for their losers, and which operations ignore cancellation, comes from the models. A coroutine of the
program cannot be cancelled if every await in it ignores cancellation or is shielded, or if it computes on a pool's thread and
never looks at a token. Races that a function or coroutine of the program makes of what it is given are told where it is given.

Combinators that leave losers running return in time; that they do is another matter.

## Limits

A coroutine with at least one point at which it can be cancelled is not reported, although it may be long until it gets there.

## When not to use it

Where the race is only there to pick the first result, and its length does not matter.
)",
    run};

} // namespace corosafe
