//===- Unseen.h - Does a unit take what it does not include? ----------------===//
//
// On top of shared headers a unit sees declarations and macros of headers that
// it does not include. As long as it takes none of them, nothing is different:
// every macro that its own files test or expand, and every declaration that its
// facts name, must come from a file that it reads by itself.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_UNSEEN_H
#define COROSAFE_TOOL_CLI_UNSEEN_H

#include "Scan.h"
#include "facts/Facts.h"
#include <memory>

namespace clang {
class FileManager;
class PPCallbacks;
class SourceManager;
} // namespace clang

namespace corosafe {

/// Sets Taken when the unit takes a macro of a file that it does not read.
std::unique_ptr<clang::PPCallbacks> watchForUnseenMacros(const clang::SourceManager &Sources, const FileIds &Reads, bool &Taken);

bool namesUnseenFile(const TuFacts &Facts, clang::FileManager &Manager, const FileIds &Reads);

} // namespace corosafe

#endif
