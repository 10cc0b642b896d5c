//===- lost-cleanup ---------------------------------------------------------===//

#include "Check.h"
#include "../flow/Cancellability.h"

namespace corosafe {

static std::string what(const SkippedCleanup &L) {
  switch (L.Kind) {
  case SkippedCleanup::ChangedBack: return "'" + L.Object + "' is never set back";
  case SkippedCleanup::Call: return "'" + L.Object + "' is never called";
  case SkippedCleanup::Memory: return "'" + L.Object + "' is never released";
  case SkippedCleanup::Awaited: break;
  }
  return "'" + L.Object + "' cleans up in vain: it fails at once";
}

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  const std::vector<Event> &Events = In.facts().Events;
  Delivery D = deliveryOf(In.P, In.F);
  for (const SkippedCleanup &L : In.flow().Cleanup.Lost) {
    bool Awaited = L.Kind == SkippedCleanup::Awaited;
    auto Point = [&](EventId E) { return Events[E].Kind == EventKind::Suspend ? std::string("this suspend point") : std::string("this check, which throws"); };
    EventId Where = Awaited ? L.Fails : L.Suspends.front();
    Finding F = In.finding("lost-cleanup", Events[Where].Range, L.Sure);
    F.Message = what(L) + (Awaited ? " when the coroutine was cancelled before"
                                   : " when the coroutine is cancelled at " +
                                         (L.Suspends.size() == 1 ? Point(Where)
                                                                 : "one of " + std::to_string(L.Suspends.size()) + " suspend points"));
    if (L.Begin != None)
      F.Notes.push_back({"begun here", In.at(Events[L.Begin].Range)});
    for (size_t I = Awaited ? 0 : 1; I < L.Suspends.size(); ++I)
      F.Notes.push_back({"cancellation may arrive at " + Point(L.Suspends[I]), In.at(Events[L.Suspends[I]].Range)});
    if (!Awaited && L.Fails != None)
      F.Notes.push_back({"cancelled before, this co_await fails at once", In.at(Events[L.Fails].Range)});
    if (L.End != None)
      F.Notes.push_back({"ended only here", In.at(Events[L.End].Range)});
    for (const Step &S : In.Flow.Cancellable[In.F].Why)
      F.Notes.push_back({S.Text, In.at(S.Where)});
    F.Help = Awaited ? "shield the cleanup from cancellation, or start it detached from this coroutine"
             : D == Delivery::Unwind || D == Delivery::Destroy
                 ? "end it in a destructor, as a scope guard's: cancellation runs no catch block here"
                 : "end it in a destructor, as a scope guard's, which runs however the coroutine is left";
    Out.push_back(std::move(F));
  }
}

const Check LostCleanup = {
    "lost-cleanup", "cleanup behind a suspend point is skipped when the coroutine is cancelled there",
    R"(# lost-cleanup

Something is begun, the coroutine suspends, and a plain statement behind the suspend point ends it. Cancelled at the
suspend point, the coroutine never gets to that statement.

## Why

A cancelled coroutine does not go on behind the suspend point. What runs is what the library's delivery runs:
destructors always; catch blocks only where cancellation is an exception (Asio, folly, cppcoro, Seastar, C++/WinRT).
A counter that is not counted back, a flag that stays up, a transaction that stays open or a lock that stays locked
outlives the coroutine, and the next one waits for it for ever.

## Bad

```cpp
awaitable<void> server::serve(tcp::socket s) {
  ++active_;
  co_await session(std::move(s));
  --active_;
}
```

## Good

```cpp
awaitable<void> server::serve(tcp::socket s) {
  ++active_;
  auto leave = scope_exit([this] { --active_; });
  co_await session(std::move(s));
}
```

## What it knows

Counters and flags that are members, globals or the caller's; pointers to locals that are published; values saved and
restored; calls whose names belong together (`lock` and `unlock`, `begin` and `commit`, `insert` and `erase` on one
object, `push_back` and `pop_back`); optionals, handles and numbers that were asked whether they are free
(`if (current_) co_return; current_ = job;`); raw memory and descriptors in a local. The change back is looked for along every path on which cancellation
leaves the coroutine: in handlers that take the signal, in destructors and scope guards, in callbacks that run at the
coroutine's exit. A guard counts from where it is made: what was begun before, with a suspend point between, is not undone
there. Shielded awaits and awaits that cannot be cancelled are no suspend points to it;
a check that throws when the token was stopped is as good as one.

An awaited cleanup behind a handler that took the signal is reported too where every later co_await fails at once (Asio,
folly): it never runs unless it is shielded or the cancellation state is reset.

Confidence is high where the program shows who cancels the coroutine, medium where only its library says that anyone may.

## Limits

What is ended in another function than it was begun in is not seen. State that is moved forward (connecting, connected)
is no cleanup, so only a change back to false, null or the first enumerator counts, or to what was there before.

## When not to use it

In a program that never cancels a coroutine other than by exiting.
)",
    run, {459, 460}};

} // namespace corosafe
