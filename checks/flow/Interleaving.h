//===- Interleaving.h - What may run while a coroutine is suspended ---------===//
//
// A coroutine that is awaited in place, and an ordinary function, run as a part of
// whoever calls them. What is spawned, raced, stored or called by nobody here is a
// root: it runs by itself, and roots run side by side.
//
//   co_spawn(ex, run(), detached);   run is a root
//   run() { co_await read_header(); co_await read_body(); }
//                                    both run as parts of run: never at once
//   void leave(int id);              called from elsewhere: a root
//
// What runs on an object that is a local of one function has nothing to do with what runs on another function's local:
//
//   void serve(socket s) { connection c(std::move(s)); c.process(); }
//   TEST(...) { connection c(...); c.process(); }
//
// What only constructors, destructors, main and tests do happens before and after. Files that
// define the same function each in its own way (two main()) belong to two programs,
// and nothing of one runs beside the other.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_INTERLEAVING_H
#define COROSAFE_FLOW_INTERLEAVING_H

#include "Program.h"
#include <optional>
#include <vector>

namespace corosafe {

class Interleaving {
public:
  explicit Interleaving(const Program &P);

  enum When : uint8_t {
    Never,     ///< It is a part of the same run, or belongs to setting up and taking down.
    OtherRun,  ///< Only another run of the same root does it, on the same object.
    Perhaps,   ///< A coroutine does it of which nothing shows when it runs.
    Meanwhile, ///< Something else does it.
  };
  /// When Other may run while the coroutine F, which works on its own object or something global, is suspended. OnSelf: what it is
  /// about are members of the object that each of them runs on.
  When runs(FunctionId Other, FunctionId F, bool OnSelf) const;

  using Roots = llvm::SmallVector<FunctionId, 2>;
  const Roots &roots(FunctionId F) const { return origin(F).Of; }

private:
  const Program &P;
  /// How a function comes to run: by which root, and on a local of which function, None if on no local or nobody knows of which.
  struct Run {
    FunctionId Root, Owner;
    bool operator==(const Run &) const = default;
  };
  struct Origin {
    llvm::SmallVector<Run, 2> Runs;
    Roots Of; ///< Each once.
  };
  mutable std::vector<std::unique_ptr<Origin>> Known; ///< By function.
  llvm::DenseMap<FileId, std::vector<Symbol>> Namesakes; ///< What a file defines otherwise than another file does, sorted.

  llvm::DenseMap<FunctionId, Roots> Holders; ///< By the destructor of a class that refers to other objects: functions that have a local of it.

  bool ofOtherProgram(FunctionId A, FunctionId B) const;
  void findHolders();
  /// The functions at whose ends a guard of theirs runs what is asked about, of the object that it refers to.
  llvm::ArrayRef<FunctionId> holdersOf(FunctionId Destructor, FunctionId Asked) const;
  const Origin &origin(FunctionId F) const;
  void addRuns(FunctionId F, std::optional<FunctionId> Owner, llvm::SmallVectorImpl<Run> &Out, std::vector<FunctionId> &Open) const;
  std::optional<FunctionId> ownerAt(Program::CallSite S, bool Closure) const;
  bool isBusyMeanwhile(FunctionId Caller, EventId Init) const;
  bool runsInPlace(FunctionId Caller, EventId Made, unsigned Depth) const;
  bool isCalledAtOnce(FunctionId Caller, EventId Call, EventId Closure) const;
  bool makesCoroutine(FunctionId Caller, const Operand &O, unsigned Depth) const;
  bool isAwaitable(FunctionId F) const;
  bool repeats(FunctionId Root) const;
};

} // namespace corosafe

#endif
