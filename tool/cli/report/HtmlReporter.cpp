//===- HtmlReporter.cpp - One page that needs nothing else --------------------===//
//
// The page is report.html, with its style, its script and the findings as JSON in
// their places. It loads nothing, and its policy lets only these very texts of
// style and script have an effect, whatever code and file names contain.
//
//===----------------------------------------------------------------------===//

#include "EmbeddedPage.h"
#include "Markup.h"
#include "Places.h"
#include "Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/SHA256.h"
#include <map>
#include <nlohmann/json.hpp>
#include <set>

using namespace corosafe;
using Json = nlohmann::ordered_json;

namespace {

class Data {
public:
  Data(const Report &R, SourceTexts &Sources) : R(R), Sources(Sources) {}

  Json page() {
    Json Rules = Json::object(), Findings = Json::array(), NotAnalysed = Json::array();
    for (const CheckInfo &Rule : allRules()) {
      Json Cwe = Json::array();
      llvm::copy_if(Rule.Cwe, std::back_inserter(Cwe), [](uint16_t Number) { return Number != 0; });
      Rules[Rule.Id.str()] = {{"summary", Rule.Summary.str()}, {"doc", Rule.Doc.trim().str()}, {"cwe", std::move(Cwe)}};
    }
    std::vector<const ReportedFinding *> All;
    for (const auto *List : {&R.Findings, &R.Suppressed})
      for (const ReportedFinding &F : *List)
        All.push_back(&F);
    llvm::stable_sort(All, [](const ReportedFinding *A, const ReportedFinding *B) {
      return std::tie(A->What.Where.File, A->What.Where.Line) < std::tie(B->What.Where.File, B->What.Where.Line);
    });
    std::map<std::string, unsigned> Seen;
    for (const ReportedFinding *F : All) {
      Findings.push_back(finding(*F));
      Findings.back()["id"] = F->What.Fingerprint + "-" + std::to_string(Seen[F->What.Fingerprint]++);
    }
    for (const Skipped &S : R.NotAnalysed)
      NotAnalysed.push_back({{"file", portablePath(R, S.File)}, {"function", S.Function}, {"reason", S.Reason}});
    return {{"files", R.Files},
            {"coroutines", R.Coroutines},
            {"rules", std::move(Rules)},
            {"findings", std::move(Findings)},
            {"skipped", std::move(NotAnalysed)}};
  }

private:
  const Report &R;
  SourceTexts &Sources;

  /// Columns as the script counts them.
  Json place(const Location &Where) {
    return {{"file", portablePath(R, Where.File)},
            {"line", Where.Line},
            {"column", utf16Column(Sources.line(Where.File, Where.Line), Where.Column)},
            {"endLine", Where.EndLine},
            {"endColumn", utf16Column(Sources.line(Where.File, Where.EndLine), Where.EndColumn)}};
  }

  Json finding(const ReportedFinding &Reported) {
    const Finding &F = Reported.What;
    Json Notes = Json::array(), Fixes = Json::array();
    for (const Note &N : F.Notes)
      if (!N.Where.File.empty())
        Notes.push_back({{"role", nameOf(N.Role).str()}, {"message", N.Message}, {"at", place(N.Where)}});
    for (const Fix &Change : F.Fixes)
      Fixes.push_back(Change.Message);
    llvm::StringRef Status = !Reported.Hidden ? "open" : Reported.Hidden->By == Suppression::NoLint ? "nolint" : "baseline";
    return {{"check", F.Check},
            {"message", F.Message},
            {"confidence", nameOf(F.Sure).str()},
            {"error", Reported.IsError},
            {"function", F.Function},
            {"help", F.Help},
            {"status", Status.str()},
            {"reason", Reported.Hidden ? Reported.Hidden->Reason : ""},
            {"fixes", std::move(Fixes)},
            {"at", place(F.Where)},
            {"notes", std::move(Notes)},
            {"code", code(F)}};
  }

  /// The lines around all places of a finding, that of the finding's own file first.
  Json code(const Finding &F) {
    constexpr uint32_t Around = 3, Most = 60; // A place that is longer is shown by its ends.
    std::vector<std::string> Files{F.Where.File};
    std::map<std::string, std::set<uint32_t>> Lines;
    auto Show = [&](const Location &Where) {
      if (Where.File.empty())
        return;
      if (!llvm::is_contained(Files, Where.File))
        Files.push_back(Where.File);
      uint32_t Count = Sources.lineCount(Where.File), Last = std::max(Where.Line, Where.EndLine);
      for (uint32_t Line = Where.Line > Around ? Where.Line - Around : 1; Line <= std::min(Last + Around, Count); ++Line)
        if (Line <= Where.Line + Most || Line + Most >= Last)
          Lines[Where.File].insert(Line);
    };
    Show(F.Where);
    for (const Note &N : F.Notes)
      Show(N.Where);
    Json Blocks = Json::array();
    for (const std::string &File : Files) {
      Json Parts = Json::array();
      uint32_t Before = 0;
      for (uint32_t Line : Lines[File]) {
        if (!Before || Line != Before + 1)
          Parts.push_back({{"first", Line}, {"lines", Json::array()}});
        Parts.back()["lines"].push_back(Sources.line(File, Line).str());
        Before = Line;
      }
      if (!Parts.empty())
        Blocks.push_back({{"file", portablePath(R, File)}, {"parts", std::move(Parts)}});
    }
    return Blocks;
  }
};

/// JSON that a script element can hold: no tag begins or ends in it.
std::string scriptSafe(const Json &Value) {
  std::string Safe;
  for (char C : Value.dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace))
    if (C == '<')
      Safe += "\\u003c";
    else
      Safe += C;
  return Safe;
}

std::string hashOf(llvm::StringRef Text) {
  llvm::SHA256 Hash;
  Hash.update(Text);
  return "'sha256-" + llvm::encodeBase64(Hash.final()) + "'";
}

} // namespace

void corosafe::printHtml(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS) {
  std::string Title = std::to_string(R.Findings.size()) + (R.Findings.size() == 1 ? " finding" : " findings") + " of corosafe";
  std::map<llvm::StringRef, std::string> Parts = {
      {"VERSION", escapeXml(version())},
      {"TITLE", escapeXml(Title)},
      {"POLICY", "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hashOf(pageStyle()) + "; script-src " + hashOf(pageScript())},
      {"STYLE", pageStyle().str()},
      {"SCRIPT", pageScript().str()},
      {"DATA", scriptSafe(Data(R, Sources).page())},
  };
  // "@NAME@" in the page, once each; nothing is looked for in what was put in.
  llvm::StringRef Rest = pageText();
  while (!Rest.empty()) {
    auto [Text, Behind] = Rest.split('@');
    OS << Text;
    auto [Name, After] = Behind.split('@');
    if (auto It = Parts.find(Name); It != Parts.end())
      OS << It->second;
    Rest = After;
  }
}
