//===- TextReporter.cpp - Findings for people ------------------------------===//
//
//   server.cpp:12:14: warning: 'm' is held while ... [corosafe-lock-across-suspend]
//      12 |   int n = co_await read(s);
//         |           ^~~~~~~~~~~~~~~~
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Unicode.h"
#include <algorithm>

using namespace corosafe;

namespace {

/// The lines of the files that findings are in, read when first asked for.
class SourceLines {
public:
  llvm::StringRef line(llvm::StringRef File, uint32_t Number) {
    auto [It, New] = Files.try_emplace(File);
    if (New)
      if (auto Buffer = llvm::MemoryBuffer::getFile(File)) {
        It->second.Text = std::move(*Buffer);
        It->second.Text->getBuffer().split(It->second.Lines, '\n');
      }
    const auto &Lines = It->second.Lines;
    return Number >= 1 && Number <= Lines.size() ? Lines[Number - 1].rtrim('\r') : llvm::StringRef();
  }

private:
  struct Entry {
    std::unique_ptr<llvm::MemoryBuffer> Text;
    llvm::SmallVector<llvm::StringRef> Lines;
  };
  llvm::StringMap<Entry> Files;
};

/// Blanks that are as wide on a terminal as the text; tabs stay tabs.
std::string blanksFor(llvm::StringRef Text) {
  std::string Out;
  while (!Text.empty()) {
    llvm::StringRef Chunk = Text.take_until([](char C) { return C == '\t'; });
    int Width = llvm::sys::unicode::columnWidthUTF8(Chunk);
    Out.append(Width >= 0 ? Width : Chunk.size(), ' ');
    Text = Text.drop_front(Chunk.size());
    if (Text.consume_front("\t"))
      Out += '\t';
  }
  return Out;
}

void printPlace(const Location &Where, llvm::raw_ostream &OS) {
  if (!Where.File.empty())
    OS << Where.File << ':' << Where.Line << ':' << Where.Column << ": ";
}

void printSnippet(const Location &Where, SourceLines &Sources, llvm::raw_ostream &OS) {
  llvm::StringRef Line = Sources.line(Where.File, Where.Line);
  if (Line.empty() || Where.Column < 1 || Where.Column > Line.size())
    return;
  size_t Begin = Where.Column - 1;
  size_t End = Where.EndLine == Where.Line ? Where.EndColumn - 1 : Line.rtrim().size();
  End = std::clamp(End, Begin + 1, Line.size());
  std::string Marked = blanksFor(Line.slice(Begin, End));
  OS << llvm::format_decimal(Where.Line, 5) << " | " << Line << '\n'
     << "      | " << blanksFor(Line.take_front(Begin)) << '^' << std::string(Marked.empty() ? 0 : Marked.size() - 1, '~') << '\n';
}

} // namespace

void corosafe::printText(const Report &Findings, llvm::raw_ostream &OS) {
  SourceLines Sources;
  for (const ReportedFinding &Reported : Findings.Findings) {
    const Finding &F = Reported.What;
    printPlace(F.Where, OS);
    OS << (Reported.IsError ? "error: " : "warning: ") << F.Message << " [corosafe-" << F.Check << "]\n";
    printSnippet(F.Where, Sources, OS);
    for (const Note &N : F.Notes) {
      printPlace(N.Where, OS);
      OS << "note: " << N.Message << '\n';
      printSnippet(N.Where, Sources, OS);
    }
    if (!F.Help.empty()) {
      printPlace(F.Where, OS);
      OS << "note: help: " << F.Help << '\n';
    }
    for (const Fix &Change : F.Fixes) {
      printPlace(F.Where, OS);
      OS << "note: fix: " << Change.Message << '\n';
    }
  }
}
