//===- Visits.h - Which function a visitor runs for which alternative ------===//
//
//   std::visit(overloaded{[](const frame &f) { handle(f); },       alternative 0
//                         [&](std::monostate) { socket.close(); }},  alternative 1
//              result);
//
// One call, but one of several functions runs: the one whose parameter has the
// type of the alternative that the variant holds.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_VISITS_H
#define COROSAFE_FLOW_VISITS_H

#include "Program.h"

namespace corosafe {

struct Visit {
  const Operand *Variant = nullptr;
  const Operand *Visitor = nullptr;
  llvm::SmallVector<FunctionId, 4> Bodies; ///< By alternative; None where it is not seen which runs.
};

/// What a call visits, if it calls what it is given with an alternative of a variant that it is given.
std::optional<Visit> visitAt(const Program &P, FunctionId F, EventId Id);

/// A place of one of the visitor's functions as the visiting one sees it; none if it is that function's own.
std::optional<Place> placeOutside(const Program &P, FunctionId F, const Visit &V, FunctionId Body, const Place &Pl);

/// The constant that a function always returns, if it does.
std::optional<int64_t> alwaysReturns(const Program &P, FunctionId F);

} // namespace corosafe

#endif
