//===- Options.cpp ---------------------------------------------------------===//
//
// One table names every option, its value and its help; parsing and --help both
// read it. LLVM's own command line library is not used: its options are global,
// and it would offer those of every library that is linked in.
//
//===----------------------------------------------------------------------===//

#include "Options.h"
#include "Places.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace corosafe;

namespace {

/// Sets one option; false if the value is not one that it takes.
using Setter = bool (*)(Options &, llvm::StringRef Value);

struct OptionRow {
  llvm::StringRef Group; ///< Set on the first option of a group.
  llvm::StringRef Name;  ///< With its dashes.
  llvm::StringRef Value; ///< "" for a flag without value.
  llvm::StringRef Help;
  Setter Set;
};

bool setJobs(Options &O, llvm::StringRef V) {
  return !V.getAsInteger(10, O.Limits.Threads) && O.Limits.Threads > 0 && O.Limits.Threads <= 1024;
}

bool setMemoryLimit(Options &O, llvm::StringRef V) {
  unsigned Shift = V.consume_back("G") ? 30 : V.consume_back("K") ? 10 : (V.consume_back("M"), 20);
  uint64_t Number = 0;
  if (V.getAsInteger(10, Number) || Number == 0 || Number > (uint64_t(1) << 32))
    return false;
  O.Limits.Bytes = Number << Shift;
  return true;
}

bool setCacheSize(Options &O, llvm::StringRef V) { return !V.getAsInteger(10, O.CacheSize) && O.CacheSize > 0 && O.CacheSize <= 1u << 20; }

std::optional<Format> formatNamed(llvm::StringRef Name) {
  return llvm::StringSwitch<std::optional<Format>>(Name)
      .Case("text", Format::Text)
      .Case("json", Format::Json)
      .Case("sarif", Format::Sarif)
      .Case("github", Format::GitHub)
      .Case("gitlab", Format::GitLab)
      .Case("junit", Format::JUnit)
      .Case("checkstyle", Format::Checkstyle)
      .Case("html", Format::Html)
      .Default(std::nullopt);
}

bool setFormat(Options &O, llvm::StringRef V) {
  std::optional<Format> Named = formatNamed(V);
  O.Style = Named.value_or(O.Style);
  return Named.has_value();
}

/// FORMAT:PATH is one report more; PATH is where the main one goes. What looks like a format must be one.
bool setOutput(Options &O, llvm::StringRef V) {
  auto [Name, Path] = V.split(':');
  bool HasFormat = Name.size() != V.size() && !Name.empty() && llvm::all_of(Name, llvm::isAlpha);
  if (!HasFormat)
    return O.Output = V.str(), !V.empty();
  std::optional<Format> Named = formatNamed(Name);
  if (!Named || Path.empty() || Path == "-")
    return false;
  return O.Outputs.push_back({*Named, Path.str()}), true;
}

bool setColor(Options &O, llvm::StringRef V) {
  O.Colors = V == "always" ? ColorMode::Always : V == "never" ? ColorMode::Never : ColorMode::Auto;
  return V == "always" || V == "never" || V == "auto";
}

bool setFailOn(Options &O, llvm::StringRef V) {
  std::optional<Confidence> C = confidenceNamed(V);
  O.FailOn = C.value_or(O.FailOn);
  O.NeverFail = V == "none";
  return C || O.NeverFail;
}

bool setConfidence(Options &O, llvm::StringRef V) {
  std::optional<Confidence> C = confidenceNamed(V);
  O.MinConfidence = C.value_or(O.MinConfidence);
  return C.has_value();
}

bool setChecks(Options &O, llvm::StringRef V) {
  if (!O.Checks.empty())
    O.Checks += ',';
  O.Checks += V;
  return true;
}

bool setExplain(Options &O, llvm::StringRef V) {
  O.Do = Options::Action::Explain;
  O.Explained = V.str();
  return !V.empty();
}

bool setShell(Options &O, llvm::StringRef V) {
  O.Do = Options::Action::Completion;
  O.Shell = V.str();
  return V == "bash" || V == "zsh" || V == "fish";
}

bool addPrefixMap(Options &O, llvm::StringRef V) {
  auto [Old, New] = V.split('=');
  while (Old.size() > 1 && Old.consume_back("/"))
    ;
  O.PrefixMap.push_back({Old.str(), New.str()});
  return !Old.empty() && V.contains('=');
}

template <Options::Action A> bool setAction(Options &O, llvm::StringRef) { return O.Do = A, true; }
template <bool Options::*Flag> bool setFlag(Options &O, llvm::StringRef) { return O.*Flag = true; }
template <std::string Options::*Text> bool setText(Options &O, llvm::StringRef V) {
  O.*Text = V.str();
  return !V.empty();
}

constexpr OptionRow Rows[] = {
    {"What to analyse", "-p", "DIR", "build folder with compile_commands.json (or that file); without it, searched upwards from each file",
     setText<&Options::BuildDir>},
    {"", "-j", "N", "analyse N files at once (default: all cores)", setJobs},
    {"", "--memory-limit", "SIZE", "begin no further file while this much memory is in use: 1500M, 2G (default: 3/4 of what is free)", setMemoryLimit},
    {"", "--cache-dir", "DIR", "keep what was learnt from each file in DIR, and parse only what changed (default: .corosafe next to "
                               "compile_commands.json; none with flags after '--')", setText<&Options::CacheDir>},
    {"", "--cache-size", "MIB", "let the cache grow to MIB mebibytes (default: 1024)", setCacheSize},
    {"", "--no-cache", "", "parse every file, and keep nothing", setFlag<&Options::NoCache>},
    {"", "--header-filter", "REGEX", "report findings in headers whose path matches (default: all but system headers)",
     [](Options &O, llvm::StringRef V) { return O.HeaderFilter = V.str(), true; }},
    {"", "--system-headers", "", "analyse and report system headers too", setFlag<&Options::SystemHeaders>},
    {"What to look for", "--checks", "GLOBS", "comma-separated globs, '-' before one takes checks out: '-*,corosafe-lock-*'", setChecks},
    {"", "--min-confidence", "LEVEL", "report findings of at least low, medium (default) or high confidence", setConfidence},
    {"", "--models", "PATH", "more library models: a JSON file, or a folder of them; may be repeated",
     [](Options &O, llvm::StringRef V) { return O.Models.push_back(V.str()), !V.empty(); }},
    {"What to print", "--format", "FORMAT", "text (default), json, sarif, github, gitlab, junit, checkstyle or html", setFormat},
    {"", "--output", "FILE", "write to FILE instead of standard output; FORMAT:FILE writes one report more, and may be repeated: sarif:out.sarif, html:DIR",
     setOutput},
    {"", "--color", "WHEN", "colour text: auto (default: on a terminal, unless NO_COLOR is set), always or never", setColor},
    {"", "--source-root", "DIR", "folder that paths in sarif and other reports for machines are relative to (default: the git checkout, else the sources' folder)",
     setText<&Options::SourceRoot>},
    {"", "--fail-on", "LEVEL", "exit with 1 only if a finding has at least low (default), medium or high confidence, or is an error; with none, never",
     setFailOn},
    {"", "--baseline", "FILE", "hide the findings that FILE knows, and say which of them are gone", setText<&Options::Baseline>},
    {"", "--write-baseline", "FILE", "write all findings to FILE, as known from now on", setText<&Options::WriteBaseline>},
    {"", "--diff", "FILE", "report findings on lines that a unified diff adds ('-': standard input), as from 'git diff -U0'", setText<&Options::Diff>},
    {"", "--line-filter", "JSON", "report findings on these lines, as in clang-tidy: [{\"name\": \"a.cpp\", \"lines\": [[1, 3]]}]",
     setText<&Options::LineFilter>},
    {"", "--warn-unused-nolint", "", "report NOLINT comments that name a check of corosafe and silence nothing",
     setFlag<&Options::WarnUnusedNoLint>},
    {"", "--quiet", "", "show no progress and no remarks", setFlag<&Options::Quiet>},
    {"", "--index", "FILE", "write what is known of the whole program to FILE, for the clang-tidy plugin and corosafe-clangd, which look for "
                            ".corosafe/index next to compile_commands.json", setText<&Options::Index>},
    {"", "--fix", "", "apply the fix of each finding that has just one; run again where fixes overlapped", setFlag<&Options::Fix>},
    {"", "--export-fixes", "FILE", "write those fixes to FILE instead, for clang-apply-replacements", setText<&Options::ExportFixes>},
    {"", "--dump-facts", "", "print what the code does, as the checks see it, instead of findings", setFlag<&Options::DumpFacts>},
    {"", "--summary", "FUNCTION", "print what was inferred of a function (qualified, or the last parts of its name): is it safe to cancel, and why",
     setText<&Options::Summary>},
    {"", "--why-cancellable", "FUNCTION", "print who cancels a coroutine: the race, timeout, token, scope or handler, and the way from there",
     setText<&Options::WhyCancellable>},
    {"", "--check-models", "", "print what is awaited that no model and no body describes, most used first", setFlag<&Options::CheckModels>},
    {"", "--idle-entries", "LIBRARY", "print the entries of that library's model without which nothing would be said otherwise: tests of a model have none",
     setText<&Options::IdleEntries>},
    {"", "--stats", "", "print the time that each phase took, and what the cache was good for, to standard error; in JSON, as 'stats'", setFlag<&Options::Stats>},
    {"", "--full-parse", "", "read the bodies of system headers' functions too; slower, and finds the same", setFlag<&Options::FullParse>},
    {"Many machines", "--depfile", "FILE", "of extract: write all that was read, as a rule for make and ninja", setText<&Options::DepFile>},
    {"", "--prefix-map", "OLD=NEW", "of extract: write NEW for folder OLD, so that the same sources give the same bytes in any folder", addPrefixMap},
    {"About", "--list-checks", "", "list all checks", setAction<Options::Action::ListChecks>},
    {"", "--explain", "CHECK", "explain a check: why, bad and good code, limits", setExplain},
    {"", "--help", "", "print this", setAction<Options::Action::Help>},
    {"", "--version", "", "print the version", setAction<Options::Action::Version>},
    {"", "--manual", "", "print the manual page (roff)", setAction<Options::Action::Manual>},
    {"", "--completion", "SHELL", "print a completion script for bash, zsh or fish", setShell},
};

llvm::Error problem(const llvm::Twine &Text) { return llvm::createStringError(llvm::inconvertibleErrorCode(), Text); }

/// The row that an argument names, and its value if it stands in the same argument:
/// --jobs=4, -p=build, -pbuild, -j4. A single dash before a long name will do.
const OptionRow *findRow(llvm::StringRef Argument, std::optional<llvm::StringRef> &Value) {
  llvm::StringRef Name = Argument.take_until([](char C) { return C == '='; });
  for (const OptionRow &Row : Rows) {
    bool Long = Row.Name.starts_with("--");
    if (Name == Row.Name || (Long && Name == Row.Name.drop_front()) || (!Long && Name.drop_front() == Row.Name)) {
      if (Name.size() != Argument.size())
        Value = Argument.drop_front(Name.size() + 1);
      return &Row;
    }
  }
  for (const OptionRow &Row : Rows)
    if (Row.Name.size() == 2 && Argument.starts_with(Row.Name) && (Row.Name != "-j" || llvm::all_of(Argument.drop_front(2), llvm::isDigit))) {
      Value = Argument.drop_front(2);
      return &Row;
    }
  return nullptr;
}

llvm::Error unknown(llvm::StringRef Argument) {
  llvm::StringRef Name = Argument.take_until([](char C) { return C == '='; });
  llvm::SmallVector<llvm::StringRef> Names;
  for (const OptionRow &Row : Rows)
    Names.push_back(Row.Name);
  llvm::StringRef Meant = nearest(Name, Names);
  if (Meant.empty())
    return problem("unknown option '" + Argument + "'; see 'corosafe --help' (a compiler's flags stand after '--')");
  return problem("unknown option '" + Argument + "'; did you mean '" + Meant + "'?");
}

} // namespace

llvm::StringRef corosafe::nearest(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Candidates) {
  llvm::StringRef Best;
  unsigned Limit = static_cast<unsigned>(Word.size()) / 3 + 1, BestDistance = Limit + 1;
  for (llvm::StringRef Candidate : Candidates)
    if (unsigned Distance = Word.edit_distance(Candidate, /*AllowReplacements=*/true, Limit); Distance < BestDistance) {
      Best = Candidate;
      BestDistance = Distance;
    }
  return Best;
}

llvm::Expected<Options> corosafe::parseOptions(llvm::ArrayRef<const char *> Arguments) {
  Options Result;
  if (!Arguments.empty()) {
    auto Command = llvm::StringSwitch<std::optional<Options::Action>>(Arguments.front())
                       .Case("extract", Options::Action::Extract)
                       .Case("link", Options::Action::Link)
                       .Case("plan", Options::Action::Plan)
                       .Default(std::nullopt);
    if (Command) {
      Result.Do = *Command;
      Arguments = Arguments.drop_front();
    }
  }
  for (size_t I = 0; I < Arguments.size(); ++I) {
    llvm::StringRef Argument = Arguments[I];
    if (Argument == "--") {
      Result.Flags.emplace(Arguments.begin() + I + 1, Arguments.end());
      break;
    }
    if (!Argument.starts_with("-") || Argument == "-") {
      if (Argument.empty())
        return problem("empty file name");
      Result.Inputs.push_back(Argument.str());
      continue;
    }
    if (Argument == "-h") {
      Result.Do = Options::Action::Help;
      continue;
    }
    std::optional<llvm::StringRef> Value;
    const OptionRow *Row = findRow(Argument, Value);
    if (!Row)
      return unknown(Argument);
    if (Row->Value.empty()) {
      if (Value)
        return problem("option '" + Row->Name + "' takes no value");
    } else if (!Value) {
      if (I + 1 == Arguments.size() || llvm::StringRef(Arguments[I + 1]) == "--")
        return problem("option '" + Row->Name + "' needs a value: " + Row->Name + (Row->Name.size() == 2 ? " " : "=") + Row->Value);
      Value = Arguments[++I];
    }
    if (!Row->Set(Result, Value.value_or("")))
      return problem("bad value '" + Value.value_or("") + "' of option '" + Row->Name + "': " + Row->Help);
  }
  return Result;
}

std::vector<OptionInfo> corosafe::optionTable() {
  std::vector<OptionInfo> Table;
  for (const OptionRow &Row : Rows)
    Table.push_back({Row.Group, Row.Name, Row.Value, Row.Help});
  return Table;
}

void corosafe::printHelp(llvm::raw_ostream &OS) {
  OS << "corosafe finds C++20 coroutine code that breaks when it is cancelled.\n\n"
        "Usage: corosafe [options] [files and folders] [-- compiler flags]\n"
        "       corosafe -p BUILD_DIR            all files of its compile_commands.json\n"
        "       corosafe src/main.cpp            flags from the nearest compile_commands.json above it, else -std=c++20\n"
        "       corosafe a.cpp b.cpp -- -std=c++20 -Iinclude\n"
        "       corosafe extract a.cpp --output=a.facts, then corosafe link *.facts: the same on many machines\n"
        "       corosafe plan -p BUILD_DIR --output=corosafe.ninja: the same as a build for ninja\n";
  for (const OptionRow &Row : Rows) {
    if (!Row.Group.empty())
      OS << "\n" << Row.Group << ":\n";
    std::string Left = Row.Name.str();
    if (!Row.Value.empty())
      Left += (Row.Name.size() == 2 ? " " : "=") + Row.Value.str();
    OS << "  " << llvm::left_justify(Left, 24) << ' ' << Row.Help << '\n';
  }
  OS << "\nFindings are silenced by NOLINT, NOLINTNEXTLINE and NOLINTBEGIN/NOLINTEND comments, as in clang-tidy, and checks\n"
        "by 'Checks' in a .clang-tidy file next to or above the source; 'WarningsAsErrors' there makes findings errors.\n"
        "\nExit status: 0 nothing found, 1 findings (see --fail-on), 2 the work could not be done (a bad option, model or compile database,\n"
        "an input that cannot be read, or a file that does not compile while nothing was found elsewhere).\n";
}
