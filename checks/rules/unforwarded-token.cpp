//===- unforwarded-token -----------------------------------------------------===//

#include "Check.h"

namespace corosafe {

static void run(const CheckInput &In, std::vector<Finding> &Out) {
  for (const UnforwardedToken &U : In.flow().Unforwarded) {
    const Event &Call = In.facts().Events[U.Call];
    Finding F = In.finding("unforwarded-token", Call.Range, U.Sure);
    std::string Callee = "'" + In.P.calleeName(In.F, U.Call) + "'";
    std::string Token = U.Token.empty() ? "this coroutine's own token, which has no name," : "'" + U.Token + "'";
    F.Message = Token + " is not passed on to " + Callee;
    F.Message += U.Manner == UnforwardedToken::Null       ? ", which gets a null pointer: it cannot be stopped"
                 : U.Manner == UnforwardedToken::Overload ? ", which has an overload that takes it: it cannot be stopped"
                 : U.Manner == UnforwardedToken::Unbound  ? ", whose completion token could carry it: it cannot be stopped by it"
                                                          : ", which would take it: it cannot be stopped";
    if (U.TokenRange.valid())
      F.Notes.push_back({U.Token.empty() ? "the token comes in here" : Token + " is declared here", In.at(U.TokenRange)});
    const EntityFacts &C = In.P.Facts.Entities[Call.Callee];
    if (C.Range.valid() && !C.InSystemHeader)
      F.Notes.push_back({Callee + " is declared here", In.at(C.Range)});
    F.Help = "pass the token on, or an explicit empty one where it must not be stopped";
    if (!U.Insert.empty()) {
      std::string Passed = llvm::StringRef(U.Insert).ltrim(", ").str();
      F.Fixes.push_back({"pass '" + Passed + "'", {{F.Where.File, F.Where.EndOffset - 1, 0, U.Insert}}});
    }
    Out.push_back(std::move(F));
  }
}

const Check UnforwardedTokenCheck = {
    "unforwarded-token", "a stop token, abort source or deadline in scope is not passed to what is awaited",
    R"(# unforwarded-token

A coroutine has a token by which it can be stopped, awaits something that takes one, and does not pass it on.

## Why

Where tokens are passed by hand, a chain of calls can be stopped only as far down as the token goes. One call that leaves
it out, because its parameter has a default argument or an overload without it, waits to its end however often a stop is
requested. Shutdown hangs there, and nothing in the code looks wrong.

## Bad

```cpp
task<page> fetch(std::string url, std::stop_token stop = {});

task<void> crawl(std::vector<std::string> urls, std::stop_token stop) {
  for (auto &url : urls)
    store(co_await fetch(url));       // goes on after a stop
}
```

## Good

```cpp
task<void> crawl(std::vector<std::string> urls, std::stop_token stop) {
  for (auto &url : urls)
    store(co_await fetch(url, stop));
}
```

Where something must be finished all the same, say so: `co_await commit(std::stop_token{})`.

## What it knows

A token is in scope if the coroutine has it as a parameter, a capture or a local, or as a member that other coroutines of the
class pass on, or that it asks itself. A call takes one if a parameter for it was left to its default argument, if another overload of the same scope
has it as one parameter more, or if a null pointer is passed for it. So does an operation that is given a completion token to
which none is bound, where a cancellation slot comes in as a parameter and nothing else was given it to keep. Deadlines count where
both sides name them so.

Libraries that pass their tokens on by themselves need no forwarding. A handler, and code behind a stop that was seen or behind
a handler of its very exception, is clean-up, which must run to its end. A callback on the token, a shield, a race against the token, and an explicit empty token
are answers too.

## Limits

No token anywhere is no finding. Functions of another name that take a token are not looked for.

## When not to use it

In programs that stop by ending the process.
)",
    run};

} // namespace corosafe
