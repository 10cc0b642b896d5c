//===- Receives.h - What receives from something that may end ---------------===//
//
//   auto [ec, v] = co_await ch.async_receive(as_tuple(use_awaitable));   ended: says so in ec
//   while (auto m = co_await inbox.receive())                            the program's own, by its name
//   auto line = co_await next_line(socket);                              a coroutine that gives nothing then
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_RECEIVES_H
#define COROSAFE_FLOW_RECEIVES_H

#include "Awaited.h"
#include "Closings.h"
#include <string>

namespace corosafe {

struct Receive {
  EventId Suspend = None;
  std::string Name;   ///< Of the operation.
  std::string Object; ///< The channel or stream; may be empty.
  WinnerTold Told = WinnerTold::NotTold; ///< How it says that what it receives from has ended.
  Confidence Sure = Confidence::High;
  Places On;
  std::optional<Place> ErrorAt; ///< The variable that the error is written to (redirect_error).
  EndedBy Ended = EndedBy::Peer;
  bool ErrorBeside = false; ///< An error comes beside what it gives.
  bool MayBeLate = false;   ///< It is given a time limit of its own, behind which it says the same.
};

/// What a co_await of F receives, where it can end and says so; none for others.
std::optional<Receive> receiveAt(const Program &P, FunctionId F, EventId Suspend, const Closings &Ended);

/// The same of a co_await on a coroutine of the program, if that is what becomes of what one of its own co_awaits receives: As is
/// that one, in the places of the coroutine.
std::optional<Receive> receiveThrough(const Program &P, FunctionId F, EventId Suspend, const AwaitNode &N, const Receive &As, const Closings &Ended);

} // namespace corosafe

#endif
