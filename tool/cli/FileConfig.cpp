//===- FileConfig.cpp ------------------------------------------------------===//

#include "FileConfig.h"
#include "Analyze.h"
#include "Options.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace corosafe;

struct FileConfigs::Reader {
  clang::tidy::FileOptionsProvider Provider{{}, {}, {}};
};

/// Globs are separated by commas or, in a file, by line ends.
static llvm::SmallVector<llvm::StringRef> split(llvm::StringRef Globs) {
  llvm::SmallVector<llvm::StringRef> Parts;
  while (!Globs.empty()) {
    llvm::StringRef Part = Globs.take_until([](char C) { return C == ',' || C == '\n'; });
    Globs = Globs.drop_front(std::min(Globs.size(), Part.size() + 1));
    if (Part = Part.trim(); !Part.empty())
      Parts.push_back(Part);
  }
  return Parts;
}

static std::string prefixed(const CheckInfo &Check) { return "corosafe-" + Check.Id.str(); }

llvm::Error corosafe::checkGlobs(llvm::StringRef Globs) {
  std::vector<std::string> Names;
  for (const CheckInfo &Check : allChecks())
    Names.push_back(prefixed(Check));
  for (llvm::StringRef Glob : split(Globs)) {
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

/// The globs of a .clang-tidy file as far as they are about corosafe.
static std::string globsFor(llvm::StringRef FileGlobs) {
  std::string Negative = "corosafe-*";
  for (llvm::StringRef Glob : split(FileGlobs)) {
    if (!Glob.contains("corosafe"))
      continue;
    if (!Glob.starts_with("-"))
      return FileGlobs.str();
    Negative += ("," + Glob).str();
  }
  return Negative;
}

FileConfigs::FileConfigs(llvm::StringRef CommandLineGlobs)
    : Files(std::make_unique<Reader>()), CommandLineGlobs(CommandLineGlobs) {}

FileConfigs::~FileConfigs() = default;

FileConfig FileConfigs::configOf(llvm::StringRef File) {
  clang::tidy::ClangTidyOptions Found = Files->Provider.getOptions(File);
  std::string Globs = globsFor(Found.Checks.value_or(""));
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
