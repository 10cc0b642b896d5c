//===- Runner.cpp ----------------------------------------------------------===//

#include "Runner.h"
#include "Plan.h"
#include "Progress.h"
#include "SharedHeaders.h"
#include "Whole.h"
#include "Workers.h"
#include "facts/FactsCodec.h"
#include "facts/Link.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include <chrono>
#include <map>
#include <numeric>
#include <set>
#include <sys/resource.h>
#include <tuple>

using namespace corosafe;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point Start) { return std::chrono::duration<double>(Clock::now() - Start).count(); }

/// Every file is spelt in one way, however the unit came to it.
class Speller {
public:
  void spell(std::string &File) {
    // Facts that were made with a prefix map have relative paths, which mean the same on every machine.
    if (!llvm::sys::path::is_absolute(File))
      return;
    auto [It, New] = Known.try_emplace(File);
    if (New)
      It->second = canonicalPath(File);
    File = It->second;
  }

  void spell(Finding &F) {
    spell(F.Where.File);
    for (Note &N : F.Notes)
      spell(N.Where.File);
    for (Fix &Change : F.Fixes)
      for (Replacement &Part : Change.Replacements)
        spell(Part.File);
  }

private:
  std::map<std::string, std::string> Known;
};

auto orderOf(const Finding &F) {
  return std::tie(F.Where.File, F.Where.Line, F.Where.Column, F.Check, F.Message, F.Function);
}

/// What makes two findings the same: an instance of a template, or a header seen
/// by two units, may spell messages differently; the first in order stays.
auto identityOf(const Finding &F) { return std::tie(F.Where.File, F.Where.Line, F.Where.Column, F.Check, F.Message); }

void merge(std::vector<UnitResult> &Units, RunResult &All) {
  Speller Files;
  for (UnitResult &Unit : Units) {
    for (ReportedFinding &F : Unit.Findings) {
      Files.spell(F.What);
      All.Found.Findings.push_back(std::move(F));
    }
    for (Skipped &S : Unit.NotAnalysed) {
      Files.spell(S.File);
      if (!llvm::is_contained(All.Found.NotAnalysed, S))
        All.Found.NotAnalysed.push_back(std::move(S));
    }
    for (std::string &File : Unit.WithFunctions) {
      Files.spell(File);
      All.Found.WithFunctions.push_back(std::move(File));
    }
    All.Found.Functions += Unit.Stats.Functions;
    All.Found.Coroutines += Unit.Stats.Coroutines;
    All.Found.SuspendPoints += Unit.Stats.SuspendPoints;
    All.Found.Stats.Parse += Unit.Times.Parse;
    All.Found.Stats.Extract += Unit.Times.Extract;
    All.Found.Stats.Analyze += Unit.Times.Analyze;
    All.Found.Stats.Parsed += Unit.Parsed;
    All.Found.Stats.OnTop += Unit.OnTop;
    All.Found.Stats.Again += Unit.Again;
    All.Found.Stats.CacheHits += Unit.FromCache;
    All.Printed += Unit.Printed;
    All.Facts += Unit.Facts;
    All.Texts.merge(Unit.Texts);
    All.CouldNotDoAll |= Unit.CouldNotDoAll;
    All.Verified |= Unit.Verified;
    All.VerifyFailed |= Unit.VerifyFailed;
  }
  llvm::sort(All.Found.WithFunctions);
  All.Found.WithFunctions.erase(llvm::unique(All.Found.WithFunctions), All.Found.WithFunctions.end());
  auto &Findings = All.Found.Findings;
  llvm::stable_sort(Findings, [](const ReportedFinding &A, const ReportedFinding &B) { return orderOf(A.What) < orderOf(B.What); });
  auto Same = [](const ReportedFinding &A, const ReportedFinding &B) { return identityOf(A.What) == identityOf(B.What); };
  Findings.erase(std::unique(Findings.begin(), Findings.end(), Same), Findings.end());
  llvm::stable_sort(All.Found.NotAnalysed, [](const Skipped &A, const Skipped &B) {
    return std::tie(A.File, A.Function, A.Reason) < std::tie(B.File, B.Function, B.Reason);
  });
}

/// With few files all are parsed, so that what is wrong with any of them is said.
constexpr size_t FewJobs = 16;

/// Puts in what the cache knows; the others are returned.
std::vector<size_t> notInCache(const std::vector<Job> &Jobs, const Options &Request, Cache *Kept, std::vector<UnitResult> &Units) {
  std::vector<size_t> All(Jobs.size()), Missing;
  std::iota(All.begin(), All.end(), size_t(0));
  if (!Kept)
    return All;
  std::vector<char> Found(Jobs.size());
  forEachJob(All, Request.Limits, [&](size_t I) {
    if (std::optional<UnitResult> Known = findUnit(Jobs[I], Request, *Kept)) {
      Units[I] = std::move(*Known);
      Found[I] = true;
    }
  });
  llvm::copy_if(All, std::back_inserter(Missing), [&](size_t I) { return !Found[I]; });
  return Missing;
}

/// Describes what the cache does not know, in steps (Plan.h). Returns how many units were never needed.
size_t describeAll(const std::vector<Job> &Jobs, const std::vector<FileConfig> &ConfigOf, const ModelStore &Models,
                   const Options &Request, Cache *Kept, std::vector<UnitResult> &Units) {
  Progress Shown(Jobs.size(), !Request.Quiet);
  std::vector<size_t> Missing = notInCache(Jobs, Request, Kept, Units);
  if (Missing.empty())
    return 0;
  Scanner Sources(Kept);
  SharedHeaders Headers(Kept ? Kept->folder() : llvm::StringRef(), Sources);
  bool MayLeaveOut = Jobs.size() >= FewJobs && !Request.FullParse && !Request.DumpFacts && !Request.needsProgram() &&
                     Request.Index.empty();
  // A unit alone is scanned if it may find headers that were shared before.
  bool MayShare = !Request.FullParse && (Missing.size() > 1 || Headers.anyKept());
  std::vector<ScanResult> Scans(Jobs.size());
  std::vector<size_t> ToScan = MayShare ? Missing : std::vector<size_t>();
  if (MayLeaveOut) {
    ToScan.resize(Jobs.size());
    std::iota(ToScan.begin(), ToScan.end(), size_t(0));
  }
  forEachJob(ToScan, Request.Limits, [&](size_t I) { Scans[I] = Sources.scan(Jobs[I], Request); });

  Plan Steps(Scans, Missing, MayLeaveOut);
  for (;;) {
    std::vector<const TuFacts *> Done;
    for (const UnitResult &Unit : Units)
      if (Unit.Described)
        Done.push_back(&*Unit.Described);
    std::vector<size_t> Now = Steps.next(Done);
    if (Now.empty())
      break;
    if (MayShare)
      Headers.prepare(Now, Jobs, Scans, Request);
    forEachJob(Now, Request.Limits, [&](size_t I) {
      Shown.begin();
      Sources.fill(Scans[I]);
      Shortcut Way{Headers.of(Scans[I]), &Scans[I], &Sources, /*Alone=*/Missing.size() == 1};
      Units[I] = describeUnit(Jobs[I], ConfigOf[I], Models, Request, Kept, Way);
      Shown.done(Jobs[I].File);
    });
  }
  Shown.finish();
  return Steps.leftOut();
}

/// Links and analyses; the findings become those of one more unit.
///
/// A unit that does not compile today is linked as it was when it last did, so that
/// what other files know of it stays. Places in files that changed since are not
/// where they were then: what is found in these is taken from the facts of today.
void analyzeTogether(std::vector<UnitResult> &Units, FileConfigs &Configs, const ModelStore &Models, const Options &Request,
                    RunResult &All) {
  std::vector<TuFacts> Today, Lasting;
  std::set<std::string> MainFiles, Changed;
  bool Stale = llvm::any_of(Units, [](const UnitResult &Unit) { return Unit.Stale.has_value(); });
  for (UnitResult &Unit : Units) {
    if (Unit.Stale) {
      Changed.insert(Unit.Stale->Changed.begin(), Unit.Stale->Changed.end());
      Lasting.push_back(std::move(Unit.Stale->Facts));
    } else if (Unit.Described) {
      Lasting.push_back(Stale ? *Unit.Described : std::move(*Unit.Described));
    } else {
      continue;
    }
    MainFiles.insert(Lasting.back().Files.front());
    if (Stale && Unit.Described)
      Today.push_back(std::move(*Unit.Described));
    Unit.Described.reset();
  }
  if (Lasting.empty()) {
    All.Index = encodeFactsBinary(TuFacts());
    return;
  }
  auto Linked = [&](std::vector<TuFacts> Facts) {
    Clock::time_point Start = Clock::now();
    TuFacts Program = link(std::move(Facts));
    All.Found.Stats.Analyze += secondsSince(Start);
    return Program;
  };
  auto IsOfToday = [&](const ReportedFinding &F) { return Changed.count(F.What.Where.File) != 0; };
  {
    TuFacts Program = Linked(std::move(Lasting));
    if (!Request.Index.empty())
      All.Index = encodeFactsBinary(Program);
    Units.push_back(analyzeWhole(Program, MainFiles, Configs, Models, Request));
    llvm::erase_if(Units.back().Findings, IsOfToday);
  }
  if (Stale && !Request.needsProgram()) {
    UnitResult Now = analyzeWhole(Linked(std::move(Today)), MainFiles, Configs, Models, Request);
    for (ReportedFinding &F : Now.Findings)
      if (IsOfToday(F))
        Units.back().Findings.push_back(std::move(F));
  }
}

/// Bytes.
uint64_t peakMemory() {
  rusage Usage = {};
  getrusage(RUSAGE_SELF, &Usage);
  return static_cast<uint64_t>(Usage.ru_maxrss) * 1024;
}

} // namespace

RunResult corosafe::runUnits(std::vector<UnitResult> Units, FileConfigs &Configs, const ModelStore &Models, const Options &Request) {
  RunResult All;
  All.Found.Files = Units.size();
  for (const UnitResult &Unit : Units)
    if (Unit.Described && !Unit.Described->Files.empty())
      All.Found.Analysed.push_back(Unit.Described->Files.front());
  analyzeTogether(Units, Configs, Models, Request, All);
  merge(Units, All);
  return All;
}

RunResult corosafe::runJobs(const JobList &List, FileConfigs &Configs, const ModelStore &Models, const Options &Request,
                            Cache *Kept) {
  Clock::time_point Start = Clock::now();
  llvm::CrashRecoveryContext::Enable();
  std::vector<FileConfig> ConfigOf;
  for (const Job &What : List.Jobs)
    ConfigOf.push_back(Configs.configOf(What.File));

  std::vector<UnitResult> Units(List.Jobs.size());
  RunResult All;
  All.Found.Stats.LeftOut = describeAll(List.Jobs, ConfigOf, Models, Request, Kept, Units);
  std::set<std::string> Files;
  for (const Job &What : List.Jobs)
    Files.insert(What.File);
  All.Found.Files = Files.size();
  All.Found.Analysed.assign(Files.begin(), Files.end());
  for (size_t I = 0; I < Units.size(); ++I)
    All.Found.Stats.PerFile.push_back({List.Jobs[I].File, Units[I].Times});
  for (const Skipped &S : List.Unreadable) {
    All.Found.NotAnalysed.push_back(S);
    All.Printed += "corosafe: error: " + S.File + ": " + S.Reason + "\n";
  }
  if (!Request.DumpFacts)
    analyzeTogether(Units, Configs, Models, Request, All);
  merge(Units, All);
  if (Kept) {
    All.Found.Stats.CacheMisses = All.Found.Stats.Parsed;
    All.Printed += Kept->finish();
  }
  All.Found.Stats.Elapsed = secondsSince(Start);
  All.Found.Stats.PeakMemory = peakMemory();
  return All;
}
