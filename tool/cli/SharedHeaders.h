//===- SharedHeaders.h - Headers that are parsed once for many units -------===//
//
//   units compiled alike ──► the headers that several of them include
//                                    │ one parse
//                                    ▼
//        a precompiled header, and beside it what it was made from:
//        headers, files with size and time, identifiers, a checksum
//
// A unit that is parsed on top of it sees more than it includes. of() offers those in
// which every file that the unit reads too says what it says in the unit: the user's
// files one by one (ScanResult::UserFile), system headers if no macro of the user's
// means anything to them. Unit.cpp makes sure that what else there is to be seen
// changes nothing, and goes on to the next, and to a plain parse, where it might.
//
// Of a group there may be two: one of the user's headers and the system's, in the order
// in which most units include them, and one of system headers only, for units that
// cannot use the first. They are kept beside the cache for the next run, and made again
// when anything about them is not as it was; without a cache they last for the run.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_SHAREDHEADERS_H
#define COROSAFE_TOOL_CLI_SHAREDHEADERS_H

#include "PrecompiledHeaders.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace clang {
class CompilerInvocation;
} // namespace clang

namespace corosafe {

class SharedHeaders {
public:
  /// Cache: the folder of the cache; empty: they last for this run only.
  SharedHeaders(llvm::StringRef Cache, Scanner &Sources);
  ~SharedHeaders();
  SharedHeaders(const SharedHeaders &) = delete;

  /// Looks for what the units can use, and makes what several would.
  void prepare(llvm::ArrayRef<size_t> Now, const std::vector<Job> &Jobs, const std::vector<ScanResult> &Scans,
               const Options &Request);

  /// Whether earlier runs left any.
  bool anyKept() const;

  /// For one unit, those that help it most first. Its files must have been filled in.
  std::vector<const PrecompiledHeaders *> of(const ScanResult &Unit) const;

private:
  using Headers = std::unique_ptr<PrecompiledHeaders>;
  struct Both {
    Headers Users, System;
    std::vector<size_t> Units; ///< All that came up so far.
  };
  /// Units that are compiled alike.
  struct Alike;
  void prepareUsers(const Alike &Units, Headers &Known);
  void prepareSystem(const Alike &Units, Headers &Known);
  void prepareInstances(const Alike &Like, llvm::ArrayRef<size_t> Units, PrecompiledHeaders *Known);
  Headers load(const Alike &Units, bool OfUsers) const;
  Headers make(const Alike &Units, std::vector<std::string> Names, bool OfUsers);
  std::string stemOf(llvm::StringRef Group, bool OfUsers) const;
  bool paysFor(size_t Units) const;
  void forgetAtEnd(const std::string &Stem);
  void forgetOldest() const;

  Scanner &Sources;
  std::string Folder; ///< Empty: they do not last.
  std::string Prefix; ///< Of their names.
  std::mutex Guard;
  std::vector<std::string> Temporary; ///< Guarded.
  std::map<std::string, Both> ByGroup;
};

/// Units of one group see headers alike: everything about how they are
/// compiled but the file itself. Empty: the unit does not share.
std::string groupOf(const clang::CompilerInvocation &How, llvm::StringRef Directory);

} // namespace corosafe

#endif
