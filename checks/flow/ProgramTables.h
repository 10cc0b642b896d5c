//===- ProgramTables.h - What a program knows of itself --------------------===//
//
// For the files that Program is made of only: tables that are made when the
// program is, and answers that are kept once somebody has asked.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_PROGRAMTABLES_H
#define COROSAFE_FLOW_PROGRAMTABLES_H

#include "Callables.h"
#include "PairNames.h"
#include "Program.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <map>
#include <unordered_map>

namespace corosafe {

/// How far definitions are followed.
inline constexpr unsigned MaxDepth = 12;

/// What is known of a callee, called on an object of some class.
struct Program::KnownCallee {
  std::vector<const FunctionModel *> Candidates; ///< In the order in which they are to be tried.
  uint32_t Always = 0; ///< The number of what every such call means; 0 if that depends on the call.
  SharedText Name;                               ///< As messages say it. Made when it is asked for.
};

struct Program::Cache {
  struct SameMeaning {
    size_t operator()(const Meaning *M) const {
      return llvm::hash_combine(M->Model, M->InLibrary, llvm::hash_combine_range(M->Bodies.begin(), M->Bodies.end()));
    }
    bool operator()(const Meaning *A, const Meaning *B) const {
      return A->Model == B->Model && A->InLibrary == B->InLibrary && A->Bodies == B->Bodies;
    }
  };
  std::unordered_map<const Meaning *, uint32_t, SameMeaning, SameMeaning> Distinct; ///< Their numbers.
  struct StandIn {
    bool DefinesTask = false;
    uint32_t End = 0; ///< Where the last function begins that the models know.
  };
  std::map<std::pair<FileId, const LibraryModel *>, StandIn> StandIns; ///< By main file.
  std::vector<uint8_t> LibraryCode; ///< By function: 0 until it is asked for, 1: the program's, 2: a library's.
  /// What a local is given, when it is given one thing only; null for none or several.
  /// By local of the whole program: function F's begin at FirstLocal[F].
  std::vector<const Operand *> Sole;
  std::vector<size_t> FirstLocal;
  std::vector<bool> SoleKnown; ///< By function.
  /// By event, from First[E] up to First[E + 1].
  struct Takers {
    std::vector<uint32_t> First;
    std::vector<EventId> Events;
  };
  llvm::DenseMap<FunctionId, std::unique_ptr<Takers>> TakersOf; ///< Of functions that were asked about.
  enum class Back : uint8_t { Unknown, Comes, Never };
  llvm::DenseMap<EntityId, bool> Closers, Launchers;
  std::vector<llvm::StringRef> ClosingVerbs, LaunchingVerbs; ///< Of all libraries. Gathered when one is asked for.
  std::vector<Back> Returns; ///< By function: whether control comes back from it.
  std::vector<std::optional<bool>> Loops; ///< By function.
  std::vector<std::optional<const LibraryModel *>> LibraryOfType; ///< By type, as far as they were asked for.
  /// Models that the code's own annotations give.
  std::vector<std::unique_ptr<TypeModel>> OwnTypes;
  llvm::DenseMap<EntityId, std::unique_ptr<FunctionModel>> OwnFunctions;
  std::vector<CallSite> CallSites; ///< Of function F: from FirstCaller[F] up to FirstCaller[F + 1].
  std::vector<uint32_t> FirstCaller;
  std::vector<std::pair<TypeId, EntityId>> Methods; ///< Sorted.
  llvm::DenseMap<TypeId, std::vector<FunctionId>> Members; ///< By class.
  std::unordered_map<uint64_t, KnownCallee> Callees; ///< By entity and class.
  struct LastCall {
    TypeId On = None;
    KnownCallee *Callee = nullptr;
    uint32_t Always = 0; ///< The callee's.
  };
  std::vector<LastCall> Last; ///< By entity: what is known of its last call.
  std::vector<uint8_t> InLibrary; ///< By entity: 0 not looked up yet, 1 no, 2 yes.
  std::vector<std::string> Absent; ///< Libraries in the global namespace that this program does not use.
  std::optional<llvm::StringSet<>> TypeNames;     ///< Made when one is asked for.
  llvm::StringMap<bool> NamesAsked;               ///< Of types, and whether there are such.
  std::optional<llvm::StringMap<Symbol>> Symbols; ///< Made when one is asked for.
  std::unique_ptr<Callables> Stored; ///< Made when one is called.
  std::unique_ptr<PairNames> Pairs;  ///< Made when one is asked for.
  std::optional<llvm::StringMap<std::vector<TypeId>>> Signals; ///< By the library's name. Made when they are asked for.
  llvm::DenseMap<TypeId, EntityId> Destructors; ///< By class.
  llvm::DenseMap<TypeId, CallSite> LambdaSites; ///< By closure class.
};

} // namespace corosafe

#endif
