//===- ExtractInstances.cpp --------------------------------------------------===//

#include "ExtractInstances.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace corosafe {

/// Lambdas and local classes are whose the function around them is.
static const FunctionDecl *outermost(const FunctionDecl *F) {
  const FunctionDecl *Outer = F;
  for (const DeclContext *C = F->getParent(); C; C = C->getParent())
    if (auto *Around = dyn_cast<FunctionDecl>(C))
      Outer = Around;
  return Outer;
}

static bool isInstance(const FunctionDecl &Outermost) {
  return Outermost.isFromASTFile() && Outermost.getTemplateSpecializationKindForInstantiation() == TSK_ImplicitInstantiation;
}

Instances::Instances(ASTContext &Context, const PrecompiledCode &Shared, const Collected &Unit)
    : Sources(Context.getSourceManager()), Shared(Shared) {
  AtFileScope = Unit.AtFileScope;
  llvm::DenseSet<const FunctionDecl *> Seen;
  for (const FunctionDecl *F : Unit.Functions) {
    const FunctionDecl *Outer = outermost(F);
    if (Seen.insert(Outer).second) {
      auto [File, Begin] = Sources.getDecomposedExpansionLoc(Outer->getBeginLoc());
      auto [EndFile, End] = Sources.getDecomposedExpansionLoc(Outer->getEndLoc());
      if (File == EndFile)
        Bodies[File].push_back({Begin, End, Outer});
    }
    Waiting.push_back(F);
  }
  for (auto &Each : Bodies)
    llvm::stable_sort(Each.second, [](const Body &A, const Body &B) { return A.Begin < B.Begin; });
}

/// The place at which it was made lies in a file that the unit reads, and not in a body that is not its own.
bool Instances::wasMadeByOwn(const FunctionDecl &Instance) const {
  SourceLocation Where = Instance.getPointOfInstantiation();
  if (Where.isInvalid())
    return true;
  auto [File, Offset] = Sources.getDecomposedExpansionLoc(Where);
  if (!Shared.IsRead(File))
    return false;
  auto Here = Bodies.find(File);
  if (Here == Bodies.end())
    return true;
  llvm::ArrayRef<Body> InFile = Here->second;
  auto After = llvm::partition_point(InFile, [&, At = Offset](const Body &B) { return B.Begin <= At; });
  if (After == InFile.begin())
    return true;
  // Instances of one template stand at one place. Which of several made it is not known;
  // one that did and is the unit's own uses it.
  const unsigned Begin = std::prev(After)->Begin;
  auto First = llvm::partition_point(InFile, [&](const Body &B) { return B.Begin < Begin; });
  return First->End < Offset || std::all_of(First, After, [&](const Body &B) {
           return B.Function->isDependentContext() || IsOwn.contains(B.Function);
         });
}

namespace {

/// Finds the functions that a body uses, said or unsaid, and so needs the bodies of.
class Uses : public RecursiveASTVisitor<Uses> {
public:
  explicit Uses(llvm::DenseSet<const FunctionDecl *> &Into) : Into(Into) {}

  bool shouldVisitImplicitCode() const { return true; }
  bool shouldVisitTemplateInstantiations() const { return false; }

  bool VisitDeclRefExpr(DeclRefExpr *E) { return note(dyn_cast<FunctionDecl>(E->getDecl())); }
  bool VisitMemberExpr(MemberExpr *E) { return note(dyn_cast<FunctionDecl>(E->getMemberDecl())); }
  bool VisitCXXNewExpr(CXXNewExpr *E) { return note(E->getOperatorNew()) && note(E->getOperatorDelete()); }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) { return noteEnd(E->getDestroyedType()); }
  bool VisitCXXBindTemporaryExpr(CXXBindTemporaryExpr *E) { return noteEnd(E->getType()); }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) { return note(E->getConstructor()); }
  bool VisitCXXDefaultInitExpr(CXXDefaultInitExpr *E) { return TraverseStmt(E->getExpr()); }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *E) { return TraverseStmt(E->getExpr()); }
  bool VisitVarDecl(VarDecl *D) { return noteEnd(D->getType()); }

  template <typename... More> bool TraverseDecltypeTypeLoc(DecltypeTypeLoc T, More...) { return unevaluated(T.getUnderlyingExpr()); }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *E) { return unevaluated(E->getOperand()); }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) {
    return E->isArgumentType() || unevaluated(E->getArgumentExpr());
  }
  bool TraverseRequiresExpr(RequiresExpr *) { return true; }
  bool TraverseConceptSpecializationExpr(ConceptSpecializationExpr *) { return true; }

  /// What stands outside all functions.
  void of(Decl *D) {
    TraverseDecl(D);
    of(static_cast<const FunctionDecl *>(nullptr));
  }

  void of(const FunctionDecl *F) {
    if (F)
      Pending.push_back(F);
    while (!Pending.empty()) {
      const FunctionDecl *Next = Pending.pop_back_val();
      if (auto *Constructor = dyn_cast<CXXConstructorDecl>(Next))
        for (CXXCtorInitializer *Init : Constructor->inits())
          TraverseStmt(Init->getInit());
      if (auto *Method = dyn_cast<CXXMethodDecl>(Next); Method && isa<CXXConstructorDecl, CXXDestructorDecl>(Method))
        noteParts(*Method->getParent());
      for (ParmVarDecl *Parameter : Next->parameters())
        VisitVarDecl(Parameter);
      if (Next->doesThisDeclarationHaveABody() && !Next->hasSkippedBody())
        TraverseStmt(Next->getBody());
    }
  }

private:
  bool unevaluated(Expr *Operand) {
    bool Before = std::exchange(Unevaluated, true);
    bool Result = TraverseStmt(Operand);
    Unevaluated = Before;
    return Result;
  }

  bool note(const FunctionDecl *F) {
    // Only what it returns may need its body there.
    if (F && Unevaluated && !F->getDeclaredReturnType()->getContainedDeducedType())
      return true;
    if (!F || !Into.insert(F->getCanonicalDecl()).second)
      return true;
    // What the compiler writes nobody describes.
    const FunctionDecl *Definition = F->getDefinition();
    if (Definition && (Definition->isDefaulted() || Definition->isImplicit() || isa<CXXDestructorDecl>(Definition)))
      Pending.push_back(Definition);
    return true;
  }

  bool noteEnd(QualType T) {
    if (T.isNull() || T->isReferenceType())
      return true;
    const CXXRecordDecl *Record = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !Record || !Record->hasDefinition() || note(Record->getDestructor());
  }

  void noteParts(const CXXRecordDecl &Class) {
    for (const CXXBaseSpecifier &Base : Class.bases())
      noteEnd(Base.getType());
    for (const FieldDecl *Field : Class.fields())
      noteEnd(Field->getType());
  }

  llvm::DenseSet<const FunctionDecl *> &Into;
  llvm::SmallVector<const FunctionDecl *, 16> Pending;
  bool Unevaluated = false;
};

} // namespace

/// False if there are no more.
bool Instances::takeMore() {
  std::vector<const FunctionDecl *> Found, Rest;
  for (const FunctionDecl *F : Waiting) {
    const FunctionDecl *Outer = outermost(F);
    bool Is = !isInstance(*Outer) || IsOwn.contains(Outer) || IsUsed.contains(Outer->getCanonicalDecl()) || wasMadeByOwn(*Outer);
    if (Is)
      IsOwn.insert(Outer);
    (Is ? Found : Rest).push_back(F);
  }
  Waiting = std::move(Rest);
  llvm::append_range(Own, Found);
  if (!Waiting.empty())
    for (const FunctionDecl *F : Found)
      Uses(IsUsed).of(F);
  return !Found.empty() && !Waiting.empty();
}

std::vector<const FunctionDecl *> Instances::theUnits() {
  for (Decl *D : AtFileScope)
    Uses(IsUsed).of(D);
  while (takeMore()) {
  }
  return Own;
}

} // namespace corosafe
