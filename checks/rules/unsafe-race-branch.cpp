//===- unsafe-race-branch ---------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const LostRace &R : In.flow().Races) {
    // A race is told where its branch is written, whoever noticed the loss.
    CheckInput There{In.P, In.Flow, R.In};
    Finding F = There.finding("unsafe-race-branch", R.BranchRange, R.Sure);
    F.Message = "'" + R.What.Name + "' is not safe to lose in this race: " + R.What.What + ", and '" + R.Object + "' ";
    F.Message += R.Noticed.valid() ? "is used again" : "outlives it";
    F.Notes.push_back({"when another branch of this race ('" + R.RaceName + "') wins, this one is lost", There.at(R.RaceRange), NoteRole::Cancelled});
    for (const Step &S : R.What.Why.steps())
      F.Notes.push_back({S.Text, There.at(S.Where), S.Role});
    if (R.Noticed.valid())
      F.Notes.push_back({"'" + R.Object + "' is used again here", There.at(R.Noticed), NoteRole::Lost});
    F.Help = R.What.Help.empty() ? "close what it worked on when it lost, or let it finish outside the race" : R.What.Help;
    F.Fixes = There.renamed(R.Safer);
    Out.push_back(std::move(F));
  }
}

const Check UnsafeRaceBranch = {
    "unsafe-race-branch", "a branch of a race or timeout loses data or leaves its object half-done when it loses",
    R"(# unsafe-race-branch

A branch of a race, select or timeout cannot be lost without losing something, and what it worked on is used again.

## Why

Whichever branch wins, the others are cancelled, and most combinators drop their results, even complete ones. A read
that was part of the way through has taken bytes that nobody will see; a receive that completed at the same moment has
taken a message; a write may have sent half a frame. If the stream is then used as if nothing had happened, the two ends
no longer agree on where they are.

Three things must hold, and the finding names all three: the branch can lose; losing it loses something; somebody
notices, because the object is used again on a path where this branch lost.

## Bad

```cpp
for (;;) {
  auto r = co_await (async_read(socket, buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1)
    continue;                   // bytes of a half-read frame are gone
  handle(frame);
}
```

## Good

```cpp
for (;;) {
  auto r = co_await (async_read(socket, buffer(frame), use_awaitable) || timer.async_wait(use_awaitable));
  if (r.index() == 1) {
    socket.close();
    co_return;
  }
  handle(frame);
}
```

## What it knows

Operations of libraries come from their models. Of the program's own coroutines it works out what they take, send and
change before each suspend point, any number of calls down. What they take counts whether they waited for it or popped
it off a container, moved it out of a member or swapped it; connections and other objects that close themselves may be
dropped. The losing path is told from the winning one by the test of
the result, an exception, an error. Closing, resetting or destroying the object, or leaving the function with it, ends
the matter. So does a flag that is set then (`broken_ = true`), where everybody asks it before anything else.

## The fix

A combinator that hands over what a loser had completed, where the library has one that takes and returns the same
(`timeoutNoDiscard` of folly), unless the code catches what only the other throws.

## Limits

Operations that no model knows are never reported. An object that merely outlives the function is reported with medium
confidence when other functions of its class work on it, or when it is a channel, queue or acceptor and the function returns
to say that its time was over; else with low confidence, which is not shown by default.

## When not to use it

Where losing data is fine: a race for the freshest value, where what is dropped is out of date anyway.
)",
    run, {460}};

} // namespace corosafe
