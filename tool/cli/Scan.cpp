//===- Scan.cpp ------------------------------------------------------------===//

#include "Scan.h"
#include "Config.h"
#include "Invocation.h"
#include "SharedHeaders.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include <mutex>
#if COROSAFE_LLVM_MAJOR >= 22
#include "clang/DependencyScanning/DependencyScanningFilesystem.h"
namespace scanning = clang::dependencies;
#else
#include "clang/Tooling/DependencyScanning/DependencyScanningFilesystem.h"
namespace scanning = clang::tooling::dependencies;
#endif

using namespace corosafe;
using Directives = std::optional<llvm::ArrayRef<clang::dependency_directives_scan::Directive>>;
using FilesRef = llvm::IntrusiveRefCntPtr<scanning::DependencyScanningWorkerFilesystem>;

namespace {

Directives directivesOf(clang::FileEntryRef File, scanning::DependencyScanningWorkerFilesystem &Files) {
  llvm::ErrorOr<scanning::EntryRef> Entry = Files.getOrCreateFileSystemEntry(File.getName());
  if (!Entry || !Files.ensureDirectiveTokensArePopulated(*Entry))
    return std::nullopt;
  return Entry->getDirectiveTokens();
}

#if COROSAFE_LLVM_MAJOR >= 22
class Getter : public clang::DependencyDirectivesGetter {
public:
  explicit Getter(FilesRef Files) : Files(std::move(Files)) {}
  std::unique_ptr<clang::DependencyDirectivesGetter> cloneFor(clang::FileManager &) override {
    return std::make_unique<Getter>(Files);
  }
  Directives operator()(clang::FileEntryRef File) override { return directivesOf(File, *Files); }

private:
  FilesRef Files;
};
#endif

/// Watches includes and macros as they come.
class Watcher : public clang::PPCallbacks {
public:
  Watcher(const clang::SourceManager &Sources, ScanResult &Result) : Sources(Sources), Result(Result) {}

  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Why, clang::SrcMgr::CharacteristicKind Kind, clang::FileID,
                        clang::SourceLocation) override {
    if (Why == LexedFileChangeReason::EnterFile && !clang::SrcMgr::isSystem(Kind))
      if (auto Entry = Sources.getFileEntryRefForID(File))
        UserFiles.insert(idOf(Entry->getUniqueID()));
  }

  void InclusionDirective(clang::SourceLocation Hash, const clang::Token &, llvm::StringRef Name, bool, clang::CharSourceRange,
                          clang::OptionalFileEntryRef File, llvm::StringRef, llvm::StringRef, const clang::Module *, bool,
                          clang::SrcMgr::CharacteristicKind Kind) override {
    if (!File) {
      Result.Complete = false;
      return;
    }
    if (!isUsers(Hash) || !clang::SrcMgr::isSystem(Kind))
      return;
    if (Seen.insert(Name).second)
      Result.Shareable.push_back(Name.str());
    Before = Macros.size();
  }

  void MacroDefined(const clang::Token &Name, const clang::MacroDirective *Defined) override {
    if (!isUsers(Name.getLocation()))
      return;
    Macros.push_back(Name.getIdentifierInfo()->getName().str());
    for (const clang::Token &T : Defined->getMacroInfo()->tokens())
      if (T.is(clang::tok::hashhash))
        Result.Pasting.insert(Macros.back());
  }

  void MacroUndefined(const clang::Token &Name, const clang::MacroDefinition &, const clang::MacroDirective *) override {
    if (isUsers(Name.getLocation()))
      Macros.push_back(Name.getIdentifierInfo()->getName().str());
  }

  void moduleImport(clang::SourceLocation, clang::ModuleIdPath, const clang::Module *) override { Result.Complete = false; }

  void finish() {
    Macros.resize(Before);
    llvm::sort(Macros);
    Macros.erase(std::unique(Macros.begin(), Macros.end()), Macros.end());
    Result.MacrosBefore = std::move(Macros);
  }

  FileIds UserFiles;

private:
  /// Not from a system header, the command line or the compiler itself.
  bool isUsers(clang::SourceLocation Where) const {
    return Where.isValid() && !Sources.isInSystemHeader(Where) && !Sources.isWrittenInBuiltinFile(Where) &&
           !Sources.isWrittenInCommandLineFile(Where);
  }

  const clang::SourceManager &Sources;
  ScanResult &Result;
  llvm::StringSet<> Seen;
  std::vector<std::string> Macros;
  size_t Before = 0;
};

} // namespace

struct Scanner::State {
  /// What a file's text says, found once however many units include it.
  struct Text {
    bool DeclaresCoroutines = false;
    std::shared_ptr<const llvm::StringSet<>> Words; ///< Of files that are somebody's own.
  };

  void note(const clang::FileEntry &File, llvm::StringRef Source, bool IsUsers, ScanResult &Result) {
    std::pair<uint64_t, uint64_t> Id = idOf(File.getUniqueID());
    if (!Result.Files.insert(Id).second)
      return;
    Result.Bytes += Source.size();
    Text Known;
    {
      std::lock_guard<std::mutex> Lock(Guard);
      auto [It, New] = Texts.try_emplace(Id);
      // Without its declaration in the standard library's own header clang compiles no coroutine.
      if (New)
        It->second.DeclaresCoroutines = Source.contains("coroutine_traits");
      if (IsUsers && !It->second.Words)
        It->second.Words = wordsOf(Source);
      Known = It->second;
    }
    Result.KnowsCoroutines |= Known.DeclaresCoroutines;
    if (IsUsers)
      Result.UserFiles.push_back({Id, Known.Words});
  }

  static std::shared_ptr<const llvm::StringSet<>> wordsOf(llvm::StringRef Source) {
    auto Words = std::make_shared<llvm::StringSet<>>();
    auto IsPart = [](char C) { return clang::isAsciiIdentifierContinue(C) || static_cast<unsigned char>(C) >= 0x80; };
    for (size_t I = 0; I < Source.size();) {
      if (!IsPart(Source[I])) {
        ++I;
        continue;
      }
      size_t Begin = I;
      while (I < Source.size() && IsPart(Source[I]))
        ++I;
      Words->insert(Source.slice(Begin, I));
      if (llvm::StringRef Left = Source.take_front(Begin).rtrim(); Left.ends_with("~"))
        Words->insert(("~" + Source.slice(Begin, I)).str());
    }
    return Words;
  }

  scanning::DependencyScanningFilesystemSharedCache Cache;
  Disk OnDisk;
  std::mutex Guard;
  llvm::DenseMap<std::pair<uint64_t, uint64_t>, Text> Texts;
};

Scanner::Scanner() : Shared(std::make_unique<State>()) {}
Scanner::~Scanner() = default;

namespace {

class ScanAction : public clang::PreprocessOnlyAction {
public:
  using Noter = llvm::function_ref<void(const clang::FileEntry &, llvm::StringRef, bool)>;
  ScanAction(ScanResult &Result, Noter Note) : Result(Result), Note(Note) {}

protected:
  bool BeginSourceFileAction(clang::CompilerInstance &Instance) override {
    auto Watches = std::make_unique<Watcher>(Instance.getSourceManager(), Result);
    Watching = Watches.get();
    Instance.getPreprocessor().addPPCallbacks(std::move(Watches));
    return PreprocessOnlyAction::BeginSourceFileAction(Instance);
  }

  void EndSourceFileAction() override {
    clang::SourceManager &Sources = getCompilerInstance().getSourceManager();
    Watching->finish();
    for (auto It = Sources.fileinfo_begin(), End = Sources.fileinfo_end(); It != End; ++It) {
      std::optional<llvm::StringRef> Source = It->second->getBufferDataIfLoaded();
      Note(It->first.getFileEntry(), Source.value_or(""), Watching->UserFiles.contains(idOf(It->first.getUniqueID())));
    }
  }

private:
  ScanResult &Result;
  Noter Note;
  Watcher *Watching = nullptr; ///< Owned by the preprocessor.
};

} // namespace

ScanResult Scanner::scan(const Job &What, const Options &Request, FilesRead *Inputs) {
  ScanResult Result;
  auto Work = [&] {
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk = filesOf(What.Command);
    InvocationResult Made = makeInvocation(What.Command, Disk, Request.SystemHeaders);
    if (!Made.Invocation)
      return;
    Result.Group = groupOf(*Made.Invocation, What.Command.Directory);
    Made.Invocation->getFrontendOpts().ProgramAction = clang::frontend::RunPreprocessorOnly;
    FilesRef Files = llvm::makeIntrusiveRefCnt<scanning::DependencyScanningWorkerFilesystem>(Shared->Cache, Disk);
    clang::IgnoringDiagConsumer Errors;
#if COROSAFE_LLVM_MAJOR >= 22
    std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(Made.Invocation, Inputs ? recording(Files, *Inputs) : Files, Errors);
    Instance->setDependencyDirectivesGetter(std::make_unique<Getter>(Files));
#else
    Made.Invocation->getPreprocessorOpts().DependencyDirectivesForFile = [Files](clang::FileEntryRef File) { return directivesOf(File, *Files); };
    std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(Made.Invocation, Inputs ? recording(Files, *Inputs) : Files, Errors);
#endif
    Result.Complete = true;
    ScanAction Act(Result, [&](const clang::FileEntry &File, llvm::StringRef Source, bool IsUsers) {
      Shared->note(File, Source, IsUsers, Result);
    });
    if (!Instance->ExecuteAction(Act) || Instance->getDiagnostics().hasErrorOccurred())
      Result.Complete = false;
  };
  llvm::CrashRecoveryContext Crash;
  if (!Crash.RunSafelyOnThread(Work, 64u << 20))
    Result = ScanResult();
  // The reduced files are the scanner's own affair: what counts is what is on disk.
  if (Inputs)
    for (auto &Input : *Inputs)
      if (Input.second.isFile())
        Input.second = Shared->OnDisk.contentsOf(Input.first());
  return Result;
}
