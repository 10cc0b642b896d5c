//===- NormalEnds.h - From where a function can end without an exception ----===//

#ifndef COROSAFE_FLOW_NORMALENDS_H
#define COROSAFE_FLOW_NORMALENDS_H

#include "Program.h"
#include "llvm/ADT/SmallBitVector.h"
#include <vector>

namespace corosafe {

/// Found out when it is asked for first.
class NormalEnds {
public:
  explicit NormalEnds(const FunctionFacts &Fn) : Fn(Fn) {}
  /// True if some path from that event on leaves the function normally.
  bool reachableFrom(EventId E);

private:
  void find();
  const FunctionFacts &Fn;
  llvm::SmallBitVector Ends; ///< By block.
  std::vector<BlockId> BlockOf;
};

} // namespace corosafe

#endif
