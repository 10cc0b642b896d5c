//===- RaceTests.h - What conditions tell of who won a race ----------------===//
//
//   if (r.index() == 1) ...     the race says so itself, in one of several ways
//   if (!co_await step()) ...   a callee says by what it returns,
//   if (expired_) ...           or by what it wrote, that it lost
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_RACETESTS_H
#define COROSAFE_FLOW_RACETESTS_H

#include "RacePoints.h"
#include "Signals.h"
#include <set>

namespace corosafe {

/// Takes losses that a condition excludes out of states.
class RaceTests : protected RacePoints {
protected:
  using RacePoints::RacePoints;

  ExitReader Reader{P, F, Points};
  std::set<std::pair<EventId, uint32_t>> Learned; ///< Branches that a condition tells to have won.
  PlaceTable Places;

  /// What a test of a race's result, or of what a callee returned, tells of who won. False if it cannot come out so.
  bool learnWinner(Test T, State &S);
  void learnFromFlags(const Test &T, State &S);
  /// The variable that a timeout writes its error to says that there was none.
  void learnFromError(const Test &T, State &S);
  /// `catch (const timeout &e) { done += e.transferred(); }`: a number that the exception carries says how far the operation got.
  void asked(EventId Id, State &S);
  /// `ec == operation_aborted`, `e.code() == eof`: the error by which a loss is told is compared with one by its name.
  void compared(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks);
  /// Somebody looks how far an operation got that was cut short.
  void counted(EventId Id, State &S);
  void learnFromCount(const Test &T, State &S);
  /// Somebody looks at what a branch gave that comes back beside the winner's.
  void read(EventId Id, State &S);
  bool readsFlag(uint32_t C, EventId Value) const;
  /// A flag that is written anew tells nothing any more; one that is handed to who may throw for it has been looked at.
  void flags(EventId Id, State &S);

private:
  /// Branch K completed: it lost nothing.
  bool won(EventId Race, int64_t K, State &S);
  bool winner(EventId Race, int64_t K, bool Is, State &S);
  /// The branch whose error is that part of the group's flat result.
  std::optional<uint32_t> branchOfError(EventId Race, int Part) const;
  /// True if a part of the result is what that branch gave.
  bool isPartOf(EventId Race, int Part, uint32_t Branch) const;
  /// What a callee returned when it had lost.
  bool learnFromCallee(const Test &T, State &S);
  /// What the value that a race gave tells, where that is all that tells of the winner.
  void learnFromValue(const Test &T, const RacePoint &R, State &S);
  /// The place that a test asked about, also through a getter of the program's own.
  std::optional<Place> askedAbout(const Test &T) const;
  std::optional<Place> gotten(EventId Id) const;
  /// What a local began with, if that is all that this function gives it.
  const Operand *firstValue(uint32_t Local) const;
  /// It throws of its own accord, or is not seen and may.
  bool mayThrowFor(EventId Id) const;
  bool asksOwnField(const Test &T) const;
};

} // namespace corosafe

#endif
