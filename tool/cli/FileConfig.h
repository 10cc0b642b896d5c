//===- FileConfig.h - Which checks run on a file, and which are errors ------===//
//
// From --checks, and from Checks and WarningsAsErrors of the .clang-tidy files
// next to and above the source, read by clang-tidy's own code. That file is
// written for clang-tidy, where corosafe's checks are off unless named:
//
//   it names corosafe checks to run:       its globs hold, as in clang-tidy
//   it only takes corosafe checks out:     all others run
//   it does not mention corosafe:          all run
//
// The globs of --checks follow those of the file, as in clang-tidy.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_FILECONFIG_H
#define COROSAFE_TOOL_CLI_FILECONFIG_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace corosafe {

struct FileConfig {
  std::vector<std::string> Checks; ///< Bare ids, in the order of allChecks().
  std::set<std::string> Errors;    ///< Bare ids of those whose findings are errors.
};

/// An error if one of the globs matches no check.
llvm::Error checkGlobs(llvm::StringRef Globs);

class FileConfigs {
public:
  explicit FileConfigs(llvm::StringRef CommandLineGlobs);
  ~FileConfigs();
  FileConfig configOf(llvm::StringRef File);

private:
  struct Reader;
  std::unique_ptr<Reader> Files;
  std::string CommandLineGlobs;
};

} // namespace corosafe

#endif
