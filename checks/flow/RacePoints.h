//===- RacePoints.h - What is raced at the co_awaits of a function ---------===//
//
// The branches of a race that lose something when they lose are candidates: of the
// combinators that are awaited here, and of what callees race and leave lost.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_RACEPOINTS_H
#define COROSAFE_FLOW_RACEPOINTS_H

#include "CutByHand.h"
#include "LosingExits.h"

namespace corosafe {

/// The races of one function, found as its paths come to them.
class RacePoints {
protected:
  RacePoints(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out)
      : P(P), Fn(P.function(F)), F(F), Known(Known), Out(Out) {}

  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<Summary> &Known;
  Summary &Out;
  std::vector<Candidate> Candidates;
  std::map<EventId, RacePoint> Points;
  Places Cancelled = cancelledByTimers(P, F); ///< By handlers of timers.

  /// True if what is awaited there may be a race.
  bool interesting(EventId Id);
  /// What is raced there, on a path in that state.
  RacePoint &point(EventId Id, const State &S);
  /// A number that the race returned, other than the winner's.
  bool isCount(const Operand &O, EventId Race, WinnerTold Winner, const State &S) const;
  bool branchesOnCount(const Block &B, EventId Race, WinnerTold Winner, const State &S) const;
  bool looksAtCount(const Event &E, EventId Race, WinnerTold Winner, const State &S) const;

private:
  bool interesting(const AwaitNode &N, unsigned Depth) const;
  bool multiDef(const Operand &O) const;
  void gather(EventId Id, const AwaitNode &N, RacePoint &R, unsigned Depth);
  /// It is no race by itself, but a timer's handler cuts it short.
  bool isCut(EventId Id, const AwaitNode &N) const;
  void combinator(EventId Id, const AwaitNode &N, RacePoint &R, bool Top);
  /// What is lost of a branch whose own part of the result nobody looks at.
  bool eachTakes(const AwaitNode &N, EventId Id) const;
  void lossesIfUnread(const AwaitNode &N, const AwaitNode &B, llvm::SmallVectorImpl<Loss> &Losses) const;
  /// The coroutine or continuation of a branch that never gives anything, but throws; None if there is none.
  FunctionId onlyThrows(const AwaitNode &B) const;
  bool othersThrow(const ParameterRace &Race, const AwaitNode &N, llvm::SmallVectorImpl<Thrown> &By) const;
  /// What the branches but K throw on purpose.
  void thrownByOthers(const AwaitNode &N, uint32_t K, llvm::SmallVectorImpl<Thrown> &Out) const;
  /// Some count that the race returned is looked at.
  bool countUsed(EventId Race, WinnerTold Winner) const;
  /// A reader that is left running takes what the next one waits for.
  void readsOn(const AwaitNode &B, llvm::SmallVectorImpl<Loss> &Losses) const;
  /// The function races what it was given: its callers' business.
  void parameterRace(EventId Id, const AwaitNode &N, const AwaitNode &B, WinnerTold Winner);
  /// The callee closed what was lost before it came back this way.
  bool closedBy(const LosingExit &Exit, const Loss &L, const AwaitNode &N) const;
  llvm::SmallVector<LosingExit::Write, 1> writesHere(const LosingExit &Exit, const AwaitNode &N) const;
  void callee(EventId Id, const AwaitNode &N, RacePoint &R);
};

} // namespace corosafe

#endif
