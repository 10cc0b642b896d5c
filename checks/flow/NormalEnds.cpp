//===- NormalEnds.cpp --------------------------------------------------------===//

#include "NormalEnds.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corosafe {

void NormalEnds::find() {
  BlockOf.assign(Fn.Events.size(), None);
  Ends.resize(Fn.Blocks.size());
  for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
    for (EventId E : Fn.Blocks[B].Events)
      BlockOf[E] = B;
  if (Fn.Exit == None || Fn.Exit >= Ends.size())
    return;
  // Predecessors of block B: from First[B] up to First[B + 1].
  llvm::SmallVector<uint32_t, 16> First(Fn.Blocks.size() + 1, 0);
  llvm::SmallVector<BlockId, 16> Preds;
  for (bool Counting : {true, false}) {
    for (BlockId B = 0; B < Fn.Blocks.size(); ++B) {
      if (llvm::any_of(Fn.Blocks[B].Events, [&](EventId E) { return Fn.Events[E].Kind == EventKind::Throw; }))
        continue;
      for (const Edge &E : Fn.Blocks[B].Succs)
        if (E.To != None && Counting)
          ++First[E.To];
        else if (E.To != None)
          Preds[--First[E.To]] = B;
    }
    if (!Counting)
      break;
    for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
      First[B + 1] += First[B];
    Preds.resize(First.back());
  }
  std::vector<BlockId> Work{Fn.Exit};
  Ends[Fn.Exit] = true;
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    for (BlockId Pred : llvm::ArrayRef(Preds).slice(First[B], First[B + 1] - First[B]))
      if (!Ends[Pred]) {
        Ends[Pred] = true;
        Work.push_back(Pred);
      }
  }
}

bool NormalEnds::reachableFrom(EventId E) {
  if (BlockOf.empty())
    find();
  return BlockOf[E] != None && Ends[BlockOf[E]];
}

} // namespace corosafe
