//===- DependentRanges.h - Loops over what a template does not know yet ----===//
//
// What `for (auto &x : xs)` does with begin() and end() clang writes down when it
// knows the type of xs. For a template's own body it does not, and then builds no
// graph of the whole function. While this object lives, such loops have what they
// lack:
//
//   auto __begin = <xs>;            co_await <xs>, if it is `for co_await`
//   auto &x = *__begin;
//
// and are as they were before afterwards, for whoever else looks at the tree.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FACTS_DEPENDENTRANGES_H
#define COROSAFE_FACTS_DEPENDENTRANGES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include <vector>

namespace corosafe {

class DependentRanges {
public:
  explicit DependentRanges(clang::ASTContext &Context) : Context(Context) {}
  DependentRanges(const DependentRanges &) = delete;
  DependentRanges &operator=(const DependentRanges &) = delete;
  ~DependentRanges();

  /// Gives a loop over `Range` that has no begin, end, condition and increment those.
  void complete(clang::CXXForRangeStmt *Loop, clang::VarDecl *Range);

private:
  clang::ASTContext &Context;
  std::vector<clang::CXXForRangeStmt *> Completed;
};

} // namespace corosafe

#endif
