//===- CompileCommands.h - Which files, compiled how -----------------------===//
//
//   inputs on the command line ─┐
//   compile_commands.json ──────┼─► jobs (one a file and command)
//   flags after `--` ───────────┘
//
// Without flags and without -p, each file's compile_commands.json (or
// compile_flags.txt) is searched in its folder and those above; a file that no
// database names is compiled like its nearest neighbour there, and without any
// database with -std=c++20.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_COMPILECOMMANDS_H
#define COROSAFE_TOOL_CLI_COMPILECOMMANDS_H

#include "Options.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace corosafe {

struct Job {
  std::string File; ///< Absolute, links resolved.
  clang::tooling::CompileCommand Command;
};

struct JobList {
  std::vector<Job> Jobs;
  std::vector<Skipped> Unreadable; ///< Files that were asked for and are not there.
  std::string BuildFolder;         ///< Of the first compile_commands.json that was used; empty if there is none.
};

/// An error when the request as a whole makes no sense: no input, or a database that cannot be read.
llvm::Expected<JobList> findJobs(const Options &Request);

/// The one spelling of a file's name that is used in all output.
std::string canonicalPath(llvm::StringRef Path);

} // namespace corosafe

#endif
