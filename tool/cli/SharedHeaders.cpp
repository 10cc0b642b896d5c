//===- SharedHeaders.cpp -----------------------------------------------------===//

#include "SharedHeaders.h"
#include "Analyze.h"
#include "Config.h"
#include "Invocation.h"
#include "SharedInstances.h"
#include "Workers.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"

using namespace corosafe;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Groups.
constexpr size_t MostKept = 8;

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

struct SharedHeaders::Alike {
  llvm::StringRef Group;
  std::vector<size_t> Now;
  const std::vector<Job> &Jobs;
  const std::vector<ScanResult> &Scans;
  const Options &Request;
};

SharedHeaders::SharedHeaders(llvm::StringRef Cache, Scanner &Sources) : Sources(Sources) {
  llvm::SmallString<256> Name(Cache);
  if (Cache.empty()) {
    fs::createUniquePath("corosafe-%%%%%%%%-", Name, /*MakeAbsolute=*/true);
  } else {
    // Each unit has a working directory of its own.
    fs::make_absolute(Name);
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

void SharedHeaders::forgetAtEnd(const std::string &Stem) {
  if (!Folder.empty())
    return;
  std::lock_guard<std::mutex> Lock(Guard);
  for (const std::string &File : {Stem + ".pch", Stem + ".txt", Stem + ".h"}) {
    llvm::sys::RemoveFileOnSignal(File);
    Temporary.push_back(File);
  }
}

std::string SharedHeaders::stemOf(llvm::StringRef Group, bool OfUsers) const {
  return Prefix + hashOf(Group).hex() + (OfUsers ? "-users" : "");
}

SharedHeaders::Headers SharedHeaders::load(const Alike &Units, bool OfUsers) const {
  return Folder.empty() ? nullptr : loadHeaders(stemOf(Units.Group, OfUsers), Units.Group, OfUsers);
}

SharedHeaders::Headers SharedHeaders::make(const Alike &Units, std::vector<std::string> Names, bool OfUsers) {
  if (!Folder.empty() && fs::create_directories(Folder))
    return nullptr;
  HeaderRequest What{stemOf(Units.Group, OfUsers),     Units.Group, std::move(Names), OfUsers,
                     Units.Jobs[Units.Now.front()], Units.Request};
  forgetAtEnd(What.Stem);
  Headers Made = makeHeaders(std::move(What), Sources);
  forgetOldest();
  return Made;
}

void SharedHeaders::forgetOldest() const {
  if (Folder.empty())
    return;
  std::map<std::string, llvm::sys::TimePoint<>> LastMade;
  std::error_code Error;
  for (fs::directory_iterator It(Folder, Error), End; It != End && !Error; It.increment(Error)) {
    llvm::StringRef Stem = It->path();
    fs::file_status Status;
    if (!Stem.consume_back(".txt") || fs::status(It->path(), Status))
      continue;
    Stem.consume_back(InstancesEnd);
    Stem.consume_back("-users");
    llvm::sys::TimePoint<> &Last = LastMade[Stem.str()];
    Last = std::max(Last, Status.getLastModificationTime());
  }
  std::vector<std::pair<llvm::sys::TimePoint<>, std::string>> Kept;
  for (const auto &[Stem, Time] : LastMade)
    Kept.push_back({Time, Stem});
  llvm::sort(Kept, std::greater<>());
  for (const auto &[Time, Stem] : llvm::drop_begin(Kept, std::min(MostKept, Kept.size())))
    for (llvm::StringRef Users : {"", "-users"})
      for (llvm::StringRef Instances : {llvm::StringRef(), llvm::StringRef(InstancesEnd)})
        for (llvm::StringRef End : {".pch", ".txt", ".h"})
          fs::remove(Stem + Users + Instances + End);
}

static std::string spelt(const ScanResult::Include &Header) {
  return Header.IsSystem ? "<" + Header.Name + ">" : "\"" + Header.Name + "\"";
}

namespace {

/// Includes of several units.
class Counted {
public:
  void add(const std::string &Name, size_t Place) {
    auto [It, New] = Known.try_emplace(Name, Count{Names.size(), 0, 0});
    if (New)
      Names.push_back(Name);
    ++It->second.Units;
    It->second.Places += Place;
  }

  /// What several have; what few of them include would be read by all. In the order in which
  /// most include them: a header that comes first should come first here.
  std::vector<std::string> ofMany(size_t Units) const {
    std::vector<std::string> Many;
    llvm::copy_if(Names, std::back_inserter(Many), [&](const std::string &Name) {
      size_t N = of(Name).Units;
      return N >= 2 && N * 20 >= Units;
    });
    llvm::stable_sort(Many, [&](const std::string &A, const std::string &B) {
      return of(A).Places * of(B).Units < of(B).Places * of(A).Units;
    });
    return Many;
  }

  const std::vector<std::string> &ofAny() const { return Names; }

private:
  struct Count {
    size_t Order, Units, Places;
  };
  const Count &of(const std::string &Name) const { return Known.find(Name)->second; }
  llvm::StringMap<Count> Known;
  std::vector<std::string> Names;
};

} // namespace

static std::vector<std::string> withOthers(std::vector<std::string> Names, llvm::ArrayRef<llvm::StringRef> Others) {
  for (llvm::StringRef Name : Others)
    if (!llvm::is_contained(Names, Name))
      Names.push_back(Name.str());
  return Names;
}

/// One parse more has to pay: at once for several units, else later.
bool SharedHeaders::paysFor(size_t Units) const { return Units >= (Folder.empty() ? 3u : 2u); }

void SharedHeaders::prepareSystem(const Alike &Units, Headers &Known) {
  if (!Known)
    Known = load(Units, /*OfUsers=*/false);
  Counted Includes;
  for (size_t Unit : Units.Now)
    for (const ScanResult::Include &Header : Units.Scans[Unit].Includes)
      if (Header.IsSystem)
        Includes.add(spelt(Header), 0);
  std::vector<std::string> Wanted = Includes.ofMany(Units.Now.size());
  bool Pays = paysFor(Units.Now.size());
  if (!Pays && !Known && !Folder.empty()) {
    // Headers of one's own changed, those of the system did not: the next run will want them as well.
    Wanted = Includes.ofAny();
    Pays = fs::exists(stemOf(Units.Group, /*OfUsers=*/true) + ".txt");
  }
  auto Has = [&](const std::string &Header) { return Known && llvm::is_contained(Known->Headers, llvm::StringRef(Header)); };
  if (!Pays || llvm::all_of(Wanted, Has))
    return;
  std::vector<std::string> Both = Known ? withOthers(Wanted, Known->Headers) : Wanted;
  Headers Better = make(Units, Both, /*OfUsers=*/false);
  Known = Better || Both == Wanted ? std::move(Better) : make(Units, Wanted, /*OfUsers=*/false);
}

void SharedHeaders::prepareUsers(const Alike &Units, Headers &Known) {
  // They are for those who include one of the user's.
  if (llvm::all_of(Units.Now, [&](size_t Unit) {
        return llvm::all_of(Units.Scans[Unit].Includes, [](const ScanResult::Include &Header) { return Header.IsSystem; });
      }))
    return;
  if (!Known)
    Known = load(Units, /*OfUsers=*/true);
  Counted Own;
  for (size_t Unit : Units.Now)
    for (const ScanResult::Include &Header : Units.Scans[Unit].Includes)
      if (!Header.IsSystem && Header.Name.find_first_of("\n\"") == std::string::npos)
        Own.add(Header.Name, 0);
  llvm::StringSet<> Shared;
  for (const std::string &Name : Own.ofMany(Units.Now.size()))
    Shared.insert(Name);
  // What comes with another one only may not be meant to be included alone.
  Counted Includes;
  for (size_t Unit : Units.Now)
    for (size_t Place = 0; const ScanResult::Include &Header : Units.Scans[Unit].Includes)
      if (!Shared.contains(Header.By) && (Header.IsSystem || Shared.contains(Header.Name)))
        Includes.add(spelt(Header), Place++);
  std::vector<std::string> Wanted = Includes.ofMany(Units.Now.size());
  auto Has = [&](const std::string &Header) {
    if (!Known)
      return false;
    llvm::StringRef Path = llvm::StringRef(Header).drop_front().drop_back();
    return llvm::is_contained(Known->Headers, llvm::StringRef(Header)) || llvm::is_contained(Known->Rejected, llvm::StringRef(Header)) ||
           llvm::any_of(Known->UserFiles, [&](const PrecompiledHeaders::UserFile &File) { return File.Path == Path; });
  };
  bool AnyOfUsers = llvm::any_of(Wanted, [](const std::string &Header) { return Header.front() == '"'; });
  // They change more often than others, and are made again then.
  if (!AnyOfUsers || !paysFor(Units.Now.size() / 2) || llvm::all_of(Wanted, Has))
    return;
  Known = make(Units, Known ? withOthers(Wanted, Known->Headers) : Wanted, /*OfUsers=*/true);
}

void SharedHeaders::prepareInstances(const Alike &Like, llvm::ArrayRef<size_t> Units, PrecompiledHeaders *Known) {
  constexpr size_t FewestUnits = 6; // One parse more has to pay.
  if (!Known || Known->File.empty() || !Known->LooksForInstances)
    return;
  std::vector<size_t> OnTop;
  llvm::copy_if(Units, std::back_inserter(OnTop), [&](size_t Unit) {
    std::vector<const PrecompiledHeaders *> Found = of(Like.Scans[Unit]);
    return !Found.empty() && Found.front() == Known;
  });
  if (OnTop.size() < FewestUnits)
    return;
  std::string Stem = stemOf(Like.Group, Known->OfUsers);
  forgetAtEnd((Stem + InstancesEnd).str());
  makeInstances(*Known, Stem, typicalOf(OnTop, Like.Scans, *Known), Like.Jobs, Like.Scans, Like.Request);
}

void SharedHeaders::prepare(llvm::ArrayRef<size_t> Now, const std::vector<Job> &Jobs, const std::vector<ScanResult> &Scans,
                            const Options &Request) {
  std::map<std::string, std::vector<size_t>> Groups;
  for (size_t I : Now)
    if (Scans[I].Complete && !Scans[I].Group.empty() && !Scans[I].Includes.empty())
      Groups[Scans[I].Group].push_back(I);
  std::vector<std::pair<Alike, Both *>> Each;
  std::vector<size_t> Numbers;
  for (const auto &[Group, Units] : Groups) {
    Numbers.push_back(Each.size());
    Both &Known = ByGroup[Group];
    llvm::append_range(Known.Units, Units);
    Each.push_back({{Group, Units, Jobs, Scans, Request}, &Known});
  }
  forEachJob(Numbers, Request.Limits, [&](size_t N) {
    auto &[Units, Known] = Each[N];
    prepareUsers(Units, Known->Users);
    llvm::erase_if(Units.Now, [&](size_t Unit) { return !of(Scans[Unit]).empty(); });
    if (!Units.Now.empty())
      prepareSystem(Units, Known->System);
    for (const Headers *Set : {&Known->Users, &Known->System})
      prepareInstances(Units, Known->Units, Set->get());
  });
}

/// The text says the same in both: a macro that only the unit has could change it anywhere
/// where it is named, one that only the layer has would have, had it been used.
static bool areAlike(const TextContext &Unit, llvm::ArrayRef<PrecompiledHeaders::UserFile::Macro> Layer) {
  auto Next = Unit.begin();
  for (const PrecompiledHeaders::UserFile::Macro &M : Layer) {
    if (Next != Unit.end() && Next->first == M.Name) {
      if (Next->second != M.Meaning)
        return false;
      ++Next;
    } else if (M.Used) {
      return false;
    }
  }
  return Next == Unit.end();
}

/// Every file that the unit reads too must say in them what it says in the unit.
static bool sayAlike(const ScanResult &Unit, const PrecompiledHeaders &Shared) {
  if (llvm::any_of(Unit.MacrosBefore, [&](const std::string &Macro) { return Shared.reads(Macro); }))
    return false;
  llvm::DenseMap<std::pair<uint64_t, uint64_t>, const PrecompiledHeaders::UserFile *> Files;
  for (const PrecompiledHeaders::UserFile &File : Shared.UserFiles)
    Files[File.Id] = &File;
  return llvm::all_of(Unit.UserFiles, [&](const ScanResult::UserFile &File) {
    auto It = Files.find(File.Id);
    if (It == Files.end())
      return true;
    return File.Directives == It->second->Directives && File.Context && areAlike(*File.Context, It->second->Context);
  });
}

/// No file that is the user's in them is the system's in the unit, as what a system header includes is.
static bool areUsersAlike(const ScanResult &Unit, const PrecompiledHeaders &Shared) {
  FileIds Users;
  for (const ScanResult::UserFile &File : Unit.UserFiles)
    Users.insert(File.Id);
  return llvm::all_of(Shared.UserFiles, [&](const PrecompiledHeaders::UserFile &File) {
    return Users.contains(File.Id) || !Unit.Files.contains(File.Id);
  });
}

/// One of the unit's includes is among them.
static bool help(const ScanResult &Unit, const PrecompiledHeaders &Shared) {
  return llvm::any_of(Unit.Includes, [&](const ScanResult::Include &Header) {
    return Header.IsSystem != Shared.OfUsers && llvm::is_contained(Shared.Headers, llvm::StringRef(spelt(Header)));
  });
}

std::vector<const PrecompiledHeaders *> SharedHeaders::of(const ScanResult &Unit) const {
  std::vector<const PrecompiledHeaders *> Found;
  auto It = ByGroup.find(Unit.Group);
  if (It == ByGroup.end())
    return Found;
  for (const Headers *Shared : {&It->second.Users, &It->second.System})
    if (*Shared && !(*Shared)->File.empty() && help(Unit, **Shared) && sayAlike(Unit, **Shared) && areUsersAlike(Unit, **Shared))
      Found.push_back(Shared->get());
  return Found;
}
