//===- JUnitReporter.cpp - Findings as failed tests ---------------------------===//
//
// A suite for each file, so that what is clean is seen as passed:
//
//   <testsuite name="src/a.cpp" tests="2" failures="1" ...>
//     <testcase classname="src/a.cpp" name="corosafe-unawaited-task at line 7 in bug"> <failure .../> </testcase>
//
//===----------------------------------------------------------------------===//

#include "Markup.h"
#include "Report.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace corosafe;

namespace {

struct Suite {
  std::vector<const ReportedFinding *> Findings;
  std::vector<const Skipped *> NotAnalysed;
};

std::string placeOf(const Report &R, const Location &Where) {
  return portablePath(R, Where.File) + ":" + std::to_string(Where.Line) + ":" + std::to_string(Where.Column) + ": ";
}

std::string attribute(llvm::StringRef Name, llvm::StringRef Value) { return (" " + Name + "=\"" + escapeXml(Value) + "\"").str(); }

void printCase(const Report &R, llvm::StringRef File, const ReportedFinding &Reported, llvm::raw_ostream &OS) {
  const Finding &F = Reported.What;
  std::string Name = "corosafe-" + F.Check + " at line " + std::to_string(F.Where.Line);
  if (!F.Function.empty())
    Name += " in " + F.Function;
  OS << "    <testcase" << attribute("classname", File) << attribute("name", Name) << attribute("file", File)
     << attribute("line", std::to_string(F.Where.Line)) << ">\n";
  if (Reported.Hidden) {
    bool NoLint = Reported.Hidden->By == Suppression::NoLint;
    std::string Why = NoLint ? "NOLINT" : "in the baseline";
    if (!Reported.Hidden->Reason.empty())
      Why += ": " + Reported.Hidden->Reason;
    OS << "      <skipped" << attribute("message", Why) << "/>\n";
  } else {
    std::string Text = placeOf(R, F.Where) + F.Message;
    for (const Note &N : F.Notes)
      Text += "\n" + placeOf(R, N.Where) + N.Message;
    if (!F.Help.empty())
      Text += "\nhelp: " + F.Help;
    OS << "      <failure" << attribute("message", F.Message) << attribute("type", Reported.IsError ? "error" : "warning") << ">"
       << escapeXml(Text) << "</failure>\n";
  }
  OS << "    </testcase>\n";
}

} // namespace

void corosafe::printJUnit(const Report &R, SourceTexts &, llvm::raw_ostream &OS) {
  std::map<std::string, Suite> Suites;
  for (const std::string &File : R.Analysed)
    Suites[File];
  for (const ReportedFinding &F : R.Findings)
    Suites[F.What.Where.File].Findings.push_back(&F);
  for (const ReportedFinding &F : R.Suppressed)
    Suites[F.What.Where.File].Findings.push_back(&F);
  for (const Skipped &S : R.NotAnalysed)
    Suites[S.File].NotAnalysed.push_back(&S);

  auto Counts = [](size_t Tests, size_t Failures, size_t Skips) {
    return attribute("tests", std::to_string(Tests)) + attribute("failures", std::to_string(Failures)) + attribute("errors", "0") +
           attribute("skipped", std::to_string(Skips));
  };
  size_t Tests = 0;
  for (const auto &[File, Of] : Suites)
    Tests += std::max<size_t>(Of.Findings.size() + Of.NotAnalysed.size(), 1);
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"corosafe\""
     << Counts(Tests, R.Findings.size(), R.NotAnalysed.size() + R.Suppressed.size()) << ">\n";
  for (const auto &[Path, Of] : Suites) {
    std::string File = portablePath(R, Path);
    size_t Hidden = llvm::count_if(Of.Findings, [](const ReportedFinding *F) { return F->Hidden.has_value(); });
    size_t All = Of.Findings.size() + Of.NotAnalysed.size();
    OS << "  <testsuite" << attribute("name", File)
       << Counts(std::max<size_t>(All, 1), Of.Findings.size() - Hidden, Of.NotAnalysed.size() + Hidden) << ">\n";
    for (const ReportedFinding *F : Of.Findings)
      printCase(R, File, *F, OS);
    for (const Skipped *S : Of.NotAnalysed)
      OS << "    <testcase" << attribute("classname", File) << attribute("name", S->Function.empty() ? "analysis" : "analysis of " + S->Function)
         << ">\n      <skipped" << attribute("message", "not analysed: " + S->Reason) << "/>\n    </testcase>\n";
    if (!All)
      OS << "    <testcase" << attribute("classname", File) << " name=\"analysis\"/>\n";
    OS << "  </testsuite>\n";
  }
  OS << "</testsuites>\n";
}
