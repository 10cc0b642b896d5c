//===- Options.h - The command line ----------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_OPTIONS_H
#define COROSAFE_TOOL_CLI_OPTIONS_H

#include "Finding.h"
#include "Workers.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <vector>

namespace corosafe {

enum class Format : uint8_t { Text, Json, Sarif, GitHub, GitLab, JUnit, Checkstyle, Html };
enum class ColorMode : uint8_t { Auto, Always, Never };

/// A report besides the one on standard output.
struct OutputRequest {
  Format Style = Format::Text;
  std::string Path; ///< A file; for html, a folder.
};

struct Options {
  enum class Action : uint8_t { Analyze, Help, Manual, Completion, Version, ListChecks, Explain, Extract, Link, Plan };
  Action Do = Action::Analyze;
  std::vector<std::string> Inputs;  ///< Files and folders.
  std::string BuildDir;             ///< -p; empty searches upwards from each file.
  std::optional<std::vector<std::string>> Flags; ///< After `--`.
  WorkLimits Limits;                ///< -j and --memory-limit.
  std::string Checks;               ///< Globs; empty keeps the default.
  std::string Explained;            ///< Of --explain.
  std::string Shell;                ///< Of --completion: bash, zsh or fish.
  Format Style = Format::Text;
  std::string Output;               ///< Of the report in that style; empty or "-": stdout.
  std::vector<OutputRequest> Outputs; ///< Further reports.
  ColorMode Colors = ColorMode::Auto;
  std::string SourceRoot;           ///< Empty: found by itself.
  bool Quiet = false;
  std::string Baseline, WriteBaseline; ///< Files.
  std::string Diff;                    ///< A file, or "-".
  std::string LineFilter;              ///< JSON.
  bool WarnUnusedNoLint = false;
  Confidence FailOn = Confidence::Low; ///< Findings of less are no failure.
  bool NeverFail = false;           ///< --fail-on=none.
  std::string DepFile;              ///< Of extract: a Makefile's rule with all that was read.
  std::vector<std::pair<std::string, std::string>> PrefixMap; ///< Of extract and plan: folders, and what stands for them in facts.
  Confidence MinConfidence = Confidence::Medium;
  std::optional<std::string> HeaderFilter;
  bool SystemHeaders = false;
  std::vector<std::string> Models;
  bool DumpFacts = false;
  bool Fix = false;
  std::string ExportFixes;          ///< Empty: not asked for.
  std::string Summary;              ///< Of --summary: the function's name.
  std::string WhyCancellable;       ///< Of --why-cancellable: the function's name.
  bool CheckModels = false;
  std::string IdleEntries;          ///< Of --idle-entries: the library.

  bool wantsInputs() const { return !DepFile.empty() || !PrefixMap.empty(); }

  /// Text about the whole program is printed instead of findings.
  bool needsProgram() const { return !Summary.empty() || !WhyCancellable.empty() || CheckModels || !IdleEntries.empty(); }
  bool Stats = false;
  std::string Index;                ///< Of --index: the file to write.
  std::string CacheDir;             ///< Empty: next to the compile database.
  bool NoCache = false;
  uint64_t CacheSize = 1024;        ///< In MiB.
  bool FullParse = false;
};

/// Reads the arguments after the program's name. Errors are one line, without prefix.
llvm::Expected<Options> parseOptions(llvm::ArrayRef<const char *> Arguments);

void printHelp(llvm::raw_ostream &OS);

/// An option as help, manual page and completion show it.
struct OptionInfo {
  llvm::StringRef Group; ///< Set on the first option of a group.
  llvm::StringRef Name;  ///< With its dashes.
  llvm::StringRef Value; ///< "" for a flag without value; FILE, DIR and PATH for paths.
  llvm::StringRef Help;
};
std::vector<OptionInfo> optionTable();

/// The candidate that a mistyped word most likely meant; empty if none is near.
llvm::StringRef nearest(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Candidates);

} // namespace corosafe

#endif
