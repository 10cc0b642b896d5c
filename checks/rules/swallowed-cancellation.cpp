//===- swallowed-cancellation -----------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  const std::vector<Event> &Events = In.facts().Events;
  for (const SwallowedSignal &S : In.flow().Swallowed.Found) {
    Finding F = In.finding("swallowed-cancellation", Events[S.Catch != None ? S.Catch : S.Suspend].Range, S.Sure);
    bool Spins = S.GoesOn == S.Suspend;
    F.Message = S.Handler != None ? "'" + In.P.functionName(S.Within) + "' swallows cancellation, and the loop goes on"
                : S.Catch == None ? "an error that may be cancellation is passed over, and the loop goes on"
                : Spins ? "this handler swallows cancellation, and the loop goes on"
                      : "this handler swallows cancellation, and the coroutine waits on";
    bool Checks = Events[S.Suspend].Kind != EventKind::Suspend;
    if (S.Handler != None)
      F.Notes.push_back({"this handler of it takes the signal", In.at(In.P.function(S.Within).Events[S.Handler].Range)});
    else
      F.Notes.push_back({Checks ? "this check throws when the coroutine is cancelled" : "cancellation arrives at this suspend point", In.at(Events[S.Suspend].Range)});
    if (!Spins)
      F.Notes.push_back({"it waits on here", In.at(Events[S.GoesOn].Range)});
    for (const Step &W : In.Flow.Cancellable[In.F].Why)
      F.Notes.push_back({W.Text, In.at(W.Where)});
    F.Help = "rethrow or return when it is cancelled, in a handler ahead of this one or by asking the error or token";
    Out.push_back(std::move(F));
  }
}

const Check SwallowedCancellation = {
    "swallowed-cancellation", "a handler swallows the signal of cancellation and the coroutine carries on",
    R"(# swallowed-cancellation

A handler (`catch (...)`, a base class, the error's own type) takes the exception by which cancellation arrives, and the
loop around it goes on.

## Why

Cancellation is a request to end. Whoever asked waits for the coroutine to do so. A handler that logs every error and
tries again never does: where a cancelled coroutine stays cancelled (Asio, folly) every later co_await throws at once
and the loop spins at full speed; where the token is passed by hand (cppcoro, Seastar) it goes on waiting as if nothing had
been asked.

## Bad

```cpp
awaitable<void> listen(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const std::exception &e) {
      log(e.what());
    }
  }
}
```

## Good

```cpp
awaitable<void> listen(tcp::acceptor &a) {
  for (;;) {
    try {
      serve(co_await a.async_accept(use_awaitable));
    } catch (const system_error &e) {
      if (e.code() == asio::error::operation_aborted)
        throw;
      log(e.what());
    }
  }
}
```

## What it knows

The signal is followed from each suspend point, and each check that throws (`throw_if_cancellation_requested()`,
`abort_source::check()`), to the first handler that takes it, and on from there: rethrown, returned,
out of the loop, past a question for the error or the token, or to the next co_await. In libraries in which that one
throws at once, a co_await outside the try block ends the loop, and that is right. Loops that end by a condition that others
can change (`while (running_)`, `while (socket.is_open())`) or after a number of attempts are right too.

A coroutine with such a handler that is awaited in a loop is the same, if it never tells of cancellation: it is reported at the
co_await in the loop.

An error that comes as a value (folly's `co_awaitTry`) is followed in the same way where nothing throws later: a loop that comes
back to the same suspend point without having looked what error it was has passed over it.

Where cancellation destroys the frame (libunifex, stdexec, corral, kj) no handler runs, and nothing is reported.

Confidence is high where the program shows who cancels the coroutine, medium where only its library says that anyone may.

## Limits

A predicate that is called with the exception and returns bool is trusted to ask for cancellation.

## When not to use it

For coroutines that nobody cancels and that end with the program.
)",
    run, {390, 396}};

} // namespace corosafe
