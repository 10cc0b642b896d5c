//===- Scan.cpp ------------------------------------------------------------===//

#include "Scan.h"
#include "Config.h"
#include "Invocation.h"
#include "KeptScan.h"
#include "ReducedSources.h"
#include "SharedHeaders.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Lex/DependencyDirectivesScanner.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/CrashRecoveryContext.h"
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

using WordSet = std::shared_ptr<const llvm::StringSet<>>;
using WordsOf = llvm::function_ref<WordSet(clang::FileEntryRef, llvm::StringRef)>;

/// Watches includes and macros as they come.
class Watcher : public DirectiveLog {
public:
  Watcher(const clang::Preprocessor &PP, WordsOf Words, ScanResult &Result) : DirectiveLog(PP), Words(Words), Result(Result) {}

  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Why, clang::SrcMgr::CharacteristicKind Kind, clang::FileID Other,
                        clang::SourceLocation Where) override {
    DirectiveLog::LexedFileChanged(File, Why, Kind, Other, Where);
    if (Why == LexedFileChangeReason::ExitFile)
      return leave(Other);
    if (clang::SrcMgr::isSystem(Kind) || isMadeSystem(File, Other)) {
      if (Other.isValid() && isInUsersFile(Sources, Sources.getLocForStartOfFile(Other)))
        Before = Macros.size();
      return;
    }
    auto Entry = Sources.getFileEntryRefForID(File);
    if (!Entry || !UserFiles.insert(idOf(Entry->getUniqueID())).second || File == Sources.getMainFileID())
      return;
    Result.Includes.push_back({pathOf(*Entry), includer(Other), /*IsSystem=*/false});
  }

  void InclusionDirective(clang::SourceLocation Hash, const clang::Token &Include, llvm::StringRef Name, bool Angled,
                          clang::CharSourceRange Range, clang::OptionalFileEntryRef File, llvm::StringRef SearchPath,
                          llvm::StringRef RelativePath, const clang::Module *Suggested, bool Imported,
                          clang::SrcMgr::CharacteristicKind Kind) override {
    DirectiveLog::InclusionDirective(Hash, Include, Name, Angled, Range, File, SearchPath, RelativePath, Suggested, Imported, Kind);
    if (!File)
      Result.Complete = false;
    else if (isInUsersFile(Sources, Hash) && clang::SrcMgr::isSystem(Kind) && Seen.insert(Name).second)
      Result.Includes.push_back({Name.str(), includer(Sources.getFileID(Hash)), /*IsSystem=*/true});
  }

  void MacroDefined(const clang::Token &Name, const clang::MacroDirective *Defined) override {
    if (!isInUsersFile(Sources, Name.getLocation()))
      return;
    Macros.push_back(Name.getIdentifierInfo()->getName().str());
    for (const clang::Token &T : Defined->getMacroInfo()->tokens())
      if (T.is(clang::tok::hashhash))
        Result.Pasting.insert(Macros.back());
  }

  void MacroUndefined(const clang::Token &Name, const clang::MacroDefinition &, const clang::MacroDirective *) override {
    if (isInUsersFile(Sources, Name.getLocation()))
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
  llvm::DenseMap<std::pair<uint64_t, uint64_t>, TextContext> Contexts;

private:
  /// After `#pragma GCC system_header`, which the reduced sources lack, all that a file includes is the system's.
  bool isMadeSystem(clang::FileID File, clang::FileID By) {
    if (By.isInvalid() || !Sources.getFileEntryRefForID(By))
      return false;
    auto [It, New] = SystemFrom.try_emplace(By, static_cast<size_t>(-1));
    if (New)
      It->second = Sources.getBufferData(By).find("GCC system_header");
    bool Is = It->second < Sources.getFileOffset(Sources.getIncludeLoc(File));
    if (Is)
      SystemFrom[File] = 0;
    return Is;
  }

  std::string includer(clang::FileID File) const {
    auto Entry = Sources.getFileEntryRefForID(File);
    return Entry && File != Sources.getMainFileID() ? pathOf(*Entry) : "";
  }

  /// Now that the file ends. What was defined before, or by a file that another one had included already, counts alike.
  void leave(clang::FileID File) {
    auto Entry = Sources.getFileEntryRefForID(File);
    if (!Entry || !UserFiles.contains(idOf(Entry->getUniqueID())) || File == Sources.getMainFileID())
      return;
    auto [It, New] = Contexts.try_emplace(idOf(Entry->getUniqueID()));
    if (!New)
      return;
    WordSet Named = Words(*Entry, Sources.getBufferData(File));
    for (const auto &Word : *Named)
      if (auto Known = PP.getIdentifierTable().find(Word.getKey());
          Known != PP.getIdentifierTable().end() && Known->second->hasMacroDefinition())
        if (const clang::MacroInfo *Macro = PP.getMacroInfo(Known->second);
            Macro && Sources.getFileID(Macro->getDefinitionLoc()) != File)
          It->second.push_back({hashOf(Word.getKey()).Low, meaningOf(*Macro)});
    llvm::sort(It->second);
  }

  WordsOf Words;
  ScanResult &Result;
  llvm::StringSet<> Seen;
  std::vector<std::string> Macros;
  size_t Before = 0;
  llvm::DenseMap<clang::FileID, size_t> SystemFrom; ///< The offset.
};

} // namespace

std::shared_ptr<const llvm::StringSet<>> corosafe::wordsOf(llvm::StringRef Source) {
  auto Words = std::make_shared<llvm::StringSet<>>();
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus20 = true;
  clang::Lexer Lex(clang::SourceLocation(), Language, Source.begin(), Source.begin(), Source.end());
  bool AfterTilde = false;
  clang::Token T;
  for (Lex.LexFromRawLexer(T); T.isNot(clang::tok::eof); Lex.LexFromRawLexer(T)) {
    if (T.is(clang::tok::raw_identifier)) {
      std::string Clean;
      llvm::StringRef Word = T.getRawIdentifier();
      if (T.needsCleaning()) {
        // Split over lines.
        llvm::copy_if(Word, std::back_inserter(Clean), [](char C) { return C != '\\' && C != '\n' && C != '\r'; });
        Word = Clean;
      }
      Words->insert(Word);
      if (AfterTilde)
        Words->insert(("~" + Word).str());
    }
    AfterTilde = T.is(clang::tok::tilde);
  }
  return Words;
}

struct Scanner::State {
  /// What a file's text says, found once however many units include it.
  struct Text {
    bool DeclaresCoroutines = false;
    WordSet Words;          ///< Of files that are somebody's own.
    Hash Named;             ///< Of those.
    std::string Directives; ///< Likewise.
  };

  explicit State(Cache *Kept)
      : Reduced(Kept ? (Kept->folder() + "/reduced").str() : ""), Kept(Kept), OnDisk(Kept ? Kept->disk() : OwnDisk) {}

  void note(std::pair<uint64_t, uint64_t> Id, llvm::StringRef Path, llvm::StringRef Source, bool IsUsers, ScanResult &Result) {
    if (std::optional<ReducedSources::Header> Known = Reduced.taken(Id); Known && !IsUsers) {
      Result.Bytes += Known->Size;
      Result.KnowsCoroutines |= Known->DeclaresCoroutines;
      return;
    }
    Result.Bytes += Source.size();
    Text Known;
    {
      std::lock_guard<std::mutex> Lock(Guard);
      auto [It, New] = Texts.try_emplace(Id);
      if (New)
        It->second.DeclaresCoroutines = declaresCoroutines(Source);
      if (IsUsers)
        read(It->second, Source);
      Known = It->second;
    }
    Result.KnowsCoroutines |= Known.DeclaresCoroutines;
    if (IsUsers)
      Result.UserFiles.push_back({Id, Known.Words, Path.str(), {}, std::nullopt});
  }

  WordSet wordsOf(clang::FileEntryRef File, llvm::StringRef Source) {
    std::lock_guard<std::mutex> Lock(Guard);
    auto [It, New] = Texts.try_emplace(idOf(File.getUniqueID()));
    if (New)
      It->second.DeclaresCoroutines = declaresCoroutines(Source);
    read(It->second, Source);
    return It->second.Words;
  }

  static void read(Text &Known, llvm::StringRef Source) {
    if (Known.Words)
      return;
    Known.Words = corosafe::wordsOf(Source);
    Known.Directives = directivesOf(Source);
    for (const auto &Word : *Known.Words) {
      Hash One = hashOf(Word.getKey());
      Known.Named.Low += One.Low;
      Known.Named.High += One.High;
    }
  }

  /// All of a file that a scan of other files depends on.
  static std::string directivesOf(llvm::StringRef Source) {
    llvm::SmallVector<clang::dependency_directives_scan::Token, 64> Tokens;
    llvm::SmallVector<clang::dependency_directives_scan::Directive, 64> Found;
    if (clang::scanSourceForDependencyDirectives(Source, Tokens, Found))
      return hashOf(Source).hex();
    return hashOf(reducedTo(Source, Found)).hex();
  }

  /// The next run need not read it.
  void keepReduced(clang::FileEntryRef File, llvm::StringRef Path, llvm::StringRef Source,
                   scanning::DependencyScanningWorkerFilesystem &Files) {
    if (!Reduced.wants(Path))
      return;
    PathState State = OnDisk.contentsOf(Path);
    if (Directives Found = ::directivesOf(File, Files); Found && State.isFile())
      Reduced.add(Path, {State, Source.size(), declaresCoroutines(Source)}, reducedTo(Source, *Found));
  }

  // Without its declaration in the standard library's own header clang compiles no coroutine.
  static bool declaresCoroutines(llvm::StringRef Source) { return Source.contains("coroutine_traits"); }

  bool restore(llvm::StringRef Text, ScanResult &Result);
  std::string encode(const ScanResult &Result, bool OthersKnowCoroutines);

  ReducedSources Reduced;
  scanning::DependencyScanningFilesystemSharedCache Sources;
  /// For units whose own files are other units' system headers: nothing here is reduced already.
  scanning::DependencyScanningFilesystemSharedCache Whole;
  Cache *Kept;
  Disk OwnDisk, &OnDisk;
  std::mutex Guard;
  llvm::DenseMap<std::pair<uint64_t, uint64_t>, Text> Texts;
};

Scanner::Scanner(Cache *Kept) : Shared(std::make_unique<State>(Kept)) {}
Scanner::~Scanner() { Shared->Reduced.keep(); }

namespace {

class ScanAction : public clang::PreprocessOnlyAction {
public:
  using Noter = llvm::function_ref<void(clang::FileEntryRef, llvm::StringRef, bool)>;
  ScanAction(WordsOf Words, ScanResult &Result, Noter Note) : Words(Words), Result(Result), Note(Note) {}

protected:
  bool BeginSourceFileAction(clang::CompilerInstance &Instance) override {
    auto Watches = std::make_unique<Watcher>(Instance.getPreprocessor(), Words, Result);
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
    for (ScanResult::UserFile &File : Result.UserFiles) {
      File.Directives = Watching->results().lookup(File.Id);
      if (auto It = Watching->Contexts.find(File.Id); It != Watching->Contexts.end())
        File.Context = It->second;
    }
  }

private:
  WordsOf Words;
  ScanResult &Result;
  Noter Note;
  Watcher *Watching = nullptr; ///< Owned by the preprocessor.
};

} // namespace

std::string Scanner::State::encode(const ScanResult &Result, bool OthersKnowCoroutines) {
  KeptScan Kept{Result.Bytes, OthersKnowCoroutines, {}, Result.Includes, Result.MacrosBefore, {}};
  for (const ScanResult::UserFile &File : Result.UserFiles) {
    std::lock_guard<std::mutex> Lock(Guard);
    const Text &Known = Texts[File.Id];
    Kept.Users.push_back({File.Path, Known.Directives, File.Context, Known.Named, File.Directives});
  }
  for (const auto &Name : Result.Pasting)
    Kept.Pasting.push_back(Name.getKey().str());
  llvm::sort(Kept.Pasting);
  return textOf(Kept);
}

/// False if the user's files say something else now.
bool Scanner::State::restore(llvm::StringRef Text, ScanResult &Result) {
  std::optional<KeptScan> Kept = keptScanFrom(Text);
  if (!Kept)
    return false;
  for (KeptScan::UserFile &User : Kept->Users) {
    if (!OnDisk.contentsOf(User.Path).isFile())
      return false;
    auto Source = llvm::MemoryBuffer::getFile(User.Path, /*IsText=*/false);
    if (!Source)
      return false;
    std::pair<uint64_t, uint64_t> Id = OnDisk.idOf(User.Path);
    note(Id, User.Path, (*Source)->getBuffer(), /*IsUsers=*/true, Result);
    Result.UserFiles.back().Directives = std::move(User.Results);
    Result.UserFiles.back().Context = User.Context;
    std::lock_guard<std::mutex> Lock(Guard);
    const auto &Known = Texts[Id];
    // Which macros a context is about, the words decide.
    if (Known.Directives != User.Directives || (User.Context && Known.Named != User.Named))
      return false;
  }
  Result.KnowsCoroutines |= Kept->OthersKnowCoroutines;
  Result.Bytes = Kept->Bytes;
  Result.Includes = std::move(Kept->Includes);
  Result.MacrosBefore = std::move(Kept->MacrosBefore);
  for (const std::string &Name : Kept->Pasting)
    Result.Pasting.insert(Name);
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
  run(What, Request, "", Result, Key ? &Inputs : nullptr, OthersKnowCoroutines);
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

ScanResult Scanner::scanLike(const Job &What, const Options &Request, llvm::StringRef MainFile) {
  ScanResult Result;
  bool OthersKnowCoroutines = false;
  run(What, Request, MainFile, Result, nullptr, OthersKnowCoroutines);
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
    run(What, Request, "", Again, &Inputs, OthersKnowCoroutines);
    return Inputs;
  }
  for (const ScanResult::UserFile &File : Known.UserFiles)
    Inputs[File.Path] = Shared->OnDisk.contentsOf(File.Path);
  return Inputs;
}

void Scanner::run(const Job &What, const Options &Request, llvm::StringRef MainFile, ScanResult &Result, FilesRead *Inputs,
                  bool &OthersKnowCoroutines) {
  bool UsersAreReduced = false;
  auto Work = [&](bool MayBeReduced) {
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk = filesOf(What.Command);
    InvocationResult Made = makeInvocation(What.Command, Disk, Request.SystemHeaders);
    if (!Made.Invocation)
      return;
    clang::FrontendOptions &Frontend = Made.Invocation->getFrontendOpts();
    Frontend.ProgramAction = clang::frontend::RunPreprocessorOnly;
    if (!MainFile.empty())
      Frontend.Inputs.assign(1, clang::FrontendInputFile(MainFile, Frontend.Inputs.front().getKind()));
    FilesRef Files = llvm::makeIntrusiveRefCnt<scanning::DependencyScanningWorkerFilesystem>(
        MayBeReduced ? Shared->Sources : Shared->Whole, MayBeReduced ? Shared->Reduced.over(Disk, Shared->OnDisk) : Disk);
    clang::IgnoringDiagConsumer Errors;
#if COROSAFE_LLVM_MAJOR >= 22
    std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(Made.Invocation, Inputs ? recording(Files, *Inputs) : Files, Errors);
    Instance->setDependencyDirectivesGetter(std::make_unique<Getter>(Files));
#else
    Made.Invocation->getPreprocessorOpts().DependencyDirectivesForFile = [Files](clang::FileEntryRef File) { return directivesOf(File, *Files); };
    std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(Made.Invocation, Inputs ? recording(Files, *Inputs) : Files, Errors);
#endif
    Result.Complete = true;
    auto IsReduced = [&](clang::FileEntryRef File) { return MayBeReduced && Shared->Reduced.taken(idOf(File.getUniqueID())); };
    auto Words = [&](clang::FileEntryRef File, llvm::StringRef Source) {
      return IsReduced(File) ? std::make_shared<llvm::StringSet<>>() : Shared->wordsOf(File, Source);
    };
    ScanAction Act(Words, Result, [&](clang::FileEntryRef File, llvm::StringRef Source, bool IsUsers) {
      std::pair<uint64_t, uint64_t> Id = idOf(File.getUniqueID());
      if (!Result.Files.insert(Id).second)
        return;
      llvm::SmallString<256> Path = File.getName();
      Disk->makeAbsolute(Path);
      // Of the user's files all words count: the scan is made again.
      UsersAreReduced |= IsUsers && IsReduced(File);
      if (UsersAreReduced)
        return;
      bool Knew = std::exchange(Result.KnowsCoroutines, false);
      Shared->note(Id, Path, Source, IsUsers, Result);
      OthersKnowCoroutines |= Result.KnowsCoroutines && !IsUsers;
      Result.KnowsCoroutines |= Knew;
      if (MayBeReduced && !IsUsers && !IsReduced(File))
        Shared->keepReduced(File, Path, Source, *Files);
    });
    if (!Instance->ExecuteAction(Act) || Instance->getDiagnostics().hasErrorOccurred())
      Result.Complete = false;
  };
  for (bool MayBeReduced : {true, false}) {
    llvm::CrashRecoveryContext Crash;
    if (!Crash.RunSafelyOnThread([&] { Work(MayBeReduced); }, 64u << 20))
      Result = ScanResult();
    if (!std::exchange(UsersAreReduced, false))
      break;
    Result = ScanResult();
    OthersKnowCoroutines = false;
    if (Inputs)
      Inputs->clear();
  }
  // The reduced files are the scanner's own affair: what counts is what is on disk.
  if (Inputs)
    for (auto &Input : *Inputs)
      if (Input.second.isFile())
        Input.second = Shared->OnDisk.contentsOf(Input.first());
}
