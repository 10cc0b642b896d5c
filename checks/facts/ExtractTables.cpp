//===- ExtractTables.cpp - Names, entities and places of a TuFacts ---------===//

#include "ExtractTables.h"
#include "ClangCompat.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace clang;
using llvm::StringRef;

namespace corosafe {

Tables::Tables(ASTContext &Context, TuFacts &Out) : Context(Context), Out(Out), Policy(Context.getPrintingPolicy()) {
  Symbols[""] = 0;
  Policy.SuppressTagKeyword = true;
  Policy.TerseOutput = true;
  file(Context.getSourceManager().getMainFileID());
  readCoroutineTraits();
}

Symbol Tables::symbol(StringRef Text) {
  auto [It, New] = Symbols.try_emplace(Text, Symbol(Out.Strings.size()));
  if (New)
    Out.Strings.push_back(Text.str());
  return It->second;
}

std::string Tables::pathOf(FileID Id) const {
  const SourceManager &SM = Context.getSourceManager();
  auto Entry = SM.getFileEntryRefForID(Id);
  if (!Entry)
    return SM.getBufferOrFake(Id).getBufferIdentifier().str();
  llvm::SmallString<256> Path(Entry->getFileEntry().tryGetRealPathName());
  if (Path.empty())
    Path = Entry->getName();
  SM.getFileManager().makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

FileId Tables::file(FileID Id) {
  if (auto It = FilesById.find(Id); It != FilesById.end())
    return It->second;
  std::string Path = pathOf(Id);
  auto [It, New] = FilesByName.try_emplace(Path, FileId(Out.Files.size()));
  if (New)
    Out.Files.push_back(std::move(Path));
  return FilesById[Id] = It->second;
}

SourceSpan Tables::span(SourceRange Range) {
  SourceSpan S;
  if (Range.isInvalid())
    return S;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = SM.getExpansionRange(Range.getBegin()).getBegin();
  CharSourceRange EndRange = SM.getExpansionRange(Range.getEnd());
  SourceLocation End = EndRange.getEnd();
  auto [BeginFile, BeginOffset] = SM.getDecomposedLoc(Begin);
  auto [EndFile, EndOffset] = SM.getDecomposedLoc(End);
  // A range that a macro or an include spreads over two files has no honest end.
  if (BeginFile != EndFile || EndOffset < BeginOffset) {
    EndOffset = BeginOffset;
    End = Begin;
  }
  if (EndRange.isTokenRange())
    EndOffset += Lexer::MeasureTokenLength(End, SM, Context.getLangOpts());
  S.File = file(BeginFile);
  S.Begin = BeginOffset;
  S.End = EndOffset;
  bool Invalid = false;
  S.Line = SM.getLineNumber(BeginFile, BeginOffset, &Invalid);
  S.Column = SM.getColumnNumber(BeginFile, BeginOffset, &Invalid);
  S.EndLine = SM.getLineNumber(BeginFile, EndOffset, &Invalid);
  S.EndColumn = SM.getColumnNumber(BeginFile, EndOffset, &Invalid);
  return S;
}

bool Tables::inSystemHeader(const Decl *D) const {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Loc = D->getLocation();
  return Loc.isInvalid() || SM.isInSystemHeader(SM.getExpansionLoc(Loc));
}

std::string Tables::key(const NamedDecl *D) const {
  llvm::SmallString<128> USR;
  bool Failed = index::generateUSRForDecl(D, USR);
  bool Local = isa<CXXRecordDecl>(D->getDeclContext()) && cast<CXXRecordDecl>(D->getDeclContext())->isLambda();
  if (!Failed && !Local && D->isExternallyVisible() && !D->getParentFunctionOrMethod())
    return std::string(USR);
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(SM.getExpansionLoc(D->getLocation()));
  std::string Key;
  if (auto Entry = SM.getFileEntryRefForID(File)) {
    StringRef Real = Entry->getFileEntry().tryGetRealPathName();
    Key = (Real.empty() ? Entry->getName() : Real).str();
  }
  Key += '|';
  Key += Failed ? qualifiedName(D) : std::string(USR);
  // All lambdas of an inline function have one USR; those of one macro also one place.
  if (Failed || Local)
    Key += "@" + std::to_string(Offset);
  if (Local && D->getLocation().isMacroID())
    Key += "@" + std::to_string(SM.getFileOffset(SM.getSpellingLoc(D->getLocation())));
  return Key;
}

/// One part of a qualified name.
static std::string leafName(const NamedDecl *D) {
  if (auto *Template = dyn_cast<TemplateDecl>(D))
    if (Template->getTemplatedDecl())
      return leafName(Template->getTemplatedDecl());
  if (auto *Constructor = dyn_cast<CXXConstructorDecl>(D))
    return Constructor->getParent()->getName().str();
  if (auto *Destructor = dyn_cast<CXXDestructorDecl>(D))
    return "~" + Destructor->getParent()->getName().str();
  if (auto *Record = dyn_cast<CXXRecordDecl>(D); Record && Record->isLambda())
    return "(lambda)";
  if (auto *NS = dyn_cast<NamespaceDecl>(D); NS && NS->isAnonymousNamespace())
    return "(anonymous namespace)";
  if (const IdentifierInfo *Id = D->getIdentifier())
    return Id->getName().str();
  std::string Name = D->getNameAsString();
  if (!Name.empty())
    return Name;
  if (auto *Tag = dyn_cast<TagDecl>(D))
    if (const TypedefNameDecl *Typedef = Tag->getTypedefNameForAnonDecl())
      return Typedef->getName().str();
  return "(anonymous)";
}

std::string Tables::qualifiedName(const NamedDecl *D) const {
  llvm::SmallVector<std::string, 8> Parts;
  auto Push = [&](const NamedDecl *N) {
    // A lambda's call operator and its class are one thing to a reader.
    auto *Method = dyn_cast<CXXMethodDecl>(N);
    if (Method && isLambdaCallOperator(Method))
      return;
    Parts.push_back(leafName(N));
  };
  Push(D);
  for (const DeclContext *DC = D->getDeclContext(); DC && !DC->isTranslationUnit(); DC = DC->getParent()) {
    auto *N = dyn_cast<NamedDecl>(DC);
    if (!N)
      continue;
    if (auto *NS = dyn_cast<NamespaceDecl>(N); NS && NS->isInline() && !NS->isAnonymousNamespace())
      continue;
    if (auto *E = dyn_cast<EnumDecl>(N); E && !E->isScoped())
      continue; // Its enumerators are members of what is around it.
    Push(N);
  }
  std::string Name;
  for (const std::string &Part : llvm::reverse(Parts))
    Name += (Name.empty() ? "" : "::") + Part;
  return Name;
}

/// True if a namespace brings in what another one, inside it, calls so.
static bool bringsIn(const NamespaceDecl *Outer, const DeclContext *Inner, DeclarationName Name) {
  for (const NamedDecl *Found : Outer->lookup(Name))
    if (auto *Shadow = dyn_cast<UsingShadowDecl>(Found))
      if (Shadow->getTargetDecl()->getDeclContext()->getRedeclContext()->Equals(Inner))
        return true;
  return llvm::any_of(Outer->using_directives(),
                      [&](const UsingDirectiveDecl *D) { return D->getNominatedNamespace()->Equals(Inner); });
}

std::vector<Symbol> Tables::publicNames(const NamedDecl *D) {
  std::vector<Symbol> Names;
  auto *Inner = dyn_cast<NamespaceDecl>(D->getDeclContext()->getRedeclContext());
  if (!Inner || !D->getIdentifier())
    return Names;
  for (const DeclContext *Outer = Inner->getParent(); auto *NS = dyn_cast<NamespaceDecl>(Outer); Outer = Outer->getParent())
    if (!NS->isInline() && bringsIn(NS, Inner, D->getDeclName()))
      Names.push_back(symbol(qualifiedName(NS) + "::" + leafName(D)));
  return Names;
}

Passing Tables::passing(QualType T) {
  if (T.isNull())
    return Passing::ByValue;
  if (T->isLValueReferenceType())
    return T->getPointeeType().isConstQualified() ? Passing::ConstRef : Passing::MutableRef;
  if (T->isRValueReferenceType())
    return Passing::RvalueRef;
  if (T->isPointerType())
    return T->getPointeeType().isConstQualified() ? Passing::ConstPointer : Passing::MutablePointer;
  return Passing::ByValue;
}

const CXXMethodDecl *Tables::callOperator(const CXXRecordDecl *Closure) const {
  if (!Closure || !Closure->isLambda())
    return nullptr;
  FunctionTemplateDecl *Generic = Closure->getDependentLambdaCallOperator();
  if (!Generic)
    return Closure->getLambdaCallOperator();
  const FunctionDecl *First = nullptr;
  std::string FirstKey;
  for (const FunctionDecl *Specialisation : Generic->specializations()) {
    if (!Specialisation->hasBody())
      continue;
    std::string Key = key(Specialisation);
    if (!First || Key < FirstKey) {
      First = Specialisation;
      FirstKey = std::move(Key);
    }
  }
  return cast<CXXMethodDecl>(First ? First : Generic->getTemplatedDecl());
}

EntityId Tables::entity(const FunctionDecl *Function) {
  const FunctionDecl *Canonical = Function->getCanonicalDecl();
  if (auto It = EntitiesByDecl.find(Canonical); It != EntitiesByDecl.end())
    return It->second;
  std::string Key = key(Canonical);
  auto [It, New] = EntitiesByKey.try_emplace(Key, EntityId(Out.Entities.size()));
  EntityId Id = EntitiesByDecl[Canonical] = It->second;
  if (!New)
    return Id;
  Out.Entities.emplace_back();
  Met.push_back(Function);
  EntityFacts Facts;
  Facts.Key = symbol(Key);
  describeEntity(Facts, Function);
  Out.Entities[Id] = std::move(Facts);
  return Id;
}

/// Overloads of one scope that differ in one more parameter.
void Tables::describeOverloads(EntityFacts &Facts, const FunctionDecl *Function) {
  if (!Function->getIdentifier() || !Function->getReturnType()->isRecordType() || Function->isVariadic())
    return;
  auto Pattern = [](const FunctionDecl *F) {
    return F->getPrimaryTemplate() ? F->getPrimaryTemplate()->getTemplatedDecl() : F;
  };
  const FunctionDecl *Own = Pattern(Function);
  unsigned Left = 16;
  for (const NamedDecl *D : Function->getDeclContext()->getRedeclContext()->lookup(Function->getDeclName())) {
    if (Left-- == 0)
      return;
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    const auto *Other = Template ? Template->getTemplatedDecl() : dyn_cast<FunctionDecl>(D);
    unsigned N = Own->getNumParams();
    if (!Other || bool(Template) != bool(Function->getPrimaryTemplate()) || Other->getMinRequiredArguments() > N + 1 ||
        Other->getNumParams() <= N)
      continue;
    auto SameBut = [&](unsigned Skipped) {
      for (unsigned I = 0; I < N; ++I)
        if (!Context.hasSameType(Own->getParamDecl(I)->getType(), Other->getParamDecl(I + (I >= Skipped))->getType()))
          return false;
      return true;
    };
    unsigned At = N + 1;
    while (At > 0 && !SameBut(At - 1))
      --At;
    if (At-- == 0)
      continue;
    const ParmVarDecl *More = Other->getParamDecl(At);
    if (More->getType()->isDependentType() || More->isParameterPack())
      continue;
    Facts.MoreParamTypes.push_back(typeAt(More->getType().getNonReferenceType(), 1, false));
    Facts.MoreParamNames.push_back(symbol(More->getName()));
    Facts.MoreParamAt.push_back(At);
  }
}

void Tables::describeEntity(EntityFacts &Facts, const FunctionDecl *Function) {
  const FunctionDecl *Definition = Function->getDefinition();
  const FunctionDecl *Best = Definition ? Definition : Function->getMostRecentDecl();
  Facts.Name = symbol(qualifiedName(Function));
  Facts.Leaf = symbol(leafName(Function));
  Facts.PublicNames = publicNames(Function);
  Facts.ReturnType = typeAt(Best->getReturnType(), 1, false);
  for (const ParmVarDecl *P : Best->parameters()) {
    Facts.Params.push_back(passing(P->getType()));
    Facts.ParamTypes.push_back(typeAt(P->getType().getNonReferenceType(), 1, false));
    Facts.ParamNames.push_back(symbol(P->getName()));
    for (const auto *A : P->specific_attrs<AnnotateAttr>())
      if (A->getAnnotation().starts_with("corosafe::"))
        Facts.Annotations.push_back(
            symbol(("param:" + std::to_string(P->getFunctionScopeIndex()) + ":" + A->getAnnotation()).str()));
  }
  for (const auto *A : Function->getMostRecentDecl()->specific_attrs<AnnotateAttr>())
    Facts.Annotations.push_back(symbol(A->getAnnotation()));
  describeOverloads(Facts, Function);
  if (compat::hasBlockingEffect(Function))
    Facts.Annotations.push_back(symbol("clang::blocking"));
  if (const TemplateArgumentList *Args = Function->getTemplateSpecializationArgs())
    addTemplateArgs(Facts.TemplateArgs, Args->asArray(), 1);
  Facts.IsVariadic = Function->isVariadic();
  Facts.IsNoReturn = Function->isNoReturn();
  Facts.NoDiscard = Function->getMostRecentDecl()->hasAttr<WarnUnusedResultAttr>();
  if (const auto *Proto = Function->getType()->getAs<FunctionProtoType>())
    Facts.IsNoExcept = Proto->getExceptionSpecType() == EST_BasicNoexcept ||
                       Proto->getExceptionSpecType() == EST_NoexceptTrue ||
                       Proto->getExceptionSpecType() == EST_DynamicNone;
  Facts.InSystemHeader = inSystemHeader(Best);
  const FunctionDecl *Written = Function->getTemplateInstantiationPattern();
  const FunctionDecl *WhereWritten = (Written ? Written : Function)->getDefinition();
  Facts.BodySkipped = WhereWritten && WhereWritten->hasSkippedBody() && !Facts.InSystemHeader;
  Facts.Range = span(Best->getLocation());
  Facts.IsConstructor = isa<CXXConstructorDecl>(Function);
  Facts.IsDestructor = isa<CXXDestructorDecl>(Function);
  Facts.IsConversion = isa<CXXConversionDecl>(Function);
  auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method)
    return;
  Facts.Class = typeAt(compat::tagType(Context, Method->getParent()), 1, false);
  Facts.IsConst = Method->isConst();
  Facts.IsStatic = Method->isStatic();
  Facts.IsVirtual = Method->isVirtual();
  for (const CXXMethodDecl *Overridden : Method->overridden_methods())
    Facts.Overrides.push_back(entity(Overridden));
}

EntityId Tables::unresolved(StringRef Leaf, const NamedDecl *Candidate) {
  std::string Name = Candidate ? qualifiedName(Candidate) : std::string();
  std::string Key = "?" + (Name.empty() ? Leaf.str() : Name);
  auto [It, New] = EntitiesByKey.try_emplace(Key, EntityId(Out.Entities.size()));
  if (!New)
    return It->second;
  EntityFacts Facts;
  Facts.Key = symbol(Key);
  Facts.Name = symbol(Name);
  Facts.Leaf = symbol(Leaf);
  if (Candidate) {
    Facts.PublicNames = publicNames(Candidate);
    Facts.InSystemHeader = inSystemHeader(Candidate);
    Facts.Range = span(Candidate->getLocation());
  }
  Out.Entities.push_back(std::move(Facts));
  return It->second;
}

GlobalId Tables::global(const VarDecl *Variable) {
  const VarDecl *Canonical = Variable->getCanonicalDecl();
  if (auto It = GlobalsByDecl.find(Canonical); It != GlobalsByDecl.end())
    return It->second;
  GlobalFacts Facts;
  Facts.Key = symbol(key(Canonical));
  Facts.Name = symbol(qualifiedName(Canonical));
  Facts.PublicNames = publicNames(Canonical);
  Facts.Type = valueType(Canonical->getType());
  Facts.ThreadLocal = Canonical->getTLSKind() != VarDecl::TLS_None;
  Facts.Const = Canonical->isConstexpr() || Canonical->getType().getNonReferenceType().isConstQualified();
  Out.Globals.push_back(Facts);
  return GlobalsByDecl[Canonical] = GlobalId(Out.Globals.size() - 1);
}

void Tables::skip(Symbol Function, StringRef Reason, SourceRange Range) {
  Out.Skipped.push_back({Function, symbol(Reason), span(Range)});
}

} // namespace corosafe
