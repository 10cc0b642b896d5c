//===- WaysOut.h - What a coroutine still does when it is cut short ---------===//
//
//   try { co_await audit(m); }
//   catch (...) { queue_.push_front(std::move(m)); throw; }    it puts back what it took
//
// In handlers around the suspend point at which cancellation arrives, by the
// destructors of guards, and where it arrives as a value in the code behind.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_WAYSOUT_H
#define COROSAFE_FLOW_WAYSOUT_H

#include "Carried.h"
#include "Summary.h"
#include <set>

namespace corosafe {

/// `checking_ -= n; ... savings_ += n;`: two members of an object, of which neither merely counts what was done.
bool sideBySide(const Program &P, const Place &From, const Place &To);

class WaysOut {
public:
  /// Uses: of all events of F. Known: what was inferred of other functions so far.
  WaysOut(const Program &P, FunctionId F, const std::vector<Summary> &Known, const EventUses &Uses)
      : P(P), Fn(P.function(F)), F(F), Known(Known), Uses(Uses) {}

  /// What is awaited at a suspend point, where it is known: if errors come back from it as values, the code behind it runs.
  void awaits(EventId Suspend, const AwaitNode &N) {
    if (N.CountReturned)
      GoesOn.insert(Suspend);
  }

  /// Cancelled there, it closes the object itself: in what still runs, or by a guard that dies.
  bool closes(EventId Suspend, const Place &On);
  /// What still runs sets the place, or an object that was made before does when it ends.
  bool sets(EventId Suspend, const Place &On) const;
  /// What was taken is put back where it came from.
  bool putsBack(EventId Suspend, const Places &From, const Carried &What) const;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<Summary> &Known;
  const EventUses &Uses;
  std::optional<std::vector<std::pair<EventId, const PlaceUse *>>> Ended; ///< What destructors close besides their own object.

  std::set<EventId> GoesOn; ///< Suspend points behind which it goes on when it is cancelled.

  llvm::ArrayRef<std::pair<EventId, const PlaceUse *>> endedByDestructors();
  std::vector<EventId> stillRun(EventId Suspend) const;
  bool setAtEndOf(uint32_t Local, const Place &On) const;
};

} // namespace corosafe

#endif
