//===- SourceRoot.h - What portable paths are relative to -------------------===//

#ifndef COROSAFE_TOOL_CLI_SOURCEROOT_H
#define COROSAFE_TOOL_CLI_SOURCEROOT_H

#include "CompileCommands.h"

namespace corosafe {

/// --source-root; else the git checkout that the sources are in; else the folder
/// that all of them are in, or one that holds it: of the build folder, or the
/// current one. An error if the folder that was named is not there.
llvm::Expected<std::string> findSourceRoot(const Options &Request, llvm::ArrayRef<std::string> Sources);

} // namespace corosafe

#endif
