//===- Callables.h - What a stored function, pointer or closure runs --------===//
//
//   Server(executor e) : on_frame_([this](frame f) -> task<> { ... }) {}
//   task<> run() { co_await on_frame_(f); }       runs that lambda
//
// A callable leads to what was assigned to it: a local in its function, a member
// anywhere in the program, a parameter at the calls of its function. If one of the
// assignments cannot be followed, nothing is known.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_CALLABLES_H
#define COROSAFE_FLOW_CALLABLES_H

#include "Program.h"

namespace corosafe {

class Callables {
public:
  explicit Callables(const Program &P) : P(P) {}

  /// The functions and lambdas that calling an operand of F may run; empty if that is not known.
  llvm::SmallVector<FunctionId, 1> targets(FunctionId F, const Operand &O);

private:
  struct Source {
    FunctionId In;
    const Operand *What;
  };
  /// What is assigned to a member; None as its class stands for a member of an unknown class.
  using Member = std::pair<TypeId, Symbol>;

  const Program &P;
  bool Indexed = false;
  llvm::DenseMap<Member, std::vector<Source>> Assigned;
  llvm::DenseMap<Member, bool> Tainted; ///< Given away by reference: anybody may assign it.
  llvm::DenseMap<FunctionId, std::vector<Program::CallSite>> Callers;

  void index();
  Member memberOf(FunctionId F, const Place &Pl) const;
  bool follow(FunctionId F, const Operand &O, unsigned Depth, llvm::SmallVectorImpl<FunctionId> &Out);
  bool followLocal(FunctionId F, uint32_t Local, unsigned Depth, llvm::SmallVectorImpl<FunctionId> &Out);
  bool add(FunctionId B, llvm::SmallVectorImpl<FunctionId> &Out) const;
};

} // namespace corosafe

#endif
