//===- Globs.h - Which checks a .clang-tidy file leaves on ------------------===//
//
// corosafe's checks are on without being asked for: a file that does not mention
// them, as those of most projects ("-*,modernize-*"), leaves them all on.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_GLOBS_H
#define COROSAFE_TOOL_GLOBS_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corosafe {

/// Globs are separated by commas or, in a file, by line ends.
llvm::SmallVector<llvm::StringRef> splitGlobs(llvm::StringRef Globs);

/// The globs that say which of corosafe's checks are on, given those of a file.
/// One that asks for a check of corosafe's chooses all by itself; one that only
/// takes some out leaves the others on.
std::string corosafeGlobs(llvm::StringRef FileGlobs);

} // namespace corosafe

#endif
