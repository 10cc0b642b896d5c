//===- Distributed.h - Units described here, linked there -------------------===//
//
//   corosafe extract a.cpp -o a.facts ─┐
//   corosafe extract b.cpp -o b.facts ─┼─► corosafe link *.facts ─► findings
//   ...                               ─┘
//
// An extraction is a pure function of the files that it reads and its flags: the
// same bytes come out on any machine and, with a prefix map, in any folder. So
// whatever builds the project (ninja, Bazel, a farm) can cache and spread it.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_DISTRIBUTED_H
#define COROSAFE_TOOL_CLI_DISTRIBUTED_H

#include "CompileCommands.h"
#include "Runner.h"
#include "llvm/Support/Error.h"

namespace corosafe {

/// Describes the one file that was asked for and writes its facts to Request.Output
/// (left alone when it holds these bytes already), and what was read to Request.DepFile.
/// What does not compile is described as far as it goes, and says so when it is linked.
/// Returns lines for stderr.
llvm::Expected<std::string> extractToFile(const Options &Request);

/// Findings of the program whose units' facts are in the given files. `@FILE` names a list, a path a line.
llvm::Expected<RunResult> linkFiles(FileConfigs &Configs, const ModelStore &Models, const Options &Request);

/// Writes a file as a whole or not at all; the same bytes again are not written, so
/// that what depends on the file stays up to date.
llvm::Error writeIfChanged(llvm::StringRef Path, llvm::StringRef Bytes);

/// A Ninja file: an extraction for each job and one link of them all. Program: how corosafe is called.
std::string ninjaFile(const JobList &List, const Options &Request, llvm::StringRef Program);

} // namespace corosafe

#endif
