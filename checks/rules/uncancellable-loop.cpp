//===- uncancellable-loop ---------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  const FunctionFacts &Fn = In.facts();
  for (const EndlessLoop &L : In.flow().Endless) {
    std::string Token = In.P.str(L.Token).str();
    Finding F = In.finding("uncancellable-loop", Fn.Events[L.First].Range, L.Sure);
    F.Message = L.Suspends.empty() ? "this loop never notices that the coroutine was cancelled: it " +
                                         (L.Token ? "neither suspends nor looks at '" + Token + "'" : "never suspends")
                                   : "this loop never notices that the coroutine was cancelled: nothing that it awaits can be";
    if (!L.Suspends.empty() && L.TokenRange.valid())
      F.Notes.push_back({"nothing looks at '" + Token + "'", In.at(L.TokenRange)});
    for (const Step &W : In.Flow.Cancellable[In.F].Why)
      F.Notes.push_back({W.Text, In.at(W.Where)});
    F.Help = L.Token ? "ask '" + Token + "' in the loop, or pass it to what is awaited"
                             : "await something that can be cancelled in the loop, or ask a stop token";
    Out.push_back(std::move(F));
  }
}

const Check UncancellableLoop = {
    "uncancellable-loop", "a loop of a coroutine that is cancelled neither suspends cancellably nor looks at its token",
    R"(# uncancellable-loop

A loop that may run for long, in a coroutine that the program cancels: none of its suspend points can be cut short, and it
never asks whether it should stop.

## Why

Cancellation is cooperative. It takes effect where a coroutine awaits something that looks at the token, or asks the token
itself. A loop without either runs on however often it is asked to end, and whoever cancels it and waits for it hangs.

## Bad

```cpp
task<std::size_t> count(std::vector<document> docs, cancellation_token token) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < docs.size(); ++i)
    n += tokenize(docs[i]);
  co_return n;
}
```

## Good

```cpp
task<std::size_t> count(std::vector<document> docs, cancellation_token token) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < docs.size(); ++i) {
    token.throw_if_cancellation_requested();
    n += tokenize(docs[i]);
  }
  co_return n;
}
```

## What it knows

Only coroutines that the program shows to be cancelled are looked at: a token among the parameters, a race or timeout
above them; where nothing but tokens tells of a stop (Seastar, cppcoro), also a member of a class that asks its own token
member to stop. A coroutine that is not seen and is given neither a token nor an object is taken to know of none. A loop is fine that counts to a constant, ends by a condition that others can change, asks or passes on a
token (in a function that it calls as well), or awaits what can be cancelled. In Asio and C++/WinRT every co_await is such a
point; where only some operations look at the token (folly, cppcoro), the models say which. Loops that only compute,
and those that merely yield and count their turns or ask what does the work, are reported only where the coroutine has a token that
nothing in it looks at. A callback on the token is an answer.

## Limits

How long a turn takes is not known: a loop over three elements is taken for one over a million. Of a coroutine that nothing in
the program cancels, but whoever holds it can, only loops are reported that have no way out and merely yield.

## When not to use it

For coroutines whose cancellation need not be quick.
)",
    run, {835}};

} // namespace corosafe
