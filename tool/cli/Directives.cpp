//===- Directives.cpp --------------------------------------------------------===//

#include "Directives.h"
#include "FilesRead.h"
#include "Scan.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringExtras.h"

using namespace corosafe;

DirectiveLog::DirectiveLog(const clang::Preprocessor &PP) : PP(PP), Sources(PP.getSourceManager()) {}

static uint32_t brief(llvm::StringRef Text) { return static_cast<uint32_t>(hashOf(Text).Low); }

bool corosafe::confirms(llvm::ArrayRef<uint32_t> Parse, llvm::ArrayRef<uint32_t> Scan) {
  for (uint32_t Line : Parse)
    if (!Scan.empty() && Scan.front() == Line)
      Scan = Scan.drop_front();
  return Scan.empty();
}

std::string corosafe::textOf(llvm::ArrayRef<uint32_t> Results) {
  std::string Text;
  for (uint32_t Line : Results)
    Text += llvm::utohexstr(Line, /*LowerCase=*/true, /*Width=*/8);
  return Text;
}

std::optional<DirectiveResults> corosafe::directivesFrom(llvm::StringRef Text) {
  DirectiveResults Results;
  for (; !Text.empty(); Text = Text.substr(8)) {
    uint32_t Line;
    if (Text.take_front(8).getAsInteger(16, Line))
      return std::nullopt;
    Results.push_back(Line);
  }
  return Results;
}

bool corosafe::isInUsersFile(const clang::SourceManager &Sources, clang::SourceLocation Where) {
  if (Where.isInvalid())
    return false;
  clang::FileID File = Sources.getFileID(Sources.getExpansionLoc(Where));
  return Sources.getFileEntryRefForID(File) && !Sources.isInSystemHeader(Sources.getLocForStartOfFile(File));
}

std::string DirectiveLog::pathOf(clang::FileEntryRef File) const {
  llvm::SmallString<256> Path(File.getName());
  Sources.getFileManager().makeAbsolutePath(Path);
  return Path.str().str();
}

uint64_t DirectiveLog::meaningOf(const clang::MacroInfo &Macro) {
  auto [It, New] = Meanings.try_emplace(&Macro);
  if (New) {
    std::string Text = Macro.isFunctionLike() ? "(" : " ";
    for (const clang::IdentifierInfo *Parameter : Macro.params())
      (Text += Parameter->getName()) += ",";
    for (const clang::Token &T : Macro.tokens())
      (Text += T.hasLeadingSpace() ? " " : "\n") += PP.getSpelling(T);
    It->second = hashOf(Text).Low;
  }
  return It->second;
}

/// Null if the place is not in a file of the user's.
DirectiveResults *DirectiveLog::logOf(clang::SourceLocation Where) {
  if (!isInUsersFile(Sources, Where))
    return nullptr;
  auto File = Sources.getFileEntryRefForID(Sources.getFileID(Sources.getExpansionLoc(Where)));
  return File ? &Logs[idOf(File->getUniqueID())] : nullptr;
}

void DirectiveLog::LexedFileChanged(clang::FileID File, LexedFileChangeReason Why, clang::SrcMgr::CharacteristicKind Kind,
                                    clang::FileID, clang::SourceLocation) {
  if (Why == LexedFileChangeReason::EnterFile && !clang::SrcMgr::isSystem(Kind))
    logOf(Sources.getLocForStartOfFile(File));
}

void DirectiveLog::InclusionDirective(clang::SourceLocation Hash, const clang::Token &, llvm::StringRef, bool, clang::CharSourceRange,
                                      clang::OptionalFileEntryRef File, llvm::StringRef, llvm::StringRef, const clang::Module *, bool,
                                      clang::SrcMgr::CharacteristicKind) {
  if (DirectiveResults *Log = logOf(Hash))
    Log->push_back(brief(File ? pathOf(*File) : ""));
}

void DirectiveLog::MacroExpands(const clang::Token &Name, const clang::MacroDefinition &Macro, clang::SourceRange,
                                const clang::MacroArgs *) {
  if (PP.isParsingIfOrElifDirective())
    test(Name, Macro);
}

void DirectiveLog::test(const clang::Token &Name, const clang::MacroDefinition &Macro) {
  DirectiveResults *Log = logOf(Name.getLocation());
  if (!Log)
    return;
  const clang::MacroInfo *Info = Macro.getMacroInfo();
  Log->push_back(brief((Name.getIdentifierInfo()->getName() + "=" + (Info ? llvm::utohexstr(meaningOf(*Info)) : "")).str()));
}
