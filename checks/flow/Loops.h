//===- Loops.h - The loops of one function's graph --------------------------===//
//
// Natural loops: a head, and every block that gets back to it without passing
// it. Loops of one head are one loop; an inner loop's blocks are its outer
// loop's as well.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_LOOPS_H
#define COROSAFE_FLOW_LOOPS_H

#include "../facts/Facts.h"
#include "llvm/ADT/BitVector.h"
#include <vector>

namespace corosafe {

struct Loop {
  BlockId Head = None;
  llvm::BitVector Blocks;              ///< By BlockId; the head included.
  uint32_t Parent = None;              ///< Index of the loop around it, or None.
  std::vector<std::pair<BlockId, BlockId>> Exits; ///< Edges that leave it, exceptions apart.
  bool contains(BlockId B) const { return B < Blocks.size() && Blocks[B]; }
};

/// True if some block may be reached from itself. Handlers are taken to lead anywhere.
bool mayLoop(const FunctionFacts &F);

class Loops {
public:
  explicit Loops(const FunctionFacts &F);

  std::vector<Loop> All; ///< Outer loops before inner ones.

  /// The block that an event stands in; None if no block has it.
  BlockId blockOf(EventId E) const { return E < BlockOf.size() ? BlockOf[E] : None; }
  /// The innermost loop that holds an event; null if none does.
  const Loop *around(EventId E) const;
  const Loop *parent(const Loop &L) const { return L.Parent == None ? nullptr : &All[L.Parent]; }

private:
  std::vector<BlockId> BlockOf;    ///< By event.
  std::vector<uint32_t> Innermost; ///< By block: index into All, or None.
};

} // namespace corosafe

#endif
