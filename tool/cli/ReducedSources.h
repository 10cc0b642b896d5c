//===- ReducedSources.h - System headers without what a scan passes over ----===//
//
//   #ifndef _STL_PAIR_H                    #ifndef _STL_PAIR_H
//   #define _STL_PAIR_H 1             ─►   #define _STL_PAIR_H 1
//   #include <type_traits>                 #include <type_traits>
//   namespace std { ... 900 lines }        #endif
//   #endif
//
// Kept beside the cache, so that the scan of a file that was never seen neither
// opens nor reads the thousand headers that others before it have included. A
// header is taken to be what it was if its size, time and number are.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_REDUCEDSOURCES_H
#define COROSAFE_TOOL_CLI_REDUCEDSOURCES_H

#include "FilesRead.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace clang::dependency_directives_scan {
struct Directive;
}

namespace corosafe {

/// The directives of a source as a source that has the same ones, each in a line.
std::string reducedTo(llvm::StringRef Source, llvm::ArrayRef<clang::dependency_directives_scan::Directive> Directives);

class ReducedSources {
public:
  struct Header {
    PathState State;                ///< Of the whole file, as Disk tells it.
    uint64_t Size = 0;              ///< Of the whole file, in bytes.
    bool DeclaresCoroutines = false; ///< What the scan wants to know of its text.
  };

  /// File: where they are kept. If it is empty, damaged or of another version, none is known.
  explicit ReducedSources(std::string File);

  /// All that follows is safe to call from several threads at once.
  /// Behaves as Base, but for the texts of headers that are known. What is read is noted in Into.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> over(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, Disk &Into);
  /// Of a file whose text was taken from here: what is known of it. By device and number.
  std::optional<Header> taken(std::pair<uint64_t, uint64_t> Id) const;
  /// To be kept: a file by its absolute path as it was spelt, and its reduced text.
  void add(llvm::StringRef Path, const Header &Known, std::string Text);
  /// False if nobody would keep it.
  bool wants(llvm::StringRef Path) const;
  /// Writes down what was added. What cannot be written is done without.
  void keep();

private:
  class Files;
  struct Kept {
    Header Known;
    llvm::StringRef Text; ///< A zero follows.
    std::string State;    ///< Of the file: size, time, device and number.
    std::optional<llvm::vfs::Status> Now; ///< Once it was looked at, and is as it was.
    bool Looked = false;
  };
  std::optional<Kept> find(llvm::StringRef Path);
  void take(std::pair<uint64_t, uint64_t> Id, const Header &Known);
  void load();

  const std::string File;
  mutable std::mutex Guard; ///< Of all that follows.
  std::unique_ptr<llvm::MemoryBuffer> Bytes;
  llvm::StringMap<Kept> Known;
  llvm::DenseMap<std::pair<uint64_t, uint64_t>, Header> Taken;
  struct Added {
    Header Known;
    std::string Text;
  };
  llvm::StringMap<Added> New;
};

} // namespace corosafe

#endif
