//===- Forwarding.h - Tokens that are not passed on --------------------------===//
//
//   task<> serve(std::stop_token stop) {
//     co_await fetch(url);              // task<> fetch(std::string, std::stop_token = {});
//   }
//
// A token (stop token, abort source, deadline) is in scope of a coroutine, what it
// awaits would take one, and is not given any. An explicit empty token is a word
// that it is meant so. Clean-up, which must not be stopped, is told by where it
// stands: in a handler, or where the stop was already seen.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_FORWARDING_H
#define COROSAFE_FLOW_FORWARDING_H

#include "../Finding.h"
#include "Closings.h"
#include "Program.h"
#include <string>
#include <vector>

namespace corosafe {

struct UnforwardedToken {
  enum How : uint8_t {
    Defaulted, ///< A parameter with a default argument.
    Overload,  ///< Another overload takes one.
    Null,      ///< A null pointer is passed.
    Unbound,   ///< It could be bound to the completion token that is passed.
  };
  How Manner = Defaulted;
  EventId Call = None;
  std::string Token;     ///< As the user names it; empty for a parameter without a name.
  SourceSpan TokenRange; ///< Where it is declared; may be invalid.
  TypeId Type = None;    ///< The type of token that the callee takes.
  std::string Insert;    ///< What to write as the call's last argument; empty where that is not the whole change.
  Confidence Sure = Confidence::High;
};

/// The calls of a coroutine that could be given a token and are not, in the order of events. What waits for an object
/// that somebody ends needs none.
std::vector<UnforwardedToken> findUnforwarded(const Program &P, FunctionId F, const Closings &Ended);

} // namespace corosafe

#endif
