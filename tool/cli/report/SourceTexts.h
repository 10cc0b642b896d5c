//===- SourceTexts.h - The lines that findings are in -----------------------===//

#ifndef COROSAFE_TOOL_CLI_REPORT_SOURCETEXTS_H
#define COROSAFE_TOOL_CLI_REPORT_SOURCETEXTS_H

#include "Finding.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <utility>

namespace corosafe {

/// Files as they are on disk, each read once, when it is first asked for. A file
/// that cannot be read is empty.
class SourceTexts {
public:
  llvm::StringRef text(llvm::StringRef File);

  /// Counted from 1, without the line's end; empty if there is no such line.
  llvm::StringRef line(llvm::StringRef File, uint32_t Number);

  uint32_t lineCount(llvm::StringRef File);

  /// The text that a place covers.
  llvm::StringRef text(const Location &Where);

  /// Line and byte column, from 1, of an offset.
  std::pair<uint32_t, uint32_t> placeOf(llvm::StringRef File, uint32_t Offset);

private:
  struct Entry {
    std::unique_ptr<llvm::MemoryBuffer> Text;
    llvm::SmallVector<llvm::StringRef, 0> Lines;
  };
  Entry &entry(llvm::StringRef File);
  llvm::StringMap<Entry> Files;
};

/// A byte column of a line, counted in UTF-16 code units as editors do. A byte
/// that is not UTF-8 counts as one.
uint32_t utf16Column(llvm::StringRef Line, uint32_t ByteColumn);

} // namespace corosafe

#endif
