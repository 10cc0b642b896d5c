//===- TextReporter.cpp - Findings for people ------------------------------===//
//
//   server.cpp:12:14: warning: 'm' is held while ... [corosafe-lock-across-suspend]
//      12 |   int n = co_await read(s);
//         |           ^~~~~~~~~~~~~~~~
//
// The form, and the colours on a terminal, are clang's: what greps or colours
// clang's warnings does the same with these.
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Unicode.h"
#include <algorithm>

using namespace corosafe;
using llvm::raw_ostream;

namespace {

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

class Printer {
public:
  Printer(SourceTexts &Sources, raw_ostream &OS, bool Colors) : Sources(Sources), OS(OS) { OS.enable_colors(Colors); }

  void print(const ReportedFinding &Reported) {
    const Finding &F = Reported.What;
    place(F.Where);
    if (Reported.IsError)
      in(raw_ostream::RED, "error: ");
    else
      in(raw_ostream::MAGENTA, "warning: ");
    in(raw_ostream::SAVEDCOLOR, F.Message + " [corosafe-" + F.Check + "]\n");
    snippet(F.Where);
    for (const Note &N : F.Notes) {
      note(N.Where, N.Message);
      snippet(N.Where);
    }
    if (!F.Help.empty())
      note(F.Where, "help: " + F.Help);
    for (const Fix &Change : F.Fixes) {
      note(F.Where, (Change.Alternative ? "or: " : "fix: ") + Change.Message);
      insertion(Change);
    }
  }

private:
  SourceTexts &Sources;
  raw_ostream &OS;

  /// Bold; SAVEDCOLOR is the terminal's own colour.
  void in(raw_ostream::Colors Color, const llvm::Twine &Text) {
    OS.changeColor(Color, /*Bold=*/true);
    OS << Text;
    OS.resetColor();
  }

  void place(const Location &Where) {
    if (!Where.File.empty())
      in(raw_ostream::SAVEDCOLOR, Where.File + ":" + llvm::Twine(Where.Line) + ":" + llvm::Twine(Where.Column) + ": ");
  }

  void note(const Location &Where, const llvm::Twine &Text) {
    place(Where);
    in(raw_ostream::CYAN, "note: ");
    OS << Text << '\n';
  }

  void marked(llvm::StringRef Before, llvm::StringRef Marks) {
    OS << "      | " << blanksFor(Before);
    OS.changeColor(raw_ostream::GREEN, /*Bold=*/true);
    OS << Marks;
    OS.resetColor();
    OS << '\n';
  }

  void snippet(const Location &Where) {
    llvm::StringRef Line = Sources.line(Where.File, Where.Line);
    if (Line.empty() || Where.Column < 1 || Where.Column > Line.size())
      return;
    size_t Begin = Where.Column - 1;
    size_t End = Where.EndLine == Where.Line ? Where.EndColumn - 1 : Line.rtrim().size();
    End = std::clamp(End, Begin + 1, Line.size());
    size_t Width = blanksFor(Line.slice(Begin, End)).size();
    OS << llvm::format_decimal(Where.Line, 5) << " | " << Line << '\n';
    marked(Line.take_front(Begin), "^" + std::string(Width ? Width - 1 : 0, '~'));
  }

  /// The line, and below it what one change on it would put there.
  void insertion(const Fix &Change) {
    if (Change.Replacements.size() != 1 || llvm::StringRef(Change.Replacements.front().Text).contains('\n'))
      return;
    const Replacement &Part = Change.Replacements.front();
    auto [Number, Column] = Sources.placeOf(Part.File, Part.Offset);
    llvm::StringRef Line = Sources.line(Part.File, Number);
    if (Line.empty())
      return;
    OS << llvm::format_decimal(Number, 5) << " | " << Line << '\n';
    marked(Line.take_front(Column - 1), Part.Text);
  }
};

} // namespace

void corosafe::printText(const Report &R, SourceTexts &Sources, raw_ostream &OS, bool Colors) {
  Printer Print(Sources, OS, Colors);
  for (const ReportedFinding &Reported : R.Findings)
    Print.print(Reported);
}
