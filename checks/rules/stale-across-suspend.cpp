//===- stale-across-suspend -------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const StaleUse &U : In.flow().Stale.Uses) {
    Finding F = In.finding("stale-across-suspend", U.Used, U.Sure);
    std::string Object = "'" + U.Object + "'", Others = U.ChangedIn == None ? "" : "'" + In.P.functionName(U.ChangedIn) + "'";
    F.Help = "look it up again after the suspend point, or copy what is needed before it";
    switch (U.Manner) {
    case StaleUse::View:
      F.Message = "'" + U.Holder + "' points into " + Object + ", which " + Others + " may have changed while the coroutine was suspended";
      break;
    case StaleUse::Reference:
      F.Message = "a reference into " + Object + " is used after a suspend point, during which " + Others + " may have changed it";
      break;
    case StaleUse::Loop:
      F.Message = "a loop over " + Object + " is suspended in its body, and " + Others + " may change it meanwhile";
      F.Help = "go over a copy, or over keys that are looked up again";
      break;
    case StaleUse::Pointee:
      F.Message = Object + " is followed after a suspend point without a new look, and " + Others + " may have reset it meanwhile";
      F.Help = "check it again, or hold a copy of a shared pointer";
      break;
    case StaleUse::Lent:
      F.Message = Object + " is lent to the operation that is awaited here, and " + Others + " may change it meanwhile";
      F.Help = "send a buffer that is this coroutine's own";
      break;
    case StaleUse::Given:
      F.Message = "'" + U.Holder + "' is given a reference into " + Object + " and uses it after it was suspended, when " + Others + " may have changed it";
      F.Help = "give it a copy, or what it can look up again";
      break;
    case StaleUse::RunsOn:
      F.Message = "'" + U.Holder + "' runs on what " + Object + " holds and uses it after it was suspended, when " + Others + " may have changed it";
      F.Help = "keep the object in the coroutine: a copy of a shared pointer";
      break;
    case StaleUse::Regrown:
      F.Message = "'" + U.Holder + "' points into " + Object + ", which the operation awaited since has changed";
      break;
    case StaleUse::Popped:
      F.Message = (U.Holder.empty() ? "a reference" : "'" + U.Holder + "', a view") + " into " + Object + " is used after its element was taken out";
      F.Help = "copy or move the element before it is taken out";
      break;
    case StaleUse::Weak:
      F.Message = U.Holder.empty() ? "what " + Object + " points to may be gone: it is followed after a suspend point without a new look"
                                   : "'" + U.Holder + "' is what " + Object + " pointed to before the suspend point, and may be gone";
      F.Help = "ask it again after the suspend point";
      break;
    case StaleUse::Temporary:
      F.Message = (U.Holder.empty() ? "what is used here" : "what '" + U.Holder + "' refers to") + " was kept by the handle that " +
                  (U.Object.empty() ? "" : "'" + U.Object + "' gave") + ", which ended before the suspend point";
      F.Help = "keep the handle in a local for as long as what it leads to is used";
      break;
    case StaleUse::Awaited:
      F.Message = (U.Holder.empty() ? "what is used here" : "'" + U.Holder + "'") + " refers to what the task" + (U.Object.empty() ? "" : " of '" + U.Object + "'") + " kept, which ended with the statement that awaited it";
      F.Help = "take the result by value, or keep the task in a local";
      break;
    case StaleUse::Thread:
      F.Message = "'" + U.Holder + "' refers to the thread_local " + Object + " of the thread before the suspend point";
      F.Help = "name the thread_local anew after each suspend point, or keep the state in the coroutine";
      break;
    }
    if (U.Manner != StaleUse::Loop && U.Manner != StaleUse::Lent && U.Manner != StaleUse::Given && U.Manner != StaleUse::RunsOn)
      F.Notes.push_back({U.Manner == StaleUse::Pointee || U.Manner == StaleUse::Weak ? "followed or asked for here" : U.Manner == StaleUse::Temporary || U.Manner == StaleUse::Awaited ? "given here" : "looked up here", In.at(U.Looked)});
    if (U.Manner != StaleUse::Lent && U.Manner != StaleUse::Popped && U.Manner != StaleUse::Awaited)
      F.Notes.push_back({"suspended here", In.at(U.Suspended)});
    if (U.Manner == StaleUse::Given || U.Manner == StaleUse::RunsOn)
      F.Notes.push_back({"used here", In.at(U.Looked)});
    if (U.ChangedIn != None && U.Manner != StaleUse::Regrown)
      F.Notes.push_back({U.Manner == StaleUse::Popped ? "taken out here" : U.Manner == StaleUse::Temporary ? "what else keeps it is changed here" : "changed here", In.at(U.Changed)});
    Out.push_back(std::move(F));
  }
}

const Check StaleAcrossSuspend = {
    "stale-across-suspend", "a view of something shared is used after a suspend point without a new look",
    R"(# stale-across-suspend

An iterator, pointer, reference or view into a container that others change, or a pointer that others reset, is used
after a suspend point without having been looked up again.

## Why

A suspend point is where other coroutines run. What a look-up gave before it may be gone after it: an element erased, a
vector grown into new memory, a connection reset by `close()`. Nothing in the code between looks like a change, and no lock is missing.

## Bad

```cpp
awaitable<void> hub::send(int id, std::string text) {
  auto it = sessions_.find(id);
  co_await it->second->write(text);
  it->second->touch();               // leave() may have erased it
}

void hub::leave(int id) { sessions_.erase(id); }
```

## Good

```cpp
awaitable<void> hub::send(int id, std::string text) {
  auto session = sessions_.at(id);   // a shared_ptr: a copy
  co_await session->write(text);
  session->touch();
}
```

## What it knows

Which functions give views, and which end them, is in the library's model, for the containers of the standard, Qt, Boost, Abseil, folly
and Seastar: inserting into a `std::map` ends nothing, inserting into a `std::vector` ends all but what its elements lead to where
they are handles, a rehash ends iterators and no references.
A range-for over a shared container with a suspend point in its body keeps its iterator across it. Shared is a member, something global,
what closures captured, and what the coroutine was given by reference, pointer or shared pointer, as its callers have it.

A finding names the function that changes the container and may run meanwhile. What is awaited in place one after the other never
runs at once; what is spawned, raced or called from elsewhere does, and so do several runs of a coroutine that is started in a loop. What
only constructors, `main` and functions called `init...` or `setUp...` do, what a function sets up before it starts the coroutine (unless a flag tells it that the coroutine runs already), and what is done behind the join of a scope comes
before and after. `operator[]` of a hash or flat map counts where the element gets a value or is added to: it may not have been there.
Local containers, constant ones, awaits that cannot suspend, and suspend points at which a lock is held are fine, unless those who
change the container are seen to take other locks only. So is what is used after `if (seen != version_)`, where everyone who changes
the container counts `version_` on.
So is what is done while a flag is held that whoever changes the container asks, claims or waits for first (`if (busy_) return;`), if nobody else gives it back; a counter or an optional may be
the flag. So is what who changes it does behind an await of what only this coroutine signals, and only when it is through.

Besides: an element that an awaited coroutine is given by reference and uses after it was suspended itself
(`co_await serve(sessions_[id])`), or runs on, or what a member handle leads to (`co_await conn_->run()`), where it does not keep that itself; a buffer that is lent to an asynchronous write while others may change what it points into; a view of a stream's buffer used after
the next read into it; a reference to a `thread_local` used after a suspend point in libraries, or with executors, where a coroutine may come
back on another thread; a pointer or optional that was looked at before the suspend point and is followed after it while others reset it;
a reference to what a member handle leads to (`auto &c = *config_;`) while others give the handle something new;
a pointer that becomes null by itself (`QPointer`, `seastar::weak_ptr`) that was asked before the suspend point only; the front of a queue
that the coroutine itself has popped; what an awaited temporary task kept (`auto &r = co_await ask();`, where the await gives a reference); and what a temporary handle led to (`auto &t = *find_table(id);`, and the range of a range-for before
C++23), unless the program shows that something else keeps it.

## Limits

Members are told apart by class and name, not by object.

## When not to use it

Where elements are erased only when no coroutine uses them, by a protocol that the code does not show.
)",
    run, {416, 672}};

} // namespace corosafe
