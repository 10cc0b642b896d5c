//===- Cache.h - Facts of units that need not be parsed again ---------------===//
//
//   unit    what is parsed, and how: file, folder, all of clang's options, this program
//   inputs  every path that the parse looked at, and what was there
//   facts   what came out
//
// A unit has some entries (different inputs, for those who go back and forth between
// versions); one whose inputs are all as they were stands in for the parse. It does not
// matter to any result whether there is a cache, whether it is empty, or what happens
// to it: what cannot be read is parsed, what cannot be kept is not, and one line says so.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_CACHE_H
#define COROSAFE_TOOL_CLI_CACHE_H

#include "CompileCommands.h"
#include "Database.h"
#include "FilesRead.h"
#include "facts/Facts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace clang {
class CompilerInvocation;
} // namespace clang

namespace corosafe {

/// What a parse gave.
struct ParsedUnit {
  TuFacts Facts;
  std::string Problem; ///< Why it is not all that the file says: the first error. Empty: it compiles.
  std::string Printed; ///< The compiler's errors.
};

/// A unit's facts from when it last compiled.
struct StaleUnit {
  TuFacts Facts;
  std::set<std::string> Changed; ///< Files that are not as they were then.
};

class Cache {
public:
  struct Key {
    Hash Unit, Source; ///< Source: the file alone.
  };

  /// Limit: of the bytes that are kept from one run to the next.
  Cache(std::string Folder, uint64_t Limit);
  llvm::StringRef folder() const { return Store.folder(); }

  static Key keyOf(const Job &What, const clang::CompilerInvocation &How, bool FullParse);


  /// All may be called from several threads at once.
  std::optional<ParsedUnit> find(const Key &Of);
  void keep(const Key &Of, const FilesRead &Inputs, const ParsedUnit &Unit);
  std::optional<StaleUnit> lastGood(const Key &Of);

  /// What Scan.h found, in its own words, and what it depends on.
  struct KnownScan {
    std::string Text, Inputs;
  };
  /// Accepts: whether the text holds for what is not among the inputs.
  std::optional<KnownScan> findScan(const Key &Of, llvm::function_ref<bool(llvm::StringRef)> Accepts);
  /// Returns the inputs, or nothing if they could not be kept.
  std::string keepScan(const Key &Of, const FilesRead &Inputs, llvm::StringRef Text);
  /// Of those of a scan. Empty if any is gone.
  FilesRead inputsOf(llvm::StringRef Inputs);
  Disk &disk() { return Present; }

  /// At the end of a run: remembers what was of use, forgets what was not for longest. Returns lines for stderr.
  std::string finish();

private:
  enum class Now : uint8_t { Unknown, Same, Changed };
  struct Input {
    std::string Path;
    PathState Before;
  };
  struct Entry {
    int64_t Id = 0;
    bool Good = false;
    std::string Inputs;
    Hash Sum;
  };

  std::mutex Guard; ///< Of all that follows.
  Database Store;
  uint64_t Limit;
  int64_t ThisRun = 1;
  bool Grown = false;
  std::vector<int64_t> Used;
  llvm::DenseMap<int64_t, Now> Inputs;
  llvm::DenseMap<int64_t, Input> InputRows; ///< As they were read, or written.
  llvm::StringMap<int64_t> InputIds;
  Disk Present;

  void forgetIfMadeAnew();
  std::vector<Entry> entries(const char *Sql, const Hash &Of);
  bool isAsBefore(const Entry &E, std::set<std::string> *Changed);
  const Input *input(int64_t Id);
  void readInputs(llvm::ArrayRef<int64_t> Ids);
  std::optional<std::string> bytesOf(const Entry &E);
  std::optional<ParsedUnit> read(const Entry &E);
  std::string keepBytes(const Hash &Unit, const Hash &Source, const FilesRead &Read, llvm::StringRef Bytes, bool Good);
  int64_t inputId(llvm::StringRef Path, const PathState &State);
  void evict();
};

} // namespace corosafe

#endif
