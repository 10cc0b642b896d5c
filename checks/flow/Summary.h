//===- Summary.h - What a function means for cancellation, inferred ---------===//
//
// The computed counterpart of a library model: what is lost when a coroutine is
// cancelled or its result dropped, what it does to its caller's objects, and what
// it leaves behind when a race inside it was lost. Places are the function's own
// parameters, this, captures and globals; Program::rebase makes them the caller's.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_SUMMARY_H
#define COROSAFE_FLOW_SUMMARY_H

#include "../Finding.h"
#include "Awaited.h"
#include "Blocking.h"
#include "Dangling.h"
#include "Cleanup.h"
#include "Endless.h"
#include "Forwarding.h"
#include "Locks.h"
#include "Scopes.h"
#include "Stale.h"
#include "Spins.h"
#include "Swallowed.h"
#include "Tasks.h"
#include "Timeouts.h"
#include "Timers.h"
#include "Witness.h"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corosafe {

enum class Direction : uint8_t { In, Out, Both };

/// Something that is lost when an awaited operation or coroutine loses its race.
struct Loss {
  enum Kind : uint8_t {
    Partial,   ///< A composed operation that was part of the way through.
    Unsafe,    ///< Its object may only be closed.
    HalfDone,  ///< A coroutine between two steps that belong together.
    Discarded, ///< A complete result that the combinator drops.
  };
  Kind K = Partial;
  Direction Dir = Direction::Both;
  SharedText Name; ///< Of the operation or coroutine that is lost.
  SharedText What; ///< "the bytes that it has read so far are lost".
  SharedText Help;
  Places On;                 ///< The objects that are left in an unknown state.
  std::optional<Place> Into; ///< Nothing is lost while this buffer lives.
  Witness Why;               ///< How it comes to be lost, from this function inwards.
  Confidence Sure = Confidence::High;
  bool Notification = false; ///< Discarded: what was taken carries no data.
  bool Acquired = false;     ///< Discarded: what was taken is a lock or permit, which others wait for.
  bool Unread = false;       ///< Discarded: it comes back beside the winner's; only where nobody looks at it, it is dropped.
  bool AtOnce = false;       ///< HalfDone: it was taken out of a container, which is as good as before.
  bool Counted = false;      ///< How far it got comes back as a value: where that number is looked at, nothing is lost.
  bool OfQueue = false;      ///< What was taken is an item of a queue, which goes on without it.
};

/// What a function does to an object of its caller.
struct PlaceUse {
  enum Kind : uint8_t { Closes, Uses };
  Place On;
  Kind K = Uses;
  Direction Dir = Direction::Both;
  bool Sure = true; ///< False: an unknown call is assumed to work on it.
  bool WholeObject = false; ///< Unknown calls: only the named object itself counts, not what it is a part of.
  SourceSpan Where;
};

/// A completed effect of a coroutine on an object of its caller.
struct DoneEffect {
  Direction Dir = Direction::In;
  Places On;
  bool Returned = false; ///< What was consumed comes back as the function's value.
  bool AtOnce = false;   ///< Taken out of a container without waiting: if that was the last step, there is no point at which it could be lost.
  bool OfQueue = false;  ///< Taken out of a queue, which is as good as before.
};

/// Identity of a race's branch over the whole program.
struct RaceBranch {
  FunctionId Function = None;
  EventId Race = None; ///< The Suspend event.
  uint32_t Branch = 0;
  auto operator<=>(const RaceBranch &) const = default;
};

/// How a function is left after a branch lost.
struct LosingExit {
  bool Throws = false;
  Thrown Raised;                  ///< What is thrown then.
  bool Opaque = false;            ///< What is returned depends on the race in a way that is not understood.
  bool ReturnsResult = false;     ///< The race's own result is returned.
  WinnerTold Told = WinnerTold::NotTold; ///< ReturnsResult: how that result tells who won.
  bool DropsResult = false;       ///< Nothing of what the race gave is returned but who won.
  std::optional<int64_t> Returns; ///< The constant returned, if it is one: false, nullptr, nullopt, an enumerator.
  std::vector<std::optional<int64_t>> Parts; ///< The same for the parts of a pair, tuple or plain class.
  std::vector<bool> Vague;        ///< Of those parts: it is written, and nobody can say to what.
  std::vector<Place> Closed;      ///< Objects of the caller that were closed after the loss.
  /// A flag or code of the caller's that the function writes on this or another way out.
  struct Write {
    Place On;
    std::optional<int64_t> Value; ///< What it is now, if that is known.
    bool Kept = false;            ///< What it was before: it is written on other ways only.
    FunctionId Of = None;         ///< On is a place of this closure, which the function was given, and called.
    bool operator==(const Write &) const = default;
  };
  std::vector<Write> Writes;
  bool operator==(const LosingExit &) const = default;
};

/// A race that the function lost without ending the life of what the loser worked on.
struct Abandon {
  RaceBranch Race;
  Loss What;
  SourceSpan BranchRange, RaceRange;
  std::string RaceName;
  LosingExit Exit;
  bool ToFailure = false; ///< Lost because another branch of a join failed, and that failure is what leaves the function.
};

/// The function races an awaitable that it was given.
struct ParameterRace {
  uint32_t Index = 0;
  bool Callable = false;
  const Combinator *Combines = nullptr;
  const FunctionModel *Model = nullptr;
  SourceSpan RaceRange;
  std::string RaceName;
  std::vector<LosingExit> Exits;
};

struct Summary {
  bool Known = false;                ///< It was walked to the end.
  bool Suspends = false;             ///< Some cancellable suspend point.
  llvm::SmallVector<EventId, 0> CancelPoints; ///< Suspend events at which cancellation may arrive on some path: unshielded, of a cancellable operation or coroutine, in a library that delivers it. Sorted.
  bool Returns = true;               ///< It can be left other than by an exception (false: it serves for ever, or always throws).
  llvm::SmallVector<TypeId, 0> Throws;        ///< What it throws of its own accord (a throw-expression), and does not catch.
  llvm::SmallVector<Loss, 0> Inherent;        ///< Lost when it is cancelled at the wrong point.
  llvm::SmallVector<Loss, 0> OnDiscard;       ///< Lost when its completed result is dropped.
  llvm::SmallVector<DoneEffect, 0> Effects;
  llvm::SmallVector<PlaceUse, 0> Uses;
  llvm::SmallVector<Abandon, 0> Abandons;
  llvm::SmallVector<ParameterRace, 0> Races;
  llvm::SmallVector<std::pair<uint32_t, bool>, 0> AwaitsParameters; ///< Index, called first.
};

/// A branch that can be lost, with everything that makes it a bug or not.
struct LostRace {
  RaceBranch Race;
  Loss What;
  SourceSpan BranchRange, RaceRange;
  std::string RaceName;
  FunctionId In = None;       ///< Function that the branch is written in.
  SourceSpan Noticed;         ///< Where the object is used again; invalid when it merely outlives the function.
  FunctionId NoticedIn = None;
  std::string Object;         ///< As the user names it.
  Renaming Safer;             ///< What mends it by another name for the race.
  Confidence Sure = Confidence::High;
};

/// What flow found in one function.
struct FunctionFlow {
  LockResult Locks;
  TaskResult Tasks;
  std::vector<LostRace> Races;
  std::vector<BlockingCall> Blocking; ///< Of a coroutine.
  DanglingResult Dangling;
  PathsResult EffectsWalked = PathsResult::Done, RacesWalked = PathsResult::Done;
  bool Unsettled = false; ///< Recursion that was given up.
  CleanupResult Cleanup;
  SwallowedResult Swallowed;
  std::vector<EndlessLoop> Endless;
  SpinResult Spins;
  ScopeResult Scopes;
  StaleResult Stale;
  std::vector<UnforwardedToken> Unforwarded;
  RaceShapes Shapes;
  std::vector<RestartedTimer> Restarted;
  std::vector<std::string> Incomplete; ///< Reasons why an analysis was given up.
};

/// Whether cancellation can reach a coroutine (Cancellability.h).
struct Reached {
  enum Level : uint8_t {
    No,
    Possible, ///< The library lets whoever holds it cancel it; nobody was seen to.
    Evident,  ///< The program shows who cancels it.
  };
  Level Sure = No;
  std::vector<Step> Why; ///< From the evidence down to where this coroutine is awaited. Evident only.
};

/// What flow found in the program.
struct ProgramFlow {
  /// By function, of those in which anything was found.
  std::map<FunctionId, std::unique_ptr<FunctionFlow>> Found;
  FunctionFlow &at(FunctionId F);
  const FunctionFlow &of(FunctionId F) const;
  std::vector<Summary> Summaries;
  std::vector<Reached> Cancellable; ///< By function.
};

/// Runs everything, callees first, but for what analyzeCancelled() does.
ProgramFlow analyzeProgram(const Program &P);

/// Adds to what was found in one function that which depends on how it can be cancelled, or that no other function depends on.
void analyzeCancelled(const Program &P, FunctionId F, const Closings &Ended, ProgramFlow &Flow);

//===-- the parts of it ----------------------------------------------------===//

/// What an operation moves: into the program, out of it, or both as far as is known.
Direction directionOf(const Operation &Op);
/// True if dropping the operation's complete result loses something.
bool lostIfDiscarded(const Operation &Op);

/// What is lost when a node loses. Discards: the combinator drops a loser's complete result.
void lossesOf(const Program &P, const std::vector<Summary> &Known, const AwaitNode &N, bool Discards,
              bool CountVisible, llvm::StringRef Under, llvm::SmallVectorImpl<Loss> &Out, unsigned Depth = 0);

/// What the events of a function do to places: closing and using.
struct EventUses {
  std::vector<PlaceUse> All;        ///< In the order of events.
  std::vector<uint32_t> Begin{0};   ///< By event; one more stands at the end.
  llvm::ArrayRef<PlaceUse> operator[](EventId E) const { return llvm::ArrayRef(All).slice(Begin[E], Begin[E + 1] - Begin[E]); }
};
/// VisibleOnly: to places that mean something to a caller.
EventUses usesOf(const Program &P, FunctionId F, const std::vector<Summary> &Known, bool VisibleOnly = false);

/// Fills Inherent, OnDiscard, Effects, Uses, AwaitsParameters of F's summary.
PathsResult inferEffects(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out);

/// Fills Abandons and Races of F's summary and lists the races whose loss is noticed in F.
PathsResult inferRaces(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out,
                       std::vector<LostRace> &Found);

/// True if the place means something to a caller.
inline bool isVisibleOutside(const Place &P) {
  return P.Root == Place::Parameter || P.Root == Place::This || P.Root == Place::Global || P.Root == Place::Capture;
}

} // namespace corosafe

#endif
