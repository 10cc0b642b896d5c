//===- Plan.h - Which units are parsed, and in what order -------------------===//
//
// A unit in which the language's coroutine support is declared nowhere holds no
// coroutine, no task and nothing to find. It may still define a function that
// coroutines elsewhere call, and what that does matters (a lock it leaves
// locked, a socket it closes). So:
//
//   1. parse the units that know of coroutines, and those that could not be scanned;
//   2. of the functions that they call and that none of them defines, take the names;
//   3. parse the units one of whose own files (files that no unit parsed so far
//      reads) holds such a name, or uses a macro of the user's that makes names;
//   4. again from 2, until nothing is added.
//
// The rest can add nothing to the program that is analysed.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_PLAN_H
#define COROSAFE_TOOL_CLI_PLAN_H

#include "Scan.h"
#include "facts/Facts.h"
#include <optional>
#include <vector>

namespace corosafe {

class Plan {
public:
  /// Scans of all jobs; Missing: those whose facts are not known yet. Unless some
  /// may be left out, the first step is all of them.
  Plan(const std::vector<ScanResult> &Scans, std::vector<size_t> Missing, bool MayLeaveOut);

  /// The jobs to do now, longest first; empty when nothing is left that matters.
  /// Done: what was described so far.
  std::vector<size_t> next(llvm::ArrayRef<const TuFacts *> Done);

  /// The jobs that were never needed.
  size_t leftOut() const;

private:
  void want(const TuFacts &Unit);
  void read(size_t Job);
  bool isNeeded(size_t Job) const;

  const std::vector<ScanResult> &Scans;
  bool MayLeaveOut;
  std::vector<size_t> Waiting;
  /// The user's files that units parsed so far read, and what they said there.
  llvm::DenseSet<std::pair<std::pair<uint64_t, uint64_t>, uint64_t>> Read;
  llvm::StringSet<> Defined; ///< Keys of functions with a body.
  llvm::StringSet<> Wanted;  ///< Names of functions that are called and not defined.
  bool First = true;
};

} // namespace corosafe

#endif
