//===- Unit.cpp ------------------------------------------------------------===//

#include "Unit.h"
#include "Config.h"
#include "Invocation.h"
#include "Places.h"
#include "Wanted.h"
#include "facts/FactsCodec.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include <chrono>

using namespace corosafe;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point Start) { return std::chrono::duration<double>(Clock::now() - Start).count(); }

/// Prints errors and their notes in clang's style, the first ones only.
class ErrorPrinter : public clang::DiagnosticConsumer {
public:
  ErrorPrinter(llvm::raw_ostream &OS, clang::DiagnosticOptions &Options)
      : OS(OS),
#if COROSAFE_LLVM_MAJOR >= 22
        Printer(OS, Options)
#else
        Printer(OS, &Options)
#endif
  {
  }

  void BeginSourceFile(const clang::LangOptions &Language, const clang::Preprocessor *PP) override {
    Printer.BeginSourceFile(Language, PP);
  }

  void EndSourceFile() override { Printer.EndSourceFile(); }

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    bool IsNote = Level == clang::DiagnosticsEngine::Note;
    if (!IsNote)
      Printing = Level >= clang::DiagnosticsEngine::Error && ++Errors <= Most;
    if (!Printing)
      return;
    if (!IsNote && FirstError.empty()) {
      llvm::SmallString<128> Text;
      Info.FormatDiagnostic(Text);
      FirstError = Text.str().str();
    }
    Printer.HandleDiagnostic(Level, Info);
  }

  void sayHowManyMore(llvm::StringRef File) {
    if (Errors > Most)
      OS << File << ": " << Errors - Most << " more errors not shown\n";
  }

  unsigned Errors = 0;
  std::string FirstError;

private:
  static constexpr unsigned Most = 20;
  llvm::raw_ostream &OS;
  clang::TextDiagnosticPrinter Printer;
  bool Printing = false;
};

enum class Parse {
  WhatMatters, ///< Without the bodies that facts do not depend on.
  All,
};

/// Extracts and analyses when the parser is done, while clang's diagnostics can still be reported.
class Consumer : public clang::ASTConsumer {
public:
  Consumer(clang::DiagnosticsEngine &Diagnostics, const FileConfig &Config, const ModelStore &Models, const Options &Request,
           bool OneOfSeveral, Parse How, UnitResult &Result, bool &InDoubt)
      : Diagnostics(Diagnostics), Config(Config), Models(Models), Request(Request), OneOfSeveral(OneOfSeveral), How(How),
        Result(Result), InDoubt(InDoubt) {}

  bool shouldSkipFunctionBody(clang::Decl *Function) override { return !readsBodyOf(*Function); }

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    Clock::time_point Start = Clock::now();
    TuFacts Facts = extract(Context);
    Result.Times.Extract = secondsSince(Start);
    if (How != Parse::All && lacksInstances(Facts)) {
      InDoubt = true;
      return;
    }
    if (Request.DumpFacts) {
      dump(Facts);
      return;
    }
    if (OneOfSeveral && !Result.Verified) {
      Result.Described = std::move(Facts);
      return;
    }
    Start = Clock::now();
    // An empty list would mean all checks.
    AnalysisResult Found;
    if (!Config.Checks.empty())
      Found = analyze(Facts, Models, {Config.Checks});
    Result.Times.Analyze = secondsSince(Start);
    Result.Stats = Found.Stats;
    Result.NotAnalysed = std::move(Found.NotAnalysed);
    llvm::StringRef MainFile = Facts.Files.empty() ? llvm::StringRef() : llvm::StringRef(Facts.Files.front());
    keepWanted(std::move(Found.Findings), MainFile, Context.getSourceManager());
    if (Result.Verified)
      for (const ReportedFinding &F : Result.Findings)
        reportToClang(F, Context.getSourceManager());
  }

private:
  /// Prints the facts as they are after being written and read back: what the codec
  /// lost would be missing, and what it changed is an error.
  void dump(const TuFacts &Facts) {
    std::string Text = encodeFacts(Facts);
    llvm::Expected<TuFacts> Back = decodeFacts(Text);
    std::string Problem;
    if (!Back)
      Problem = llvm::toString(Back.takeError());
    else if (encodeFacts(*Back) != Text)
      Problem = "facts change when they are written and read back";
    if (!Problem.empty()) {
      Result.Printed += "corosafe: error: " + Problem + "\n";
      Result.CouldNotDoAll = true;
      return;
    }
    llvm::raw_string_ostream OS(Result.Facts);
    dumpFacts(*Back, OS);
  }

  void keepWanted(std::vector<Finding> Found, llvm::StringRef MainFile, clang::SourceManager &Sources) {
    Wanted Filter(Request, Sources);
    for (Finding &F : Found) {
      if (!Filter.is(F, F.Where.File == MainFile))
        continue;
      bool IsError = Config.Errors.count(F.Check) != 0;
      Result.Findings.push_back({std::move(F), IsError});
    }
    Result.Printed += Filter.complaints();
  }

  void reportToClang(const ReportedFinding &Reported, clang::SourceManager &Sources) {
    using Engine = clang::DiagnosticsEngine;
    const Finding &F = Reported.What;
    Diagnostics.setIgnoreAllWarnings(false);
    unsigned Main = Diagnostics.getCustomDiagID(Reported.IsError ? Engine::Error : Engine::Warning, "%0");
    unsigned Additional = Diagnostics.getCustomDiagID(Engine::Note, "%0");
    clang::SourceLocation Place = rangeOf(F.Where, Sources).getBegin();
    Diagnostics.Report(Place, Main) << F.Message + " [corosafe-" + F.Check + "]";
    for (const Note &N : F.Notes) {
      clang::SourceLocation Where = rangeOf(N.Where, Sources).getBegin();
      Diagnostics.Report(Where.isValid() ? Where : Place, Additional) << N.Message;
    }
    if (!F.Help.empty())
      Diagnostics.Report(Place, Additional) << "help: " + F.Help;
    Diagnostics.setIgnoreAllWarnings(true);
  }

  clang::DiagnosticsEngine &Diagnostics;
  const FileConfig &Config;
  const ModelStore &Models;
  const Options &Request;
  bool OneOfSeveral;
  Parse How;
  UnitResult &Result;
  bool &InDoubt;
};

class Action : public clang::ASTFrontendAction {
public:
  Action(const FileConfig &Config, const ModelStore &Models, const Options &Request, bool OneOfSeveral, Parse How,
         UnitResult &Result)
      : Config(Config), Models(Models), Request(Request), OneOfSeveral(OneOfSeveral), How(How), Result(Result) {}

  bool InDoubt = false; ///< The facts may lack something: parse again, all of it.

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &Instance, llvm::StringRef) override {
    // A missing header must not hide the rest of the file.
    Instance.getDiagnostics().setFatalsAsError(true);
    Instance.getFrontendOpts().SkipFunctionBodies = How != Parse::All;
    return std::make_unique<Consumer>(Instance.getDiagnostics(), Config, Models, Request, OneOfSeveral, How, Result,
                                      InDoubt);
  }

private:
  const FileConfig &Config;
  const ModelStore &Models;
  const Options &Request;
  bool OneOfSeveral;
  Parse How;
  UnitResult &Result;
};

void skipFile(UnitResult &Result, const Job &What, llvm::StringRef Reason) {
  Result.NotAnalysed.push_back({What.File, "", Reason.str()});
}

/// False if the result is not to be used: what was left out may matter.
bool run(const Job &What, const FileConfig &Config, const ModelStore &Models, const Options &Request, bool OneOfSeveral,
         Parse How, UnitResult &Result) {
  // Each unit has a file system with a working directory of its own.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files = llvm::vfs::createPhysicalFileSystem();
  if (!What.Command.Directory.empty())
    Files->setCurrentWorkingDirectory(What.Command.Directory);
  InvocationResult Made = makeInvocation(What.Command, Files, Request.SystemHeaders);
  if (!Made.Reason.empty()) {
    Result.Printed += What.File + (Made.NotCxx ? ": skipped: " : ": error: ") + Made.Reason + "\n";
    skipFile(Result, What, Made.Reason);
    Result.CouldNotDoAll |= !Made.NotCxx;
  }
  if (!Made.Invocation)
    return true;

  clang::DiagnosticOptions &Style = Made.Invocation->getDiagnosticOpts();
  Result.Verified = Style.VerifyDiagnostics;
  llvm::raw_string_ostream Printed(Result.Printed);
  ErrorPrinter Errors(Printed, Style);
#if COROSAFE_LLVM_MAJOR >= 22
  clang::CompilerInstance Instance(Made.Invocation);
  Instance.setVirtualFileSystem(Files);
  Instance.createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  Instance.createFileManager();
  Instance.createSourceManager();
#else
  clang::CompilerInstance Instance;
  Instance.setInvocation(Made.Invocation);
  Instance.createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  Instance.createFileManager(Files);
  Instance.createSourceManager(Instance.getFileManager());
#endif
  Instance.setVerboseOutputStream(std::make_unique<llvm::raw_null_ostream>());
  Action Act(Config, Models, Request, OneOfSeveral, How, Result);
  bool Ok = Instance.ExecuteAction(Act);
  if (Act.InDoubt)
    return false;
  Errors.sayHowManyMore(What.File);
  if (Result.Verified) {
    Result.VerifyFailed = !Ok || Instance.getDiagnostics().getClient()->getNumErrors() != 0;
    return true;
  }
  if (Errors.Errors > 0 || !Ok) {
    skipFile(Result, What, Errors.FirstError.empty() ? "it could not be parsed" : "it does not compile: " + Errors.FirstError);
    Result.CouldNotDoAll = true;
  }
  return true;
}

} // namespace

UnitResult corosafe::analyzeUnit(const Job &What, const FileConfig &Config, const ModelStore &Models, const Options &Request,
                                 bool OneOfSeveral) {
  constexpr unsigned StackBytes = 256u << 20; // Reserved, not used: deep expressions recurse deeply.
  UnitResult Result;
  Clock::time_point Start = Clock::now();
  llvm::CrashRecoveryContext Guard;
  auto Work = [&] {
    if (!Request.FullParse && run(What, Config, Models, Request, OneOfSeveral, Parse::WhatMatters, Result))
      return;
    Result = UnitResult();
    run(What, Config, Models, Request, OneOfSeveral, Parse::All, Result);
  };
  if (!Guard.RunSafelyOnThread(Work, StackBytes)) {
    // What a crash left half-written is not to be looked at.
    Result = UnitResult();
    Result.Printed = What.File + ": error: crashed on this file; it is skipped\n";
    Result.CouldNotDoAll = true;
    skipFile(Result, What, "crashed");
  }
  Result.Times.Parse = secondsSince(Start) - Result.Times.Extract - Result.Times.Analyze;
  return Result;
}
