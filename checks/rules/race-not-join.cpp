//===- race-not-join -----------------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const FalseJoin &J : In.flow().Shapes.Joins) {
    Finding F = In.finding("race-not-join", J.Race, J.Sure);
    F.Message = "'" + J.RaceName + "' waits for the first of these only and cancels the others, and nobody asks which it was";
    for (const Step &B : J.Branches)
      F.Notes.push_back({"'" + B.Text + (J.Needed ? "' gives what is used afterwards" : "' is work that ends by itself"), In.at(B.Where)});
    F.Help = "wait for all of them with a join, or look at the winner";
    Out.push_back(std::move(F));
  }
}

const Check RaceNotJoin = {
    "race-not-join", "a race whose branches are all work that should be done, where a join was meant",
    R"(# race-not-join

A race between several pieces of work, of which nobody looks at the result: whichever ends first cancels the others.

## Why

A race and a join are written alike: `a || b` and `a && b`, `any_of` and `all_of`. Where every branch does something that
is wanted (saves, sends, writes), the race ends as soon as the quickest is done, and the rest is cancelled half-way. Under
test everything is quick, and both happen to be done.

## Bad

```cpp
co_await (async_write(primary, buffer(data), use_awaitable) || async_write(backup, buffer(data), use_awaitable));
```

## Good

```cpp
co_await (async_write(primary, buffer(data), use_awaitable) && async_write(backup, buffer(data), use_awaitable));
```

## What it knows

All branches must be work that ends by itself and leaves something behind: writes, and coroutines that write. A branch that
waits (a timer, a signal, a receive) makes it a real race, and so does a loop in a branch: tasks that serve until the first of
them ends. Whoever looks at the result wants the winner. The same coroutine several times over is redundancy, unless it gives
nothing and writes to another object each time.
Where every branch's result is taken, or the object that each was given to fill is read, and nobody asks who won, all of them were
needed, whatever the branches do: `auto r = co_await (fetch_a() || fetch_b()); use(std::get<0>(r), std::get<1>(r));`.

## Limits

Coroutines whose bodies are not seen are judged by their names, with medium confidence.

## When not to use it

Where the first of several different effects is enough.
)",
    run};

} // namespace corosafe
