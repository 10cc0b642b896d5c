//===- SarifReporter.cpp - SARIF 2.1.0 ----------------------------------------===//
//
// Made for what reads it: GitHub's code scanning, and editors' SARIF viewers.
// Silenced and known findings are results with suppressions, so that a viewer
// hides them; the witness is a code flow.
//
//===----------------------------------------------------------------------===//

#include "Config.h"
#include "Places.h"
#include "Report.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

using namespace corosafe;
using Json = nlohmann::ordered_json;

namespace {

constexpr char RootId[] = "SRCROOT";

/// Where the build's maker keeps corosafe. A URI is wanted in any case; a name leads nobody astray.
constexpr llvm::StringLiteral Home = COROSAFE_HOMEPAGE;
constexpr llvm::StringLiteral Name = "urn:corosafe";

/// "lock-across-suspend" is LockAcrossSuspend.
std::string symbolicName(llvm::StringRef Id) {
  std::string Name;
  for (llvm::StringRef Word : llvm::split(Id, '-'))
    Name += llvm::toUpper(Word.front()) + Word.drop_front().str();
  return Name;
}

/// The first paragraph behind the heading "Why", on one line: what the harm is.
std::string reasonIn(llvm::StringRef Doc) {
  size_t At = Doc.find("\n## Why\n");
  if (At == llvm::StringRef::npos)
    return Doc.trim().str();
  llvm::StringRef Text = Doc.drop_front(At + 8).ltrim('\n');
  std::string Line = Text.take_front(Text.find("\n\n")).trim().str();
  std::replace(Line.begin(), Line.end(), '\n', ' ');
  return Line;
}

class Writer {
public:
  Writer(const Report &R, SourceTexts &Sources) : R(R), Sources(Sources) {
    for (const CheckInfo &Rule : allRules())
      RuleIndex.try_emplace(Rule.Id.str(), RuleIndex.size());
  }

  Json log() {
    Json Results = Json::array();
    for (const ReportedFinding &F : R.Findings)
      Results.push_back(result(F));
    for (const ReportedFinding &F : R.Suppressed)
      Results.push_back(result(F));
    Json Run = {{"tool", {{"driver", driver()}}}};
    if (!R.Root.empty())
      Run["originalUriBaseIds"] = {
          {RootId, {{"uri", "file://" + uriOf(R.Root) + (llvm::StringRef(R.Root).ends_with("/") ? "" : "/")}, {"description", {{"text", "The root of the sources."}}}}}};
    Run["columnKind"] = "utf16CodeUnits";
    Run["invocations"] = Json::array({{{"executionSuccessful", true}, {"toolExecutionNotifications", notifications()}}});
    Run["results"] = std::move(Results);
    return {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", Json::array({std::move(Run)})}};
  }

private:
  const Report &R;
  SourceTexts &Sources;
  std::map<std::string, size_t> RuleIndex;

  static Json driver() {
    Json Rules = Json::array();
    for (const CheckInfo &Rule : allRules())
      Rules.push_back(rule(Rule));
    return {{"name", "corosafe"},
            {"fullName", "corosafe " + version().str() + ", a static analyzer of coroutines that are cancelled"},
            {"version", version().str()},
            {"semanticVersion", version().str()},
            {"informationUri", (Home.empty() ? Name : Home).str()},
            {"rules", std::move(Rules)}};
  }

  static Json rule(const CheckInfo &Rule) {
    Json Tags = {"correctness", "concurrency", "coroutines"};
    for (uint16_t Cwe : Rule.Cwe)
      if (Cwe)
        Tags.push_back("external/cwe/cwe-" + std::to_string(Cwe));
    std::string Summary = Rule.Summary.str();
    Summary[0] = llvm::toUpper(Summary[0]);
    Json Descriptor = {{"id", "corosafe-" + Rule.Id.str()},
                       {"name", symbolicName(Rule.Id)},
                       {"shortDescription", {{"text", Summary + "."}}},
                       {"fullDescription", {{"text", reasonIn(Rule.Doc)}}},
                       {"help", {{"text", Rule.Doc.trim().str()}, {"markdown", Rule.Doc.trim().str()}}}};
    if (!Home.empty())
      Descriptor["helpUri"] = (Home + "/docs/checks/" + Rule.Id + ".md").str();
    Descriptor["defaultConfiguration"] = {{"level", "warning"}};
    Descriptor["properties"] = {{"tags", std::move(Tags)}, {"precision", "high"}, {"problem.severity", "warning"}};
    return Descriptor;
  }

  Json artifact(llvm::StringRef File) const {
    std::string Path = portablePath(R, File);
    if (!llvm::StringRef(Path).starts_with("/"))
      return {{"uri", uriOf(Path)}, {"uriBaseId", RootId}};
    return {{"uri", "file://" + uriOf(Path)}};
  }

  uint32_t column(llvm::StringRef File, uint32_t Line, uint32_t ByteColumn) {
    return utf16Column(Sources.line(File, Line), ByteColumn);
  }

  Json region(const Location &Where) {
    Json Region = {{"startLine", Where.Line},
                   {"startColumn", column(Where.File, Where.Line, Where.Column)},
                   {"endLine", Where.EndLine},
                   {"endColumn", column(Where.File, Where.EndLine, Where.EndColumn)}};
    if (llvm::StringRef Text = Sources.text(Where); !Text.empty())
      Region["snippet"] = {{"text", Text.str()}};
    return Region;
  }

  /// Some lines more, for viewers that have no sources.
  Json context(const Location &Where) {
    uint32_t First = Where.Line > 2 ? Where.Line - 2 : 1;
    uint32_t Last = std::max(Where.EndLine, std::min(Where.EndLine + 2, Sources.lineCount(Where.File)));
    std::string Text;
    for (uint32_t Line = First; Line <= Last; ++Line)
      Text += Sources.line(Where.File, Line).str() + "\n";
    return {{"startLine", First}, {"endLine", Last}, {"snippet", {{"text", std::move(Text)}}}};
  }

  Json place(const Location &Where, bool WithContext) {
    Json Physical = {{"artifactLocation", artifact(Where.File)}, {"region", region(Where)}};
    if (WithContext && Sources.lineCount(Where.File))
      Physical["contextRegion"] = context(Where);
    return Physical;
  }

  Json step(const Location &Where, llvm::StringRef Message, llvm::StringRef Kind, llvm::StringRef Importance) {
    Json Place = {{"message", {{"text", Message.str()}}}};
    if (!Where.File.empty())
      Place["physicalLocation"] = place(Where, /*WithContext=*/true);
    return {{"location", std::move(Place)}, {"kinds", Json::array({Kind.str()})}, {"importance", Importance.str()}};
  }

  Json flow(const Finding &F) {
    Json Steps = Json::array({step(F.Where, F.Message, "finding", "essential")});
    for (const Note &N : F.Notes)
      Steps.push_back(step(N.Where, N.Message, nameOf(N.Role), N.Role == NoteRole::Context ? "unimportant" : "important"));
    return Json::array({{{"threadFlows", Json::array({{{"locations", std::move(Steps)}}})}}});
  }

  Json fix(const Fix &Change) {
    std::map<std::string, Json> ByFile;
    for (const Replacement &Part : Change.Replacements) {
      auto [Line, Column] = Sources.placeOf(Part.File, Part.Offset);
      auto [EndLine, EndColumn] = Sources.placeOf(Part.File, Part.Offset + Part.Length);
      ByFile[Part.File].push_back({{"deletedRegion",
                                    {{"startLine", Line},
                                     {"startColumn", column(Part.File, Line, Column)},
                                     {"endLine", EndLine},
                                     {"endColumn", column(Part.File, EndLine, EndColumn)}}},
                                   {"insertedContent", {{"text", Part.Text}}}});
    }
    Json Changes = Json::array();
    for (auto &[File, Parts] : ByFile)
      Changes.push_back({{"artifactLocation", artifact(File)}, {"replacements", std::move(Parts)}});
    Json Result = {{"description", {{"text", Change.Message}}}, {"artifactChanges", std::move(Changes)}};
    if (Change.Alternative)
      Result["properties"] = {{"alternative", true}};
    return Result;
  }

  Json suppressions(const ReportedFinding &Reported) const {
    Json List = Json::array();
    if (!Reported.Hidden)
      return List;
    bool InSource = Reported.Hidden->By == Suppression::NoLint;
    std::string Why = Reported.Hidden->Reason;
    if (Why.empty())
      Why = InSource ? "a NOLINT comment without a reason" : "in the baseline " + portablePath(R, *R.Baseline);
    List.push_back({{"kind", InSource ? "inSource" : "external"}, {"status", "accepted"}, {"justification", std::move(Why)}});
    return List;
  }

  Json result(const ReportedFinding &Reported) {
    const Finding &F = Reported.What;
    // Viewers show the message alone: it says what to do as well.
    std::string Message = F.Message + (F.Help.empty() ? "." : ".\nHelp: " + F.Help + ".");
    Json Place = {{"physicalLocation", place(F.Where, /*WithContext=*/true)}};
    if (!F.Function.empty())
      Place["logicalLocations"] = Json::array({{{"fullyQualifiedName", F.Function}, {"kind", "function"}}});
    Json Result = {{"ruleId", "corosafe-" + F.Check},
                   {"ruleIndex", RuleIndex.at(F.Check)},
                   {"kind", "fail"},
                   {"level", Reported.IsError ? "error" : F.Sure == Confidence::Low ? "note" : "warning"},
                   {"message", {{"text", std::move(Message)}}},
                   {"locations", Json::array({std::move(Place)})},
                   {"partialFingerprints", {{"corosafe/v1", F.Fingerprint}}}};
    if (!F.Notes.empty())
      Result["codeFlows"] = flow(F);
    if (!F.Fixes.empty())
      for (const Fix &Change : F.Fixes)
        Result["fixes"].push_back(fix(Change));
    Result["suppressions"] = suppressions(Reported);
    if (R.Baseline)
      Result["baselineState"] = Reported.Hidden && Reported.Hidden->By == Suppression::Baseline ? "unchanged" : "new";
    Result["rank"] = F.Sure == Confidence::High ? 90.0 : F.Sure == Confidence::Medium ? 60.0 : 30.0;
    Result["properties"] = {{"confidence", nameOf(F.Sure).str()}};
    return Result;
  }

  Json notifications() const {
    Json List = Json::array();
    for (const Skipped &S : R.NotAnalysed) {
      std::string Text = "Not analysed: '" + (S.Function.empty() ? portablePath(R, S.File) : S.Function) + "': " + S.Reason + ".";
      Json Entry = {{"descriptor", {{"id", "skipped"}}}, {"level", "warning"}, {"message", {{"text", std::move(Text)}}}};
      if (!S.File.empty())
        Entry["locations"] = Json::array({{{"physicalLocation", {{"artifactLocation", artifact(S.File)}}}}});
      List.push_back(std::move(Entry));
    }
    for (const StaleEntry &S : R.Stale)
      List.push_back({{"descriptor", {{"id", "stale-baseline"}}},
                      {"level", "note"},
                      {"message", {{"text", "Not found any more: '" + S.File + "': " + S.Message + " [corosafe-" + S.Check + "]."}}}});
    return List;
  }
};

} // namespace

void corosafe::printSarif(const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS) {
  // Sources and file names may hold any bytes; what is not UTF-8 becomes U+FFFD.
  OS << Writer(R, Sources).log().dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) << '\n';
}
