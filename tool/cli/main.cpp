//===- main.cpp - The corosafe command -------------------------------------===//
//
// Findings go to standard output, everything else to standard error.
//
//===----------------------------------------------------------------------===//

#include "Analyze.h"
#include "Cache.h"
#include "Config.h"
#include "Distributed.h"
#include "FileConfig.h"
#include "Fixes.h"
#include "Index.h"
#include "Manual.h"
#include "ModelFiles.h"
#include "Options.h"
#include "OutputFile.h"
#include "Outputs.h"
#include "Runner.h"
#include "Sieve.h"
#include "SourceRoot.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>

using namespace corosafe;

namespace {

enum Status { NothingFound = 0, Found = 1, Failed = 2 };

Status fail(const llvm::Twine &Text) {
  llvm::errs() << "corosafe: error: " << Text << '\n';
  return Failed;
}

Status listChecks() {
  for (const CheckInfo &Check : allChecks())
    llvm::outs() << llvm::left_justify("corosafe-" + Check.Id.str(), 34) << ' ' << Check.Summary << '\n';
  return NothingFound;
}

Status explain(llvm::StringRef Name) {
  llvm::StringRef Id = Name;
  Id.consume_front("corosafe-");
  llvm::SmallVector<llvm::StringRef> Ids;
  for (const CheckInfo &Check : allRules()) {
    if (Check.Id == Id) {
      llvm::outs() << Check.Doc.trim('\n') << '\n';
      return NothingFound;
    }
    Ids.push_back(Check.Id);
  }
  llvm::StringRef Meant = nearest(Id, Ids);
  return fail("no check '" + Name + "'; " +
              (Meant.empty() ? "see 'corosafe --list-checks'" : "did you mean 'corosafe-" + Meant + "'?"));
}

bool isFailure(const Report &R, const Options &Request) {
  return !Request.NeverFail && llvm::any_of(R.Findings, [&](const ReportedFinding &F) { return F.IsError || F.What.Sure >= Request.FailOn; });
}

/// Null if none is wanted, or if there is no place for one.
std::unique_ptr<Cache> openCache(const Options &Request, const JobList &List) {
  if (Request.NoCache || (Request.CacheDir.empty() && (List.BuildFolder.empty() || Request.Flags)))
    return nullptr;
  llvm::SmallString<256> Folder(Request.CacheDir);
  if (Folder.empty()) {
    Folder = List.BuildFolder;
    llvm::sys::path::append(Folder, ".corosafe");
  }
  return std::make_unique<Cache>(Folder.str().str(), Request.CacheSize << 20);
}

Status analyzeAll(const Options &Request) {
  if (llvm::Error E = checkGlobs(Request.Checks))
    return fail(llvm::toString(std::move(E)));
  std::string RegexError;
  if (Request.HeaderFilter && !llvm::Regex(*Request.HeaderFilter).isValid(RegexError))
    return fail("bad value '" + *Request.HeaderFilter + "' of option '--header-filter': " + RegexError);
  if (llvm::Error E = checkOutputs(Request))
    return fail(llvm::toString(std::move(E)));
  ModelStore Models = ModelStore::builtin();
  bool BadModel = false;
  for (const std::string &Path : Request.Models)
    for (const std::string &Problem : addModelFiles(Path, Models)) {
      llvm::errs() << "corosafe: error: " << Problem << '\n';
      BadModel = true;
    }
  if (BadModel)
    return Failed;
  FileConfigs Configs(Request.Checks);
  llvm::Expected<JobList> List = JobList();
  RunResult Result;
  llvm::Expected<Sieve> By = Sieve();
  auto PrepareSieve = [&](llvm::ArrayRef<std::string> Sources) -> llvm::Error {
    llvm::Expected<std::string> Root = findSourceRoot(Request, Sources);
    if (!Root)
      return Root.takeError();
    By = readSieve(Request, *Root);
    return By.takeError();
  };
  if (Request.Do == Options::Action::Link) {
    llvm::Expected<RunResult> Linked = linkFiles(Configs, Models, Request);
    if (!Linked)
      return fail(llvm::toString(Linked.takeError()));
    Result = std::move(*Linked);
    if (llvm::Error E = PrepareSieve(Result.Found.WithFunctions))
      return fail(llvm::toString(std::move(E)));
  } else {
    List = findJobs(Request);
    if (!List)
      return fail(llvm::toString(List.takeError()));
    std::vector<std::string> Files;
    for (const Job &What : List->Jobs)
      Files.push_back(What.File);
    if (llvm::Error E = PrepareSieve(Files))
      return fail(llvm::toString(std::move(E)));
    std::unique_ptr<Cache> Kept = openCache(Request, *List);
    Result = runJobs(*List, Configs, Models, Request, Kept.get());
  }
  Report &Found = Result.Found;
  Found.Root = By->Root;
  Found.WithStats = Request.Stats;
  llvm::errs() << Result.Printed;
  if (Request.Stats)
    printStats(Found, llvm::errs());
  if (!Request.Index.empty())
    if (llvm::Error E = writeIndex(Request.Index, Result.Index))
      return fail(llvm::toString(std::move(E)));
  if (Result.Verified)
    return !List->Unreadable.empty() ? Failed : Result.VerifyFailed ? Status::Found : NothingFound;
  SourceTexts Sources;
  if (llvm::Error E = siftFindings(Found, Sources, *By, Configs, Request))
    return fail(llvm::toString(std::move(E)));
  if (!Request.Quiet)
    printRemarks(Found, Request, llvm::errs());
  if (llvm::Error E = writeOutputs(Found, Sources, Result.Facts, Request))
    return fail(llvm::toString(std::move(E)));
  if (!Request.ExportFixes.empty())
    if (llvm::Error E = writeFile(Request.ExportFixes, [&](llvm::raw_ostream &OS) { printFixes(Found, OS); }))
      return fail(llvm::toString(std::move(E)));
  if (Request.Fix)
    llvm::errs() << applyFixes(Found, Result.Texts);
  if (!List->Unreadable.empty())
    return Failed;
  if (isFailure(Found, Request))
    return Status::Found;
  return Result.CouldNotDoAll ? Failed : NothingFound;
}

Status extractOne(const Options &Request) {
  llvm::Expected<std::string> Printed = extractToFile(Request);
  if (!Printed)
    return fail(llvm::toString(Printed.takeError()));
  llvm::errs() << *Printed;
  return NothingFound;
}

Status plan(const Options &Request, const char *Program) {
  llvm::Expected<JobList> List = findJobs(Request);
  if (!List)
    return fail(llvm::toString(List.takeError()));
  if (List->BuildFolder.empty())
    return fail("'corosafe plan' needs a compile database: -p DIR");
  std::string Text = ninjaFile(*List, Request, llvm::sys::fs::getMainExecutable(Program, reinterpret_cast<void *>(&extractOne)));
  if (Request.Output.empty()) {
    llvm::outs() << Text;
    return NothingFound;
  }
  if (llvm::Error E = writeIfChanged(Request.Output, Text))
    return fail(llvm::toString(std::move(E)));
  return NothingFound;
}

} // namespace

int main(int Count, char **Arguments) {
  llvm::Expected<Options> Request = parseOptions(llvm::ArrayRef<const char *>(Arguments, Count).drop_front(Count > 0));
  if (!Request)
    return fail(llvm::toString(Request.takeError()));
  switch (Request->Do) {
  case Options::Action::Help:
    printHelp(llvm::outs());
    return NothingFound;
  case Options::Action::Manual:
    printManual(llvm::outs());
    return NothingFound;
  case Options::Action::Completion:
    printCompletion(Request->Shell, llvm::outs());
    return NothingFound;
  case Options::Action::Version:
    llvm::outs() << "corosafe " << version() << " (LLVM " << COROSAFE_LLVM_VERSION << ")\n";
    return NothingFound;
  case Options::Action::ListChecks:
    return listChecks();
  case Options::Action::Explain:
    return explain(Request->Explained);
  case Options::Action::Plan:
    return plan(*Request, Arguments[0]);
  case Options::Action::Extract:
    llvm::InitializeAllTargetInfos();
    return extractOne(*Request);
  case Options::Action::Analyze:
  case Options::Action::Link:
    break;
  }
  std::signal(SIGXFSZ, SIG_IGN); // A write beyond a limit fails like one on a full disk.
  llvm::InitializeAllTargetInfos(); // A compiler's name may say its target: aarch64-linux-gnu-g++.
  return analyzeAll(*Request);
}
