//===- SharedHeaders.h - System headers that are parsed once for many units --===//
//
//   units compiled alike ──► the system headers that several of them include
//                                    │ one parse
//                                    ▼
//        a precompiled header, and beside it what it was made from:
//        headers, files with size and time, identifiers, a checksum
//
// A unit that is parsed on top of it sees more than it includes. Unit.cpp makes
// sure that this changes nothing, and parses plainly where it might. The user's
// own headers never go in: what they hold is described with each unit.
//
// The files are kept beside the cache for the next run, and are made again when
// anything about them is not as it was; without a cache they last for the run.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_SHAREDHEADERS_H
#define COROSAFE_TOOL_CLI_SHAREDHEADERS_H

#include "CompileCommands.h"
#include "Options.h"
#include "Scan.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace clang {
class CompilerInvocation;
} // namespace clang

namespace corosafe {

struct PrecompiledHeaders {
  std::string File;
  std::vector<llvm::StringRef> Headers;     ///< As they are included.
  std::vector<llvm::StringRef> Identifiers; ///< All that were read, sorted.
  std::unique_ptr<llvm::MemoryBuffer> Text; ///< Holds them.

  bool reads(llvm::StringRef Identifier) const;
};

class SharedHeaders {
public:
  /// Cache: the folder of the cache; empty: they last for this run only.
  explicit SharedHeaders(llvm::StringRef Cache);
  ~SharedHeaders();
  SharedHeaders(const SharedHeaders &) = delete;

  /// Looks for what the units can use, and makes what several would.
  void prepare(llvm::ArrayRef<size_t> Now, const std::vector<Job> &Jobs, const std::vector<ScanResult> &Scans,
               const Options &Request);

  /// Whether earlier runs left any.
  bool anyKept() const;

  /// For one unit; null if there are none that would help it.
  const PrecompiledHeaders *of(const ScanResult &Unit) const;

private:
  std::string stemOf(llvm::StringRef Group) const;
  void forgetAtEnd(const std::string &Stem, const std::string &Source);
  std::unique_ptr<PrecompiledHeaders> make(llvm::StringRef Group, llvm::ArrayRef<std::string> Headers, const Job &Like,
                                           const Options &Request);
  void forgetOldest() const;

  std::string Folder; ///< Empty: they do not last.
  std::string Prefix; ///< Of their names.
  std::mutex Guard;
  std::vector<std::string> Temporary; ///< Guarded.
  std::map<std::string, std::unique_ptr<PrecompiledHeaders>> ByGroup;
};

/// Units of one group see system headers alike: everything about how they are
/// compiled but the file itself. Empty: the unit does not share.
std::string groupOf(const clang::CompilerInvocation &How, llvm::StringRef Directory);

} // namespace corosafe

#endif
