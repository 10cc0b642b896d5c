//===- ExtractExpr.cpp - What an expression stands for ---------------------===//

#include "ExtractBody.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

namespace corosafe {

/// Recursion happens only where the CFG did not list a subexpression before.
static constexpr unsigned MaxNesting = 400;

//===----------------------------------------------------------------------===//
// Events and places
//===----------------------------------------------------------------------===//

Event BodyExtractor::makeEvent(EventKind Kind, const Expr *E) {
  Event Made;
  Made.Kind = Kind;
  Made.Type = T.valueType(E->getType());
  Made.Range = T.span(E->getSourceRange());
  Made.InSystemMacro = E->getBeginLoc().isMacroID() && Context.getSourceManager().isInSystemMacro(E->getBeginLoc());
  Made.InMacro = E->getBeginLoc().isMacroID() || E->getEndLoc().isMacroID();
  if (auto It = Discards.find(E); It != Discards.end())
    Made.Discarded = It->second;
  Made.Region = CurrentRegion;
  if (auto It = Info.find(E); It != Info.end()) {
    Made.Region = It->second.Region;
    Made.InHandler = It->second.InHandler;
  }
  return Made;
}

EventId BodyExtractor::addEvent(Event E) {
  F.Events.push_back(std::move(E));
  EventId Id = EventId(F.Events.size() - 1);
  Current->Events.push_back(Id);
  return Id;
}

Operand BodyExtractor::add(Event E, const Expr *Made) {
  Operand O;
  O.K = Operand::OfValue;
  O.V = addEvent(std::move(E));
  MadeEvent.insert(Made);
  return O;
}

Operand BodyExtractor::inPlace(Place P) const {
  Operand O;
  O.K = Operand::InPlace;
  O.P = std::move(P);
  return O;
}

Operand BodyExtractor::inPlace(Place P, Symbol Element) const {
  P.Path.push_back(Element);
  return inPlace(std::move(P));
}

std::optional<Place> BodyExtractor::placeOf(const Operand &O) {
  if (O.K == Operand::InPlace && !O.AddressOf)
    return O.P;
  if (O.K == Operand::OfValue) {
    Place P;
    P.Root = Place::Value;
    P.Index = O.V;
    return P;
  }
  return std::nullopt;
}

/// What a pointer, iterator or smart pointer points to.
Operand BodyExtractor::dereferenced(Operand O) const {
  if (O.K == Operand::InPlace && O.AddressOf)
    return inPlace(O.P);
  if (std::optional<Place> P = placeOf(O))
    return inPlace(*P, T.symbol("*"));
  Operand Unknown;
  Unknown.K = Operand::Unknown;
  return Unknown;
}

void BodyExtractor::addArgs(Event &E, ArrayRef<const Expr *> Args, const FunctionDecl *Callee, unsigned FirstParam) {
  for (unsigned I = 0; I < Args.size(); ++I) {
    if (!Args[I] || isa<CXXDefaultArgExpr>(Args[I]))
      continue;
    Operand O = operand(Args[I]);
    unsigned Param = I + FirstParam;
    if (Callee && Param < Callee->getNumParams())
      O.Pass = Tables::passing(Callee->getParamDecl(Param)->getType());
    E.Args.push_back(std::move(O));
  }
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

/// True for `ref` and `ref.member.of`, where ref is a reference to a known place.
bool BodyExtractor::startsAtReference(const Expr *E) const {
  while (!Aliases.empty()) {
    E = E->IgnoreParenImpCasts();
    auto *Member = dyn_cast<MemberExpr>(E);
    if (!Member || Member->isArrow()) {
      auto *Name = dyn_cast<DeclRefExpr>(E);
      auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
      // A loop's element is bound anew in each turn.
      return Variable && !Variable->isCXXForRangeDecl() && Aliases.count(Variable);
    }
    E = Member->getBase();
  }
  return false;
}

Operand BodyExtractor::operand(const Expr *E) {
  if (!E)
    return {};
  if (auto It = Memo.find(E); It != Memo.end())
    return It->second;
  Operand O;
  O.K = Operand::Unknown;
  if (Nesting > MaxNesting) {
    TooDeep = true;
    return O;
  }
  ++Nesting;
  O = describe(E);
  --Nesting;
  if (!E->getType().isNull())
    O.Type = T.valueType(isa<StringLiteral>(E->IgnoreParenImpCasts()) ? E->IgnoreParenImpCasts()->getType() : E->getType());
  // A temporary that is bound to a const reference is an lvalue only in name.
  O.ThroughReference |= O.K == Operand::InPlace && startsAtReference(E);
  bool Temporary = isa<MaterializeTemporaryExpr>(E->IgnoreParenImpCasts());
  O.Lvalue = E->isLValue() && !Temporary;
  O.Xvalue = E->isXValue() && !Temporary;
  Memo[E] = O;
  return O;
}

Operand BodyExtractor::constantOr(const Expr *E, Operand Otherwise) const {
  if (E->isValueDependent() || E->isTypeDependent() || E->containsErrors())
    return Otherwise;
  QualType Type = E->getType();
  if (Type.isNull() || !Type->isIntegralOrEnumerationType())
    return Otherwise;
  Expr::EvalResult Result;
  if (!E->EvaluateAsInt(Result, Context, Expr::SE_NoSideEffects) || !Result.Val.getInt().isRepresentableByInt64())
    return Otherwise;
  Operand O;
  O.K = Operand::Constant;
  O.C = Result.Val.getInt().getExtValue();
  return O;
}

Operand BodyExtractor::describe(const Expr *E) {
  Operand Unknown;
  Unknown.K = Operand::Unknown;

  if (auto *Full = dyn_cast<ConstantExpr>(E)) {
    Operand O = constantOr(E, Unknown);
    return O.K == Operand::Constant ? O : operand(Full->getSubExpr());
  }
  if (auto *Full = dyn_cast<FullExpr>(E))
    return operand(Full->getSubExpr());
  if (auto *Cast = dyn_cast<CastExpr>(E)) {
    if (Cast->getCastKind() == CK_NullToPointer) {
      Operand O;
      O.K = Operand::Constant;
      return O;
    }
    Operand O = operand(Cast->getSubExpr());
    if (isa<ExplicitCastExpr>(Cast) && E->isXValue())
      O.Moved = true;
    return O;
  }

  switch (E->getStmtClass()) {
  case Stmt::ParenExprClass:
    return operand(cast<ParenExpr>(E)->getSubExpr());
  case Stmt::MaterializeTemporaryExprClass:
    return operand(cast<MaterializeTemporaryExpr>(E)->getSubExpr());
  case Stmt::CXXBindTemporaryExprClass:
    return operand(cast<CXXBindTemporaryExpr>(E)->getSubExpr());
  case Stmt::SubstNonTypeTemplateParmExprClass:
    return operand(cast<SubstNonTypeTemplateParmExpr>(E)->getReplacement());
  case Stmt::CXXDefaultInitExprClass:
    return operand(cast<CXXDefaultInitExpr>(E)->getExpr());
  case Stmt::CXXStdInitializerListExprClass:
    return operand(cast<CXXStdInitializerListExpr>(E)->getSubExpr());
  case Stmt::OpaqueValueExprClass:
    return operand(cast<OpaqueValueExpr>(E)->getSourceExpr());
  case Stmt::PackExpansionExprClass:
    return operand(cast<PackExpansionExpr>(E)->getPattern());
  case Stmt::CXXRewrittenBinaryOperatorClass:
    return operand(cast<CXXRewrittenBinaryOperator>(E)->getSemanticForm());
  case Stmt::GenericSelectionExprClass:
    return cast<GenericSelectionExpr>(E)->isResultDependent() ? Unknown
                                                              : operand(cast<GenericSelectionExpr>(E)->getResultExpr());
  case Stmt::StmtExprClass: {
    const CompoundStmt *Body = cast<StmtExpr>(E)->getSubStmt();
    auto *Last = Body->body_empty() ? nullptr : dyn_cast<Expr>(Body->body_back());
    return Last ? operand(Last) : Unknown;
  }
  case Stmt::DeclRefExprClass:
    return named(cast<DeclRefExpr>(E));
  case Stmt::MemberExprClass:
    return member(cast<MemberExpr>(E));
  case Stmt::CXXThisExprClass: {
    Place P;
    P.Root = Place::This;
    Operand O = inPlace(P);
    O.AddressOf = true;
    return O;
  }
  case Stmt::CXXDependentScopeMemberExprClass: {
    auto *Member = cast<CXXDependentScopeMemberExpr>(E);
    Operand Base;
    if (Member->isImplicitAccess()) {
      Place P;
      P.Root = Place::This;
      Base = inPlace(P);
    } else {
      Base = operand(Member->getBase());
      if (Member->isArrow())
        Base = dereferenced(Base);
    }
    if (std::optional<Place> P = placeOf(Base))
      return inPlace(*P, T.symbol(Member->getMember().getAsString()));
    return Unknown;
  }
  case Stmt::UnaryOperatorClass:
    return unary(cast<UnaryOperator>(E));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return binary(cast<BinaryOperator>(E));
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass: {
    auto *Choice = cast<AbstractConditionalOperator>(E);
    if (E->getType()->isVoidType())
      return Unknown;
    Event Made = makeEvent(EventKind::Choose, E);
    // Only what was evaluated on a path to here: the graph leaves out an arm that is never taken.
    for (const Expr *Arm : {Choice->getTrueExpr(), Choice->getFalseExpr()})
      if (auto It = Memo.find(Arm); It != Memo.end())
        Made.Args.push_back(It->second);
    if (Made.Args.empty())
      return Unknown;
    if (Made.Args.size() == 1)
      return Made.Args[0];
    if (auto It = Memo.find(Choice->getCond()); It != Memo.end())
      Made.Args.push_back(It->second);
    return add(std::move(Made), E);
  }
  case Stmt::ArraySubscriptExprClass: {
    auto *Subscript = cast<ArraySubscriptExpr>(E);
    bool Swapped = !Subscript->isTypeDependent() && Subscript->getBase() == Subscript->getRHS(); // clang guesses, in a template.
    Operand Base = operand(Swapped ? Subscript->getRHS() : Subscript->getLHS());
    Operand Index = operand(Swapped ? Subscript->getLHS() : Subscript->getRHS());
    std::optional<Place> P = placeOf(Base);
    return P ? element(*P, Index) : Unknown;
  }
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return call(cast<CallExpr>(E));
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass: {
    auto *Construct = cast<CXXConstructExpr>(E);
    return construct(E, Construct->getConstructor(),
                     ArrayRef<const Expr *>(Construct->getArgs(), Construct->getNumArgs()));
  }
  case Stmt::InitListExprClass: {
    auto *List = cast<InitListExpr>(E);
    if (List->isSyntacticForm() && List->getSemanticForm())
      List = List->getSemanticForm();
    if (List->getNumInits() == 1 && (List->isTransparent() || !List->getType()->isAggregateType()))
      return operand(List->getInit(0));
    llvm::SmallVector<const Expr *, 8> Inits(List->inits().begin(), List->inits().end());
    return construct(E, nullptr, Inits);
  }
  case Stmt::CXXParenListInitExprClass: {
    auto *List = const_cast<CXXParenListInitExpr *>(cast<CXXParenListInitExpr>(E));
    llvm::SmallVector<const Expr *, 8> Inits;
    for (const Expr *Init : List->getUserSpecifiedInitExprs())
      Inits.push_back(Init);
    return construct(E, nullptr, Inits);
  }
  case Stmt::ParenListExprClass: {
    auto *List = const_cast<ParenListExpr *>(cast<ParenListExpr>(E));
    if (List->getNumExprs() == 1)
      return operand(List->getExpr(0));
    llvm::SmallVector<const Expr *, 8> Inits(List->exprs().begin(), List->exprs().end());
    return construct(E, nullptr, Inits);
  }
  case Stmt::CXXUnresolvedConstructExprClass: {
    auto *Construct = cast<CXXUnresolvedConstructExpr>(E);
    llvm::SmallVector<const Expr *, 8> Args(Construct->arguments().begin(), Construct->arguments().end());
    return construct(E, nullptr, Args);
  }
  case Stmt::CXXScalarValueInitExprClass:
  case Stmt::ImplicitValueInitExprClass: {
    if (!E->getType()->isScalarType())
      return Unknown;
    Operand O;
    O.K = Operand::Constant;
    return O;
  }
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass: {
    Operand O;
    O.K = Operand::Constant;
    return O;
  }
  case Stmt::IntegerLiteralClass:
  case Stmt::CharacterLiteralClass:
  case Stmt::CXXBoolLiteralExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::SizeOfPackExprClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::ConceptSpecializationExprClass:
  case Stmt::RequiresExprClass:
    return constantOr(E, Unknown);
  case Stmt::CXXNewExprClass:
    return newObject(cast<CXXNewExpr>(E));
  case Stmt::CXXDeleteExprClass:
    return deleteObject(cast<CXXDeleteExpr>(E));
  case Stmt::LambdaExprClass:
    return lambda(cast<LambdaExpr>(E));
  case Stmt::CoawaitExprClass:
  case Stmt::CoyieldExprClass:
  case Stmt::DependentCoawaitExprClass:
    return suspend(E);
  case Stmt::CXXThrowExprClass: {
    Event Made = makeEvent(EventKind::Throw, E);
    Made.Discarded = Discard::No;
    if (const Expr *Value = cast<CXXThrowExpr>(E)->getSubExpr())
      Made.Args.push_back(operand(Value));
    return add(std::move(Made), E);
  }
  default:
    return Unknown;
  }
}

Operand BodyExtractor::named(const DeclRefExpr *E) {
  Operand O;
  O.K = Operand::Unknown;
  const ValueDecl *D = E->getDecl();
  if (auto *Callee = dyn_cast<FunctionDecl>(D)) {
    O.K = Operand::Function;
    O.V = T.entity(Callee);
    return O;
  }
  if (auto *Enumerator = dyn_cast<EnumConstantDecl>(D)) {
    if (!Enumerator->getInitVal().isRepresentableByInt64())
      return O;
    O.K = Operand::Constant;
    O.C = Enumerator->getInitVal().getExtValue();
    O.Enumerator = T.symbol(T.qualifiedName(Enumerator));
    return O;
  }
  if (auto *Variable = dyn_cast<VarDecl>(D)) {
    if (!isa<ParmVarDecl>(Variable) && Variable->getType()->isIntegralOrEnumerationType() &&
        (Variable->isConstexpr() ||
         (Variable->getType().isConstQualified() && Variable->hasInit() && Variable->hasGlobalStorage()))) {
      Operand Constant = constantOr(E, O);
      if (Constant.K == Operand::Constant)
        return Constant;
    }
  }
  if (std::optional<Place> P = placeOfVariable(D))
    return inPlace(*P);
  return O;
}

Operand BodyExtractor::member(const MemberExpr *E) {
  const ValueDecl *D = E->getMemberDecl();
  Operand Unknown;
  Unknown.K = Operand::Unknown;
  if (auto *Variable = dyn_cast<VarDecl>(D)) {
    operand(E->getBase());
    Place P;
    P.Root = Place::Global;
    P.Index = T.global(Variable);
    return inPlace(P);
  }
  if (isa<EnumConstantDecl>(D))
    return constantOr(E, Unknown);
  Operand Base = operand(E->getBase());
  if (E->isArrow())
    Base = dereferenced(Base);
  if (isa<CXXMethodDecl>(D)) {
    Unknown.K = Operand::Function;
    Unknown.V = T.entity(cast<CXXMethodDecl>(D));
    return Unknown;
  }
  auto *Field = dyn_cast<FieldDecl>(D);
  std::optional<Place> P = placeOf(Base);
  if (!Field || !P)
    return Unknown;
  // A member of an anonymous union or struct is a member of what holds it.
  if (Field->isAnonymousStructOrUnion())
    return inPlace(*P);
  Operand O = inPlace(*P, T.symbol(Field->getName()));
  O.Moved = Base.Moved;
  return O;
}

Operand BodyExtractor::element(const Place &Of, const Operand &Index) {
  Operand O = inPlace(Of, T.symbol("[]"));
  if (Index.K == Operand::Constant)
    O.P.Path.push_back(T.symbol(std::to_string(Index.C)));
  return O;
}

Operand BodyExtractor::unary(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_Deref: {
    if (auto *Ref = dyn_cast<DeclRefExpr>(Sub->IgnoreParenImpCasts()))
      if (auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
        if (std::optional<Operand> Element = elementOfRange(Variable))
          return *Element;
    Operand O = operand(Sub);
    if (O.K == Operand::Function)
      return O;
    return dereferenced(O);
  }
  case UO_AddrOf: {
    Operand O = operand(Sub);
    if (std::optional<Place> P = placeOf(O); P && O.K == Operand::InPlace) {
      // The address of what a class object leads to is another value than that object.
      if (!P->Path.empty() && P->Path.back() == T.symbol("*") && !isa<CXXOperatorCallExpr>(Sub->IgnoreParenImpCasts())) {
        P->Path.pop_back();
        return inPlace(*P);
      }
    }
    if (O.K == Operand::InPlace || O.K == Operand::OfValue)
      O.AddressOf = true;
    return O;
  }
  case UO_Extension:
  case UO_Real:
  case UO_Imag:
    return operand(Sub);
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    Operand O = operand(Sub);
    Event Made = makeEvent(EventKind::Compute, E);
    Made.Op = T.symbol(UnaryOperator::getOpcodeStr(E->getOpcode()));
    Made.Args.push_back(O);
    if (std::optional<Place> P = placeOf(O)) {
      Made.Target = *P;
      Made.HasTarget = true;
    }
    Operand Value = add(std::move(Made), E);
    return E->isPrefix() && O.K == Operand::InPlace ? O : Value;
  }
  default:
    break;
  }
  Operand O = operand(Sub);
  if (O.K == Operand::Constant) {
    Operand Constant = constantOr(E, Operand());
    if (Constant.K == Operand::Constant)
      return Constant;
  }
  Event Made = makeEvent(EventKind::Compute, E);
  Made.Op = T.symbol(UnaryOperator::getOpcodeStr(E->getOpcode()));
  Made.Args.push_back(O);
  return add(std::move(Made), E);
}

Operand BodyExtractor::binary(const BinaryOperator *E) {
  Operand Left, Right;
  if (E->isLogicalOp()) {
    // The right side stands in a block of its own, or, if it never runs, in none.
    Left = operand(E->getLHS());
    auto It = Memo.find(E->getRHS());
    if (It == Memo.end())
      return constantOr(E, Left);
    Right = It->second;
  } else if (E->isAssignmentOp()) {
    Right = operand(E->getRHS());
    Left = operand(E->getLHS());
  } else {
    Left = operand(E->getLHS());
    Right = operand(E->getRHS());
  }
  if (E->getOpcode() == BO_Comma)
    return Right;
  Event Made = makeEvent(E->getOpcode() == BO_Assign ? EventKind::Assign : EventKind::Compute, E);
  if (E->isAssignmentOp()) {
    if (std::optional<Place> P = placeOf(Left)) {
      Made.Target = *P;
      Made.HasTarget = true;
      Made.TargetThroughReference = Left.ThroughReference;
    }
    if (E->getOpcode() != BO_Assign) {
      Made.Op = T.symbol(E->getOpcodeStr());
      Made.Args.push_back(Left);
    }
    Made.Args.push_back(Right);
    Operand Value = add(std::move(Made), E);
    return Left.K == Operand::InPlace ? Left : Value;
  }
  if (Left.K == Operand::Constant && Right.K == Operand::Constant) {
    Operand Constant = constantOr(E, Operand());
    if (Constant.K == Operand::Constant)
      return Constant;
  }
  Made.Op = T.symbol(E->getOpcodeStr());
  Made.Args = {Left, Right};
  return add(std::move(Made), E);
}

} // namespace corosafe
