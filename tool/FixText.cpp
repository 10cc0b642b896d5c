//===- FixText.cpp ----------------------------------------------------------===//

#include "FixText.h"
#include <algorithm>

using namespace corosafe;

/// What stands to the left of the line that the offset is in, up to what is no blank.
static llvm::StringRef indentAt(llvm::StringRef Text, size_t Offset) {
  llvm::StringRef Before = Text.take_front(Offset);
  llvm::StringRef Line = Text.drop_front(Before.find_last_of('\n') + 1);
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; });
}

void corosafe::fitToTexts(Fix &Change, llvm::function_ref<llvm::StringRef(llvm::StringRef File)> TextOf) {
  for (Replacement &Part : Change.Replacements) {
    if (Part.Text.find('\n') == std::string::npos)
      continue;
    llvm::StringRef Text = TextOf(Part.File), Indent = indentAt(Text, Part.Offset);
    llvm::StringRef End = Text.take_front(Text.find('\n')).ends_with("\r") ? "\r\n" : "\n";
    std::string Fitted;
    for (size_t At = 0; At < Part.Text.size(); ++At) {
      if (Part.Text[At] != '\n') {
        Fitted += Part.Text[At];
        continue;
      }
      Fitted += End;
      size_t Blanks = std::min(Part.Text.find_first_not_of(' ', At + 1), Part.Text.size()) - At - 1;
      size_t Same = std::min(Blanks, Indent.size());
      Fitted += Indent.take_front(Same);
      Fitted.append(Blanks - Same, ' ');
      At += Blanks;
    }
    Part.Text = std::move(Fitted);
  }
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
