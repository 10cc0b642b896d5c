//===- Places.cpp ----------------------------------------------------------===//

#include "Places.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace corosafe;

static clang::FileID fileIn(llvm::StringRef Path, clang::SourceManager &Sources) {
  if (Path.empty())
    return {};
  auto File = Sources.getFileManager().getOptionalFileRef(Path);
  return File ? Sources.translateFile(*File) : clang::FileID();
}

static clang::CharSourceRange range(llvm::StringRef Path, uint32_t Begin, uint32_t End, clang::SourceManager &Sources) {
  clang::FileID File = fileIn(Path, Sources);
  if (File.isInvalid() || Begin > Sources.getFileIDSize(File))
    return {};
  clang::SourceLocation Start = Sources.getLocForStartOfFile(File);
  End = std::clamp<uint32_t>(End, Begin, Sources.getFileIDSize(File));
  return clang::CharSourceRange::getCharRange(Start.getLocWithOffset(Begin), Start.getLocWithOffset(End));
}

clang::CharSourceRange corosafe::rangeOf(const Location &Where, clang::SourceManager &Sources) {
  return range(Where.File, Where.Offset, Where.EndOffset, Sources);
}

std::vector<clang::FixItHint> corosafe::hintsOf(const Fix &Change, clang::SourceManager &Sources) {
  std::vector<clang::FixItHint> Hints;
  for (const Replacement &Part : Change.Replacements) {
    clang::CharSourceRange Range = range(Part.File, Part.Offset, Part.Offset + Part.Length, Sources);
    if (Range.isInvalid())
      return {};
    Hints.push_back(clang::FixItHint::CreateReplacement(Range, Part.Text));
  }
  return Hints;
}

llvm::StringRef corosafe::textOf(llvm::StringRef File, clang::SourceManager &Sources) {
  clang::FileID Id = fileIn(File, Sources);
  return Id.isValid() ? Sources.getBufferData(Id) : "";
}

std::string corosafe::uriOf(llvm::StringRef Path) {
  std::string Uri;
  for (unsigned char C : Path)
    if (llvm::isAlnum(C) || llvm::StringRef("/-._~").contains(C))
      Uri += static_cast<char>(C);
    else
      Uri += "%" + llvm::utohexstr(C, /*LowerCase=*/false, 2);
  return Uri;
}

llvm::StringRef corosafe::nameOf(Confidence Value) {
  switch (Value) {
  case Confidence::Low:
    return "low";
  case Confidence::Medium:
    return "medium";
  case Confidence::High:
    return "high";
  }
  return "";
}

llvm::StringRef corosafe::nameOf(NoteRole Role) {
  switch (Role) {
  case NoteRole::Context:
    return "context";
  case NoteRole::Effect:
    return "effect";
  case NoteRole::Suspend:
    return "suspend";
  case NoteRole::Cancelled:
    return "cancelled";
  case NoteRole::Lost:
    return "lost";
  }
  return "";
}

std::optional<Confidence> corosafe::confidenceNamed(llvm::StringRef Name) {
  return llvm::StringSwitch<std::optional<Confidence>>(Name)
      .Case("low", Confidence::Low)
      .Case("medium", Confidence::Medium)
      .Case("high", Confidence::High)
      .Default(std::nullopt);
}
