//===- HandedArguments.h - What a started callable is given besides ---------===//
//
//   nursery.start(pump, std::ref(socket), 10);
//
// The callable is called later, with copies of what stands behind it. A copy of a
// pointer or reference_wrapper refers to what it referred to here.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_HANDEDARGUMENTS_H
#define COROSAFE_FLOW_HANDEDARGUMENTS_H

#include "Borrows.h"

namespace corosafe {

/// What the callable that is an argument of a call refers to by the arguments that it is given there.
void addHandedArguments(const Program &P, const Borrows &B, const std::vector<BorrowSummary> &Known, FunctionId F, EventId Call,
                        const Operand &Callable, std::vector<Borrow> &Out);

/// The buffers that a library's operation reads or fills until it has ended: `return async_write(s, buffer(text), token)`. What it
/// copies at once, its model says it merely observes. True if there are any.
bool addLentBuffers(const Program &P, const Borrows &B, FunctionId F, EventId Call, const FunctionModel &M, std::vector<Borrow> &Out);

} // namespace corosafe

#endif
