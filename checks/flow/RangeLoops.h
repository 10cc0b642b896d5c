//===- RangeLoops.h - The range-for loops of a function ---------------------===//
//
//   for (auto &peer : peers_)      begins in each turn with an Init of peers_[], or
//     co_await peer.send();        of a local from that; its iterator is hidden
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_RANGELOOPS_H
#define COROSAFE_FLOW_RANGELOOPS_H

#include "Loops.h"
#include "Program.h"
#include <map>

namespace corosafe {

class RangeLoops {
public:
  RangeLoops(const Program &P, FunctionId F);

  /// What a loop goes over that begins with an element there; null if none does.
  const Place *over(EventId Element) const {
    auto It = Over.find(Element);
    return It == Over.end() ? nullptr : &It->second.Container;
  }
  /// True if an event happens within a turn of the loop that begins with that element.
  bool goesOn(EventId Element, EventId Event) const {
    auto It = Over.find(Element);
    return It != Over.end() && It->second.Around && It->second.Around->contains(All->blockOf(Event));
  }

private:
  struct Turn {
    Place Container;
    const Loop *Around; ///< Null if every turn leaves.
  };
  std::optional<Loops> All; ///< None if nothing loops.
  std::map<EventId, Turn> Over; ///< By where an element begins.
};

} // namespace corosafe

#endif
