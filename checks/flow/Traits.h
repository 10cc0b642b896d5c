//===- Traits.h - What occurs in a function at all ---------------------------===//
//
// Most functions hold little: no loop, no lock, no task that is put aside, no view
// of a shared object. One pass over the program notes for each function what it may
// hold, so that the analyses leave out what could find nothing there.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TRAITS_H
#define COROSAFE_FLOW_TRAITS_H

#include "../facts/Facts.h"
#include <cstdint>
#include <memory>
#include <vector>

namespace corosafe {

class Program;

/// A trait may be noted without need; one that is not noted is certainly not there.
enum class Trait : uint16_t {
  AwaitsTree = 2, ///< Some co_await may wait for more than one operation or coroutine.
  PutsTask = 4,   ///< A task or awaiter is discarded, kept or passed on.
  Views = 16,     ///< An element, what is behind a member, or a view of something is named; or anything thread-local is about.
  Locks = 8,      ///< A mutex or guard, callees apart.
  Changes = 32,   ///< A call that gives or ends views of an object; what is shared is assigned or moved from.
  Tokens = 64,    ///< A variable, or a member of the class, that stops work or sets its end.
  Blocks = 128,   ///< A call that blocks, calls what it was given, or runs an ordinary function of the program.
  Scopes = 256,   ///< Something is done with a scope that work is started in.
  Seeds = 512,    ///< A call that hands what it is given to somebody who may cancel it.
  Ends = 1024,    ///< Two changes of which one may undo the other.
};

/// What an event is, and what it may matter to. These stand close together: a pass that looks at few events of a program
/// finds them here.
struct EventMark {
  EventKind Kind : 6;
  bool Changes : 1; ///< It may change a shared object, give a view of one, close it, or end what runs on it.
  bool Half : 1;    ///< It may be half of a pair of changes.
};
static_assert(sizeof(EventMark) == 1);

struct ProgramTraits {
  std::vector<uint16_t> Of;  ///< By function, as one number.
  std::vector<EventMark> Marks; ///< By event of the whole program, function by function.
  uint64_t SuspendPoints = 0;
};

/// Finds out what functions hold, one after the other in the order of the program.
class TraitScan {
public:
  explicit TraitScan(const Program &P);
  ~TraitScan();
  void add(uint32_t Function);
  ProgramTraits take();

private:
  class Scan;
  std::unique_ptr<Scan> S;
  ProgramTraits Found;
};

} // namespace corosafe

#endif
