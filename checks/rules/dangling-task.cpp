//===- dangling-task --------------------------------------------------------===//

#include "Check.h"
#include "../flow/Throws.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// "'name'", "its captures", "a temporary".
static std::string object(const DanglingTask &D) {
  if (D.Manner == DanglingTask::LateMember)
    return "'" + D.Object + "'";
  if (D.What.Of.K == Need::Closure)
    return D.What.Temporary ? "the captures of a closure that dies at the end of the statement" : "the captures of '" + D.Object + "'";
  if (D.What.Last && D.What.Temporary)
    return "what '" + D.Object + "' made";
  if (D.What.Temporary)
    return "a temporary that dies at the end of the statement";
  if (D.What.On.Root == Place::This)
    return "'this'";
  return "'" + D.Object + "'";
}

static std::string outcome(const CheckInput &In, const DanglingTask &D) {
  if (D.LeftBy != None)
    return "it runs on when '" + In.P.functionName(In.F) + "' is left early";
  switch (D.Manner) {
  case DanglingTask::Detached: return D.At == None ? "nobody can wait for it" : "it runs on after '" + In.P.functionName(In.F) + "' has ended";
  case DanglingTask::InScope: return "its scope is not joined while that lives";
  case DanglingTask::Loser: return "it runs on when it has lost the race";
  case DanglingTask::Abandoned: return "it runs on when what awaits it is cancelled";
  case DanglingTask::Returned: return "it is returned to run later";
  case DanglingTask::Kept: return "it is kept, and awaited when that is gone";
  case DanglingTask::Stored: return "its closure is kept, to be called later";
  case DanglingTask::Handler: return (D.What.Of.In == None ? "it goes on after '" : "it may be called after '") + In.P.functionName(In.F) + "' has ended";
  case DanglingTask::LetGo: return "it runs on when whoever called it has let go of both";
  case DanglingTask::LateMember: return "that is destroyed before '" + D.Scope + "', which is declared in front of it and waits for its tasks in its destructor";
  case DanglingTask::Dropped: return "its closure is destroyed as soon as it has returned";
  }
  return "";
}

/// `const T &`, which the coroutine could as well have as a `T` of its own.
static void takeByValue(const CheckInput &In, const Need &N, Finding &F) {
  if (N.K != Need::Parameter || N.Behind || N.In == None)
    return;
  bool Called = llvm::any_of(In.P.callers(N.In), [&](const Program::CallSite &S) { return S.Caller == In.F; });
  for (const Variable &V : In.P.function(N.In).Params)
    if (Called && &V == N.Bound && V.ByValueWithout.valid()) {
      Location Where = In.at(V.ByValueWithout);
      F.Fixes.push_back({"take '" + In.P.str(V.Name).str() + "' by value", {{Where.File, Where.Offset, Where.EndOffset - Where.Offset, ""}}});
    }
}

/// Left by an exception: said where the program shows one, or who cancels it.
static Confidence sure(const CheckInput &In, const DanglingTask &D) {
  if (D.LeftBy == None || In.facts().Events[D.LeftBy].Kind == EventKind::Throw)
    return D.Sure;
  llvm::ArrayRef<EventId> Points = In.Flow.Summaries[In.F].CancelPoints;
  bool Cancelled = In.Flow.Cancellable[In.F].Sure == Reached::Evident && std::binary_search(Points.begin(), Points.end(), D.LeftBy);
  return Cancelled || isSeenToThrow(In.P, In.F, D.LeftBy) ? std::min(D.Sure, Confidence::Medium) : Confidence::Low;
}

/// Of `[this] { ... }` the captures are gone, and the object is come to through them: that is one mistake.
static bool isOfDeadClosure(const CheckInput &In, const DanglingTask &D) {
  return D.At != None && D.What.Of.K == Need::This && llvm::any_of(In.flow().Dangling.Tasks, [&](const DanglingTask &X) {
           return X.At == D.At && X.What.Of.K == Need::Closure && sure(In, X) >= sure(In, D);
         });
}

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const DanglingTask &D : In.flow().Dangling.Tasks) {
    SourceSpan Where = D.At == None ? D.Declared : In.facts().Events[D.At].Range;
    if (!Where.valid() || isOfDeadClosure(In, D))
      continue;
    Finding F = In.finding("dangling-task", Where, sure(In, D));
    F.Message = (!D.Task.empty() ? "'" + D.Task + "'" : D.Manner != DanglingTask::Handler ? std::string("a coroutine") : D.What.Of.In == None ? std::string("an operation") : std::string("a handler")) + " uses " + object(D) + ", but " + outcome(In, D);
    if (D.At != None && D.Declared.valid())
      F.Notes.push_back({"'" + D.Object + "' is declared here", In.at(D.Declared)});
    if (D.What.Of.LeftAt)
      F.Notes.push_back({"left running here", In.at(*D.What.Of.LeftAt), NoteRole::Effect});
    if (D.What.Of.Used)
      F.Notes.push_back({D.What.Of.Name.empty() ? "used here" : "used here as '" + D.What.Of.Name + "'", In.at(*D.What.Of.Used), NoteRole::Lost});
    if (D.LeftBy != None)
      F.Notes.push_back({"it can be left here", In.at(In.facts().Events[D.LeftBy].Range)});
    if (D.Used.valid())
      F.Notes.push_back({"awaited here", In.at(D.Used), NoteRole::Suspend});
    if (D.What.Of.K == Need::Closure)
      F.Help = "pass what it needs as by-value parameters of the lambda, or hand over the lambda itself to something that keeps it";
    else if (D.Manner == DanglingTask::LateMember)
      F.Help = "declare '" + D.Scope + "' behind what its tasks use, or wait for them in the destructor";
    else if (D.What.On.Root == Place::This)
      F.Help = "hold on to the object in the coroutine (a copy of a shared pointer to it), or wait for the coroutine before the object ends";
    else
      F.Help = "pass it by value, or wait for the coroutine while it lives";
    if (D.Closure != None) {
      const Event &Called = In.facts().Events[D.Closure];
      const SourceSpan &Lambda = In.facts().Events[Called.Receiver.V].Range;
      if (!Called.InMacro && Called.Range.End == Lambda.End + 2 && Called.Range.File == Lambda.File)
        F.Fixes.push_back({"hand over the lambda itself", {{In.at(Lambda).File, Lambda.End, 2, ""}}});
    }
    takeByValue(In, D.What.Of, F);
    Out.push_back(std::move(F));
  }
}

const Check DanglingTasks = {
    "dangling-task", "a coroutine that runs on its own uses what dies before it",
    R"(# dangling-task

A coroutine is spawned, dropped while it runs, returned, or kept for later, and uses something that is gone by then: a
local or a temporary that it was given by reference, the captures of a closure, or an object that nothing keeps alive.

## Why

A coroutine's frame holds copies of its by-value parameters. It does not hold what a reference, a pointer or a view
refers to, the object that a member coroutine runs on, or the closure that a coroutine lambda was called on. Awaited in
place, all of that lives until the coroutine has ended. Let go of, the coroutine goes on after the full expression and
the function that made it, and reads freed memory. Cancelling whoever spawned it makes that likely: its locals end at once.

## Bad

```cpp
awaitable<void> session(tcp::socket &socket);

awaitable<void> listen(tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    co_spawn(acceptor.get_executor(), session(socket), detached);   // 'socket' ends with this iteration
  }
}

void greet(io_context &io, std::string name) {
  co_spawn(io, [name]() -> awaitable<void> { co_await send(name); }(), detached);   // the closure is gone
}
```

## Good

```cpp
awaitable<void> session(tcp::socket socket);

awaitable<void> listen(tcp::acceptor &acceptor) {
  for (;;)
    co_spawn(acceptor.get_executor(), session(co_await acceptor.async_accept(use_awaitable)), detached);
}

void greet(io_context &io, std::string name) {
  co_spawn(io, [name]() -> awaitable<void> { co_await send(name); }, detached);   // co_spawn keeps the lambda
}
```

## What it knows

* What a coroutine needs is read from its body: for one that starts at once, only what it uses after it was first
  suspended. By-value parameters are its own; so are the captures of a lambda that takes `this auto self`.
* Who lets a task go: the library's spawn functions, a dropped future that runs on, functions of the program that do so
  with what they are given or take the coroutine's handle out of its task, losers that a race leaves running, continuations that destroy their closure.
* A coroutine's closure that is put into a member, a global or the caller's object, there or by functions of the program
  that keep what they are given, must not refer to locals. Nothing is said where the function then waits, takes it out
  again, or is given something back for it that does so.
* A member whose destructor waits for what runs in it (a thread pool, a storage of background tasks), declared in front of members
  that its tasks use: those are destroyed first. Nothing is said where the program waits for the tasks itself.
* Completion handlers that are no coroutines need what they capture by reference, and an operation that is started with one,
  or with `detached`, the buffers that it was lent, until it has ended.
* What waits: joins, blocking calls (`io.run()`, `future.get()`), a scope or thread pool, an awaited event that the task
  was given, and an object whose destructor joins, for what runs on it.
* `this` is kept by a shared pointer in the coroutine, its closure, its parameters or its completion handler. Without one,
  a class with `enable_shared_from_this` is reported for certain; any other class where a local or temporary of it is
  seen to end, and with medium confidence where the program shows no object of it at all.

## The fix

Where the coroutine that is let go stands in this unit, has no other declaration, and takes by constant reference what can be
copied, the fix takes it by value. Where a lambda's coroutine was made from a closure that dies, the fix hands over the lambda.

## Limits

Of the ways on which an exception leaves a function, those count that the program shows: a throw here or in what is called,
and a suspend point of a coroutine that is seen to be cancelled. What a class keeps by reference inside is seen of aggregates only, and a
reference parameter of the function that spawns is its caller's business, where there is a caller in sight.

## When not to use it

In programs whose objects all live until the process ends.
)",
    run, {416, 562}};

} // namespace corosafe
