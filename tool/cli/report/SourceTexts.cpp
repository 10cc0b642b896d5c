//===- SourceTexts.cpp -------------------------------------------------------===//

#include "SourceTexts.h"
#include "llvm/Support/ConvertUTF.h"
#include <algorithm>

using namespace corosafe;

SourceTexts::Entry &SourceTexts::entry(llvm::StringRef File) {
  auto [It, New] = Files.try_emplace(File);
  if (New)
    if (auto Buffer = llvm::MemoryBuffer::getFile(File)) {
      It->second.Text = std::move(*Buffer);
      It->second.Text->getBuffer().split(It->second.Lines, '\n');
    }
  return It->second;
}

llvm::StringRef SourceTexts::text(llvm::StringRef File) {
  const Entry &E = entry(File);
  return E.Text ? E.Text->getBuffer() : llvm::StringRef();
}

llvm::StringRef SourceTexts::line(llvm::StringRef File, uint32_t Number) {
  const auto &Lines = entry(File).Lines;
  return Number >= 1 && Number <= Lines.size() ? Lines[Number - 1].rtrim('\r') : llvm::StringRef();
}

uint32_t SourceTexts::lineCount(llvm::StringRef File) { return static_cast<uint32_t>(entry(File).Lines.size()); }

llvm::StringRef SourceTexts::text(const Location &Where) {
  return text(Where.File).slice(Where.Offset, std::max(Where.Offset, Where.EndOffset));
}

std::pair<uint32_t, uint32_t> SourceTexts::placeOf(llvm::StringRef File, uint32_t Offset) {
  const Entry &E = entry(File);
  if (!E.Text)
    return {1, 1};
  const char *At = E.Text->getBufferStart() + std::min<size_t>(Offset, E.Text->getBufferSize());
  auto Behind = std::upper_bound(E.Lines.begin(), E.Lines.end(), At,
                                 [](const char *Place, llvm::StringRef Line) { return Place < Line.data(); });
  auto Line = Behind - 1; // The first line begins where the file does.
  return {static_cast<uint32_t>(Line - E.Lines.begin() + 1), static_cast<uint32_t>(At - Line->data() + 1)};
}

uint32_t corosafe::utf16Column(llvm::StringRef Line, uint32_t ByteColumn) {
  llvm::StringRef Before = Line.take_front(ByteColumn ? ByteColumn - 1 : 0);
  uint32_t Column = 1;
  const auto *At = reinterpret_cast<const llvm::UTF8 *>(Before.begin()), *End = reinterpret_cast<const llvm::UTF8 *>(Before.end());
  while (At != End) {
    unsigned Size = llvm::getNumBytesForUTF8(*At);
    if (Size > static_cast<size_t>(End - At) || !llvm::isLegalUTF8Sequence(At, At + Size))
      Size = 1;
    Column += Size == 4 ? 2 : 1;
    At += Size;
  }
  return Column + (ByteColumn ? ByteColumn - 1 - static_cast<uint32_t>(Before.size()) : 0);
}
