//===- ExtractCall.cpp - Calls, and calls that are seen through ------------===//

#include "ExtractBody.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

namespace corosafe {

static ArrayRef<const Expr *> argsOf(const CallExpr *E, unsigned From = 0) {
  return ArrayRef<const Expr *>(E->getArgs(), E->getNumArgs()).drop_front(std::min(From, E->getNumArgs()));
}

/// The std functions that only change how an object is referred to are part of
/// the language's vocabulary: the object that they are given is the operand.
Operand BodyExtractor::transparentCall(const CallExpr *E, const FunctionDecl *Callee, bool &Handled) {
  Handled = false;
  if (E->getNumArgs() == 0)
    return {};
  const IdentifierInfo *Name = Callee->getIdentifier();
  if (!Name)
    return {};
  if (E->getDirectCallee() && Callee->getBuiltinID() && Name->getName() == "__builtin_expect") {
    Handled = true;
    return operand(E->getArg(0));
  }
  if (E->getNumArgs() != 1 || !Callee->isInStdNamespace())
    return {};
  enum Effect { NoEffect, Same, Move, Address };
  Effect What = llvm::StringSwitch<Effect>(Name->getName())
                    .Case("move", Move)
                    .Case("forward", Move)
                    .Case("move_if_noexcept", Move)
                    .Case("as_const", Same)
                    .Case("ref", Address)
                    .Case("cref", Address)
                    .Case("addressof", Address)
                    .Case("__addressof", Address)
                    .Default(NoEffect);
  if (What == NoEffect)
    return {};
  Handled = true;
  Operand O = operand(E->getArg(0));
  if (What == Move && (E->isXValue() || (E->isTypeDependent() && Name->isStr("move"))))
    O.Moved = true;
  if (What == Address && (O.K == Operand::InPlace || O.K == Operand::OfValue))
    O.AddressOf = true;
  return O;
}

/// A name that is not resolved yet: its spelling, and one declaration that it may mean.
static bool unresolvedName(const Expr *Callee, std::string &Leaf, const NamedDecl *&Candidate) {
  Candidate = nullptr;
  if (auto *Overloads = dyn_cast<OverloadExpr>(Callee)) {
    Leaf = Overloads->getName().getAsString();
    // Overloads differ in their arguments and share their name: any of them tells it.
    for (const NamedDecl *D : Overloads->decls()) {
      Candidate = D->getUnderlyingDecl();
      break;
    }
    return true;
  }
  if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    Leaf = Member->getMember().getAsString();
    return true;
  }
  if (auto *Name = dyn_cast<DependentScopeDeclRefExpr>(Callee)) {
    Leaf = Name->getDeclName().getAsString();
    return true;
  }
  return false;
}

/// Where the callee's name is written, by which other names of its scope could be called as well: not one that a
/// using declaration brought here.
static SourceLocation nameOf(const Expr *Callee) {
  const Expr *Bare = Callee->IgnoreParenImpCasts();
  if (auto *Member = dyn_cast<MemberExpr>(Bare))
    return isa<UsingShadowDecl>(Member->getFoundDecl().getDecl()) ? SourceLocation() : Member->getMemberLoc();
  auto *Ref = dyn_cast<DeclRefExpr>(Bare);
  return Ref && !isa<UsingShadowDecl>(Ref->getFoundDecl()) ? Ref->getLocation() : SourceLocation();
}

/// The class of the object that a method is called on: of `socket.close()`, not the base that declares it.
static QualType calledOn(const CXXMemberCallExpr *Call) {
  const Expr *Object = Call->getImplicitObjectArgument()->IgnoreParens();
  while (auto *Cast = dyn_cast<ImplicitCastExpr>(Object)) {
    if (Cast->getCastKind() != CK_DerivedToBase && Cast->getCastKind() != CK_UncheckedDerivedToBase)
      break;
    Object = Cast->getSubExpr()->IgnoreParens();
  }
  QualType T = Object->getType();
  return T->isPointerType() ? T->getPointeeType() : T;
}

Operand BodyExtractor::call(const CallExpr *E) {
  if (const FunctionDecl *Callee = E->getDirectCallee()) {
    bool Handled = false;
    Operand O = transparentCall(E, Callee, Handled);
    if (Handled)
      return O;
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return operatorCall(Operator, Callee);

    auto *Member = dyn_cast<CXXMemberCallExpr>(E);
    Operand Receiver;
    if (Member) {
      Receiver = operand(Member->getImplicitObjectArgument());
      auto *Access = dyn_cast<MemberExpr>(Member->getCallee()->IgnoreParens());
      if (Access && Access->isArrow())
        Receiver = dereferenced(Receiver);
      if (isa<CXXDestructorDecl>(Callee)) {
        Event Made = makeEvent(EventKind::Destroy, E);
        Made.Discarded = Discard::No;
        Made.Type = T.valueType(Member->getObjectType());
        if (std::optional<Place> P = placeOf(Receiver)) {
          Made.Target = *P;
          Made.HasTarget = true;
        }
        return add(std::move(Made), E);
      }
    } else {
      // `obj.staticFunction()` evaluates obj, and a class's name is no receiver.
      if (auto *Access = dyn_cast<MemberExpr>(E->getCallee()->IgnoreParenImpCasts()))
        operand(Access->getBase());
    }
    Event Made = makeEvent(EventKind::Call, E);
    Made.Callee = T.entity(Callee);
    SourceLocation Name = nameOf(E->getCallee());
    if (Callee->getIdentifier() && Name.isFileID() && E->getBeginLoc().isFileID() && E->getBeginLoc() <= Name)
      Made.NameAfter = T.span(Name).Begin - Made.Range.Begin;
    if (Member) {
      Receiver.Type = T.valueType(calledOn(Member));
      Made.Receiver = Receiver;
    }
    addArgs(Made, argsOf(E), Callee);
    EventId Id = addEvent(std::move(Made));
    MadeEvent.insert(E);
    return callResult(E, Callee, Receiver, Id);
  }

  Operand Unknown;
  Unknown.K = Operand::Unknown;
  const Expr *Callee = E->getCallee();
  const Expr *Bare = Callee->IgnoreParenImpCasts();
  if (isa<CXXPseudoDestructorExpr>(Bare))
    return Unknown;
  Event Made = makeEvent(EventKind::Call, E);
  Made.Indirect = true;
  std::string Leaf;
  const NamedDecl *Candidate = nullptr;
  if (unresolvedName(Bare, Leaf, Candidate)) {
    if (const FunctionDecl *Meant = Candidate ? Candidate->getAsFunction() : nullptr) {
      bool Handled = false;
      Operand O = transparentCall(E, Meant, Handled);
      if (Handled)
        return O;
    }
    Made.Callee = T.unresolved(Leaf, Candidate);
    Operand Base;
    if (auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Bare); Dependent && !Dependent->isImplicitAccess())
      Base = Dependent->isArrow() ? dereferenced(operand(Dependent->getBase())) : operand(Dependent->getBase());
    else if (auto *Overloads = dyn_cast<UnresolvedMemberExpr>(Bare); Overloads && !Overloads->isImplicitAccess())
      Base = Overloads->isArrow() ? dereferenced(operand(Overloads->getBase())) : operand(Overloads->getBase());
    else if (isa<CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(Bare)) {
      Place P;
      P.Root = Place::This;
      Base = inPlace(P);
    }
    Made.Receiver = Base;
  } else {
    Made.Receiver = operand(Callee);
  }
  auto *Unresolved = dyn_cast<CXXOperatorCallExpr>(E);
  if (Unresolved && Made.Callee == None) {
    Leaf = std::string("operator") + getOperatorSpelling(Unresolved->getOperator());
    Made.Callee = T.unresolved(Leaf, nullptr);
  }
  addArgs(Made, argsOf(E), nullptr);
  return add(std::move(Made), E);
}

Operand BodyExtractor::operatorCall(const CXXOperatorCallExpr *E, const FunctionDecl *Callee) {
  OverloadedOperatorKind Kind = E->getOperator();
  if ((Kind == OO_Star || Kind == OO_Arrow) && E->getNumArgs() == 1) {
    if (auto *Ref = dyn_cast<DeclRefExpr>(E->getArg(0)->IgnoreParenImpCasts()))
      if (auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
        if (std::optional<Operand> Element = elementOfRange(Variable))
          return *Element;
    Operand Object = operand(E->getArg(0));
    // `p->x` dereferences what operator-> gives: the one "*" is added there.
    return Kind == OO_Arrow ? Object : dereferenced(Object);
  }
  auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  bool HasReceiver = Method && Method->isImplicitObjectMemberFunction();
  // A static or explicit-object call operator still runs on the object that is written first.
  bool FirstIsObject = HasReceiver || (Method && (Kind == OO_Call || Kind == OO_Subscript));
  Event Made = makeEvent(EventKind::Call, E);
  Made.Callee = T.entity(Callee);
  Operand Receiver;
  if (FirstIsObject && E->getNumArgs()) {
    Receiver = operand(E->getArg(0));
    Made.Receiver = Receiver;
    addArgs(Made, argsOf(E, 1), Callee, Method->isExplicitObjectMemberFunction() ? 1 : 0);
  } else {
    addArgs(Made, argsOf(E), Callee);
  }
  if (Kind == OO_Call && Method && !isLambdaCallOperator(Method) && T.inSystemHeader(Method))
    Made.Indirect = true;
  std::vector<Operand> Args = Made.Args;
  EventId Id = addEvent(std::move(Made));
  MadeEvent.insert(E);
  if (Kind == OO_Equal && HasReceiver) {
    Event Assign = makeEvent(EventKind::Assign, E);
    Assign.Discarded = Discard::No;
    Assign.Args = std::move(Args);
    if (std::optional<Place> P = placeOf(Receiver)) {
      Assign.Target = *P;
      Assign.HasTarget = true;
    }
    Operand From = Assign.Args.empty() ? Operand() : Assign.Args[0];
    addEvent(std::move(Assign));
    assignParts(E, Receiver, From);
    if (Receiver.K == Operand::InPlace)
      return Receiver;
  }
  return callResult(E, Callee, Receiver, Id);
}

/// `std::tie(ec, n) = pair;`: what is assigned to a tuple of references goes to what they refer to.
void BodyExtractor::assignParts(const CXXOperatorCallExpr *E, const Operand &Tuple, const Operand &From) {
  auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(E->getArg(0)->getType()->getAsCXXRecordDecl());
  std::optional<Place> Whole = placeOf(From);
  if (!Spec || !Whole || Tuple.K != Operand::OfValue || F.Events[Tuple.V].Kind != EventKind::Call)
    return;
  llvm::SmallVector<QualType, 8> Parts;
  for (const TemplateArgument &A : Spec->getTemplateArgs().asArray())
    for (const TemplateArgument &X : A.getKind() == TemplateArgument::Pack ? A.pack_elements() : llvm::ArrayRef(A))
      if (X.getKind() == TemplateArgument::Type)
        Parts.push_back(X.getAsType());
  const std::vector<Operand> Into = F.Events[Tuple.V].Args;
  if (Into.size() > Parts.size() || !llvm::all_of(llvm::ArrayRef(Parts).take_front(Into.size()), [](QualType T) { return T->isLValueReferenceType(); }))
    return;
  for (size_t I = 0; I < Into.size(); ++I) {
    if (Into[I].K != Operand::InPlace || Parts[I]->getPointeeType().isConstQualified())
      continue; // std::ignore
    Event Assign = makeEvent(EventKind::Assign, E);
    Assign.Discarded = Discard::No;
    Assign.Target = Into[I].P;
    Assign.HasTarget = true;
    Operand Part = inPlace(*Whole, T.symbol("#" + std::to_string(I)));
    Part.Type = Into[I].Type;
    Assign.Args.push_back(std::move(Part));
    addEvent(std::move(Assign));
  }
}

/// The member that an accessor of a plain class returns, `items() { return state_.items_; }`, from the outside in;
/// nothing for other functions. Those of templates and libraries stay what they are called.
static llvm::SmallVector<const FieldDecl *, 2> memberGiven(const FunctionDecl *Callee) {
  auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (!Method || Method->isStatic() || Method->isVirtual() || Method->isTemplated() || Method->isTemplateInstantiation() ||
      Method->getASTContext().getSourceManager().isInSystemHeader(Method->getLocation()))
    return {};
  llvm::SmallVector<const FieldDecl *, 2> Fields;
  const Expr *Given = returnedValue(Method);
  for (Given = Given ? Given->IgnoreParenImpCasts() : nullptr; Given && !isa<CXXThisExpr>(Given);) {
    auto *Member = dyn_cast<MemberExpr>(Given);
    auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    if (!Field || !Field->getIdentifier() || Fields.size() > 3 || (Member->isArrow() && !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())))
      return {};
    Fields.insert(Fields.begin(), Field);
    Given = Member->getBase()->IgnoreParenImpCasts();
  }
  return Given ? Fields : llvm::SmallVector<const FieldDecl *, 2>();
}

/// The operand of a call that returned: its value, or the place that a reference-returning accessor names.
Operand BodyExtractor::callResult(const CallExpr *E, const FunctionDecl *Callee, const Operand &Receiver,
                                  EventId Made) {
  Operand Value;
  Value.K = Operand::OfValue;
  Value.V = Made;
  std::optional<Place> P = placeOf(Receiver);
  if (!P || !E->isGLValue())
    return Value;
  if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Operator->getOperator() != OO_Subscript)
      return Value;
    return element(*P, Operator->getNumArgs() == 2 ? operand(Operator->getArg(1)) : Operand());
  }
  const IdentifierInfo *Name = Callee->getIdentifier();
  if (!Name)
    return Value;
  unsigned Written = 0;
  for (const Expr *A : E->arguments())
    Written += !isa<CXXDefaultArgExpr>(A);
  bool Element = (Written == 1 && Name->isStr("at")) || (Written == 0 && (Name->isStr("front") || Name->isStr("back")));
  Operand O;
  if (Element)
    O = inPlace(*P, T.symbol("[]"));
  else if (llvm::SmallVector<const FieldDecl *, 2> Given = Written == 0 ? memberGiven(Callee) : llvm::SmallVector<const FieldDecl *, 2>(); !Given.empty()) {
    for (const FieldDecl *Field : llvm::drop_end(Given))
      P->Path.push_back(T.symbol(Field->getName()));
    O = inPlace(*P, T.symbol(Given.back()->getName()));
  } else if (Written == 0)
    O = inPlace(*P, T.symbol((Name->getName() + "()").str()));
  else
    return Value;
  O.Moved = E->isXValue();
  return O;
}

} // namespace corosafe
