//===- closed-channel-spin --------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const Receive &S : In.flow().Spins.Found) {
    Finding F = In.finding("closed-channel-spin", In.facts().Events[S.Suspend].Range, S.Sure);
    std::string On = S.Object.empty() ? "what it receives from" : "'" + S.Object + "'";
    F.Message = "once " + On + " has ended, '" + S.Name + "' completes at once and this loop spins";
    F.Help = S.Told == WinnerTold::ErrorCode ? "leave the loop when the error is set"
             : S.Told == WinnerTold::Throws  ? "let the exception leave the loop, or leave it in the handler"
             : S.Told == WinnerTold::BoolResult ? "leave the loop when it returns false"
                                                : "leave the loop when the result is empty";
    Out.push_back(std::move(F));
  }
}

const Check ClosedChannelSpin = {
    "closed-channel-spin", "a loop receives on and on from a channel or stream that has ended",
    R"(# closed-channel-spin

A loop receives from a channel, queue or stream, and when that has ended goes round again.

## Why

A receive from what is closed does not wait: it completes at once, with an error or with nothing. A loop that does not leave
on that result never suspends again for long. It takes a whole thread, and on a single-threaded executor nothing else
runs any more.

## Bad

```cpp
awaitable<void> consume(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
    if (ec)
      continue;
    handle(message);
  }
}
```

## Good

```cpp
awaitable<void> consume(channel &ch) {
  for (;;) {
    auto [ec, message] = co_await ch.async_receive(as_tuple(use_awaitable));
    if (ec)
      co_return;
    handle(message);
  }
}
```

## What it knows

How each operation tells the end is in its model: an empty optional, false, an error code, an exception. Of a coroutine of
the program it is worked out: one that returns nothing (false, an empty optional, text or container, an error in the place of a value, a null pointer, 0 bytes) when
what it receives from has ended. The path on which it has ended is followed round the loop. It is right if the loop is left, if something else is awaited on the way (a delay,
another event), if the channel is asked or replaced, or if the loop's own condition depends on what others can change.

## Limits

Queues of the program's own are known by their names only (`co_await inbox.receive()` gives an optional, and somebody calls
`inbox.close()`), with medium confidence; others need a model that says how they tell their end. A call that returns something for the
result is trusted to look at it.

## When not to use it

For channels that are never closed.
)",
    run, {835, 252}};

} // namespace corosafe
