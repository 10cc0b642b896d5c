//===- JsonPositions.h - Where things stand in a JSON text -------------------===//

#ifndef COROSAFE_MODELS_JSONPOSITIONS_H
#define COROSAFE_MODELS_JSONPOSITIONS_H

#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace corosafe {

/// Lines of a value and of what is inside it. nlohmann keeps no positions, so a
/// second pass over the text, which is known to be well formed, collects them.
struct Position {
  struct Member {
    std::string Key;
    unsigned KeyLine;
    std::unique_ptr<Position> Value; ///< Of the last of equal keys, as in nlohmann's object.
    unsigned RepeatedOn = 0;         ///< Its line, where a key stands twice.
  };
  unsigned Line = 1;
  std::vector<Member> Members; ///< Of an object, in the order of the text.
  std::vector<std::unique_ptr<Position>> Elements; ///< Of an array.
};

/// Of a text that is JSON; null if it is nested more deeply than any model is: who reads it recurses.
std::unique_ptr<Position> positionsOf(llvm::StringRef Text);

/// Where and why a text is not JSON, or is nested too deeply.
struct SyntaxProblem {
  unsigned Line = 1;
  std::string Message;
};
SyntaxProblem syntaxProblemOf(llvm::StringRef Text);

} // namespace corosafe

#endif
