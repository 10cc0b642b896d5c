//===- Scan.h - What a translation unit is made of, without parsing it -----===//
//
// Preprocesses sources that clang has reduced to their directives; the reduced
// files are shared by all units, so that a unit costs about a hundredth of its
// parse. Tells what there is to parse, with whom a unit can share work, and
// whether it is worth parsing at all:
//
//   main.cpp ──► <asio.hpp> ──► ...                     Files: all of them
//           └──► "session.h" ──► <coroutine> ──► ...    Shareable: asio.hpp, coroutine
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_SCAN_H
#define COROSAFE_TOOL_CLI_SCAN_H

#include "Cache.h"
#include "CompileCommands.h"
#include "FilesRead.h"
#include "Options.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem/UniqueID.h"
#include <memory>
#include <string>
#include <vector>

namespace corosafe {

using FileIds = llvm::DenseSet<std::pair<uint64_t, uint64_t>>;

inline std::pair<uint64_t, uint64_t> idOf(const llvm::sys::fs::UniqueID &Id) { return {Id.getDevice(), Id.getFile()}; }

struct ScanResult {
  /// False when something could not be found or read: nothing may be concluded from the rest.
  bool Complete = false;
  FileIds Files;     ///< Every file that is read. Not there if KeptInputs is, until Scanner::fill().
  uint64_t Bytes = 0; ///< Their size: what a parse will take, roughly.
  /// The user's files among them.
  struct UserFile {
    std::pair<uint64_t, uint64_t> Id;
    std::shared_ptr<const llvm::StringSet<>> Words; ///< Every identifier in it, `~Name` too.
    std::string Path; ///< Absolute.
  };
  std::vector<UserFile> UserFiles;
  bool KnowsCoroutines = false; ///< The language's coroutine support is declared somewhere in it.
  std::string Group;            ///< Of units that are compiled alike (SharedHeaders.h).
  /// System headers that the user's files include, as they spell them, in order.
  std::vector<std::string> Shareable;
  /// Macros that the user's files define or undefine before they include one of those.
  std::vector<std::string> MacrosBefore;
  /// The user's macros that make new names out of parts.
  llvm::StringSet<> Pasting;
  std::string KeptInputs; ///< In the cache: all that was looked at but UserFiles.
};

/// Keeps what was read, for the lifetime of a run. With a cache, a unit is scanned
/// again only if a directive of the user's files changed, or anything about the others.
class Scanner {
public:
  explicit Scanner(Cache *Kept);
  ~Scanner();
  /// All are safe to call from several threads at once.
  ScanResult scan(const Job &What, const Options &Request);
  void fill(ScanResult &Result);
  /// What is looked at, and what is there.
  FilesRead inputsOf(const ScanResult &Known, const Job &What, const Options &Request);

private:
  void run(const Job &What, const Options &Request, ScanResult &Result, FilesRead *Inputs, bool &OthersKnowCoroutines);
  struct State;
  std::unique_ptr<State> Shared;
};

} // namespace corosafe

#endif
