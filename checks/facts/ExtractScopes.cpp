//===- ExtractScopes.cpp - Which locals could end before a suspend point ----===//
//
//   std::lock_guard lock(m);     ┐ MayEnd of `lock`: a block around these
//   n = count_++;                ┘ changes nothing for what stands behind it
//   co_await send(n);
//
// It must be a declaration and the statements behind it in one block, up to but not
// with the first that suspends. Nothing behind may name what is declared in between,
// or look at what could be another's: members, globals, what references and pointers
// lead to. Where that cannot be told, the local stays as it is.
//
//===----------------------------------------------------------------------===//

#include "ExtractBody.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corosafe {

namespace {

/// What some statements name.
struct Names {
  llvm::DenseSet<const ValueDecl *> All;
  llvm::DenseSet<const ValueDecl *> Shared; ///< What is not the frame's alone.
  bool OwnObject = false;                   ///< A member of the object that the function runs on,
  bool WholeObject = false;                 ///< or all of it: a call of its methods, `*this`.
  bool Suspends = false;
};

bool leadsElsewhere(const VarDecl *Variable) {
  QualType Type = Variable->getType();
  if (Variable->hasGlobalStorage())
    return !Variable->isConstexpr();
  if (Type->isReferenceType() || Type->isPointerType() || Type->isDependentType())
    return true;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  DeclarationNameTable &Names = Variable->getASTContext().DeclarationNames;
  return !Record->lookup(Names.getCXXOperatorName(OO_Star)).empty() || !Record->lookup(Names.getCXXOperatorName(OO_Arrow)).empty();
}

void collect(const Stmt *Root, Names &Into) {
  llvm::SmallVector<std::pair<const Stmt *, bool>, 16> Stack{{Root, false}};
  llvm::DenseSet<const Stmt *> Seen;
  while (!Stack.empty()) {
    auto [S, InLambda] = Stack.pop_back_val();
    if (!S || !Seen.insert(S).second)
      continue;
    if (!InLambda && (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(S) ||
                      (isa<CXXForRangeStmt>(S) && cast<CXXForRangeStmt>(S)->getCoawaitLoc().isValid())))
      Into.Suspends = true;
    if (auto *Reference = dyn_cast<DeclRefExpr>(S)) {
      Into.All.insert(Reference->getDecl());
      auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      if (isa<BindingDecl>(Reference->getDecl()) || (Variable && (leadsElsewhere(Variable) || Reference->refersToEnclosingVariableOrCapture())))
        Into.Shared.insert(Reference->getDecl());
    }
    if (auto *Member = dyn_cast<MemberExpr>(S)) {
      bool Own = isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
      Into.OwnObject |= Own;
      if (isa<FieldDecl>(Member->getMemberDecl())) {
        Into.Shared.insert(Member->getMemberDecl());
        if (Own)
          Seen.insert(Member->getBase()->IgnoreParenImpCasts());
      }
    }
    // What is not known to name one member may look at any.
    if (isa<CXXThisExpr, CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(S))
      Into.OwnObject = Into.WholeObject = true;
    bool Inner = InLambda || isa<LambdaExpr>(S);
    for (const Stmt *Child : S->children())
      Stack.push_back({Child, Inner});
  }
}

/// False if the statement cannot stand in a block of its own, or declares what may not end with it.
bool mayMove(const Stmt *S, llvm::SmallVectorImpl<const ValueDecl *> &Declared) {
  if (isa<SwitchCase, LabelStmt>(S))
    return false;
  auto *Declarations = dyn_cast<DeclStmt>(S);
  if (!Declarations)
    return true;
  for (const Decl *D : Declarations->decls()) {
    auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || isa<DecompositionDecl>(D) || Variable->getType()->isDependentType() || Variable->isStaticLocal() ||
        Variable->needsDestruction(Variable->getASTContext()) != QualType::DK_none)
      return false;
    Declared.push_back(Variable);
  }
  return true;
}

template <typename A, typename B> bool anyOf(const A &These, const B &In) {
  return llvm::any_of(These, [&](const ValueDecl *D) { return In.contains(D); });
}

} // namespace

/// The last token of a statement, its semicolon included; invalid where a macro made it.
static SourceLocation lastToken(const Stmt *S, const ASTContext &Context) {
  SourceLocation End = S->getEndLoc();
  if (End.isInvalid() || End.isMacroID() || S->getBeginLoc().isMacroID())
    return {};
  const SourceManager &SM = Context.getSourceManager();
  std::optional<Token> Next = Lexer::findNextToken(End, SM, Context.getLangOpts());
  return !isa<DeclStmt>(S) && Next && Next->is(tok::semi) ? Next->getLocation() : End;
}

void BodyExtractor::describeScopes(const Stmt *Body) {
  llvm::SmallVector<const Stmt *, 16> Stack{Body};
  while (!Stack.empty()) {
    const Stmt *S = Stack.pop_back_val();
    if (!S || isa<Expr>(S))
      continue;
    for (const Stmt *Child : S->children())
      Stack.push_back(Child);
    auto *Scope = dyn_cast<CompoundStmt>(S);
    if (!Scope)
      continue;
    llvm::ArrayRef<const Stmt *> Statements(Scope->body_begin(), Scope->body_end());
    for (size_t I = 0; I < Statements.size(); ++I)
      if (auto *Declaration = dyn_cast<DeclStmt>(Statements[I]); Declaration && Declaration->isSingleDecl())
        if (auto *Variable = dyn_cast<VarDecl>(Declaration->getSingleDecl()))
          if (auto It = Locals.find(Variable); It != Locals.end() && F.Locals[It->second].HasDestructor)
            F.Locals[It->second].MayEnd = endableRange(Variable, Statements.drop_front(I));
  }
}

SourceSpan BodyExtractor::endableRange(const VarDecl *Variable, llvm::ArrayRef<const Stmt *> Rest) {
  llvm::SmallVector<const ValueDecl *, 4> Declared{Variable};
  Names Inside, Behind, Own;
  collect(Variable->getInit(), Own);
  size_t End = 1;
  for (; End < Rest.size(); ++End) {
    Names Here;
    collect(Rest[End], Here);
    if (Here.Suspends)
      break;
    if (!mayMove(Rest[End], Declared))
      return {};
    collect(Rest[End], Inside);
  }
  if (Own.Suspends || End < 2 || End == Rest.size())
    return {};
  for (const Stmt *S : Rest.drop_front(End))
    collect(S, Behind);
  if (anyOf(Declared, Behind.All) || anyOf(Inside.Shared, Behind.Shared) || (Inside.WholeObject && Behind.OwnObject) ||
      (Inside.OwnObject && Behind.WholeObject))
    return {};
  SourceLocation Begin = Rest.front()->getBeginLoc(), Last = lastToken(Rest[End - 1], Context);
  if (Begin.isMacroID() || Last.isInvalid())
    return {};
  return T.span({Begin, Last});
}

} // namespace corosafe
