//===- HeldLocks.h - What is locked on a path, and by which guard ----------===//
//
// An item of a state says that a mutex is held, since which event, and by which
// guard. Here is what taking, giving up, moving and destroying do to the items;
// which code does so is for LockCalls.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_HELDLOCKS_H
#define COROSAFE_FLOW_HELDLOCKS_H

#include "LockTypes.h"
#include "Paths.h"

namespace corosafe {

/// The items of a function's states that speak of locks.
class HeldLocks : protected LockTypes {
protected:
  enum ItemKind : uint32_t {
    Held,     ///< A: lock place; B: guard place or None; C: acquiring event or None; D: 1 if that rests on a default.
    Knows,    ///< A: lock place; B: guard place. The guard belongs to that mutex, locked or not.
    Unlocked, ///< A: lock or guard place that the function unlocked without having locked it.
    Disowned, ///< A: lock place; C: the call of release() that returned it.
    Paused,   ///< A: lock; B: guard or None; C: acquiring event; D: place of the reverse guard.
  };

  using LockTypes::LockTypes;

  PlaceTable Places; ///< What the numbers in items stand for.

  static Place valuePlace(EventId E) {
    Place R;
    R.Root = Place::Value;
    R.Index = E;
    return R;
  }
  /// What the function returns.
  static Place returnedPlace() { return valuePlace(None - 1); }
  /// True if callers know the place as well.
  static bool visible(const Place &Pl) {
    return Pl.Root == Place::Parameter || Pl.Root == Place::This || Pl.Root == Place::Global ||
           Pl.Root == Place::Capture;
  }
  Place placeKeyOf(const Operand &O) const {
    if (std::optional<Place> Pl = P.placeOf(F, O))
      return *Pl;
    return valuePlace(None - 2);
  }

  void acquire(const Place &Lock, uint32_t Guard, EventId At, Blocks B, State &S);
  /// Remember: that a lock was released which was not taken here is the caller's business.
  void release(Place Lock, State &S, bool Remember = true);
  /// Unlocks what a guard holds; true if it held anything.
  bool releaseGuard(const Place &Guard, State &S);
  void destroyed(Place What, State &S);
  /// A guard of the program's own, or a scope guard's closure, that unlocks what others locked.
  void unlockedByDestructor(const Place &What, State &S);
  /// Everything that a guard at From holds is held by To from here on.
  void moveGuards(const Place &From, const Place &To, State &S);
  void swap(const Place &A, const Place &B, State &S);
  /// What is known of a guard is kept with the handle that has it: `auto g = std::make_unique<std::unique_lock<M>>(m); g->unlock();`.
  Place heldBy(const Operand &Named, const Place &Guard, const State &S) const;
  void dropDeref(Place &Pl) const;
  /// Locks are given up as long as a guard lives that works the other way round.
  void pause(const Place &What, uint32_t Reverse, State &S);
  /// Splits the path: S goes on with the lock and the call's value Success, a fork without.
  void tryLock(EventId Id, State &S, llvm::SmallVectorImpl<State> &Forks, llvm::function_ref<void(State &)> Take,
               bool Several = false);
  /// A guard locks what it is known to be over.
  void guardTakes(const Place &Guard, EventId Id, State &S);
};

} // namespace corosafe

#endif
