//===- Unseen.cpp ------------------------------------------------------------===//

#include "Unseen.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Token.h"
#include "llvm/ADT/STLExtras.h"

using namespace corosafe;

namespace {

class MacroWatcher : public clang::PPCallbacks {
public:
  MacroWatcher(const clang::SourceManager &Sources, const FileIds &Reads, bool &Taken)
      : Sources(Sources), Reads(Reads), Taken(Taken) {}

  void MacroExpands(const clang::Token &Name, const clang::MacroDefinition &Macro, clang::SourceRange,
                    const clang::MacroArgs *) override {
    note(Name, Macro);
  }
  void Defined(const clang::Token &Name, const clang::MacroDefinition &Macro, clang::SourceRange) override { note(Name, Macro); }
  void Ifdef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &Macro) override { note(Name, Macro); }
  void Ifndef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &Macro) override { note(Name, Macro); }
  void Elifdef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &Macro) override { note(Name, Macro); }
  void Elifndef(clang::SourceLocation, const clang::Token &Name, const clang::MacroDefinition &Macro) override { note(Name, Macro); }

private:
  void note(const clang::Token &Name, const clang::MacroDefinition &Macro) {
    const clang::MacroInfo *Info = Macro.getMacroInfo();
    if (Taken || !Info || !Info->getDefinitionLoc().isValid() || Sources.isInSystemHeader(Name.getLocation()))
      return;
    if (auto File = Sources.getFileEntryRefForID(Sources.getFileID(Info->getDefinitionLoc())))
      Taken = !Reads.contains(idOf(File->getUniqueID()));
  }

  const clang::SourceManager &Sources;
  const FileIds &Reads;
  bool &Taken;
};

} // namespace

std::unique_ptr<clang::PPCallbacks> corosafe::watchForUnseenMacros(const clang::SourceManager &Sources, const FileIds &Reads,
                                                                   bool &Taken) {
  return std::make_unique<MacroWatcher>(Sources, Reads, Taken);
}

bool corosafe::namesUnseenFile(const TuFacts &Facts, clang::FileManager &Manager, const FileIds &Reads) {
  return llvm::any_of(Facts.Files, [&](const std::string &Name) {
    auto File = Manager.getOptionalFileRef(Name);
    return File && !Reads.contains(idOf(File->getUniqueID()));
  });
}
