//===- FilesRead.h - What a parse looked at on disk -------------------------===//
//
//   #include "a.h"  ─►  src/a.h       absent     (had it been there, it had been taken)
//                       include/a.h   these bytes
//
// A parse gives the same again as long as every path that it looked at is as it
// was then: the bytes of what was read, but also that what was looked for in vain
// is still not there.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_FILESREAD_H
#define COROSAFE_TOOL_CLI_FILESREAD_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace corosafe {

/// A 128-bit hash; equal hashes are taken for equal contents.
struct Hash {
  uint64_t Low = 0, High = 0;
  bool operator==(const Hash &) const = default;
  std::array<char, 16> bytes() const;
  static Hash fromBytes(llvm::StringRef Sixteen);
  /// For files that people may look at.
  std::string hex() const;
  static Hash fromHex(llvm::StringRef Text);
};

Hash hashOf(llvm::StringRef Bytes);

/// What is at a path: nothing, something of which only that was asked, or a file's contents.
struct PathState {
  Hash Contents; ///< Of the bytes and the file's real name; of what else is there, see below.
  bool operator==(const PathState &) const = default;
  bool isFile() const { return !(*this == absent()) && !(*this == present()); }
  static PathState absent() { return {{0, 0}}; }
  static PathState present() { return {{1, 0}}; }
};

/// Absolute paths as they were spelt, and what was there.
using FilesRead = llvm::StringMap<PathState>;

/// Behaves as Base, and writes down in Into what it is asked for. For one thread.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> recording(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, FilesRead &Into);

/// Behaves as the file, and says what is there once it is read.
std::unique_ptr<llvm::vfs::File> watched(std::unique_ptr<llvm::vfs::File> File, std::string Path,
                                         std::function<void(const PathState &)> Note);

/// The disk as it is in this run: each path is looked at once. For several threads.
class Disk {
public:
  /// A file that was read by somebody else, with device and number. What was known already stays.
  void note(llvm::StringRef Path, const PathState &Contents, std::pair<uint64_t, uint64_t> Id);
  bool isAs(llvm::StringRef Path, const PathState &Before) { return now(Path, Before.isFile()) == Before; }
  PathState contentsOf(llvm::StringRef Path) { return now(Path, /*ForContents=*/true); }
  /// Of a file whose contents were looked at: device and number.
  std::pair<uint64_t, uint64_t> idOf(llvm::StringRef Path);

private:
  PathState now(llvm::StringRef Path, bool ForContents);
  struct Seen {
    std::optional<PathState> Contents, Presence;
    std::pair<uint64_t, uint64_t> Id;
  };
  PathState look(llvm::StringRef Path, bool ForContents, Seen &Found) const;
  std::mutex Guard;
  llvm::StringMap<Seen> Known;
};

} // namespace corosafe

#endif
