//===- Invalidations.h - Who changes what coroutines share ------------------===//
//
// Everything in the program that ends iterators, pointers and references into an
// object that several functions know: a member of a class, something global, a
// variable that closures captured.
//
//   void hub::leave(int id) { peers_.erase(id); }      {hub, peers_}, SharedObject.h
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_INVALIDATIONS_H
#define COROSAFE_FLOW_INVALIDATIONS_H

#include "Exclusion.h"
#include "Interleaving.h"
#include "LastWords.h"
#include "Paths.h"
#include "SharedObject.h"
#include "Teardowns.h"
#include <map>

namespace corosafe {

/// What is asked of a change: does it end these?
enum class Ends : uint8_t {
  References, ///< References and pointers to elements.
  Iterators,  ///< Those, and iterators.
  Memory,     ///< As References, but a new value alone does not count.
  Pointees,   ///< What elements that are handles lead to: these may be moved elsewhere.
  Contents,   ///< It holds nothing afterwards.
};

class Invalidations {
public:
  /// Known: changes that something else is said of.
  explicit Invalidations(const Program &P, llvm::ArrayRef<EarlyTeardown> Known = {});

  struct Change {
    SharedObject Of;
    FunctionId In = None;
    EventId At = None;
    TypeId Type = None;         ///< Of the object, where it is known.
    bool IteratorsOnly = false;
    bool ElementOnly = false;   ///< Views of other elements stay good.
    bool MovesOnly = false;     ///< All elements are still there, perhaps elsewhere in memory.
    bool Resets = false;        ///< It holds nothing afterwards.
    bool Assigned = false;      ///< It was given a new value.
    bool Announced = false;     ///< What it resets was closed before, so that who waits for it learns of it.
  };

  /// How a view is used after the suspend point.
  struct Look {
    Ends By = Ends::References;
    bool Walks = false;  ///< It goes on to other elements.
    bool Told = false;    ///< It waits for the object itself, and so learns when that is closed.
    bool Lasting = false; ///< Of a byte buffer or the like, which a chain of coroutines hands on: it takes more evidence.
    EventId Suspended = None; ///< Where F was suspended first since it looked; None if that is not known.
    EventId Used = None;      ///< Where it goes on with the view.
    llvm::ArrayRef<SharedObject> Locked = {}; ///< What is locked where it was suspended.
  };
  /// A change of that object by something that may run while F is suspended; null if none is seen.
  const Change *of(FunctionId F, const Place &Object, TypeId Type, Look L) const;

  /// True if whoever makes such a change sets a member along with it, and it was just seen not to be so:
  /// `running_ = false; conn_.reset();`, and `running_` is true; `++version_; rows_.clear();`, and `version_` is what it was.
  bool ruledOut(FunctionId F, const Place &Object, TypeId Type, Look L, const Test &Seen) const;

  /// True if the object is a member handle that owns what it leads to, or a pointer that others delete it by.
  bool owns(FunctionId F, const Place &Handle) const;
  /// True if something in the program makes such a change of an object of that name.
  bool mayChange(FunctionId F, const Place &Object) const;
  /// True if others may know the object while the coroutine F is suspended.
  bool isShared(FunctionId F, const Place &Pl, unsigned Depth = 0) const;

private:
  const Program &P;
  Interleaving Runs;
  Exclusion Flags;
  LastWords Words;
  std::map<std::pair<uint8_t, uint32_t>, std::vector<Change>> Changes; ///< By kind, and field or index.
  std::map<std::pair<uint8_t, uint32_t>, std::vector<std::pair<FunctionId, SharedObject>>> Works; ///< Likewise: coroutines that look something up and are then suspended.

  void collect(FunctionId F, llvm::ArrayRef<EarlyTeardown> Known);
  bool takesOutItself(FunctionId F, const SharedObject &O, EventId Suspended) const;
  bool fits(FunctionId F, const SharedObject &O, const Change &C, TypeId Type, Look L) const;
  bool isOfThis(const Change &C) const;
  bool isDeletedThrough(FunctionId F, const Place &Pointer) const;
  bool setsUp(const Change &C, FunctionId F) const;
  bool worksOnItself(FunctionId F, const SharedObject &O) const;
  bool putsInItself(FunctionId F, const SharedObject &O) const;
};

} // namespace corosafe

#endif
