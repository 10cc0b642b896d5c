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
#include "Runner.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
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
  for (const CheckInfo &Check : allChecks()) {
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

void printStats(const RunResult &Result) {
  const RunStats &Stats = Result.Stats;
  double Total = Stats.Parse + Stats.Extract + Stats.Analyze;
  auto Line = [&](llvm::StringRef Phase, double Seconds) {
    llvm::errs() << llvm::format("  %-8s %9.1f ms %6.2f %%", Phase.str().c_str(), Seconds * 1e3, Total > 0 ? 100 * Seconds / Total : 0);
    if (Phase != "parse" && Result.Found.Functions)
      llvm::errs() << llvm::format("  %7.2f us a function", Seconds * 1e6 / Result.Found.Functions);
    llvm::errs() << '\n';
  };
  llvm::errs() << "corosafe: " << Result.Found.Files << " files, " << Result.Found.Functions << " functions, " << Result.Found.Coroutines
               << " coroutines, " << Result.Found.SuspendPoints << " suspend points; time summed over all threads:\n";
  if (Result.LeftOut)
    llvm::errs() << "  " << Result.LeftOut << " units not parsed: no coroutine in them, and nothing that one calls\n";
  Line("parse", Stats.Parse);
  Line("extract", Stats.Extract);
  Line("analyze", Stats.Analyze);
  llvm::errs() << "  parsed " << Stats.Parsed << "; cache: " << Stats.CacheHits << " hits, " << Stats.CacheMisses << " misses\n";
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

void print(const RunResult &Result, const Options &Request, llvm::raw_ostream &OS) {
  if (Request.DumpFacts || Request.needsProgram())
    OS << Result.Facts;
  else if (Request.Style == Format::Json)
    printJson(Result.Found, OS);
  else
    printText(Result.Found, OS);
}

/// Readers of the file see the old text or the new one, never a part.
llvm::Error write(const std::string &Name, llvm::function_ref<void(llvm::raw_ostream &)> Print) {
  auto Problem = [&](llvm::StringRef What) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "cannot write '" + Name + "': " + What);
  };
  // A device (/dev/null, a pipe) is written to, not replaced.
  llvm::sys::fs::file_status Status;
  if (!llvm::sys::fs::status(Name, Status) && Status.type() != llvm::sys::fs::file_type::regular_file &&
      Status.type() != llvm::sys::fs::file_type::directory_file) {
    std::error_code Error;
    llvm::raw_fd_ostream OS(Name, Error);
    if (Error)
      return Problem(Error.message());
    Print(OS);
    return llvm::Error::success();
  }
  llvm::Expected<llvm::sys::fs::TempFile> File = llvm::sys::fs::TempFile::create(Name + ".tmp-%%%%%%%%", 0666 & ~llvm::sys::fs::getUmask());
  if (!File)
    return Problem(llvm::toString(File.takeError()));
  {
    llvm::raw_fd_ostream OS(File->FD, /*shouldClose=*/false);
    Print(OS);
    OS.flush();
    if (OS.has_error()) {
      std::string What = OS.error().message();
      OS.clear_error();
      llvm::consumeError(File->discard());
      return Problem(What);
    }
  }
  if (llvm::Error E = File->keep(Name))
    return Problem(llvm::toString(std::move(E)));
  return llvm::Error::success();
}

Status analyzeAll(const Options &Request) {
  if (llvm::Error E = checkGlobs(Request.Checks))
    return fail(llvm::toString(std::move(E)));
  std::string RegexError;
  if (Request.HeaderFilter && !llvm::Regex(*Request.HeaderFilter).isValid(RegexError))
    return fail("bad value '" + *Request.HeaderFilter + "' of option '--header-filter': " + RegexError);
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
  if (Request.Do == Options::Action::Link) {
    llvm::Expected<RunResult> Linked = linkFiles(Configs, Models, Request);
    if (!Linked)
      return fail(llvm::toString(Linked.takeError()));
    Result = std::move(*Linked);
  } else {
    List = findJobs(Request);
    if (!List)
      return fail(llvm::toString(List.takeError()));
    std::unique_ptr<Cache> Kept = openCache(Request, *List);
    Result = runJobs(*List, Configs, Models, Request, Kept.get());
  }
  llvm::errs() << Result.Printed;
  if (Request.Stats) {
    printStats(Result);
    Result.Found.Stats = Result.Stats;
  }
  if (!Request.Index.empty())
    if (llvm::Error E = writeIndex(Request.Index, Result.Index))
      return fail(llvm::toString(std::move(E)));
  if (Result.Verified)
    return !List->Unreadable.empty() ? Failed : Result.VerifyFailed ? Found : NothingFound;
  if (Request.Output.empty())
    print(Result, Request, llvm::outs());
  else if (llvm::Error E = write(Request.Output, [&](llvm::raw_ostream &OS) { print(Result, Request, OS); }))
    return fail(llvm::toString(std::move(E)));
  llvm::outs().flush();
  if (!Request.ExportFixes.empty())
    if (llvm::Error E = write(Request.ExportFixes, [&](llvm::raw_ostream &OS) { printFixes(Result.Found, OS); }))
      return fail(llvm::toString(std::move(E)));
  if (Request.Fix)
    llvm::errs() << applyFixes(Result.Found, Result.Texts);
  if (!List->Unreadable.empty())
    return Failed;
  if (!Result.Found.Findings.empty())
    return Found;
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
