//===- DependentRanges.cpp --------------------------------------------------===//

#include "DependentRanges.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corosafe {

void DependentRanges::complete(CXXForRangeStmt *Loop, VarDecl *Range) {
  VarDecl *Element = Loop->getLoopVariable();
  if (!Element || Element->getInit())
    return;
  SourceLocation Await = Loop->getCoawaitLoc(), Here = Await.isValid() ? Await : Loop->getColonLoc();
  QualType Type = Context.DependentTy;
  auto Use = [&](VarDecl *Variable) -> Expr * {
    return DeclRefExpr::Create(Context, NestedNameSpecifierLoc(), SourceLocation(), Variable, false, Here, Type, VK_LValue);
  };
  auto AwaitedIfSaid = [&](Expr *E) -> Expr * {
    return Await.isValid() ? new (Context) DependentCoawaitExpr(Here, Type, E, nullptr) : E;
  };
  auto Declare = [&](llvm::StringRef Name, Expr *Init) {
    auto *Variable = VarDecl::Create(Context, Range->getDeclContext(), Here, Here, &Context.Idents.get(Name), Type,
                                     Context.getTrivialTypeSourceInfo(Type, Here), SC_None);
    Variable->setImplicit();
    Variable->setInit(Init);
    return Variable;
  };
  auto Statement = [&](VarDecl *Variable) { return new (Context) DeclStmt(DeclGroupRef(Variable), Here, Here); };
  VarDecl *Begin = Declare("__begin", AwaitedIfSaid(Use(Range)));
  Loop->setBeginStmt(Statement(Begin));
  Loop->setEndStmt(Statement(Declare("__end", Use(Range))));
  Loop->setCond(Use(Begin));
  Loop->setInc(AwaitedIfSaid(Use(Begin)));
  Element->setInit(UnaryOperator::Create(Context, Use(Begin), UO_Deref, Type, VK_LValue, OK_Ordinary, Here,
                                         /*CanOverflow=*/false, FPOptionsOverride()));
  Completed.push_back(Loop);
}

DependentRanges::~DependentRanges() {
  for (CXXForRangeStmt *Loop : Completed) {
    Loop->getLoopVariable()->setInit(nullptr);
    Loop->setBeginStmt(nullptr);
    Loop->setEndStmt(nullptr);
    Loop->setCond(nullptr);
    Loop->setInc(nullptr);
  }
}

} // namespace corosafe
