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
#include "clang/Lex/DependencyDirectivesScanner.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
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
    std::string Directives;                         ///< Likewise.
  };

  explicit State(Cache *Kept) : Kept(Kept), OnDisk(Kept ? Kept->disk() : OwnDisk) {}

  void note(std::pair<uint64_t, uint64_t> Id, llvm::StringRef Path, llvm::StringRef Source, bool IsUsers, ScanResult &Result) {
    Result.Bytes += Source.size();
    Text Known;
    {
      std::lock_guard<std::mutex> Lock(Guard);
      auto [It, New] = Texts.try_emplace(Id);
      // Without its declaration in the standard library's own header clang compiles no coroutine.
      if (New)
        It->second.DeclaresCoroutines = Source.contains("coroutine_traits");
      if (IsUsers && !It->second.Words) {
        It->second.Words = wordsOf(Source);
        It->second.Directives = directivesOf(Source);
      }
      Known = It->second;
    }
    Result.KnowsCoroutines |= Known.DeclaresCoroutines;
    if (IsUsers)
      Result.UserFiles.push_back({Id, Known.Words, Path.str()});
  }

  /// All of a file that a scan of other files depends on.
  static std::string directivesOf(llvm::StringRef Source) {
    llvm::SmallVector<clang::dependency_directives_scan::Token, 64> Tokens;
    llvm::SmallVector<clang::dependency_directives_scan::Directive, 64> Found;
    if (clang::scanSourceForDependencyDirectives(Source, Tokens, Found))
      return hexOf(hashOf(Source));
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    clang::printDependencyDirectivesAsSource(Source, Found, OS);
    return hexOf(hashOf(Text));
  }

  static std::string hexOf(const Hash &H) { return llvm::utohexstr(H.Low) + "-" + llvm::utohexstr(H.High); }

  bool restore(llvm::StringRef Text, ScanResult &Result);
  std::string encode(const ScanResult &Result, bool OthersKnowCoroutines);

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

  scanning::DependencyScanningFilesystemSharedCache Sources;
  Cache *Kept;
  Disk OwnDisk, &OnDisk;
  std::mutex Guard;
  llvm::DenseMap<std::pair<uint64_t, uint64_t>, Text> Texts;
};

Scanner::Scanner(Cache *Kept) : Shared(std::make_unique<State>(Kept)) {}
Scanner::~Scanner() = default;

namespace {

class ScanAction : public clang::PreprocessOnlyAction {
public:
  using Noter = llvm::function_ref<void(clang::FileEntryRef, llvm::StringRef, bool)>;
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
      Note(It->first, Source.value_or(""), Watching->UserFiles.contains(idOf(It->first.getUniqueID())));
    }
  }

private:
  ScanResult &Result;
  Noter Note;
  Watcher *Watching = nullptr; ///< Owned by the preprocessor.
};

} // namespace

/// Empty: it cannot be kept.
std::string Scanner::State::encode(const ScanResult &Result, bool OthersKnowCoroutines) {
  llvm::json::Array Users;
  for (const ScanResult::UserFile &File : Result.UserFiles) {
    if (!llvm::json::isUTF8(File.Path))
      return "";
    std::lock_guard<std::mutex> Lock(Guard);
    Users.push_back(llvm::json::Array{File.Path, Texts[File.Id].Directives});
  }
  std::vector<std::string> Pasting;
  for (const auto &Name : Result.Pasting)
    Pasting.push_back(Name.getKey().str());
  llvm::sort(Pasting);
  llvm::json::Object All{{"bytes", static_cast<int64_t>(Result.Bytes)}, {"coroutines", OthersKnowCoroutines}, {"users", std::move(Users)}};
  for (auto [Key, Names] : {std::pair("share", &Result.Shareable), std::pair("macros", &Result.MacrosBefore), std::pair("paste", &std::as_const(Pasting))}) {
    if (!llvm::all_of(*Names, [](const std::string &Name) { return llvm::json::isUTF8(Name); }))
      return "";
    All[Key] = llvm::json::Array(*Names);
  }
  return llvm::formatv("{0}", llvm::json::Value(std::move(All))).str();
}

/// False if the user's files say something else now.
bool Scanner::State::restore(llvm::StringRef Text, ScanResult &Result) {
  llvm::Expected<llvm::json::Value> Read = llvm::json::parse(Text);
  if (!Read) {
    llvm::consumeError(Read.takeError());
    return false;
  }
  const llvm::json::Object *All = Read->getAsObject();
  if (!All)
    return false;
  auto Names = [&](llvm::StringRef Key) {
    std::vector<std::string> Result;
    if (const llvm::json::Array *List = All->getArray(Key))
      for (const llvm::json::Value &Name : *List)
        Result.push_back(Name.getAsString().value_or("").str());
    return Result;
  };
  Result.KnowsCoroutines = All->getBoolean("coroutines").value_or(true);
  Result.Shareable = Names("share");
  Result.MacrosBefore = Names("macros");
  for (const std::string &Name : Names("paste"))
    Result.Pasting.insert(Name);
  const llvm::json::Array *Users = All->getArray("users");
  for (const llvm::json::Value &User : Users ? *Users : llvm::json::Array()) {
    const llvm::json::Array *Both = User.getAsArray();
    if (!Both || Both->size() != 2)
      return false;
    std::string Path = (*Both)[0].getAsString().value_or("").str();
    if (!OnDisk.contentsOf(Path).isFile())
      return false;
    auto Source = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!Source)
      return false;
    std::pair<uint64_t, uint64_t> Id = OnDisk.idOf(Path);
    note(Id, Path, (*Source)->getBuffer(), /*IsUsers=*/true, Result);
    std::lock_guard<std::mutex> Lock(Guard);
    if (Texts[Id].Directives != (*Both)[1].getAsString().value_or(""))
      return false;
  }
  Result.Bytes = static_cast<uint64_t>(All->getInteger("bytes").value_or(0));
  return Result.Complete = true;
}

ScanResult Scanner::scan(const Job &What, const Options &Request) {
  ScanResult Result;
  InvocationResult Made = makeInvocation(What.Command, filesOf(What.Command), Request.SystemHeaders);
  if (!Made.Invocation)
    return Result;
  std::string Group = groupOf(*Made.Invocation, What.Command.Directory);
  std::optional<Cache::Key> Key;
  if (Shared->Kept) {
    Key = Cache::keyOf(What, *Made.Invocation, /*FullParse=*/false);
    std::optional<Cache::KnownScan> Known = Shared->Kept->findScan(*Key, [&](llvm::StringRef Text) {
      Result = ScanResult();
      return Shared->restore(Text, Result);
    });
    if (Known) {
      Result.Group = std::move(Group);
      Result.KeptInputs = std::move(Known->Inputs);
      return Result;
    }
    Result = ScanResult();
  }
  FilesRead Inputs;
  bool OthersKnowCoroutines = false;
  run(What, Request, Result, Key ? &Inputs : nullptr, OthersKnowCoroutines);
  Result.Group = std::move(Group);
  if (!Key || !Result.Complete)
    return Result;
  for (const ScanResult::UserFile &File : Result.UserFiles)
    if (!Inputs.erase(File.Path))
      return Result;
  if (std::string Text = Shared->encode(Result, OthersKnowCoroutines); !Text.empty())
    Result.KeptInputs = Shared->Kept->keepScan(*Key, Inputs, Text);
  return Result;
}

void Scanner::fill(ScanResult &Result) {
  if (!Result.Files.empty() || Result.KeptInputs.empty())
    return;
  for (const auto &Input : Shared->Kept->inputsOf(Result.KeptInputs))
    if (Input.second.isFile())
      Result.Files.insert(Shared->OnDisk.idOf(Input.first()));
  for (const ScanResult::UserFile &File : Result.UserFiles)
    Result.Files.insert(File.Id);
}

FilesRead Scanner::inputsOf(const ScanResult &Known, const Job &What, const Options &Request) {
  FilesRead Inputs;
  if (!Known.KeptInputs.empty())
    Inputs = Shared->Kept->inputsOf(Known.KeptInputs);
  if (Inputs.empty()) {
    ScanResult Again;
    bool OthersKnowCoroutines = false;
    run(What, Request, Again, &Inputs, OthersKnowCoroutines);
    return Inputs;
  }
  for (const ScanResult::UserFile &File : Known.UserFiles)
    Inputs[File.Path] = Shared->OnDisk.contentsOf(File.Path);
  return Inputs;
}

void Scanner::run(const Job &What, const Options &Request, ScanResult &Result, FilesRead *Inputs, bool &OthersKnowCoroutines) {
  auto Work = [&] {
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk = filesOf(What.Command);
    InvocationResult Made = makeInvocation(What.Command, Disk, Request.SystemHeaders);
    if (!Made.Invocation)
      return;
    Made.Invocation->getFrontendOpts().ProgramAction = clang::frontend::RunPreprocessorOnly;
    FilesRef Files = llvm::makeIntrusiveRefCnt<scanning::DependencyScanningWorkerFilesystem>(Shared->Sources, Disk);
    clang::IgnoringDiagConsumer Errors;
#if COROSAFE_LLVM_MAJOR >= 22
    std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(Made.Invocation, Inputs ? recording(Files, *Inputs) : Files, Errors);
    Instance->setDependencyDirectivesGetter(std::make_unique<Getter>(Files));
#else
    Made.Invocation->getPreprocessorOpts().DependencyDirectivesForFile = [Files](clang::FileEntryRef File) { return directivesOf(File, *Files); };
    std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(Made.Invocation, Inputs ? recording(Files, *Inputs) : Files, Errors);
#endif
    Result.Complete = true;
    ScanAction Act(Result, [&](clang::FileEntryRef File, llvm::StringRef Source, bool IsUsers) {
      std::pair<uint64_t, uint64_t> Id = idOf(File.getUniqueID());
      if (!Result.Files.insert(Id).second)
        return;
      llvm::SmallString<256> Path = File.getName();
      Disk->makeAbsolute(Path);
      bool Knew = std::exchange(Result.KnowsCoroutines, false);
      Shared->note(Id, Path, Source, IsUsers, Result);
      OthersKnowCoroutines |= Result.KnowsCoroutines && !IsUsers;
      Result.KnowsCoroutines |= Knew;
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
}
