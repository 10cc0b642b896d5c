//===- OutputFile.h - Files that are whole or not there ---------------------===//

#ifndef COROSAFE_TOOL_CLI_OUTPUTFILE_H
#define COROSAFE_TOOL_CLI_OUTPUTFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace corosafe {

/// Writes beside the file and renames, so that its readers see the old text or
/// the new one and never a part. What is no ordinary file (/dev/null, a pipe) is
/// written to, not replaced. An error is one line that names the file.
llvm::Error writeFile(llvm::StringRef Path, llvm::function_ref<void(llvm::raw_ostream &)> Print);

/// The error that writeFile() would meet at once: asked before a long run.
llvm::Error checkWritable(llvm::StringRef Path);

/// Standard output's turn: an error if not all that was printed went out.
llvm::Error finishStandardOutput();

} // namespace corosafe

#endif
