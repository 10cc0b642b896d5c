//===- Iteration.h - What keeps a loop going --------------------------------===//
//
// How a loop ends, as its exits' conditions say:
//
//   for (int i = 0; i < 3; ++i)       counts
//   for (auto &x : list)              over a range
//   while (running_)                  asks what others change
//   for (;;) { ... if (done) break; } open: nobody knows for how long
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_ITERATION_H
#define COROSAFE_FLOW_ITERATION_H

#include "Cancellability.h"
#include "Loops.h"
#include <set>

namespace corosafe {

struct Ending {
  bool Counts = false;         ///< A local is counted up or down, or an iterator advanced, and compared; or it goes over a range.
  bool ConstantBound = false;  ///< ... with a constant.
  bool AsksOutside = false;    ///< It looks at members, globals, captures, parameters, locals that a closure writes, or calls on them.
  bool OnlyTakes = false;      ///< ... and all such calls hand out the next of something into a local, `while (source.next(block))`, or do the work: `while (relax(grid_))`.
  bool OnlyReceived = false;   ///< Counts: only what awaits gave is added up, which may be nothing at all.
  bool bounded() const { return Counts && !OnlyReceived; }
};

class Iteration {
public:
  Iteration(const Program &P, FunctionId F);

  const Loops &loops() const { return L; }
  Ending ending(const Loop &Of) const;
  /// The loops around an event, innermost first.
  std::vector<const Loop *> around(EventId E) const;
  /// True if some loop ends by a condition on what this test looks at, and others can change that.
  bool endsBy(const Test &T) const;

private:
  void collect(const Operand &O, std::set<EventId> &Values, std::vector<Place> &Places, bool Takes = true, unsigned Depth = 0) const;
  bool works(EventId Call) const;
  bool isAwaited(const Operand &O, unsigned Depth = 0) const;
  enum class Steps : uint8_t { No, Received, Yes };
  Steps steps(const Place &Counter, const Loop &In) const;
  bool isRange(BlockId Head, const Loop &Of) const;
  bool isWrittenByClosure(const Place &Pl) const;
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  Loops L;
  std::set<EventId> ExitValues;   ///< Events that exit conditions are made of.
  std::vector<Place> ExitPlaces;  ///< Places that outlive the frame which they read.
};

/// True if an event asks whether cancellation was requested, or passes a token on.
bool looksAtToken(const Program &P, FunctionId F, EventId E, unsigned Depth = 0);
/// True if an event asks whether cancellation was requested.
bool asksForCancellation(const Program &P, FunctionId F, EventId E);
/// True of a call that asks so and gives no answer: it throws, `token.throw_if_cancellation_requested();`, or what it calls does.
bool throwsIfCancelled(const Program &P, FunctionId F, EventId E, unsigned Depth = 0);
/// True if a function makes such a call.
bool hasThrowingCheck(const Program &P, FunctionId F);

} // namespace corosafe

#endif
