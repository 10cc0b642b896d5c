//===- Runner.cpp ----------------------------------------------------------===//

#include "Runner.h"
#include "Whole.h"
#include "facts/Link.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>

using namespace corosafe;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point Start) { return std::chrono::duration<double>(Clock::now() - Start).count(); }

/// One line on a terminal that is written over; nothing elsewhere.
class Progress {
public:
  explicit Progress(size_t Total) : Total(Total), Shown(Total > 1 && llvm::sys::Process::StandardErrIsDisplayed()) {}

  void done(llvm::StringRef File) {
    if (!Shown)
      return;
    std::lock_guard<std::mutex> Lock(Guard);
    llvm::errs() << "\r\x1b[K[" << ++Count << '/' << Total << "] " << File.take_back(64);
    if (Count == Total)
      llvm::errs() << "\r\x1b[K";
  }

private:
  std::mutex Guard;
  size_t Total, Count = 0;
  bool Shown;
};

/// Every file is spelt in one way, however the unit came to it.
class Speller {
public:
  void spell(std::string &File) {
    if (File.empty())
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
  return std::tie(F.Where.File, F.Where.Line, F.Where.Column, F.Check, F.Message, F.Fingerprint, F.Function);
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
    All.Found.Functions += Unit.Stats.Functions;
    All.Found.Coroutines += Unit.Stats.Coroutines;
    All.Found.SuspendPoints += Unit.Stats.SuspendPoints;
    All.Times.Parse += Unit.Times.Parse;
    All.Times.Extract += Unit.Times.Extract;
    All.Times.Analyze += Unit.Times.Analyze;
    All.Printed += Unit.Printed;
    All.Facts += Unit.Facts;
    All.CouldNotDoAll |= Unit.CouldNotDoAll;
    All.Verified |= Unit.Verified;
    All.VerifyFailed |= Unit.VerifyFailed;
  }
  auto &Findings = All.Found.Findings;
  llvm::stable_sort(Findings, [](const ReportedFinding &A, const ReportedFinding &B) { return orderOf(A.What) < orderOf(B.What); });
  auto Same = [](const ReportedFinding &A, const ReportedFinding &B) { return identityOf(A.What) == identityOf(B.What); };
  Findings.erase(std::unique(Findings.begin(), Findings.end(), Same), Findings.end());
  llvm::stable_sort(All.Found.NotAnalysed, [](const Skipped &A, const Skipped &B) {
    return std::tie(A.File, A.Function, A.Reason) < std::tie(B.File, B.Function, B.Reason);
  });
}

} // namespace

RunResult corosafe::runJobs(const JobList &List, FileConfigs &Configs, const ModelStore &Models, const Options &Request) {
  llvm::CrashRecoveryContext::Enable();
  std::vector<FileConfig> ConfigOf;
  for (const Job &What : List.Jobs)
    ConfigOf.push_back(Configs.configOf(What.File));

  std::vector<UnitResult> Units(List.Jobs.size());
  Progress Shown(List.Jobs.size());
  std::atomic<size_t> Next = 0;
  auto Work = [&] {
    for (size_t I = Next++; I < Units.size(); I = Next++) {
      Units[I] = describeUnit(List.Jobs[I], ConfigOf[I], Models, Request);
      Shown.done(List.Jobs[I].File);
    }
  };
  size_t Cores = Request.Jobs ? Request.Jobs : std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> Others;
  for (size_t I = 1; I < std::min(Cores, Units.size()); ++I)
    Others.emplace_back(Work);
  Work();
  for (std::thread &Other : Others)
    Other.join();

  RunResult All;
  std::set<std::string> Files;
  for (const Job &What : List.Jobs)
    Files.insert(What.File);
  All.Found.Files = Files.size();
  for (const Skipped &S : List.Unreadable) {
    All.Found.NotAnalysed.push_back(S);
    All.Printed += "corosafe: error: " + S.File + ": " + S.Reason + "\n";
  }
  std::vector<TuFacts> Described;
  std::set<std::string> MainFiles;
  for (UnitResult &Unit : Units)
    if (Unit.Described && !Unit.Described->Files.empty()) {
      MainFiles.insert(Unit.Described->Files.front());
      Described.push_back(std::move(*Unit.Described));
      Unit.Described.reset();
    }
  if (!Described.empty()) {
    Clock::time_point Start = Clock::now();
    TuFacts Program = link(std::move(Described));
    All.Times.Analyze += secondsSince(Start);
    Units.push_back(analyzeWhole(Program, MainFiles, Configs, Models, Request));
  }
  merge(Units, All);
  return All;
}
