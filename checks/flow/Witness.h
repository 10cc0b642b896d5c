//===- Witness.h - How something comes about, step by step -------------------===//
//
// What a coroutine deep down loses is told in the summary of every coroutine above
// it, each with a step of its own in front. The tails are shared:
//
//   serve:  step ─┐
//   accept: step ─┴─► step (handle) ─► step (read)
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_WITNESS_H
#define COROSAFE_FLOW_WITNESS_H

#include "../Finding.h"
#include "../facts/Facts.h"
#include "SharedText.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include <vector>

namespace corosafe {

/// One step of a witness.
struct Step {
  SourceSpan Where;
  NoteRole Role = NoteRole::Suspend; ///< Stands here so that no room is lost: there are many.
  QuotedText Text;

  Step() = default;
  Step(SourceSpan Where, QuotedText Text, NoteRole Role = NoteRole::Suspend)
      : Where(Where), Role(Role), Text(std::move(Text)) {}
};

/// Steps from the outside in. Copies are cheap; a step in front costs one node.
class Witness {
public:
  static constexpr size_t MaxSteps = 16;

  bool empty() const { return !First; }
  size_t size() const { return First ? First->Length : 0; }

  void prepend(Step S) { First = llvm::IntrusiveRefCntPtr<Node>(new Node(std::move(S), std::move(First))); }

  /// For short ones: the others' nodes cannot be changed.
  void append(Step S) {
    std::vector<Step> All = steps();
    All.push_back(std::move(S));
    First.reset();
    while (!All.empty()) {
      prepend(std::move(All.back()));
      All.pop_back();
    }
  }

  /// Of a very long chain the middle is left out.
  std::vector<Step> steps() const {
    std::vector<Step> R;
    size_t Skip = size() > MaxSteps ? size() - MaxSteps : 0, SkipFrom = MaxSteps / 2 + 1, At = 0;
    for (const Node *N = First.get(); N; N = N->Next.get(), ++At)
      if (At < SkipFrom || At >= SkipFrom + Skip)
        R.push_back(N->What);
    return R;
  }

private:
  struct Node : llvm::RefCountedBase<Node> {
    uint32_t Length;
    Step What;
    llvm::IntrusiveRefCntPtr<Node> Next;

    Node(Step S, llvm::IntrusiveRefCntPtr<Node> After)
        : Length(1 + (After ? After->Length : 0)), What(std::move(S)), Next(std::move(After)) {}
    /// One node after the other: a chain may be as long as the deepest chain of calls.
    ~Node() {
      for (llvm::IntrusiveRefCntPtr<Node> N = std::move(Next); N && N->UseCount() == 1;) {
        llvm::IntrusiveRefCntPtr<Node> After = std::move(N->Next);
        N = std::move(After);
      }
    }
  };
  llvm::IntrusiveRefCntPtr<Node> First;
};

} // namespace corosafe

#endif
