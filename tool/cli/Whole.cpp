//===- Whole.cpp -------------------------------------------------------------===//

#include "Whole.h"
#include "Config.h"
#include "ModelFiles.h"
#include "Wanted.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <map>
#include <set>

using namespace corosafe;

namespace {

/// A source manager over files as they are on disk, for comments only: the units' own are gone.
struct Files {
  Files() : Manager(clang::FileSystemOptions()), Sources(Engine, Manager) {}

  void load(llvm::StringRef Path) {
    if (!Loaded.insert(Path.str()).second)
      return;
    if (auto File = Manager.getOptionalFileRef(Path))
      Sources.createFileID(*File, clang::SourceLocation(), clang::SrcMgr::C_User);
  }

#if COROSAFE_LLVM_MAJOR >= 22
  clang::DiagnosticOptions Options;
  clang::DiagnosticsEngine Engine{clang::DiagnosticIDs::create(), Options};
#else
  clang::DiagnosticsEngine Engine{new clang::DiagnosticIDs, new clang::DiagnosticOptions};
#endif
  clang::FileManager Manager;
  clang::SourceManager Sources;
  std::set<std::string> Loaded;
};

/// Entries are taken out of models of our own.
void listIdleEntries(const TuFacts &Program, const Options &Request, UnitResult &Result) {
  ModelStore Models = ModelStore::builtin();
  for (const std::string &Path : Request.Models)
    addModelFiles(Path, Models);
  if (llvm::none_of(Models.libraries(), [&](const auto &L) { return L->Name == Request.IdleEntries; })) {
    Result.Printed = "corosafe: error: no model of a library '" + Request.IdleEntries + "'; give its file with --models\n";
    Result.CouldNotDoAll = true;
    return;
  }
  for (const std::string &Entry : idleEntries(Program, Models, Request.IdleEntries))
    Result.Facts += Entry + '\n';
}

} // namespace

UnitResult corosafe::analyzeWhole(const TuFacts &Program, const std::set<std::string> &MainFiles, FileConfigs &Configs,
                                  const ModelStore &Models, const Options &Request) {
  using Clock = std::chrono::steady_clock;
  UnitResult Result;
  Clock::time_point Start = Clock::now();
  if (!Request.Summary.empty() || !Request.WhyCancellable.empty()) {
    const std::string &Asked = Request.Summary.empty() ? Request.WhyCancellable : Request.Summary;
    Result.Facts = Request.Summary.empty() ? describeCancellability(Program, Models, Asked)
                                           : describeSummary(Program, Models, Asked);
    if (Result.Facts.empty()) {
      Result.Printed = "corosafe: error: no function '" + Asked + "' with a body in the files analysed\n";
      Result.CouldNotDoAll = true;
    }
    return Result;
  }
  if (!Request.IdleEntries.empty()) {
    listIdleEntries(Program, Request, Result);
    return Result;
  }
  AnalyzeOptions Options;
  Options.ListUnknownAwaits = Request.CheckModels;
  Options.EndsSoon = true;
  AnalysisResult Found = analyze(Program, Models, Options);
  if (Request.CheckModels) {
    llvm::raw_string_ostream OS(Result.Facts);
    for (const UnknownAwait &U : Found.UnknownAwaits)
      OS << llvm::format_decimal(U.Count, 6) << "  " << U.Name << "  (" << U.First.File << ':' << U.First.Line << ':'
         << U.First.Column << ")\n";
    return Result;
  }
  Result.Times.Analyze = std::chrono::duration<double>(Clock::now() - Start).count();
  Result.Stats = Found.Stats;
  Result.NotAnalysed = std::move(Found.NotAnalysed);
  Files Disk;
  for (const Finding &F : Found.Findings)
    Disk.load(F.Where.File);
  Wanted Filter(Request, Disk.Sources);
  std::map<std::string, FileConfig> ConfigOf;
  for (Finding &F : Found.Findings) {
    auto [It, New] = ConfigOf.try_emplace(F.Where.File);
    if (New)
      It->second = Configs.configOf(MainFiles.size() == 1 ? *MainFiles.begin() : F.Where.File);
    const FileConfig &Config = It->second;
    if (!llvm::is_contained(Config.Checks, F.Check))
      continue;
    bool InMainFile = MainFiles.count(F.Where.File) != 0;
    if (std::optional<ReportedFinding> Judged = Filter.judge(std::move(F), InMainFile, Config))
      Result.Findings.push_back(std::move(*Judged));
  }
  Result.Printed = Filter.complaints();
  std::set<std::string> WithFunctions;
  for (const FunctionFacts &Function : Program.Functions)
    if (Function.Name.valid())
      WithFunctions.insert(Program.Files[Function.Name.File]);
  Result.WithFunctions.assign(WithFunctions.begin(), WithFunctions.end());
  return Result;
}
