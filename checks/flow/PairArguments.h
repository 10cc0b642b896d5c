//===- PairArguments.h - What two calls that belong together are about -------===//
//
//   table.insert(a); co_await ...; table.erase(a);    the same element
//   table.insert(a); co_await ...; table.erase(b);    another one
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_PAIRARGUMENTS_H
#define COROSAFE_FLOW_PAIRARGUMENTS_H

#include "Pairs.h"

namespace corosafe {

/// `subscribe(a)` and `unsubscribe(b)` do not.
bool argumentsAgree(const Program &P, const Half &Begin, const Half &End);

/// `balance[from] -= n;` and `balance[to] += n;`: two changes of elements of one container, by different subscripts.
bool ofTwoElements(const Program &P, FunctionId F, EventId First, EventId Second);

} // namespace corosafe

#endif
