//===- JsonReporter.cpp - docs/json-schema.json describes what this prints -===//

#include "Analyze.h"
#include "Config.h"
#include "Places.h"
#include "Report.h"
#include "llvm/ADT/StringExtras.h"
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
  return {{"message", Change.Message}, {"replacements", std::move(Parts)}};
}

static Json json(const ReportedFinding &Reported) {
  const Finding &F = Reported.What;
  Json Notes = Json::array(), Fixes = Json::array();
  for (const Note &N : F.Notes)
    Notes.push_back({{"message", N.Message}, {"location", json(N.Where)}});
  for (const Fix &Change : F.Fixes)
    Fixes.push_back(json(Change));
  return {{"check", "corosafe-" + F.Check},
          {"message", F.Message},
          {"severity", Reported.IsError ? "error" : "warning"},
          {"confidence", nameOf(F.Sure).str()},
          {"location", json(F.Where)},
          {"function", F.Function},
          {"notes", std::move(Notes)},
          {"help", F.Help},
          {"fixes", std::move(Fixes)},
          {"fingerprint", F.Fingerprint}};
}

void corosafe::printJson(const Report &Findings, llvm::raw_ostream &OS) {
  Json Diagnostics = Json::array(), NotAnalysed = Json::array(), ByCheck = Json::object();
  std::map<std::string, uint64_t> Counts;
  for (const ReportedFinding &F : Findings.Findings) {
    Diagnostics.push_back(json(F));
    ++Counts["corosafe-" + F.What.Check];
  }
  for (const auto &[Check, Count] : Counts)
    ByCheck[Check] = Count;
  for (const Skipped &S : Findings.NotAnalysed)
    NotAnalysed.push_back({{"file", S.File}, {"function", S.Function}, {"reason", S.Reason}});
  Json Root = {{"version", 1},
               {"tool", {{"name", "corosafe"}, {"version", version().str()}, {"llvm", COROSAFE_LLVM_VERSION}}},
               {"diagnostics", std::move(Diagnostics)},
               {"skipped", std::move(NotAnalysed)},
               {"summary",
                {{"files", Findings.Files},
                 {"functions", Findings.Functions},
                 {"coroutines", Findings.Coroutines},
                 {"suspendPoints", Findings.SuspendPoints},
                 {"byCheck", std::move(ByCheck)}}}};
  if (const std::optional<RunStats> &S = Findings.Stats)
    Root["stats"] = {{"parsed", S->Parsed},
                     {"cacheHits", S->CacheHits},
                     {"cacheMisses", S->CacheMisses},
                     {"milliseconds", {{"parse", S->Parse * 1e3}, {"extract", S->Extract * 1e3}, {"analyze", S->Analyze * 1e3}}}};
  // Sources and file names may hold any bytes; what is not UTF-8 becomes U+FFFD.
  OS << Root.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) << '\n';
}
