//===- Stats.cpp - What --stats prints ----------------------------------------===//

#include "Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

using namespace corosafe;

static double total(const PhaseTimes &T) { return T.Parse + T.Extract + T.Analyze; }

void corosafe::printStats(const Report &R, llvm::raw_ostream &OS) {
  const RunStats &S = R.Stats;
  double Total = S.Parse + S.Extract + S.Analyze;
  auto Line = [&](llvm::StringRef Phase, double Seconds) {
    OS << llvm::format("  %-8s %9.1f ms %6.2f %%", Phase.str().c_str(), Seconds * 1e3, Total > 0 ? 100 * Seconds / Total : 0);
    if (Phase != "parse" && R.Functions)
      OS << llvm::format("  %7.2f us a function", Seconds * 1e6 / R.Functions);
    OS << '\n';
  };
  OS << "corosafe: " << R.Files << " files, " << R.Functions << " functions, " << R.Coroutines << " coroutines, " << R.SuspendPoints
     << " suspend points; time summed over all threads:\n";
  if (S.LeftOut)
    OS << "  " << S.LeftOut << " units not parsed: no coroutine in them, and nothing that one calls\n";
  Line("parse", S.Parse);
  Line("extract", S.Extract);
  Line("analyze", S.Analyze);
  OS << "  parsed " << S.Parsed << "; cache: " << S.CacheHits << " hits, " << S.CacheMisses << " misses\n";
  if (S.OnTop || S.Again)
    OS << "  on top of shared headers " << S.OnTop << "; parsed again " << S.Again << "\n";
  OS << llvm::format("  elapsed: %.2f s, memory at most: %.0f MiB\n", S.Elapsed, static_cast<double>(S.PeakMemory) / (1 << 20));
  if (S.PerFile.size() > 1) {
    std::vector<FileTimes> Slowest = S.PerFile;
    llvm::stable_sort(Slowest, [](const FileTimes &A, const FileTimes &B) { return total(A.Times) > total(B.Times); });
    Slowest.resize(std::min<size_t>(Slowest.size(), 5));
    OS << "  slowest files:\n";
    for (const FileTimes &File : Slowest)
      OS << llvm::format("  %9.2f s  ", total(File.Times)) << portablePath(R, File.File) << '\n';
  }
  if (!R.NotAnalysed.empty())
    OS << "  skipped, wholly or in part:\n";
  for (const Skipped &What : R.NotAnalysed)
    OS << "    " << portablePath(R, What.File) << (What.Function.empty() ? "" : ": '" + What.Function + "'") << ": " << What.Reason << '\n';
}
