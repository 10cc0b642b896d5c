//===- ProgramCalls.cpp - Who calls whom, and whether control comes back ---===//

#include "Loops.h"
#include "ProgramTables.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <set>

namespace corosafe {

bool Program::mayLoop(FunctionId F) const {
  std::optional<bool> &Slot = C->Loops[F];
  if (!Slot)
    Slot = corosafe::mayLoop(function(F));
  return *Slot;
}

/// A loop that tries to take a flag.
bool Program::spins(FunctionId F) const {
  const FunctionFacts &Fn = function(F);
  if (Fn.IsCoroutine)
    return false; // Between two looks it waits without its thread.
  for (BlockId B = 0; B < Fn.Blocks.size(); ++B) {
    bool Claims = llvm::any_of(Fn.Blocks[B].Events, [&](EventId E) {
      const FunctionModel *M = Fn.Events[E].Kind == EventKind::Call ? meaning(F, E).Model : nullptr;
      return M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Claims; });
    });
    if (!Claims)
      continue;
    std::vector<bool> Seen(Fn.Blocks.size());
    llvm::SmallVector<BlockId, 8> Work{B};
    while (!Work.empty())
      for (const Edge &Next : Fn.Blocks[Work.pop_back_val()].Succs) {
        if (Next.To == B)
          return true;
        if (Next.To != None && !Seen[Next.To]) {
          Seen[Next.To] = true;
          Work.push_back(Next.To);
        }
      }
  }
  return false;
}

bool Program::neverReturns(FunctionId F) const {
  using Back = Cache::Back;
  if (Back Known = C->Returns[F]; Known != Back::Unknown)
    return Known == Back::Never;
  const FunctionFacts &Fn = function(F);
  llvm::SmallVector<BlockId, 16> Work;
  std::vector<bool> Seen(Fn.Blocks.size());
  bool Comes = Fn.IsCoroutine || Fn.Blocks.empty() || Fn.Entry == None;
  if (!Comes)
    Work.push_back(Fn.Entry);
  while (!Work.empty() && !Comes) {
    BlockId B = Work.pop_back_val();
    if (Seen[B])
      continue;
    Seen[B] = true;
    Comes = B == Fn.Exit;
    for (const Edge &Next : Fn.Blocks[B].Succs)
      if (Next.To != None)
        Work.push_back(Next.To);
    // A handler begins where an exception is raised, wherever that is.
    for (EventId E : Fn.Blocks[B].Events)
      for (RegionId R = Fn.Events[E].Region; R != None; R = Fn.Regions[R].Parent)
        for (const Region::Handler &H : Fn.Regions[R].Handlers)
          if (H.To != None)
            Work.push_back(H.To);
  }
  C->Returns[F] = Comes ? Back::Comes : Back::Never;
  return !Comes;
}

bool Program::neverReturn(llvm::ArrayRef<FunctionId> Bodies) const {
  return llvm::all_of(Bodies, [&](FunctionId B) { return neverReturns(B); });
}

/// What a function holds is found out along with what it calls, while its facts are at hand.
void Program::orderFunctions(TraitScan &Scan) {
  uint32_t N = functionCount();
  FirstCallee.resize(N + 1);
  std::vector<std::pair<FunctionId, CallSite>> Calls;
  for (FunctionId F = 0; F < N; ++F) {
    const FunctionFacts &Fn = function(F);
    FirstCallee[F] = Callees.size();
    for (EventId E = 0; E < Fn.Events.size(); ++E) {
      const Event &Ev = Fn.Events[E];
      if (Ev.Callee == None && !Ev.Indirect)
        continue;
      for (FunctionId B : meaning(F, E).Bodies) {
        if (Ev.Kind != EventKind::Lambda) // Made, not called.
          Calls.push_back({B, {F, E}});
        Callees.push_back(B);
      }
    }
    Scan.add(F);
  }
  FirstCallee[N] = Callees.size();

  // Callers by counting: their order by function and event stays.
  C->FirstCaller.assign(N + 1, 0);
  for (auto &[Callee, Site] : Calls)
    ++C->FirstCaller[Callee + 1];
  for (FunctionId F = 0; F < N; ++F)
    C->FirstCaller[F + 1] += C->FirstCaller[F];
  C->CallSites.resize(Calls.size());
  std::vector<uint32_t> Next(C->FirstCaller.begin(), C->FirstCaller.end() - 1);
  for (auto &[Callee, Site] : Calls)
    C->CallSites[Next[Callee]++] = Site;

  // Tarjan's components, callees first, with an explicit stack: call chains may be long.
  constexpr uint32_t Unseen = 0, Done = None;
  std::vector<uint32_t> Low(N, Unseen), Number(N, Unseen), Finished(N, 0);
  std::vector<std::pair<FunctionId, uint32_t>> Stack;
  std::vector<FunctionId> Open;
  uint32_t Count = 0, FinishedCount = 0;
  auto Enter = [&](FunctionId F) {
    Low[F] = Number[F] = ++Count;
    Open.push_back(F);
    Stack.push_back({F, FirstCallee[F]});
  };
  for (FunctionId Root = 0; Root < N; ++Root) {
    if (Number[Root] != Unseen)
      continue;
    Enter(Root);
    while (!Stack.empty()) {
      auto &[F, At] = Stack.back();
      if (At < FirstCallee[F + 1]) {
        FunctionId G = Callees[At++];
        if (Number[G] == Unseen)
          Enter(G);
        else if (Low[G] != Done)
          Low[F] = std::min(Low[F], Number[G]);
        continue;
      }
      FunctionId Top = F;
      Stack.pop_back();
      Finished[Top] = ++FinishedCount;
      if (!Stack.empty())
        Low[Stack.back().first] = std::min(Low[Stack.back().first], Low[Top]);
      if (Low[Top] != Number[Top])
        continue;
      size_t First = Order.size();
      do {
        Low[Open.back()] = Done;
        Order.push_back(Open.back());
        Open.pop_back();
      } while (Order.back() != Top);
      std::sort(Order.begin() + First, Order.end(), [&](FunctionId A, FunctionId B) { return Finished[A] < Finished[B]; });
      ComponentEnds.push_back(Order.size());
    }
  }
}

} // namespace corosafe
