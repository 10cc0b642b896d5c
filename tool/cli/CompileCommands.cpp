//===- CompileCommands.cpp -------------------------------------------------===//

#include "CompileCommands.h"
#include "Config.h"
#include "JsonDatabase.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <tuple>

using namespace corosafe;
using namespace clang::tooling;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static llvm::Error problem(const llvm::Twine &Text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Text);
}

std::string corosafe::canonicalPath(llvm::StringRef Path) {
  llvm::SmallString<256> Real;
  if (!fs::real_path(Path, Real))
    return Real.str().str();
  llvm::SmallString<256> Absolute(Path);
  if (fs::make_absolute(Absolute))
    return Path.str();
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  return Absolute.str().str();
}

namespace {

bool isCxxSource(llvm::StringRef File) {
  constexpr llvm::StringRef Extensions[] = {".cpp", ".cc", ".cxx", ".c++", ".cp", ".C", ".CPP", ".cppm", ".ccm", ".cxxm", ".ixx", ".mpp"};
  return llvm::is_contained(Extensions, path::extension(File));
}

/// Headers have no language of their own, or are taken for C.
bool isHeader(llvm::StringRef File) {
  constexpr llvm::StringRef Extensions[] = {".h", ".hh", ".hpp", ".hxx", ".h++", ".H", ".inc", ".inl", ".ipp", ".tpp"};
  return llvm::is_contained(Extensions, path::extension(File));
}

/// By its name alone. C next to C++ does not become C++, nor do notes or data.
bool mayBeCxx(llvm::StringRef File) {
  llvm::StringRef Extension = path::extension(File);
  return isHeader(File) || clang::driver::types::isCXX(clang::driver::types::lookupTypeForExtension(Extension.drop_front(!Extension.empty())));
}

using DatabasePtr = std::unique_ptr<CompilationDatabase>;

/// A database with and without guesses for files that it does not name.
struct Database {
  DatabasePtr Exact, Guessing;
};

llvm::Expected<Database> loadDatabase(llvm::StringRef File) {
  Database Result;
  if (path::filename(File) == "compile_flags.txt") {
    std::string Message;
    Result.Guessing = FixedCompilationDatabase::loadFromFile(File, Message);
    if (!Result.Guessing)
      return problem(File + ": " + Message);
    return Result;
  }
  llvm::Expected<std::shared_ptr<const JsonEntries>> Entries = readJsonEntries(File);
  if (!Entries)
    return Entries.takeError();
  for (DatabasePtr *Part : {&Result.Exact, &Result.Guessing})
    *Part = inferTargetAndDriverMode(expandResponseFiles(jsonDatabase(*Entries), llvm::vfs::getRealFileSystem()));
  Result.Guessing = inferMissingCompileCommands(std::move(Result.Guessing));
  return Result;
}

/// Not clang++, which would take C for C++; what is parsed is the same.
std::string compilerPath() { return COROSAFE_LLVM_PREFIX "/bin/clang"; }

CompileCommand fixedCommand(llvm::StringRef File, llvm::ArrayRef<std::string> Flags) {
  llvm::SmallString<256> Directory;
  fs::current_path(Directory);
  std::vector<std::string> Line{compilerPath()};
  bool SaysLanguage = llvm::any_of(Flags, [](llvm::StringRef F) { return F.starts_with("-x"); });
  if (isHeader(File) && !SaysLanguage)
    Line.insert(Line.end(), {"-x", "c++"});
  Line.insert(Line.end(), Flags.begin(), Flags.end());
  Line.push_back("--");
  Line.push_back(File.str());
  return CompileCommand(Directory, File, std::move(Line), "");
}

/// `@file` among the flags after `--`.
std::vector<std::string> expanded(const std::vector<std::string> &Flags) {
  llvm::BumpPtrAllocator Allocator;
  llvm::SmallVector<const char *> Arguments;
  for (const std::string &Flag : Flags)
    Arguments.push_back(Flag.c_str());
  llvm::cl::ExpansionContext Context(Allocator, llvm::cl::TokenizeGNUCommandLine);
  llvm::consumeError(Context.expandResponseFiles(Arguments));
  return {Arguments.begin(), Arguments.end()};
}

/// Finds and keeps the databases of one request.
class Databases {
public:
  explicit Databases(const Options &Request) : Request(Request) {}

  std::string BuildFolder; ///< Of the first compile_commands.json; the file may be a link to where it was made.

  /// The database of -p; null if there is none.
  llvm::Expected<Database *> named() {
    if (Request.BuildDir.empty() || Request.Flags)
      return nullptr;
    llvm::SmallString<256> File(Request.BuildDir);
    if (fs::is_directory(File))
      path::append(File, "compile_commands.json");
    return load(File);
  }

  /// The database of -p, else the nearest above the file; null if there is none.
  llvm::Expected<Database *> above(llvm::StringRef File) {
    if (Request.Flags)
      return nullptr;
    if (!Request.BuildDir.empty())
      return named();
    llvm::SmallVector<std::string> Passed;
    llvm::Expected<Database *> Found = nullptr;
    for (llvm::StringRef Folder = path::parent_path(File); !Folder.empty(); Folder = path::parent_path(Folder)) {
      if (auto It = ByFolder.find(Folder); It != ByFolder.end()) {
        Found = It->second;
        break;
      }
      Passed.push_back(Folder.str());
      llvm::SmallString<256> Candidate;
      for (llvm::StringRef Name : {"compile_commands.json", "compile_flags.txt"}) {
        Candidate = Folder;
        path::append(Candidate, Name);
        if (fs::exists(Candidate))
          break;
        Candidate.clear();
      }
      if (!Candidate.empty()) {
        Found = load(Candidate);
        break;
      }
    }
    if (Found)
      for (const std::string &Folder : Passed)
        ByFolder[Folder] = *Found;
    return Found;
  }

private:
  llvm::Expected<Database *> load(llvm::StringRef File) {
    auto It = ByFile.find(File);
    if (It == ByFile.end()) {
      llvm::Expected<Database> Loaded = loadDatabase(File);
      if (!Loaded)
        return Loaded.takeError();
      It = ByFile.try_emplace(File, std::move(*Loaded)).first;
      if (It->second.Exact && BuildFolder.empty())
        BuildFolder = path::parent_path(canonicalPath(File)).str();
    }
    return &It->second;
  }

  const Options &Request;
  llvm::StringMap<Database> ByFile;
  llvm::StringMap<Database *> ByFolder;
};

std::string sourceOf(const CompileCommand &Command) {
  llvm::SmallString<256> File(Command.Filename);
  if (path::is_relative(File)) {
    File = Command.Directory;
    path::append(File, Command.Filename);
  }
  return canonicalPath(File);
}

/// C++ sources below a folder, in order of their names; hidden folders are left out.
std::vector<std::string> sourcesBelow(llvm::StringRef Folder) {
  std::vector<std::string> Files;
  std::error_code Error;
  for (fs::recursive_directory_iterator It(Folder, Error, /*follow_symlinks=*/false), End; It != End; It.increment(Error)) {
    if (Error)
      break;
    if (It->type() == fs::file_type::directory_file) {
      if (path::filename(It->path()).starts_with("."))
        It.no_push();
    } else if (isCxxSource(It->path())) {
      Files.push_back(canonicalPath(It->path()));
    }
  }
  llvm::sort(Files);
  return Files;
}

class Finder {
public:
  explicit Finder(const Options &Request) : Request(Request), Known(Request) {
    if (Request.Flags)
      Flags = expanded(*Request.Flags);
  }

  llvm::Expected<JobList> run() {
    if (Request.Inputs.empty()) {
      if (Request.BuildDir.empty() || Request.Flags)
        return problem("no input files; see 'corosafe --help'");
      llvm::Expected<Database *> All = Known.named();
      if (!All)
        return All.takeError();
      addAll(**All, "");
    }
    for (const std::string &Input : Request.Inputs)
      if (llvm::Error E = addInput(Input))
        return E;
    if (Result.Jobs.empty() && Result.Unreadable.empty())
      return problem(Request.Inputs.empty() ? "the compile database of '" + Request.BuildDir + "' names no file"
                                            : "no C++ source in '" + Request.Inputs.front() + "'");
    Result.BuildFolder = Known.BuildFolder;
    return std::move(Result);
  }

private:
  llvm::Error addInput(const std::string &Input) {
    std::string File = canonicalPath(Input);
    fs::file_status Status;
    if (std::error_code Error = fs::status(File, Status)) {
      Result.Unreadable.push_back({File, "", Error.message()});
      return llvm::Error::success();
    }
    if (!fs::is_directory(Status))
      return addFile(File);
    if (!Request.Flags && !Request.BuildDir.empty()) {
      llvm::Expected<Database *> Named = Known.named();
      if (!Named)
        return Named.takeError();
      addAll(**Named, File);
      return llvm::Error::success();
    }
    for (const std::string &Source : sourcesBelow(File)) {
      llvm::Expected<Database *> Nearest = Known.above(Source);
      if (!Nearest)
        return Nearest.takeError();
      if (*Nearest && (*Nearest)->Exact && (*Nearest)->Exact->getCompileCommands(Source).empty())
        continue;
      if (llvm::Error E = addFile(Source))
        return E;
    }
    return llvm::Error::success();
  }

  llvm::Error addFile(const std::string &File) {
    llvm::Expected<Database *> Source = Known.above(File);
    if (!Source)
      return Source.takeError();
    std::vector<CompileCommand> Commands;
    if (*Source)
      Commands = (*Source)->Guessing->getCompileCommands(File);
    if (!Commands.empty() && !Commands.front().Heuristic.empty() && !mayBeCxx(File))
      Commands.clear();
    if (Commands.empty())
      Commands.push_back(fixedCommand(File, Request.Flags ? llvm::ArrayRef(Flags) : llvm::ArrayRef(DefaultFlags)));
    for (CompileCommand &Command : Commands)
      add(File, std::move(Command));
    return llvm::Error::success();
  }

  /// All files of a database that are below a folder (empty: all).
  void addAll(const Database &All, llvm::StringRef Folder) {
    const CompilationDatabase &Base = All.Exact ? *All.Exact : *All.Guessing;
    std::vector<Job> Found;
    for (CompileCommand &Command : Base.getAllCompileCommands())
      Found.push_back({sourceOf(Command), std::move(Command)});
    llvm::stable_sort(Found, [](const Job &A, const Job &B) {
      return std::tie(A.File, A.Command.Directory, A.Command.CommandLine) < std::tie(B.File, B.Command.Directory, B.Command.CommandLine);
    });
    for (Job &Next : Found)
      if (Folder.empty() || (llvm::StringRef(Next.File).starts_with(Folder) && path::is_separator(Next.File[Folder.size()])))
        add(Next.File, std::move(Next.Command));
  }

  void add(const std::string &File, CompileCommand Command) {
    if (std::error_code Error = fs::access(File, fs::AccessMode::Exist)) {
      Result.Unreadable.push_back({File, "", Error.message()});
      return;
    }
    auto Handle = fs::openNativeFileForRead(File);
    if (!Handle) {
      Result.Unreadable.push_back({File, "", llvm::toString(Handle.takeError())});
      return;
    }
    fs::closeFile(*Handle);
    std::string Identity = File + '\0' + Command.Directory;
    for (const std::string &Argument : Command.CommandLine)
      (Identity += '\0') += Argument;
    if (Seen.insert(Identity).second)
      Result.Jobs.push_back({File, std::move(Command)});
  }

  const Options &Request;
  Databases Known;
  std::vector<std::string> Flags;
  const std::vector<std::string> DefaultFlags{"-std=c++20"};
  llvm::StringSet<> Seen; ///< Of what makes a job: file, folder, command.
  JobList Result;
};

} // namespace

llvm::Expected<JobList> corosafe::findJobs(const Options &Request) { return Finder(Request).run(); }
