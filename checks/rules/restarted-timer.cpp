//===- restarted-timer -----------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const RestartedTimer &T : In.flow().Restarted) {
    Finding F = In.finding("restarted-timer", T.Timer, T.Sure);
    F.Message = "this timer starts anew in each turn of the loop: ";
    F.Message += T.Budget.empty() ? "as long as another branch wins in time, it never fires"
                                  : "'" + T.Budget + "' bounds every turn, and not all of them together";
    if (T.Restart.valid())
      F.Notes.push_back({"it is started here, whichever branch won before", In.at(T.Restart)});
    if (T.Work.valid())
      F.Notes.push_back({"what is due when it fires waits for a pause in everything else", In.at(T.Work)});
    F.Help = T.Budget.empty() ? "make the timer before the loop, and start it again only when it has fired"
                              : "work out the deadline once before the loop, and wait until then";
    Out.push_back(std::move(F));
  }
}

const Check RestartedTimerCheck = {
    "restarted-timer", "a timer in the loop of a race starts anew whenever another branch wins",
    R"(# restarted-timer

A race in a loop has a timer among its branches, and the timer begins anew in each turn.

## Why

The timer fires only if nothing else happened for its whole time. For a limit on one operation that is meant: no answer for
five seconds, close the connection. For work by the clock it is not: under load a message arrives every second, the timer of
five seconds is started again each time, and the statistics are never written, the cache never expires, the batch never sent.
In a quiet test it works.

## Bad

```cpp
for (;;) {
  flush.expires_after(5s);                                   // again, whoever won
  auto r = co_await (inbox.async_receive(use_awaitable) || flush.async_wait(use_awaitable));
  if (r.index() == 1)
    co_await write_batch();
  else
    batch.push_back(std::get<0>(r));
}
```

## Good

```cpp
flush.expires_after(5s);
for (;;) {
  auto r = co_await (inbox.async_receive(use_awaitable) || flush.async_wait(use_awaitable));
  if (r.index() == 1) {
    co_await write_batch();
    flush.expires_after(5s);                                 // only when it has fired
  } else {
    batch.push_back(std::get<0>(r));
  }
}
```

## What it knows

The same time must be counted from now in each turn, another branch's win must lead back to it, and its own must lead to work
that no other turn does. A timer whose firing leaves the loop bounds one operation, which is right, unless its name says that
it is a total. What is left until a deadline (`deadline - now()`), and a point in time that is moved on only when it is
reached, are right, and so is a timer in a turn that waits for something to come before its race. Work on what the
other branch waits for (a ping on an idle connection), and work that is called so, is due after silence.

## Limits

Work that is wanted after a pause (a debounced save) looks the same unless its name says so. Hence medium confidence.

## When not to use it

Where all periodic work in races is meant to wait for a pause.
)",
    run};

} // namespace corosafe
