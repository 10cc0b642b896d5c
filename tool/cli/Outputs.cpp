//===- Outputs.cpp -----------------------------------------------------------===//

#include "Outputs.h"
#include "OutputFile.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include <cstdlib>

using namespace corosafe;

namespace {

/// As other tools do: --color, then NO_COLOR (no-color.org), then whether somebody looks.
bool wantsColors(const Options &Request, bool IsTerminal) {
  if (Request.Colors != ColorMode::Auto)
    return Request.Colors == ColorMode::Always;
  const char *Never = std::getenv("NO_COLOR");
  return IsTerminal && !(Never && *Never);
}

void print(Format Style, const Report &R, SourceTexts &Sources, llvm::raw_ostream &OS, bool Colors) {
  switch (Style) {
  case Format::Text:
    return printText(R, Sources, OS, Colors);
  case Format::Json:
    return printJson(R, Sources, OS);
  case Format::Sarif:
    return printSarif(R, Sources, OS);
  case Format::GitHub:
    return printGitHub(R, Sources, OS);
  case Format::GitLab:
    return printGitLab(R, Sources, OS);
  case Format::JUnit:
    return printJUnit(R, Sources, OS);
  case Format::Checkstyle:
    return printCheckstyle(R, Sources, OS);
  case Format::Html:
    return printHtml(R, Sources, OS);
  }
}

std::string fileOf(const OutputRequest &Wanted) {
  return Wanted.Style == Format::Html ? llvm::StringRef(Wanted.Path).rtrim('/').str() + "/index.html" : Wanted.Path;
}

bool isStandardOutput(llvm::StringRef Path) { return Path.empty() || Path == "-"; }

} // namespace

llvm::Error corosafe::checkOutputs(const Options &Request) {
  std::vector<std::string> Files;
  if (!isStandardOutput(Request.Output))
    Files.push_back(Request.Output);
  for (const OutputRequest &Wanted : Request.Outputs)
    Files.push_back(fileOf(Wanted));
  if (!Request.WriteBaseline.empty())
    Files.push_back(Request.WriteBaseline);
  for (const OutputRequest &Wanted : Request.Outputs)
    if (Wanted.Style == Format::Html)
      if (std::error_code Error = llvm::sys::fs::create_directories(Wanted.Path))
        return llvm::createStringError(Error, "cannot make the folder '" + Wanted.Path + "': " + Error.message());
  llvm::StringSet<> Seen;
  for (const std::string &File : Files) {
    if (!Seen.insert(File).second)
      return llvm::createStringError(llvm::inconvertibleErrorCode(), "'" + File + "' is to be written twice");
    if (llvm::Error E = checkWritable(File))
      return E;
  }
  return llvm::Error::success();
}

llvm::Error corosafe::writeOutputs(const Report &R, SourceTexts &Sources, llvm::StringRef Instead, const Options &Request) {
  auto PrintMain = [&](llvm::raw_ostream &OS, bool IsTerminal) {
    if (Request.DumpFacts || Request.needsProgram())
      OS << Instead;
    else
      print(Request.Style, R, Sources, OS, wantsColors(Request, IsTerminal));
  };
  for (const OutputRequest &Wanted : Request.Outputs) {
    auto Print = [&](llvm::raw_ostream &OS) { print(Wanted.Style, R, Sources, OS, wantsColors(Request, false)); };
    if (llvm::Error E = writeFile(fileOf(Wanted), Print))
      return E;
  }
  if (!isStandardOutput(Request.Output))
    return writeFile(Request.Output, [&](llvm::raw_ostream &OS) { PrintMain(OS, false); });
  PrintMain(llvm::outs(), llvm::sys::Process::StandardOutHasColors());
  return finishStandardOutput();
}
