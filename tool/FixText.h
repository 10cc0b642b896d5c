//===- FixText.h - Fixes that look like the file they go into ---------------===//
//
// Checks know places and not texts: they begin a new line with "\n" and a space
// for each column that is to its left. Drivers know the text, and move lines that
// stand in a new block to the right.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_FIXTEXT_H
#define COROSAFE_TOOL_FIXTEXT_H

#include "Finding.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace corosafe {

/// Gives the new lines of a fix the line ends of their file, and tabs where the line that they follow has them; indents
/// what it nests, if that begins and ends with whole lines.
void fitToTexts(Fix &Change, llvm::function_ref<llvm::StringRef(llvm::StringRef File)> TextOf);

/// The fix that mends a finding without a question left open; null where there is none, or several.
const Fix *onlyFix(const Finding &F);

} // namespace corosafe

#endif
