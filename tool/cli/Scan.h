//===- Scan.h - What a translation unit is made of, without parsing it -----===//
//
// Preprocesses sources that clang has reduced to their directives; the reduced
// files are shared by all units, so that a unit costs about a hundredth of its
// parse. Tells what there is to parse, with whom a unit can share work, and
// whether it is worth parsing at all:
//
//   main.cpp ──► <asio.hpp> ──► ...                     Files: all of them
//           └──► "session.h" ──► <coroutine> ──► ...    Includes: asio.hpp, session.h, coroutine
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_SCAN_H
#define COROSAFE_TOOL_CLI_SCAN_H

#include "Cache.h"
#include "CompileCommands.h"
#include "Directives.h"
#include "FilesRead.h"
#include "Options.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem/UniqueID.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corosafe {

using FileIds = llvm::DenseSet<std::pair<uint64_t, uint64_t>>;

inline std::pair<uint64_t, uint64_t> idOf(const llvm::sys::fs::UniqueID &Id) { return {Id.getDevice(), Id.getFile()}; }

/// Of what stands around a file, all that its text may depend on: the macros that it
/// names and does not define, as they are when it ends (by then what it includes has
/// been read, be it there or before), sorted. Hashes of the name and of the meaning.
using TextContext = std::vector<std::pair<uint64_t, uint64_t>>;

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
    DirectiveResults Directives;        ///< What they come to.
    std::optional<TextContext> Context; ///< Not there for the main file.
  };
  std::vector<UserFile> UserFiles;
  /// What the user's files include, each once, in order.
  struct Include {
    std::string Name; ///< Of a system header as it is spelt, of the user's own the absolute path.
    std::string By;   ///< The file that includes it first; empty: the main file.
    bool IsSystem;
  };
  std::vector<Include> Includes;
  bool KnowsCoroutines = false; ///< The language's coroutine support is declared somewhere in it.
  std::string Group;            ///< Of units that are compiled alike (SharedHeaders.h).
  /// Macros that the user's files define or undefine before they read a system header.
  std::vector<std::string> MacrosBefore;
  /// The user's macros that make new names out of parts.
  llvm::StringSet<> Pasting;
  std::string KeptInputs; ///< In the cache: all that was looked at but UserFiles.
};

/// Every identifier in the text of a C++ file, `~Name` too; comments and strings hold none.
/// The text must be followed by a zero.
std::shared_ptr<const llvm::StringSet<>> wordsOf(llvm::StringRef Source);

/// Keeps what was read, for the lifetime of a run. With a cache, a unit is scanned
/// again only if a directive of the user's files changed, or anything about the others.
class Scanner {
public:
  explicit Scanner(Cache *Kept);
  ~Scanner();
  /// All are safe to call from several threads at once.
  ScanResult scan(const Job &What, const Options &Request);
  /// Another main file, compiled as the job's is. Not kept.
  ScanResult scanLike(const Job &What, const Options &Request, llvm::StringRef MainFile);
  void fill(ScanResult &Result);
  /// What is looked at, and what is there.
  FilesRead inputsOf(const ScanResult &Known, const Job &What, const Options &Request);

private:
  void run(const Job &What, const Options &Request, llvm::StringRef MainFile, ScanResult &Result, FilesRead *Inputs,
           bool &OthersKnowCoroutines);
  struct State;
  std::unique_ptr<State> Shared;
};

} // namespace corosafe

#endif
