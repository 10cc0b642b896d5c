//===- FixText.cpp ----------------------------------------------------------===//

#include "FixText.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace corosafe;

/// What stands to the left of the line that the offset is in, up to what is no blank.
static llvm::StringRef indentAt(llvm::StringRef Text, size_t Offset) {
  llvm::StringRef Before = Text.take_front(Offset);
  llvm::StringRef Line = Text.drop_front(Before.find_last_of('\n') + 1);
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; });
}

/// The text with the line ends and tabs of the place that it is for.
static std::string fitted(llvm::StringRef New, llvm::StringRef Text, size_t Offset) {
  llvm::StringRef Indent = indentAt(Text, Offset);
  llvm::StringRef End = Text.take_front(Text.find('\n')).ends_with("\r") ? "\r\n" : "\n";
  std::string Fitted;
  for (size_t At = 0; At < New.size(); ++At) {
    if (New[At] != '\n') {
      Fitted += New[At];
      continue;
    }
    Fitted += End;
    size_t Blanks = std::min(New.find_first_not_of(' ', At + 1), New.size()) - At - 1;
    size_t Same = std::min(Blanks, Indent.size());
    Fitted += Indent.take_front(Same);
    Fitted.append(Blanks - Same, ' ');
    At += Blanks;
  }
  return Fitted;
}

/// By how much a line is indented more than the one that it is in the block of.
static llvm::StringRef stepAt(llvm::StringRef Text, size_t LineBegin, llvm::StringRef Indent) {
  while (LineBegin > 0) {
    LineBegin = Text.take_front(LineBegin - 1).rfind('\n') + 1;
    llvm::StringRef Outer = indentAt(Text, LineBegin);
    llvm::StringRef Line = Text.drop_front(LineBegin + Outer.size());
    if (Line.empty() || Line.front() == '\n' || Line.front() == '\r' || Line.front() == '#' || Outer.size() >= Indent.size())
      continue;
    if (!Indent.starts_with(Outer) || Indent.size() - Outer.size() > 8)
      break;
    return Indent.drop_front(Outer.size());
  }
  return Indent.starts_with("\t") ? "\t" : "  ";
}

/// "{", a new line and blanks become "{ ".
static void putOnOneLine(Fix &Change) {
  for (Replacement &Part : Change.Replacements) {
    llvm::StringRef Blanks = " \t\r\n", Text = Part.Text;
    size_t At = Text.find('\n');
    if (At != llvm::StringRef::npos)
      Part.Text = Text.take_front(At).rtrim(Blanks).str() + " " + Text.drop_front(At).ltrim(Blanks).str();
  }
}

/// Moves the lines that a fix nests one step to the right.
static void indentNested(Fix &Change, llvm::StringRef Text) {
  const Location &Nests = Change.Nests;
  if (Nests.EndOffset > Text.size() || Nests.Offset >= Nests.EndOffset)
    return;
  llvm::StringRef Indent = indentAt(Text, Nests.Offset), Inner = Text.slice(Nests.Offset, Nests.EndOffset);
  size_t LineBegin = Text.take_front(Nests.Offset).rfind('\n') + 1;
  size_t LineEnd = std::min(Text.find('\n', Nests.EndOffset), Text.size());
  llvm::StringRef Rest = Text.slice(Nests.EndOffset, LineEnd).rtrim("\r");
  bool Whole = LineBegin + Indent.size() == Nests.Offset && (Rest.trim().empty() || Rest.ltrim().starts_with("//"));
  if (!Whole && !Inner.contains('\n'))
    return putOnOneLine(Change);
  // What a line begins with may be part of a literal.
  if (!Whole || Inner.contains("R\"") || Inner.contains("\\\n") || Inner.contains("\\\r\n") || Rest.ends_with("\\"))
    return;
  std::string Step = stepAt(Text, LineBegin, Indent).str();
  for (Replacement &Part : Change.Replacements)
    if (Part.Offset == Nests.Offset)
      Part.Text += Step;
    else if (Part.Offset == Nests.EndOffset)
      Part.Offset += Rest.size(); // A remark stays on its line.
  for (size_t At = Inner.find('\n'); At != llvm::StringRef::npos; At = Inner.find('\n', At + 1)) {
    llvm::StringRef Line = Inner.drop_front(At + 1);
    if (!Line.empty() && Line.front() != '\n' && Line.front() != '\r' && Line.front() != '#')
      Change.Replacements.push_back({Nests.File, uint32_t(Nests.Offset + At + 1), 0, Step});
  }
  llvm::stable_sort(Change.Replacements, [](const Replacement &A, const Replacement &B) { return A.Offset < B.Offset; });
}

void corosafe::fitToTexts(Fix &Change, llvm::function_ref<llvm::StringRef(llvm::StringRef File)> TextOf) {
  for (Replacement &Part : Change.Replacements)
    if (Part.Text.find('\n') != std::string::npos)
      Part.Text = fitted(Part.Text, TextOf(Part.File), Part.Offset);
  if (!Change.Nests.File.empty())
    indentNested(Change, TextOf(Change.Nests.File));
}

const Fix *corosafe::onlyFix(const Finding &F) {
  const Fix *Only = nullptr;
  for (const Fix &X : F.Fixes) {
    if (!X.Alternative && Only)
      return nullptr;
    if (!X.Alternative)
      Only = &X;
  }
  return Only;
}
