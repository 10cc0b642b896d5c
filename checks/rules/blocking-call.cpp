//===- blocking-call ---------------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const BlockingCall &B : In.flow().Blocking) {
    Finding F = In.finding("blocking-call", In.facts().Events[B.Call].Range, B.Sure);
    if (B.Through.empty())
      F.Message = "'" + B.Name + "' blocks the thread that this coroutine runs on";
    else
      F.Message = "'" + B.Through + "' blocks the thread that this coroutine runs on: it reaches '" + B.Name + "'";
    for (const Step &S : B.Path)
      F.Notes.push_back({S.Text, In.at(S.Where), S.Role});
    F.Help = B.Alternative.empty() ? "run it on a thread pool and co_await the result" : B.Alternative;
    if (!B.Before.empty()) {
      Location Call = F.Where, Time = In.at(B.Duration);
      F.Fixes.push_back({"use '" + B.Before + "..." + B.After + "'",
                         {{Call.File, Call.Offset, Time.Offset - Call.Offset, B.Before},
                          {Call.File, Time.EndOffset, Call.EndOffset - Time.EndOffset, B.After}}});
    }
    Out.push_back(std::move(F));
  }
}

const Check BlockingCallCheck = {
    "blocking-call", "a call that blocks the thread in a coroutine, or in a function that it calls",
    R"(# blocking-call

A coroutine makes a call that blocks its thread: a sleep, a join, a wait for a future or condition variable, synchronous I/O.

## Why

A coroutine shares its thread with every other coroutine of its executor. While it blocks, none of them runs: timers fire
late, connections time out, and what would have completed the wait may itself need that thread, which is a deadlock. Nor can
a blocked coroutine be cancelled: cancellation arrives at suspend points only.

## Bad

```cpp
awaitable<void> retry(tcp::socket &socket) {
  while (!co_await try_connect(socket))
    std::this_thread::sleep_for(1s);       // every coroutine of this thread sleeps
}
```

## Good

```cpp
awaitable<void> retry(tcp::socket &socket) {
  asio::steady_timer timer(socket.get_executor());
  while (!co_await try_connect(socket)) {
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable);
  }
}
```

Work that has no asynchronous form belongs on a thread pool, whose result is awaited.

## What it knows

Which calls block comes from the models of libraries, from `[[clang::blocking]]` and from `COROSAFE_BLOCKING`. A call of a
function that blocks, any number of calls down, is reported where the coroutine calls it, with the way to the blocking call as
notes.

Closures that are posted, given to a thread or started on a pool do not run here. A coroutine that has moved to a pool
(`co_await pool.schedule()`), or is only ever started on one, may block. A call that returns at once is no blocking call: a
timeout of zero, a future that was seen to be ready or was awaited, a socket made non-blocking. Synchronous generators run on
the thread of who takes their values.

## Limits

Locks have checks of their own. Calls that may or may not block (`read` on a descriptor) have medium confidence, and so have
helpers that other code calls as well; file streams have low confidence, which is not shown by default. A pool that no model
knows is known by its name.

## When not to use it

In programs whose coroutines each have a thread of their own.
)",
    run, {1322}};

} // namespace corosafe
