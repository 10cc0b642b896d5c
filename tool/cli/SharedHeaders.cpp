//===- SharedHeaders.cpp -----------------------------------------------------===//

#include "SharedHeaders.h"
#include "Analyze.h"
#include "Config.h"
#include "Invocation.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/ASTWriter.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/xxhash.h"

using namespace corosafe;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace {

constexpr llvm::StringLiteral FileFormat = "corosafe shared headers 1";
constexpr size_t MostKept = 8;

std::string hexOf(llvm::StringRef Bytes) {
  llvm::XXH128_hash_t Hash = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Bytes));
  return llvm::utohexstr(Hash.high64, true, 16) + llvm::utohexstr(Hash.low64, true, 16);
}

/// A file as it is now: its size and time. Empty if it is not there.
std::string stateOf(llvm::StringRef File) {
  fs::file_status Status;
  if (fs::status(File, Status))
    return "";
  return std::to_string(Status.getSize()) + "@" + std::to_string(Status.getLastModificationTime().time_since_epoch().count());
}

std::string sumOf(llvm::StringRef File) {
  auto Bytes = llvm::MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return Bytes ? hexOf((*Bytes)->getBuffer()) : "";
}

struct Made {
  std::shared_ptr<clang::PCHBuffer> Bytes = std::make_shared<clang::PCHBuffer>();
  std::vector<std::string> Inputs, Identifiers;
  bool HoldsUsersFiles = false;
};

/// Bodies that facts do not depend on are left out, as in every other parse.
class Chooser : public clang::ASTConsumer {
  bool shouldSkipFunctionBody(clang::Decl *Function) override { return !readsBodyOf(*Function); }
};

class Watcher : public clang::PPCallbacks {
public:
  Watcher(const clang::SourceManager &Sources, bool &HoldsUsersFiles) : Sources(Sources), HoldsUsersFiles(HoldsUsersFiles) {}

  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Why, clang::SrcMgr::CharacteristicKind Kind, clang::FileID,
                        clang::SourceLocation) override {
    if (Why == LexedFileChangeReason::EnterFile && !clang::SrcMgr::isSystem(Kind) && File != Sources.getMainFileID() &&
        Sources.getFileEntryRefForID(File))
      HoldsUsersFiles = true;
  }

private:
  const clang::SourceManager &Sources;
  bool &HoldsUsersFiles;
};

class MakeAction : public clang::GeneratePCHAction {
public:
  explicit MakeAction(Made &Result) : Result(Result) {}

protected:
  /// Clang would write to a temporary file that stays when a signal ends the run.
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &Instance, llvm::StringRef) override {
    std::string Sysroot;
    if (!ComputeASTConsumerArguments(Instance, Sysroot))
      return nullptr;
    std::vector<std::unique_ptr<clang::ASTConsumer>> Both;
    Both.push_back(std::make_unique<Chooser>());
    Both.push_back(std::make_unique<clang::PCHGenerator>(Instance.getPreprocessor(), Instance.getModuleCache(),
                                                         Instance.getFrontendOpts().OutputFile, Sysroot, Result.Bytes,
#if COROSAFE_LLVM_MAJOR >= 22
                                                         Instance.getCodeGenOpts(),
#endif
                                                         Instance.getFrontendOpts().ModuleFileExtensions));
    return std::make_unique<clang::MultiplexConsumer>(std::move(Both));
  }

  bool BeginSourceFileAction(clang::CompilerInstance &Instance) override {
    Instance.getPreprocessor().addPPCallbacks(std::make_unique<Watcher>(Instance.getSourceManager(), Result.HoldsUsersFiles));
    return GeneratePCHAction::BeginSourceFileAction(Instance);
  }

  void EndSourceFileAction() override {
    clang::CompilerInstance &Instance = getCompilerInstance();
    clang::SourceManager &Sources = Instance.getSourceManager();
    for (auto It = Sources.fileinfo_begin(), End = Sources.fileinfo_end(); It != End; ++It)
      Result.Inputs.push_back(It->first.getName().str());
    for (const auto &Known : Instance.getPreprocessor().getIdentifierTable())
      Result.Identifiers.push_back(Known.getKey().str());
    GeneratePCHAction::EndSourceFileAction();
  }

private:
  Made &Result;
};

/// What is on disk, if it is whole and what it was made from is as it was then.
std::unique_ptr<PrecompiledHeaders> load(const std::string &Stem, llvm::StringRef Group) {
  auto Text = llvm::MemoryBuffer::getFile(Stem + ".txt", /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Text)
    return nullptr;
  auto Found = std::make_unique<PrecompiledHeaders>();
  Found->Text = std::move(*Text);
  Found->File = Stem + ".pch";
  llvm::StringRef Rest = Found->Text->getBuffer();
  auto Line = [&] {
    auto [First, Others] = Rest.split('\n');
    Rest = Others;
    return First;
  };
  llvm::StringRef Form = Line(), Sum = Line();
  if (Form != FileFormat || Sum != hexOf(Rest) || Line() != hexOf(Group) || Line() != sumOf(Found->File))
    return nullptr;
  for (llvm::StringRef File = Line(); !File.empty(); File = Line()) {
    auto [Path, State] = File.rsplit('\t');
    if (State != stateOf(Path))
      return nullptr;
  }
  for (llvm::StringRef Header = Line(); !Header.empty(); Header = Line())
    Found->Headers.push_back(Header);
  while (!Rest.empty())
    Found->Identifiers.push_back(Line());
  return Found;
}

/// Those who read the file see all of it or nothing.
bool writeFile(const std::string &File, llvm::StringRef Text) {
  llvm::Expected<fs::TempFile> Temporary = fs::TempFile::create(File + "-%%%%%%%%.tmp");
  if (!Temporary) {
    llvm::consumeError(Temporary.takeError());
    return false;
  }
  llvm::raw_fd_ostream OS(Temporary->FD, /*shouldClose=*/false);
  OS << Text;
  OS.flush();
  bool Failed = OS.has_error();
  OS.clear_error();
  llvm::Error Kept = Failed ? Temporary->discard() : Temporary->keep(File);
  Failed |= bool(Kept);
  llvm::consumeError(std::move(Kept));
  return !Failed;
}

} // namespace

bool PrecompiledHeaders::reads(llvm::StringRef Identifier) const { return std::binary_search(Identifiers.begin(), Identifiers.end(), Identifier); }

std::string corosafe::groupOf(const clang::CompilerInvocation &How, llvm::StringRef Directory) {
  const clang::PreprocessorOptions &Preprocessor = How.getPreprocessorOpts();
  // What is included by the command line would be there twice, and may be the user's.
  if (!Preprocessor.Includes.empty() || !Preprocessor.MacroIncludes.empty() || !Preprocessor.ImplicitPCHInclude.empty() ||
      How.getHeaderSearchOpts().ImplicitModuleMaps || !How.getHeaderSearchOpts().PrebuiltModuleFiles.empty())
    return "";
  clang::CompilerInvocation Alike(How);
  Alike.getFrontendOpts().Inputs.clear();
  Alike.getFrontendOpts().OutputFile.clear();
  Alike.getCodeGenOpts().MainFileName.clear();
  Alike.getCodeGenOpts().CoverageDataFile.clear();
  Alike.getCodeGenOpts().CoverageNotesFile.clear();
  std::string Group = COROSAFE_LLVM_VERSION;
  for (const std::string &Argument : Alike.getCC1CommandLine())
    (Group += '\0') += Argument;
  return ((Group += '\0') += version()) + '\0' + Directory.str();
}

SharedHeaders::SharedHeaders(llvm::StringRef Cache) {
  llvm::SmallString<256> Name(Cache);
  if (Cache.empty()) {
    fs::createUniquePath("corosafe-%%%%%%%%-", Name, /*MakeAbsolute=*/true);
  } else {
    path::append(Name, "headers");
    Folder = Name.str().str();
    path::append(Name, "h-");
  }
  Prefix = Name.str().str();
}

SharedHeaders::~SharedHeaders() {
  for (const std::string &File : Temporary) {
    fs::remove(File);
    llvm::sys::DontRemoveFileOnSignal(File);
  }
}

bool SharedHeaders::anyKept() const { return !Folder.empty() && fs::exists(Folder); }

void SharedHeaders::forgetAtEnd(const std::string &Stem, const std::string &Source) {
  if (!Folder.empty())
    return;
  std::lock_guard<std::mutex> Lock(Guard);
  for (const std::string &File : {Stem + ".pch", Stem + ".txt", Source}) {
    llvm::sys::RemoveFileOnSignal(File);
    Temporary.push_back(File);
  }
}

std::string SharedHeaders::stemOf(llvm::StringRef Group) const { return Prefix + hexOf(Group); }

std::unique_ptr<PrecompiledHeaders> SharedHeaders::make(llvm::StringRef Group, llvm::ArrayRef<std::string> Headers, const Job &Like,
                                                        const Options &Request) {
  if (!Folder.empty() && fs::create_directories(Folder))
    return nullptr;
  std::string Stem = stemOf(Group), Source;
  for (const std::string &Header : Headers)
    Source += "#include <" + Header + ">\n";
  // Its time is part of what is made from it: it is written only when it says something else.
  std::string Main = Stem + "-" + hexOf(Source).substr(0, 8) + ".h";
  forgetAtEnd(Stem, Main);
  if (!fs::exists(Main) && !writeFile(Main, Source))
    return nullptr;

  Made Result;
  bool Ok = false;
  auto Work = [&] {
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files = filesOf(Like.Command);
    InvocationResult How = makeInvocation(Like.Command, Files, Request.SystemHeaders);
    if (!How.Invocation)
      return;
    clang::FrontendOptions &Frontend = How.Invocation->getFrontendOpts();
    clang::InputKind Kind = Frontend.Inputs.front().getKind();
    Frontend.Inputs.assign(1, clang::FrontendInputFile(Main, Kind));
    Frontend.ProgramAction = clang::frontend::GeneratePCH;
    Frontend.OutputFile = Stem + ".pch";
    Frontend.SkipFunctionBodies = true;
    How.Invocation->getLangOpts().PCHInstantiateTemplates = true;
    How.Invocation->getPreprocessorOpts().WriteCommentListToPCH = false;
    clang::IgnoringDiagConsumer Errors;
    std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(How.Invocation, Files, Errors);
    MakeAction Act(Result);
    Ok = Instance->ExecuteAction(Act) && !Instance->getDiagnostics().hasErrorOccurred() && Result.Bytes->IsComplete && !Result.HoldsUsersFiles;
  };
  llvm::CrashRecoveryContext Crash;
  if (!Crash.RunSafelyOnThread(Work, 256u << 20) || !Ok) {
    fs::remove(Stem + ".pch");
    return nullptr;
  }
  llvm::StringRef Bytes(Result.Bytes->Data.data(), Result.Bytes->Data.size());
  if (!writeFile(Stem + ".pch", Bytes))
    return nullptr;
  std::string Text = hexOf(Group) + "\n" + hexOf(Bytes) + "\n";
  Result.Bytes.reset();
  for (const std::string &File : Result.Inputs)
    Text += File + "\t" + stateOf(File) + "\n";
  Text += "\n" + llvm::join(Headers, "\n") + "\n\n";
  llvm::sort(Result.Identifiers);
  Text += llvm::join(Result.Identifiers, "\n");
  if (!writeFile(Stem + ".txt", FileFormat.str() + "\n" + hexOf(Text) + "\n" + Text))
    return nullptr;
  forgetOldest();
  return load(Stem, Group);
}

void SharedHeaders::forgetOldest() const {
  if (Folder.empty())
    return;
  std::vector<std::pair<llvm::sys::TimePoint<>, std::string>> Kept;
  std::error_code Error;
  for (fs::directory_iterator It(Folder, Error), End; It != End && !Error; It.increment(Error))
    if (fs::file_status Status; path::extension(It->path()) == ".txt" && !fs::status(It->path(), Status))
      Kept.push_back({Status.getLastModificationTime(), It->path()});
  llvm::sort(Kept, std::greater<>());
  for (const auto &[Time, File] : llvm::drop_begin(Kept, std::min(MostKept, Kept.size())))
    for (llvm::StringRef Extension : {".pch", ".txt"}) {
      llvm::SmallString<256> Gone(File);
      path::replace_extension(Gone, Extension);
      fs::remove(Gone);
    }
}

void SharedHeaders::prepare(llvm::ArrayRef<size_t> Now, const std::vector<Job> &Jobs, const std::vector<ScanResult> &Scans,
                            const Options &Request) {
  std::map<std::string, std::vector<size_t>> Groups;
  for (size_t I : Now)
    if (Scans[I].Complete && !Scans[I].Group.empty() && !Scans[I].Shareable.empty())
      Groups[Scans[I].Group].push_back(I);
  std::vector<const std::pair<const std::string, std::vector<size_t>> *> Each;
  for (auto &Group : Groups) {
    ByGroup.try_emplace(Group.first);
    Each.push_back(&Group);
  }
  std::vector<size_t> Numbers(Each.size());
  for (size_t I = 0; I < Each.size(); ++I)
    Numbers[I] = I;
  forEachJob(Numbers, Request.Limits, [&](size_t N) {
    const auto &[Group, Units] = *Each[N];
    std::unique_ptr<PrecompiledHeaders> &Known = ByGroup.find(Group)->second;
    if (!Known && !Folder.empty())
      Known = load(stemOf(Group), Group);
    llvm::StringMap<size_t> Count;
    std::vector<std::string> Wanted;
    for (size_t Unit : Units)
      for (const std::string &Header : Scans[Unit].Shareable)
        if (size_t N = ++Count[Header]; N == 2)
          Wanted.push_back(Header);
    // What few include would be read by all.
    llvm::erase_if(Wanted, [&](const std::string &Header) { return Count[Header] * 20 < Units.size(); });
    auto Has = [&](const std::string &Header) { return Known && llvm::is_contained(Known->Headers, llvm::StringRef(Header)); };
    // One parse more has to pay: at once for several units, else later.
    if (Units.size() < (Folder.empty() ? 3u : 2u) || llvm::all_of(Wanted, Has))
      return;
    std::vector<std::string> Both = Wanted;
    if (Known)
      for (llvm::StringRef Header : Known->Headers)
        if (!llvm::is_contained(Wanted, Header))
          Both.push_back(Header.str());
    std::unique_ptr<PrecompiledHeaders> Better = make(Group, Both, Jobs[Units.front()], Request);
    Known = Better || Both == Wanted ? std::move(Better) : make(Group, Wanted, Jobs[Units.front()], Request);
  });
}

const PrecompiledHeaders *SharedHeaders::of(const ScanResult &Unit) const {
  auto It = ByGroup.find(Unit.Group);
  if (It == ByGroup.end() || !It->second)
    return nullptr;
  const PrecompiledHeaders &Known = *It->second;
  bool Helps = llvm::any_of(Unit.Shareable, [&](const std::string &Header) { return llvm::is_contained(Known.Headers, llvm::StringRef(Header)); });
  // A macro of the unit's own that the headers would have seen.
  if (!Helps || llvm::any_of(Unit.MacrosBefore, [&](const std::string &Macro) { return Known.reads(Macro); }))
    return nullptr;
  return &Known;
}
