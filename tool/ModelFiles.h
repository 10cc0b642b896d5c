//===- ModelFiles.h - Library models that the user names -------------------===//

#ifndef COROSAFE_TOOL_MODELFILES_H
#define COROSAFE_TOOL_MODELFILES_H

#include "models/ModelStore.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corosafe {

/// Adds the model in a file, or those in all *.json files of a folder in the
/// order of their names. Returns what went wrong, one line a problem, each
/// beginning with the file.
std::vector<std::string> addModelFiles(llvm::StringRef FileOrFolder, ModelStore &Store);

/// Differs when one of those files was changed, added or removed.
std::string modelFilesStamp(llvm::StringRef FileOrFolder);

} // namespace corosafe

#endif
