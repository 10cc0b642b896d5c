//===- ExtractObjects.cpp - Objects made, deleted, captured and awaited -----===//

#include "ExtractBody.h"
#include "clang/AST/ASTLambda.h"

using namespace clang;
using llvm::ArrayRef;

namespace corosafe {

Operand BodyExtractor::construct(const Expr *E, const CXXConstructorDecl *Constructor, ArrayRef<const Expr *> Args) {
  Operand Nothing;
  if (HeapInits.contains(E)) {
    for (const Expr *A : Args)
      operand(A);
    Nothing.K = Operand::Unknown;
    return Nothing;
  }
  unsigned Written = 0;
  for (const Expr *A : Args)
    Written += A && !isa<CXXDefaultArgExpr>(A);
  if (Constructor && Constructor->isCopyOrMoveConstructor() && Written == 1) {
    Operand O = operand(Args[0]);
    if (Args[0]->isXValue() && !isa<MaterializeTemporaryExpr>(Args[0]->IgnoreParenNoopCasts(Context)))
      O.Moved = true;
    return O;
  }
  Event Made = makeEvent(EventKind::Construct, E);
  if (auto *Unresolved = dyn_cast<CXXUnresolvedConstructExpr>(E))
    Made.Type = T.valueType(Unresolved->getTypeAsWritten());
  if (Constructor)
    Made.Callee = T.entity(Constructor);
  addArgs(Made, Args, Constructor);
  return add(std::move(Made), E);
}

Operand BodyExtractor::newObject(const CXXNewExpr *E) {
  for (const Expr *A : E->placement_arguments())
    operand(A);
  Event Made = makeEvent(EventKind::Construct, E);
  Made.Heap = true;
  Made.Type = T.valueType(E->getAllocatedType());
  if (const Expr *Init = E->getInitializer()) {
    if (auto *Construct = dyn_cast<CXXConstructExpr>(Init)) {
      Made.Callee = T.entity(Construct->getConstructor());
      addArgs(Made, ArrayRef<const Expr *>(Construct->getArgs(), Construct->getNumArgs()), Construct->getConstructor());
    } else if (auto *List = dyn_cast<InitListExpr>(Init)) {
      llvm::SmallVector<const Expr *, 8> Inits(List->inits().begin(), List->inits().end());
      addArgs(Made, Inits, nullptr);
    } else {
      addArgs(Made, {Init}, nullptr);
    }
  }
  return add(std::move(Made), E);
}

Operand BodyExtractor::deleteObject(const CXXDeleteExpr *E) {
  Operand Pointer = operand(E->getArgument());
  Operand Object = dereferenced(Pointer);
  Event Made = makeEvent(EventKind::Destroy, E);
  Made.Discarded = Discard::No;
  Made.Heap = true;
  QualType Destroyed = E->isTypeDependent() || E->getArgument()->isTypeDependent() ? QualType() : E->getDestroyedType();
  Made.Type = T.valueType(Destroyed);
  if (std::optional<Place> P = placeOf(Object)) {
    Made.Target = *P;
    Made.HasTarget = true;
  }
  Operand Unknown;
  Unknown.K = Operand::Unknown;
  add(std::move(Made), E);
  return Unknown;
}

Operand BodyExtractor::lambda(const LambdaExpr *E) {
  Event Made = makeEvent(EventKind::Lambda, E);
  if (const CXXMethodDecl *Operator = T.callOperator(E->getLambdaClass()))
    Made.Callee = T.entity(Operator);
  auto Init = E->capture_init_begin();
  for (const LambdaCapture &Capture : E->captures()) {
    Operand O = Init != E->capture_init_end() ? operand(*Init++) : Operand();
    if (Capture.getCaptureKind() == LCK_This) {
      O.Pass = Passing::MutablePointer;
    } else if (Capture.getCaptureKind() == LCK_ByRef) {
      O.Pass = Passing::MutableRef;
    }
    Made.Args.push_back(std::move(O));
  }
  return add(std::move(Made), E);
}

/// The call below a ready expression: `awaiter.await_ready()`.
static const CXXMemberCallExpr *readyCall(const Stmt *S) {
  for (unsigned Step = 0; S && Step < 16; ++Step) {
    if (auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && Call->getMethodDecl()) {
      const IdentifierInfo *Name = Call->getMethodDecl()->getIdentifier();
      if (Name && Name->isStr("await_ready"))
        return Call;
    }
    S = S->child_begin() == S->child_end() ? nullptr : *S->child_begin();
  }
  return nullptr;
}

Operand BodyExtractor::suspend(const Expr *E) {
  Event Made = makeEvent(EventKind::Suspend, E);
  auto *Suspend = dyn_cast<CoroutineSuspendExpr>(E);
  if (isa<CoyieldExpr>(E))
    Made.How = SuspendKind::Yield;
  if (auto It = RangeSuspends.find(E); It != RangeSuspends.end()) {
    Made.How = SuspendKind::RangeFor;
    if (std::optional<Place> P = placeOfVariable(It->second)) {
      Operand O = inPlace(*P);
      O.Type = T.valueType(It->second->getType());
      O.Lvalue = true;
      Made.Args.push_back(std::move(O));
    }
  } else {
    Made.Args.push_back(operand(Suspend ? writtenOperand(Suspend) : cast<DependentCoawaitExpr>(E)->getOperand()));
  }
  if (const CXXMemberCallExpr *Ready = Suspend ? readyCall(Suspend->getReadyExpr()) : nullptr) {
    Made.AwaiterType = T.valueType(Ready->getImplicitObjectArgument()->getType());
    Made.NeverSuspends = T.readyPolicy(Ready->getMethodDecl()) == SuspendPolicy::Never;
  }
  return add(std::move(Made), E);
}

} // namespace corosafe
