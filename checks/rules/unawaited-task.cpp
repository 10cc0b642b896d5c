//===- unawaited-task -------------------------------------------------------===//

#include "../flow/HelperTasks.h"
#include "Check.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static std::string consequence(const DroppedTask &D) {
  if (D.IsLock)
    return "it never acquires anything";
  switch (D.Info.OnDrop) {
  case TaskModel::Detaches: return "it runs on by itself, and its errors are lost";
  case TaskModel::Cancels: return "dropping it cancels its work";
  case TaskModel::Blocks: return "its destructor blocks the thread until the work is done";
  case TaskModel::Terminates: return "its destructor ends the program";
  default: return "it never runs";
  }
}

/// `a + b` needs parentheses where something is to be written before it.
static bool isOperator(const CheckInput &In, const Event &Made) {
  llvm::StringRef Leaf = Made.Callee == None ? "" : In.P.str(In.P.Facts.Entities[Made.Callee].Leaf);
  return Leaf.starts_with("operator") && Leaf != "operator()" && Leaf != "operator[]";
}

/// What says that the drop is meant.
static void dismissFix(const CheckInput &In, const DroppedTask &D, Finding &F) {
  const Event &Made = In.facts().Events[D.Made];
  if (D.Before.empty() && D.After.empty())
    return;
  if (Made.Discarded != Discard::Yes || Made.InMacro)
    return;
  bool Parens = isOperator(In, Made);
  Location L = In.at(Made.Range);
  Fix X{"let it go on purpose: '" + D.Before + "..." + D.After + "'", {{L.File, L.Offset, 0, D.Before + (Parens ? "(" : "")}}, /*Alternative=*/true};
  if (std::string After = (Parens ? ")" : "") + D.After; !After.empty())
    X.Replacements.push_back({L.File, L.EndOffset, 0, std::move(After)});
  F.Fixes.push_back(std::move(X));
}

/// `co_await` before what is dropped at once, where the language and the coroutine's type allow it.
static std::vector<Fix> awaitFix(const CheckInput &In, const DroppedTask &D) {
  const FunctionFacts &Fn = In.facts();
  const Event &Made = Fn.Events[D.Made];
  if (D.Manner != DroppedTask::AtOnce || Made.Discarded != Discard::Yes || !Fn.IsCoroutine || !D.Info.Awaitable || Made.InMacro ||
      Made.InHandler)
    return {};
  // A generator may forbid co_await; one that awaits elsewhere does not.
  const TypeFacts *Returned = In.P.type(In.P.strip(In.P.Facts.Entities[Fn.Entity].ReturnType));
  bool Awaits = llvm::any_of(Fn.Events, [](const Event &E) { return E.Kind == EventKind::Suspend && E.How == SuspendKind::Await; });
  if (Returned && Returned->CanYield && !Awaits)
    return {};
  bool IsOperator = isOperator(In, Made);
  Location L = In.at(Made.Range);
  Fix F{"insert 'co_await'", {{L.File, L.Offset, 0, IsOperator ? "co_await (" : "co_await "}}};
  if (IsOperator)
    F.Replacements.push_back({L.File, L.EndOffset, 0, ")"});
  return {F};
}

/// A thread is not awaited by anybody.
static bool isJoined(const CheckInput &In, const DroppedTask &D) {
  const TypeFacts *T = In.P.type(In.P.strip(D.Type));
  return !D.Info.Awaitable && T && !In.P.Models.functions((In.P.str(T->Name) + "::join").str()).empty();
}

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const DroppedTask &D : In.flow().Tasks.Dropped) {
    // A sequence that nobody asks for an element of on some path has nothing left to do, and a mere awaiter that was made ready and
    // then not needed, `auto wait = sleep(d); if (ready()) co_return;`, has not been asked to do anything.
    if (const TypeFacts *T = In.P.type(In.P.strip(D.Type));
        T && (T->CanYield || (!T->HasPromise && !D.Info.Model)) && D.Manner == DroppedTask::OnSomePath && D.Info.OnDrop == TaskModel::NeverRuns)
      continue;
    if (servesUntilDropped(In.P, In.F, D) || keepsInTouch(In.P, In.F, D))
      continue;
    const Event &Made = In.facts().Events[D.Made];
    Finding F = In.finding("unawaited-task", Made.Range, D.Sure);
    std::string Type = "'" + In.spellType(D.Type) + "'";
    std::string Holder = "'" + D.Holder + "'";
    bool Joined = isJoined(In, D);
    const std::string Without = Joined ? " without being joined: " : " without being awaited: ";
    switch (D.Manner) {
    case DroppedTask::AtOnce:
    case DroppedTask::VoidCast:
      F.Message = Type + " is dropped" + Without + consequence(D);
      break;
    case DroppedTask::NeverUsed:
      F.Message = Type + " in " + Holder + " goes out of scope" + Without + consequence(D);
      break;
    case DroppedTask::OnSomePath:
      F.Message = Type + " in " + Holder + " goes out of scope on some path" + Without + consequence(D);
      break;
    case DroppedTask::Overwritten:
      F.Message = Type + " in " + Holder + " is replaced" + Without + consequence(D);
      F.Notes.push_back({"replaced here", In.at(D.Lost), NoteRole::Lost});
      break;
    case DroppedTask::InContainer:
      F.Message = Type + " goes out of scope in " + Holder + Without + consequence(D);
      break;
    case DroppedTask::ByCaller:
      F.Message = Type + " that this callable gives is dropped by whoever calls it: " + consequence(D);
      break;
    }
    if (Made.Kind == EventKind::Call && Made.Callee != None && D.Manner != DroppedTask::ByCaller) {
      const EntityFacts &Callee = In.P.Facts.Entities[Made.Callee];
      if (Callee.Range.valid() && !Callee.InSystemHeader)
        F.Notes.push_back({"'" + In.P.calleeName(In.F, D.Made) + "' makes it", In.at(Callee.Range)});
    }
    F.Fixes = awaitFix(In, D);
    dismissFix(In, D, F);
    F.Help = In.facts().IsCoroutine && D.Info.Awaitable ? "await it, or hand it to something that does"
             : Joined                                     ? "join it on every path, or hand it on"
                                                          : "await it in a coroutine, spawn it, or hand it on";
    Out.push_back(std::move(F));
  }
}

const Check UnawaitedTask = {
    "unawaited-task", "a task, future or join handle is dropped and nobody awaits it",
    R"(# unawaited-task

A task (future, awaitable, join handle) is made and then dropped: at once, on some path, by overwriting, or in a
container that nobody looks at.

## Why

A lazy task that is not awaited never runs: the call looks like a call and does nothing. An eager one runs on by itself;
its errors are lost, and it may outlive what it uses. Some block in the destructor. An asynchronous `lock()` that is not
awaited locks nothing.

## Bad

```cpp
awaitable<void> session::stop() {
  send_goodbye();               // an awaitable that never runs
  socket_.close();
  co_return;
}
```

## Good

```cpp
awaitable<void> session::stop() {
  co_await send_goodbye();
  socket_.close();
}
```

## What it knows

Whether a type is lazy or eager is read from its promise, or from the library's model. Spawning, detaching, returning,
storing and passing a task on are fine, and so is the library's own way to drop one. `(void)` is a wanted drop for tasks
that run by themselves, not for those that never run. A closure or function that gives a lazy task is reported where what runs it
looks at no result: `post`, a thread, `for_each`, a completion handler, a function object that returns nothing.

## The fix

`co_await` before what is dropped at once in a coroutine. Where a drop may be meant, what says so is offered besides, and never
applied by `--fix`: the library's own way to let it go (`+` of a Boost.Cobalt promise, `co_spawn` with `detached`), if it keeps what
it is given, or a cast to `void` of what runs by itself.

## Limits

A task that is passed to a function is that function's business. Paths that leave by an exception do not count.

## When not to use it

In tests of a task type itself, which drop tasks to see what happens.
)",
    run, {252}};

} // namespace corosafe
