//===- Extract.cpp - AST -> facts ------------------------------------------===//
//
//   ASTContext ──collect──► functions, in source order ──BodyExtractor──► FunctionFacts
//
//===----------------------------------------------------------------------===//

#include "../Analyze.h"
#include "ExtractBody.h"
#include "ExtractInstances.h"
#include "ExtractTables.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <tuple>

using namespace clang;

namespace corosafe {

namespace {

/// Finds every function of user code that has a body: ordinary ones, lambdas
/// wherever they stand, and what templates were instantiated to.
class Collector : public RecursiveASTVisitor<Collector> {
public:
  explicit Collector(const Tables &T) : T(T) {}

  Collected Unit;

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }

  bool TraverseDecl(Decl *D) {
    // A namespace or extern block may hold both, what else a system header declares is none of ours.
    if (D && !isa<TranslationUnitDecl>(D) && D->getLexicalDeclContext() &&
        D->getLexicalDeclContext()->isFileContext() && T.inSystemHeader(D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitFunctionDecl(FunctionDecl *D) {
    add(D);
    return true;
  }

  bool VisitVarDecl(VarDecl *D) {
    if (D->isFileVarDecl() && D->hasInit() && !D->isTemplated())
      Unit.AtFileScope.push_back(D);
    return true;
  }

  bool VisitStaticAssertDecl(StaticAssertDecl *D) {
    if (!D->getDeclContext()->isDependentContext())
      Unit.AtFileScope.push_back(D);
    return true;
  }

  bool VisitLambdaExpr(LambdaExpr *E) {
    const CXXRecordDecl *Closure = E->getLambdaClass();
    FunctionTemplateDecl *Generic = Closure->getDependentLambdaCallOperator();
    if (!Generic) {
      if (const CXXMethodDecl *Operator = Closure->getLambdaCallOperator())
        add(Operator);
      return true;
    }
    add(Generic->getTemplatedDecl());
    // Nothing leads a visitor to these bodies: a generic lambda's specialisations hang off its class.
    for (FunctionDecl *Specialisation : Generic->specializations())
      if (Specialisation->doesThisDeclarationHaveABody() && Seen.insert(Specialisation).second) {
        Unit.Functions.push_back(Specialisation);
        TraverseStmt(Specialisation->getBody());
      }
    return true;
  }

  void add(const FunctionDecl *D) {
    if (!D->doesThisDeclarationHaveABody() || D->isImplicit() || D->isDefaulted() || D->isDeleted() ||
        D->hasSkippedBody() || T.inSystemHeader(D) || !D->getBody())
      return;
    if (Seen.insert(D).second)
      Unit.Functions.push_back(D);
  }

private:
  const Tables &T;
  llvm::DenseSet<const FunctionDecl *> Seen;
};

struct Candidate {
  const FunctionDecl *Function;
  FileID File;
  unsigned Offset;
  std::string Key;
};

} // namespace

/// With template arguments, its class's too, in which closures are told by where they stand.
static std::string fullName(const FunctionDecl &F) {
  std::string Name;
  llvm::raw_string_ostream OS(Name);
  F.getNameForDiagnostic(OS, F.getASTContext().getPrintingPolicy(), /*Qualified=*/true);
  OS << ' ' << F.getType().getAsString();
  return Name;
}

/// Instantiations stand where their pattern stands; where there are any, the pattern is not needed.
/// Headers come before the main file, in the order of their names: the order in which they
/// were read is another one where some were precompiled.
static std::vector<Candidate> inSourceOrder(const Tables &T, llvm::ArrayRef<const FunctionDecl *> Functions) {
  llvm::DenseSet<SourceLocation> Instantiated;
  for (const FunctionDecl *F : Functions)
    if (!F->isDependentContext())
      Instantiated.insert(F->getBody()->getBeginLoc());
  const SourceManager &SM = T.Context.getSourceManager();
  llvm::DenseMap<FileID, std::string> Names;
  std::vector<Candidate> Candidates;
  for (const FunctionDecl *F : Functions)
    if (!F->isDependentContext() || !Instantiated.contains(F->getBody()->getBeginLoc())) {
      auto [File, Offset] = SM.getDecomposedExpansionLoc(F->getLocation());
      if (auto [It, New] = Names.try_emplace(File); New)
        It->second = T.pathOf(File);
      Candidates.push_back({F, File, Offset, T.key(F)});
    }
  llvm::sort(Candidates, [&](const Candidate &A, const Candidate &B) {
    if (A.File != B.File) {
      bool OfMain = A.File == SM.getMainFileID();
      if (OfMain || B.File == SM.getMainFileID())
        return !OfMain;
      const std::string &NameA = Names[A.File], &NameB = Names[B.File];
      if (NameA != NameB)
        return NameA < NameB;
    }
    if (std::tie(A.Offset, A.Key) != std::tie(B.Offset, B.Key))
      return std::tie(A.Offset, A.Key) < std::tie(B.Offset, B.Key);
    // What takes closures of one function has one key; only the first is described.
    return A.Function != B.Function && fullName(*A.Function) < fullName(*B.Function);
  });
  return Candidates;
}

bool readsBodyOf(const Decl &Function) {
  const FunctionDecl *F = Function.getAsFunction();
  if (!F)
    return true;
  const SourceManager &SM = F->getASTContext().getSourceManager();
  if (!SM.isInSystemHeader(SM.getExpansionLoc(F->getLocation())))
    return true;
  // What a coroutine waits for, and whether it starts at once, stands in these bodies.
  if (const IdentifierInfo *Name = F->getIdentifier())
    return Name->getName().starts_with("await_") || Name->getName().ends_with("_suspend");
  return F->getOverloadedOperator() == OO_Coawait;
}

/// What a pattern says of it may be less than what an instance would.
static bool dependsOnInstance(const Event &E) {
  return E.Kind == EventKind::Suspend || (E.Kind == EventKind::Call && E.Indirect);
}

bool lacksInstances(const TuFacts &Facts) {
  llvm::DenseSet<EntityId> Patterns;
  for (const FunctionFacts &F : Facts.Functions)
    if (F.IsTemplatePattern)
      Patterns.insert(F.Entity);
  return llvm::any_of(Facts.Functions, [&](const FunctionFacts &F) {
    // What stands in a pattern is one itself, however much is parsed.
    return F.IsLambda && F.IsTemplatePattern && !Patterns.contains(F.EnclosingFunction) &&
           llvm::any_of(F.Events, dependsOnInstance);
  });
}

static void describeAll(Tables &T, llvm::ArrayRef<const FunctionDecl *> Functions, llvm::DenseSet<EntityId> &Described) {
  for (const Candidate &F : inSourceOrder(T, Functions)) {
    if (!Described.insert(T.entity(F.Function)).second)
      continue;
    T.Out.Functions.emplace_back();
    // The bodies' tables grow while one is described, so it is filled apart and moved in.
    FunctionFacts Facts;
    BodyExtractor(T, F.Function, Facts).run();
    T.Out.Functions.back() = std::move(Facts);
  }
  T.finish();
}

/// An editor's host shows the functions of the main file only. What they call, and
/// the members of the classes that they use, are looked up, as far as their bodies
/// were parsed (worthParsing) and as far as that takes no time that a user notices.
static void describeReached(Tables &T, Collector &C, llvm::DenseSet<EntityId> &Described) {
  constexpr size_t MaxReached = 256;
  size_t Next = 0, OfMainFile = T.Out.Functions.size();
  while (Next < T.Met.size() && T.Out.Functions.size() < OfMainFile + MaxReached) {
    C.Unit.Functions.clear();
    for (; Next < T.Met.size() && C.Unit.Functions.size() < MaxReached; ++Next)
      if (const FunctionDecl *Definition = T.Met[Next]->getDefinition())
        C.add(Definition);
    size_t Before = T.Out.Functions.size();
    describeAll(T, C.Unit.Functions, Described);
    // Headers come before what includes them, as in any other unit.
    std::rotate(T.Out.Functions.begin(), T.Out.Functions.begin() + Before, T.Out.Functions.end());
  }
}

/// What a precompiled header declares is none of the unit's own, and to look at it would load all of it.
static std::vector<Decl *> toTraverse(ASTContext &Context, const PrecompiledCode *Shared) {
  std::vector<Decl *> Scope = Context.getTraversalScope();
  TranslationUnitDecl *Unit = Context.getTranslationUnitDecl();
  if (Scope != std::vector<Decl *>{Unit} || !Unit->hasExternalLexicalStorage())
    return Scope;
  Scope = Shared ? Shared->Declared : std::vector<Decl *>();
  for (Decl *D : Unit->noload_decls())
    if (!D->isFromASTFile())
      Scope.push_back(D);
  return Scope;
}

TuFacts extract(ASTContext &Context, const PrecompiledCode *Shared) {
  TuFacts Out;
  Tables T(Context, Out);
  T.symbol("*"); // Flow goes through handles that the unit's own code never looks behind.
  Collector C(T);
  for (Decl *D : toTraverse(Context, Shared))
    C.TraverseDecl(D);
  if (Shared)
    C.Unit.Functions = Instances(Context, *Shared, C.Unit).theUnits();
  llvm::DenseSet<EntityId> Described;
  describeAll(T, C.Unit.Functions, Described);
  bool WholeUnit = Context.getTraversalScope().size() == 1 && isa<TranslationUnitDecl>(Context.getTraversalScope().front());
  if (!WholeUnit)
    describeReached(T, C, Described);
  return Out;
}

/// True if the body that is to be parsed next is short and speaks of throwing.
static bool throwsBriefly(const FunctionDecl &Function, const SourceManager &SM) {
  SourceLocation Head = Function.getEndLoc();
  if (Head.isInvalid() || Head.isMacroID())
    return false;
  constexpr size_t MaxLength = 300;
  auto [File, Offset] = SM.getDecomposedLoc(Head);
  StringRef Text = SM.getBufferData(File).substr(Offset, MaxLength);
  size_t Depth = 0, At = Text.find('{');
  for (; At < Text.size(); ++At)
    if (Text[At] == '{')
      ++Depth;
    else if (Text[At] == '}' && --Depth == 0)
      break;
  return At < Text.size() && Text.take_front(At).contains("throw");
}

bool worthParsing(const Decl &D) {
  const FunctionDecl *Function = D.getAsFunction();
  const SourceManager &SM = D.getASTContext().getSourceManager();
  if (!Function || SM.isInSystemHeader(SM.getExpansionLoc(D.getLocation())))
    return false;
  // What templates instantiate, they would at each change of the main file. What does not return matters to all that follows it.
  return !Function->isTemplated() || throwsBriefly(*Function, SM);
}

} // namespace corosafe
