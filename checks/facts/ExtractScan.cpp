//===- ExtractScan.cpp - What each statement of a body is for --------------===//
//
// One walk with an explicit stack, so that no expression is too deep for it.
// Operands of co_await are pushed last and thus seen first: the rest of what the
// compiler makes of a co_await holds them again, and stops where they were seen.
//
//===----------------------------------------------------------------------===//

#include "ExtractBody.h"
#include "clang/AST/ExprConcepts.h"

using namespace clang;

namespace corosafe {

/// Deeper expressions make clang's own CFG builder, which recurses, run out of stack.
static constexpr unsigned MaxExpressionDepth = 2500;

/// `promise.yield_value(x)` is what clang keeps of `co_yield x`.
static const Expr *yieldedValue(const Expr *E) {
  for (unsigned Step = 0; Step < 8 && E; ++Step) {
    E = E->IgnoreParenImpCasts();
    if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E)) {
      E = Cleanups->getSubExpr();
      continue;
    }
    if (auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E)) {
      E = Bind->getSubExpr();
      continue;
    }
    if (auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E)) {
      E = Temporary->getSubExpr();
      continue;
    }
    auto *Call = dyn_cast<CallExpr>(E);
    if (!Call)
      return nullptr;
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    llvm::StringRef Name;
    if (auto *Member = dyn_cast<MemberExpr>(Callee); Member && Member->getMemberDecl()->getIdentifier())
      Name = Member->getMemberDecl()->getName();
    if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
      if (const IdentifierInfo *Id = Member->getMember().getAsIdentifierInfo())
        Name = Id->getName();
    if (auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee))
      if (const IdentifierInfo *Id = Member->getMemberName().getAsIdentifierInfo())
        Name = Id->getName();
    if (Name == "yield_value")
      return Call->getNumArgs() ? Call->getArg(0) : nullptr;
    if (auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      E = Member->getImplicitObjectArgument();
    else
      E = Call->getNumArgs() ? Call->getArg(0) : nullptr;
  }
  return nullptr;
}

const Expr *BodyExtractor::writtenOperand(const CoroutineSuspendExpr *E) const {
  const Expr *Operand = E->getOperand();
  if (isa<CoyieldExpr>(E))
    if (const Expr *Value = yieldedValue(Operand))
      return Value;
  return Operand;
}

void BodyExtractor::markDiscarded(const Stmt *S, Discard How) {
  auto *E = dyn_cast_or_null<Expr>(S);
  if (!E)
    return;
  DiscardRoots.insert(E);
  while (E) {
    Discard &Known = Discards[E];
    Known = std::max(Known, How);
    if (auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bind->getSubExpr();
    else if (auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (auto *Cast = dyn_cast<CastExpr>(E)) {
      if (Cast->getCastKind() == CK_ToVoid && isa<ExplicitCastExpr>(Cast))
        How = Discard::VoidCast;
      E = Cast->getSubExpr();
    } else if (auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      markDiscarded(Choice->getTrueExpr(), How);
      E = Choice->getFalseExpr();
    } else if (auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->getOpcode() == BO_Comma)
      E = Binary->getRHS();
    else
      return;
  }
}

bool BodyExtractor::scan(const Stmt *Root) {
  struct Item {
    const Stmt *S;
    RegionId Region;
    unsigned Depth;
    bool InHandler;
    bool Machinery;
  };
  const Stmt *ValueOfStmtExpr = nullptr;
  std::vector<Item> Stack{{Root, None, 0, false, false}};
  while (!Stack.empty()) {
    Item I = Stack.back();
    Stack.pop_back();
    if (!I.S || !Info.try_emplace(I.S, StmtInfo{I.Region, I.InHandler, I.Machinery}).second)
      continue;
    if (I.Depth > MaxExpressionDepth)
      return false;
    auto Push = [&](const Stmt *S, bool Machinery) {
      if (S)
        Stack.push_back({S, I.Region, I.Depth + 1, I.InHandler || isa<CXXCatchStmt>(I.S), I.Machinery || Machinery});
    };
    auto PushChildren = [&] {
      llvm::SmallVector<const Stmt *, 8> Children(I.S->child_begin(), I.S->child_end());
      for (const Stmt *Child : llvm::reverse(Children))
        Push(Child, false);
    };

    if (auto *E = dyn_cast<CoroutineSuspendExpr>(I.S)) {
      Push(E->getResumeExpr(), true);
      Push(E->getSuspendExpr(), true);
      Push(E->getReadyExpr(), true);
      Push(E->getCommonExpr(), true);
      const Expr *Written = writtenOperand(E);
      if (Written != E->getOperand())
        Push(E->getOperand(), true);
      Push(Written, false);
      continue;
    }
    // What a co_await gives is bound inside of what the compiler makes of it.
    if (auto *E = dyn_cast<MaterializeTemporaryExpr>(I.S); E && !I.Machinery && E->getStorageDuration() == SD_FullExpression)
      if (auto *Suspend = dyn_cast<CoroutineSuspendExpr>(E->getSubExpr()->IgnoreParens()))
        if (auto *Bound = dyn_cast_or_null<CXXBindTemporaryExpr>(Suspend->getResumeExpr()))
          ResumedTemporaries[Bound] = Suspend;
    if (auto *E = dyn_cast<LambdaExpr>(I.S)) {
      for (const Expr *Init : E->capture_inits())
        Push(Init, false);
      continue;
    }
    if (isa<CXXNoexceptExpr, UnaryExprOrTypeTraitExpr, CXXTypeidExpr, RequiresExpr>(I.S)) {
      for (const Stmt *Child : I.S->children())
        Push(Child, true);
      continue;
    }

    switch (I.S->getStmtClass()) {
    case Stmt::CXXTryStmtClass: {
      auto *Try = cast<CXXTryStmt>(I.S);
      RegionId Inner = RegionId(F.Regions.size());
      F.Regions.emplace_back();
      F.Regions.back().Parent = I.Region;
      Tries.push_back(Try);
      for (unsigned H = Try->getNumHandlers(); H-- > 0;) {
        RegionOfHandler[Try->getHandler(H)] = I.Region;
        Push(Try->getHandler(H), false);
      }
      Stack.push_back({Try->getTryBlock(), Inner, I.Depth + 1, I.InHandler, I.Machinery});
      continue;
    }
    case Stmt::CXXForRangeStmtClass: {
      auto *Loop = cast<CXXForRangeStmt>(I.S);
      auto *RangeVariable = dyn_cast_or_null<VarDecl>(Loop->getRangeStmt() && Loop->getRangeStmt()->isSingleDecl()
                                                          ? Loop->getRangeStmt()->getSingleDecl()
                                                          : nullptr);
      if (!Loop->getBeginStmt() && RangeVariable)
        Ranges.complete(const_cast<CXXForRangeStmt *>(Loop), const_cast<VarDecl *>(RangeVariable));
      if (Loop->getBeginStmt() && Loop->getBeginStmt()->isSingleDecl() && RangeVariable) {
        auto *Begin = dyn_cast<VarDecl>(Loop->getBeginStmt()->getSingleDecl());
        RangeOfBegin[Begin] = RangeVariable;
        if (Loop->getCoawaitLoc().isValid())
          for (const Expr *E : {Begin->getInit(), Loop->getInc()}) {
            while (E && !isa<CoawaitExpr, DependentCoawaitExpr>(E) && E->child_begin() != E->child_end())
              E = dyn_cast_or_null<Expr>(*E->child_begin());
            if (E && isa<CoawaitExpr, DependentCoawaitExpr>(E))
              RangeSuspends[E] = RangeVariable;
          }
      }
      markDiscarded(Loop->getBody(), Discard::Yes);
      Push(Loop->getBody(), false);
      Push(Loop->getInc(), true);
      Push(Loop->getCond(), true);
      Push(Loop->getEndStmt(), true);
      Push(Loop->getBeginStmt(), true);
      Push(Loop->getLoopVarStmt(), false);
      Push(Loop->getRangeStmt(), false);
      Push(Loop->getInit(), false);
      continue;
    }
    case Stmt::CoreturnStmtClass: {
      auto *Return = cast<CoreturnStmt>(I.S);
      Push(Return->getPromiseCall(), true);
      Push(Return->getOperand(), false);
      continue;
    }
    case Stmt::DeclStmtClass:
      for (const Decl *D : cast<DeclStmt>(I.S)->decls()) {
        if (auto *Variable = dyn_cast<VarDecl>(D))
          RegionOfVariable[Variable] = I.Region;
        if (auto *Decomposed = dyn_cast<DecompositionDecl>(D))
          for (const BindingDecl *Binding : Decomposed->bindings()) {
            if (const VarDecl *Holding = Binding->getHoldingVar()) {
              BindingHolders.insert(Holding);
              Push(Holding->getInit(), true);
            }
            Push(Binding->getBinding(), true);
          }
      }
      break;
    case Stmt::CXXNewExprClass:
      if (const Expr *Init = cast<CXXNewExpr>(I.S)->getInitializer())
        HeapInits.insert(Init);
      break;
    case Stmt::CXXDefaultInitExprClass:
      Push(cast<CXXDefaultInitExpr>(I.S)->getExpr(), false);
      continue;
    case Stmt::CompoundStmtClass:
      for (const Stmt *Child : I.S->children())
        if (Child != ValueOfStmtExpr)
          markDiscarded(Child, Discard::Yes);
      break;
    case Stmt::StmtExprClass: {
      // A statement expression's value is its last statement. Its body is what the stack holds next.
      const CompoundStmt *Body = cast<StmtExpr>(I.S)->getSubStmt();
      ValueOfStmtExpr = Body->body_empty() ? nullptr : Body->body_back();
      break;
    }
    case Stmt::IfStmtClass:
      markDiscarded(cast<IfStmt>(I.S)->getThen(), Discard::Yes);
      markDiscarded(cast<IfStmt>(I.S)->getElse(), Discard::Yes);
      break;
    case Stmt::ForStmtClass:
      markDiscarded(cast<ForStmt>(I.S)->getInit(), Discard::Yes);
      markDiscarded(cast<ForStmt>(I.S)->getInc(), Discard::Yes);
      markDiscarded(cast<ForStmt>(I.S)->getBody(), Discard::Yes);
      break;
    case Stmt::WhileStmtClass:
      markDiscarded(cast<WhileStmt>(I.S)->getBody(), Discard::Yes);
      break;
    case Stmt::DoStmtClass:
      markDiscarded(cast<DoStmt>(I.S)->getBody(), Discard::Yes);
      break;
    case Stmt::CaseStmtClass:
    case Stmt::DefaultStmtClass:
      markDiscarded(cast<SwitchCase>(I.S)->getSubStmt(), Discard::Yes);
      break;
    case Stmt::LabelStmtClass:
      markDiscarded(cast<LabelStmt>(I.S)->getSubStmt(), Discard::Yes);
      break;
    case Stmt::AttributedStmtClass:
      markDiscarded(cast<AttributedStmt>(I.S)->getSubStmt(), Discard::Yes);
      break;
    case Stmt::BinaryOperatorClass:
      if (cast<BinaryOperator>(I.S)->getOpcode() == BO_Comma)
        markDiscarded(cast<BinaryOperator>(I.S)->getLHS(), Discard::Yes);
      break;
    case Stmt::OpaqueValueExprClass:
      Push(cast<OpaqueValueExpr>(I.S)->getSourceExpr(), false);
      continue;
    default:
      break;
    }
    // A case's label is a constant, not something that runs.
    if (auto *Case = dyn_cast<SwitchCase>(I.S)) {
      Push(Case->getSubStmt(), false);
      continue;
    }
    PushChildren();
  }
  return true;
}

} // namespace corosafe
