//===- Manual.cpp ------------------------------------------------------------===//

#include "Manual.h"
#include "Analyze.h"
#include "Options.h"
#include "llvm/ADT/StringExtras.h"

using namespace corosafe;

namespace {

/// Text that roff takes literally.
std::string roff(llvm::StringRef Text) {
  std::string R;
  for (char C : Text) {
    if (C == '\\')
      R += "\\e";
    else if (C == '-')
      R += "\\-";
    else
      R += C;
  }
  // A line that begins with a dot or a quote would be a request.
  if (!R.empty() && (R[0] == '.' || R[0] == '\''))
    R.insert(0, "\\&");
  return R;
}

bool takesPath(const OptionInfo &Option) {
  return Option.Value == "DIR" || Option.Value.starts_with("FILE") || Option.Value.starts_with("PATH");
}

/// The fixed words that an option's value can be.
llvm::SmallVector<llvm::StringRef> valuesOf(const OptionInfo &Option) {
  if (Option.Value == "LEVEL")
    return {"high", "medium", "low"};
  if (Option.Value == "SHELL")
    return {"bash", "zsh", "fish"};
  if (Option.Value == "CHECK") {
    llvm::SmallVector<llvm::StringRef> Ids;
    for (const CheckInfo &Check : allChecks())
      Ids.push_back(Check.Id);
    return Ids;
  }
  return {};
}

/// A word inside single quotes of a POSIX shell.
std::string quoted(llvm::StringRef Text) {
  std::string R = "'";
  for (char C : Text)
    R += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return R + "'";
}

void bash(llvm::raw_ostream &OS) {
  OS << "# bash completion for corosafe: source it, or put it into bash-completion's folder.\n"
        "_corosafe() {\n"
        "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
        "  if [[ $current == = ]]; then current=; fi\n"
        "  if [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
        "  case $previous in\n";
  std::string Options;
  for (const OptionInfo &Option : optionTable()) {
    Options += (Options.empty() ? "" : " ") + Option.Name.str() + (Option.Value.empty() || Option.Name.size() == 2 ? "" : "=");
    if (llvm::SmallVector<llvm::StringRef> Values = valuesOf(Option); !Values.empty())
      OS << "  " << Option.Name << ") COMPREPLY=($(compgen -W " << quoted(llvm::join(Values, " ")) << " -- \"$current\")); return ;;\n";
    else if (takesPath(Option))
      OS << "  " << Option.Name << ") COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n";
  }
  OS << "  esac\n"
        "  if [[ $current == -* ]]; then\n"
        "    COMPREPLY=($(compgen -W "
     << quoted(Options)
     << " -- \"$current\"))\n"
        "    if [[ ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi\n"
        "  else\n"
        "    COMPREPLY=($(compgen -f -- \"$current\"))\n"
        "  fi\n"
        "}\n"
        "complete -o filenames -F _corosafe corosafe\n";
}

void zsh(llvm::raw_ostream &OS) {
  OS << "#compdef corosafe\n_arguments -s -S \\\n";
  for (const OptionInfo &Option : optionTable()) {
    // Brackets and colons would end the description.
    std::string Help;
    for (char C : Option.Help)
      Help += C == '[' || C == ']' || C == ':' ? std::string("\\") + C : std::string(1, C);
    std::string Spec = Option.Name.str();
    if (!Option.Value.empty() && Option.Name.size() > 2)
      Spec += "=";
    Spec += "[" + Help + "]";
    if (!Option.Value.empty()) {
      llvm::SmallVector<llvm::StringRef> Values = valuesOf(Option);
      Spec += ":" + Option.Value.lower() + ":" + (takesPath(Option) ? "_files" : Values.empty() ? " " : "(" + llvm::join(Values, " ") + ")");
    }
    OS << "  " << quoted(Spec) << " \\\n";
  }
  OS << "  '*:file:_files'\n";
}

void fish(llvm::raw_ostream &OS) {
  OS << "# fish completion for corosafe\n";
  for (const OptionInfo &Option : optionTable()) {
    OS << "complete -c corosafe " << (Option.Name.size() == 2 ? "-s " : "-l ") << Option.Name.ltrim('-');
    if (!Option.Value.empty()) {
      OS << (takesPath(Option) ? " -r -F" : " -x");
      if (llvm::SmallVector<llvm::StringRef> Values = valuesOf(Option); !Values.empty())
        OS << " -a " << quoted(llvm::join(Values, " "));
    }
    OS << " -d " << quoted(Option.Help) << "\n";
  }
}

} // namespace

void corosafe::printManual(llvm::raw_ostream &OS) {
  OS << ".TH COROSAFE 1 \"\" \"corosafe " << version() << "\" \"User Commands\"\n"
     << ".SH NAME\ncorosafe \\- finds C++20 coroutine code that breaks when it is cancelled\n"
     << ".SH SYNOPSIS\n.B corosafe\n[\\fIoptions\\fR] [\\fIfiles and folders\\fR] [\\-\\- \\fIcompiler flags\\fR]\n"
     << ".SH DESCRIPTION\n"
     << roff("corosafe reads C++ sources as a compiler does and reports operations that are not safe to lose in a race or "
             "timeout, locks held across co_await, tasks that nobody awaits, and the other hazards of cancellation.")
     << "\n.PP\n"
     << roff("Files are compiled with the flags of the nearest compile_commands.json, with those after --, or else with -std=c++20.")
     << "\n.SH OPTIONS\n";
  for (const OptionInfo &Option : optionTable()) {
    if (!Option.Group.empty())
      OS << ".SS " << roff(Option.Group) << "\n";
    OS << ".TP\n\\fB" << roff(Option.Name) << "\\fR";
    if (!Option.Value.empty())
      OS << (Option.Name.size() == 2 ? " " : "=") << "\\fI" << roff(Option.Value) << "\\fR";
    OS << "\n" << roff(Option.Help) << "\n";
  }
  OS << ".SH CHECKS\n";
  for (const CheckInfo &Check : allChecks())
    OS << ".TP\n\\fBcorosafe\\-" << roff(Check.Id) << "\\fR\n" << roff(Check.Summary) << "\n";
  OS << ".SH SUPPRESSION\n"
     << roff("Findings are silenced by NOLINT, NOLINTNEXTLINE and NOLINTBEGIN/NOLINTEND comments, as in clang-tidy, and checks by "
             "'Checks' in a .clang-tidy file next to or above the source.")
     << "\n.SH EXIT STATUS\n0 nothing found, 1 findings, 2 the work could not be done.\n"
     << ".SH SEE ALSO\n.BR clang\\-tidy (1),\n.BR clangd (1)\n";
}

void corosafe::printCompletion(llvm::StringRef Shell, llvm::raw_ostream &OS) {
  if (Shell == "bash")
    bash(OS);
  else if (Shell == "zsh")
    zsh(OS);
  else
    fish(OS);
}
