//===- PairNames.h - Names of functions that belong together -----------------===//
//
//   begin_transaction  ─┐ words "begin transaction": begins pair "begin/commit", of a transaction
//   commit             ─┘ words "commit": ends pair "begin/commit", of anything
//
// Which names belong together is data (models, "pairs"). What a name says is worked
// out once for each function that is called.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_PAIRNAMES_H
#define COROSAFE_FLOW_PAIRNAMES_H

#include "../facts/Facts.h"
#include "../models/ModelStore.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSet.h"
#include <deque>

namespace corosafe {

/// 1 for what counts up or sets bits, -1 for what counts down or clears them, else 0: operators, and functions of atomics.
int stepOf(llvm::StringRef Op);

/// A function that writes the object it is called on, or its first argument.
bool writes(llvm::StringRef Leaf);

/// A property's setter: `set_busy`, `IsBusy`, `enable`. It is one only where it is given a value.
bool isSetter(llvm::StringRef Words);

class PairNames {
public:
  PairNames(const TuFacts &Facts, const ModelStore &Models);

  /// True if a call of Last ends what a call of First began, where that is what both are about.
  bool belongTogether(EntityId First, EntityId Last, CallPair::Subject Of);

  /// True if a function of that name ends something: close, rollback, unlock.
  bool isEnd(EntityId Callee);

  /// True if the name says anything of that kind, or is a setter's.
  bool speaks(EntityId Callee);

  /// True if a call of it may change something for a time: that, or it counts, stores or looks an element up to assign it.
  bool changes(EntityId Callee);

private:
  /// One side of one pair that a name stands on, and of what it says that it is.
  struct Role {
    const CallPair *Of;
    std::string What;
  };
  struct Roles {
    std::vector<Role> Begins, Ends;
    bool EndsByWords = false, IsSetter = false;
  };
  const TuFacts &Facts;
  const ModelStore &Models;
  std::deque<CallPair> OfMutexes; ///< What asynchronous mutexes and semaphores are acquired and released by.
  std::vector<const CallPair *> Pairs;
  llvm::StringSet<> Firsts, Names; ///< First words of verbs; names of functions that pairs are made of.
  llvm::DenseMap<EntityId, Roles> Known; ///< Of names that say something.
  enum : uint8_t { Asked = 1, Says = 2, AskedChanges = 4, Changes = 8 };
  std::vector<uint8_t> What; ///< By entity: what is known of its name. Most say nothing, and there are many.

  const Roles &rolesOf(EntityId Callee);
  Roles findRoles(EntityId Callee) const;
};

} // namespace corosafe

#endif
