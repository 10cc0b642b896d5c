//===- Exclusion.h - Flags by which functions keep out of each other's way --===//
//
//   if (busy_)                    asked
//     co_return;
//   busy_ = true;                 claimed: held from here, across suspend points
//   ...
//   busy_ = false;                given back
//
// While one holds the flag, who asks it before he does anything does nothing: neither
// another function, nor another run of the same. Also `while (busy_) co_await ...`,
// `if (std::exchange(busy_, true))`, `if (!try_begin())`, `state_ != State::Idle`,
// `users_ > 0`, an optional that holds something, and flags that are claimed by whoever
// starts a coroutine, and given back by what it ends with.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_EXCLUSION_H
#define COROSAFE_FLOW_EXCLUSION_H

#include "Interleaving.h"
#include "Paths.h"
#include "SharedObject.h"
#include <map>

namespace corosafe {

class Exclusion {
public:
  Exclusion(const Program &P, const Interleaving &Runs) : P(P), Runs(Runs) {}

  /// True if a flag keeps G from getting to an event while F is suspended, and goes on to another event afterwards
  /// (None: it does not matter).
  bool keepsOut(FunctionId F, EventId Suspended, EventId Used, FunctionId G, EventId Event) const;

  /// What a flag is given: a constant, one more or less, or anything.
  struct Value {
    std::optional<int64_t> Constant;
    int Step = 0;
  };
  /// A flag, and the value that it has while it is held, or while it is not.
  struct Flag {
    SharedObject Of;
    int64_t Value = 1;
    bool IsFree = false; ///< Held is every other value: `state_ != State::idle`.
    bool isHeldBy(const Exclusion::Value &Given) const {
      return Given.Constant ? (*Given.Constant == Value) != IsFree : Given.Step > 0 && IsFree && Value == 0;
    }
    /// True if a test says that nobody holds it.
    bool isFreeBy(const Test &T) const;
  };
  /// What may be so where an event begins.
  struct Before {
    bool Reached = false;
    bool FreeAtEntry = false; ///< It is not held yet, and was neither claimed nor given back in the function.
    bool Free = false;        ///< It was given back.
    bool UnknownAtEntry = false; ///< Nothing says that nobody holds it: as at the beginning.
    bool Unknown = false;        ///< The same, since something in the function.
    bool Unasked = false;        ///< It was claimed without a look at whether somebody holds it.
  };
  /// A change of a flag.
  struct Write {
    FunctionId In = None;
    EventId At = None;
    SharedObject Of;
    Value To;
  };

private:
  const Program &P;
  const Interleaving &Runs;
  /// What gives flags a value. Found when it is asked for.
  struct Writers {
    std::map<std::pair<uint8_t, uint32_t>, std::vector<Write>> Of; ///< By kind, and field or index.
    std::map<FunctionId, std::vector<Write>> In;
  };
  mutable std::optional<Writers> Writes;

  struct Holding;
  class Inquiry;
  const std::vector<Write> &writesOf(const SharedObject &O) const;
  void collect() const;
  std::vector<Flag> claimedFor(FunctionId F) const;
  bool isFoul(const Write &W, const Flag &Of, Inquiry &I, llvm::ArrayRef<Flag> Flags) const;
};

/// True if it is asked on all ways to a change whether a place has the value that says that nobody holds it:
/// `if (current_) co_return; current_ = job;`.
bool isAskedBefore(const Program &P, FunctionId F, EventId Change, const Place &Mark, int64_t Free);

} // namespace corosafe

#endif
