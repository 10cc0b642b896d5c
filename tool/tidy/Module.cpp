//===- Module.cpp - corosafe as a clang-tidy module ------------------------===//
//
//   clang-tidy --load=libcorosafe-tidy.so --checks='-*,corosafe-*' file.cpp
//
// One clang-tidy check for each corosafe check. All those that are enabled share
// one extraction and one analysis of the translation unit; each reports its own
// findings. clang-tidy's own switches (header filter, NOLINT, fixes) apply.
//
// Options, for all checks at once:
//   CheckOptions:
//     corosafe.Models: 'more.json;models/'   library models: files or folders
//     corosafe.MinConfidence: medium         low, medium or high
//     corosafe.Index: build/corosafe.index   what is known of the whole program, written by
//                                            corosafe --index; without it, .corosafe/index in
//                                            the build folder or in one above the source
//
//===----------------------------------------------------------------------===//

#include "Analyze.h"
#include "Config.h"
#include "FixText.h"
#include "Index.h"
#include "ModelFiles.h"
#include "Places.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#if COROSAFE_LLVM_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <memory>
#include <mutex>

using namespace clang::tidy;

namespace corosafe {
namespace {

constexpr char ModelsOption[] = "corosafe.Models";
constexpr char ConfidenceOption[] = "corosafe.MinConfidence";
constexpr char IndexOption[] = "corosafe.Index";

/// The models that a value of corosafe.Models stands for. An editor's server asks
/// after every key stroke, so they are read again only when a file changed.
class Stores {
public:
  std::shared_ptr<const ModelStore> of(llvm::StringRef Models, std::vector<std::string> &Problems) {
    llvm::SmallVector<llvm::StringRef> Paths;
    Models.split(Paths, ';', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
    std::string Stamp;
    for (llvm::StringRef Path : Paths)
      Stamp += modelFilesStamp(Path.trim());
    std::lock_guard<std::mutex> Lock(Guard);
    Entry &Known = Entries[Models.str()];
    if (!Known.Store || Known.Stamp != Stamp) {
      ModelStore Store = ModelStore::builtin();
      Known.Problems.clear();
      for (llvm::StringRef Path : Paths)
        llvm::append_range(Known.Problems, addModelFiles(Path.trim(), Store));
      Known.Store = std::make_shared<const ModelStore>(std::move(Store));
      Known.Stamp = std::move(Stamp);
    }
    llvm::append_range(Problems, Known.Problems);
    return Known.Store;
  }

private:
  struct Entry {
    std::string Stamp;
    std::shared_ptr<const ModelStore> Store;
    std::vector<std::string> Problems;
  };
  std::mutex Guard;
  std::map<std::string, Entry> Entries;
};

/// What the checks of one translation unit share. clang-tidy makes the checks
/// anew for each unit, so this lives as long as they do.
struct UnitState {
  UnitState(Stores &Known, Indexes &Programs) : Known(Known), Programs(Programs) {}

  std::vector<std::string> Enabled;
  std::string Models;
  Confidence MinConfidence = Confidence::Medium;
  std::string Index; ///< As the options name it.
  std::vector<std::string> Problems; ///< Of the options; reported once.

  const std::vector<Finding> &findingsOf(clang::ASTContext &Context) {
    if (&Context != Analysed) {
      Findings = findIn(extract(Context), *Known.of(Models, Problems), Context.getSourceManager());
      Analysed = &Context;
    }
    return Findings;
  }

private:
  std::vector<Finding> findIn(TuFacts Unit, const ModelStore &Store, clang::SourceManager &Sources) {
    std::string File = Index;
    if (File.empty()) {
      llvm::ErrorOr<std::string> Folder = Sources.getFileManager().getVirtualFileSystem().getCurrentWorkingDirectory();
      File = findIndex(Folder ? *Folder : "", Unit.Files.front());
    }
    Indexes::Answer Program = Programs.at(File);
    // Not a diagnostic: the code has nothing to do with it, and warnings may be errors.
    if (!Program.Problem.empty())
      llvm::errs() << "corosafe: note: going on without the index " << Program.Problem << '\n';
    if (!Program.Program)
      return analyze(Unit, Store, {Enabled}).Findings;
    // What the index says of other functions is context; their findings are for others to report.
    std::map<std::string, std::vector<std::pair<uint32_t, uint32_t>>> Own;
    for (const FunctionFacts &F : Unit.Functions)
      for (const SourceSpan &S : {F.Name, F.Body})
        if (S.valid())
          Own[Unit.Files[S.File]].push_back({S.Begin, S.End});
    std::vector<Finding> Found = analyze(withSurroundings(std::move(Unit), *Program.Program), Store, {Enabled}).Findings;
    llvm::erase_if(Found, [&](const Finding &F) {
      auto Spans = Own.find(F.Where.File);
      return Spans == Own.end() || llvm::none_of(Spans->second, [&](auto S) { return S.first <= F.Where.Offset && F.Where.Offset <= S.second; });
    });
    return Found;
  }

  Stores &Known;
  Indexes &Programs;
  const clang::ASTContext *Analysed = nullptr;
  std::vector<Finding> Findings;
};

/// Hands out the state of the unit that a context is at. A host (clangd) may
/// work on several units at once, each with a context of its own.
class UnitStates {
public:
  std::shared_ptr<UnitState> of(ClangTidyContext *Context) {
    std::lock_guard<std::mutex> Lock(Guard);
    std::weak_ptr<UnitState> &Last = States[Context];
    std::shared_ptr<UnitState> State = Last.lock();
    if (!State) {
      // Those of units that are done with are not needed any more.
      Last = State = std::make_shared<UnitState>(Known, Programs);
      std::erase_if(States, [](const auto &Entry) { return Entry.second.expired(); });
      readOptions(*Context, *State);
    }
    return State;
  }

private:
  static void readOptions(ClangTidyContext &Context, UnitState &State) {
    const ClangTidyOptions::OptionMap &Options = Context.getOptions().CheckOptions;
    if (auto It = Options.find(ModelsOption); It != Options.end())
      State.Models = It->second.Value;
    if (auto It = Options.find(IndexOption); It != Options.end())
      State.Index = It->second.Value;
    if (auto It = Options.find(ConfidenceOption); It != Options.end()) {
      if (std::optional<Confidence> Level = confidenceNamed(It->second.Value))
        State.MinConfidence = *Level;
      else
        State.Problems.push_back(std::string(ConfidenceOption) + " is '" + It->second.Value + "', expected low, medium or high");
    }
  }

  Stores Known;
  Indexes Programs;
  std::mutex Guard;
  std::map<ClangTidyContext *, std::weak_ptr<UnitState>> States;
};

class Check : public ClangTidyCheck {
public:
  Check(llvm::StringRef Name, ClangTidyContext *Context, llvm::StringRef Id, std::shared_ptr<UnitState> State)
      : ClangTidyCheck(Name, Context), Id(Id), State(std::move(State)) {
    this->State->Enabled.push_back(Id.str());
  }

  bool isLanguageVersionSupported(const clang::LangOptions &Language) const override { return Language.CPlusPlus; }

  void storeOptions(ClangTidyOptions::OptionMap &Options) override {
    Options[ModelsOption] = ClangTidyOptions::ClangTidyValue(State->Models);
    Options[IndexOption] = ClangTidyOptions::ClangTidyValue(State->Index);
    Options[ConfidenceOption] = ClangTidyOptions::ClangTidyValue(nameOf(State->MinConfidence));
  }

  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override {
    Finder->addMatcher(clang::ast_matchers::translationUnitDecl(), this);
  }

  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override {
    const std::vector<Finding> &Findings = State->findingsOf(*Result.Context);
    for (const std::string &Problem : std::exchange(State->Problems, {}))
      configurationDiag("%0") << Problem;
    for (const Finding &F : Findings)
      if (F.Check == Id && F.Sure >= State->MinConfidence)
        report(F, Result.Context->getSourceManager());
  }

private:
  /// clang-tidy applies what is attached to the warning, which must not be one of
  /// several alternatives; editors show a fix under the words of its note.
  static const Fix *fixOfWarning(const Finding &F) {
#ifdef COROSAFE_IN_EDITOR
    return (void)F, nullptr;
#else
    return onlyFix(F);
#endif
  }

  /// Many editors show the message only, and none of its notes.
  static std::string messageOf(const Finding &F) {
#ifdef COROSAFE_IN_EDITOR
    if (!F.Help.empty())
      return F.Message + "\nhelp: " + F.Help;
#endif
    return F.Message;
  }

  static Fix fitted(Fix Change, clang::SourceManager &Sources) {
    fitToTexts(Change, [&](llvm::StringRef File) { return textOf(File, Sources); });
    return Change;
  }

  void report(const Finding &F, clang::SourceManager &Sources) {
    clang::SourceLocation Place = rangeOf(F.Where, Sources).getBegin();
    const Fix *Applied = fixOfWarning(F);
    {
      auto Warning = diag(Place, "%0") << messageOf(F) << rangeOf(F.Where, Sources);
      if (Applied)
        for (const clang::FixItHint &Hint : hintsOf(fitted(*Applied, Sources), Sources))
          Warning << Hint;
    }
    for (const Note &N : F.Notes) {
      clang::CharSourceRange Range = rangeOf(N.Where, Sources);
      diag(Range.isValid() ? Range.getBegin() : Place, "%0", clang::DiagnosticIDs::Note) << N.Message;
    }
#ifndef COROSAFE_IN_EDITOR
    if (!F.Help.empty())
      diag(Place, "help: %0", clang::DiagnosticIDs::Note) << F.Help;
#endif
    for (const Fix &Change : F.Fixes) {
      if (&Change == Applied)
        continue;
      auto Alternative = diag(Place, "%0", clang::DiagnosticIDs::Note) << Change.Message;
      for (const clang::FixItHint &Hint : hintsOf(fitted(Change, Sources), Sources))
        Alternative << Hint;
    }
  }

  llvm::StringRef Id;
  std::shared_ptr<UnitState> State;
};

class Module : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    auto States = std::make_shared<UnitStates>();
    for (const CheckInfo &Info : allChecks())
      Factories.registerCheckFactory("corosafe-" + Info.Id.str(),
                                     [States, Id = Info.Id](llvm::StringRef Name, ClangTidyContext *Context) {
                                       return std::make_unique<Check>(Name, Context, Id, States->of(Context));
                                     });
  }
};

/// The only static constructor: how a module makes itself known to its host.
const ClangTidyModuleRegistry::Add<Module> Registered("corosafe-module", "finds coroutine code that breaks when it is cancelled");

} // namespace
} // namespace corosafe
