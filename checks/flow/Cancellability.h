//===- Cancellability.h - Which coroutines can be cancelled, and why --------===//
//
// Top-down over the call graph. Evidence is a race, timeout or cancelling join
// above a coroutine, a token or slot that it is given, a scope that can be
// stopped, a framework that drops its handlers, or an annotation. From there
// cancellation goes on to whatever a coroutine awaits, unless a shield is in
// between.
//
//   serve ── a || b ──► session ── co_await ──► read_frame        both Evident
//
// A coroutine without evidence is still Possible where the library lets any
// coroutine be cancelled by whoever holds it.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_CANCELLABILITY_H
#define COROSAFE_FLOW_CANCELLABILITY_H

#include "Summary.h"

namespace corosafe {

/// The library whose task type a coroutine returns; else the one whose operations
/// it awaits; null if neither is known.
const LibraryModel *libraryOf(const Program &P, FunctionId F);

/// How cancellation arrives in a coroutine: as its library delivers it.
Delivery deliveryOf(const Program &P, FunctionId F);

/// True if what an operand names or makes is a token that can stop work: `token{}` cannot.
bool isToken(const Program &P, FunctionId F, const Operand &O);

/// True for a token whose source is a local of the function: it does not tell of what stops the function itself.
bool isTokenMadeHere(const Program &P, FunctionId F, const Operand &O);

/// True if an event keeps in a local the token that the coroutine was told when it asked for its own: `auto t = co_await get_token()`.
bool asksForItsToken(const Program &P, FunctionId F, EventId Id);

/// By function: whether cancellation can reach it, and the chain from the evidence to it.
std::vector<Reached> inferCancellability(const Program &P, const std::vector<Summary> &Known);

} // namespace corosafe

#endif
