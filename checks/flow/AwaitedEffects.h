//===- AwaitedEffects.h - What a co_await takes and gives away --------------===//
//
//   co_await (in.async_receive(use_awaitable) || timer.async_wait(use_awaitable))
//
// takes from `in`, and may be cancelled. What the function does with that is
// the business of Effects.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_AWAITEDEFFECTS_H
#define COROSAFE_FLOW_AWAITEDEFFECTS_H

#include "Summary.h"
#include <vector>

namespace corosafe {

/// True if nothing but the tokens that it is given tells a coroutine of this library that it was cancelled.
inline bool onlyTokensTell(const LibraryModel &L) {
  return L.Delivers == Delivery::Exception && !L.ReachesEvery && !L.TokenImplicit;
}

/// An effect of one co_await, in the places of this function.
struct NodeEffect {
  Direction Dir = Direction::In;
  Places On;
  std::optional<Place> Into;
  bool AtOnce = false; ///< Taken without waiting, here or at the end of what is awaited.
  bool OfQueue = false; ///< Taken out of a queue, which is as good as before.
  SharedText Name;
  SourceSpan Range;
};

/// Of the co_awaits of one function. Known: what was inferred of the others so far.
class AwaitedEffects {
public:
  AwaitedEffects(const Program &P, FunctionId F, const std::vector<Summary> &Known);

  /// True if a cancellation could end it. Sure becomes false if that is a guess.
  bool cancellable(const AwaitNode &N, bool &Sure) const;
  /// True if the library brings cancellation to what is awaited: by itself, or by a token that it was given.
  bool arrives(const AwaitNode &N) const;
  /// What it does to which objects, once for each branch.
  void effectsOf(const AwaitNode &N, std::vector<NodeEffect> &Out, unsigned Depth = 0) const;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<Summary> &Known;
  const LibraryModel *Library; ///< Of the coroutine; null if it is not known.
};

} // namespace corosafe

#endif
