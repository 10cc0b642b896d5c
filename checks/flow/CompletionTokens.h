//===- CompletionTokens.h - What a completion token makes of its operation --===//
//
//   as_tuple(use_awaitable), yield[ec]         errors and counts come back as values
//   redirect_error(use_awaitable, ec)          ... in a variable
//   cancel_after(5s, use_awaitable)            a timeout around the operation
//   bind_cancellation_slot(none, use_awaitable)    a shield: it listens to nobody
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_COMPLETIONTOKENS_H
#define COROSAFE_FLOW_COMPLETIONTOKENS_H

#include "Program.h"

namespace corosafe {

/// A call, in the function in which it stands.
struct CallIn {
  FunctionId In = None;
  EventId Call = None; ///< None: there is none.
};

/// True of a token that makes errors and counts come back as values: by its type, or by the call that made it.
bool makesErrorsValues(const Program &P, FunctionId F, const Operand &O);

/// The call that makes a token a timeout, also inside of another adapter (redirect_error(cancel_after(5s), ec)), or of a
/// helper that gives the token (within(5s)).
CallIn timeoutToken(const Program &P, FunctionId F, const Operand &O, unsigned Depth = 0);

/// True of a token that keeps cancellation away: bind_cancellation_slot(cancellation_slot(), use_awaitable), also inside of another
/// adapter.
bool shieldsByToken(const Program &P, FunctionId F, const Operand &O, unsigned Depth = 0);

/// The variable that what is awaited writes its error to: redirect_error(use_awaitable, ec), yield[ec].
std::optional<Place> errorVariable(const Program &P, FunctionId F, const Operand &O, unsigned Depth = 0);

} // namespace corosafe

#endif
