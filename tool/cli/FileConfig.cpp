//===- FileConfig.cpp ------------------------------------------------------===//

#include "FileConfig.h"
#include "Analyze.h"
#include "Globs.h"
#include "Options.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace corosafe;

struct FileConfigs::Reader {
  clang::tidy::FileOptionsProvider Provider{{}, {}, {}};
};

static std::string prefixed(const CheckInfo &Check) { return "corosafe-" + Check.Id.str(); }

llvm::Error corosafe::checkGlobs(llvm::StringRef Globs) {
  std::vector<std::string> Names;
  for (const CheckInfo &Check : allChecks())
    Names.push_back(prefixed(Check));
  for (llvm::StringRef Glob : splitGlobs(Globs)) {
    Glob.consume_front("-");
    clang::tidy::GlobList Matcher(Glob);
    if (llvm::any_of(Names, [&](const std::string &Name) { return Matcher.contains(Name); }))
      continue;
    std::string Word = Glob.starts_with("corosafe-") ? Glob.str() : "corosafe-" + Glob.str();
    llvm::StringRef Meant = nearest(Word, llvm::SmallVector<llvm::StringRef>(Names.begin(), Names.end()));
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "'" + Glob + "' in --checks matches no check" +
                                       (Meant.empty() ? "; see 'corosafe --list-checks'" : "; did you mean '" + Meant + "'?"));
  }
  return llvm::Error::success();
}

FileConfigs::FileConfigs(llvm::StringRef CommandLineGlobs)
    : Files(std::make_unique<Reader>()), CommandLineGlobs(CommandLineGlobs) {}

FileConfigs::~FileConfigs() = default;

FileConfig FileConfigs::configOf(llvm::StringRef File) {
  clang::tidy::ClangTidyOptions Found = Files->Provider.getOptions(File);
  std::string Globs = corosafeGlobs(Found.Checks.value_or(""));
  if (!CommandLineGlobs.empty())
    Globs += "," + CommandLineGlobs;
  clang::tidy::GlobList Enabled(Globs), Errors(Found.WarningsAsErrors.value_or(""));
  FileConfig Result;
  for (const CheckInfo &Check : allChecks()) {
    std::string Name = prefixed(Check);
    if (Enabled.contains(Name))
      Result.Checks.push_back(Check.Id.str());
    if (Errors.contains(Name))
      Result.Errors.insert(Check.Id.str());
  }
  return Result;
}
