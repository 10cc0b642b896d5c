//===- PrecompiledHeaders.cpp ------------------------------------------------===//

#include "PrecompiledHeaders.h"
#include "Analyze.h"
#include "Invocation.h"
#include "PrecompiledFile.h"
#include "SharedInstances.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include <map>

using namespace corosafe;
namespace fs = llvm::sys::fs;

namespace {

constexpr llvm::StringLiteral FileFormat = "corosafe shared headers 3";

/// A file as it is now: its size and time. Empty if it is not there.
std::string stateOf(llvm::StringRef File) {
  fs::file_status Status;
  if (fs::status(File, Status))
    return "";
  return std::to_string(Status.getSize()) + "@" + std::to_string(Status.getLastModificationTime().time_since_epoch().count());
}

struct Made {
  std::shared_ptr<clang::PCHBuffer> Bytes = std::make_shared<clang::PCHBuffer>();
  std::vector<std::string> Inputs, Identifiers;
  bool HoldsUsersFiles = false;
  struct UserFile {
    std::string Path;
    unsigned Begin, Size;
  };
  std::vector<UserFile> UserFiles;
  llvm::StringSet<> Harmful; ///< Macros of the user's files that the system headers' text names.
  /// Of each file of the user's the macros that its text tests or expands, by name.
  std::map<std::string, llvm::StringSet<>> Used;
};

/// Bodies that facts do not depend on are left out, as in every other parse.
class Chooser : public clang::ASTConsumer {
  bool shouldSkipFunctionBody(clang::Decl *Function) override { return !readsBodyOf(*Function); }
};

std::string pathOf(clang::FileEntryRef File, const clang::SourceManager &Sources) {
  llvm::SmallString<256> Path(File.getName());
  Sources.getFileManager().makeAbsolutePath(Path);
  return Path.str().str();
}

class Watcher : public clang::PPCallbacks {
public:
  Watcher(const clang::Preprocessor &PP, Made &Result) : PP(PP), Sources(PP.getSourceManager()), Result(Result) {}

  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Why, clang::SrcMgr::CharacteristicKind Kind, clang::FileID,
                        clang::SourceLocation) override {
    auto Entry = Sources.getFileEntryRefForID(File);
    if (Why != LexedFileChangeReason::EnterFile || File == Sources.getMainFileID() || !Entry)
      return;
    if (clang::SrcMgr::isSystem(Kind)) {
      System.push_back(File);
      return;
    }
    Result.HoldsUsersFiles = true;
    Result.UserFiles.push_back(
        {pathOf(*Entry, Sources), Sources.getLocForStartOfFile(File).getRawEncoding(), static_cast<unsigned>(Entry->getSize())});
  }

  void MacroExpands(const clang::Token &Name, const clang::MacroDefinition &, clang::SourceRange, const clang::MacroArgs *) override {
    use(Name);
  }
  void Defined(const clang::Token &Name, const clang::MacroDefinition &, clang::SourceRange) override { use(Name); }
  void Ifdef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &) override { use(Name); }
  void Ifndef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &) override { use(Name); }
  void Elifdef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &) override { use(Name); }
  void Elifndef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &) override { use(Name); }

  void MacroDefined(const clang::Token &Name, const clang::MacroDirective *) override { define(Name); }
  void MacroUndefined(const clang::Token &Name, const clang::MacroDefinition &, const clang::MacroDirective *) override { define(Name); }

  void finish(const clang::IdentifierTable &All) {
    for (clang::FileID File : System) {
      if (Macros.empty())
        break;
      clang::Lexer Lex(File, Sources.getBufferOrFake(File), Sources, PP.getLangOpts());
      clang::Token T;
      for (Lex.LexFromRawLexer(T); T.isNot(clang::tok::eof); Lex.LexFromRawLexer(T))
        if (T.is(clang::tok::raw_identifier) && Macros.contains(T.getRawIdentifier()))
          Result.Harmful.insert(T.getRawIdentifier());
    }
    for (const auto &Known : All)
      if (!Macros.contains(Known.getKey()) || Result.Harmful.contains(Known.getKey()))
        Result.Identifiers.push_back(Known.getKey().str());
  }

private:
  void use(const clang::Token &Name) {
    clang::FileID File = Sources.getFileID(Sources.getExpansionLoc(Name.getLocation()));
    if (File != Last) {
      Last = File;
      auto Entry = Sources.getFileEntryRefForID(File);
      Into = Entry && isInUsersFile(Sources, Name.getLocation()) ? &Result.Used[pathOf(*Entry, Sources)] : nullptr;
    }
    if (Into)
      Into->insert(Name.getIdentifierInfo()->getName());
  }

  void define(const clang::Token &Name) {
    if (isInUsersFile(Sources, Name.getLocation()))
      Macros.insert(Name.getIdentifierInfo()->getName());
  }

  const clang::Preprocessor &PP;
  const clang::SourceManager &Sources;
  Made &Result;
  std::vector<clang::FileID> System;
  llvm::StringSet<> Macros; ///< Of the user's.
  clang::FileID Last;
  llvm::StringSet<> *Into = nullptr; ///< Of Last.
};

/// Finds the includes in which the errors are.
class Blamer : public clang::DiagnosticConsumer {
public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override {
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    clang::SourceLocation Where = Info.getLocation();
    if (!Info.hasSourceManager())
      return Lines.clear();
    const clang::SourceManager &Sources = Info.getSourceManager();
    while (Where.isValid() && Sources.getFileID(Where = Sources.getExpansionLoc(Where)) != Sources.getMainFileID())
      Where = Sources.getIncludeLoc(Sources.getFileID(Where));
    Lines.insert(Where.isValid() ? Sources.getExpansionLineNumber(Where) : 0);
  }

  llvm::DenseSet<unsigned> Lines; ///< Of the main file; 0: not in any.
};

class MakeAction : public clang::GeneratePCHAction {
public:
  MakeAction(Made &Result, bool OfUsers) : Result(Result), OfUsers(OfUsers) {}

protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &Instance, llvm::StringRef) override {
    std::unique_ptr<clang::ASTConsumer> Writer = makePrecompiledWriter(Instance, Result.Bytes, /*IncludeTimestamps=*/!OfUsers);
    if (!Writer)
      return nullptr;
    // A missing header is that of one include only.
    Instance.getDiagnostics().setFatalsAsError(true);
    std::vector<std::unique_ptr<clang::ASTConsumer>> Both;
    Both.push_back(std::make_unique<Chooser>());
    Both.push_back(std::move(Writer));
    return std::make_unique<clang::MultiplexConsumer>(std::move(Both));
  }

  bool BeginSourceFileAction(clang::CompilerInstance &Instance) override {
    auto Watches = std::make_unique<Watcher>(Instance.getPreprocessor(), Result);
    Watching = Watches.get();
    Instance.getPreprocessor().addPPCallbacks(std::move(Watches));
    return GeneratePCHAction::BeginSourceFileAction(Instance);
  }

  void EndSourceFileAction() override {
    clang::CompilerInstance &Instance = getCompilerInstance();
    clang::SourceManager &Sources = Instance.getSourceManager();
    for (auto It = Sources.fileinfo_begin(), End = Sources.fileinfo_end(); It != End; ++It)
      Result.Inputs.push_back(pathOf(It->first, Sources));
    Watching->finish(Instance.getPreprocessor().getIdentifierTable());
    GeneratePCHAction::EndSourceFileAction();
  }

private:
  Made &Result;
  bool OfUsers;
  Watcher *Watching = nullptr; ///< Owned by the preprocessor.
};

/// One parse of Main. False if it failed; Blamed are the lines at fault.
bool parse(const HeaderRequest &What, const std::string &Main, Made &Result, llvm::DenseSet<unsigned> &Blamed) {
  bool Ok = false;
  auto Work = [&] {
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files = filesOf(What.Like.Command);
    InvocationResult How = makeInvocation(What.Like.Command, Files, What.Request.SystemHeaders);
    if (!How.Invocation)
      return;
    preparePrecompiling(*How.Invocation, Main, What.Stem + ".pch");
    Blamer Errors;
    std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(How.Invocation, Files, Errors);
    MakeAction Act(Result, What.OfUsers);
    Ok = Instance->ExecuteAction(Act) && !Instance->getDiagnostics().hasErrorOccurred() && Result.Bytes->IsComplete &&
         (What.OfUsers || !Result.HoldsUsersFiles);
    Blamed = std::move(Errors.Lines);
  };
  llvm::CrashRecoveryContext Crash;
  return Crash.RunSafelyOnThread(Work, 256u << 20) && Ok;
}

/// A line for each of the user's files; none if system headers depend on what stands before them.
std::vector<std::string> describeUsers(const HeaderRequest &What, const std::string &Main, const Made &Result, Scanner &Sources) {
  ScanResult Scan = Sources.scanLike(What.Like, What.Request, Main);
  if (!Scan.Complete || llvm::any_of(Scan.MacrosBefore, [&](const std::string &Macro) { return Result.Harmful.contains(Macro); }))
    return {};
  llvm::DenseMap<std::pair<uint64_t, uint64_t>, const ScanResult::UserFile *> Known;
  for (const ScanResult::UserFile &File : Scan.UserFiles)
    if (File.Context)
      Known[File.Id] = &File;
  std::vector<std::string> Lines;
  for (const Made::UserFile &File : Result.UserFiles) {
    fs::UniqueID Id;
    if (fs::getUniqueID(File.Path, Id))
      return {};
    auto It = Known.find(idOf(Id));
    if (It == Known.end())
      return {};
    llvm::DenseSet<uint64_t> Used;
    if (auto Names = Result.Used.find(File.Path); Names != Result.Used.end())
      for (const auto &Name : Names->second)
        Used.insert(hashOf(Name.getKey()).Low);
    std::string Line = File.Path + "\t" + std::to_string(File.Begin) + "\t" + std::to_string(File.Size) + "\t" +
                       textOf(It->second->Directives);
    for (const auto &[Name, Meaning] : *It->second->Context)
      Line += "\t" + llvm::utohexstr(Name) + (Used.contains(Name) ? "+" : "-") + llvm::utohexstr(Meaning);
    Lines.push_back(std::move(Line));
  }
  return Lines;
}

} // namespace

bool PrecompiledHeaders::reads(llvm::StringRef Identifier) const {
  return std::binary_search(Identifiers.begin(), Identifiers.end(), Identifier);
}

std::unique_ptr<PrecompiledHeaders> corosafe::loadHeaders(const std::string &Stem, llvm::StringRef Group, bool OfUsers) {
  auto Text = llvm::MemoryBuffer::getFile(Stem + ".txt", /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Text)
    return nullptr;
  auto Found = std::make_unique<PrecompiledHeaders>();
  Found->Text = std::move(*Text);
  Found->OfUsers = OfUsers;
  llvm::StringRef Rest = Found->Text->getBuffer();
  auto Line = [&] {
    auto [First, Others] = Rest.split('\n');
    Rest = Others;
    return First;
  };
  llvm::StringRef Form = Line(), SumOfText = Line();
  if (Form != FileFormat || SumOfText != hexOf(Rest) || Line() != hexOf(Group))
    return nullptr;
  llvm::StringRef Sum = Line();
  if (!Sum.empty())
    Found->File = Found->Top = Stem + ".pch";
  if (Sum != sumOf(Found->File))
    return nullptr;
  Found->Sum = Sum;
  for (llvm::StringRef File = Line(); !File.empty(); File = Line()) {
    auto [Path, State] = File.rsplit('\t');
    // Checked out anew, one's own files are as they were with another time.
    if (State != (State.starts_with("=") ? "=" + sumOf(Path) : stateOf(Path)))
      return nullptr;
  }
  for (std::vector<llvm::StringRef> *List : {&Found->Headers, &Found->Rejected})
    for (llvm::StringRef Header = Line(); !Header.empty(); Header = Line())
      List->push_back(Header);
  for (llvm::StringRef File = Line(); !File.empty(); File = Line()) {
    llvm::SmallVector<llvm::StringRef, 32> Parts;
    File.split(Parts, '\t');
    PrecompiledHeaders::UserFile User;
    fs::UniqueID Id;
    if (Parts.size() < 4 || fs::getUniqueID(Parts[0], Id) || Parts[1].getAsInteger(10, User.Begin) || Parts[2].getAsInteger(10, User.Size))
      return nullptr;
    std::optional<DirectiveResults> Directives = directivesFrom(Parts[3]);
    if (!Directives)
      return nullptr;
    User.Directives = std::move(*Directives);
    User.Path = Parts[0];
    User.Id = idOf(Id);
    for (llvm::StringRef Part : llvm::drop_begin(Parts, 4)) {
      size_t Middle = Part.find_first_of("+-");
      PrecompiledHeaders::UserFile::Macro Macro;
      if (Middle == llvm::StringRef::npos || Part.take_front(Middle).getAsInteger(16, Macro.Name) ||
          Part.drop_front(Middle + 1).getAsInteger(16, Macro.Meaning))
        return nullptr;
      Macro.Used = Part[Middle] == '+';
      User.Context.push_back(Macro);
    }
    Found->UserFiles.push_back(std::move(User));
  }
  while (!Rest.empty())
    Found->Identifiers.push_back(Line());
  loadInstances(*Found, Stem);
  return Found;
}

std::unique_ptr<PrecompiledHeaders> corosafe::makeHeaders(HeaderRequest What, Scanner &Sources) {
  const std::string Main = What.Stem + ".h";
  std::vector<std::string> Rejected, Users;
  Made Result;
  constexpr unsigned MostTries = 4;
  for (unsigned Try = 0; !What.Headers.empty(); ++Try) {
    std::string Source;
    for (const std::string &Header : What.Headers)
      Source += "#include " + Header + "\n";
    // Its time is part of what is made from it: it is written only when it says something else.
    auto Known = llvm::MemoryBuffer::getFile(Main);
    if ((!Known || (*Known)->getBuffer() != Source) && !writeWhole(Main, Source))
      return nullptr;
    llvm::DenseSet<unsigned> Blamed;
    Result = Made();
    if (parse(What, Main, Result, Blamed)) {
      if (!What.OfUsers)
        break;
      Users = describeUsers(What, Main, Result, Sources);
      if (!Users.empty())
        break;
    }
    fs::remove(What.Stem + ".pch");
    // What failed with nothing read would never be tried again.
    if (!What.OfUsers || Result.Inputs.empty())
      return nullptr;
    std::vector<std::string> Others;
    for (auto [I, Header] : llvm::enumerate(What.Headers))
      (Try < MostTries && !Blamed.contains(1 + static_cast<unsigned>(I)) ? Others : Rejected).push_back(Header);
    // Nothing to blame, nothing to gain.
    if (Others.size() == What.Headers.size())
      Rejected = std::exchange(Others, {});
    What.Headers = std::move(Others);
  }
  std::string Text = hexOf(What.Group) + "\n";
  if (!What.Headers.empty()) {
    llvm::StringRef Bytes(Result.Bytes->Data.data(), Result.Bytes->Data.size());
    if (!writeWhole(What.Stem + ".pch", Bytes))
      return nullptr;
    Text += hexOf(Bytes);
  }
  Text += "\n";
  Result.Bytes.reset();
  llvm::StringSet<> OfUsers;
  for (const Made::UserFile &File : Result.UserFiles)
    OfUsers.insert(File.Path);
  for (const std::string &File : Result.Inputs)
    Text += File + "\t" + (OfUsers.contains(File) ? "=" + sumOf(File) : stateOf(File)) + "\n";
  for (const std::vector<std::string> *List : {&std::as_const(What.Headers), &std::as_const(Rejected), &std::as_const(Users)})
    Text += "\n" + llvm::join(*List, "\n") + (List->empty() ? "" : "\n");
  llvm::sort(Result.Identifiers);
  Text += "\n" + llvm::join(Result.Identifiers, "\n");
  if (!writeWhole(What.Stem + ".txt", FileFormat.str() + "\n" + hexOf(Text) + "\n" + Text))
    return nullptr;
  return loadHeaders(What.Stem, What.Group, What.OfUsers);
}
