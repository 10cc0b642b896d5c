//===- CheckstyleReporter.cpp - Checkstyle's XML, which many tools read -------===//

#include "Markup.h"
#include "Report.h"
#include <map>

using namespace corosafe;

void corosafe::printCheckstyle(const Report &R, SourceTexts &, llvm::raw_ostream &OS) {
  std::map<std::string, std::vector<const ReportedFinding *>> ByFile;
  for (const std::string &File : R.Analysed)
    ByFile[portablePath(R, File)];
  for (const ReportedFinding &F : R.Findings)
    ByFile[portablePath(R, F.What.Where.File)].push_back(&F);
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n";
  for (const auto &[File, Findings] : ByFile) {
    OS << "  <file name=\"" << escapeXml(File) << "\">\n";
    for (const ReportedFinding *Reported : Findings) {
      const Finding &F = Reported->What;
      OS << "    <error line=\"" << F.Where.Line << "\" column=\"" << F.Where.Column << "\" severity=\""
         << (Reported->IsError ? "error" : F.Sure == Confidence::Low ? "info" : "warning") << "\" message=\"" << escapeXml(F.Message)
         << "\" source=\"corosafe-" << escapeXml(F.Check) << "\"/>\n";
    }
    OS << "  </file>\n";
  }
  OS << "</checkstyle>\n";
}
