//===- OwnScopes.h - Classes of the program's own that are scopes ------------===//
//
//   class task_group {
//     AsyncScope scope_;
//   public:
//     void spawn(Task<void> t) { scope_.add(std::move(t).scheduleOn(executor_)); }   adds
//     Task<void> join() { co_await scope_.joinAsync(); }                            joins
//   };
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_OWNSCOPES_H
#define COROSAFE_FLOW_OWNSCOPES_H

#include "Program.h"
#include <map>
#include <memory>

namespace corosafe {

/// A scope whose end, unjoined, is something to speak of.
bool mustBeJoined(const ScopeModel &S, bool InCoroutine);

/// `with_gate(gate_, work)`: a function of the library that runs or starts one argument in the scope that is another.
bool addsTo(const Program &P, const FunctionFacts &Fn, const Event &E, const FunctionModel &M, const Operand &Scope);

/// The scopes by model, and those that a class of the program makes of one that is its member.
class OwnScopes {
public:
  explicit OwnScopes(const Program &P) : P(P) {}

  /// What is known of a type as a scope; null if it is none. It lives as long as this object.
  const ScopeModel *find(TypeId T);

private:
  const Program &P;
  std::map<TypeId, std::unique_ptr<ScopeModel>> Own;

  std::unique_ptr<ScopeModel> read(TypeId T) const;
};

} // namespace corosafe

#endif
