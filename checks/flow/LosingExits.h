//===- LosingExits.h - How a function is left after a branch lost -----------===//
//
//   auto r = co_await (read(s) || t.async_wait());
//   if (r.index() == 1) {
//     ec = timed_out;        writes a code of the caller's
//     co_return nullopt;     returns a constant by which the caller knows
//   }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LOSINGEXITS_H
#define COROSAFE_FLOW_LOSINGEXITS_H

#include "Paths.h"
#include "Summary.h"
#include <map>

namespace corosafe {

/// What is followed along the paths behind a race.
namespace race_items {
enum ItemKind : uint32_t {
  MayWin, ///< A: Suspend event; B: branch.
  Lost,   ///< A: Suspend event; B: branch; C: candidate.
  NoBuffer, ///< C: candidate. The buffer that kept what was read is gone.
  Unclear,  ///< C: candidate. A condition asked about the race in a way that is not understood.
  Guessed,  ///< B: how a test came out; C: candidate. The value that the race gave was asked for something, and nobody can say what that tells.
  WonBy,    ///< A: Suspend event; B: branch. That branch is known to have won.
  EndedFor, ///< B: place of the caller; C: candidate. It was closed after the loss.
  Wrote,     ///< A: what was written to tell, by its number (ToldWrites).
  Rewritten, ///< B: a flag by which the callee told of the loss; C: candidate. It says something else since.
};
} // namespace race_items

/// One thing that may be lost at one co_await of this function.
struct Candidate {
  RaceBranch Race;
  Loss What;
  SourceSpan BranchRange, RaceRange;
  std::string RaceName;
  FunctionId In = None;
  llvm::SmallVector<Thrown, 1> ToldBy{Thrown()}; ///< The exceptions that tell of the loss, where one does.
  std::optional<LosingExit> Exit; ///< How the callee that lost it was left, if a callee did.
  llvm::SmallVector<LosingExit::Write, 1> Writes; ///< What that callee wrote then, in the places of this function.
  std::optional<size_t> Given; ///< It stands for a parameter that is raced: number in Summary::Races.
  bool ToFailure = false; ///< Another branch of a join failed.
  bool HandedBack = false; ///< The loser's handle comes back in the result: it is lost where nobody takes it.
  std::optional<Place> Handle; ///< The loser goes on as long as that lives (KeptHandles); it is What.Into, too.
};

/// What is raced at one Suspend event.
struct RacePoint {
  const Combinator *Combines = nullptr;
  WinnerTold Winner = WinnerTold::NotTold;
  unsigned Branches = 0;
  llvm::SmallVector<std::optional<int64_t>, 2> Values; ///< By branch: what the race gives when that one wins, if that is always the same. Empty where it is told otherwise.
  std::optional<Place> ErrorAt;   ///< The variable that tells by an error how it ended.
  std::vector<uint32_t> OnReturn; ///< Candidates that are lost when the await returns.
  std::vector<uint32_t> OnThrow;  ///< ... when it throws.
};

bool isErrorCode(const Program &P, TypeId T);

/// What a branch gives, where that is always the same: its continuation, or its coroutine, returns one constant only.
std::optional<int64_t> constantGiven(const Program &P, const AwaitNode &N);

/// By branch, for a race that tells its winner by nothing but the value that it gives.
llvm::SmallVector<std::optional<int64_t>, 2> valuesOfBranches(const Program &P, const AwaitNode &Race);

/// True if a test cannot come out so for that value. Of an error code 0 is no error; of an expected, it stands for one.
bool contradicts(const Test &T, int64_t Value, bool IsCode);

/// Reads the ways out of one function.
class ExitReader {
public:
  ExitReader(const Program &P, FunctionId F, const std::map<EventId, RacePoint> &Points) : P(P), Fn(P.function(F)), F(F), Points(Points) {}

  /// True if a value says something about how a race ended.
  bool tells(EventId Race, const Operand &O, const State &S, unsigned Depth = 0) const;
  /// The number that a value is, of an optional or error whether there is one.
  std::optional<int64_t> constantOf(const Operand &O, const State &S, unsigned Depth = 0) const;
  /// The same of what a return gives, to whoever awaits the coroutine or calls the function.
  std::optional<int64_t> constantGivenBy(const Event &Return, const State &S, unsigned Depth = 0) const;
  /// What a path on which a branch lost returns.
  void describeReturn(const Item &Lost, const State &S, LosingExit &Exit) const;
  /// The flags and codes by which the function may tell its caller how the race ended.
  void describeWrites(const Candidate &C, const Item &Lost, const State &S, LosingExit &Exit) const;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::map<EventId, RacePoint> &Points;

  /// What a function returns, if that is the same on all ways.
  std::optional<int64_t> alwaysGives(FunctionId G, unsigned Depth) const;
  std::optional<int64_t> returnedConstant(const State &S) const;
  std::optional<int64_t> conditionOf(const Operand &O, const State &S) const;
  bool isWinnersNumber(const Operand &O, EventId Race, const State &S) const;
  std::optional<int64_t> onlyWinner(const Item &Lost, const State &S) const;
  bool carriesResult(EventId Race, const Operand &O, const State &S, unsigned Depth = 0) const;
  std::optional<int64_t> whetherWon(const Operand &O, const Item &Lost, const State &S, unsigned Depth) const;
  bool asksWinner(const Operand &O, EventId Race, const State &S) const;
};

} // namespace corosafe

#endif
