//===- Contexts.h - Which scope or context a task runs in -------------------===//
//
//   asio::io_context io;             a context of our own: what waits in it ends with it
//   auto strand = make_strand(io);   is made from it
//   server s(io); s.start();         what s leaves running waits there
//   co_spawn(io_, run(), detached);  io_ is a reference: the context is another's
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_CONTEXTS_H
#define COROSAFE_FLOW_CONTEXTS_H

#include "Program.h"

namespace corosafe {

/// True if the object dies with the function.
bool diesWith(const Program &P, FunctionId F, const Place &Pl);

/// What the models say of a type as a scope or context; null if it is none.
const ScopeModel *scopeOf(const Program &P, TypeId T);

/// The declared type of the variable that a place begins with.
TypeId typeOfRoot(const Program &P, FunctionId F, const Place &Pl);

/// The scopes and contexts that one function names.
class Contexts {
public:
  /// Class: that whose members F names as its own; None if F is no member.
  Contexts(const Program &P, FunctionId F, TypeId Class) : P(P), Fn(P.function(F)), F(F), Class(Class) {}

  /// A context in which tasks are run, rather than a scope that they are added to.
  bool runsOnly(const Place &Pl) const;
  /// The same of a member that is a reference or pointer: the context is another's.
  bool isMemberElsewhere(const Place &Pl) const;
  /// True if what a member leads to ends with the object: `conn_`, `*impl_` of a unique_ptr; not `peer_` of a reference.
  bool isOfObject(const Place &Pl) const;
  /// True if the place is, or is a part of something that has, a context that only runs tasks, and not one of this object.
  bool runsElsewhere(const Place &Pl) const;
  /// The scope, or the context that runs it, which an operand is or was made from.
  std::optional<Place> scopeIn(const Operand &O, unsigned Depth = 0) const;
  /// `io_context io; server s(io); s.start();`: our own context, in which all waits that the object leaves running.
  std::optional<Place> given(const Event &Call) const;
  /// `EventLoop loop; serve(&loop); loop.run();` of the program's own: what was started goes on only there, while that local is alive.
  /// Anybodys: or a loop that others have as well.
  bool drivenWhileAlive(EventId Launch, const Place &On, bool Anybodys = false) const;

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  TypeId Class;
};

} // namespace corosafe

#endif
