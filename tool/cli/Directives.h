//===- Directives.h - What the directives of the user's files come to -------===//
//
//   #include "part.h"        /src/part.h
//   #ifdef HAS_MUTEX         HAS_MUTEX=<what it is defined as there>
//
// The text of a file says the same in two places if this is the same in both
// and so is what the macros mean that it names. A scan sees less of it than a
// parse: not the tests that decide on code only.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_DIRECTIVES_H
#define COROSAFE_TOOL_CLI_DIRECTIVES_H

#include "clang/Lex/PPCallbacks.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace clang {
class MacroInfo;
class Preprocessor;
} // namespace clang

namespace corosafe {

/// Hashes of the lines above, in order.
using DirectiveResults = std::vector<uint32_t>;

/// What a scan saw is part of what a parse saw.
bool confirms(llvm::ArrayRef<uint32_t> Parse, llvm::ArrayRef<uint32_t> Scan);

std::string textOf(llvm::ArrayRef<uint32_t> Results);
std::optional<DirectiveResults> directivesFrom(llvm::StringRef Text);

/// Not in a system header, nor given by the command line or the compiler itself. A file that
/// calls itself a system header by a pragma is the user's all the same.
bool isInUsersFile(const clang::SourceManager &Sources, clang::SourceLocation Where);

/// Watches one preprocessor, which may see all of a file or its directives only.
class DirectiveLog : public clang::PPCallbacks {
public:
  using Id = std::pair<uint64_t, uint64_t>;

  explicit DirectiveLog(const clang::Preprocessor &PP);

  /// Of each of the user's files that was entered.
  const llvm::DenseMap<Id, DirectiveResults> &results() const { return Logs; }
  /// Hash of a macro's definition.
  uint64_t meaningOf(const clang::MacroInfo &Macro);
  std::string pathOf(clang::FileEntryRef File) const;

  void LexedFileChanged(clang::FileID File, LexedFileChangeReason Why, clang::SrcMgr::CharacteristicKind Kind, clang::FileID Other,
                        clang::SourceLocation Where) override;
  void InclusionDirective(clang::SourceLocation Hash, const clang::Token &Include, llvm::StringRef Name, bool Angled,
                          clang::CharSourceRange Range, clang::OptionalFileEntryRef File, llvm::StringRef SearchPath,
                          llvm::StringRef RelativePath, const clang::Module *Suggested, bool Imported,
                          clang::SrcMgr::CharacteristicKind Kind) override;
  void MacroExpands(const clang::Token &Name, const clang::MacroDefinition &Macro, clang::SourceRange, const clang::MacroArgs *) override;
  void Defined(const clang::Token &Name, const clang::MacroDefinition &Macro, clang::SourceRange) override { test(Name, Macro); }
  void Ifdef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &Macro) override { test(Name, Macro); }
  void Ifndef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &Macro) override { test(Name, Macro); }
  void Elifdef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &Macro) override { test(Name, Macro); }
  void Elifndef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &Macro) override { test(Name, Macro); }

protected:
  const clang::Preprocessor &PP;
  const clang::SourceManager &Sources;

private:
  void test(const clang::Token &Name, const clang::MacroDefinition &Macro);
  DirectiveResults *logOf(clang::SourceLocation Where);

  llvm::DenseMap<Id, DirectiveResults> Logs;
  llvm::DenseMap<const clang::MacroInfo *, uint64_t> Meanings;
};

} // namespace corosafe

#endif
