//===- ToldWrites.h - What a path writes by which its function tells --------===//
//
//   reply r;
//   auto x = co_await (read(s) || t.async_wait());
//   if (x.index() == 1) {
//     r.error = timed_out;   a field of what is returned
//     fail(ec);              a helper writes a code of the caller's
//     late();                a closure that a caller made writes one of its
//     co_return r;
//   }
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_TOLDWRITES_H
#define COROSAFE_FLOW_TOLDWRITES_H

#include "LosingExits.h"

namespace corosafe {

/// Notes along the paths of one function what was written to fields of a local that it returns, and through calls.
class ToldWrites {
public:
  ToldWrites(const Program &P, FunctionId F, const ExitReader &Reader);

  /// An event has happened; calls count only where something was lost before.
  void note(EventId Id, bool AnyLost, State &S);
  /// A condition asked such a field: `if (r.error) { co_await tell(r.error); co_return r; }`.
  void learned(const Test &T, State &S);
  /// What the parts of the local are that a path returns.
  void describeParts(const State &S, LosingExit &Exit) const;
  /// What calls wrote in places of the caller.
  void describeWrites(const State &S, LosingExit &Exit) const;

private:
  struct Fact {
    LosingExit::Write What;
    EventId By = None;
    bool operator==(const Fact &) const = default;
  };

  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const ExitReader &Reader;
  std::vector<Fact> Facts;
  std::vector<uint32_t> Returned; ///< Locals of plain classes that some return gives whole.

  bool isReturned(const Place &Pl) const;
  void put(Fact What, State &S);
  void forget(const Place &Pl, State &S) const;
  void called(EventId Id, FunctionId Body, const State &S, llvm::SmallVectorImpl<Fact> &Out) const;
  bool partsOfCall(const Event &E, EventId Id, const State &S, LosingExit &Exit) const;
  bool partsGiven(FunctionId By, const Event &Made, const Event &Call, const TypeFacts &T, const State &S, LosingExit &Exit) const;
};

} // namespace corosafe

#endif
