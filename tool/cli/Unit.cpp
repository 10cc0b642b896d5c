//===- Unit.cpp ------------------------------------------------------------===//

#include "Unit.h"
#include "Config.h"
#include "Invocation.h"
#include "Places.h"
#include "PrecompiledFile.h"
#include "Unseen.h"
#include "Wanted.h"
#include "facts/FactsCodec.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/ASTReader.h"
#include "llvm/ADT/STLExtras.h"
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

struct Parse {
  enum Extent {
    OnTop,       ///< Of shared headers; what matters.
    WhatMatters, ///< Without the bodies that facts do not depend on.
    All,
  };
  Extent How = All;
  const Shortcut &Way;
  size_t Which = 0; ///< Of its Headers, for OnTop.

  const PrecompiledHeaders &headers() const { return *Way.Headers[Which]; }
};

/// What the headers hold of files that the unit reads.
PrecompiledCode codeIn(const PrecompiledHeaders &Headers, const FileIds &Reads, clang::CompilerInstance &Instance) {
  PrecompiledCode All;
  const clang::SourceManager &Sources = Instance.getSourceManager();
  All.IsRead = [&](clang::FileID Id) {
    auto File = Sources.getFileEntryRefForID(Id);
    return File && Reads.contains(idOf(File->getUniqueID()));
  };
  llvm::IntrusiveRefCntPtr<clang::ASTReader> Reader = Instance.getASTReader();
  clang::serialization::ModuleFile *Module = Reader ? Reader->getModuleManager().lookupByFileName(Headers.File) : nullptr;
  if (!Module)
    return All;
  for (const PrecompiledHeaders::UserFile &File : Headers.UserFiles) {
    if (!Reads.contains(File.Id))
      continue;
    clang::SourceLocation Begin = Reader->TranslateSourceLocation(*Module, clang::SourceLocation::getFromRawEncoding(File.Begin));
    llvm::SmallVector<clang::Decl *, 64> Found;
    clang::FileID Id = Sources.getFileID(Begin);
    // What is declared in a file is known once something of the file was asked for.
    if (Sources.getFileEntryRefForID(Id))
      Reader->FindFileRegionDecls(Id, 0, File.Size, Found);
    llvm::copy_if(Found, std::back_inserter(All.Declared),
                  [](const clang::Decl *D) { return D->getLexicalDeclContext()->isTranslationUnit(); });
  }
  return All;
}

/// Describes the unit when the parser is done; analyses it too if clang is to verify the findings.
class Consumer : public clang::ASTConsumer {
public:
  Consumer(clang::CompilerInstance &Instance, const FileConfig &Config, const ModelStore &Models, const Options &Request,
           Parse How, UnitResult &Result, Parse::Extent &Next)
      : Instance(Instance), Diagnostics(Instance.getDiagnostics()), Config(Config), Models(Models), Request(Request),
        How(How), Result(Result), Next(Next) {}

  bool shouldSkipFunctionBody(clang::Decl *Function) override { return !readsBodyOf(*Function); }

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    Clock::time_point Start = Clock::now();
    if (How.How == Parse::OnTop && How.headers().OfUsers) {
      PrecompiledCode Shared = codeIn(How.headers(), How.Way.Scan->Files, Instance);
      Result.Described = extract(Context, &Shared);
    } else {
      Result.Described = extract(Context);
    }
    Result.Times.Extract = secondsSince(Start);
    if (Request.Fix)
      Result.Texts.add(Result.Described->Files, Context.getSourceManager());
    if (How.How == Parse::OnTop && namesUnseenFile(*Result.Described, Context.getSourceManager().getFileManager(), How.Way.Scan->Files))
      Next = Parse::WhatMatters;
    else if (How.How != Parse::All && lacksInstances(*Result.Described))
      Next = Parse::All;
    else if (Result.Verified && !Request.DumpFacts)
      verify(Context.getSourceManager());
  }

private:
  void verify(clang::SourceManager &Sources) {
    Clock::time_point Start = Clock::now();
    const TuFacts &Facts = *Result.Described;
    // An empty list would mean all checks.
    AnalysisResult Found;
    if (!Config.Checks.empty())
      Found = analyze(Facts, Models, {Config.Checks});
    Result.Times.Analyze = secondsSince(Start);
    Wanted Filter(Request, Sources);
    for (Finding &F : Found.Findings) {
      bool InMainFile = F.Where.File == Facts.Files.front();
      std::optional<ReportedFinding> Judged = Filter.judge(std::move(F), InMainFile, Config);
      if (Judged && !Judged->Hidden)
        reportToClang(Judged->What, Sources);
    }
    Result.Printed += Filter.complaints();
    Result.Described.reset();
  }

  void reportToClang(const Finding &F, clang::SourceManager &Sources) {
    using Engine = clang::DiagnosticsEngine;
    bool IsError = Config.Errors.count(F.Check) != 0;
    Diagnostics.setIgnoreAllWarnings(false);
    unsigned Main = Diagnostics.getCustomDiagID(IsError ? Engine::Error : Engine::Warning, "%0");
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

  clang::CompilerInstance &Instance;
  clang::DiagnosticsEngine &Diagnostics;
  const FileConfig &Config;
  const ModelStore &Models;
  const Options &Request;
  Parse How;
  UnitResult &Result;
  Parse::Extent &Next;
};

class Action : public clang::ASTFrontendAction {
public:
  Action(const FileConfig &Config, const ModelStore &Models, const Options &Request, Parse How, UnitResult &Result)
      : Next(How.How), Config(Config), Models(Models), Request(Request), How(How), Result(Result) {}

  Parse::Extent Next; ///< Not How: the facts may not be what they should be, parse again so.

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &Instance, llvm::StringRef) override {
    // A missing header must not hide the rest of the file.
    Instance.getDiagnostics().setFatalsAsError(true);
    Instance.getFrontendOpts().SkipFunctionBodies = How.How != Parse::All;
    return std::make_unique<Consumer>(Instance, Config, Models, Request, How, Result, Next);
  }

  bool BeginSourceFileAction(clang::CompilerInstance &Instance) override {
    if (How.How == Parse::OnTop) {
      clang::Preprocessor &PP = Instance.getPreprocessor();
      PP.addPPCallbacks(watchForUnseenMacros(Instance.getSourceManager(), How.Way.Scan->Files, TookUnseenMacro));
      auto Watches = std::make_unique<DirectiveLog>(PP);
      Directives = Watches.get();
      PP.addPPCallbacks(std::move(Watches));
    }
    return ASTFrontendAction::BeginSourceFileAction(Instance);
  }

  void EndSourceFileAction() override {
    if (TookUnseenMacro || (Directives && !saysAsScanned()))
      Next = Parse::WhatMatters;
  }

private:
  /// What was read in this parse comes to what it comes to without headers that were read before it.
  bool saysAsScanned() const {
    const auto &Now = Directives->results();
    return llvm::all_of(How.Way.Scan->UserFiles, [&](const ScanResult::UserFile &File) {
      auto It = Now.find(File.Id);
      return It == Now.end() || confirms(It->second, File.Directives);
    });
  }

  bool TookUnseenMacro = false;
  DirectiveLog *Directives = nullptr; ///< Owned by the preprocessor.
  const FileConfig &Config;
  const ModelStore &Models;
  const Options &Request;
  Parse How;
  UnitResult &Result;
};

/// Prints the facts as they are after being written and read back: what the codecs
/// lost would be missing, and what they changed is an error.
void dump(UnitResult &Result) {
  std::string Text = encodeFacts(*Result.Described);
  llvm::Expected<TuFacts> Back = decodeFacts(Text), FromBytes = decodeFactsBinary(encodeFactsBinary(*Result.Described));
  Result.Described.reset();
  std::string Problem;
  for (llvm::Expected<TuFacts> *Read : {&Back, &FromBytes}) {
    if (!*Read)
      Problem = llvm::toString(Read->takeError());
    else if (encodeFacts(**Read) != Text)
      Problem = "facts change when they are written and read back";
  }
  if (!Problem.empty()) {
    Result.Printed += "corosafe: error: " + Problem + "\n";
    Result.CouldNotDoAll = true;
    return;
  }
  llvm::raw_string_ostream OS(Result.Facts);
  dumpFacts(*Back, OS);
}

void skipFile(UnitResult &Result, const Job &What, llvm::StringRef Reason) {
  Result.NotAnalysed.push_back({What.File, "", Reason.str()});
}

/// What a parse gave becomes the unit's result, be it of this run or of an earlier one.
void settle(UnitResult &Result, const Job &What, ParsedUnit Unit) {
  Result.Printed += Unit.Printed;
  if (!Unit.Problem.empty()) {
    skipFile(Result, What, Unit.Problem);
    Result.CouldNotDoAll = true;
    Result.Texts = TextsRead();
  }
  if (Result.Stale) {
    llvm::StringRef Stale = "stale: what other files know of it is from when it last compiled";
    skipFile(Result, What, Stale);
    Result.Printed += (What.File + ": warning: " + Stale + "\n").str();
  }
  Result.Described = std::move(Unit.Facts);
}

/// Null if the unit is not to be parsed; the result says why.
std::shared_ptr<clang::CompilerInvocation> begin(const Job &What, const Options &Request,
                                                 llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files, UnitResult &Result) {
  InvocationResult Made = makeInvocation(What.Command, std::move(Files), Request.SystemHeaders);
  if (!Made.Reason.empty()) {
    Result.Printed += What.File + (Made.NotCxx ? ": skipped: " : ": error: ") + Made.Reason + "\n";
    skipFile(Result, What, Made.Reason);
    Result.CouldNotDoAll |= !Made.NotCxx;
  }
  if (Made.Invocation)
    Result.Verified = Made.Invocation->getDiagnosticOpts().VerifyDiagnostics;
  return Made.Invocation;
}

/// What was looked at. On top of shared headers that is less than what the facts come from.
FilesRead inputsOf(const Job &What, const Options &Request, const Parse &How, FilesRead Read) {
  if (How.How != Parse::OnTop)
    return Read;
  FilesRead Inputs = How.Way.Sources->inputsOf(*How.Way.Scan, What, Request);
  // What the parse itself has read counts, should a file have changed since the scan.
  for (const auto &File : Read)
    if (auto It = Inputs.find(File.first()); File.second.isFile() && It != Inputs.end())
      It->second = File.second;
  return Inputs;
}

/// Anything but How means that the result is not to be used: it may lack something, or have it otherwise.
Parse::Extent run(const Job &What, const FileConfig &Config, const ModelStore &Models, const Options &Request, Parse How, Cache *Kept,
                  UnitResult &Result) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files = filesOf(What.Command);
  std::shared_ptr<clang::CompilerInvocation> Invocation = begin(What, Request, Files, Result);
  if (!Invocation)
    return How.How;
  FilesRead Read;
  Cache::Key Key;
  if (Result.Verified)
    Kept = nullptr;
  if (Kept) {
    Key = Cache::keyOf(What, *Invocation, Request.FullParse);
  }
  if (Kept || Request.wantsInputs())
    Files = recording(Files, Read);
  Result.Parsed = true;
  ParsedUnit Unit;
  llvm::raw_string_ostream Printed(Unit.Printed);
  ErrorPrinter Errors(Printed, Invocation->getDiagnosticOpts());
  Invocation->getFrontendOpts().DisableFree = How.Way.Alone;
  if (How.How == Parse::OnTop) {
    Invocation->getPreprocessorOpts().ImplicitPCHInclude = How.headers().Top;
    sharePrecompiled(Invocation->getLangOpts());
  }
  std::unique_ptr<clang::CompilerInstance> Instance = makeInstance(Invocation, Files, Errors);
  Action Act(Config, Models, Request, How, Result);
  bool Ok = Instance->ExecuteAction(Act);
  if (How.How == Parse::OnTop && (!Ok || Errors.Errors > 0))
    return Parse::WhatMatters;
  if (Act.Next != How.How)
    return Act.Next;
  Errors.sayHowManyMore(What.File);
  if (Result.Verified) {
    Result.Printed += Unit.Printed;
    Result.VerifyFailed = !Ok || Instance->getDiagnostics().getClient()->getNumErrors() != 0;
    return How.How;
  }
  if (Errors.Errors > 0 || !Ok)
    Unit.Problem = Errors.FirstError.empty() ? "it could not be parsed" : "it does not compile: " + Errors.FirstError;
  bool Described = Result.Described.has_value();
  if (Described)
    Unit.Facts = std::move(*Result.Described);
  if (Kept || Request.wantsInputs())
    Read = inputsOf(What, Request, How, std::move(Read));
  if (Request.wantsInputs()) {
    for (const auto &[Path, State] : Read)
      if (State.isFile())
        Result.Inputs.push_back(Path.str());
    llvm::sort(Result.Inputs);
  }
  if (Kept && !Unit.Problem.empty())
    Result.Stale = Kept->lastGood(Key);
  if (Kept && Described)
    Kept->keep(Key, Read, Unit);
  settle(Result, What, std::move(Unit));
  if (!Described)
    Result.Described.reset();
  return How.How;
}

} // namespace

std::optional<UnitResult> corosafe::findUnit(const Job &What, const Options &Request, Cache &Kept) {
  UnitResult Result;
  std::shared_ptr<clang::CompilerInvocation> Invocation = begin(What, Request, filesOf(What.Command), Result);
  if (!Invocation || Result.Verified)
    return std::nullopt;
  Cache::Key Key = Cache::keyOf(What, *Invocation, Request.FullParse);
  std::optional<ParsedUnit> Known = Kept.find(Key);
  if (!Known)
    return std::nullopt;
  if (!Known->Problem.empty())
    Result.Stale = Kept.lastGood(Key);
  Result.FromCache = true;
  if (Request.Fix)
    Result.Texts.addFromDisk(Known->Facts.Files);
  settle(Result, What, std::move(*Known));
  if (Request.DumpFacts)
    dump(Result);
  return Result;
}

UnitResult corosafe::describeUnit(const Job &What, const FileConfig &Config, const ModelStore &Models, const Options &Request,
                                  Cache *Kept, const Shortcut &Way) {
  constexpr unsigned StackBytes = 256u << 20; // Reserved, not used: deep expressions recurse deeply.
  UnitResult Result;
  Clock::time_point Start = Clock::now();
  Parse How{Request.FullParse ? Parse::All : !Way.Headers.empty() ? Parse::OnTop : Parse::WhatMatters, Way};
  unsigned Parses = 0;
  for (Parse::Extent Next = How.How;; How.How = Next) {
    Result = UnitResult();
    ++Parses;
    llvm::CrashRecoveryContext Guard;
    if (!Guard.RunSafelyOnThread([&] { Next = run(What, Config, Models, Request, How, Kept, Result); }, StackBytes)) {
      // What a crash left half-written is not to be looked at.
      Result = UnitResult();
      if (How.How != Parse::OnTop) {
        Result.Printed = What.File + ": error: crashed on this file; it is skipped\n";
        Result.CouldNotDoAll = true;
        skipFile(Result, What, "crashed");
        break;
      }
      Next = Parse::WhatMatters;
    }
    if (Next == How.How)
      break;
    if (How.How == Parse::OnTop && Next == Parse::WhatMatters && ++How.Which < Way.Headers.size())
      Next = Parse::OnTop;
  }
  Result.OnTop = How.How == Parse::OnTop;
  Result.Again = Parses > 1;
  Result.Times.Parse = secondsSince(Start) - Result.Times.Extract - Result.Times.Analyze;
  if (Request.DumpFacts && Result.Described)
    dump(Result);
  return Result;
}
