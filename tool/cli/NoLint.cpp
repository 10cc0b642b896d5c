//===- NoLint.cpp ----------------------------------------------------------===//

#include "NoLint.h"
#include "Config.h"
#include "Places.h"
#include "clang-tidy/NoLintDirectiveHandler.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"
#include <set>

using namespace corosafe;

namespace {

/// clang-tidy's handler wants a diagnostic of clang's; this asks it about each one.
class Asker : public clang::DiagnosticConsumer {
public:
  std::string Name;
  bool Silenced = false;
  std::set<std::string> Complaints;

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override {
    llvm::SmallVector<clang::tooling::Diagnostic, 1> Errors;
    Silenced = Handler.shouldSuppress(Level, Info, Name, Errors, /*AllowIO=*/true, /*EnableNoLintBlocks=*/true);
    for (const clang::tooling::Diagnostic &E : Errors) {
      // They know their place only as an offset in the file.
      clang::SourceManager &Sources = Info.getSourceManager();
      Location Where;
      Where.File = E.Message.FilePath;
      Where.Offset = Where.EndOffset = E.Message.FileOffset;
      clang::PresumedLoc Place = Sources.getPresumedLoc(rangeOf(Where, Sources).getBegin());
      std::string Line = Where.File;
      if (Place.isValid())
        Line += ":" + std::to_string(Place.getLine()) + ":" + std::to_string(Place.getColumn());
      Complaints.insert(Line + ": error: " + E.Message.Message + "\n");
    }
  }

private:
  clang::tidy::NoLintDirectiveHandler Handler;
};

} // namespace

struct NoLint::State {
  explicit State(clang::SourceManager &Sources) : Sources(Sources) { Engine.setSourceManager(&Sources); }

  clang::SourceManager &Sources;
  Asker Client;
  // An engine of its own: what the unit's own errors did to theirs does not matter.
#if COROSAFE_LLVM_MAJOR >= 22
  clang::DiagnosticOptions Options;
  clang::DiagnosticsEngine Engine{clang::DiagnosticIDs::create(), Options, &Client, /*ShouldOwnClient=*/false};
#else
  clang::DiagnosticsEngine Engine{new clang::DiagnosticIDs, new clang::DiagnosticOptions, &Client, /*ShouldOwnClient=*/false};
#endif
};

NoLint::NoLint(clang::SourceManager &Sources) : Inside(std::make_unique<State>(Sources)) {}
NoLint::~NoLint() = default;

bool NoLint::covers(const Finding &What) {
  clang::SourceLocation Place = rangeOf(What.Where, Inside->Sources).getBegin();
  if (Place.isInvalid())
    return false;
  Inside->Client.Name = "corosafe-" + What.Check;
  Inside->Client.Silenced = false;
  unsigned Id = Inside->Engine.getCustomDiagID(clang::DiagnosticsEngine::Warning, "%0");
  Inside->Engine.Report(Place, Id) << What.Message;
  return Inside->Client.Silenced;
}

std::string NoLint::complaints() const {
  std::string Lines;
  for (const std::string &Line : Inside->Client.Complaints)
    Lines += Line;
  return Lines;
}
