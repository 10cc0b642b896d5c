//===- Loops.cpp ------------------------------------------------------------===//

#include "Loops.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <map>

namespace corosafe {

/// The successors of each block; the handlers of the try blocks that its events stand in are among them.
static std::vector<std::vector<BlockId>> successors(const FunctionFacts &F) {
  std::vector<std::vector<BlockId>> R(F.Blocks.size());
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    for (const Edge &E : F.Blocks[B].Succs)
      if (E.To != None)
        R[B].push_back(E.To);
    for (EventId E : F.Blocks[B].Events)
      for (RegionId Region = F.Events[E].Region; Region != None; Region = F.Regions[Region].Parent)
        for (const Region::Handler &H : F.Regions[Region].Handlers)
          if (H.To != None && !llvm::is_contained(R[B], H.To))
            R[B].push_back(H.To);
  }
  return R;
}

/// The edges that go back to a block that is still open in a depth-first walk, by that block.
static std::map<BlockId, std::vector<BlockId>> latches(const std::vector<std::vector<BlockId>> &Succs, BlockId Entry) {
  enum : uint8_t { New, Open, Done };
  std::map<BlockId, std::vector<BlockId>> R;
  std::vector<uint8_t> Seen(Succs.size(), New);
  std::vector<std::pair<BlockId, size_t>> Stack;
  auto Enter = [&](BlockId B) {
    Seen[B] = Open;
    Stack.push_back({B, 0});
  };
  if (Entry != None)
    Enter(Entry);
  while (!Stack.empty()) {
    auto &[B, Next] = Stack.back();
    if (Next == Succs[B].size()) {
      Seen[B] = Done;
      Stack.pop_back();
      continue;
    }
    BlockId To = Succs[B][Next++];
    if (Seen[To] == Open)
      R[To].push_back(B);
    else if (Seen[To] == New)
      Enter(To);
  }
  return R;
}

bool mayLoop(const FunctionFacts &F) {
  if (!F.Regions.empty())
    return true;
  enum : uint8_t { New, Open, Done };
  llvm::SmallVector<uint8_t, 32> Seen(F.Blocks.size(), New);
  llvm::SmallVector<std::pair<BlockId, uint32_t>, 32> Stack;
  if (F.Entry != None)
    Stack.push_back({F.Entry, 0});
  while (!Stack.empty()) {
    auto &[B, Next] = Stack.back();
    Seen[B] = Open;
    if (Next == F.Blocks[B].Succs.size()) {
      Seen[B] = Done;
      Stack.pop_back();
      continue;
    }
    BlockId To = F.Blocks[B].Succs[Next++].To;
    if (To != None && Seen[To] == Open)
      return true;
    if (To != None && Seen[To] == New)
      Stack.push_back({To, 0});
  }
  return false;
}

Loops::Loops(const FunctionFacts &F) : BlockOf(F.Events.size(), None), Innermost(F.Blocks.size(), None) {
  const uint32_t N = F.Blocks.size();
  for (BlockId B = 0; B < N; ++B)
    for (EventId E : F.Blocks[B].Events)
      BlockOf[E] = B;
  if (!mayLoop(F))
    return;
  std::vector<std::vector<BlockId>> Succs = successors(F), Preds(N);
  for (BlockId B = 0; B < N; ++B)
    for (BlockId To : Succs[B])
      Preds[To].push_back(B);
  for (auto &[Head, Ends] : latches(Succs, F.Entry)) {
    Loop &L = All.emplace_back();
    L.Head = Head;
    L.Blocks.resize(N);
    L.Blocks.set(Head);
    std::vector<BlockId> Work = Ends;
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      if (L.Blocks[B])
        continue;
      L.Blocks.set(B);
      llvm::append_range(Work, Preds[B]);
    }
    for (BlockId B : L.Blocks.set_bits())
      for (const Edge &E : F.Blocks[B].Succs)
        if (E.To != None && !L.Blocks[E.To])
          L.Exits.push_back({B, E.To});
  }
  // The smaller of two loops that share a block is the inner one.
  llvm::stable_sort(All, [](const Loop &A, const Loop &B) { return A.Blocks.count() > B.Blocks.count(); });
  for (uint32_t I = 0; I < All.size(); ++I) {
    for (uint32_t Outer = I; Outer-- > 0 && All[I].Parent == None;)
      if (All[Outer].Blocks[All[I].Head])
        All[I].Parent = Outer;
    for (BlockId B : All[I].Blocks.set_bits())
      Innermost[B] = I;
  }
}

const Loop *Loops::around(EventId E) const {
  BlockId B = blockOf(E);
  return B == None || Innermost[B] == None ? nullptr : &All[Innermost[B]];
}

} // namespace corosafe
