//===- SharedInstances.cpp ---------------------------------------------------===//

#include "SharedInstances.h"
#include "Analyze.h"
#include "Invocation.h"
#include "PrecompiledFile.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Sema/Sema.h"
#include "clang/Sema/SemaConsumer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"

using namespace corosafe;

namespace {

constexpr llvm::StringLiteral FileFormat = "corosafe shared instances 1";

/// The text without its includes, and with what undoes its macros; none if it cannot be undone.
std::optional<std::string> withoutTraces(llvm::StringRef Source) {
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus20 = true;
  clang::Lexer Lex(clang::SourceLocation(), Language, Source.begin(), Source.begin(), Source.end());
  std::vector<clang::Token> Tokens(1);
  while (!Lex.LexFromRawLexer(Tokens.back()))
    Tokens.emplace_back();
  auto wordAt = [&](size_t I) {
    return I < Tokens.size() && Tokens[I].is(clang::tok::raw_identifier) ? Tokens[I].getRawIdentifier() : llvm::StringRef();
  };
  auto is = [&](size_t I, clang::tok::TokenKind Kind) { return I < Tokens.size() && Tokens[I].is(Kind); };
  auto offsetOf = [&](size_t I) { return I < Tokens.size() ? Tokens[I].getLocation().getRawEncoding() : Source.size(); };
  std::string Text = Source.str(), End = "\n";
  for (size_t I = 0; I < Tokens.size(); ++I) {
    llvm::StringRef Word = wordAt(I);
    // Specialisations and instantiations of what others declare stay.
    if (Word == "_Pragma" || (Word == "template" && (!is(I + 1, clang::tok::less) || is(I + 2, clang::tok::greater)) &&
                              !is(I - 1, clang::tok::coloncolon) && !is(I - 1, clang::tok::period) && !is(I - 1, clang::tok::arrow)))
      return std::nullopt;
    if (!Tokens[I].is(clang::tok::hash) || !Tokens[I].isAtStartOfLine())
      continue;
    size_t Next = I + 1;
    while (Next < Tokens.size() && !Tokens[Next].isAtStartOfLine())
      ++Next;
    llvm::StringRef Directive = wordAt(I + 1);
    if (Directive == "undef" || (Directive == "pragma" && wordAt(I + 2) != "once"))
      return std::nullopt;
    if (Directive == "define")
      End += ("#undef " + wordAt(I + 2) + "\n").str();
    if (Directive == "include" || Directive == "include_next" || Directive == "import" || Directive == "pragma")
      for (size_t At = offsetOf(I); At < offsetOf(Next); ++At)
        if (Text[At] != '\n')
          Text[At] = ' ';
  }
  return Text + End;
}

/// A function that other units must not see as declared once more.
struct Redeclared : clang::FunctionDecl {
  static void unlink(clang::FunctionDecl &Last) {
    auto Link = &Redeclared::RedeclLink;
    auto FirstOf = &Redeclared::First;
    clang::FunctionDecl *Before = Last.getPreviousDecl();
    (Last.getFirstDecl()->*Link).setLatest(Before);
    Last.*Link = LatestDeclLink(Last.getASTContext());
    Last.*FirstOf = &Last;
  }
};

/// Takes out what the main file declared.
class Eraser : public clang::SemaConsumer {
public:
  void InitializeSema(clang::Sema &S) override { Names = &S; }
  void ForgetSema() override { Names = nullptr; }
  bool shouldSkipFunctionBody(clang::Decl *Function) override { return !readsBodyOf(*Function); }

  bool HandleTopLevelDecl(clang::DeclGroupRef Group) override {
    for (clang::Decl *D : Group)
      if (auto *F = llvm::dyn_cast<clang::FunctionDecl>(D); F && F->getTemplateSpecializationKind() == clang::TSK_ImplicitInstantiation)
        Made.push_back(F);
    return true;
  }

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    if (!Names)
      return;
    Done = !Context.getDiagnostics().hasErrorOccurred() && !madeUsers(Context) && eraseAll(*Context.getTranslationUnitDecl());
    Names->VTableUses.clear();
    Names->VTablesUsed.clear();
  }

  bool Done = false;

private:
  /// Whether a function of one of the user's templates was needed: facts come from each unit's own.
  bool madeUsers(clang::ASTContext &Context) const {
    const clang::SourceManager &Sources = Context.getSourceManager();
    return llvm::any_of(Made, [&](const clang::FunctionDecl *F) {
      const clang::FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
      return Pattern && Pattern->isFromASTFile() && !Sources.isInSystemHeader(Sources.getExpansionLoc(Pattern->getLocation()));
    });
  }

  bool eraseAll(clang::DeclContext &Scope) {
    std::vector<clang::Decl *> Declared;
    for (clang::Decl *D : Scope.noload_decls())
      if (!D->isFromASTFile() && D->getLocation().isValid())
        Declared.push_back(D);
    return llvm::all_of(Declared, [&](clang::Decl *D) { return erase(*D); });
  }

  /// False if something of it would stay.
  bool erase(clang::Decl &D) {
    using namespace clang;
    switch (D.getKind()) {
    case Decl::Empty:
    case Decl::StaticAssert:
      return true;
    case Decl::LinkageSpec:
      return D.isImplicit(); // A builtin.
    case Decl::Namespace: {
      auto &Space = cast<NamespaceDecl>(D);
      if (!Space.isAnonymousNamespace() && !Space.getPreviousDecl())
        return remove(Space);
      return eraseAll(Space);
    }
    case Decl::UsingDirective: {
      auto &Using = cast<UsingDirectiveDecl>(D);
      // That of an anonymous namespace is its first one's.
      return Using.getNominatedNamespace()->isAnonymousNamespace() || remove(Using);
    }
    case Decl::Function:
    case Decl::CXXMethod:
    case Decl::CXXConstructor:
    case Decl::CXXDestructor:
    case Decl::CXXConversion:
      return eraseFunction(cast<FunctionDecl>(D));
    case Decl::CXXRecord: {
      auto &Record = cast<CXXRecordDecl>(D);
      return !Record.isAnonymousStructOrUnion() && !(Record.getPreviousDecl() && Record.isThisDeclarationADefinition()) && remove(Record);
    }
    case Decl::Enum: {
      auto &Enum = cast<EnumDecl>(D);
      if (Enum.getPreviousDecl())
        return false;
      std::vector<EnumConstantDecl *> Constants(Enum.enumerator_begin(), Enum.enumerator_end());
      return llvm::all_of(Constants, [&](EnumConstantDecl *Constant) { return remove(*Constant); }) && remove(Enum);
    }
    case Decl::Var:
    case Decl::Decomposition:
      return !cast<VarDecl>(D).getPreviousDecl() && !cast<VarDecl>(D).isExternC() && remove(cast<VarDecl>(D));
    case Decl::FunctionTemplate:
    case Decl::ClassTemplate:
    case Decl::VarTemplate:
    case Decl::TypeAliasTemplate:
    case Decl::Concept:
      return !D.getPreviousDecl() && remove(cast<NamedDecl>(D));
    case Decl::Typedef:
    case Decl::TypeAlias:
    case Decl::NamespaceAlias:
    case Decl::Using:
    case Decl::UsingEnum:
    case Decl::UsingShadow:
    case Decl::Binding:
      return remove(cast<NamedDecl>(D));
    default:
      return false;
    }
  }

  bool eraseFunction(clang::FunctionDecl &F) {
    if (F.isExternC() || F.getTemplateSpecializationKind() != clang::TSK_Undeclared || F.isDependentContext())
      return false;
    bool IsNew = !F.getPreviousDecl();
    remove(F);
    if (!IsNew) {
      F.setBody(nullptr);
      Redeclared::unlink(F);
    }
    return true;
  }

  /// What declared it before, in the headers, is found again.
  bool remove(clang::NamedDecl &D) {
    clang::DeclarationName Name = D.getDeclName();
    bool IsKnownByName = Name && Name.getNameKind() != clang::DeclarationName::CXXUsingDirective;
    if (IsKnownByName && llvm::is_contained(Names->IdResolver.decls(Name), &D)) {
      Names->IdResolver.RemoveDecl(&D);
      if (auto *Before = llvm::cast_or_null<clang::NamedDecl>(D.getPreviousDecl());
          Before && !llvm::is_contained(Names->IdResolver.decls(Name), Before))
        Names->IdResolver.AddDecl(Before);
    }
    // removeDecl() takes for granted that each scope's table of names has it: those of headers are read name by name.
    for (clang::DeclContext *Scope = D.getDeclContext(); Name && Scope; Scope = Scope->isTransparentContext() ? Scope->getParent() : nullptr)
      Scope->lookup(Name);
    D.getLexicalDeclContext()->removeDecl(&D);
    return true;
  }

  clang::Sema *Names = nullptr;
  std::vector<const clang::FunctionDecl *> Made; ///< Instances.
};

/// Sees that macros that stood before are as they were.
class MacroGuard : public clang::PPCallbacks {
public:
  MacroGuard(clang::Preprocessor &PP, bool &Changed, unsigned &Counter) : PP(PP), Changed(Changed), Counter(Counter) {}

  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Why, clang::SrcMgr::CharacteristicKind, clang::FileID,
                        clang::SourceLocation) override {
    if (Why == LexedFileChangeReason::EnterFile && File == PP.getSourceManager().getMainFileID())
      Counter = PP.getCounterValue();
  }
  void MacroDefined(const clang::Token &Name, const clang::MacroDirective *Defined) override {
    bool OfMainFile = PP.getSourceManager().isInMainFile(Name.getLocation());
    Changed |= OfMainFile && Defined->getPrevious() && Defined->getPrevious()->isDefined();
  }
  void MacroUndefined(const clang::Token &, const clang::MacroDefinition &Known, const clang::MacroDirective *) override {
    // `#ifndef` may have spared the text its own definition.
    const clang::MacroInfo *Before = Known.getMacroInfo();
    Changed |= Before && !PP.getSourceManager().isInMainFile(Before->getDefinitionLoc());
  }

private:
  clang::Preprocessor &PP;
  bool &Changed;
  unsigned &Counter;
};

class InstancesAction : public clang::GeneratePCHAction {
public:
  explicit InstancesAction(std::shared_ptr<clang::PCHBuffer> Bytes) : Bytes(std::move(Bytes)) {}

  bool succeeded() const { return Erasing && Erased && !ChangedMacros; }

protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &Instance, llvm::StringRef) override {
    std::vector<std::unique_ptr<clang::ASTConsumer>> Both;
    auto First = std::make_unique<Eraser>();
    Erasing = First.get();
    Both.push_back(std::move(First));
    std::unique_ptr<clang::ASTConsumer> Writer = makePrecompiledWriter(Instance, Bytes, /*IncludeTimestamps=*/false);
    if (!Writer)
      return nullptr;
    Both.push_back(std::make_unique<CounterReset>(Instance.getPreprocessor(), Counter));
    Both.push_back(std::move(Writer));
    return std::make_unique<clang::MultiplexConsumer>(std::move(Both));
  }

  bool BeginSourceFileAction(clang::CompilerInstance &Instance) override {
    clang::Preprocessor &PP = Instance.getPreprocessor();
    PP.addPPCallbacks(std::make_unique<MacroGuard>(PP, ChangedMacros, Counter));
    return GeneratePCHAction::BeginSourceFileAction(Instance);
  }

  void EndSourceFileAction() override {
    Erased = Erasing->Done;
    GeneratePCHAction::EndSourceFileAction();
  }

private:
  /// What __COUNTER__ comes to in a unit does not depend on the text that was erased.
  class CounterReset : public clang::ASTConsumer {
  public:
    CounterReset(clang::Preprocessor &PP, const unsigned &Counter) : PP(PP), Counter(Counter) {}
    void HandleTranslationUnit(clang::ASTContext &) override { PP.setCounterValue(Counter); }

  private:
    clang::Preprocessor &PP;
    const unsigned &Counter;
  };

  std::shared_ptr<clang::PCHBuffer> Bytes;
  Eraser *Erasing = nullptr; ///< Owned by the instance.
  bool Erased = false, ChangedMacros = false;
  unsigned Counter = 0;
};

/// Null if the text will not do.
std::shared_ptr<clang::PCHBuffer> parse(const PrecompiledHeaders &Below, const std::string &Main, const std::string &Into, const Job &Like,
                                        const Options &Request) {
  auto Bytes = std::make_shared<clang::PCHBuffer>();
  bool Ok = false;
  auto Work = [&] {
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files = filesOf(Like.Command);
    InvocationResult How = makeInvocation(Like.Command, Files, Request.SystemHeaders);
    if (!How.Invocation)
      return;
    preparePrecompiling(*How.Invocation, Main, Into);
    How.Invocation->getPreprocessorOpts().ImplicitPCHInclude = Below.File;
    clang::IgnoringDiagConsumer Errors;
    std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(How.Invocation, Files, Errors);
    InstancesAction Act(Bytes);
    Ok = Instance->ExecuteAction(Act) && !Instance->getDiagnostics().hasErrorOccurred() && Act.succeeded() && Bytes->IsComplete;
  };
  llvm::CrashRecoveryContext Crash;
  return Crash.RunSafelyOnThread(Work, 256u << 20) && Ok ? Bytes : nullptr;
}

const ScanResult::UserFile *mainFileOf(const ScanResult &Scan) {
  auto It = llvm::find_if(Scan.UserFiles, [](const ScanResult::UserFile &File) { return !File.Context; });
  return It == Scan.UserFiles.end() ? nullptr : &*It;
}

/// Whether the unit's text may do: it needs no header that the headers lack, and no template of the user's.
bool mayDo(const ScanResult &Unit, const PrecompiledHeaders &Known) {
  if (llvm::any_of(Unit.UserFiles, [](const ScanResult::UserFile &File) { return File.Context && File.Words->contains("template"); }))
    return false;
  return llvm::all_of(Unit.Includes, [&](const ScanResult::Include &Header) {
    if (Header.IsSystem)
      return !Header.By.empty() || llvm::is_contained(Known.Headers, "<" + Header.Name + ">");
    return llvm::any_of(Known.UserFiles, [&](const PrecompiledHeaders::UserFile &File) { return File.Path == Header.Name; });
  });
}

std::string descriptionOf(const PrecompiledHeaders &Known, llvm::StringRef Sum) {
  std::string Text = (Known.Sum + "\n" + Sum + "\n").str();
  return FileFormat.str() + "\n" + hexOf(Text) + "\n" + Text;
}

} // namespace

void corosafe::loadInstances(PrecompiledHeaders &Known, const std::string &Stem) {
  auto Text = llvm::MemoryBuffer::getFile(Stem + InstancesEnd + ".txt", /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Text || Known.File.empty())
    return;
  std::string File = (Stem + InstancesEnd + ".pch").str(), Sum = sumOf(File);
  if ((*Text)->getBuffer() == descriptionOf(Known, Sum)) {
    Known.LooksForInstances = false;
    if (!Sum.empty())
      Known.Top = File;
  }
}

std::vector<size_t> corosafe::typicalOf(llvm::ArrayRef<size_t> Units, const std::vector<ScanResult> &Scans,
                                        const PrecompiledHeaders &Known) {
  llvm::StringMap<size_t> UnitsWith;
  for (size_t Unit : Units)
    if (const ScanResult::UserFile *Main = mainFileOf(Scans[Unit]))
      for (const auto &Word : *Main->Words)
        ++UnitsWith[Word.getKey()];
  std::vector<std::pair<size_t, size_t>> Typical; // How much others have of it.
  for (size_t Unit : Units) {
    const ScanResult::UserFile *Main = mainFileOf(Scans[Unit]);
    if (!Main || !mayDo(Scans[Unit], Known))
      continue;
    size_t Common = 0;
    for (const auto &Word : *Main->Words)
      Common += UnitsWith.lookup(Word.getKey()) - 1;
    Typical.push_back({Common, Unit});
  }
  llvm::stable_sort(Typical, [](const auto &A, const auto &B) { return A.first > B.first; });
  std::vector<size_t> Order;
  for (const auto &[Common, Unit] : Typical)
    Order.push_back(Unit);
  return Order;
}

void corosafe::makeInstances(PrecompiledHeaders &Known, const std::string &Stem, llvm::ArrayRef<size_t> Typical,
                             const std::vector<Job> &Jobs, const std::vector<ScanResult> &Scans, const Options &Request) {
  constexpr size_t MostTries = 3;
  Known.LooksForInstances = false;
  const std::string Main = (Stem + InstancesEnd + ".h").str(), File = (Stem + InstancesEnd + ".pch").str();
  llvm::sys::fs::remove(File);
  std::string Sum;
  size_t Tries = 0;
  for (size_t Unit : Typical) {
    auto Source = llvm::MemoryBuffer::getFile(mainFileOf(Scans[Unit])->Path);
    std::optional<std::string> Text = Source ? withoutTraces((*Source)->getBuffer()) : std::nullopt;
    if (!Text)
      continue;
    if (!writeWhole(Main, *Text))
      return;
    if (std::shared_ptr<clang::PCHBuffer> Made = parse(Known, Main, File, Jobs[Unit], Request)) {
      llvm::StringRef Bytes(Made->Data.data(), Made->Data.size());
      if (!writeWhole(File, Bytes))
        return;
      Sum = hexOf(Bytes);
      Known.Top = File;
      break;
    }
    if (++Tries == MostTries)
      break;
  }
  writeWhole((Stem + InstancesEnd + ".txt").str(), descriptionOf(Known, Sum));
}
