//===- JsonReporter.cpp - docs/json-schema.json describes what this prints -===//

#include "Config.h"
#include "Places.h"
#include "Report.h"
#include <map>
#include <nlohmann/json.hpp>

using namespace corosafe;
using Json = nlohmann::ordered_json;

static Json json(const Location &Where) {
  return {{"file", Where.File},
          {"line", Where.Line},
          {"column", Where.Column},
          {"endLine", Where.EndLine},
          {"endColumn", Where.EndColumn}};
}

static Json json(const Fix &Change) {
  Json Parts = Json::array();
  for (const Replacement &Part : Change.Replacements)
    Parts.push_back({{"file", Part.File}, {"offset", Part.Offset}, {"length", Part.Length}, {"text", Part.Text}});
  return {{"message", Change.Message}, {"alternative", Change.Alternative}, {"replacements", std::move(Parts)}};
}

static Json json(const ReportedFinding &Reported) {
  const Finding &F = Reported.What;
  Json Notes = Json::array(), Fixes = Json::array();
  for (const Note &N : F.Notes)
    Notes.push_back({{"message", N.Message}, {"location", json(N.Where)}, {"role", nameOf(N.Role).str()}});
  for (const Fix &Change : F.Fixes)
    Fixes.push_back(json(Change));
  Json Result = {{"check", "corosafe-" + F.Check},
                 {"message", F.Message},
                 {"severity", Reported.IsError ? "error" : "warning"},
                 {"confidence", nameOf(F.Sure).str()},
                 {"location", json(F.Where)},
                 {"function", F.Function},
                 {"notes", std::move(Notes)},
                 {"help", F.Help},
                 {"fixes", std::move(Fixes)},
                 {"fingerprint", F.Fingerprint}};
  if (Reported.Hidden)
    Result["suppression"] = {{"kind", Reported.Hidden->By == Suppression::NoLint ? "nolint" : "baseline"},
                             {"reason", Reported.Hidden->Reason}};
  return Result;
}

static Json milliseconds(double Parse, double Extract, double Analyze) {
  return {{"parse", Parse * 1e3}, {"extract", Extract * 1e3}, {"analyze", Analyze * 1e3}};
}

static Json json(const RunStats &S) {
  Json Files = Json::array();
  for (const FileTimes &File : S.PerFile) {
    Json Entry = milliseconds(File.Times.Parse, File.Times.Extract, File.Times.Analyze);
    Entry["file"] = File.File;
    Files.push_back(std::move(Entry));
  }
  return {{"parsed", S.Parsed},
          {"cacheHits", S.CacheHits},
          {"cacheMisses", S.CacheMisses},
          {"milliseconds", milliseconds(S.Parse, S.Extract, S.Analyze)},
          {"elapsedMilliseconds", S.Elapsed * 1e3},
          {"peakMemoryBytes", S.PeakMemory},
          {"perFile", std::move(Files)}};
}

void corosafe::printJson(const Report &R, SourceTexts &, llvm::raw_ostream &OS) {
  Json Diagnostics = Json::array(), Suppressed = Json::array(), NotAnalysed = Json::array(), Stale = Json::array(),
       ByCheck = Json::object();
  std::map<std::string, uint64_t> Counts;
  for (const ReportedFinding &F : R.Findings) {
    Diagnostics.push_back(json(F));
    ++Counts["corosafe-" + F.What.Check];
  }
  for (const ReportedFinding &F : R.Suppressed)
    Suppressed.push_back(json(F));
  for (const auto &[Check, Count] : Counts)
    ByCheck[Check] = Count;
  for (const Skipped &S : R.NotAnalysed)
    NotAnalysed.push_back({{"file", S.File}, {"function", S.Function}, {"reason", S.Reason}});
  for (const StaleEntry &S : R.Stale)
    Stale.push_back({{"check", "corosafe-" + S.Check}, {"file", S.File}, {"function", S.Function}, {"message", S.Message}});
  Json Root = {{"version", 1},
               {"tool", {{"name", "corosafe"}, {"version", version().str()}, {"llvm", COROSAFE_LLVM_VERSION}}},
               {"root", R.Root},
               {"diagnostics", std::move(Diagnostics)},
               {"suppressed", std::move(Suppressed)},
               {"staleBaseline", std::move(Stale)},
               {"skipped", std::move(NotAnalysed)},
               {"summary",
                {{"files", R.Files},
                 {"functions", R.Functions},
                 {"coroutines", R.Coroutines},
                 {"suspendPoints", R.SuspendPoints},
                 {"byCheck", std::move(ByCheck)},
                 {"outsideDiff", R.OutsideDiff}}}};
  if (R.WithStats)
    Root["stats"] = json(R.Stats);
  // Sources and file names may hold any bytes; what is not UTF-8 becomes U+FFFD.
  OS << Root.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) << '\n';
}
