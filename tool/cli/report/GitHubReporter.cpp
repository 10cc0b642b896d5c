//===- GitHubReporter.cpp - Annotations of a GitHub workflow -----------------===//
//
//   ::warning file=src/a.cpp,line=5,endLine=5,col=3,endColumn=18,title=corosafe-lock-across-suspend::'m' is locked ...
//
// GitHub shows ten of a kind for each step; SARIF has no such limit.
//
//===----------------------------------------------------------------------===//

#include "Markup.h"
#include "Report.h"

using namespace corosafe;

/// Of the text, or of a property's value, where more has a meaning.
static std::string escape(llvm::StringRef Text, bool InProperty) {
  std::string Escaped;
  for (char C : validUtf8(Text))
    if (C == '%')
      Escaped += "%25";
    else if (C == '\r')
      Escaped += "%0D";
    else if (C == '\n')
      Escaped += "%0A";
    else if (InProperty && C == ':')
      Escaped += "%3A";
    else if (InProperty && C == ',')
      Escaped += "%2C";
    else
      Escaped += C;
  return Escaped;
}

void corosafe::printGitHub(const Report &R, SourceTexts &, llvm::raw_ostream &OS) {
  for (const ReportedFinding &Reported : R.Findings) {
    const Finding &F = Reported.What;
    OS << (Reported.IsError ? "::error" : F.Sure == Confidence::Low ? "::notice" : "::warning");
    OS << " file=" << escape(portablePath(R, F.Where.File), true) << ",line=" << F.Where.Line << ",endLine=" << F.Where.EndLine;
    // Columns of several lines are refused.
    if (F.Where.EndLine == F.Where.Line)
      OS << ",col=" << F.Where.Column << ",endColumn=" << F.Where.EndColumn;
    OS << ",title=" << escape("corosafe-" + F.Check, true) << "::";
    std::string Text = F.Message;
    for (const Note &N : F.Notes)
      Text += "\n" + portablePath(R, N.Where.File) + ":" + std::to_string(N.Where.Line) + ": " + N.Message;
    if (!F.Help.empty())
      Text += "\nhelp: " + F.Help;
    OS << escape(Text, false) << '\n';
  }
  for (const Skipped &S : R.NotAnalysed)
    OS << "::notice file=" << escape(portablePath(R, S.File), true) << ",title=corosafe::"
       << escape("not analysed" + (S.Function.empty() ? "" : ": '" + S.Function + "'") + ": " + S.Reason, false) << '\n';
}
