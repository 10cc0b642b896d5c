//===- Manual.h - Manual page and shell completion -------------------------===//
//
// Both are made from the table of options and the list of checks, so that they
// never say anything else than --help does.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_MANUAL_H
#define COROSAFE_TOOL_CLI_MANUAL_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace corosafe {

/// corosafe(1), as roff.
void printManual(llvm::raw_ostream &OS);

/// A completion script; Shell is bash, zsh or fish.
void printCompletion(llvm::StringRef Shell, llvm::raw_ostream &OS);

} // namespace corosafe

#endif
