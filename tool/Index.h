//===- Index.h - What is known of a whole program, in a file ----------------===//
//
//   corosafe -p build --index=build/.corosafe/index       writes it
//   clang-tidy plugin, corosafe-clangd                    read it
//
// The file holds the linked facts of all units. A reader has one unit's own facts,
// newer than the file's, and takes from it what it says about the others.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_INDEX_H
#define COROSAFE_TOOL_INDEX_H

#include "facts/Surroundings.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/Error.h"
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace corosafe {

/// Writes the linked facts of a program, encoded. Readers see the old index or the new
/// one, never a part; one that would be the same is left alone.
llvm::Error writeIndex(llvm::StringRef File, llvm::StringRef EncodedProgram);

/// Where the index of a unit is if nobody says: .corosafe/index in one of the folders,
/// or in one above it, or in a folder "build" there. Empty if there is none.
std::string findIndex(llvm::StringRef BuildFolder, llvm::StringRef MainFile);

/// Keeps the newest version of each index that could be read, for all units of a
/// process; looks at the file each time, and reads it when it is another one.
/// Safe to use from several threads.
class Indexes {
public:
  struct Answer {
    std::shared_ptr<const Surroundings> Program; ///< Null if there is none.
    std::string Problem; ///< Why a file that is there is of no use; one line, told once.
  };
  Answer at(llvm::StringRef File);

private:
  struct Known {
    llvm::sys::TimePoint<> Written;
    uint64_t Size = 0, Id = 0;
    std::shared_ptr<const Surroundings> Program;
  };
  std::mutex Guard;
  std::map<std::string, Known> ByFile;
};

/// The unit's facts together with what they need to know of the rest of its program.
TuFacts withSurroundings(TuFacts Unit, const Surroundings &Program);

} // namespace corosafe

#endif
