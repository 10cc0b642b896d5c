//===- Analyze.h - The façade: AST -> facts, facts + models -> findings -----===//
//
//   clang::ASTContext ──extract()──► TuFacts ──┐
//                                              ├─analyze()──► AnalysisResult
//                               ModelStore ────┘
//
// Both are pure and total: they read no file, keep no state, and what they
// cannot describe is listed as skipped.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_ANALYZE_H
#define COROSAFE_ANALYZE_H

#include "Finding.h"
#include "facts/Facts.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <array>
#include <functional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class Decl;
class FileID;
} // namespace clang

namespace corosafe {

class ModelStore;

/// What of a precompiled header a unit would have read itself.
struct PrecompiledCode {
  std::vector<clang::Decl *> Declared; ///< Outside all namespaces.
  std::function<bool(clang::FileID)> IsRead; ///< Of any file that the header holds.
};

/// Facts of every function with a body in user code (the main file and all
/// headers that are not system headers) of the translation unit. What a precompiled
/// header declares is none of it, but for Shared.
TuFacts extract(clang::ASTContext &Context, const PrecompiledCode *Shared = nullptr);

/// Whether facts depend on the body of a function that the parser is about to
/// read. Leaving the others out halves the time of a parse; those that clang's
/// own rules need (constexpr functions, deduced return types) it reads anyway.
bool readsBodyOf(const clang::Decl &Function);

/// Whether reading all bodies may say more than these facts: a generic lambda
/// is there as a pattern only, and the one who calls it may be among the bodies
/// that were left out.
bool lacksInstances(const TuFacts &Facts);

/// For hosts that skip function bodies in headers, as editors do: the bodies that
/// findings elsewhere depend on and that are parsed once, with the header. Those of
/// templates would be instantiated anew with each change of the main file.
bool worthParsing(const clang::Decl &D);

struct AnalyzeOptions {
  /// Ids of the checks to run; empty runs all.
  std::vector<std::string> Checks;
  /// Fill AnalysisResult::UnknownAwaits.
  bool ListUnknownAwaits = false;
  /// Fill AnalysisResult::Description.
  bool DescribeAll = false;
  /// The process ends soon after: what was inferred is left to the system instead of being freed piece by piece.
  bool EndsSoon = false;
};

/// Something that is awaited and that neither a model nor a body describes.
struct UnknownAwait {
  std::string Name; ///< The function called, or the type awaited.
  uint64_t Count = 0;
  Location First;
};

struct AnalysisStats {
  uint64_t Functions = 0, Coroutines = 0, SuspendPoints = 0;
};

struct AnalysisResult {
  std::vector<Finding> Findings; ///< Ordered by file, line, column, check; no two equal.
  std::vector<Skipped> NotAnalysed;
  std::vector<UnknownAwait> UnknownAwaits; ///< Most used first.
  std::string Description; ///< What describeSummary and describeCancellability say of each function.
  AnalysisStats Stats;
};

/// What was inferred of every function of that (qualified, or last part of a)
/// name, as text for people: is it safe to cancel, and why. Empty if there is none.
std::string describeSummary(const TuFacts &Facts, const ModelStore &Models, llvm::StringRef Function);

/// Why every function of that name can be cancelled: the chain from a race, timeout,
/// token, scope or handler down to it; or that nothing in the program cancels it.
/// Empty if there is no such function.
std::string describeCancellability(const TuFacts &Facts, const ModelStore &Models, llvm::StringRef Function);

/// All findings of one translation unit, of every confidence. Drivers filter.
AnalysisResult analyze(const TuFacts &Facts, const ModelStore &Models, const AnalyzeOptions &Options = {});

/// The entries of that library's model that change nothing that is said of these facts: each is taken
/// out in turn (and put back), and everything is judged anew.
std::vector<std::string> idleEntries(const TuFacts &Facts, ModelStore &Models, llvm::StringRef Library);

/// What drivers list and explain about a check.
struct CheckInfo {
  llvm::StringRef Id;      ///< "lock-across-suspend".
  llvm::StringRef Summary; ///< One line.
  llvm::StringRef Doc;     ///< Markdown: why, bad, good, limits, when not to use it.
  std::array<uint16_t, 3> Cwe = {}; ///< The weaknesses (cwe.mitre.org) that its findings are; 0 ends them.
};

/// Every check, in the order of checks.def.
llvm::ArrayRef<CheckInfo> allChecks();

/// corosafe's own version.
llvm::StringRef version();

} // namespace corosafe

#endif
