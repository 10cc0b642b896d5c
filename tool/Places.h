//===- Places.h - From a finding's plain places to clang's -----------------===//
//
// Findings name files and offsets. Drivers that report through clang's own
// diagnostics need them as source locations of the unit at hand.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_PLACES_H
#define COROSAFE_TOOL_PLACES_H

#include "Finding.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace clang {
class SourceManager;
} // namespace clang

namespace corosafe {

/// Where the range stands in this unit; an invalid range if its file is not part of the unit.
clang::CharSourceRange rangeOf(const Location &Where, clang::SourceManager &Sources);

/// The changes of a fix as hints; none if one of its files is not part of the unit.
std::vector<clang::FixItHint> hintsOf(const Fix &Change, clang::SourceManager &Sources);

/// The file's text; empty if it is not part of the unit.
llvm::StringRef textOf(llvm::StringRef File, clang::SourceManager &Sources);

/// A path as the path part of a URI.
std::string uriOf(llvm::StringRef Path);

/// "low", "medium", "high" and back.
llvm::StringRef nameOf(Confidence Value);
std::optional<Confidence> confidenceNamed(llvm::StringRef Name);

/// "context", "effect", "suspend", "cancelled", "lost".
llvm::StringRef nameOf(NoteRole Role);

} // namespace corosafe

#endif
