//===- Sieve.cpp -------------------------------------------------------------===//

#include "Sieve.h"
#include "Fingerprints.h"
#include "FixText.h"
#include "NoLintComments.h"
#include "OutputFile.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace corosafe;

llvm::Expected<Sieve> corosafe::readSieve(const Options &Request, llvm::StringRef Root) {
  Sieve Read;
  Read.Root = Root.str();
  if (!Request.Baseline.empty()) {
    llvm::Expected<Baseline> Known = readBaseline(Request.Baseline);
    if (!Known)
      return Known.takeError();
    Read.Known = std::move(*Known);
  }
  if (!Request.Diff.empty()) {
    llvm::Expected<ChangedLines> Lines = ChangedLines::fromDiff(Request.Diff, Root);
    if (!Lines)
      return Lines.takeError();
    Read.Lines.push_back(std::move(*Lines));
  }
  if (!Request.LineFilter.empty()) {
    llvm::Expected<ChangedLines> Lines = ChangedLines::fromLineFilter(Request.LineFilter);
    if (!Lines)
      return Lines.takeError();
    Read.Lines.push_back(std::move(*Lines));
  }
  return Read;
}

/// Files whose comments were looked at in full.
static std::vector<std::string> wholeFiles(const Report &R) {
  std::set<std::string> Files(R.Analysed.begin(), R.Analysed.end());
  Files.insert(R.WithFunctions.begin(), R.WithFunctions.end());
  for (const Skipped &S : R.NotAnalysed)
    Files.erase(S.File);
  return {Files.begin(), Files.end()};
}

llvm::Error corosafe::siftFindings(Report &R, SourceTexts &Sources, const Sieve &By, FileConfigs &Configs, const Options &Request) {
  addReasons(R.Findings, Sources);
  if (Request.WarnUnusedNoLint) {
    for (ReportedFinding &F : unusedComments(wholeFiles(R), R.Findings, Sources, Configs))
      R.Findings.push_back(std::move(F));
    llvm::stable_sort(R.Findings, [](const ReportedFinding &A, const ReportedFinding &B) {
      auto Key = [](const Finding &F) { return std::tie(F.Where.File, F.Where.Line, F.Where.Column); };
      return Key(A.What) < Key(B.What);
    });
  }
  addFingerprints(R.Findings, Sources);
  // Comments are known for findings of any confidence; what is too weak to be reported is not on record either.
  llvm::erase_if(R.Findings, [&](const ReportedFinding &F) { return F.What.Sure < Request.MinConfidence; });

  std::vector<BaselineEntry> NotLookedAt;
  if (By.Known)
    NotLookedAt = applyBaseline(*By.Known, R);
  if (!Request.WriteBaseline.empty()) {
    if (llvm::Error E = writeFile(Request.WriteBaseline, [&](llvm::raw_ostream &OS) { printBaseline(R, NotLookedAt, OS); }))
      return E;
    R.Baseline = Request.WriteBaseline;
    R.Stale.clear();
    for (ReportedFinding &F : R.Findings)
      if (!F.Hidden)
        F.Hidden = Suppression{Suppression::Baseline, ""};
  }

  std::vector<ReportedFinding> All = std::move(R.Findings);
  R.Findings.clear();
  for (ReportedFinding &F : All) {
    if (!llvm::all_of(By.Lines, [&](const ChangedLines &Lines) { return Lines.touch(F.What); })) {
      R.OutsideDiff += !F.Hidden;
      continue;
    }
    for (Fix &Change : F.What.Fixes)
      fitToTexts(Change, [&](llvm::StringRef File) { return Sources.text(File); });
    (F.Hidden ? R.Suppressed : R.Findings).push_back(std::move(F));
  }
  return llvm::Error::success();
}

void corosafe::printRemarks(const Report &R, const Options &Request, llvm::raw_ostream &OS) {
  if (!Request.WriteBaseline.empty())
    OS << "corosafe: wrote the baseline '" << Request.WriteBaseline << "'\n";
  if (R.Stale.empty())
    return;
  constexpr size_t Most = 20;
  OS << "corosafe: " << R.Stale.size() << (R.Stale.size() == 1 ? " entry" : " entries") << " of '" << *R.Baseline
     << "' match nothing any more; --write-baseline drops them:\n";
  for (const StaleEntry &S : llvm::ArrayRef(R.Stale).take_front(Most))
    OS << "  " << S.File << ": " << S.Message << " [corosafe-" << S.Check << "]\n";
  if (R.Stale.size() > Most)
    OS << "  and " << R.Stale.size() - Most << " more\n";
}
