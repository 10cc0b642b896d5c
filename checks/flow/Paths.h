//===- Paths.h - Fixed point over the paths of one function ----------------===//
//
// A path-sensitive forward analysis. A state is what is known on one path: which
// event gave a local its value, what the values of conditions are, and the items
// that a Domain tracks (a lock that is held, a task that nobody awaited, a branch
// that lost its race). States of different paths stay apart, so that
//
//   bool timedOut = r.index() == 1;
//   if (timedOut) sock.close();
//   if (timedOut) co_return;
//
// is seen as two paths and not four. Where a block would see too many states, they
// are joined into one: items united, knowledge forgotten.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_PATHS_H
#define COROSAFE_FLOW_PATHS_H

#include "Program.h"
#include "llvm/ADT/SmallVector.h"
#include <compare>

namespace corosafe {

/// One tracked fact of a domain; what the numbers mean is the domain's business.
struct Item {
  uint32_t Kind = 0, A = None, B = None, C = None, D = None;
  auto operator<=>(const Item &) const = default;
};

/// The places that a domain's items speak of, by number.
class PlaceTable {
public:
  uint32_t keyOf(const Place &Pl) {
    for (uint32_t I = 0; I < Known.size(); ++I)
      if (Known[I] == Pl)
        return I;
    Known.push_back(Pl);
    return Known.size() - 1;
  }
  const Place &operator[](uint32_t Key) const { return Known[Key]; }

private:
  std::vector<Place> Known;
};

struct State {
  /// For locals with several definitions: the Init or Assign event that is in force.
  llvm::SmallVector<std::pair<uint32_t, EventId>, 4> Defs;
  /// Values of events that are known on this path.
  llvm::SmallVector<std::pair<EventId, int64_t>, 4> Truth;
  /// What conditions said of parameters, members and globals: a place, and whether
  /// it is true (as 1 or 0), or the number that it equals.
  struct KnownPlace {
    Place Where;
    int64_t Value = 0;
    bool operator==(const KnownPlace &) const = default;
  };
  llvm::SmallVector<KnownPlace, 2> Known;
  /// Assign events whose value is still in the non-local place that they wrote.
  llvm::SmallVector<EventId, 2> Written;
  llvm::SmallVector<Item, 4> Items; ///< Sorted, without duplicates.
  EventId Returned = None;          ///< The Return event passed, if any.
  Thrown Raised;                    ///< The exception that is in flight, or was caught last.

  bool operator==(const State &O) const {
    return Returned == O.Returned && Raised == O.Raised && Defs == O.Defs && Truth == O.Truth && Known == O.Known && Written == O.Written &&
           Items == O.Items;
  }
  bool has(const Item &I) const;
  void add(const Item &I);
  void remove(const Item &I);
  template <class Pred> void removeIf(Pred P) {
    Items.erase(std::remove_if(Items.begin(), Items.end(), P), Items.end());
  }
  /// Items that note in D the first suspend point that they crossed: here is one. Not for those of kind Except.
  void cross(EventId Suspend, uint32_t Except = None);
};

/// What a branch condition says about the value of an event.
struct Test {
  enum Kind : uint8_t {
    Truth,  ///< The value is true (Holds) or false.
    Value,  ///< It holds a value (optional, expected), or not.
    Error,  ///< It holds an error, or not.
    Index,  ///< Its active index (variant, winner's number) is Number, or not.
    Equals, ///< It equals Number, or not.
    Less,   ///< It is less than Number, or not.
    Owns,   ///< The guard owns its lock, or not.
    Same,   ///< The place has the value that it had at the event Since, or not.
  };
  Kind K = Truth;
  bool Holds = true;
  int64_t Number = 0;
  EventId Source = None;        ///< The event that made the value; None if only the place is known.
  int Part = -1;                ///< Which part of the value (a structured binding, first/second, a tuple element), or -1 for the whole.
  std::optional<Place> Where;   ///< The place that was tested, if it was one.
  EventId Since = None;         ///< Same: where a local was given its value.

  /// True if it would have come out otherwise for a place that has this value.
  bool excludes(int64_t Given) const;
};

/// What one analysis tracks along the paths. Called in no particular order of
/// paths; what it observes must be kept in sets.
class Domain {
public:
  virtual ~Domain() = default;
  /// The event has happened normally. More outcomes may be added to Forks.
  virtual void after(EventId E, State &S, llvm::SmallVectorImpl<State> &Forks) = 0;
  /// The event ended with an exception instead. Forks: the same for exceptions of
  /// which more is known (State::Raised).
  virtual void thrown(EventId, State &, llvm::SmallVectorImpl<State> & /*Forks*/) {}
  /// True if the domain wants to know that this call outside of any try block may throw.
  virtual bool followsThrow(EventId) const { return false; }
  /// Locals of a try block go out of scope on the way to its handler.
  virtual void unwound(llvm::ArrayRef<uint32_t>, State &) {}
  /// A condition told something. False if that cannot be on this path.
  virtual bool learn(const Test &, State &) { return true; }
  /// A condition looked at this value in a way that is not understood.
  virtual void puzzled(EventId, State &) {}
  /// False: of what leaves the function by an exception of something awaited, nothing is tracked. Its own throws are.
  virtual bool watchesThrows() const { return true; }
  /// True if `return a == b` is to be looked at as two paths, one for each value.
  virtual bool splitsReturns() const { return false; }
  /// The function is left, normally or by an exception.
  virtual void left(State &, bool /*ByException*/) {}
};

enum class PathsResult : uint8_t { Done, TooLarge, NoGraph };

/// Runs a domain over a function to its fixed point. Work is bounded.
PathsResult walkPaths(const Program &P, FunctionId F, Domain &D, const State &Start = {});

/// The event whose value an operand carries, followed through locals; Part as in Test.
struct SourceValue {
  EventId Event = None;
  int Part = -1;
  std::optional<Place> Where;
};
SourceValue sourceOf(const Program &P, FunctionId F, const Operand &O, const State &S);

/// The number in `std::get<1>(r)`, for a call that gives a part of its argument; -1 if it has none.
int partSelected(const Program &P, const Event &Call);

/// The operand that a local holds in a state: its only value, or the one in force.
const Operand *valueOf(const Program &P, FunctionId F, uint32_t Local, const State &S);

} // namespace corosafe

#endif
